"""All exercises together."""

from . import networks, shifts, sizes, windows, zoo
from ._kinds import Exercise

EXERCISES: dict[str, Exercise] = {
    exercise.name: exercise
    for part in (windows, zoo, shifts, sizes, networks)
    for exercise in part.EXERCISES
}
"""Every exercise by its label on the page, chapter by chapter."""
