"""The command for teachers: ``python -m pooltools.grading``."""

import sys

from .command import main

sys.exit(main(sys.argv[1:]))
