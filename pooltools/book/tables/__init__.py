"""Tables of stored results: what libraries answer, and how long they take.

`clinic` holds the framework clinic, `speed` the race; their results lie beside them,
written by ``make clinic`` and ``make bench``.

It may use the numerics and `text`: NumPy alone.
"""
