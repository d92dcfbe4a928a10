"""Myth Cards as Python sees them, and the table of what settles each."""

import json
import re
from html import unescape
from urllib.parse import parse_qsl

import pytest
import traitlets

import pooltools
from pooltools import samples, widgets
from pooltools.text import table
from pooltools.widgets import MythCards, PoolingBench
from pooltools.widgets._base import MIME
from pooltools.widgets.myths import MYTHS, VERDICTS, chapter, reasons

from ..book.pages import ROOT, parse

WORDS = table("myths")
LINKS = {name: link for name, (_, link) in MYTHS.items() if link}
TRUTH = "".join(verdict for verdict, _ in MYTHS.values())


def test_there_are_fifteen_with_all_their_words() -> None:
    assert len(MYTHS) == 15
    for name, (verdict, _) in MYTHS.items():
        assert verdict in VERDICTS
        assert name in WORDS
        assert f"{name}_why" in WORDS


@pytest.mark.parametrize("name", LINKS)
def test_a_link_names_a_page_a_widget_and_a_state_it_has(name: str) -> None:
    page, _, anchor = LINKS[name].partition("#")
    source = (ROOT / "chapters/en" / page).with_suffix(".md")
    assert source.exists()
    kind, _, state = anchor.partition(":")
    kinds = {
        getattr(widgets, k).page_name: getattr(widgets, k) for k in widgets.__all__
    }
    assert kinds[kind].__name__ in source.read_text("utf-8")
    bench = kind == PoolingBench.page_name
    made = PoolingBench(samples.FIRST_MAP) if bench else kinds[kind]()
    given = parse_qsl(state, strict_parsing=True)
    assert given
    for key, text in given:
        assert key in made.schema
        now = getattr(made, key)
        value = text if isinstance(now, str) else json.loads(text)
        setattr(made, key, value)


@pytest.mark.parametrize("name", LINKS)
def test_a_card_names_the_chapter_by_its_title(name: str) -> None:
    page, _, _ = LINKS[name].partition("#")
    for language in ("en", "zh"):
        source = (ROOT / "chapters" / language / page).with_suffix(".md")
        if source.exists():
            pooltools.set_language(language)
            number, _, told = chapter(LINKS[name]).partition(" · ")
            pooltools.set_language("en")
            assert page.startswith(f"{int(number):02}-")
            assert parse(source.read_text("utf-8")).headings[0] == f"# {told}"
    start = (ROOT / "chapters/zh/index.md").read_text("utf-8")
    assert WORDS[f"chapter_{page[:2]}"]["zh"] in start


COUNTS = r"\b(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve)\b|\d+"


def test_the_page_does_not_say_how_many_depend() -> None:
    """Whoever knows how often an answer is right has a hint for every other card."""
    page = parse((ROOT / "chapters/en/fifteen-myths.md").read_text("utf-8"))
    said = [line for line in page.prose.splitlines() if re.search(COUNTS, line)]
    assert said == [
        "Fifteen sentences that you have read somewhere: judge each one, "
        "and you are told about all of them at the end, or after each card."
    ]
    for source in [cell.source for cell in page.cells]:
        assert "count(" not in source.replace("kept[1:].count(4)", "")
    others = [*(ROOT / "chapters").glob("*/*.md"), ROOT / "README.md"]
    assert len(others) >= 20
    for path in others:
        for line in path.read_text("utf-8").splitlines():
            if re.search(r"myths|MythCards|误解|误区", line):
                assert not re.search("depend|看情况", line), path


def test_the_score_counts_what_is_right_of_what_is_given() -> None:
    assert MythCards().output == (0, 0)
    assert MythCards(answers=TRUTH).output == (15, 15)
    assert MythCards(answers="t" * 15).output == (0, 15)


@pytest.mark.parametrize("answers", ["", "t", "x" * 15, "t" * 16])
def test_a_bad_row_of_answers_is_refused_and_the_old_one_stays(answers: str) -> None:
    cards = MythCards(answers=TRUTH)
    with pytest.raises(traitlets.TraitError, match="no row of 15 answers"):
        cards.answers = answers
    assert cards.answers == TRUTH


def test_what_is_shown_holds_a_state_and_a_sheet_to_tick() -> None:
    data, _ = MythCards()._repr_mimebundle_()
    page = json.loads(json.dumps(data[MIME], allow_nan=False))
    assert page["name"] == "myth-cards"
    assert [card["verdict"] for card in page["state"]["cards"]] == list(TRUTH)
    svg = data["image/svg+xml"]
    assert svg.count("<rect") == 3 * 15
    for name in MYTHS:
        assert WORDS[name]["en"] in unescape(svg)


@pytest.mark.parametrize("language", ["en", "zh"])
def test_the_reasons_need_no_script(language: str) -> None:
    pooltools.set_language(language)
    try:
        html = reasons()._repr_html_()
    finally:
        pooltools.set_language("en")
    assert html.count("<details>") == 15
    assert html.count("<a href=") == len(LINKS)
    for name in MYTHS:
        assert WORDS[f"{name}_why"][language] in unescape(html)


def test_every_number_in_a_reason_is_asserted_on_the_page() -> None:
    page = parse((ROOT / "chapters/en/fifteen-myths.md").read_text("utf-8"))
    hidden = "".join(c.source for c in page.cells if "remove-cell" in c.tags)
    said = {
        number
        for name in MYTHS
        for language in ("en", "zh")
        for number in re.findall(
            r"(?<![\w-])\d+(?:\.\d+)?", WORDS[f"{name}_why"][language]
        )
    }
    assert {"411.0", "102.8", "1.03"} <= said
    assert [number for number in said if number not in hidden] == []
