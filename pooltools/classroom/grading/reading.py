"""Where in the book to read on, for every task and every mistake."""

from typing import NamedTuple

from ..._address import address
from ...text import table, translate

READING: dict[str, str] = {
    "first-window": "01-one-window#one-window-one-number",
    "first-window.swapped": "01-one-window#another-rule-the-same-window",
    "first-window.sums": "01-one-window#another-rule-the-same-window",
    "first-window.stride-one": "01-one-window#the-window-and-the-step-are-two-things",
    "floor-or-ceil": "02-output-size#what-rounding-costs",
    "floor-or-ceil.dropped": "02-output-size#round-up-but-not-always",
    "pooling-loop": "01-one-window#one-window-one-number",
    "pooling-loop.zero-start": "02-output-size#padding-and-what-is-in-it",
    "pooling-loop.start": "02-output-size#padding-and-what-is-in-it",
    "pooling-loop.one-step": "01-one-window#the-window-and-the-step-are-two-things",
    "pooling-loop.stride-one": "01-one-window#the-window-and-the-step-are-two-things",
    "max-pool": "01-one-window#one-window-one-number",
    "max-pool.mean": "01-one-window#another-rule-the-same-window",
    "max-pool.smallest": "01-one-window#another-rule-the-same-window",
    "max-pool.zero-start": "02-output-size#padding-and-what-is-in-it",
    "max-pool.start": "02-output-size#padding-and-what-is-in-it",
    "max-pool.merged": "05-channels-and-parameters#a-window-without-depth",
    "max-pool.stride-one": "01-one-window#the-window-and-the-step-are-two-things",
    "max-pool.edge-kept": "02-output-size#what-rounding-costs",
    "output-size": "02-output-size#count-the-places",
    "output-size.padding-once": "02-output-size#padding-and-what-is-in-it",
    "output-size.padding-ignored": "02-output-size#padding-and-what-is-in-it",
    "output-size.no-floor": "02-output-size#what-rounding-costs",
    "output-size.rounded": "02-output-size#what-rounding-costs",
    "output-size.ceil": "02-output-size#what-rounding-costs",
    "overlapping": "01-one-window#the-window-and-the-step-are-two-things",
    "overlapping.zero-start": "02-output-size#padding-and-what-is-in-it",
    "overlapping.start": "02-output-size#padding-and-what-is-in-it",
    "overlapping.edge-kept": "02-output-size#what-rounding-costs",
    "overlapping.mean": "01-one-window#another-rule-the-same-window",
    "overlapping.smallest": "01-one-window#another-rule-the-same-window",
    "channels": "05-channels-and-parameters#a-window-without-depth",
    "channels.stride-one": "02-output-size#count-the-places",
    "parameters": "05-channels-and-parameters#three-things-to-count",
    "padding": "02-output-size#padding-and-what-is-in-it",
    "padding.stride-three": "01-one-window#the-window-and-the-step-are-two-things",
    "border-average": "02-output-size#padding-and-what-is-in-it",
    "median": "03-max-or-average#three-patches-two-verdicts",
    "mixed": "04-the-pooling-zoo#take-both",
    "stochastic": "04-the-pooling-zoo#let-chance-choose",
    "tie": "06-going-backwards#when-two-are-largest",
    "tie.one-sided": "06-going-backwards#what-a-gradient-says",
    "max-backward": "06-going-backwards#who-gets-how-much",
    "max-backward.all-ties": "06-going-backwards#when-two-are-largest",
    "max-backward.last-tie": "06-going-backwards#when-two-are-largest",
    "average-backward": "06-going-backwards#windows-that-overlap",
    "average-backward.no-quarter": "06-going-backwards#who-gets-how-much",
    "one-pixel": "07-the-one-pixel-shift#the-figure-and-the-seven-it-does-not-show",
    "one-pixel.invariant": "07-the-one-pixel-shift#three-words-for-three-things",
    "shift-in-words": "07-the-one-pixel-shift#three-words-for-three-things",
    "heads": "09-ask-for-a-size#one-bin-global-pooling",
    "shapes": "12-trace-the-shrinking-map#averages-then-maxima",
    "shapes.unpadded": "02-output-size#padding-and-what-is-in-it",
    "shapes.pool-unpadded": "02-output-size#padding-and-what-is-in-it",
    "receptive-field": "11-see-further#three-numbers-follow-a-stack",
    "strided-convolution": "12-trace-the-shrinking-map#the-body-learns-to-shrink",
    "strided-convolution.own-channel": "05-channels-and-parameters"
    "#a-window-without-depth",
    "pyramid": "10-accept-any-size#build-a-pyramid",
}
"""A heading for each task, and another for mistakes that belong elsewhere."""


class Reading(NamedTuple):
    """A place of the book: what it is called, and its address, if it has one."""

    words: str
    link: str


def reading(task: str, mistake: str = "") -> Reading | None:
    """Return what to read on after a task, or None for a task that is not the book's.

    Examples
    --------
    >>> reading("output-size", "padding-once").words
    'Read on in chapter 2: Padding, and what is in it'
    """
    place = READING.get(f"{task}.{mistake}", READING.get(task))
    if place is None:
        return None
    page, _, anchor = place.partition("#")
    heading = translate(f"reading.{place}")
    words = translate("reading.see", number=int(page[:2]), heading=heading)
    book = address()
    return Reading(words, f"{book}/chapters/en/{page}.html#{anchor}" if book else "")


def places() -> set[str]:
    """Return every place that is named, as ``chapter#anchor``."""
    return {name for name in table("reading") if "#" in name}
