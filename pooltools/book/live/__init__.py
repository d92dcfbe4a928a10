"""A site that runs the pages' notebooks in the reader's browser.

``python -m pooltools.book.live notebooks`` writes the notebooks; ``python -m
pooltools.book.live site`` puts a JupyterLite with Python inside beside the built book.
The Makefile has both, and prepares what they need.

`pyodide` finds Python for the browser ·
`wheels` adds the packages that it lacks · `bytecode` lets it start sooner ·
`site` puts all of it together · `buttons` lets the pages lead there.
"""
