"""What a task is, and how answers to it are judged.

Asking and judging are apart: whoever asks, a notebook or the grader's worker, hands
over outcomes, and nothing of the student's runs while they are judged.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, NamedTuple, TypeAlias

import numpy as np
from numpy.random import Generator

from ...text import translate
from ._lines import line
from ._same import alien, left_zero, same
from ._show import show, size

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

    def judge(
        self, calls: Sequence[Call], outcomes: Sequence[Outcome]
    ) -> Finding | None:
        """Return what is wrong with the outcomes of the calls, or None."""
        want = [self.reference(*call) for call in calls]
        pairs = zip(outcomes, want, strict=True)
        bad = [i for i, (out, right) in enumerate(pairs) if not _right(out, right)]
        if not bad and not any(out.changed for out in outcomes):
            return _whole(self, calls, outcomes, want)
        first = min(bad or range(len(calls)), key=lambda i: size(calls[i]))
        if finding := self._plain(calls, outcomes):
            return finding
        got = [out.value for out in outcomes]
        name = self._mistake(calls, outcomes) or left_zero(got, want) or "other"
        if name == "other":
            name = alien(outcomes[first].value, want[first])
        call = f"{self.answer}({', '.join(map(show, calls[first]))})"
        shown, right = show(outcomes[first].value), show(want[first])
        if shown == right:  # the difference is not in what is shown of them
            return Finding(name, line(self, name))
        example = translate("checks.example", call=call, got=shown, want=right)
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

    def ask(self, seed: int) -> list[Call]:
        """Return no call: a value is there or not."""
        return []

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


def _told(tells: Callable[[Call, Any], bool], call: Call, value: Any) -> bool:
    """Ask whether an answer is of a kind; what cannot be looked at is of none."""
    try:
        return tells(call, value)
    except Exception:  # whatever an answer of any kind does then
        return False


def _right(out: Outcome, want: Any) -> bool:
    return not out.error and same(out.value, want)


def _whole(
    task: Function,
    calls: Sequence[Call],
    outcomes: Sequence[Outcome],
    want: Sequence[Any],
) -> Finding | None:
    """Return what is wrong with right values: a size that is no integer."""
    for call, out, right in zip(calls, outcomes, want, strict=True):
        counts = isinstance(right, int) and not isinstance(right, bool)
        if counts and np.asarray(out.value).dtype.kind not in "iu":
            arguments = ", ".join(map(show, call))
            call_words = f"{task.answer}({arguments})"
            words = translate(
                "checks.float", call=call_words, got=repr(float(out.value))
            )
            return Finding("float", words)
    return None


def _fits(got: Sequence[Any], pattern: Sequence[Any]) -> bool:
    pairs = zip(got, pattern, strict=True)
    return all(want is None or same(value, want) for value, want in pairs)
