"""Exercises that are checked as they are solved, and the grading of a class.

`checks` tells a student which mistake an answer looks like · `exercises` says the same
of the pages' exercises · `grading` hands out sheets and grades what comes back, without
trusting it.  ``python -m
pooltools.classroom --help`` is the way in.

It may use everything but `book`; nobody but itself and the book's site, which hands
out its sheets, may use it.  `checks` and `exercises` need NumPy alone.
"""
