"""What the teacher and each student get: a table, and pages that stand alone."""

import csv
import io
from collections import Counter
from collections.abc import Iterable, Sequence
from html import escape
from pathlib import Path

from ...figures.classroom import mistake_counts, points_distribution
from ...text import get_language, table, translate
from .grade import Result, Verdict
from .master import Sheet

STYLE = """
:root { color-scheme: light dark; --line: #c9d1da; }
body { font: 1rem/1.5 system-ui, sans-serif; max-width: 46rem; margin: 2rem auto;
  padding: 0 1rem; }
section { border-left: 0.4rem solid var(--line); padding: 0.1rem 1rem; margin: 1rem 0; }
section.right { border-color: #0a7f5a; }
section.wrong { border-color: #b4420a; }
pre { overflow: auto; padding: 0.6rem; border: 1px solid var(--line); }
table { border-collapse: collapse; }
th, td { text-align: left; padding: 0.2rem 0.8rem 0.2rem 0; vertical-align: top;
  border-bottom: 1px solid var(--line); }
figure { margin: 1rem 0; padding: 0.5rem; background: #fff; }
figure svg { max-width: 100%; height: auto; }
"""
SIGNS = {"right": "✓", "wrong": "✗", "open": "–"}
MOST_SOURCE = 20_000
"""Characters of an answer that its page shows."""

SHOWN_MISTAKES = 12


def columns(sheet: Sheet) -> list[str]:
    """Return the heads of grades.csv."""
    return ["student", *sheet.points, "total", "status", "flags"]


def grades_csv(sheet: Sheet, results: Iterable[Result]) -> str:
    """Return the class's table; what was not graded is empty, never 0.

    Names and flags that a spreadsheet would take for a formula get an apostrophe.
    """
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(columns(sheet))
    for result in results:
        points = [_points(result.verdicts.get(task)) for task in sheet.points]
        total = "" if result.total is None else result.total
        notes = [*([result.reason] if result.reason else []), *result.flags]
        ends = [total, result.status, _plain("; ".join(notes))]
        writer.writerow([_plain(result.student), *points, *ends])
    return out.getvalue()


def _points(verdict: Verdict | None) -> int | str:
    return "" if verdict is None or verdict.points is None else verdict.points


def _plain(text: str) -> str:
    return f"'{text}" if text[:1] in tuple("=+-@\t\r") else text


def feedback_page(sheet: Sheet, result: Result) -> str:
    """Return one student's page: what each task earned, why, and the answer."""
    total = "–" if result.total is None else result.total
    most = sum(sheet.points[task] for task in sheet.tasks)
    title = translate("grading.heading", student=result.student, total=total, most=most)
    parts = [f"<h1>{escape(title)}</h1>", f"<p>{escape(sheet.title)}</p>"]
    if result.reason:
        reason = translate("grading.not_graded_why", reason=result.reason)
        parts.append(f"<p><strong>{escape(reason)}</strong></p>")
    if result.flags:
        items = "".join(f"<li>{escape(flag)}</li>" for flag in result.flags)
        parts.append(f"<p>{escape(translate('grading.notes'))}</p><ul>{items}</ul>")
    if sheet.manual:
        points = sum(sheet.points[task] for task in sheet.manual)
        words = translate("grading.points_by_hand", points=points)
        parts.append(f"<p>{escape(words)}</p>")
    parts += [_section(sheet, result, task) for task in sheet.points]
    return page(title, "\n".join(parts))


def _section(sheet: Sheet, result: Result, task: str) -> str:
    verdict, most = result.verdicts.get(task), sheet.points[task]
    source = result.sources.get(task, "")[:MOST_SOURCE]
    if verdict is None:
        message = translate("grading.by_hand")
    else:
        message = verdict.message
    points = _points(verdict)
    kind = "open" if points == "" else "right" if points == most else "wrong"
    shown = "–" if points == "" else points
    head = translate("grading.task_heading", task=task, points=shown, most=most)
    code = f"<pre>{escape(source)}</pre>" if source else ""
    return (
        f'<section class="{kind}"><h2>{SIGNS[kind]} {escape(head)}</h2>'
        f"<p>{escape(message)}</p>{code}</section>"
    )


