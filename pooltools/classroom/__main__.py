"""The command for teachers: ``python -m pooltools.classroom``."""

import sys

try:
    from .grading.command import main
except ModuleNotFoundError as error:
    if error.name and error.name.startswith("pooltools"):
        raise
    sys.exit(f"This needs {error.name}: pip install pooltools[classroom]")

sys.exit(main(sys.argv[1:]))
