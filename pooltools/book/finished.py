"""Changes to HTML that others have finished: made where they belong, or refused.

What is not ours may be written in another way with the next version.  A change that
then found nothing to change would be lost without a word.
"""


def add_after(mark: str, added: str, html: str, page: object) -> str:
    """Return a page with something added behind the first place of a mark.

    Raises
    ------
    ValueError
        If the mark is not there.

    Examples
    --------
    >>> add_after("<head>", "<style></style>", "<head></head>", "a.html")
    '<head><style></style></head>'
    """
    return exchange(mark, mark + added, html, page, most=1)


def exchange(mark: str, other: str, html: str, page: object, most: int = -1) -> str:
    """Return a page with something else in the stead of a mark, `most` times.

    Raises
    ------
    ValueError
        If the mark is not there.

    Examples
    --------
    >>> exchange("<b>", "<i>", "<p>", "a.html")
    Traceback (most recent call last):
    ...
    ValueError: a.html has no '<b>', where something is to be changed; find out \
what is there now
    """
    if mark not in html:
        rule = f"{page} has no {mark!r}, where something is to be changed"
        raise ValueError(f"{rule}; find out what is there now")
    return html.replace(mark, other, most)
