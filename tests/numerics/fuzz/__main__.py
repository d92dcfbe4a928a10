"""Report all findings, and fail if there are any."""

import sys
from collections import Counter

from . import fuzz
from .judge import GOOD


def main(count, seed=0):
    seen, found = Counter(), 0
    for verdict, name, drawn in fuzz(int(count), int(seed)):
        seen[name, verdict] += verdict in GOOD
        if verdict not in GOOD:
            found += 1
            print(f"{name} {verdict}\n    {drawn}", flush=True)
    for (name, verdict), number in sorted((+seen).items()):
        print(f"{number:7} {verdict} by {name}")
    print(f"{found} findings in {count} sets of arguments")
    return found


sys.exit(bool(main(*sys.argv[1:])))
