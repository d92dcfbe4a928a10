"""The reader's own photo: loaded, pasted, dropped, turned, refused, kept, removed."""

import io
import re
from collections.abc import Callable

import numpy as np
import pytest
from PIL import Image
from playwright.sync_api import Locator, Page, expect

from pooltools import widgets

from .conftest import axe_findings, press_more, render_in_notebook, wait_ready

Open = Callable[..., Page]
START = "chapters/en/index.html"
PAGES = {
    "ink-lab": "chapters/en/03-max-or-average.html",
    "sawtooth": "chapters/en/08-where-robustness-ends.html",
    "any-size-machine": "chapters/en/10-accept-any-size.html",
    "zoom-stack": "chapters/en/11-see-further.html",
}
FIRST = {
    "ink-lab": ".pool-panels canvas",
    "sawtooth": ".pool-film canvas",
    "any-size-machine": ".pool-photo canvas",
    "zoom-stack": ".pool-view canvas",
}


def photo(kind: str = "PNG", *, turned: bool = False) -> bytes:
    """Return 300 x 200 pixels, the left half black; turned: with the camera on end."""
    grey = np.full((200, 300, 3), 255, np.uint8)
    grey[:, :150] = 0
    image = Image.fromarray(np.rot90(grey) if turned else grey)
    exif = Image.Exif()
    if turned:
        exif[0x0112] = 6  # what is above lies at the right
    file = io.BytesIO()
    image.save(file, kind, **({"exif": exif} if turned else {}))
    return file.getvalue()


def load(picture: Locator, data: bytes, name: str = "mine.png") -> None:
    file = {"name": name, "mimeType": "image/png", "buffer": data}
    picture.locator("input[type=file]").set_input_files(file)  # type: ignore[arg-type]


def levels(canvas: Locator) -> list[int]:
    """Return how bright the canvas is, or opaque, at a quarter and at three."""
    found: list[int] = canvas.evaluate(
        """canvas => [0.25, 0.75].map((part) => {
          const context = canvas.getContext("2d");
          const [x, y] = [part * canvas.width, canvas.height / 2];
          const [red, , , ink] = context.getImageData(x, y, 1, 1).data;
          return canvas.classList.contains("pool-print") ? ink : red;
        })"""
    )
    return found


def open_picture(open_page: Open, root: str, name: str) -> tuple[Page, Locator]:
    page = open_page(f"{root}/{PAGES[name]}")
    wait_ready(page)
    return page, page.locator(f"#{name}")


def shown(picture: Locator) -> Locator:
    return picture.get_by_role("checkbox", name="Show your photo")


@pytest.mark.parametrize("name", PAGES)
def test_each_of_the_four_shows_it_and_the_book_s_own_again(
    name: str, disk: str, open_page: Open
) -> None:
    _, picture = open_picture(open_page, disk, name)
    canvas = picture.locator(FIRST[name]).first
    before = canvas.evaluate("canvas => canvas.toDataURL()")
    load(picture, photo())
    expect(shown(picture)).to_be_checked()
    if name != "sawtooth":  # that shows edges
        assert levels(canvas) == pytest.approx([0, 255], abs=3)
    assert canvas.evaluate("canvas => canvas.toDataURL()") != before
    shown(picture).uncheck()
    expect(shown(picture)).not_to_be_checked()
    canvas.evaluate(
        """(canvas, before) => new Promise(function look(done) {
          if (canvas.toDataURL() === before) done();
          else requestAnimationFrame(() => look(done));
        })""",
        before,
    )
    picture.get_by_role("button", name="Remove it").click()
    expect(shown(picture)).to_be_hidden()


def test_what_the_detectors_make_of_it_is_pooled(disk: str, open_page: Open) -> None:
    _, machine = open_picture(open_page, disk, "any-size-machine")
    load(machine, photo())
    expect(shown(machine)).to_be_checked()
    digits = machine.get_by_role("gridcell").all_inner_texts()
    assert digits.count("9") == 2 * 9  # the one edge, in two cells of each row
    assert set(digits) == {"0", "9"}
    assert "Your photo stays in the browser" in copied(machine)


def copied(picture: Locator) -> str:
    """Return the code that the picture gives, where nothing may be copied."""
    picture.page.evaluate(
        "Object.defineProperty(navigator, 'clipboard', { value: undefined })"
    )
    press_more(picture, "Copy as Python")
    return picture.locator("textarea").input_value()


