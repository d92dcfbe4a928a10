"""What writes the frozen files: those that are kept in git and could be computed anew.

`frozen` lists them, each with what it holds and needs; every other module here makes
one.  ``python -m tests.make`` shows the list, ``python -m tests.make noise moves``
makes two anew.
"""
