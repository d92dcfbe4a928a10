"""Race on sequences, volumes and tokens, in a process with one thread."""

import os
import subprocess
import sys

from .speed import THREADS


def made() -> str:
    """Return the report."""
    run = [sys.executable, "-m", "tests.book.bench.beyond"]
    alone = os.environ | dict.fromkeys(THREADS, "1")
    return subprocess.check_output(run, env=alone, text=True)