def test_a_photo_taken_on_its_side_comes_upright(disk: str, open_page: Open) -> None:
    _, stack = open_picture(open_page, disk, "zoom-stack")
    load(stack, photo("JPEG", turned=True), "turned.jpg")
    expect(shown(stack)).to_be_checked()
    assert levels(stack.locator(FIRST["zoom-stack"]).first) == pytest.approx(
        [0, 255], abs=6
    )


HUGE = b"\x89PNG" + bytes(20_000_001)


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"no picture at all", "This browser cannot show “mine.png” as a picture"),
        (b"", "This browser cannot show “mine.png” as a picture"),
        (HUGE, "“mine.png” has 20 MB, and at most 20 can be loaded"),
    ],
    ids=["no picture", "empty", "huge"],
)
def test_what_is_no_photo_gets_one_line_and_loses_nothing(
    data: bytes, said: str, disk: str, open_page: Open
) -> None:
    _, stack = open_picture(open_page, disk, "zoom-stack")
    load(stack, photo())
    expect(shown(stack)).to_be_checked()
    load(stack, data)
    expect(stack.locator(".pool-sentence")).to_contain_text(said)
    assert levels(stack.locator(FIRST["zoom-stack"]).first) == pytest.approx(
        [0, 255], abs=3
    )


@pytest.mark.parametrize("way", ["paste", "drop"])
def test_it_can_be_pasted_or_dropped(way: str, disk: str, open_page: Open) -> None:
    _, stack = open_picture(open_page, disk, "zoom-stack")
    stack.locator(".pool-zoom").evaluate(
        """(root, [way, bytes]) => {
          const carried = new DataTransfer();
          carried.items.add(new File([new Uint8Array(bytes)], "mine.png"));
          const more = { bubbles: true, cancelable: true };
          root.dispatchEvent(way === "paste"
            ? new ClipboardEvent(way, { ...more, clipboardData: carried })
            : new DragEvent(way, { ...more, dataTransfer: carried }));
        }""",
        [way, list(photo())],
    )
    expect(shown(stack)).to_be_checked()


def test_it_is_kept_for_the_other_pictures_until_it_is_forgotten(
    site: str, open_page: Open
) -> None:
    page, ink = open_picture(open_page, site, "ink-lab")
    load(ink, photo())
    expect(shown(ink)).to_be_checked()
    page.goto(f"{site}/{PAGES['zoom-stack']}")
    stack = page.locator("#zoom-stack")
    expect(shown(stack)).to_be_checked()
    page.goto(f"{site}/{START}")
    kept = page.locator(".book-kept")
    line = kept.get_by_role("listitem").filter(has_text="Your photo")
    line.get_by_role("button").click()
    expect(line).to_have_count(0)
    page.goto(f"{site}/{PAGES['zoom-stack']}")
    wait_ready(page)
    expect(shown(stack)).to_be_hidden()


def test_a_link_of_the_text_shows_the_picture_that_it_speaks_of(
    disk: str, open_page: Open
) -> None:
    page, ink = open_picture(open_page, disk, "ink-lab")
    load(ink, photo())
    expect(shown(ink)).to_be_checked()
    page.evaluate("location.hash = '#ink-lab:kernel_size=3'")
    expect(shown(ink)).not_to_be_checked()
    shown(ink).check()
    ink.get_by_role("radio", name="Coins").check(force=True)
    expect(shown(ink)).not_to_be_checked()


def test_the_challenges_are_about_the_books_pictures(
    disk: str, open_page: Open
) -> None:
    _, ink = open_picture(open_page, disk, "ink-lab")
    load(ink, photo())
    expect(shown(ink)).to_be_checked()
    grains = ink.get_by_role("slider", name=re.compile("grains|salt", re.IGNORECASE))
    grains.fill("10")
    expect(ink.locator(".pool-bars")).to_be_visible()
    expect(ink.get_by_role("button", name=re.compile("^Challenges"))).to_have_text(
        "Challenges 0/2"
    )


REFUSED = """Object.defineProperty(window, "localStorage", {
  get() { throw new DOMException("refused", "SecurityError"); },
})"""
FULL = """Storage.prototype.setItem = () => {
  throw new DOMException("full", "QuotaExceededError");
}"""


