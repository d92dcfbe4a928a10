"""Tasks that ask for values, to predict or to count."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, TypeAlias

from ...text import translate
from ._lines import line
from ._same import alien, same
from ._show import show
from ._task import Call, Finding, Function, Outcome


@dataclass(frozen=True)
class Values:
    """Values to predict or to count.

    Parameters
    ----------
    name : str
        The task's name, as in the sheets.
    answers : tuple of str
        What the student's variables are called.
    right : tuple
        The value of each.
    wrong : mapping of str to sequences of tuples
        Each usual mistake as the values it leads to; None stands for any value.
    lines : str
        Where the lines for the student are, as for a `Function`.
    """

    name: str
    answers: tuple[str, ...]
    right: tuple[Any, ...]
    wrong: Mapping[str, Sequence[tuple[Any, ...]]]
    lines: str = ""

    @property
    def mistakes(self) -> tuple[str, ...]:
        """Return the names of the usual mistakes."""
        return tuple(self.wrong)

    @property
    def fixed(self) -> int:
        """Return how many values there are: none is drawn."""
        return len(self.answers)

    def ask(self, seed: int) -> list[Call]:
        """Return no call: a value is there or not."""
        return []

    def passed(self, calls: Sequence[Call], outcomes: Sequence[Outcome]) -> list[bool]:
        """Return for each value whether it is right."""
        pairs = zip(outcomes, self.right, strict=True)
        return [same(out.value, right) for out, right in pairs]

    def judge(
        self, calls: Sequence[Call], outcomes: Sequence[Outcome]
    ) -> Finding | None:
        """Return what is wrong with the values, or None."""
        for answer, out in zip(self.answers, outcomes, strict=True):
            if out.value is None or out.value is Ellipsis:
                return Finding("nothing", translate("checks.blank", answer=answer))
        got = [out.value for out in outcomes]
        pairs = zip(got, self.right, strict=True)
        bad = [i for i, (value, right) in enumerate(pairs) if not same(value, right)]
        if not bad:
            return None
        for name, patterns in self.wrong.items():
            if any(_fits(got, pattern) for pattern in patterns):
                return Finding(name, line(self, name))
        first = bad[0]
        key = alien(got[first], self.right[first])
        value = translate(
            "checks.value", answer=self.answers[first], got=show(got[first])
        )
        return Finding(key, f"{line(self, key)} {value}")


Task: TypeAlias = Function | Values


def _fits(got: Sequence[Any], pattern: Sequence[Any]) -> bool:
    pairs = zip(got, pattern, strict=True)
    return all(want is None or same(value, want) for value, want in pairs)