def overview_page(sheet: Sheet, results: Sequence[Result], sandboxed: bool) -> str:
    """Return the class's page: points, mistakes, and who needs a look."""
    title = translate("grading.overview", title=sheet.title)
    states = Counter(result.status for result in results)
    counts = translate(
        "grading.overview_counts",
        count=len(results),
        graded=states["graded"],
        partly=states["partly graded"],
        failed=states["not graded"],
    )
    how = translate(
        "grading.overview_walls" if sandboxed else "grading.overview_no_walls"
    )
    parts = [f"<h1>{escape(title)}</h1>", f"<p>{escape(counts)}</p>"]
    parts += [f"<p>{escape(how)}</p>", _distribution(sheet, results)]
    parts += [_solved(sheet, results), _mistakes(results), _students(results)]
    return page(title, "\n".join(parts))


def _distribution(sheet: Sheet, results: Sequence[Result]) -> str:
    totals = [result.total for result in results if result.total is not None]
    most = sum(sheet.points[task] for task in sheet.tasks)
    rows = "; ".join(
        translate("grading.distribution_row", points=points, count=count)
        for points, count in sorted(Counter(totals).items())
    )
    alt = translate("grading.distribution_alt", most=most, rows=rows)
    label = translate("grading.distribution_axis", most=most)
    picture = points_distribution(totals, most, label=label, alt=alt)
    return f"<h2>{escape(translate('grading.distribution'))}</h2>{picture.html()}"


def _mistakes(results: Sequence[Result]) -> str:
    made = Counter(
        (task, verdict.mistake)
        for result in results
        for task, verdict in result.verdicts.items()
        if verdict.mistake
    )
    head = f"<h2>{escape(translate('grading.mistakes'))}</h2>"
    if not made:
        return f"{head}<p>{escape(translate('grading.mistakes_none'))}</p>"
    common = made.most_common()
    rows = [(f"{t}: {m}", n) for (t, m), n in common[:SHOWN_MISTAKES]]
    listed = "; ".join(f"{name} {count}" for name, count in rows)
    alt = translate("grading.mistakes_alt", rows=listed)
    body = [[task, _words(task, name), str(n)] for (task, name), n in common]
    heads = ["column_task", "column_mistake", "column_count"]
    return head + mistake_counts(rows, alt=alt).html() + _table(heads, body)


def _words(task: str, mistake: str) -> str:
    """Return what a mistake is, in words; some are the same in every task."""
    own = f"{task}.{mistake}"
    return translate(
        f"checks.{own}" if own in table("checks") else f"grading.kind_{mistake}"
    )


def _solved(sheet: Sheet, results: Sequence[Result]) -> str:
    rows = []
    for task in sheet.tasks:
        graded = [r.verdicts[task].points for r in results if task in r.verdicts]
        given = [points for points in graded if points is not None]
        full = sum(points == sheet.points[task] for points in given)
        rows.append([task, f"{full} / {len(given)}"])
    head = f"<h2>{escape(translate('grading.solved'))}</h2>"
    return head + _table(["column_task", "column_solved"], rows)


def _students(results: Sequence[Result]) -> str:
    """List those whose hand-in is odd: the others are in grades.csv."""
    rows = [
        [
            r.student,
            translate(f"grading.{r.status.replace(' ', '_')}"),
            "; ".join(notes),
        ]
        for r in results
        if (notes := [*([r.reason] if r.reason else []), *r.flags])
    ]
    heads = ["column_student", "column_status", "column_flags"]
    head = f"<h2>{escape(translate('grading.odd'))}</h2>"
    return head + _table(heads, rows) if rows else ""


def _table(heads: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    top = "".join(
        f'<th scope="col">{escape(translate(f"grading.{h}"))}</th>' for h in heads
    )
    body = "".join(
        f"<tr>{''.join(f'<td>{escape(cell)}</td>' for cell in row)}</tr>"
        for row in rows
    )
    return f"<table><thead><tr>{top}</tr></thead><tbody>{body}</tbody></table>"


def page(title: str, body: str) -> str:
    """Return a page that asks nothing of anyone: no script, no address."""
    language = {"en": "en", "zh": "zh-CN"}[get_language()]
    policy = "default-src 'none'; style-src 'unsafe-inline'"
    return (
        f'<!doctype html>\n<html lang="{language}">\n<head>\n<meta charset="utf-8">\n'
        f'<meta http-equiv="Content-Security-Policy" content="{policy}">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<title>{escape(title)}</title>\n<style>{STYLE}</style>\n</head>\n"
        f"<body>\n{body}\n</body>\n</html>\n"
    )


def write_text(path: Path, text: str) -> None:
    """Write a file as UTF-8; what UTF-8 cannot write becomes a question mark."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(text.encode("utf-8", "replace"))
