"""Markdown files: what a reader of the rendered page sees."""

from hypothesis import given
from hypothesis import strategies as st
from soundness import assert_sound, headings, said, words

from ingest.blocks import Loaded, Refused
from ingest.markdown import load_markdown


def load(text: str) -> Loaded:
    loaded = load_markdown(text.encode())
    assert isinstance(loaded, Loaded), loaded
    assert_sound(loaded)
    return loaded


def test_headings_paragraphs_and_lists_are_told_apart() -> None:
    loaded = load(
        "# Learning from Family D\n\nThe nurse rang\nthe school.\n\n## Findings\n\n"
        "3. Third\n4. Fourth\n   - nested\n\n     more of it\n\n* star\n"
    )
    assert loaded.text == (
        "Learning from Family D\n\nThe nurse rang the school.\n\nFindings\n\n"
        "3. Third\n4. Fourth\n• nested\n\nmore of it\n\n• star"
    )
    assert said(loaded) == [
        ("heading", None, "Learning from Family D"),
        ("paragraph", None, "The nurse rang the school."),
        ("heading", None, "Findings"),
        ("item", "3.", "Third"),
        ("item", "4.", "Fourth"),
        ("item", "•", "nested"),
        ("paragraph", None, "more of it"),
        ("item", "•", "star"),
    ]
    assert headings(loaded) == [(1, "Learning from Family D"), (2, "Findings")]
    assert [block.level for block in loaded.blocks if block.marker] == [1, 1, 2, 1]


def test_a_numbered_list_has_the_numbers_that_a_reader_sees() -> None:
    assert load("1. one\n1. two\n1. three").text == "1. one\n2. two\n3. three"
    assert load("1) one\n2) two").text == "1) one\n2) two"


def test_a_table_gives_cells_with_their_row_and_column() -> None:
    loaded = load(
        "|  | Good practice | Learning |\n|---|---|---|\n| Housing | Seen **quickly** | <ul><li>One<li>Two</ul> |\n"
        "| Health | a<br>b | • x • y |\n"
    )
    assert loaded.text == "\tGood practice\tLearning\nHousing\tSeen quickly\t• One • Two\nHealth\ta b\t• x • y"
    assert said(loaded) == [
        ("label", None, "Good practice"),
        ("label", None, "Learning"),
        ("label", None, "Housing"),
        ("cell", None, "Seen quickly", "Housing", "Good practice"),
        ("cell", "•", "One", "Housing", "Learning"),
        ("cell", "•", "Two", "Housing", "Learning"),
        ("label", None, "Health"),
        ("cell", None, "a", "Health", "Good practice"),
        ("cell", None, "b", "Health", "Good practice"),
        ("cell", "•", "x", "Health", "Learning"),
        ("cell", "•", "y", "Health", "Learning"),
    ]


def test_a_column_of_sentences_names_no_rows() -> None:
    loaded = load("| Finding | Action |\n|---|---|\n| Nobody rang the school. | Ring it. |\n")
    assert said(loaded)[2:] == [
        ("cell", None, "Nobody rang the school.", None, "Finding"),
        ("cell", None, "Ring it.", None, "Action"),
    ]


def test_a_table_of_one_column_is_read_as_paragraphs() -> None:
    assert said(load("| Box |\n|---|\n| Words. |\n")) == [("paragraph", None, "Box"), ("paragraph", None, "Words.")]


def test_links_show_where_they_lead_only_if_they_lead_somewhere() -> None:
    links = "See [the policy](https://board.example/p), [here](#), [there](), <https://board.example>"
    assert load(f"{links} and [us](mailto:a@b.example).").text == (
        "See the policy (https://board.example/p), here, there, https://board.example and us (mailto:a@b.example)."
    )


def test_pictures_are_read_by_their_description() -> None:
    assert load("Look: ![a chart of contacts](chart.png)").text == "Look: a chart of contacts"


def test_emphasis_is_noted_within_a_block_but_not_over_all_of_it() -> None:
    loaded = load("Plain **bold words** and *slanted*.\n\n***This is being addressed.***\n")
    assert [[loaded.text[a:b] for a, b in block.emphasis] for block in loaded.blocks] == [["bold words", "slanted"], []]


def test_a_short_bold_line_is_a_heading_and_a_bold_sentence_is_not() -> None:
    loaded = load("# Title\n\n**Background**\n\n**The family moved twice in a year.**")
    assert said(loaded)[1:] == [
        ("heading", None, "Background"),
        ("paragraph", None, "The family moved twice in a year."),
    ]
    assert headings(loaded) == [(1, "Title"), (2, "Background")]


def test_raw_markup_is_taken_out_and_scripts_with_their_content() -> None:
    loaded = load(
        "A <b>b</b> c<!-- d -->.\n\n<div>Shown <i>here</i><script>alert(1)</script>\n<ul><li>x</li></ul></div>"
    )
    assert loaded.text == "A b c.\n\nShown here\n\n• x"


def test_stray_asterisks_are_not_shown() -> None:
    assert load("- Recommendation 2** goes with this").text == "• Recommendation 2 goes with this"


def test_front_matter_gives_the_title_and_is_not_text() -> None:
    loaded = load('---\ntitle: "Learning from Family D"\ndate: 2020-01-01\n---\nWords.')
    assert (loaded.title, loaded.text) == ("Learning from Family D", "Words.")


def test_typed_paragraph_numbers_are_markers() -> None:
    assert said(load("1.1 The board met.\n\n1.2 It met again.")) == [
        ("item", "1.1", "The board met."),
        ("item", "1.2", "It met again."),
    ]


def test_what_no_reader_sees_is_left_out() -> None:
    loaded = load("soft\u00adhyphen zero\u200bwidth no\u00a0break re\u202everse cafe\u0301")
    assert loaded.text == "softhyphen zerowidth no break reverse café"


def test_a_file_without_text_is_refused() -> None:
    result = load_markdown(b"<!-- nothing -->\n\n---\n")
    assert isinstance(result, Refused)
    assert result.code == "empty"


MARKS = "# ¦## ¦- ¦1. ¦3) ¦   ¦    ¦> ¦|¦|---|---|\n¦**¦*¦_¦`¦```\n¦[¦](#)¦](https://x.example)¦![¦<b>¦<ul><li>¦<br>¦<!--¦-->"
WORDS = "\n¦\n\n¦\t¦a¦Be¦• ¦\u200b¦e\u0301¦\u0301¦\u00a0¦&amp;¦&#8203;¦\\¦\x00¦1.1 ¦words, here.¦---\n¦===\n"
FRAGMENTS = st.sampled_from([*MARKS.split("¦"), *WORDS.split("¦")])


@given(st.lists(FRAGMENTS, max_size=40).map("".join))
def test_whatever_the_markup_the_blocks_cover_the_text(text: str) -> None:
    loaded = load_markdown(text.encode())
    if isinstance(loaded, Loaded):
        assert_sound(loaded)
        assert all(words(loaded, block) for block in loaded.blocks)
