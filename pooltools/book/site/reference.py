"""The reference: made of the docstrings, by autodoc and numpydoc.

What docstrings cite leads to the bibliography.
"""

import re
from inspect import Signature, signature
from pathlib import Path
from typing import Any, ClassVar

from docutils import nodes
from docutils.statemachine import StringList
from sphinx.addnodes import desc_addname
from sphinx.application import Sphinx
from sphinx.config import Config
from sphinx.util.docutils import SphinxDirective

from ... import samples
from ..names import Name

CITED = re.compile(r"\[([a-z]+\d{4})\]")
"""A key of references.bib in a docstring."""

TEXT = re.compile(r'(?<!`)("\w[\w ]*")(?!`)')
"""A text as a value in a docstring."""

PROMPT = r">>> |\.\.\. "
"""What a copied example is without."""


class Reference(SphinxDirective):
    """``.. reference:: module`` lists names at a glance, then documents each."""

    has_content: ClassVar = True
    required_arguments: ClassVar = 1

    def run(self) -> list[nodes.Node]:
        """Write what autodoc understands, and have it read."""
        names = [Name(self.arguments[0], n) for n in " ".join(self.content).split()]
        lines = [
            line for n in names for line in (f"`{n.shown}`", f"   {marked(n.summary)}")
        ]
        lines += ["", *(line for name in names for line in entry(name))]
        group = nodes.section()
        group.document = self.state.document
        source = self.get_source_info()[0]
        self.state.nested_parse(StringList(lines, source), self.content_offset, group)
        group.children[0]["classes"].append("book-glance")
        prefix = Name(self.arguments[0], "").shown
        for path in group.findall(desc_addname):
            path.clear()
            path += nodes.Text(prefix)
        return list(group.children)


def entry(name: Name) -> list[str]:
    """Return the lines that document one name."""
    if isinstance(name.value, type):
        own = [k for k, v in vars(name.value).items() if isinstance(v, property)]
        lines = ["", f".. autoclass:: {name.full}{arguments(name.value)}"]
        for key in own:  # not in the index: it is the class that is looked up
            property_of = f"   .. autoproperty:: {name.full}.{key}"
            lines += ["", property_of, "      :no-index:"] * (key[0] != "_")
        return lines
    if callable(name.value):
        return ["", f".. autofunction:: {name.full}"]
    lines = [f"   {marked(line)}" for line in name.doc.splitlines()]
    return ["", f".. py:data:: {name.full}", "", *lines]


class Sample(str):
    """A default that is shown by its name: its numbers would fill the line."""

    __repr__ = str.__str__


def arguments(kind: type) -> str:
    """Return what a class is called with; autodoc would ask traitlets, and be lost."""
    known = {id(getattr(samples, name)): name for name in samples.__all__}
    sign = signature(kind).replace(return_annotation=Signature.empty)
    plain = [p.replace(annotation=p.empty) for p in sign.parameters.values()]
    for i, parameter in enumerate(plain):
        if name := known.get(id(parameter.default)):
            plain[i] = parameter.replace(default=Sample(f"samples.{name}"))
    return str(sign.replace(parameters=plain))


def marked(line: str) -> str:
    """Mark up what a docstring has plain: keys of works become links, texts code.

    Examples
    --------
    >>> marked('Use "same", as in [zhang2019].')
    'Use ``"same"``, as in :cite:labelpar:`zhang2019`.'
    """
    if line.lstrip().startswith((">>> ", "... ")):
        return line
    return CITED.sub(r":cite:labelpar:`\1`", TEXT.sub(r"``\1``", line))


def mark(app: Sphinx, what: str, name: str, it: Any, how: Any, lines: Any) -> None:
    """Mark up a docstring before numpydoc reads it."""
    lines[:] = map(marked, lines)


def configure(app: Sphinx, config: Config) -> None:
    """Set up what makes the entries: types stand in docstrings, and nowhere else."""
    config.html_search_scorer = str(Path(__file__).parent / "theme" / "scorer.js")
    config.default_role = "literal"
    config.autodoc_typehints = "none"
    config.numpydoc_show_class_members = False
    config.add_function_parentheses = False
    config.toc_object_entries_show_parents = "hide"
    config.copybutton_prompt_text, config.copybutton_prompt_is_regexp = PROMPT, True


def add_style(
    app: Sphinx, pagename: str, templatename: str, context: dict[str, Any], doctree: Any
) -> None:
    """Ask for the style of entries where there are any."""
    if '<dl class="py ' in context.get("body", ""):
        app.add_css_file("reference.css")


def setup(app: Sphinx) -> None:
    """Connect the reference to the build."""
    app.setup_extension("sphinx.ext.autodoc")
    app.setup_extension("numpydoc")
    app.add_directive("reference", Reference)
    app.connect("config-inited", configure)
    app.connect("html-page-context", add_style)
    app.connect("autodoc-process-docstring", mark, priority=400)  # before numpydoc
