"""The order in which a reader takes what is printed on a page: short columns, wheels of boxes, headers, small signs."""

from reportlab.lib.pagesizes import A4, landscape
from test_pdf_genre import Book, body, cited, said

from ingest.columns import regions
from ingest.sheet import Line

WORDS = ("midwife", "teacher", "neighbour", "officer", "doctor", "sister")


def column(number: int, count: int) -> list[str]:
    """Return lines of one paragraph that are set about as wide as each other."""
    return [f"the {WORDS[(n + number) % 6]} of row {n:02} in part {number} told all that" for n in range(1, count + 1)]


def test_a_last_column_of_two_lines_is_read_after_the_long_one_beside_it() -> None:
    book = Book()
    book.say(54, 780, *column(1, 20)).say(310, 780, *column(2, 20)).turn()
    book.say(54, 780, *column(3, 20)).say(310, 777, *column(4, 2))
    told = " ".join(line for number, count in ((1, 20), (2, 20), (3, 20), (4, 2)) for line in column(number, count))
    assert said(book.load()) == [("paragraph", None, told)]


def wheel(names: list[str], places: list[tuple[int, int]]) -> Book:
    """Return a page with numbered boxes at the places and the title in the middle of the page."""
    book = Book(landscape(A4))
    book.say(310, 350, "Child Fern", size=16, bold=True)
    book.say(310, 330, "Westmarch board, 2031", size=9).say(310, 312, "All of it is invented", "by the board.", size=9)
    for number, ((x, y), name) in enumerate(zip(places, names, strict=True), 1):
        book.canvas.rect(x - 8, y - 110, 235, 130)
        book.say(x, y, f"{number}. {name}", size=13, bold=True)
        book.say(x, y - 22, f"The words of box {number} say what the board", "wrote about the child and the family.")
    return book


def in_wheel(names: list[str]) -> list[tuple[str, None, str]]:
    return [
        ("heading", None, "Child Fern"),
        ("paragraph", None, "Westmarch board, 2031"),
        ("paragraph", None, "All of it is invented by the board."),
        *(
            entry
            for number, name in enumerate(names, 1)
            for entry in (
                ("heading", None, f"{number}. {name}"),
                (
                    "paragraph",
                    None,
                    f"The words of box {number} say what the board wrote about the child and the family.",
                ),
            )
        ),
    ]


def test_numbered_boxes_around_a_title_are_read_clockwise_after_it() -> None:
    names = ["Background", "What happened", "Findings", "Good practice", "Recommendations", "Actions", "Questions"]
    places = [(300, 510), (570, 510), (570, 340), (570, 170), (30, 170), (30, 340), (30, 510)]
    assert said(wheel(names, places).load()) == in_wheel(names)


def test_numbered_boxes_in_rows_around_a_title_are_read_after_it() -> None:
    names = ["Background", "What happened", "Findings", "Good practice", "Recommendations", "Actions"]
    places = [(30, 510), (570, 510), (30, 340), (570, 340), (30, 170), (570, 170)]
    assert said(wheel(names, places).load()) == in_wheel(names)


def test_small_print_above_the_second_page_of_two_is_no_item_of_the_list_before_it() -> None:
    book = Book().say(54, 780, "Recommendations", size=15, bold=True)
    book.say(54, 750, "1. The board asks each child.", "2. The board asks each parent.").turn()
    book.say(54, 810, "Westmarch bulletin", size=7).say(54, 780, "3. The board asks each sibling.")
    loaded = book.load()
    assert body(loaded) == [
        ("heading", None, "Recommendations"),
        ("item", "1.", "The board asks each child."),
        ("item", "2.", "The board asks each parent."),
        ("item", "3.", "The board asks each sibling."),
    ]
    assert [entry[2] for entry in said(loaded) if entry[0] == "running"] == ["Westmarch bulletin"]


def test_a_note_sign_that_is_hardly_smaller_and_far_up_cites_the_note() -> None:
    book = Book().say(54, 780, "The cause of death", size=12)
    end = 54 + book.canvas.stringWidth("The cause of death", "Helvetica", 12)
    book.say(end, 786, "1", size=10).say(end + 6, 780, ", which is a matter for others, is not told here.", size=12)
    book.say(54, 760, "The board met twice in the spring of that year.", size=12)
    book.say(54, 80, "^1 The coroner has not sat.", size=8)
    loaded = book.load()
    assert said(loaded)[0][2].startswith("The cause of death, which is a matter for others, is not told here.")
    assert cited(loaded) == [("use of death", "The coroner has not sat.")]


def test_a_hyphen_at_a_line_end_stays_where_the_document_divides_no_words() -> None:
    rows = [f"The {WORDS[n % 6]} wrote line {n:03} of the report and signed it" for n in range(60)]
    book = Book().say(54, 780, *rows[:50]).turn().say(54, 780, *rows).turn()
    book.say(54, 780, "The officer who came at night had looked at a small hand-", "held device before the visit.")
    text = book.load().text
    assert "a small hand-held device before the visit." in text


def test_contents_that_are_all_short_stay_apart() -> None:
    book = Book().say(54, 780, "Contents", size=15, bold=True)
    book.say(54, 750, "Introduction", "How the review was done", "Appendix with the plan of each agency", "Terms used")
    told = [
        f"The {WORDS[n % 6]} wrote line {n:02} of the report, and it was read by all of the board there"
        for n in range(30)
    ]
    book.turn().say(54, 780, *told).turn().say(54, 780, *told)
    assert [entry[2] for entry in said(book.load())][:5] == [
        "Contents",
        "Introduction",
        "How the review was done",
        "Appendix with the plan of each agency",
        "Terms used",
    ]


def test_a_label_whose_baseline_differs_by_rounding_alone_stands_before_its_words() -> None:
    label = Line((), "R1", True, 70, 82, 740.1969, 10)
    words = Line((), "The board should relaunch", False, 110, 300, 740.1969000000001, 10)
    (region,) = regions([words, label])
    assert region.items == (label, words)
