"""Plain text files as blocks."""

from hypothesis import given
from hypothesis import strategies as st

from ingest.blocks import BlockKind, Loaded, Refused
from ingest.text import load_text


def read(text: str) -> Loaded:
    loaded = load_text(text.encode())
    assert isinstance(loaded, Loaded)
    return loaded


def blocks(text: str) -> list[tuple[str, str]]:
    loaded = read(text)
    return [(block.kind.value, loaded.text[block.start : block.end]) for block in loaded.blocks]


def test_lines_become_paragraphs_and_items_with_their_markers_outside() -> None:
    loaded = read("The Findings\n\n* No plan was made.\n- Nobody asked.\n\n1. Make a plan.\na) At once.\n")

    assert [(b.kind, b.marker, loaded.text[b.start : b.end]) for b in loaded.blocks] == [
        (BlockKind.PARAGRAPH, None, "The Findings"),
        (BlockKind.ITEM, "*", "No plan was made."),
        (BlockKind.ITEM, "-", "Nobody asked."),
        (BlockKind.ITEM, "1.", "Make a plan."),
        (BlockKind.ITEM, "a)", "At once."),
    ]


def test_mark_up_is_not_shown_and_emphasis_is_remembered() -> None:
    loaded = read(
        "- Fathers were not seen. ***A guide is being written.*** Click [here](#) or [there](https://example.org/x)."
    )

    (block,) = loaded.blocks
    assert (
        loaded.text == "- Fathers were not seen. A guide is being written. Click here or there (https://example.org/x)."
    )
    assert [loaded.text[a:b] for a, b in block.emphasis] == ["A guide is being written."]


def test_lines_broken_at_a_column_are_one_paragraph() -> None:
    text = (
        "The social worker visited on three occasions and each time was told that\n"
        "the child was asleep upstairs, which nobody went to check before the end\n"
        "of the visit.\n"
        "\n"
        "- The health visitor kept a record of what she had been told on the phone\n"
        "  and sent it to the school.\n"
        "- Nobody replied.\n"
    )

    assert [(kind, len(words.splitlines()), words.split()[-1]) for kind, words in blocks(text)] == [
        ("paragraph", 3, "visit."),
        ("item", 2, "school."),
        ("item", 1, "replied."),
    ]


def test_short_lines_that_were_not_broken_by_width_stay_apart() -> None:
    assert blocks("Learning briefing\nChild Zed\nMay 2031\n") == [
        ("paragraph", "Learning briefing"),
        ("paragraph", "Child Zed"),
        ("paragraph", "May 2031"),
    ]


def test_a_tabbed_table_knows_rows_and_columns_and_splits_bullets_of_a_cell() -> None:
    loaded = read(
        "\tGood Practice\tLearning Points\nMoving On\tThe school made a book.\t<ul> • The worker changed. • Nobody led.\n"
    )

    assert [(b.kind.value, b.row, b.column, loaded.text[b.start : b.end]) for b in loaded.blocks] == [
        ("label", None, None, "Good Practice"),
        ("label", None, None, "Learning Points"),
        ("label", None, None, "Moving On"),
        ("cell", "Moving On", "Good Practice", "The school made a book."),
        ("cell", "Moving On", "Learning Points", "The worker changed."),
        ("cell", "Moving On", "Learning Points", "Nobody led."),
    ]


def test_a_pipe_table_is_read_like_a_tabbed_one() -> None:
    assert blocks("| No | Action |\n|----|--------|\n| 1 | Train staff. |\n") == [
        ("label", "No"),
        ("label", "Action"),
        ("label", "1"),
        ("cell", "Train staff."),
    ]


def test_old_windows_and_utf_16_files_are_read() -> None:
    text = "Mother’s partner – not seen"

    assert [load_text(text.encode(code)) for code in ("cp1252", "utf-16", "utf-8-sig")] == [read(text)] * 3


def test_invisible_characters_are_dropped_and_hard_spaces_become_spaces() -> None:
    assert read("safe\u00adguard\u200bing\u00a0board\u202e").text == "safeguarding board"


def test_a_file_without_words_is_refused() -> None:
    assert load_text(b" \n\t\n") == Refused("empty", "The file holds no text. Check that the right file was chosen.")


LINES = st.text(alphabet="abcdeé .,:*#-•|\t[]()_1<>u/l\u200b", max_size=60)


@given(st.lists(LINES, max_size=25).map("\n".join))
def test_blocks_are_in_order_and_cover_all_text_but_space_and_markers(text: str) -> None:
    loaded = load_text(text.encode())
    if isinstance(loaded, Refused):
        return
    at, left = 0, []
    for block in loaded.blocks:
        assert at <= block.start < block.end <= len(loaded.text)
        assert loaded.text[block.start : block.end].strip() == loaded.text[block.start : block.end]
        left.append(loaded.text[at : block.start].strip().removesuffix(block.marker or "").strip())
        at = block.end
    left.append(loaded.text[at:].strip())
    assert set(left) <= {""}
