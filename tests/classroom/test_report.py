"""The pages of a class: what students write stays text."""

import csv
import io
import re
from collections.abc import Sequence
from pathlib import Path

import pytest
from jinja2 import UndefinedError

from pooltools.classroom.checks import TASKS
from pooltools.classroom.grading import report
from pooltools.classroom.grading.grade import Result, Verdict
from pooltools.classroom.grading.master import read_sheet
from pooltools.classroom.grading.report import (
    PAGES,
    feedback_page,
    grades_csv,
    overview_page,
)
from pooltools.classroom.grading.wording import rendered
from pooltools.figures._base import Picture
from pooltools.figures.classroom import mistake_counts

from .sheets import sheets

SHEET = read_sheet(Path(__file__).parents[2] / "chapters/en/exercises/set-1.md")
MARKUP = "<script>alert('1')</script>&amp;"
ESCAPED = "&lt;script&gt;alert(&#39;1&#39;)&lt;/script&gt;&amp;amp;"


@pytest.fixture
def result() -> Result:
    """Return a hand-in that says nothing but markup."""
    task = SHEET.tasks[0]
    verdicts = {task: Verdict(0, f"told {MARKUP}", "raises")}
    return Result(
        f"student {MARKUP}", verdicts, [f"flag {MARKUP}"], f"reason {MARKUP}",
        {task: f"source {MARKUP}"},
    )  # fmt: skip


def test_no_word_of_a_student_becomes_markup(result: Result) -> None:
    mine, all_of_us = feedback_page(SHEET, result), overview_page(SHEET, [result], True)
    for page in (mine, all_of_us):
        assert "<script" not in page
        assert "&amp;amp;lt;" not in page
    for word in ("student", "reason", "flag", "told", "source"):
        assert f"{word} {ESCAPED}" in mine
    for word in ("student", "reason", "flag"):
        assert f"{word} {ESCAPED}" in all_of_us


def test_markup_that_is_not_escaped_would_be_found(
    result: Result, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(PAGES, "autoescape", False)
    monkeypatch.setattr(PAGES, "cache", None)
    assert "<script" in feedback_page(SHEET, result)


def test_a_page_that_is_given_too_little_is_no_page() -> None:
    with pytest.raises(UndefinedError, match="'sheet' is undefined"):
        PAGES.get_template("feedback.html").render(title="a", language="en")


def test_an_answer_keeps_its_lines_and_its_blanks(result: Result) -> None:
    source = "def f(x):\n    return x\n\n    # <b>\n"
    result.sources[SHEET.tasks[0]] = source
    shown = re.findall(
        r"<pre tabindex[^>]*>(.*?)</pre>", feedback_page(SHEET, result), re.DOTALL
    )
    assert shown == [source.replace("<b>", "&lt;b&gt;")]


def test_a_class_without_mistakes_has_a_page_too() -> None:
    right = {task: Verdict(SHEET.points[task], "right") for task in SHEET.tasks}
    page = overview_page(SHEET, [Result("a", right)], sandboxed=False)
    assert page.count("<svg") == 1
    assert page.count("<table>") == 1


def test_pictures_are_dark_where_the_page_is() -> None:
    right = {task: Verdict(SHEET.points[task], "right") for task in SHEET.tasks}
    page = overview_page(SHEET, [Result("a", right)], sandboxed=False)
    dark = page.partition("(prefers-color-scheme: dark)")[2].partition("</style>")[0]
    used = {*re.findall(r"var\((--pool-\w+)", page)}
    assert len(used) >= 3
    assert used <= {*re.findall(r"(--pool-\w+): #", dark)}
    assert "#ffffff" not in dark
    words = re.findall(r"<text[^>]*>", page)
    assert len(words) >= 3
    assert all("fill: var(--pool-" in word for word in words)


@pytest.mark.parametrize(
    "name",
    ["=1+1", "+1", "-1", "@x", "＝1+1", "＋1", "－1", "＠x", "\t=1", "a;=1+1", "a; ＝1",
     "a,=1+1", "a\n=1", 'a;"=1', "a\t=1"],
)  # fmt: skip
def test_no_spreadsheet_takes_a_name_for_a_formula(name: str) -> None:
    right = {task: Verdict(SHEET.points[task], "right") for task in SHEET.tasks}
    table = grades_csv(SHEET, [Result(name, right, [name], id=name)])
    for delimiter in ",;\t":
        for row in csv.reader(io.StringIO(table), delimiter=delimiter):
            assert not any(re.match(r"[\s\"]*[=+\-@＝＋－＠]", cell) for cell in row)
    assert "Ada-Lou" in grades_csv(SHEET, [Result("Ada-Lou", right)])


def test_the_picture_of_mistakes_is_in_words(monkeypatch: pytest.MonkeyPatch) -> None:
    drawn: list[str] = []
    plain = mistake_counts

    def watched(rows: Sequence[tuple[str, int]], *, alt: str) -> Picture:
        drawn.extend([*(name for name, _ in rows), alt])
        return plain(rows, alt=alt)

    monkeypatch.setattr(report, "mistake_counts", watched)
    for name, sheet in sheets().items():
        drawn.clear()
        made = [(task, slip) for task in sheet.tasks for slip in TASKS[task].mistakes]
        verdicts = [{task: Verdict(0, "", slip)} for task, slip in made]
        results = [Result(str(n), one) for n, one in enumerate(verdicts)]
        overview_page(sheet, results, True)
        assert len(drawn) == report.SHOWN_MISTAKES + 1
        for (task, slip), label in zip(made, drawn[:-1], strict=False):
            title, begin = label.split("\n")
            assert title == sheet.titles[task].replace("`", ""), name
            assert begin[:20] in report._words(task, slip).replace("`", "")
            assert 8 <= len(begin) <= report.LONGEST_LABEL
            assert f"{title}: {begin} 1" in drawn[-1]
            for slug in (task, slip):
                assert "-" not in slug or slug not in label


def test_a_page_says_what_was_asked(result: Result) -> None:
    page = feedback_page(SHEET, result)
    assert page.count("<summary>What was asked</summary>") == len(SHEET.points)
    asked = page.split("<summary>What was asked</summary>")[1].split("</details>")[0]
    assert "<em>Predict, 2 points.</em>" in asked
    assert "<mtable>" in asked
    assert "matrix" not in asked
    assert "<code>[[1, 2], [3, 4]]</code>" in asked
    assert "What does max pooling" not in asked  # the second task's words


def test_markup_and_a_formula_nobody_knows_are_shown_as_they_are() -> None:
    assert rendered("<b> $x$") == (
        '<p>&lt;b&gt; <span class="math inline"><math xmlns="http://www.w3.org/1998/'
        'Math/MathML" display="inline"><mrow><mi>x</mi></mrow></math></span></p>\n'
    )
    assert "<code>\\frac{</code>" in rendered("$\\frac{$")


def test_a_page_is_written_for_people() -> None:
    task = "max-pool"
    verdicts = {task: Verdict(0, "write `x[..., 0]`, not `<b>`", "other")}
    result = Result("a", verdicts, sources={task: "def f(x): ..."})
    page = feedback_page(SHEET, result)
    assert "Any number of channels" in page
    assert "max-pool" not in page
    assert "write <code>x[..., 0]</code>, not <code>&lt;b&gt;</code>" in page
    assert "Any number of channels" in overview_page(SHEET, [result], True)
