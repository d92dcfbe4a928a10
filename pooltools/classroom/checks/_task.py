"""What a task is, and how answers to it are judged.

Asking and judging are apart: whoever asks, a notebook or the grader's worker, hands
over outcomes, and nothing of the student's runs while they are judged.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import takewhile
from typing import Any, NamedTuple, TypeAlias

import numpy as np
from numpy.random import Generator

from ...text import translate
from ._lines import line
from ._same import alien, differ, differs_at, same
from ._show import show, size
from ._slips import slip

Call: TypeAlias = tuple[Any, ...]
"""The arguments of one call."""


class Outcome(NamedTuple):
    """What came of one call, or what a variable holds."""

    value: Any = None
    error: str = ""
    """Kind and words of the exception, if one was raised."""
    changed: bool = False
    """Whether the call wrote to its arguments."""


class Finding(NamedTuple):
    """What is wrong with an answer: the mistake's name, and a line for the student."""

    name: str
    message: str


@dataclass(frozen=True)
class Function:
    """A function to write.

    Parameters
    ----------
    name : str
        The task's name, as in the sheets.
    answer : str
        What the student's function is called.
    reference : callable
        The right answer.
    calls : callable
        Given a random generator, return the calls to judge by: fixed ones first.
    wrong : mapping of str to callable
        Each usual mistake, as a function that makes it.  The first one that agrees
        with all of a student's answers is the diagnosis.
    tells : mapping of str to callable
        Mistakes that no function repeats, such as drawing at random: given a call's
        arguments and the answer, say whether it is of this kind.
    lines : str
        Where the lines for the student are, as ``"file.task"``; by default among those
        of the sheets, under the task's name.
    """

    name: str
    answer: str
    reference: Callable[..., Any]
    calls: Callable[[Generator], Iterable[Call]]
    wrong: Mapping[str, Callable[..., Any]]
    tells: Mapping[str, Callable[[Call, Any], bool]] = field(default_factory=dict)
    lines: str = ""

    @property
    def answers(self) -> tuple[str, ...]:
        """Return the names that the student defines."""
        return (self.answer,)

    @property
    def mistakes(self) -> tuple[str, ...]:
        """Return the names of the usual mistakes."""
        return (*self.wrong, *self.tells)

    def ask(self, seed: int) -> list[Call]:
        """Return the calls of one seed, fixed and random."""
        return list(self.calls(np.random.default_rng(seed)))

    @property
    def fixed(self) -> int:
        """Return how many calls come first and are the same with every seed."""
        pairs = zip(self.ask(0), self.ask(1), strict=True)
        return sum(1 for _ in takewhile(lambda pair: not differ(*pair), pairs))

    def wanted(self, calls: Sequence[Call]) -> list[Any]:
        """Return the right answer to each call."""
        return [self.reference(*call) for call in calls]

    def passed(self, calls: Sequence[Call], outcomes: Sequence[Outcome]) -> list[bool]:
        """Return for each call whether its answer is right."""
        pairs = zip(outcomes, self.wanted(calls), strict=True)
        return [_right(out, right) and not out.changed for out, right in pairs]

    def judge(
        self, calls: Sequence[Call], outcomes: Sequence[Outcome]
    ) -> Finding | None:
        """Return what is wrong with the outcomes of the calls, or None."""
        want = self.wanted(calls)
        pairs = zip(outcomes, want, strict=True)
        bad = [i for i, (out, right) in enumerate(pairs) if not _right(out, right)]
        if not bad and not any(out.changed for out in outcomes):
            return self.whole(calls, outcomes, want)
        first = min(bad or range(len(calls)), key=lambda i: size(calls[i]))
        if finding := self._plain(calls, outcomes):
            return finding
        values = [out.value for out in outcomes]
        name = self._mistake(calls, outcomes) or slip(values, want)
        name = name or alien(outcomes[first].value, want[first])
        call = f"{self.answer}({', '.join(map(show, calls[first]))})"
        got, right = show(outcomes[first].value), show(want[first])
        if got == right and name == "other":  # too large to show: one cell does
            place = differs_at(outcomes[first].value, want[first])
            call, got, right = (
                f"{call}[{', '.join(map(str, place))}]",
                *map(
                    show, (np.asarray(outcomes[first].value)[place], want[first][place])
                ),
            )
        if got == right:  # the difference is not in what is shown of them
            return Finding(name, line(self, name))
        example = translate("checks.example", call=call, got=got, want=right)
        return Finding(name, f"{line(self, name)} {example}")

    def _plain(
        self, calls: Sequence[Call], outcomes: Sequence[Outcome]
    ) -> Finding | None:
        """Return what is wrong before any value matters."""
        if all(out.value is None and not out.error for out in outcomes):
            return Finding("nothing", translate("checks.nothing", answer=self.answer))
        order = sorted(range(len(calls)), key=lambda i: size(calls[i]))
        for i in order:
            arguments = ", ".join(map(show, calls[i]))
            call = f"{self.answer}({arguments})"
            if outcomes[i].error:
                words = translate("checks.raises", call=call, error=outcomes[i].error)
                return Finding("raises", words)
            if outcomes[i].changed:
                return Finding("mutates", translate("checks.mutates", call=call))
        return None

    def _mistake(
        self, calls: Sequence[Call], outcomes: Sequence[Outcome]
    ) -> str | None:
        """Return the first usual mistake that explains every answer."""
        got = list(zip(calls, (out.value for out in outcomes), strict=True))
        with np.errstate(all="ignore"):
            for name, wrong in self.wrong.items():
                if all(same(value, wrong(*call)) for call, value in got):
                    return name
        for name, tells in self.tells.items():
            if all(_told(tells, call, value) for call, value in got):
                return name
        return None

    def whole(
        self, calls: Sequence[Call], outcomes: Sequence[Outcome], want: Sequence[Any]
    ) -> Finding | None:
        """Return what is wrong with right values: a size that is no integer."""
        for call, out, right in zip(calls, outcomes, want, strict=True):
            counts = isinstance(right, int) and not isinstance(right, bool)
            if counts and np.asarray(out.value).dtype.kind not in "iu":
                words = f"{self.answer}({', '.join(map(show, call))})"
                got = repr(float(out.value))
                told = translate("checks.float", call=words, got=got)
                return Finding("float", told)
        return None


def _told(tells: Callable[[Call, Any], bool], call: Call, value: Any) -> bool:
    """Ask whether an answer is of a kind; what cannot be looked at is of none."""
    try:
        return tells(call, value)
    except Exception:  # whatever an answer of any kind does then
        return False


def _right(out: Outcome, want: Any) -> bool:
    return not out.error and same(out.value, want)
