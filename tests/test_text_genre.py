"""Fictional text files as old systems write them: letters, line ends, underlined headings, ends of pages."""

import pytest
from soundness import headings, said

from ingest.blocks import Loaded
from ingest.text import load_text

WORDS = "Learning from Child Fern\n\nThe nurse’s note – “seen” – was late.\n\n• Ring first.\n• Write it down."
READ = [
    ("paragraph", None, "Learning from Child Fern"),
    ("paragraph", None, "The nurse’s note – “seen” – was late."),
    ("item", "•", "Ring first."),
    ("item", "•", "Write it down."),
]


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r", "\u0085", "\u2028"])
@pytest.mark.parametrize("code", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp1252"])
def test_every_way_to_save_a_file_reads_the_same(code: str, end: str) -> None:
    if code == "cp1252" and end in "\u0085\u2028":
        pytest.skip("these letters have no such line ends")
    loaded = load_text(WORDS.replace("\n", end).encode(code))
    assert said(loaded) == READ
    assert isinstance(loaded, Loaded)
    assert loaded.flags == ()


def test_zeros_in_a_file_of_other_letters_do_not_make_it_utf_16() -> None:
    assert said(load_text(b"The nurse\x00 rang the school.")) == [("paragraph", None, "The nurse rang the school.")]


@pytest.mark.parametrize("first", ["=", "*"])
@pytest.mark.parametrize("gap", ["\n", "\n\n"])
def test_underlined_lines_are_headings_ranked_by_their_rulings(first: str, gap: str) -> None:
    title, theme = "Learning from Child Fern", "1. Housing"
    text = f"{title}\n{first * len(title)}{gap}{theme}\n{'-' * 9}{gap}It was cold.\n\n\nSchool\n------\nIt was loud.\n"
    loaded = load_text(text.encode())
    assert headings(loaded) == [(1, title), (2, theme), (2, "School")]
    assert [entry[2] for entry in said(loaded) if entry[0] == "paragraph"] == ["It was cold.", "It was loud."]


@pytest.mark.parametrize(
    "text",
    [
        "The nurse rang the school on the day.\n-------------------------------------\nMore.",
        "The nurse rang\nthe school\n----------\nMore.",
        "Fern\n------------------------------------------------\nMore.",
        "----------\nMore.",
        "Fern\n\n----\nMore.",
    ],
)
def test_other_rulings_make_no_heading(text: str) -> None:
    assert headings(load_text(text.encode())) == []


def test_an_end_of_page_parts_paragraphs_but_no_sentence() -> None:
    text = "Findings\fThe nurse rang.\n\fNobody answered.\fThe school waited for\n\fthe nurse.\n"
    loaded = load_text(text.encode())
    assert [entry[2] for entry in said(loaded)][:3] == ["Findings", "The nurse rang.", "Nobody answered."]
    assert isinstance(loaded, Loaded)
    assert "\f" not in loaded.text and "The school waited for\nthe nurse." in loaded.text
