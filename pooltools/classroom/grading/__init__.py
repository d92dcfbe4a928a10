"""Hand out sheets, and grade a class without trusting a hand-in.

The book's page for teachers tells how; ``python -m pooltools.classroom --help`` lists
the commands.
"""
