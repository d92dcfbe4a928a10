"""What runs in the sandbox: a student's cells, and answers to questions about them.

It is copied in by itself: it may import NumPy, and IPython where a cell is no plain
Python, but nothing of `pooltools`; it knows no reference and no grade, and whatever it
says is only a value to be judged elsewhere.
"""
