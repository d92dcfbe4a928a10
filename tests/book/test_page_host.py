"""Widgets in a page: ours by the page host, all others by the standard manager."""

import json
import re
import subprocess
import sys
from pathlib import Path

import pytest

from pooltools.book.site.pictures import pictures, script
from pooltools.book.site.widgets import STATE_LINK, widget_html

HEADER = """\
---
jupytext: {text_representation: {extension: .md, format_name: myst}}
kernelspec: {display_name: Python 3, language: python, name: python3}
---
"""
OURS = "from pooltools.widgets import PoolingBench\nPoolingBench([[1, 2], [0, 3]])"
PLAIN = "import ipywidgets\nipywidgets.IntSlider(description='plain')"


def page(*cells: str) -> str:
    code = "\n".join(f"```{{code-cell}} ipython3\n{cell}\n```\n" for cell in cells)
    return f"{HEADER}\n# A page\n\n{code}"


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Build three small pages: our widget, a plain one, and both."""
    source = tmp_path_factory.mktemp("source")
    (source / "conf.py").write_text(
        "extensions = ['myst_nb', 'pooltools.book.site.widgets',"
        " 'pooltools.book.site.pictures']\n"
        'exclude_patterns = ["out"]\nnb_execution_raise_on_error = True\n'
    )
    (source / "index.md").write_text(
        "# Start\n\n```{toctree}\nours\nplain\nboth\n```\n"
    )
    (source / "ours.md").write_text(page(OURS))
    (source / "plain.md").write_text(page(PLAIN))
    (source / "both.md").write_text(page(OURS, PLAIN, OURS))
    done = subprocess.run(
        [sys.executable, "-m", "sphinx", "-W", "-q", str(source), str(source / "out")],
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return source / "out"


def test_our_widget_brings_its_state_its_script_and_no_standard_manager(
    site: Path,
) -> None:
    text = (site / "ours.html").read_text("utf-8")
    assert text.count('data-pooltools-widget="pooling-bench"') == 1
    state = re.search(r'<script type="application/json">(.*?)</script>', text)
    assert state
    assert json.loads(state[1])["data"] == [[1, 2], [0, 3]]
    for name in ("host.js", "pooling-bench.js", "pooling-bench.css", "pooltools.css"):
        assert f"_static/pooltools/{name}" in text
        assert (site / "_static/pooltools" / name).stat().st_size > 100
    assert "html-manager" not in text
    assert "require" not in text
    assert "widget-state+json" not in text


def test_a_plain_widget_goes_to_the_standard_manager(site: Path) -> None:
    text = (site / "plain.html").read_text("utf-8")
    assert "application/vnd.jupyter.widget-view+json" in text
    assert "application/vnd.jupyter.widget-state+json" in text
    assert "html-manager" in text
    assert "pooltools/host.js" not in text


def test_both_kinds_live_on_one_page(site: Path) -> None:
    text = (site / "both.html").read_text("utf-8")
    assert text.count('data-pooltools-widget="pooling-bench"') == 2
    assert text.count("_static/pooltools/pooling-bench.js") == 1
    assert text.count("application/vnd.jupyter.widget-view+json") == 1
    assert "IntSliderModel" in text
    assert "_anywidget_id" not in text


def test_a_pages_pictures_stand_in_a_script_beside_it(site: Path) -> None:
    text = (site / "ours.pictures.js").read_text("utf-8")
    told = re.fullmatch(
        r"pooltools\.define\(document\.currentScript\.src, \(\) => \((.*)\)\);\n", text
    )
    assert told
    found = json.loads(told[1])
    assert found["title"] == "A page"
    [picture] = found["pictures"]
    assert picture["name"] == "pooling-bench"
    assert picture["state"]["data"] == [[1, 2], [0, 3]]
    assert picture["question"] == ""
    both = (site / "both.pictures.js").read_text("utf-8")
    assert both.count('"name": "pooling-bench"') == 2
    assert not (site / "plain.pictures.js").exists()


FOLDED = """\
<div class="book-prediction" id="predict-12345678"><div class="predict">?</div>
{before}<details class="book-fold book-answer"><summary>Answer</summary>
<div class="cell">{within}</div></details></div>{after}
"""


@pytest.mark.parametrize(
    ("place", "question"),
    [("before", ""), ("within", "predict-12345678"), ("after", "")],
)
def test_a_picture_knows_which_question_it_answers(place: str, question: str) -> None:
    widget = widget_html("x", {"a": "</div><details>"}, "<svg><g/></svg>")
    gaps = {"before": "", "within": "", "after": ""} | {place: widget}
    [found] = pictures(FOLDED.format(**gaps))
    state = {"a": "</div><details>"}
    assert found == {"name": "x", "question": question, "state": state}
    assert "12345678" in script("T", FOLDED.format(**gaps)) or not question


@pytest.mark.parametrize(
    ("href", "is_one"),
    [
        ("#pooling-bench:mode=min", True),
        ("01-one-window.html#pooling-bench:mode=min", True),
        ("#a-heading", False),
        ("https://a.org/?q=a:b=c", False),
    ],
)
def test_a_link_to_a_state_is_known(href: str, is_one: bool) -> None:
    assert bool(STATE_LINK.search(f'<a href="{href}">')) == is_one


def test_a_state_cannot_end_its_script_early() -> None:
    strange = {"note": "</script><!-- <b>"}
    text = widget_html("x", strange, "<svg/>")
    body = re.search(r'json">(.*?)</script>', text)
    assert body
    assert "<" not in body[1]
    assert json.loads(body[1]) == strange
