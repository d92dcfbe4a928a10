"""The Ink & Noise Lab on the built page."""

from collections.abc import Callable

import numpy as np
import pytest
from playwright.sync_api import Locator, Page, expect

from pooltools.widgets import InkLab

from .conftest import press_more, wait_ready

pytestmark = pytest.mark.browser

Open = Callable[..., Page]
CHAPTER = "chapters/en/03-max-or-average.html"
PAGE = f"{CHAPTER}#ink-lab:kernel_size=2&step=2395"
PANEL = ".pool-view > canvas:first-child"
PIXELS = """canvas => {
  const { width, height } = canvas;
  const { data } = canvas.getContext("2d").getImageData(0, 0, width, height);
  return { width, grey: [...data].filter((_, i) => i % 4 === 0) };
}"""


@pytest.fixture
def lab(page: Page) -> Locator:
    """Return its lab."""
    return page.locator(".pool-ink")


def shown(lab: Locator, panel: int) -> np.ndarray:
    pixels = lab.locator(PANEL).nth(panel).evaluate(PIXELS)
    return np.array(pixels["grey"], dtype=float).reshape(-1, pixels["width"])


@pytest.mark.parametrize(
    "state",
    [
        {"image": "page", "kernel_size": 4},
        {"image": "coins", "kernel_size": 3, "salt": 10, "gaussian": 15},
        {"image": "camera", "kernel_size": 5, "invert": True, "gaussian": 60},
    ],
)
def test_the_page_shows_the_pixels_that_python_computes(
    state: dict[str, object], disk: str, open_page: Open
) -> None:
    link = "&".join(f"{k}={str(v).lower()}" for k, v in state.items())
    page = open_page(f"{disk}/{CHAPTER}#ink-lab:{link}")
    wait_ready(page)
    lab = page.locator(".pool-ink")
    python = InkLab(**state)  # type: ignore[arg-type]
    np.testing.assert_array_equal(shown(lab, 0), python.noisy)
    for panel, pooled in enumerate(python.output.values(), start=1):
        # a canvas holds whole numbers; halves may round either way
        np.testing.assert_allclose(shown(lab, panel), pooled, atol=0.5)


def test_the_sliders_work_by_keyboard_and_the_errors_follow(
    page: Page, lab: Locator
) -> None:
    numbers = lab.locator(".pool-bars b")
    expect(numbers).to_have_text(["0.0", "0.0", "0.0"])
    lab.get_by_role("slider", name="salt and pepper").focus()
    page.keyboard.press("End")
    expect(numbers.first).not_to_have_text("0.0")
    errors = [float(text) for text in numbers.all_inner_texts()]
    assert errors[0] > errors[1] > errors[2] > 0
    lab.get_by_role("button", name="Reset").click()
    expect(numbers).to_have_text(["0.0", "0.0", "0.0"])


def test_arrow_keys_choose_the_window(page: Page, lab: Locator) -> None:
    picture = lab.get_by_role("application")
    picture.focus()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowRight")
    expect(lab.locator(".pool-where")).to_contain_text("row 25, column 92")
    before = lab.locator(".pool-sentence").inner_text()
    page.keyboard.press("End")
    expect(lab.locator(".pool-where")).to_contain_text("row 25, column 95")
    assert lab.locator(".pool-sentence").inner_text() != before


def test_the_arrow_keys_win_over_a_pointer_that_rests(page: Page, lab: Locator) -> None:
    where = lab.locator(".pool-where")
    lab.get_by_role("application").click(position={"x": 2, "y": 2})
    expect(where).to_contain_text("row 0, column 0")
    for column in (1, 2, 3):
        page.keyboard.press("ArrowRight")
        expect(where).to_contain_text(f"row 0, column {column} ")


def test_a_larger_window_stays_at_its_place(lab: Locator) -> None:
    mark = lab.locator(".pool-mark").first
    middle = """mark => {
      const at = (name) => Number(mark.style.getPropertyValue(name));
      return [at("--x") + at("--w") / 2, at("--y") + at("--h") / 2];
    }"""
    x, y = mark.evaluate(middle)
    more = lab.get_by_role("button", name="kernel_size: more")
    for size in range(3, 9):
        more.click()
        expect(lab.locator(".pool-swatches i")).to_have_count(size * size)
        after = mark.evaluate(middle)
        assert abs(after[0] - x) * 192 <= size
        assert abs(after[1] - y) * 128 <= size
    expect(more).to_be_disabled()


