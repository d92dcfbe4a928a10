"""The appendices in a browser: one printed sheet, wide tables, links that arrive."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

pytestmark = pytest.mark.browser

Open = Callable[..., Page]
A4 = b"[0 0 594.95996 841.91998]"


def sheets(page: Page) -> list[bytes]:
    """Print a page; return the size of every sheet."""
    pdf = page.pdf(prefer_css_page_size=True, print_background=True)
    assert len(re.findall(rb"/Type\s*/Page\b", pdf)) > 0
    return re.findall(rb"/MediaBox\s*(\[[^\]]*\])", pdf)


def test_the_cheat_sheet_prints_on_one_sheet(disk: str, open_page: Open) -> None:
    page = open_page(f"{disk}/chapters/en/cheat-sheet.html")
    assert sheets(page) == [A4]
    last = page.locator("#cheat-sheet section").last
    last.evaluate("section => section.after(section.cloneNode(true))")
    page.add_style_tag(content="@media print { #cheat-sheet { font-size: 14pt } }")
    assert len(sheets(page)) > 1  # the sheet can overflow, and would be found to


def test_a_table_of_the_clinic_scrolls_by_itself(disk: str, open_page: Open) -> None:
    page = open_page(f"{disk}/chapters/en/framework-clinic.html", phone=True)
    table = page.locator(".book-clinic").first
    table.focus()
    page.keyboard.press("ArrowRight")
    expect(table).to_be_focused()
    page.wait_for_function(
        "() => document.querySelector('.book-clinic').scrollLeft > 0"
    )
    question = table.locator("tbody th").first
    box, around = question.bounding_box(), table.bounding_box()
    assert box is not None
    assert around is not None
    assert abs(box["x"] - around["x"]) < 2


def test_a_term_can_be_linked_to(disk: str, open_page: Open) -> None:
    page = open_page(f"{disk}/chapters/en/glossary.html#term-stride")
    row = page.locator("tr:target")
    expect(row).to_be_in_viewport()
    expect(row.locator("[lang=zh-CN]")).to_have_text("步幅")
    row.get_by_role("link", name="Chapter 1").click()
    page.wait_for_url("**/01-one-window.html")
