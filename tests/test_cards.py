"""Filled boxes on a page: cards that stand side by side are read one by one, shaded rows of a table are not cards."""

import pytest
from reportlab.lib.pagesizes import A4, landscape
from test_pdf_genre import Book, body, said

from ingest.reading import read_document
from vectorstore.sections import SectionType as S

SHADE = (0.93, 0.95, 0.95)
CARDS = (("Hospital", "assistant"), ("School nurse", "nurse"), ("Youth club", "volunteer"), ("Housing", "officer"))


def told(who: str) -> list[str]:
    return [f"The {who} stayed an hour after the shift", "and wrote down what the child had said."]


def filled(book: Book, x: float, low: float, width: float, height: float, *, round_corners: bool = False) -> None:
    book.canvas.setFillColorRGB(*SHADE)
    if round_corners:
        book.canvas.roundRect(x, low, width, height, 8, stroke=0, fill=1)
    else:
        book.canvas.rect(x, low, width, height, stroke=0, fill=1)
    book.canvas.setFillColorRGB(0, 0, 0)


@pytest.mark.parametrize("round_corners", [False, True])
def test_cards_in_two_rows_are_read_row_by_row_and_each_as_one(round_corners: bool) -> None:
    book = Book(landscape(A4)).say(40, 540, "What worked well", size=20, bold=True)
    for number, (name, who) in enumerate(CARDS):
        x, top = 40 + (number % 2) * 300, 500 - (number // 2) * 120
        filled(book, x, top - 100, 280, 110, round_corners=round_corners)
        book.say(x + 12, top - 12, name, bold=True).say(x + 12, top - 30, *told(who))
    assert said(book.load()) == [
        ("heading", None, "What worked well"),
        *(
            entry
            for name, who in CARDS
            for entry in (("heading", None, name), ("paragraph", None, " ".join(told(who))))
        ),
    ]


def test_the_year_beside_a_card_is_no_part_of_its_sentence() -> None:
    book = Book().say(54, 780, "Timeline", size=16, bold=True)
    for number, year in enumerate(("2020", "2021", "2022")):
        low = 700 - number * 60
        filled(book, 54, low, 60, 50)
        filled(book, 118, low, 400, 50)
        book.say(64, low + 22, year, bold=True)
        book.say(
            130, low + 32, f"The school saw the child hungry in {year} and did", "not tell anybody outside the school."
        )
    assert [words for _, _, words in said(book.load())] == [
        "Timeline",
        *(
            words
            for year in ("2020", "2021", "2022")
            for words in (
                year,
                f"The school saw the child hungry in {year} and did not tell anybody outside the school.",
            )
        ),
    ]


def test_shaded_rows_and_cells_of_a_table_stay_a_table() -> None:
    book = Book().say(54, 780, "Recommendations", size=16, bold=True)
    filled(book, 50, 740, 90, 18)
    filled(book, 140, 740, 380, 18)
    book.say(54, 745, "No.", bold=True).say(150, 745, "Recommendation", bold=True)
    for number in (1, 2, 3):
        y = 745 - number * 45
        if number % 2:
            filled(book, 50, y - 22, 470, 40)
        book.say(54, y, str(number)).say(
            150, y, f"Partner {number} should write down what each child", "says on every visit."
        )
    assert body(book.load()) == [
        ("heading", None, "Recommendations"),
        ("label", None, "No."),
        ("label", None, "Recommendation"),
        *(
            entry
            for number in (1, 2, 3)
            for entry in (
                ("label", None, str(number)),
                (
                    "cell",
                    None,
                    f"Partner {number} should write down what each child says on every visit.",
                    str(number),
                    "Recommendation",
                ),
            )
        ),
    ]


def test_large_print_with_a_bullet_is_an_item_and_no_heading() -> None:
    book = Book().say(54, 780, "Programme", size=18, bold=True)
    book.say(54, 750, "The small words of the slide are the most of what it says to those who came to read.", size=9)
    book.say(54, 700, "• Ten o'clock, the child's story", "• Eleven, what the review found", size=13)
    assert body(book.load())[-2:] == [
        ("item", "•", "Ten o'clock, the child's story"),
        ("item", "•", "Eleven, what the review found"),
    ]


def test_large_numerals_that_count_paragraphs_are_their_markers_and_a_large_figure_is_not() -> None:
    book = Book().say(54, 780, "What we learned", size=18, bold=True)
    for number in (1, 2):
        y = 740 - number * 60
        book.say(54, y - 6, str(number), size=20, bold=True)
        book.say(76, y, f"Lesson {number} is that nobody asked the child", "what a day at home was like for her.")
    book.say(54, 520, "43", size=20, bold=True).say(
        90, 526, "children were seen in the year, more", "than in any year before."
    )
    words = body(book.load())
    assert words[1:3] == [
        ("item", f"{number}.", f"Lesson {number} is that nobody asked the child what a day at home was like for her.")
        for number in (1, 2)
    ]
    assert "43" in " ".join(str(entry[2]) for entry in words[3:])


def test_the_largest_heading_is_the_title_also_below_the_name_of_the_publisher() -> None:
    book = Book().say(54, 800, "Westmarch Safeguarding Children Partnership, leaflet 11", size=9)
    book.say(54, 770, "Fern's story", size=24, bold=True)
    book.say(54, 740, "This leaflet is for all who work with children. Fern was nine and Fern is not her", "real name.")
    book.say(54, 690, "What we learned", size=15, bold=True).say(54, 670, "Fern was not asked. Fern had rung the bell.")
    loaded = book.load()
    document, passages = read_document("d", "file.pdf", loaded)
    assert document.title.endswith("Fern's story")
    assert [passage.section for passage in passages] == [S.INTRODUCTION, S.LEARNING]
