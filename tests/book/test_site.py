"""The book's glue, part by part."""

import pytest
from docutils import nodes
from sphinx.errors import SphinxError

from pooltools.book.site.breaks import hold, within_code
from pooltools.book.site.layout import BEHIND
from pooltools.book.site.mathml import to_mathml


@pytest.mark.parametrize(
    ("text", "behind"),
    [
        ("---\nbehind: true\n---\n", True),
        ("---\nsource_hash: 1\nbehind: true\njupytext:\n---\n", True),
        ("---\nsource_hash: 1\n---\n\nbehind: true\n", False),
        ("behind: true\n", False),
    ],
)
def test_a_page_that_is_behind_is_known_by_its_front_matter(
    text: str, behind: bool
) -> None:
    assert bool(BEHIND.match(text)) is behind


def test_a_formula_becomes_mathml_with_its_source() -> None:
    found = to_mathml(r"\left\lfloor \frac{n - k}{s} \right\rfloor + 1", display=True)
    assert found.startswith("<math")
    assert "<mfrac>" in found
    assert 'display="block"' in found
    assert r"\frac{n - k}{s}" in found


def test_a_formula_that_cannot_be_written_stops_the_build() -> None:
    with pytest.raises((SphinxError, ValueError)):
        to_mathml(r"\unknowncommand{x}", display=False)


@pytest.mark.parametrize(
    ("text", "held"),
    [
        ("3 × 3", "3_×_3"),
        ("(1, 64 × 16 × 16)", "(1, 64_×_16_×_16)"),
        ("k × k and 5 % of it", "k_×_k and 5_% of it"),
        ("× alone, a % sign", "× alone, a % sign"),
    ],
)
def test_products_and_percentages_stay_on_one_line(text: str, held: str) -> None:
    assert hold(text) == held.replace("_", "\N{NO-BREAK SPACE}")


def test_code_keeps_its_spaces() -> None:
    prose, code = nodes.Text("3 × 3"), nodes.Text("7 % 3")
    nodes.paragraph("", "", prose, nodes.literal("", "", code))
    assert within_code(code)
    assert not within_code(prose)
