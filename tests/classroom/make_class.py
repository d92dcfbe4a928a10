"""Write a class of hand-ins, to see how long grading takes.

python -m tests.classroom.make_class 500 _build/class
python -m pooltools.classroom grade \
    chapters/en/exercises/set-1.md _build/class -o _build/results

Nine in ten are right or wrong in the usual ways, one in a hundred loops endlessly,
the others are broken in one of the ways of `tests/classroom/hostile.py`.
"""

import sys
from pathlib import Path

from .hostile import GOOD, KINDS, NEEDS_ZIP, with_answers
from .test_checks import WRITTEN

LOOP = "endless loop in a cell"
SLOW = {"loop", "signal", "memory", "closes", "recursion"}


def main(count: int, place: Path) -> None:
    """Write as many hand-ins as asked for, the same ones each time."""
    place.mkdir(parents=True, exist_ok=True)
    ours = [row for row in WRITTEN if row[0] in ("max-pool", "output-size")]
    broken = [
        name
        for name in sorted(KINDS)
        if not any(word in name for word in SLOW) and name not in NEEDS_ZIP
    ]
    for number in range(count):
        folder = place / f"student {number:04}"
        if number % 100 == 50:
            make = KINDS[LOOP][0]
        elif number % 10 == 9:
            make = KINDS[broken[number // 10 % len(broken)]][0]
        elif number % 2:
            task, old, new, _ = ours[number // 2 % len(ours)]
            make = with_answers(
                **{task.replace("-", "_"): GOOD[task].replace(old, new)}
            )
        else:
            make = KINDS["right"][0]
        make(folder)


if __name__ == "__main__":
    main(int(sys.argv[1]), Path(sys.argv[2]))
