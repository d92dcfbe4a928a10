"""Every string that figures and widgets show, in English and Chinese.

The strings live beside this file, one TOML file for each widget or kind of
figure, so that a translator edits no Python.  A key such as ``"bench.title"``
means the table ``[title]`` of ``bench.toml``.

Error messages are not here: they stay English, with the argument names a reader
will search for.

It may use nothing of `pooltools`.
"""

from functools import cache

LANGUAGES = ("en", "zh")

_chosen = "en"


def set_language(language: str) -> None:
    """Choose the language of all figures and widgets made from now on.

    Parameters
    ----------
    language : str
        ``"en"`` for English or ``"zh"`` for Chinese.

    Raises
    ------
    ValueError
        If the language is another one.

    Examples
    --------
    >>> set_language("zh")
    >>> translate("common.play")
    '播放'
    >>> set_language("en")
    """
    global _chosen
    if language not in LANGUAGES:
        raise ValueError(
            f"set_language: language={language!r} is not one of "
            f"{', '.join(map(repr, LANGUAGES))}"
        )
    _chosen = language


def get_language() -> str:
    """Return the language chosen by `set_language`, ``"en"`` at first.

    Returns
    -------
    str
        ``"en"`` or ``"zh"``.

    Examples
    --------
    >>> get_language()
    'en'
    """
    return _chosen


def translate(key: str, **values: object) -> str:
    """Return one string in the chosen language, its ``{gaps}`` filled in.

    Parameters
    ----------
    key : str
        ``"file.name"``, for example ``"common.play"``.
    **values : object
        What to put into the gaps.

    Returns
    -------
    str

    Raises
    ------
    KeyError
        If there is no such string.

    Examples
    --------
    >>> translate("common.window_of", i=2, n=4)
    'window 2 of 4'
    """
    file, _, name = key.partition(".")
    return table(file)[name][_chosen].format(**values)


def bundle(*names: str) -> dict[str, str]:
    """Return all strings of the named files in the chosen language.

    This is what a widget hands to its front end, so that the JavaScript holds
    no language of its own.

    Examples
    --------
    >>> bundle("common")["play"]
    'Play'
    """
    return {key: entry[_chosen] for name in names for key, entry in table(name).items()}


@cache
def table(name: str) -> dict[str, dict[str, str]]:
    """Return one file's strings: name to language to text."""
    import tomllib  # here, so that pooling alone loads neither of the two
    from importlib.resources import files

    source = files(__package__).joinpath(f"{name}.toml").read_text(encoding="utf-8")
    return tomllib.loads(source)
