"""QR codes: square for square those of ZXing, which also reads them back."""

import json
from functools import cache
from typing import Any

import numpy as np
import pytest
import zxingcpp

from .. import node

ADDRESS = "https://example.org/chapters/en/01-one-window.html#pooling-bench:stride=1&"
LENGTHS = (1, 14, 15, 20, 60, 100, 213, 287, 288, 500, 750, 1000, 1273)
TEXTS = [(ADDRESS + "input=1,2,3;" * 110)[:length] for length in LENGTHS]


def run(script: str) -> Any:
    """Return what an expression about the codes is, as JSON."""
    codes = "arithmetic/qr"
    return node.value(script, penalty=codes, qrCode=codes, noCode="hall/qr")


@cache
def codes(text: str) -> list[dict[str, Any]]:
    """Return the code as it is shown, then with each of the eight masks."""
    masks = "[undefined, 0, 1, 2, 3, 4, 5, 6, 7]"
    found: list[dict[str, Any]] = run(
        f"{masks}.map((mask) => qrCode({json.dumps(text)}, mask))"
    )
    return found


def with_edge(code: dict[str, Any]) -> np.ndarray:
    """Return a code in grey, with the four light squares that it needs around it."""
    grey = np.where(code["dark"], 0, 255).astype("uint8")
    return np.pad(grey, 4, constant_values=255)


def read(picture: np.ndarray) -> zxingcpp.Barcode:
    """Return what ZXing reads in a picture of a code."""
    (found,) = zxingcpp.read_barcodes(np.kron(picture, np.ones((4, 4), "uint8")))
    return found


@pytest.mark.parametrize("text", TEXTS, ids=lambda text: str(len(text)))
def test_every_square_is_the_one_of_zxing(text: str) -> None:
    for code in codes(text):
        same = {"ec_level": code["level"], "version": code["version"]}
        mask = {"data_mask": code["mask"]}
        barcode = zxingcpp.create_barcode(
            text, zxingcpp.BarcodeFormat.QRCode, **same, **mask
        )
        assert (np.array(barcode.to_image()) == with_edge(code)).all()


@pytest.mark.parametrize("text", TEXTS, ids=lambda text: str(len(text)))
def test_a_code_is_read_back(text: str) -> None:
    code = codes(text)[0]
    found = read(with_edge(code))
    assert found.text == text
    assert found.ec_level == code["level"] == ("M" if len(text) <= 287 else "L")


def test_bytes_beyond_ascii_are_read_back() -> None:
    assert read(with_edge(codes("池化 — ü 🙂")[0])).bytes == "池化 — ü 🙂".encode()


def test_a_code_that_lost_some_squares_is_read_and_one_with_other_words_is_not() -> (
    None
):
    code = codes(TEXTS[5])[0]
    side = len(code["dark"])
    stained = with_edge(code)
    stained[side - 4 : side, side - 4 : side] = 0
    assert read(stained).text == TEXTS[5]
    stained[14:-4, 14:-4] = 255
    assert zxingcpp.read_barcodes(np.kron(stained, np.ones((4, 4), "uint8"))) == []


def test_the_mask_shown_is_the_one_with_the_least_penalty() -> None:
    shown, *all_masks = codes(ADDRESS)
    worth = run(f"{json.dumps(all_masks)}.map(({{ dark }}) => penalty(dark))")
    assert worth[shown["mask"]] == min(worth)
    assert len(set(worth)) > 4


def test_the_penalty_counts_what_the_standard_counts() -> None:
    assert run("penalty([[true, false], [false, true]])") == 0
    # ten lines of five count 3 each, 16 boxes 3 each; all dark is ten steps from half
    plain = "Array.from({ length: 5 }, () => Array(5).fill(true))"
    assert run(f"penalty({plain})") == 30 + 48 + 100


def test_a_text_too_long_has_no_code() -> None:
    assert codes("x" * 2000) == [None] * 9


@pytest.mark.parametrize(
    ("address", "why"),
    [
        ("", "notebook"),
        ("file:///book/01-one-window.html#pooling-bench:step=0", "disk"),
        ("https://example.org/".ljust(1001, "x"), "1001 of 1000"),
        ("https://example.org/".ljust(1000, "x"), ""),
        ("http://127.0.0.1:8000/", ""),
    ],
)
def test_an_address_without_a_code_says_why(address: str, why: str) -> None:
    words = {
        "code_notebook": "notebook",
        "code_disk": "disk",
        "code_long": "{length} of {longest}",
    }
    assert run(f"noCode({json.dumps(address)}, {json.dumps(words)})") == why
