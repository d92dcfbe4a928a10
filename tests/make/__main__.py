"""Show the frozen files, or make some anew: python -m tests.make [NAME ... | all]."""

import sys

from .frozen import FILES, ROOT, Frozen


def told(frozen: Frozen) -> str:
    """Return a file's entry in the list: its name, what it holds, where, and how."""
    lines = [frozen.holds, *(str(path.relative_to(ROOT)) for path in frozen.paths)]
    needs = [f"needs {frozen.needs}"] if frozen.needs else []
    needs += [f"takes {frozen.minutes} minutes"] if frozen.minutes else []
    lines += [", ".join(needs)] if needs else []
    return f"{frozen.name:12}" + f"\n{'':12}".join(lines)


def renew(frozen: Frozen) -> str:
    """Make a file anew if that can be done here; return what came of it."""
    if not frozen.ready:
        return f"left as it is, it needs {frozen.needs}"
    changed = [str(path.relative_to(ROOT)) for path in frozen.renew()]
    return f"new in {', '.join(changed)}" if changed else "as it was"


def main(names: list[str]) -> int:
    """List everything, or renew what is named; return 1 if some was left."""
    unknown = sorted(set(names) - {*FILES, "all"})
    if unknown or not names:
        print(*map(told, FILES.values()), sep="\n")
        print("\ntests/make/NAME.py makes each; python -m tests.make NAME ... (or all)")
        for name in unknown:
            print(f"There is no {name!r} among them.")
        return int(bool(unknown))
    wanted = FILES.values() if "all" in names else [FILES[name] for name in names]
    for frozen in wanted:
        print(f"{frozen.name}: {renew(frozen)}", flush=True)
    return int(not all(frozen.ready for frozen in wanted))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
