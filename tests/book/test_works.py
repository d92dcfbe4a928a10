"""The bibliography: every work can be found, every named work is cited."""

import re
from pathlib import Path

import pytest
from pybtex.database import Entry, parse_file, parse_string

from pooltools.book.works import CITED
from tests.book.pages import ROOT, appendices, chapters, parse

FILE = ROOT / "chapters" / "references.bib"
WORKS = parse_file(str(FILE), bib_format="bibtex").entries
PAGES = [*chapters("en"), *appendices("en"), *chapters("zh"), *appendices("zh")]

DOI = re.compile(r"10\.\d{4,9}/[^\s{}]+")
NAMED = {
    "AlexNet": "krizhevsky2012",
    "LeNet-5": "lecun1998",
    "VGG-16": "simonyan2014",
    "GoogLeNet": "szegedy2015",
    "ResNet": "he2016",
    "SqueezeNet": "iandola2016",
    "ConvNeXt": "liu2022",
    "SegNeXt": "guo2022",
    "PoolFormer": "yu2022",
    "Swin": "liu2021",
    "ViT": "dosovitskiy2021",
    "SPP-net": "he2015",
    "DPM": "felzenszwalb2010",
    "YOLO": "bochkovskiy2020",
    "LISA": "lisa2015",
    "R-CNN": "girshick2014",
    "Fast R-CNN": "girshick2015",
    "Faster R-CNN": "ren2015 ren2017",
    "RoI align": "he2017",
    "Hubel and Wiesel": "hubel1962",
    "Neocognitron": "fukushima1980",
    "Network in network": "lin2014",
    "All Convolutional Net": "springenberg2014",
    "capsule": "sabour2017",
}
"""What a chapter may name, and the works of which it must then cite one."""

NETWORK = re.compile(r"\b[A-Z]\w*(?:Net|NeXt|Former|CNN|YOLO)\b|\bYOLO\b")
NO_WORK = {"ImageNet", "LeNet", "CNN"}
"""A data set; a name for short; a word."""


def faults(key: str, work: Entry) -> list[str]:
    """Return what keeps a reader from finding a work."""
    doi, url = work.fields.get("doi", ""), work.fields.get("url", "")
    said = " ".join(work.fields.get(name, "") for name in ("journal", "note"))
    paper = re.search(r"arXiv:(\S+)", said)
    checks = {
        "no DOI and no address": bool(doi or url),
        "a DOI begins with 10. and has no address before it": not doi
        or bool(DOI.fullmatch(doi)),
        "an address is https and no DOI": not url
        or bool(re.match(r"https://(?!doi\.org)", url)),
        "another arXiv number": not (paper and "arXiv" in doi) or paper[1] in doi,
        "the key is not surname and year": key.endswith(work.fields["year"])
        and key[:-4].isalpha(),
        "no authors": "author" in work.persons,
    }
    return [rule for rule, kept in checks.items() if not kept]


def cited_in(text: str) -> set[str]:
    """Return the keys of all works that a text cites."""
    keys = ",".join(keys for _, keys in CITED.findall(text))
    return {key.strip() for key in keys.split(",")} - {""}


def named(prose: str) -> list[str]:
    """Return which names of the table a text holds, the longer of two in one place."""
    found = []
    for name in sorted(NAMED, key=len, reverse=True):
        prose, times = re.subn(rf"(?<![\w-]){re.escape(name)}(?![a-z])", "", prose)
        found += [name] * bool(times)
    return found


def uncited(text: str) -> list[str]:
    """Return the works that a chapter names and does not cite."""
    page = parse(text)
    prose = re.sub(r"`[^`]*`|<[^>]*>", "", page.prose)
    cited = cited_in(page.prose)
    missing = [name for name in named(prose) if not cited & set(NAMED[name].split())]
    return missing + sorted(set(NETWORK.findall(prose)) - {*NAMED, *NO_WORK})


@pytest.mark.parametrize("key", WORKS)
def test_every_work_can_be_found(key: str) -> None:
    assert faults(key, WORKS[key]) == []


def test_no_two_works_are_one() -> None:
    for name in ("doi", "url"):
        given = [work.fields[name] for work in WORKS.values() if name in work.fields]
        assert len(given) == len(set(given))


SEEDED = """@article{%s,
  author = {Saito, Koki}, title = {T}, journal = {%s}, year = {2016}, %s}"""


@pytest.mark.parametrize(
    ("key", "journal", "address", "fault"),
    [
        ("saito2016", "J", "", "no DOI and no address"),
        ("saito2016", "J", "doi = {https://doi.org/10.1/x}", "a DOI begins"),
        ("saito2016", "J", "doi = {10.11/x}", "a DOI begins"),
        ("saito2016", "J", "url = {http://a.org/x}", "an address is https"),
        ("saito2016", "J", "url = {https://doi.org/10.1109/x}", "an address is https"),
        ("saito2016", "arXiv:1603.01", "doi = {10.48550/arXiv.1603.10}", "another"),
        ("saito2015", "J", "doi = {10.1109/x}", "the key is not"),
        ("saito2016", "arXiv:1603.01", "doi = {10.48550/arXiv.1603.01}", ""),
    ],
)
def test_a_work_that_cannot_be_found_is_seen(
    key: str, journal: str, address: str, fault: str
) -> None:
    work = parse_string(SEEDED % (key, journal, address), "bibtex").entries[key]
    assert "".join(faults(key, work)).startswith(fault)
    assert bool(faults(key, work)) == bool(fault)


def test_every_work_is_cited_and_every_citation_stands_in_the_bibliography() -> None:
    for language in ("en", "zh"):
        pages = [page for page in PAGES if page.parent.name == language]
        texts = "".join(page.read_text("utf-8") for page in pages)
        cited = cited_in(texts)
        assert cited <= set(WORKS)
        assert language == "zh" or cited == set(WORKS)


@pytest.mark.parametrize("page", chapters("en"), ids=lambda page: str(page.stem))
def test_a_chapter_cites_every_work_that_it_names(page: Path) -> None:
    assert uncited(page.read_text("utf-8")) == []


def test_a_work_that_is_named_and_not_cited_is_seen() -> None:
    assert uncited("Fast R-CNN rounds.") == ["Fast R-CNN"]
    assert uncited("Fast R-CNN rounds {cite:p}`girshick2015`.") == []
    assert uncited("R-CNN came before {cite:p}`girshick2015`.") == ["R-CNN"]
    assert uncited("MobileNet and ImageNet.") == ["MobileNet"]
