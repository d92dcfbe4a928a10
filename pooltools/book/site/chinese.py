"""What the Chinese edition needs beyond its own pages: lines, words, silence."""

import gettext
import logging
import re
import tomllib
from pathlib import Path
from typing import Any, ClassVar

from docutils import nodes
from myst_nb.sphinx_ import HideCodeCellNode
from sphinx.application import Sphinx
from sphinx.locale import get_translator
from sphinx.transforms.post_transforms import SphinxPostTransform

WORDS = Path(__file__).parent / "theme" / "zh.toml"
CHINESE = re.compile(r"[\u3000-\u303f\u4e00-\u9fff\uff00-\uffef“”‘’…—]")


class JoinLines(SphinxPostTransform):
    """Take out the line breaks beside a Chinese character.

    Pages hold one sentence per line, and a browser shows the end of a line as a
    space.  Chinese has none between its characters, nor, in this book, between
    them and Latin letters.
    """

    default_priority = 900

    def run(self, **kwargs: Any) -> None:
        """Look at every break of every paragraph."""
        for block in list(self.document.findall(nodes.TextElement)):
            if isinstance(block, nodes.FixedTextElement):
                continue
            texts = ["", *block.findall(nodes.Text), ""]
            # MyST makes each line break a text of its own
            for before, here, after in zip(texts, texts[1:], texts[2:], strict=False):
                if here == "\n" and CHINESE.search(before[-1:] + after[:1]):
                    here.parent.remove(here)


class NameFolds(SphinxPostTransform):
    """Say in Chinese what a folded cell hides: MyST-NB puts in an English word."""

    default_priority = 200  # right after MyST-NB has made them
    names: ClassVar = {
        "source": "代码",
        "outputs": "输出",
        "output": "输出",
        "content": "内容",
    }

    def run(self, **kwargs: Any) -> None:
        """Change the words on every fold."""
        for fold in self.document.findall(HideCodeCellNode):
            for key in ("prompt_show", "prompt_hide"):
                for english, chinese in self.names.items():
                    fold[key] = fold[key].replace(english, chinese)


class Leftovers(gettext.NullTranslations):
    """The words that Sphinx and its themes have not translated themselves."""

    words: ClassVar[dict[str, str]] = tomllib.loads(WORDS.read_text("utf-8"))

    def gettext(self, message: str) -> str:
        """Return a message in Chinese, or as it is."""
        return self.words.get(message, message)


def speak_chinese(app: Sphinx) -> None:
    """Prepare a Chinese build; leave any other as it is."""
    if app.config.language != "zh_CN":
        return
    app.add_post_transform(JoinLines)
    app.add_post_transform(NameFolds)
    for catalog in ("sphinx", "booktheme"):
        get_translator(catalog).add_fallback(Leftovers())
    # jieba reports on standard error how long its dictionary took
    logging.getLogger("jieba").setLevel(logging.WARNING)


def setup(app: Sphinx) -> None:
    """Connect the Chinese edition to the build."""
    app.connect("builder-inited", speak_chinese)
