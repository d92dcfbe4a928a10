"""Pictures saved as files, from the built pages, and the code of their addresses."""

import re
import struct
from collections import Counter
from collections.abc import Callable
from io import BytesIO
from pathlib import Path
from xml.etree import ElementTree

import numpy as np
import pytest
import zxingcpp
from PIL import Image
from playwright.sync_api import Locator, Page, expect

from pooltools import samples, widgets

from .conftest import axe_findings, press_more, render_in_notebook, wait_ready

pytestmark = pytest.mark.browser

Open = Callable[..., Page]
PAGE = "chapters/en/01-one-window.html"
SVG = "{http://www.w3.org/2000/svg}"
PLACES = {
    "architecture-slider": "12-trace-the-shrinking-map",
    "any-size-machine": "10-accept-any-size",
    "channel-lanes": "05-channels-and-parameters",
    "gradient-pinball": "06-going-backwards",
    "ink-lab": "03-max-or-average",
    "myth-cards": "fifteen-myths",
    "p-dial": "04-the-pooling-zoo",
    "pooling-bench": "01-one-window",
    "rubber-grid": "09-ask-for-a-size",
    "running-network": "08-where-robustness-ends",
    "sawtooth": "08-where-robustness-ends",
    "shift-compass": "07-the-one-pixel-shift",
    "window-ruler": "02-output-size",
    "zoom-stack": "11-see-further",
}
SEEN = """cells => cells
  .filter((cell) => getComputedStyle(cell).color !== "rgba(0, 0, 0, 0)")
  .map((cell) => cell.innerText)"""
VISIBLE = """element => {
  const copy = element.cloneNode(true);
  copy.querySelectorAll(".pool-hidden").forEach((hidden) => hidden.remove());
  return copy.textContent;
}"""


def picture(page: Page, name: str) -> Locator:
    """Return a page's first widget of a name."""
    wait_ready(page)
    return page.locator(f"[data-pooltools-widget={name}] .pool-widget").first


def saved(widget: Locator, kind: str, folder: Path) -> Path:
    """Save a picture; return the file."""
    button = widget.get_by_role("button", name=f"as {kind}")
    if not button.count():
        press_more(widget, "Save picture")
    with widget.page.expect_download() as download:
        button.click()
    path = folder / download.value.suggested_filename
    download.value.save_as(path)
    return path


def squeezed(text: str) -> str:
    return re.sub(r"\s+", "", text)


def texts(root: ElementTree.Element) -> list[str]:
    """Return the texts of a drawing in their order."""
    return [element.text or "" for element in root.iter(f"{SVG}text")]


def outside(root: ElementTree.Element) -> list[str]:
    """Return what in a drawing points outside it, or nowhere."""
    names = {element.get("id") for element in root.iter()}
    found = []
    for element in root.iter():
        if element.tag.rpartition("}")[2] in ("foreignObject", "script", "use", "a"):
            found.append(element.tag)
        for key, value in element.attrib.items():
            inner = re.fullmatch(r"url\(#([^)]+)\)", value)
            if key.rpartition("}")[2] == "href" and not value.startswith("data:image/"):
                found.append(value)
            elif "url(" in value and not (inner and inner[1] in names):
                found.append(value)
    return found


@pytest.mark.parametrize("name", PLACES)
def test_a_saved_picture_is_whole_light_and_of_its_own(
    name: str, disk: str, open_page: Open, tmp_path: Path
) -> None:
    address = f"{disk}/chapters/en/{PLACES[name]}.html"
    widget = picture(open_page(address), name)
    path = saved(widget, "SVG", tmp_path)
    root = ElementTree.fromstring(path.read_text(encoding="utf-8"))
    assert outside(root) == []
    only_browsers_know = "vector-effect", "transform-origin", "var(--"
    assert not [word for word in only_browsers_know if word in path.read_text("utf-8")]

    sentence = widget.locator(".pool-sentence")
    title, words = root.find(f"{SVG}title"), root.find(f"{SVG}desc")
    assert title is not None
    assert words is not None
    assert title.text == widget.get_attribute("aria-label")
    assert words.text == sentence.text_content()
    written = squeezed("".join(texts(root)))
    assert squeezed(sentence.evaluate(VISIBLE)) in written
    assert squeezed(widget.locator(".pool-formula").evaluate(VISIBLE)) in written
    assert "Pooling,seenandunderstood·CCBY4.0" in written
    cells = Counter(filter(None, widget.locator(".pool-cell").evaluate_all(SEEN)))
    assert not cells - Counter(texts(root))

    dark = picture(open_page(address, theme="dark"), name)
    (tmp_path / "dark").mkdir()
    again = saved(dark, "SVG", tmp_path / "dark")
    assert again.name == path.name
    assert again.read_text(encoding="utf-8") == path.read_text(encoding="utf-8")


@pytest.mark.parametrize("name", PLACES)
def test_a_saved_picture_looks_as_the_one_on_the_page(
    name: str, disk: str, open_page: Open, tmp_path: Path
) -> None:
    page = open_page(f"{disk}/chapters/en/{PLACES[name]}.html")
    widget = picture(page, name)
    path = saved(widget, "PNG", tmp_path)
    with Image.open(path) as image:
        drawn = np.asarray(image.convert("L").reduce(2), float)
    widget.page.mouse.move(0, 0)
    shown = Image.open(BytesIO(widget.screenshot(animations="disabled")))
    seen = np.asarray(shown.convert("L"), float)
    assert difference(seen, drawn) < 0.5 * difference(seen, np.roll(drawn, 24, axis=1))


