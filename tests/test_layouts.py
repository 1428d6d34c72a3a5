"""The layout suite: what the loaders and the structure make of every sample document, beside what its author expects.

The table in `evals/layouts` is written from the sources of the documents, never from what the program reads.
"""

import json
import re
import unicodedata
from collections import Counter
from functools import cache
from typing import Any

import pytest

from evals.corpus import CORPUS
from evals.layouts import AUTHOR, LAYOUTS, as_text, layouts
from ingest.blocks import Loaded
from ingest.intake import Intake, examine
from ingest.reading import read_document
from ingest.sandbox import LOADERS
from vectorstore.document import Document
from vectorstore.passage import Passage

NAMES = sorted(path.name for path in CORPUS.iterdir())
# How far into a passage an item may begin: after its label or the name of whom it is addressed to.
MOST_BEFORE = 60


def squashed(text: str) -> str:
    """Letters and digits alone, without the raised numbers of footnotes."""
    return re.sub(r"[\W_]+", "", unicodedata.normalize("NFKC", re.sub(r"[⁰¹²³⁴-⁹]", "", text))).lower()


@cache
def read(name: str) -> tuple[Document, tuple[Passage, ...]]:
    intake = examine(CORPUS / name)
    assert isinstance(intake, Intake)
    loaded = LOADERS[intake.format](intake.data)
    assert isinstance(loaded, Loaded)
    return read_document(name, name, loaded)


@cache
def expected(name: str) -> dict[str, Any]:
    layout: dict[str, Any] = json.loads((LAYOUTS / f"{name}.json").read_text(encoding="utf-8"))
    return layout


def begins(passage: Passage, item: dict[str, Any]) -> bool:
    """Whether the item begins where the passage does; a tag or a label may stand before it."""
    text = squashed(re.sub(r"<[^>]+>", "", passage.text))
    return squashed(item["starts"]) in text[: MOST_BEFORE + len(squashed(item["starts"]))] and passage.part == 0


def wrong(passage: Passage, item: dict[str, Any]) -> tuple[str, ...]:
    """What the passage says of itself that is not so."""
    found: dict[str, str | int | None] = {"subject": passage.review, "kind": passage.section.value}
    found |= {key: value for key, value in (("label", passage.item), ("page", passage.page)) if item[key] is not None}
    return tuple(f"{key} {found[key]!r}" for key in found if found[key] != item[key])


def got(item: dict[str, Any], passages: tuple[Passage, ...]) -> tuple[str, ...]:
    """What is wrong with the item in the passage that has it best; "not found" where no passage begins with it."""
    candidates = [wrong(passage, item) for passage in passages if begins(passage, item)]
    return min(candidates, key=len) if candidates else ("not found",)


def misses() -> list[tuple[str, dict[str, Any], tuple[str, ...]]]:
    """Every item that is not found as its author expects: the file, the item, and what was got in its place."""
    found = [(name, item, got(item, read(name)[1])) for name in NAMES for item in expected(name)["items"]]
    return [miss for miss in found if miss[2]]


def told(some: list[tuple[str, dict[str, Any], tuple[str, ...]]]) -> str:
    lines = [
        f"{name}: {item['subject']} | {item['kind']} | {item['label']} | page {item['page']} | {item['starts']!r}"
        f" -> {', '.join(why)}"
        for name, item, why in some
    ]
    return f"{len(lines)} misses\n" + "\n".join(lines)


def sections_not_read() -> list[str]:
    """The headings that open no section of the expected kind; a finding that is a heading is an item of its own."""
    found = {
        name: {(s.type.value, squashed(s.heading or ""), s.review) for s in read(name)[0].sections} for name in NAMES
    }
    wanted = [(name, section) for name in NAMES for section in headings(name)]
    return [
        f"{name}: {section['subject']} | {section['type']} | {section['heading']}"
        for name, section in wanted
        if (section["type"], squashed(section["heading"]), section["subject"]) not in found[name]
    ]


def headings(name: str) -> list[dict[str, Any]]:
    sections = [section for section in expected(name)["sections"] if section["type"] != "unclassified"]
    return [section for section in sections if not re.match(r"(Finding|Theme|KLOE) \w+:", section["heading"])]


def test_almost_every_heading_opens_the_section_that_it_names() -> None:
    missed = sections_not_read()
    total = sum(len(headings(name)) for name in NAMES)
    assert 1 - len(missed) / total >= 0.98, "\n".join([f"{len(missed)} of {total}", *missed])


def test_the_committed_table_is_what_the_author_says() -> None:
    table = {path.name.removesuffix(".json"): path.read_text(encoding="utf-8") for path in LAYOUTS.iterdir()}
    assert table == {name: as_text(layout) for name, layout in layouts().items()}


def test_the_table_covers_every_document_and_the_suite_is_wide() -> None:
    assert sorted(json.loads(AUTHOR.read_text(encoding="utf-8"))["documents"]) == NAMES
    assert len(NAMES) >= 34
    assert sum(len(expected(name)["subjects"]) for name in NAMES) >= 45
    kinds = Counter(item["kind"] for name in NAMES for item in expected(name)["items"])
    assert min(kinds.values()) >= 20, kinds


@pytest.mark.parametrize("name", NAMES)
def test_the_subjects_the_population_and_the_pages_are_the_expected_ones(name: str) -> None:
    document, _ = read(name)
    wanted = expected(name)
    found = {"population": document.population, "subjects": list(document.subjects), "pages": len(document.pages)}
    assert found == {key: wanted[key] for key in found}


def test_almost_every_item_is_found_where_it_stands_with_its_label() -> None:
    total = sum(len(expected(name)["items"]) for name in NAMES)
    missed = misses()
    assert 1 - len(missed) / total >= 0.98, f"of {total}: {told(missed)}"


@pytest.mark.parametrize("what", ["subject", "kind"])
def test_no_item_stands_under_another(what: str) -> None:
    under_another = [miss for miss in misses() if any(why.startswith(what) for why in miss[2])]
    assert not under_another, told(under_another)
