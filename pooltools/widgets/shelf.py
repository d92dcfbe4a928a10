"""A shelf of widgets: their still pictures as links to the pages they live on."""

from collections.abc import Sequence
from html import escape

from ._base import PoolWidget
from ._thumbs import thumb

__all__ = ["Card", "shelf"]

Card = tuple[PoolWidget, str, str, str]
"""A widget, the address of its page, a title and one line of text."""


class Shelf:
    """What `shelf` returns: a list of links, shown by a notebook or a page."""

    def __init__(self, cards: Sequence[Card]) -> None:
        self.cards = cards

    def _repr_html_(self) -> str:
        items = "".join(_item(*card) for card in self.cards)
        return f'<ul class="pooltools pool-shelf">{items}</ul>'

    def __repr__(self) -> str:
        """Return the titles."""
        return f"shelf of {', '.join(title for _, _, title, _ in self.cards)}"


def shelf(cards: Sequence[Card]) -> Shelf:
    """Show several widgets as small still pictures that lead to their pages.

    Parameters
    ----------
    cards : sequence of (PoolWidget, str, str, str)
        Each a widget, the address of its page, a title and one line of text.

    Returns
    -------
    Shelf
        To be the last line of a cell.

    Raises
    ------
    ValueError
        If there is no card.

    Examples
    --------
    >>> from pooltools.widgets import PoolingBench
    >>> bench = PoolingBench([[1, 2], [3, 4]])
    >>> shelf([(bench, "01-one-window.html", "Slide a window", "What pooling is.")])
    shelf of Slide a window
    """
    if not cards:
        raise ValueError("shelf: cards=[] is empty; give at least one card")
    return Shelf(list(cards))


def _item(widget: PoolWidget, address: str, title: str, line: str) -> str:
    # the title names the link; the picture says nothing that the page does not
    return (
        f'<li><a href="{escape(address)}"><span aria-hidden="true">{thumb(widget)}'
        f"</span><b>{escape(title)}</b></a><p>{escape(line)}</p></li>"
    )
