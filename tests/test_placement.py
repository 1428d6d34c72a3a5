"""Where the words of a passage stand on the picture of a page: boxes are where the ink is, or there are none."""

import io
from pathlib import Path

import printed
import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from ingest.drawing import MOST_DOTS, Drawing
from vectorstore.page_pictures import Lettering, PagePicture
from vectorstore.placement import Placement, placed

NEAR = 3  # dots: what is grey at the edge of a letter
CORPUS = Path(__file__).parents[1] / "evals" / "corpus"
CITED = "Nobody asked the child what a day was like."
BEFORE, AFTER = "The school had written twice.", "The letters went to another address."


def drawn(data: bytes, number: int = 1) -> PagePicture:
    return Drawing(data).picture(number)


def place(picture: PagePicture, page: str, cited: str) -> Placement:
    start = page.index(cited)
    return placed(picture.lettering, page, start, start + len(cited))


def letters(text: str) -> Lettering:
    """Return the letters of a text in boxes side by side."""
    seen = "".join(text.split())
    return Lettering(10 * len(seen), 10, seen, tuple((10 * n, 0, 10 * n + 9, 9) for n in range(len(seen))))


PAGES = {
    "upright": {},
    "turned right": {"turned": 90},
    "upside down": {"turned": 180},
    "turned left": {"turned": 270},
    "cut": {"cut": True},
    "turned and cut": {"turned": 90, "cut": True},
    "words that run up the page": {"on_its_side": True},
}


@pytest.mark.parametrize("how", PAGES.values(), ids=PAGES)
def test_a_box_is_where_the_ink_is(how: dict[str, bool]) -> None:
    picture = drawn(printed.pdf([BEFORE, f"*{CITED}", AFTER], **how))

    found = place(picture, f"{BEFORE} {CITED} {AFTER}", CITED)

    assert len(found.boxes) == 1 and found.is_whole
    # The full stop at the end is no letter: the box may end before it.
    for edge, ink in zip(found.boxes[0], printed.red_ink(picture), strict=True):
        assert abs(edge - ink) <= NEAR + 5
    assert Image.open(io.BytesIO(picture.png)).size == (picture.lettering.width, picture.lettering.height)


def test_each_line_has_a_box_of_its_own() -> None:
    picture = drawn(printed.pdf([BEFORE, "*Nobody asked the child what a", "*day was like at home", AFTER]))

    found = place(picture, "Nobody asked the child what a day was like at home", "child what a day was like at home")

    assert len(found.boxes) == 2
    (left, top, right, bottom), (second_left, second_top, *_) = found.boxes
    assert second_left < left < right and top < bottom < second_top
    assert printed.around(found.boxes)[3] <= printed.red_ink(picture)[3] + NEAR


SPELLINGS = {
    "ligatures": (["*The ﬂat had been conﬁrmed as unﬁt"], "The flat had been confirmed as unfit"),
    "a hyphen at the end of a line": (
        ["*The board kept on safe-", "*guarding all of them"],
        "The board kept on safeguarding all of them",
    ),
    "quotation marks and dashes": (["*She said \"no\" - it's 'late'"], "She said “no” – it’s ‘late’"),
    "the number of a footnote": (["*The procedure12 was not used then"], "The procedure was not used then"),
    "accents": (["*Ren\u00e9e asked at the caf\u00e9 twice"], "Rene\u0301e asked at the cafe\u0301 twice"),
}


@pytest.mark.parametrize(("lines", "stored"), SPELLINGS.values(), ids=SPELLINGS)
def test_words_are_found_however_the_picture_spells_them(lines: list[str], stored: str) -> None:
    picture = drawn(printed.pdf([BEFORE, *lines, AFTER]))

    found = place(picture, f"{BEFORE} {stored} {AFTER}", stored)

    assert found.is_whole
    for edge, ink in zip(printed.around(found.boxes), printed.red_ink(picture), strict=True):
        assert abs(edge - ink) <= NEAR + 5


def test_of_words_that_stand_there_twice_those_with_the_same_neighbours_are_marked() -> None:
    page = "One: ask the child today. Two: ask the child tomorrow."
    second = page.rindex("ask the child")

    found = placed(letters(page), page, second, second + len("ask the child"))

    at = "".join(page.split()).rindex("askthechild")
    assert found.boxes == ((10 * at, 0, 10 * at + 109, 9),)


def test_nothing_is_marked_where_it_is_not_sure() -> None:
    nothing = Placement((), False)
    assert place_in("Ask the child. Ask the child.", "Ask the child.", "Ask the child.") == nothing
    assert place_in("They telephoned at once.", "Nine: one of them", "one") == nothing
    assert place_in("Quite another page.", CITED, CITED) == nothing
    assert place_in("", CITED, CITED) == nothing


def place_in(picture: str, page: str, cited: str) -> Placement:
    start = page.index(cited)
    return placed(letters(picture), page, start, start + len(cited))


def test_what_the_picture_reads_in_another_order_is_marked_part_by_part() -> None:
    row = "Ask every child alone\tWrite down what was said"

    assert len(place_in("Write down what was said. Ask every child alone", row, row).boxes) == 2
    partly = place_in("Ask every child alone, and no more", row, row)
    assert (len(partly.boxes), partly.is_whole) == (1, False)


@given(st.text(max_size=60), st.text(max_size=60), st.integers(0, 60), st.integers(0, 60))
def test_whatever_stands_on_a_page_is_placed_on_it_or_not_at_all(picture: str, page: str, a: int, b: int) -> None:
    start, end = sorted((min(a, len(page)), min(b, len(page))))
    seen = letters(picture)

    for left, top, right, bottom in placed(seen, page, start, end).boxes:
        assert 0 <= left < right <= seen.width and 0 <= top < bottom <= seen.height


def test_digits_without_end_are_looked_for_in_no_time() -> None:
    page = "1 " * 1_500 + "2"
    assert placed(letters("1" * 20_000), page, 0, len(page)).boxes == ()


def test_every_passage_of_the_sample_is_found_on_its_page() -> None:
    data = (CORPUS / "brackenshire-child-k-practice-review.pdf").read_bytes()
    one = printed.read("k", data)
    pictures = [drawn(data, number).lettering for number in range(1, len(one.document.pages) + 1)]
    tried = missed = 0
    for passage in one.passages:
        for (a, b), picture in zip(one.document.pages, pictures, strict=True):
            start, end = max(a, passage.start), min(b, passage.end)
            if one.text[start:end].strip():
                tried += 1
                missed += not placed(picture, one.text[a:b], start - a, end - a).is_whole

    assert (tried > 50, missed) == (True, 0)


def test_a_poster_is_drawn_within_limits() -> None:
    data = printed.pdf([CITED]).replace(b"/MediaBox [ 0 0 419", b"/MediaBox [ 0 0 14000")
    size = drawn(data).lettering

    assert max(size.width, size.height) <= MOST_DOTS + 1
