"""The short path can be read alone, in its time, and settles every card."""

import re
from collections.abc import Callable
from itertools import pairwise

import pytest

from pooltools.book.site.predictions import plain
from pooltools.widgets.myths import MYTHS

from .pages import ROOT, chapters, parse
from .predictions import Prediction, predictions

TEXT = (ROOT / "chapters/en/the-short-path.md").read_text("utf-8")
MINUTES = 25
WORDS_A_MINUTE, CELLS_A_MINUTE = 200, 3

SETTLED = {
    "invariant": ("One pixel to the side", "tolerance.*global"),
    "rotation": ("A turn", "not over angles and not over sizes"),
    "parameters": ("What it saves", "no convolution grows; only `fc1`"),
    "overfitting": ("What it saves", "the gap is no smaller with it"),
    "zeros": ("What stands beyond the border", "minus infinity"),
    "divisor": ("What an average divides by", "by all nine.*by the four"),
    "frameworks": (
        "What an average divides by",
        "do not give the same result in every",
    ),
    "formula": ("What does not fit", r"\(W − F\)/S \+ 1.*holds only where"),
    "important": ("Ink and light", "a large number says that something was found"),
    "noise": ("Noise", "moves the whole map up"),
    "backward": ("The way back", "all gradients that reach them come through it"),
    "ties": ("When all are largest", "the place that it notes"),
    "depth": ("Several maps", "each map is pooled alone"),
    "better": ("Which one to take", "before you have said what the number is for"),
    "modern": ("In the networks of today", "the global average stayed"),
}
"""Where the page settles each card: a section, and words of its reason."""


def sections(text: str) -> dict[str, str]:
    """Return what stands under each heading."""
    parts = re.split(r"(?m)^## (.+)$", text)
    return dict(zip(parts[1::2], parts[2::2], strict=True))


def shown_lines(one: Prediction) -> tuple[str, ...]:
    """Return a question with its options, as a reader sees them."""
    return (" ".join(one.question.split()), *map(plain, one.options))


def broken(text: str) -> list[str]:
    """Return which rules of the page a text breaks."""
    page, parts = parse(text), sections(text)
    first, *taught, found, cards = parts
    shown = [cell for cell in page.cells if "remove-cell" not in cell.tags]
    minutes = len(page.prose.split()) / WORDS_A_MINUTE + len(shown) / CELLS_A_MINUTE
    reasons = {
        name: " ".join(parts.get(place, "").split())
        for name, (place, _) in SETTLED.items()
    }
    checks = {
        "goals first": first == "You will be able to",
        "found, then the cards": (found, cards) == ("What we found", "Fifteen cards"),
        "the time it says": f"*Time* {MINUTES} minutes" in text and minutes <= MINUTES,
        "one question a section": all(
            len([*predictions(parts[name])]) == 1 for name in taught
        ),
        "one picture a section": all(
            len(re.findall(r"^(?:widgets|figures)\.", parts[name], re.MULTILINE)) == 1
            for name in taught[1:]
        ),
        "asserts in each section": all("assert " in parts[name] for name in taught),
        "verdicts at the end": 'MythCards(told="at the end")' in parts[cards],
        "every card is settled": all(
            re.search(words, reasons[name]) for name, (_, words) in SETTLED.items()
        ),
    }
    return [rule for rule, kept in checks.items() if not kept]


def test_the_short_path_keeps_its_form() -> None:
    assert set(SETTLED) == set(MYTHS)
    assert len(sections(TEXT)) >= 15
    assert broken(TEXT) == []


def test_a_question_that_a_chapter_asks_has_its_words_and_its_answer() -> None:
    """The same words are kept once in the reader's browser."""
    asked = {
        shown_lines(one)[0]: (shown_lines(one), plain(one.opening))
        for path in chapters("en")
        for one in predictions(path.read_text("utf-8"))
    }
    here = [(shown_lines(one), plain(one.opening)) for one in predictions(TEXT)]
    assert len(here) >= 15
    assert [one for one in here if asked.get(one[0][0]) != one] == []


def test_the_start_pages_lead_to_it() -> None:
    for edition in ("en", "zh"):
        start = (ROOT / f"chapters/{edition}/index.md").read_text("utf-8")
        (row,) = [line for line in start.splitlines() if line.startswith("| 25")]
        assert 'the-short-path.html">' in row


def test_it_stands_right_after_the_start() -> None:
    files = re.findall(r"file: (\S+)", (ROOT / "_toc.yml").read_text("utf-8"))
    assert ("chapters/en/the-short-path", "chapters/en/01-one-window") in pairwise(
        files
    )


Damage = Callable[[str], str]
SEEDED: dict[str, Damage] = {
    "goals first": lambda t: t.replace("## You will be able to", "## Goals"),
    "found, then the cards": lambda t: t.replace("## What we found", "## Summary"),
    "the time it says": lambda t: t.replace(
        "## Noise", "More. " * 900 + "\n\n## Noise"
    ),
    "one question a section": lambda t: t.replace("## Noise\n", ""),
    "one picture a section": lambda t: t.replace("\nwidgets.ChannelLanes()", "\n0"),
    "asserts in each section": lambda t: t.replace("assert changed ==", "changed =="),
    "verdicts at the end": lambda t: t.replace('told="at the end"', ""),
    "every card is settled": lambda t: t.replace("the place that it notes", "stops"),
}


@pytest.mark.parametrize("rule", SEEDED)
def test_a_seeded_mistake_is_found_by_its_rule(rule: str) -> None:
    bad = SEEDED[rule](TEXT)
    assert bad != TEXT
    assert rule in broken(bad)
