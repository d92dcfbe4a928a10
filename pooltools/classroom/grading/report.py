"""What the teacher and each student get: a table, and pages that stand alone."""

import csv
import io
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup, escape

from ...figures._base import Picture
from ...figures.classroom import mistake_counts, points_distribution
from ...text import get_language, table, translate
from .grade import Result
from .master import Sheet
from .reading import reading
from .wording import rendered


@cache
def _dark() -> str:
    """Return the colours of pictures in the dark, from where they are named."""
    sheet = files("pooltools.widgets").joinpath("css/tokens.css")
    dark = sheet.read_text(encoding="utf-8").split("{")[2].partition("}")[0]
    return " ".join(dark.split())


PAGES = Environment(
    loader=FileSystemLoader(Path(__file__).parent / "pages"),
    autoescape=True,
    undefined=StrictUndefined,
    trim_blocks=True,
    keep_trailing_newline=True,
)
"""The templates; whatever a student wrote is escaped."""

PAGES.globals["translate"] = translate
PAGES.globals["dark"] = _dark


def _with_code(text: str) -> Markup:
    """Return a text with what stands between backticks as code, the rest escaped."""
    return Markup(re.sub(r"`([^`\n]+)`", r"<code>\1</code>", str(escape(text))))


PAGES.filters["with_code"] = _with_code
SIGNS = {"right": "✓", "part": "◐", "wrong": "✗", "open": "–"}
MOST_SOURCE = 20_000
"""Characters of an answer that its page shows."""

SHOWN_MISTAKES = 12
LONGEST_LABEL = 48
"""Characters beside a bar."""


def columns(sheet: Sheet) -> list[str]:
    """Return the heads of grades.csv."""
    return ["student", "id", *sheet.points, "total", "status", "flags", "remark"]


def grades_csv(sheet: Sheet, results: Iterable[Result]) -> str:
    """Return the class's table; what was not graded is empty, never 0.

    Names and flags that a spreadsheet would take for a formula get an apostrophe.
    """
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(columns(sheet))
    for result in results:
        points = [_shown(result.points(task)) for task in sheet.points]
        total = _shown(result.total)
        notes = [*([result.reason] if result.reason else []), *result.flags]
        ends = [total, result.status, _plain("; ".join(notes)), _plain(result.remark)]
        writer.writerow([_plain(result.student), _plain(result.id), *points, *ends])
    return out.getvalue()


def _shown(points: float | None, nothing: str = "") -> str:
    return nothing if points is None else f"{points:g}"


def _plain(text: str) -> str:
    """Return a text that no spreadsheet takes for a formula, or splits in two."""
    lines = " ".join(text.split())
    one = re.sub(r"([;,|]) ?(?=['\"]*[=+\-@＝＋－＠])", r"\1 '", lines)
    return f"'{one}" if one[:1] in tuple("=+-@＝＋－＠") else one


def feedback_page(sheet: Sheet, result: Result) -> str:
    """Return one student's page: what each task earned, why, and the answer."""
    total = _shown(result.total, "–")
    waiting = [task for task in sheet.manual if result.points(task) is None]
    most = sum(sheet.points.values()) - sum(sheet.points[task] for task in waiting)
    return _page(
        "feedback",
        translate("grading.heading", student=result.student, total=total, most=most),
        sheet=sheet,
        result=result,
        by_hand=sum(sheet.points[task] for task in waiting),
        tasks=[_task(sheet, result, task) for task in sheet.points],
    )


def _task(sheet: Sheet, result: Result, task: str) -> dict[str, Any]:
    """Return what a student's page shows of one task."""
    verdict, most = result.verdicts.get(task), sheet.points[task]
    title = sheet.titles[task]
    points, own = result.points(task), task in result.by_hand
    kind = "part" if points else "wrong"
    kind = "open" if points is None else "right" if points == most else kind
    shown = _shown(points, "–")
    return {
        "kind": kind,
        "sign": SIGNS[kind],
        "head": translate("grading.task_heading", task=title, points=shown, most=most),
        "message": verdict.message if verdict else translate("grading.by_hand"),
        "asked": rendered(sheet.texts[task]),
        "changed": translate("grading.by_hand") if verdict and own else "",
        "source": result.sources.get(task, "")[:MOST_SOURCE],
        "reading": None
        if kind == "right"
        else reading(task, verdict.mistake if verdict else ""),
    }


