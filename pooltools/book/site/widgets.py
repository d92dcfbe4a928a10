"""Widgets on a built page: no kernel, no module loader, no other host.

A widget's output carries its name, its state and a still picture.  The page
gets an element with the state as JSON inside; one classic script per kind of
widget, and a small host that mounts them (``widgets/js/host.js``).  It all works
from disk too.
"""

import json
import re
from pathlib import Path
from typing import Any, ClassVar

from docutils import nodes
from myst_nb.core.render import WIDGET_STATE_MIMETYPE, MimeData, NbElementRenderer
from sphinx.application import Sphinx

from ... import widgets
from ...text import table
from ...widgets._base import HALL_CSS, MIME, SHARED_CSS, PoolWidget
from ...widgets._link import (
    dock_script,
    hall_script,
    host_script,
    page_script,
    stylesheet,
)

STATE_LINK = re.compile(r'href="[^"#]*#[\w-]+:\w+=')
"""A link to a state of a picture."""


class WidgetMimeRenderer:
    """Write a widget of ours into the page; MyST-NB finds this by entry point."""

    mime_priority_overrides: ClassVar = [("*", MIME, 1)]

    @staticmethod
    def handle_mime(
        renderer: NbElementRenderer, data: MimeData, inline: bool
    ) -> list[nodes.Element] | None:
        """Return the element that the host will mount, or None for other types."""
        if inline or data.mime_type != MIME:
            return None
        content = data.content
        page = json.loads(content) if isinstance(content, str) else content
        return [nodes.raw(text=widget_html(**page), format="html")]


def widget_html(name: str, state: dict[str, Any], still: str) -> str:
    """Return a widget's element: its state for the host, a picture until then."""
    # no "<" may end the script early; JSON reads \u003c as the same character
    body = json.dumps(state, ensure_ascii=False).replace("<", "\\u003c")
    return (
        f'<div class="pooltools" data-pooltools-widget="{name}" data-state="loading">'
        f'<script type="application/json">{body}</script>'
        f'<div class="pool-still">{still}</div></div>'
    )


class PageRenderer(NbElementRenderer):  # type: ignore[misc]
    """Leave our widgets out of what MyST-NB hands to the standard manager."""

    def render_nb_finalise(self, metadata: dict[str, Any]) -> None:
        """Keep the standard manager for pages that have other widgets."""
        bundle = (metadata.get("widgets") or {}).get(WIDGET_STATE_MIMETYPE) or {}
        state = {
            key: model
            for key, model in bundle.get("state", {}).items()
            if not model["state"].get("_anywidget_id", "").startswith("pooltools.")
        }
        if all(model["model_name"] == "LayoutModel" for model in state.values()):
            state = {}
        widgets = {WIDGET_STATE_MIMETYPE: {**bundle, "state": state}}
        super().render_nb_finalise({**metadata, "widgets": widgets})


def _kinds() -> dict[str, type[PoolWidget]]:
    """Return every kind of widget by its name on a page."""
    kinds = [getattr(widgets, name) for name in widgets.__all__]
    return {kind.page_name: kind for kind in kinds}


def _assets(language: str = "en") -> dict[str, str]:
    """Return the text of every file that pages may ask for."""
    words = {name: said[language] for name, said in table("dock").items()}
    files = {"host.js": host_script(), "pooltools.css": stylesheet(*SHARED_CSS)}
    files["dock.js"] = dock_script(json.dumps(words, ensure_ascii=False))
    files |= {"hall.js": hall_script(language), "hall.css": stylesheet(HALL_CSS)}
    for name, kind in _kinds().items():
        files[f"{name}.js"] = page_script(kind.module, name)
        files[f"{name}.css"] = stylesheet(*kind.sheets, f"{kind.module}.css")
    return files


def add_to_page(
    app: Sphinx, pagename: str, templatename: str, context: dict[str, Any], doctree: Any
) -> None:
    """Ask for the scripts of just those widgets that the page shows."""
    app.add_css_file("pooltools/pooltools.css")
    body = context.get("body", "")
    shown = [name for name in _kinds() if f'data-pooltools-widget="{name}"' in body]
    if shown or STATE_LINK.search(body):
        app.add_js_file("pooltools/host.js", defer="defer")
    for name in shown:
        app.add_css_file(f"pooltools/{name}.css")
        app.add_js_file(f"pooltools/{name}.js", defer="defer")


def write_assets(app: Sphinx) -> None:
    """Write the linked files where Sphinx looks for static ones."""
    folder = Path(app.doctreedir) / "pooltools-static"
    (folder / "pooltools").mkdir(parents=True, exist_ok=True)
    language = "zh" if app.config.language == "zh_CN" else "en"
    for name, text in _assets(language).items():
        (folder / "pooltools" / name).write_text(text, encoding="utf-8")
    app.config.html_static_path.append(str(folder))


def setup(app: Sphinx) -> None:
    """Connect the widgets to the build."""
    app.config.nb_render_plugin = "pooltools"
    app.connect("builder-inited", write_assets)
    app.connect("html-page-context", add_to_page)
