"""Leave nothing of a notebook that has run: Python in the browser executes this.

The kernel forgets the names by itself; here goes what a page can change besides.
"""

import sys

import ipywidgets
import matplotlib

ipywidgets.Widget.close_all()
matplotlib.rc_file_defaults()
for name in [name for name in sys.modules if name.partition(".")[0] == "pooltools"]:
    del sys.modules[name]  # and its language, its caches, what was put into it
