"""How a table of stored results is shown: as HTML on a page, as lines elsewhere."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from html import escape

__all__ = ["Table"]


@dataclass(frozen=True, repr=False)
class Table:
    """A table with a heading for each column and each row.

    Parameters
    ----------
    label : str
        What a screen reader calls it.
    heads : iterable of str
        The columns' headings, as HTML.
    rows : mapping of str to iterables of str
        The rows' headings, and the cells of each, as HTML.
    text : str
        The same in lines.
    corner : str
        What the rows' headings are, as HTML.
    caption : str
        What stands above the table.
    """

    label: str
    heads: Iterable[str]
    rows: Mapping[str, Iterable[str]]
    text: str
    corner: str = ""
    caption: str = ""

    def _repr_html_(self) -> str:
        corner = f"<th scope='col'>{self.corner}</th>" if self.corner else "<td></td>"
        heads = "".join(f"<th scope='col'>{head}</th>" for head in self.heads)
        caption = f"<caption>{escape(self.caption)}</caption>" if self.caption else ""
        body = "".join(
            f"<tr><th scope='row'>{head}</th>"
            f"{''.join(f'<td>{cell}</td>' for cell in cells)}</tr>"
            for head, cells in self.rows.items()
        )
        return (
            f"<div class='pst-scrollable-table-container book-clinic' tabindex='0' "
            f"role='region' aria-label='{escape(self.label)}'>"
            f"<table class='table'>{caption}<thead><tr>{corner}{heads}</tr></thead>"
            f"<tbody>{body}</tbody></table></div>"
        )

    def __repr__(self) -> str:
        return self.text