def difference(seen: np.ndarray, drawn: np.ndarray) -> float:
    """Return by how much a picture's top differs from the page, where they fit best."""
    height = 150
    stage = seen[24 : 24 + height, 21:-21]
    best = [
        np.abs(stage - drawn[down : down + height, right : right + stage.shape[1]])
        for down in range(24, 110)
        if down + height <= len(drawn)
        for right in (23, 24, 25)
    ]
    return float(min(part.mean() for part in best))


def test_a_png_has_two_pixels_for_one(page: Page, tmp_path: Path) -> None:
    widget = picture(page, "pooling-bench")
    vector = ElementTree.parse(saved(widget, "SVG", tmp_path)).getroot()
    path = saved(widget, "PNG", tmp_path)
    assert path.name == "pooling-bench-step-2.png"
    expect(widget.locator(".pool-saved")).to_have_text(f"Saved as {path.name}")
    size = struct.unpack(">II", path.read_bytes()[16:24])
    assert size == tuple(2 * int(vector.attrib[side]) for side in ("width", "height"))


def test_a_saved_file_opens(page: Page, open_page: Open, tmp_path: Path) -> None:
    path = saved(picture(page, "pooling-bench"), "SVG", tmp_path)
    opened = open_page(path.as_uri())
    expect(opened.get_by_text("max(1, 0, 2, 3) = 3", exact=True).last).to_be_visible()
    assert opened.evaluate("document.documentElement.tagName") == "svg"


def test_what_points_outside_would_be_found() -> None:
    text = (
        '<svg xmlns="http://www.w3.org/2000/svg"><image href="a.png"/>'
        '<rect fill="url(#none)"/><g id="b" mask="url(#b)"/><foreignObject/></svg>'
    )
    found = outside(ElementTree.fromstring(text))
    assert found == ["a.png", "url(#none)", f"{SVG}foreignObject"]


def test_what_plays_stops_and_is_saved_at_rest(page: Page, tmp_path: Path) -> None:
    widget = picture(page, "pooling-bench")
    widget.get_by_role("button", name="First window").click()
    widget.get_by_role("button", name="Step forward").click()
    path = saved(widget, "SVG", tmp_path)
    assert path.name == "pooling-bench-step-2.svg"
    written = texts(ElementTree.parse(path).getroot())
    assert "max(1, 0, 2, 3) = 3" in written


def test_keys_open_the_menu_and_leave_it(page: Page) -> None:
    widget = picture(page, "pooling-bench")
    opener = widget.get_by_role("button", name="More about this picture")
    opener.press("Enter")
    widget.get_by_role("button", name="Save picture").press("Enter")
    expect(opener).to_have_attribute("aria-expanded", "false")
    first = widget.get_by_role("button", name="as SVG")
    expect(first).to_be_focused()
    assert axe_findings(page, ".pool-save") == []
    box = first.bounding_box()
    assert box
    assert box["height"] >= 44
    first.press("Escape")
    expect(opener).to_be_focused()
    expect(first).to_have_count(0)


def scanned(code: Locator) -> str:
    """Return what a phone would read on the screen."""
    seen = Image.open(BytesIO(code.screenshot()))
    (found,) = zxingcpp.read_barcodes(np.asarray(seen.convert("L")))
    text: str = found.text
    return text


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_the_code_leads_to_the_state(site: str, open_page: Open, theme: str) -> None:
    page = open_page(f"{site}/{PAGE}", theme=theme)
    widget = picture(page, "pooling-bench")
    widget.get_by_role("button", name="Last window").click()
    press_more(widget, "Save picture")
    widget.get_by_role("button", name="Code to scan").click()
    code = widget.get_by_role("img", name="Scan it to open this picture")
    before = code.inner_html()
    assert scanned(code) == f"{site}/{PAGE}#pooling-bench:step=3"
    widget.get_by_role("button", name="Step back").click()
    expect(code).not_to_have_js_property("innerHTML", before)
    assert scanned(code) == f"{site}/{PAGE}#pooling-bench:step=2"
    assert axe_findings(page, ".pool-save") == []


def test_from_disk_a_line_says_why_there_is_no_code(page: Page) -> None:
    widget = picture(page, "pooling-bench")
    press_more(widget, "Save picture")
    widget.get_by_role("button", name="Code to scan").click()
    expect(widget.locator(".pool-scan")).to_contain_text("opened from disk")
    expect(widget.locator(".pool-scan svg")).to_have_count(0)


def test_a_notebook_saves_too_and_says_why_it_has_no_code(
    open_page: Open, tmp_path: Path
) -> None:
    page = open_page("about:blank")
    render_in_notebook(page, widgets.PoolingBench(samples.FIRST_MAP))
    widget = page.locator(".pool-bench")
    path = saved(widget, "SVG", tmp_path)
    assert "max(1, 0, 2, 3) = 3" in texts(ElementTree.parse(path).getroot())
    assert saved(widget, "PNG", tmp_path).read_bytes().startswith(b"\x89PNG")
    widget.get_by_role("button", name="Code to scan").click()
    expect(widget.locator(".pool-scan")).to_contain_text("a notebook has no address")


def test_in_chinese_it_speaks_chinese(
    disk: str, open_page: Open, tmp_path: Path
) -> None:
    page = open_page(f"{disk}/zh/chapters/zh/01-one-window.html")
    widget = picture(page, "pooling-bench")
    widget.get_by_role("button", name="关于此图的更多操作").click()
    widget.get_by_role("button", name="保存图片").click()
    with page.expect_download() as download:
        widget.get_by_role("button", name="存为SVG").click()
    path = tmp_path / download.value.suggested_filename
    download.value.save_as(path)
    written = texts(ElementTree.parse(path).getroot())
    assert "看懂池化 · CC BY 4.0" in written
