"""Throw arguments at every function, sound and unsound, and judge what comes back.

    python -m tests.fuzz 100000 [seed]

draws that many sets of arguments, in a minute or so.  A refusal must be a
TypeError or ValueError that names the function, what it was given, and what to do.
A result must have the shape, and where `reference` has the operation the values,
that plain loops give; and no input may be changed.  What the loops can do may not
be refused, nor what breaks a rule be accepted.
"""

import random
import re

import pooltools

from .draw import arguments, spoiled
from .judge import judge

POOLS = r"(adaptive_)?(max|min|avg|median|lp|global_\w+)_(un)?pool2d\w*"
FUNCTIONS = {
    name: getattr(pooltools, name)
    for name in pooltools.__all__
    if re.fullmatch(POOLS, name) and name != "avg_unpool2d"
}


def fuzz(count, seed=0, functions=FUNCTIONS):
    """Yield (verdict, function, arguments) of that many sets of arguments."""
    rng = random.Random(seed)
    for _ in range(count):
        name = rng.choice(sorted(functions))
        positional, keywords = arguments(rng, name)
        sound = rng.random() < 0.7
        if not sound:
            spoiled(rng, positional, keywords)
        verdict = judge(name, functions[name], positional, keywords, sound)
        yield verdict, name, (positional, keywords)
