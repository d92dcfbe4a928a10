"""Compare the Chinese edition with the English one, page by page.

Run as a script it stamps a Chinese page as checked against the English page of
today: python tests/book/editions.py 01-one-window (or: make stamp PAGE=01-one-window).
"""

import ast
import csv
import hashlib
import re
import sys
from collections import Counter
from typing import Any

import yaml

if __package__:
    from .pages import ROOT, parse
else:
    from pages import ROOT, parse  # type: ignore[no-redef]

ENGLISH, CHINESE = ROOT / "chapters" / "en", ROOT / "chapters" / "zh"
STAMP = re.compile(r"^source_hash: (\w+)$", re.MULTILINE)


def content_hash(text: str) -> str:
    """Return git's own hash of a file's content: no commit is needed for it."""
    data = text.encode()
    return hashlib.sha1(b"blob %d\0" % len(data) + data).hexdigest()


def front_matter(text: str) -> dict[str, Any]:
    """Return a page's front matter."""
    match = re.match(r"\A---\n(.*?)\n---\n", text, re.DOTALL)
    found: dict[str, Any] = yaml.safe_load(match[1]) if match else {}
    return found


def same_code(english: str, chinese: str) -> bool:
    """Tell whether two cells differ in nothing but comments and texts."""

    class Blank(ast.NodeTransformer):
        def visit_Constant(self, node: ast.Constant) -> ast.Constant:
            if isinstance(node.value, str):
                node.value = ""
            return node

        def visit_JoinedStr(self, node: ast.JoinedStr) -> ast.Constant:
            return ast.copy_location(ast.Constant(""), node)

    trees = [ast.dump(Blank().visit(ast.parse(text))) for text in (english, chinese)]
    return trees[0] == trees[1]


def numerals(prose: str) -> Counter[str]:
    """Count the numbers a reader sees in prose, signs and sizes included."""
    plain = re.sub(r"\{[^}]*\}`[^`]*`|\]\([^)]*\)|<[^>]*>|^:.*$", "", prose, flags=re.M)
    return Counter(re.findall(r"\d+(?:\.\d+)?", plain))


def links(prose: str) -> Counter[str]:
    """Count where links and citations lead, whichever edition has the page."""
    there = prose.replace('href="../../../chapters/en/', 'href="')
    return Counter(re.findall(r'href="([^"]+)"|\{cite:\w+\}`([^`]+)`', there))


def differences(english: str, chinese: str, terms: list[dict[str, str]]) -> list[str]:
    """Return the rules that a Chinese page breaks against its English original."""
    en, zh = parse(english), parse(chinese)
    marks = [[h.split()[0] for h in page.headings] for page in (en, zh)]
    names = [re.findall(r"^:label: (\S+)$", p.text, re.MULTILINE) for p in (en, zh)]
    maths = [re.findall(r"\$\$(.+?)\$\$", p.prose, re.DOTALL) for p in (en, zh)]
    pairs = list(zip(en.cells, zh.cells, strict=False))
    matter = front_matter(chinese)
    checks = {
        "headings": marks[0] == marks[1],
        "labels": names[0] == names[1],
        "directives": en.directives == zh.directives and en.classes == zh.classes,
        "maths": maths[0] == maths[1],
        "cells": len(en.cells) == len(zh.cells)
        and all(a.tags == b.tags for a, b in pairs),
        "code": all(same_code(a.source, b.source) for a, b in pairs),
        "links": links(en.prose) == links(zh.prose),
        "numbers": numerals(en.prose) == numerals(zh.prose),
        "terms": not wrong_terms(en.prose, zh.prose, terms),
        "language": 'set_language("zh")' in chinese or not zh.cells,
        "freshness": matter.get("behind") is True
        or matter.get("source_hash") == content_hash(english),
    }
    return [rule for rule, kept in checks.items() if not kept]


def wrong_terms(english: str, chinese: str, terms: list[dict[str, str]]) -> list[str]:
    """Return terms that the Chinese page lacks, and words it must not use."""
    wrong = []
    for row in terms:
        used = re.search(rf"\b{re.escape(row['en'])}\b", english, re.IGNORECASE)
        if used and not any(word in chinese for word in row["zh"].split("/")):
            wrong.append(f"{row['en']}: {row['zh']} is missing")
        banned = filter(None, row["forbidden"].split("/"))
        wrong += [f"{word} for {row['en']}" for word in banned if word in chinese]
    return wrong


def read_terms() -> list[dict[str, str]]:
    """Return the rows of terms.csv."""
    with (ROOT / "chapters" / "terms.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def stamp(page: str) -> None:
    """Write the hash of today's English page into the Chinese one."""
    source = (ENGLISH / f"{page}.md").read_text("utf-8")
    target = CHINESE / f"{page}.md"
    text = target.read_text("utf-8")
    line = f"source_hash: {content_hash(source)}"
    if STAMP.search(text):
        text = STAMP.sub(line, text)
    elif text.startswith("---\n"):
        text = text.replace("---\n", f"---\n{line}\n", 1)
    else:
        text = f"---\n{line}\n---\n\n{text}"
    target.write_text(text, "utf-8")


if __name__ == "__main__":
    names = sys.argv[1:]
    if not names or not all((CHINESE / f"{name}.md").exists() for name in names):
        sys.exit("Name a page of both editions: make stamp PAGE=01-one-window")
    for name in names:
        stamp(name)