def test_playing_lets_the_window_grow_at_one_place(
    lab: Locator, elapse: Callable[[int], None]
) -> None:
    lab.get_by_role("button", name="Smallest window").click()
    sizes = lab.locator(".pool-number").first
    formula = lab.locator(".pool-formula")
    expect(formula).to_have_text("128 × 192 becomes 128 × 192")
    np.testing.assert_array_equal(shown(lab, 0), shown(lab, 1))
    lab.get_by_role("button", name="Play").click()
    for size in range(2, 9):
        elapse(1100 if size == 2 else 200)
        expect(sizes).to_have_text(str(size))
        assert shown(lab, 1).shape == (128 // (size - 1), 192 // (size - 1))
        elapse(900)
        np.testing.assert_array_equal(
            shown(lab, 1), InkLab("page", kernel_size=size).output["max"]
        )
    expect(lab.get_by_role("button", name="Play")).to_be_visible()
    expect(lab.get_by_role("slider", name="Size of the window")).to_have_value("8")


def test_no_result_is_painted_before_the_window_has_grown(
    lab: Locator, elapse: Callable[[int], None]
) -> None:
    lab.get_by_role("slider", name="Gaussian noise").fill("9")
    told, strip = lab.locator(".pool-sentence"), lab.locator(".pool-swatches i")
    was = told.text_content() or ""
    lab.get_by_role("button", name="Step forward").click()
    unread, balls = lab.locator(".pool-unread"), lab.locator(".pool-gathered")
    errors = lab.locator(".pool-bars b").all_inner_texts()
    for lasts, names, flying in ((280, 1, 0), (220, 1, 0), (400, 0, 3)):
        assert strip.count() == 9
        assert (unread.count(), balls.count()) == (names, flying)
        assert shown(lab, 2).shape == (128 // 2, 192 // 2)
        expect(told).to_have_text(was)
        assert lab.locator(".pool-bars b").all_inner_texts() == errors
        elapse(lasts - 1)
        assert shown(lab, 2).shape == (128 // 2, 192 // 2)
        elapse(1)
    expect(told).not_to_have_text(was)
    assert balls.count() == 0
    assert shown(lab, 2).shape == (128 // 3, 192 // 3)
    assert lab.locator(".pool-bars b").all_inner_texts() != errors


def test_what_was_there_stays_until_what_comes_covers_it(
    lab: Locator, elapse: Callable[[int], None]
) -> None:
    max_before = shown(lab, 1)
    lab.get_by_role("button", name="Step forward").click()
    for _ in range(2):
        elapse(449)
        np.testing.assert_array_equal(shown(lab, 1), max_before)
        opacity = "canvas => getComputedStyle(canvas).opacity"
        assert lab.locator(PANEL).nth(1).evaluate(opacity) == "1"
    elapse(2)
    assert shown(lab, 1).shape == (128 // 3, 192 // 3)
    last = lab.locator(".pool-last").first
    assert last.evaluate("canvas => canvas.width") == 1  # the picture stays as it is
    assert lab.locator(".pool-last").nth(1).evaluate("c => c.width") == 96


def test_the_lens_magnifies_the_same_place_of_all_pictures(lab: Locator) -> None:
    lenses = lab.locator(".pool-lens canvas")
    expect(lenses).to_have_count(4)
    y, x = 2 * 24 + 1 - 12, 192 - 24
    seen = [lenses.nth(n).evaluate(PIXELS) for n in range(4)]
    grey = [np.array(one["grey"], dtype=float).reshape(-1, 120) for one in seen]
    python = InkLab("page", kernel_size=2)
    np.testing.assert_array_equal(
        grey[0][2::5, 2::5], python.noisy[y : y + 24, x : x + 24]
    )
    low, left = (y + 1) // 2, x // 2  # the first whole cell of the result
    np.testing.assert_array_equal(
        grey[1][5 + 5 :: 10, 5::10][:11],
        python.output["max"][low : low + 11, left : left + 12],
    )


def test_the_window_is_where_the_hand_drags_it(page: Page, lab: Locator) -> None:
    picture = lab.get_by_role("application")
    picture.scroll_into_view_if_needed()
    box = picture.bounding_box()
    assert box
    page.mouse.move(box["x"] + 20, box["y"] + 20)
    page.mouse.down()
    page.mouse.move(box["x"] + box["width"] - 1, box["y"] + 1, steps=5)
    page.mouse.up()
    expect(lab.locator(".pool-where")).to_contain_text("row 0, column 95")


def pull(page: Page, knob: Locator, right: float, down: float) -> None:
    """Drag a knob by so many pixels."""
    box = knob.bounding_box()
    assert box
    x, y = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
    page.mouse.move(x, y)
    page.mouse.down()
    page.mouse.move(x + right, y + down, steps=6)
    page.mouse.up()


def test_the_hand_makes_the_window_larger_by_its_corner(
    page: Page, lab: Locator
) -> None:
    size = lab.locator(".pool-number").first
    knob = lab.locator(".pool-knob").first
    expect(lab.locator(".pool-knob:visible")).to_have_count(1)
    expect(knob).to_have_css("cursor", "nwse-resize")
    pull(page, knob, 17, 3)  # a size for each 8 pixels
    expect(size).to_have_text("4")
    expect(lab.locator(".pool-swatches i")).to_have_count(16)
    pull(page, knob, -500, 0)
    expect(size).to_have_text("1")
    pull(page, knob, 0, 8 * 7)
    expect(size).to_have_text("8")


def test_keys_make_the_window_larger_and_smaller(page: Page, lab: Locator) -> None:
    size = lab.locator(".pool-number").first
    lab.get_by_role("application").focus()
    for key, text in (("+", "3"), ("=", "4"), ("-", "3"), ("-", "2"), ("-", "1")):
        page.keyboard.press(key)
        expect(size).to_have_text(text)
    page.keyboard.press("-")
    expect(size).to_have_text("1")


START = "chapters/en/index.html"
WHERE = """view => {
  const [band, whole] = [view.parentElement, view]
    .map((element) => element.getBoundingClientRect());
  return [band.left - whole.left, band.width, whole.width];
}"""


@pytest.mark.parametrize("phone", [False, True])
def test_bands_are_parts_of_one_picture_that_fills_the_page(
    phone: bool, disk: str, open_page: Open
) -> None:
    page = open_page(f"{disk}/{START}", phone=phone, settings=False)
    wait_ready(page)
    lab = page.locator(".pool-ink")
    bands = [view.evaluate(WHERE) for view in lab.locator(".pool-view").all()]
    assert len(bands) == 4
    for n, (left, width, whole) in enumerate(bands):
        assert abs(left - n * whole / 4) < 1
        assert abs(width - whole / 4) < 1
    assert bands[0][2] >= (310 if phone else 670)
    first = page.locator(".pool-figure svg").first
    wide = first.evaluate("svg => svg.getBoundingClientRect().width")
    assert wide >= (320 if phone else 700)
    assert page.evaluate("document.documentElement.scrollWidth") <= (
        390 if phone else 1280
    )
    assert lab.evaluate("lab => lab.offsetHeight") <= (700 if phone else 640)
    # a band is pointed at where it stands in the picture
    box = lab.locator(".pool-side").nth(2).bounding_box()
    assert box
    lab.locator(".pool-side").nth(2).click(position={"x": 3, "y": 40})
    expect(lab.locator(".pool-where")).to_contain_text("column 24 ")


def test_a_guess_brings_the_picture_that_answers_into_sight(
    disk: str, open_page: Open
) -> None:
    page = open_page(f"{disk}/{START}", answers=False, settings=False)
    wait_ready(page)
    lab = page.locator("#ink-lab")
    expect(lab).to_be_hidden()
    page.locator(".predict .book-option").nth(1).click()
    expect(lab).to_be_in_viewport(ratio=0.99)
    expect(page.locator(".book-verdict").first).to_be_in_viewport()


def test_it_fits_a_screen(lab: Locator) -> None:
    lab.get_by_role("button", name="More settings").click()
    lab.get_by_role("button", name="Reset").click()
    assert lab.evaluate("lab => lab.offsetHeight") <= 640
    expect(lab.get_by_role("group", name="kernel_size")).to_be_visible()


def test_errors_are_told_where_there_is_noise(lab: Locator) -> None:
    expect(lab.locator(".pool-bars")).to_be_hidden()
    lab.get_by_role("slider", name="Gaussian noise").fill("9")
    expect(lab.locator(".pool-bars")).to_be_visible()


def test_the_strip_prints_the_window_from_small_to_large(lab: Locator) -> None:
    values = [float(v) for v in lab.locator(".pool-swatches i").all_inner_texts()]
    python = InkLab("page", kernel_size=2)
    i, j = divmod(2395, 96)
    window = python.noisy[2 * i : 2 * i + 2, 2 * j : 2 * j + 2]
    assert values == sorted(window.ravel())
    marks = lab.locator(".pool-marks span")
    expect(marks).to_have_text(["max", "average", "median", "min"])
    places = marks.evaluate_all(
        "marks => marks.map((m) => Number(m.style.getPropertyValue('--at')))"
    )
    most, average, median, least = places
    assert least < median < average < most


def test_the_state_is_copied_as_python_and_as_a_link(page: Page, lab: Locator) -> None:
    page.evaluate("() => { navigator.clipboard.writeText = () => Promise.reject(); }")
    lab.get_by_role("radio", name="Coins").check()
    lab.get_by_label("invert").check()
    press_more(lab, "Copy as Python")
    scope: dict[str, InkLab] = {}
    exec(lab.locator("textarea").input_value(), scope)
    wanted = InkLab("coins", kernel_size=2, invert=True)
    for name, pooled in wanted.output.items():
        np.testing.assert_array_equal(scope["lab"].output[name], pooled)
    press_more(lab, "Link to this state")
    link = lab.locator("textarea").input_value()
    assert link.endswith("#ink-lab:image=coins&kernel_size=2&invert=true&step=2395")


def test_pointing_at_an_output_shows_its_window_everywhere(lab: Locator) -> None:
    box = lab.locator(".pool-view").nth(3)
    box.hover(position={"x": 2, "y": 2})
    expect(lab.locator(".pool-where")).to_contain_text("row 0, column 0")
    expect(lab.locator(".pool-swatches i")).to_have_count(4)
    places = lab.locator(".pool-mark").evaluate_all(
        "marks => marks.map((m) => m.style.getPropertyValue('--x'))"
    )
    assert places == ["0"] * 4


def test_a_link_in_the_text_inverts_the_page(page: Page, lab: Locator) -> None:
    page.get_by_role("link", name="Invert the page in the picture").click()
    expect(lab.get_by_label("invert")).to_be_checked()