def overview_page(sheet: Sheet, results: Sequence[Result], sandboxed: bool) -> str:
    """Return the class's page: points, mistakes, and who needs a look."""
    states = Counter(result.status for result in results)
    made = Counter(
        (task, verdict.mistake)
        for result in results
        for task, verdict in result.verdicts.items()
        if verdict.mistake
    ).most_common()
    return _page(
        "overview",
        translate("grading.overview", title=sheet.title),
        counts=translate(
            "grading.overview_counts",
            count=len(results),
            graded=states["graded"],
            partly=states["partly graded"],
            failed=states["not graded"],
        ),
        protection=translate(
            f"grading.overview_{'walls' if sandboxed else 'no_walls'}"
        ),
        distribution=_distribution(sheet, results),
        solved=[_solved(sheet, results, task) for task in sheet.tasks],
        mistakes=(rows := [_row(sheet, *names, n) for names, n in made]),
        mistakes_drawn=_mistakes(rows[:SHOWN_MISTAKES]) if rows else None,
        odd=list(_odd(results)),
    )


def _distribution(sheet: Sheet, results: Sequence[Result]) -> Picture:
    totals = [result.total for result in results if result.total is not None]
    words = sheet.tasks if not any(r.by_hand for r in results) else sheet.points
    most = sum(sheet.points[task] for task in words)
    rows = "; ".join(
        translate("grading.distribution_row", points=points, count=count)
        for points, count in sorted(Counter(map(int, totals)).items())
    )
    alt = translate("grading.distribution_alt", most=most, rows=rows)
    label = translate("grading.distribution_axis", most=most)
    return points_distribution([int(t) for t in totals], most, label=label, alt=alt)


def _row(sheet: Sheet, task: str, mistake: str, count: int) -> tuple[str, str, int]:
    """Return a mistake in words: its task's title, what it is, and how often."""
    return sheet.titles.get(task, task), _words(task, mistake), count


def _mistakes(rows: Sequence[tuple[str, str, int]]) -> Picture:
    """Draw the mistakes, each below its task's title, by how its words begin."""
    short = [
        (f"{title.replace('`', '')}\n{_begin(words)}", n) for title, words, n in rows
    ]
    listed = "; ".join(f"{name} {count}".replace("\n", ": ") for name, count in short)
    return mistake_counts(short, alt=translate("grading.mistakes_alt", rows=listed))


def _begin(words: str) -> str:
    """Return how a line begins, as far as it says something by itself.

    Examples
    --------
    >>> _begin("You kept the largest magnitude: max pooling looks at the sign.")
    'You kept the largest magnitude'
    """
    first = re.split(r"[:;.]\s|[：；。]|\.$", words)[0].replace("`", "")
    return first if len(first) <= LONGEST_LABEL else f"{first[: LONGEST_LABEL - 1]}…"


def _words(task: str, mistake: str) -> str:
    """Return what a mistake is, in words; some are the same in every task."""
    own = f"{task}.{mistake}"
    return translate(
        f"checks.{own}" if own in table("checks") else f"grading.kind_{mistake}"
    )


def _solved(sheet: Sheet, results: Sequence[Result], task: str) -> tuple[str, str]:
    """Return how many solved a task, of those who were graded."""
    graded = [r.points(task) for r in results if task in r.verdicts]
    given = [points for points in graded if points is not None]
    full = sum(points == sheet.points[task] for points in given)
    return sheet.titles[task], f"{full} / {len(given)}"


def _odd(results: Sequence[Result]) -> Iterator[tuple[str, str, str]]:
    """Yield those whose hand-in is odd: the others are in grades.csv."""
    for result in results:
        if notes := [*([result.reason] if result.reason else []), *result.flags]:
            status = translate(f"grading.{result.status.replace(' ', '_')}")
            yield result.student, status, "; ".join(notes)


def _page(name: str, title: str, **shown: Any) -> str:
    """Fill a template in, in the language chosen."""
    language = {"en": "en", "zh": "zh-CN"}[get_language()]
    return PAGES.get_template(f"{name}.html").render(
        title=title, language=language, **shown
    )


def write_text(path: Path, text: str) -> None:
    """Write a file as UTF-8; what UTF-8 cannot write becomes a question mark."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(text.encode("utf-8", "replace"))
