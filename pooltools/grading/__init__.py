"""Hand out sheets, and grade a class without trusting a hand-in.

``python -m pooltools.grading --help`` is the way in; the book's page for teachers
tells the rest.
"""
