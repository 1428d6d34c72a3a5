"""Text files as people save and paste them. Every board, place and person in them is invented."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from soundness import assert_sound, said

from ingest.blocks import Loaded, Refused
from ingest.intake import Intake, examine_bytes
from ingest.markdown import load_markdown
from ingest.text import load_text

WORDS = "Mother’s partner – not “seen” by anyone • £20 • café…"


def load(text: str | bytes) -> Loaded:
    loaded = load_text(text if isinstance(text, bytes) else text.encode())
    assert isinstance(loaded, Loaded), loaded
    assert_sound(loaded)
    return loaded


@pytest.mark.parametrize("codec", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp1252"])
@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_files_read_the_same_in_every_encoding_and_with_every_line_end(codec: str, end: str) -> None:
    data = f"{WORDS}{end}{end}Next words.".encode(codec)

    assert isinstance(examine_bytes("notes.txt", data), Intake)
    assert load(data).text == f"{WORDS}\n\nNext words."


def test_a_windows_sign_pasted_in_a_utf_8_file_spoils_nothing() -> None:
    assert load("The child’s ".encode() + "“voice”".encode("cp1252")).text == "The child’s “voice”"


def test_a_utf_16_file_with_a_mark_at_the_front_of_big_ends_is_read() -> None:
    assert load(b"\xfe\xff" + "A child".encode("utf-16-be")).text == "A child"


def test_titles_with_a_line_below_are_headings() -> None:
    text = "Child Fen\n=========\n\nFindings\n--------\nNobody rang.\n\n---------\n\nA sentence ends here.\n---------\nNext."

    assert said(load(text)) == [
        ("heading", None, "Child Fen"),
        ("heading", None, "Findings"),
        ("paragraph", None, "Nobody rang."),
        ("paragraph", None, "A sentence ends here."),
        ("paragraph", None, "Next."),
    ]
    assert [block.level for block in load(text).blocks[:2]] == [1, 2]


def test_form_feeds_end_pages_and_paragraphs_go_on_behind_them() -> None:
    text = (
        "Marlowe Board learning review\n\nThe social worker visited on three occasions and each time was told that\n"
        "the child was asleep upstairs, which nobody went to check before the end\n\nPage 1 of 3\n"
        "\fMarlowe Board learning review\n\nof the visit.\n\nThe school rang.\n\nPage 2 of 3\n"
        "\fMarlowe Board learning review\n\nThe end.\n\nPage 3 of 3\n"
    )
    loaded = load(text)

    assert said(loaded) == [
        ("running", None, "Marlowe Board learning review"),
        (
            "paragraph",
            None,
            "The social worker visited on three occasions and each time was told that\n"
            "the child was asleep upstairs, which nobody went to check before the end\nof the visit.",
        ),
        ("paragraph", None, "The school rang."),
        ("paragraph", None, "The end."),
    ]
    assert [loaded.text[a:b].split()[0] for a, b in loaded.pages] == ["Marlowe", "of", "The"]
    assert [loaded.text[a:b].split()[-1] for a, b in loaded.pages] == ["end", "rang.", "end."]


def test_page_headers_pasted_without_form_feeds_are_read_once() -> None:
    page = "Saltmere review of Child Fen\nPage {} of 3\n"
    text = (
        "Nobody rang.\n\n"
        + page.format(1)
        + "\nNobody wrote.\n\n"
        + page.format(2)
        + "\nNobody came.\n\n"
        + page.format(3)
    )

    assert said(load(text)) == [
        ("paragraph", None, "Nobody rang."),
        ("running", None, "Saltmere review of Child Fen"),
        ("paragraph", None, "Nobody wrote."),
        ("paragraph", None, "Nobody came."),
    ]


def test_two_pages_without_anything_in_common_are_kept_whole() -> None:
    loaded = load("First page.\fSecond page.\f")

    assert loaded.text == "First page.\n\nSecond page."
    assert [loaded.text[a:b].strip() for a, b in loaded.pages] == ["First page.", "Second page."]


def test_items_that_repeat_are_not_taken_for_page_headers() -> None:
    text = "Action 1\nOwner: Health\n\nAction 2\nOwner: Health\n\nAction 3\nOwner: Health"

    assert load(text).text == text


def test_a_bullet_with_nothing_behind_it_is_kept_as_it_is_printed() -> None:
    assert said(load("* • \t1")) == [("cell", None, "* •", None, None), ("cell", None, "1", None, None)]


def test_soft_line_ends_of_a_word_processor_end_lines() -> None:
    assert load("One\x0bTwo").text == "One\nTwo"


def test_footnotes_of_markdown_stand_behind_the_words_that_cite_them() -> None:
    text = "The board met[^1] twice.\n\n- A nurse called.[^two]\n\n[^1]: Minutes of\n    the board.\n[^two]: *Her* notes.\n\nAfter."
    loaded = load_markdown(text.encode())

    assert said(loaded) == [
        ("paragraph", None, "The board met twice."),
        ("note", "1", "Minutes of the board."),
        ("item", "•", "A nurse called."),
        ("note", "2", "Her notes."),
        ("paragraph", None, "After."),
    ]
    assert isinstance(loaded, Loaded)
    assert [(loaded.text[:place].split()[-1], block) for place, block in loaded.notes] == [("met", 1), ("called.", 3)]


PIECES = st.sampled_from(
    ["\f", "\n", "\r", "Page 1 of 2", "Board", "the end", "Next.", "====", "----", "\t", "• ", "|", "\x0b"]
)


@given(st.lists(PIECES, max_size=30).map("".join))
def test_whatever_the_pages_the_blocks_cover_the_text(text: str) -> None:
    loaded = load_text(text.encode())
    assert isinstance(loaded, Refused) or assert_sound(loaded) is None
