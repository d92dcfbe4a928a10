"""Tasks whose cases are written down: a sheet's own, made of its solution's answers."""

import base64
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from ._task import Call, Function, Outcome
from ._values import Values


@dataclass(frozen=True)
class Cases(Function):
    """A function to write, judged by inputs and right answers that are given.

    Parameters
    ----------
    given : tuple of tuples
        The arguments of each call.
    right : tuple
        The right answer to each.
    n_fixed : int
        How many of the calls, from the first on, are not drawn at random.
    """

    given: tuple[Call, ...] = ()
    right: tuple[Any, ...] = ()
    n_fixed: int = 0

    @property
    def fixed(self) -> int:
        """Return how many calls come first and are the same for everyone."""
        return self.n_fixed

    def ask(self, seed: int) -> list[Call]:
        """Return the calls, whatever the seed."""
        return list(self.given)

    def wanted(self, calls: Sequence[Call]) -> list[Any]:
        """Return the right answers."""
        return list(self.right)

    def whole(
        self, calls: Sequence[Call], outcomes: Sequence[Outcome], want: Sequence[Any]
    ) -> None:
        """Take a count that is a float as it is."""


def own(
    name: str,
    answers: Sequence[str],
    inputs: Sequence[Sequence[Any]],
    right: Sequence[Any],
    fixed: int | None = None,
) -> Cases | Values:
    """Return a task of a sheet's own: values if there are no inputs.

    Parameters
    ----------
    name : str
        The task's name.
    answers : sequence of str
        What the student's function, or variables, are called.
    inputs : sequence of sequences
        The arguments of each call; none for values.
    right : sequence
        The right answer to each call, or the right value of each variable.
    fixed : int, optional
        How many inputs, from the first on, are not drawn; by default all.

    Examples
    --------
    >>> task = own("half", ["half"], [(4,), (7,)], [2, 3.5])
    >>> task.judge(task.ask(0), [Outcome(2), Outcome(3)]).message.split(". ")[1]
    'For example half(7) gives 3, not 3.5.'
    """
    if not inputs:
        return Values(name, tuple(answers), tuple(right), {})
    given = tuple(map(tuple, inputs))
    return Cases(
        name,
        answers[0],
        reference=_unknown,
        calls=lambda rng: given,
        wrong={},
        given=given,
        right=tuple(right),
        n_fixed=len(given) if fixed is None else fixed,
    )


def sealed(values: Mapping[str, Any]) -> str:
    """Return values as a text that does not show them at a glance; it is no secret.

    Examples
    --------
    >>> sealed({"n": 3}), opened(sealed({"n": 3, "y": np.eye(1)}))
    ('eyJuIjogM30=', {'n': 3, 'y': [[1.0]]})
    """
    plain = {name: np.asarray(value).tolist() for name, value in values.items()}
    return base64.b64encode(json.dumps(plain).encode()).decode()


def opened(text: str) -> dict[str, Any]:
    """Return the values of such a text."""
    found: dict[str, Any] = json.loads(base64.b64decode(text))
    return found


def _unknown(*call: Any) -> Any:
    raise NotImplementedError("the right answers are written down")
