"""The command for teachers: ``python -m pooltools.classroom``."""

import sys

from .grading.command import main

sys.exit(main(sys.argv[1:]))