@pytest.mark.parametrize("trouble", [REFUSED, FULL], ids=["refused", "full"])
def test_without_a_storage_it_works_for_the_visit(
    trouble: str, browser: "object", disk: str
) -> None:
    context = browser.new_context()  # type: ignore[attr-defined]  # the theme errs, too
    page = context.new_page()
    page.add_init_script(trouble)
    page.goto(f"{disk}/{PAGES['zoom-stack']}")
    stack = page.locator("#zoom-stack")
    stack.get_by_role("button", name="More settings").click()
    load(stack, photo())
    expect(shown(stack)).to_be_checked()
    context.close()


def test_a_kernel_hears_the_size_alone_until_the_reader_sends_it(
    open_page: Open,
) -> None:
    page = open_page("about:blank")
    page.evaluate("self.sent = []; self.messages = []")
    render_in_notebook(page, widgets.ZoomStack())
    stack = page.locator(".pool-zoom")
    stack.get_by_role("button", name="More settings").click()
    sender = stack.get_by_role("button", name="Send it to Python")
    expect(sender).to_be_hidden()
    load(stack, photo())
    expect(shown(stack)).to_be_checked()
    assert levels(stack.locator(FIRST["zoom-stack"]).first) == pytest.approx(
        [0, 255], abs=3
    )
    assert page.evaluate("self.sent") == ["photo_size"]
    assert page.evaluate("self.messages") == []
    sender.click()
    note = stack.locator(".pool-own [role=status]")
    expect(note).to_contain_text("224 × 224 numbers")
    ((content, [pixels]),) = page.evaluate("self.messages")
    assert content == {"photo": [224, 224]}
    rows = np.reshape(pixels, (224, 224))
    assert rows[:, :100].max() < 3
    assert rows[:, -100:].min() > 252
    shown(stack).uncheck()
    expect(sender).to_be_hidden()  # the book's picture is shown
    expect(note).to_contain_text("Python is told its size only")
    assert page.evaluate("self.sent") == ["photo_size"]
    shown(stack).check()
    expect(sender).to_be_visible()
    load(stack, photo("JPEG", turned=True))
    page.wait_for_function("self.messages.length === 2")
    assert page.evaluate("self.messages[1]") == [{"photo": None}, []]
    stack.get_by_role("button", name="Remove it").click()
    expect(sender).to_be_hidden()
    assert page.evaluate("self.messages.slice(2)") == [[{"photo": None}, []]]
    assert page.evaluate("self.sent") == ["photo_size", "photo_size"]
    stack.get_by_role("radio", name="no pools").check(force=True)
    assert "layers" in page.evaluate("self.sent")


def test_a_page_has_no_python_to_send_it_to(disk: str, open_page: Open) -> None:
    _, stack = open_picture(open_page, disk, "zoom-stack")
    load(stack, photo())
    expect(shown(stack)).to_be_checked()
    expect(stack.get_by_text("sent nowhere")).to_be_visible()
    expect(stack.get_by_role("button", name="Send it to Python")).to_have_count(0)


KEPT = [
    "no JSON",
    "7",
    '{"source": "https://example.org/a.png", "shown": true}',
    '{"source": "data:image/png;base64,AAAA", "shown": true}',
]


@pytest.mark.parametrize("kept", KEPT, ids=["text", "number", "address", "broken"])
def test_what_else_stands_in_the_storage_is_no_photo(
    kept: str, site: str, open_page: Open
) -> None:
    page, stack = open_picture(open_page, site, "zoom-stack")
    canvas = stack.locator(FIRST["zoom-stack"]).first
    before = canvas.evaluate("canvas => canvas.toDataURL()")
    page.evaluate("text => localStorage.setItem('pooltools-photo', text)", kept)
    page.reload()
    wait_ready(page)
    assert canvas.evaluate("canvas => canvas.toDataURL()") == before
    expect(shown(stack)).to_be_hidden()


@pytest.mark.parametrize("phone", [False, True], ids=["wide", "phone"])
def test_axe_finds_nothing(phone: bool, disk: str, open_page: Open) -> None:
    page = open_page(f"{disk}/{PAGES['zoom-stack']}", phone=phone)
    wait_ready(page)
    stack = page.locator("#zoom-stack")
    load(stack, photo())
    expect(shown(stack)).to_be_checked()
    assert axe_findings(page, "#zoom-stack") == []
    wide = page.evaluate("document.documentElement.scrollWidth")
    assert wide <= page.evaluate("innerWidth")
