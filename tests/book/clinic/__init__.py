"""The framework clinic: the same questions to every library that is installed."""
