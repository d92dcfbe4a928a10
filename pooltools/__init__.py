"""Pooling layers in NumPy: exact, readable, and animated."""
