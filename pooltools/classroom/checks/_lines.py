"""The lines that a student is told: a task's own, or those of every task."""

from typing import Protocol

from ...text import get_language, table


class Named(Protocol):
    """What has lines for the student: any task."""

    @property
    def name(self) -> str: ...
    @property
    def lines(self) -> str: ...


def line(task: Named, name: str, **gaps: object) -> str:
    """Return what a student is told, in the chosen language.

    The task's own words come first, then those that its file has for every task.
    """
    file, _, own = (task.lines or f"checks.{task.name}").partition(".")
    for lines in (table(file), table("checks")):
        for key in (f"{own}.{name}", name):
            if key in lines:
                return lines[key][get_language()].format(**gaps)
    raise KeyError(f"no line for {name} of {task.name}")
