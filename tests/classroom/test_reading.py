"""Feedback says where to read on after every mistake, in headings that exist."""

import re
from pathlib import Path

import pytest
from docutils.nodes import make_id

from pooltools import _address
from pooltools.classroom.checks import TASKS
from pooltools.classroom.grading.grade import Result, Verdict
from pooltools.classroom.grading.master import own_masters, read_sheet
from pooltools.classroom.grading.reading import READING, places, reading
from pooltools.classroom.grading.report import feedback_page
from pooltools.text import table

CHAPTERS = Path(__file__).parents[2] / "chapters"
SHEETS = [read_sheet(path) for path in own_masters("en")]
NAMES = {task for sheet in SHEETS for task in sheet.points}


def headings(page: str) -> dict[str, str]:
    """Return the headings of a chapter by their anchors."""
    text = (CHAPTERS / "en" / f"{page}.md").read_text("utf-8")
    found = re.findall(r"^## (.+)$", text, re.MULTILINE)
    return {make_id(heading): heading for heading in found}


def faults(where: dict[str, str]) -> list[str]:
    """List what leads nowhere, and what nothing leads from."""
    known = {f"{name}.{m}" for name, task in TASKS.items() for m in task.mistakes}
    wrong = [key for key in where if key not in known | NAMES]
    wrong += [f"{name} has none" for name in NAMES if name not in where]
    for key, place in where.items():
        page, _, anchor = place.partition("#")
        told = table("reading").get(place, {"en": ""})["en"]
        if not told or headings(page).get(anchor) != told:
            wrong.append(f"{key}: {place}")
    return wrong


def test_every_task_and_mistake_leads_to_a_heading() -> None:
    assert len(NAMES) >= 23
    assert faults(READING) == []
    assert places() == set(READING.values())


def test_a_heading_that_is_gone_would_be_found() -> None:
    gone = "06-going-backwards#when-two-are-small"
    seeded = {"tie": gone, "tie.slip": READING["tie"]}
    found = faults({**READING, **seeded})
    assert found == ["tie.slip", f"tie: {gone}"]
    assert "tie has none" in faults({k: v for k, v in READING.items() if k != "tie"})


def page(mistake: str) -> str:
    return feedback_page(
        SHEETS[0], Result("a", {"output-size": Verdict(0, "told", mistake)})
    )


def test_feedback_says_where_to_read_on(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv(_address.TRIED, raising=False)
    words = "Read on in chapter 2: Padding, and what is in it"
    assert f"<p>{words}</p>" in page("padding-once")
    assert "<p>Read on in chapter 2: Count the places</p>" in page("other")
    monkeypatch.setenv(_address.TRIED, "https://owner.example/book")
    link = "https://owner.example/book/chapters/en/02-output-size.html"
    assert f'<a href="{link}#padding-and-what-is-in-it">{words}</a>' in page(
        "padding-once"
    )


def test_a_right_answer_is_told_to_read_nothing() -> None:
    verdicts = {task: Verdict(n, "right") for task, n in SHEETS[0].points.items()}
    assert "Read on" not in feedback_page(SHEETS[0], Result("a", verdicts))


def test_a_task_that_is_not_the_books_leads_nowhere() -> None:
    assert reading("my-own-task", "other") is None
