"""What all widgets share: one front end, shown by a notebook or by a page."""

from typing import Any, ClassVar

import anywidget
import traitlets

from ..text import bundle, get_language
from ._link import notebook_module, stylesheet
from ._schema import Rule, is_ours
from ._schema import schema as schema_of

MIME = "application/vnd.pooltools.widget+json"
"""What a page is built from: the widget's name, its state and a still picture."""

SHARED_CSS = ("tokens.css", "widget.css")
HALL_CSS = "hall.css"


class PoolWidget(anywidget.AnyWidget):
    """A widget whose front end computes pooling by itself.

    A subclass names its files (``module="bench"`` stands for bench.js, bench.css
    and bench.toml), its name on a page, and adds the traits that make up its
    state.  The front end recomputes everything from the state, so a page needs no
    kernel; Python stays the truth and checks every value.
    """

    page_name: ClassVar[str]
    module: ClassVar[str]
    sheets: ClassVar[tuple[str, ...]] = ()  # style sheets that a few widgets share
    words: ClassVar[tuple[str, ...]] = ()  # and tables of words

    strings = traitlets.Dict(read_only=True).tag(sync=True)
    language = traitlets.Unicode(read_only=True).tag(sync=True)
    schema = traitlets.Dict(read_only=True).tag(sync=True)

    def __init__(self, **state: Any) -> None:
        super().__init__(**state)

    def __init_subclass__(cls, **kwargs: Any) -> None:
        """Link the front end once per class that names one."""
        super().__init_subclass__(**kwargs)
        if "module" in cls.__dict__:  # not the class that traitlets derives anew
            cls._esm = notebook_module(cls.module)
            sheets = (*SHARED_CSS, HALL_CSS, *cls.sheets, f"{cls.module}.css")
            cls._css = stylesheet(*sheets)

    @traitlets.default("strings")
    def _default_strings(self) -> dict[str, str]:
        return bundle("common", *self.words, self.module)

    @traitlets.default("language")
    def _default_language(self) -> str:
        return get_language()

    @traitlets.default("schema")
    def _default_schema(self) -> dict[str, Rule]:
        return schema_of(self)

    def page_state(self) -> dict[str, Any]:
        """Return the state as a page gets it, ready for JSON.

        ``.tag(page=False)`` leaves out a trait of which only a kernel hears.
        """
        traits = self.traits(page=lambda page: page is not False)
        here = [key for key in self.keys if key in traits]
        ours = [key for key in here if is_ours(key, traits[key])]
        state: dict[str, Any] = self.get_state(ours)
        return state

    def still(self) -> str:
        """Return an SVG of the settled state: for print and where nothing runs."""
        raise NotImplementedError

    def _repr_mimebundle_(self, **kwargs: Any) -> Any:
        shown = super()._repr_mimebundle_(**kwargs)
        data, metadata = shown or ({}, {})
        still = self.still()
        page = {"name": self.page_name, "state": self.page_state(), "still": still}
        data |= {MIME: page, "image/svg+xml": still}
        return data, metadata

    def __repr__(self) -> str:
        """Return the state that matters: what a reader would type."""
        hidden = ("strings", "language", "schema", "step", "speed", "challenge")
        shown = {k: v for k, v in self.page_state().items() if k not in hidden}
        state = ", ".join(f"{key}={value!r}" for key, value in shown.items())
        return f"{type(self).__name__}({state})"
