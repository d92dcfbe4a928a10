"""Race every way to pool that is installed, and report on it in a table and a plot.

The race has a process of its own, in which every library computes with one thread.
"""

import json
import os
import subprocess
import sys

from ..book.bench.report import markdown, plot

THREADS = "OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"


def made() -> tuple[str, str, str]:
    """Return the texts of the numbers, the tables and the plot."""
    run = [sys.executable, "-m", "tests.book.bench"]
    alone = os.environ | dict.fromkeys(THREADS, "1")
    found = json.loads(subprocess.check_output(run, env=alone, text=True))
    return f"{json.dumps(found, indent=1)}\n", markdown(found), plot(found)
