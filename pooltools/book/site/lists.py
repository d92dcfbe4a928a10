"""The list of states that a chapter is presented by, in a lecture hall.

It is made of what the chapter has anyway: its pictures as they begin, and the links of
its text to their states, in the order in which a reader meets them.
"""

import re
from html import unescape

FOUND = re.compile(
    r'data-pooltools-widget="(?P<name>[\w-]+)"|href="#(?P<link>(?P<anchor>[\w-]+):\w+=[^"]*)"'
)
"""A picture's element, or a link to a state of a picture of the same page."""


def presented(body: str) -> str:
    """Return the fragment of the address that presents a page's pictures, or none.

    Parameters
    ----------
    body : str
        The page as HTML.

    Returns
    -------
    str
        ``#present=`` and states, parted by strokes; the second picture of a kind has
        a number, as in the page.

    Examples
    --------
    >>> presented('<div data-pooltools-widget="p-dial"> <a href="#p-dial:step=6">')
    '#present=p-dial:|p-dial:step=6'
    >>> presented('<a href="02-output-size.html#window-ruler:n=7">')
    ''
    """
    seen = dict[str, int]()
    states = dict[str, None]()
    for found in FOUND.finditer(body):
        if name := found["name"]:
            seen[name] = seen.get(name, 0) + 1
            anchor = f"{name}-{seen[name]}" if seen[name] > 1 else name
            states[f"{anchor}:"] = None
        else:
            states[unescape(found["link"])] = None
    own = [state for state in states if f"{state.split(':')[0]}:" in states]
    return f"#present={'|'.join(own)}" if own else ""
