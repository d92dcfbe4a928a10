"""The exercises on the pages that a reader can have judged, one for each name.

`verdict` says what an answer looks like, in one line: the page goes on, whatever it
is.  The exercises are made as the tasks of `checks` are, and ask as sharply: maps with
ties, fractions, negative numbers and sides that differ.
"""

from ._all import EXERCISES
from ._drawn import Drawn
from ._kinds import Choice, Made
from ._verdict import Verdict, verdict

__all__ = ["EXERCISES", "Choice", "Drawn", "Made", "Verdict", "verdict"]
