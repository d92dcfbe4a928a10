"""Time the grading of a class of 500, one hand-in of 31 MB among them.

python -m tests.classroom.bench

On two idle cores it should take no more than 75 seconds, and the grader itself no more
than 300 MB.  Where others are at work too, the load says how many.
"""

import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from .hostile import GOOD, SHEET, filled, put, with_old_output
from .make_class import main as make_class
from .sheets import ROOT

COUNT, LARGE = 500, 31_000_000
SECONDS, MEGABYTES = 75, 300
MASTER = ROOT / f"chapters/en/exercises/{SHEET}.md"
GRADE = """\
import resource, sys
from pooltools.classroom.grading.command import main
code = main(sys.argv[1:])
kib = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
print(kib // (1024 if sys.platform == "linux" else 1 << 20))
sys.exit(code)
"""


def put_large(folder: Path) -> None:
    """Write a right hand-in with as much output in it as is still read."""
    import json

    made = filled(GOOD)
    bare = len(json.dumps(made))
    with_old_output(made["cells"])
    (output,) = next(c["outputs"] for c in made["cells"] if c.get("outputs"))
    line = len(json.dumps(output["text"][0])) + 2
    output["text"] = output["text"][:1] * ((LARGE - bare) // line)
    put(folder, json.dumps(made).encode())


def main(count: int = COUNT) -> None:
    """Make the class, grade it, and say what that took."""
    with tempfile.TemporaryDirectory() as folder:
        place, out = Path(folder) / "in", Path(folder) / "out"
        make_class(count - 1, place)
        put_large(place / "one of 31 MB")
        size = (place / "one of 31 MB" / f"{SHEET}.ipynb").stat().st_size
        command = ["grade", str(MASTER), str(place), "-o", str(out)]
        start = time.monotonic()
        done = subprocess.run(
            [sys.executable, "-c", GRADE, *command],
            stdout=subprocess.PIPE, text=True, check=True,
        )  # fmt: skip
        spent = time.monotonic() - start
        told, megabytes = done.stdout.strip().splitlines()[-2:]
        cores, load = os.cpu_count(), os.getloadavg()[1]
    sys.stdout.write(
        f"{told}\n"
        f"{count} hand-ins, the largest of {size / 1e6:.0f} MB, on {cores} cores:\n"
        f"{spent:.0f} s of {SECONDS}, at a load of {load:.1f}\n"
        f"the grader itself {megabytes} MB of {MEGABYTES}\n"
    )


if __name__ == "__main__":
    main(*map(int, sys.argv[1:]))
