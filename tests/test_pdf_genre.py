"""PDFs as partnerships publish them, all of them invented: what a reader sees comes back as blocks, each with its page."""

import io
from collections.abc import Callable, Sequence

import pytest
from reportlab.lib import colors
from reportlab.lib.pagesizes import A4, landscape
from reportlab.lib.styles import ParagraphStyle
from reportlab.pdfbase.pdfmetrics import stringWidth
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import (
    BaseDocTemplate,
    Flowable,
    Frame,
    PageTemplate,
    Paragraph,
    Table,
)
from soundness import assert_sound, said

from ingest.blocks import Block, BlockKind, Loaded
from ingest.pdf import load_pdf

SLIDE = (960.0, 540.0)
BODY = ParagraphStyle("body", fontName="Helvetica", fontSize=10.5, leading=13, spaceAfter=7)
HEAD = ParagraphStyle("head", parent=BODY, fontName="Helvetica-Bold", fontSize=14, leading=17, spaceBefore=8)
CELL = ParagraphStyle("cell", parent=BODY, fontSize=9, leading=11, spaceAfter=0)
TOLD = (
    "The health visitor wrote that the family of Child Fern had been offered help on several occasions, and that nobody"
    " at the Westmarch clinic had asked what would make it easier to come."
)

WHO = ("midwife", "grandmother", "school nurse", "housing officer", "GP", "police constable", "teacher")
WHAT = ("visit", "telephone call", "strategy meeting", "case conference", "referral", "home assessment")
SAID = (
    "was written down the same day",
    "reached nobody",
    "came too late to help",
    "was shared with the board",
    "helped",
)


def story(number: int) -> str:
    """Return a paragraph that differs from every other in its words, not only in its numbers."""
    parts = [
        f"The {WHAT[(number + n) % 6]} of the {WHO[(number * (n + 1)) % 7]} {SAID[(number + n * 2) % 5]}, and the"
        f" {WHO[(number + n + 3) % 7]} said so to the {WHO[(number + 2 * n + 5) % 7]} of Child Fern in Westmarch."
        for n in range(3 + number % 4)
    ]
    return f"{' '.join(parts)} That was contact {number}."


class Book:
    """A canvas that takes words line by line; `^1` in a line is printed small and raised."""

    def __init__(self, size: tuple[float, float] = A4) -> None:
        self.out = io.BytesIO()
        self.canvas = Canvas(self.out, pagesize=size, invariant=1)

    def say(self, x: float, y: float, *rows: str, size: float = 11, bold: bool = False, leading: float = 0) -> "Book":
        font = "Helvetica-Bold" if bold else "Helvetica"
        for number, row in enumerate(rows):
            pen = self.canvas.beginText(x, y - number * (leading or size * 1.27))
            for place, part in enumerate(row.split("^")):
                mark = len(part) - len(part.lstrip("0123456789,")) if place else 0
                pen.setFont(font, size * 0.6)
                pen.setRise(size * 0.35)
                pen.textOut(part[:mark])
                pen.setFont(font, size)
                pen.setRise(0)
                pen.textOut(part[mark:])
            self.canvas.drawText(pen)
        return self

    def turn(self) -> "Book":
        self.canvas.showPage()
        return self

    def load(self) -> Loaded:
        self.canvas.showPage()
        self.canvas.save()
        return load(self.out.getvalue())


def load(data: bytes) -> Loaded:
    loaded = load_pdf(data)
    assert isinstance(loaded, Loaded), loaded
    assert_sound(loaded)
    return loaded


def printed(
    story: list[Flowable],
    on_page: Callable[[Canvas, object], None] | None = None,
    size: tuple[float, float] = A4,
    frames: Sequence[Frame] = (),
) -> Loaded:
    out = io.BytesIO()
    document = BaseDocTemplate(out, pagesize=size, invariant=1)
    frame = frames or [Frame(60, 60, size[0] - 120, size[1] - 130)]
    document.addPageTemplates([PageTemplate(frames=list(frame), onPage=on_page or (lambda canvas, document: None))])
    document.build(story)
    return load(out.getvalue())


def page_of(loaded: Loaded, block: Block) -> tuple[int, int]:
    """Return the pages on which a block begins and ends."""
    begins, ends = (
        next(n for n, (start, end) in enumerate(loaded.pages, 1) if start <= place < end)
        for place in (block.start, block.end - 1)
    )
    return begins, ends


def pages(loaded: Loaded) -> list[tuple[int, int]]:
    return [page_of(loaded, block) for block in loaded.blocks]


def cited(loaded: Loaded) -> list[tuple[str, str]]:
    """Return for each citation of a footnote the last words before it and the footnote."""
    found = []
    for place, number in loaded.notes:
        block = loaded.blocks[number]
        assert block.kind is BlockKind.NOTE
        found.append((loaded.text[max(0, place - 12) : place], loaded.text[block.start : block.end]))
    return found


def body(loaded: Loaded) -> list[tuple[object, ...]]:
    return [entry for entry in said(loaded) if entry[0] != "running"]


def head_and_foot(canvas: Canvas, document: object) -> None:
    canvas.setFont("Helvetica", 8)
    canvas.drawString(60, 810, "Westmarch Safeguarding Children Partnership")
    canvas.drawRightString(535, 810, "OFFICIAL")
    canvas.drawCentredString(297, 30, f"Page {canvas.getPageNumber()} of 3")


def test_a_report_in_two_columns_keeps_one_header_and_no_page_numbers() -> None:
    told = [f"{number}. {story(number)}" for number in range(1, 23)]
    columns = [Frame(54, 60, 235, 730), Frame(306, 60, 235, 730)]
    loaded = printed([Paragraph(text, BODY) for text in told], head_and_foot, frames=columns)
    assert len(loaded.pages) == 3
    assert body(loaded) == [("item", f"{n}.", text.split(" ", 1)[1]) for n, text in enumerate(told, 1)]
    assert [entry[2] for entry in said(loaded) if entry[0] == "running"] == [
        "Westmarch Safeguarding Children Partnership",
        "OFFICIAL",
    ]
    assert [page for page in pages(loaded) if page[0] != page[1]] == [(1, 2), (2, 3)]


def alternating(canvas: Canvas, document: object) -> None:
    canvas.setFont("Helvetica", 8)
    number = canvas.getPageNumber()
    if number % 2:
        canvas.drawRightString(535, 30, f"Learning review: Child Fern | {number}")
    else:
        canvas.drawString(60, 30, f"{number} | Saltmere Safeguarding Partnership")


def numbered_only(canvas: Canvas, document: object) -> None:
    canvas.setFont("Helvetica", 9)
    canvas.drawCentredString(297, 30, f"- {canvas.getPageNumber()} -")


@pytest.mark.parametrize(
    ("on_page", "kept"),
    [
        (alternating, ["Learning review: Child Fern | 1", "2 | Saltmere Safeguarding Partnership"]),
        (numbered_only, []),
    ],
    ids=["left and right", "page numbers only"],
)
def test_footers_part_no_paragraph(on_page: Callable[[Canvas, object], None], kept: list[str]) -> None:
    told = [story(number) for number in range(1, 31)]
    loaded = printed([Paragraph(text, BODY) for text in told], on_page)
    assert len(loaded.pages) > 3
    assert body(loaded) == [("paragraph", None, text) for text in told]
    assert [entry[2] for entry in said(loaded) if entry[0] == "running"] == kept


def test_words_divided_at_line_ends_are_whole_and_compounds_stay() -> None:
    loaded = (
        Book()
        .say(
            60,
            700,
            "The bruise of a non-",
            "mobile baby was seen at a multi-",
            "agency meeting, and the safeguard-",
            "ing lead asked for a strat-",
            "egy discussion about sub-",
            "stance misuse, a long-term plan and the long-",
            "term neglect, a pre-",
            "birth assessment, an on-",
            "going risk-based approach, out-of-",
            "hours cover, the year-",
            "old sibling and a co-",
            "ordinated plan by 2019-",
            "20 for the police.",
        )
        .load()
    )
    assert loaded.text == (
        "The bruise of a non-mobile baby was seen at a multi-agency meeting, and the safeguarding lead asked for a"
        " strategy discussion about substance misuse, a long-term plan and the long-term neglect, a pre-birth assessment,"
        " an ongoing risk-based approach, out-of-hours cover, the year-old sibling and a co-ordinated plan by 2019-20 for"
        " the police."
    )


def test_a_list_item_goes_on_over_the_page_past_a_footnote_and_a_footer() -> None:
    loaded = (
        Book()
        .say(60, 780, "Recommendations", size=15, bold=True)
        .say(60, 150, "The partnership accepted all that follows in March.")
        .say(60, 122, "1.")
        .say(80, 122, "The Saltmere board asks every agency to show that its", "staff use the escalation policy^1 when a plan for a")
        .say(60, 80, "^1 Saltmere escalation policy, section 4.", size=8)
        .say(60, 30, "Saltmere Board", size=8).say(500, 30, "1 | Page", size=8)
        .turn()
        .say(80, 780, "child drifts, and to report on it each quarter.")
        .say(60, 752, "2.")
        .say(80, 752, "Schools are told of every strategy meeting.")
        .say(60, 30, "Saltmere Board", size=8).say(500, 30, "2 | Page", size=8)
        .load()
    )  # fmt: skip
    assert said(loaded) == [
        ("heading", None, "Recommendations"),
        ("paragraph", None, "The partnership accepted all that follows in March."),
        ("note", "1", "Saltmere escalation policy, section 4."),
        (
            "item",
            "1.",
            "The Saltmere board asks every agency to show that its staff use the escalation policy when a plan for a child"
            " drifts, and to report on it each quarter.",
        ),
        ("running", None, "Saltmere Board"),
        ("item", "2.", "Schools are told of every strategy meeting."),
    ]
    assert pages(loaded)[:4] == [(1, 1), (1, 1), (1, 1), (1, 2)] and pages(loaded)[5] == (2, 2)
    assert cited(loaded) == [("ation policy", "Saltmere escalation policy, section 4.")]


def test_an_action_plan_in_landscape_is_one_table_and_a_row_that_breaks_is_whole() -> None:
    names = ("No", "Recommendation", "Action", "Lead", "By when", "Progress/RAG")
    rows: list[list[object]] = [[Paragraph(f"<b>{name}</b>", CELL) for name in names]]
    texts = [
        (str(n), f"Recommendation {n}: {TOLD}", f"Do the work of row {n}. {TOLD} {TOLD}", "Head of Safeguarding", "March 2020", "Green: all staff of the Marlowe trust were told")
        for n in range(1, 12)
    ]  # fmt: skip
    rows += [[Paragraph(text, CELL) for text in row] for row in texts]
    table = Table(
        rows,
        colWidths=[30, 190, 220, 90, 70, 110],
        repeatRows=1,
        splitInRow=1,
        style=[("GRID", (0, 0), (-1, -1), 0.5, colors.black), ("VALIGN", (0, 0), (-1, -1), "TOP")],
    )
    loaded = printed([Paragraph("Action plan", HEAD), table], head_and_foot, landscape(A4))
    assert len(loaded.pages) == 3
    assert body(loaded)[1:] == [
        *(("label", None, name) for name in names),
        *(
            ("label", None, row[0]) if not column else ("cell", None, words, row[0], names[column])
            for row in texts
            for column, words in enumerate(row)
        ),
    ]


def test_a_table_without_lines_whose_header_is_not_bold() -> None:
    loaded = (
        Book()
        .say(60, 760, "Progress", size=15, bold=True)
        .say(60, 730, "Agency").say(200, 730, "What was done").say(420, 730, "When")
        .say(60, 712, "Police").say(200, 712, "All officers were trained.").say(420, 712, "May 2020")
        .say(60, 694, "Health").say(200, 694, "The clinic rings families.").say(420, 694, "June 2020")
        .say(60, 676, "Schools").say(200, 676, "Heads meet each term.").say(420, 676, "July 2020")
        .say(60, 640, "The board will look at this again when the year ends, and")
        .say(60, 626, "publish what it finds.")
        .load()
    )  # fmt: skip
    cells = [
        ("Police", "All officers were trained.", "May 2020"),
        ("Health", "The clinic rings families.", "June 2020"),
        ("Schools", "Heads meet each term.", "July 2020"),
    ]
    assert said(loaded) == [
        ("heading", None, "Progress"),
        *(("label", None, name) for name in ("Agency", "What was done", "When")),
        *(
            entry
            for agency, done, when in cells
            for entry in (
                ("label", None, agency),
                ("cell", None, done, agency, "What was done"),
                ("cell", None, when, agency, "When"),
            )
        ),
        ("paragraph", None, "The board will look at this again when the year ends, and publish what it finds."),
    ]


def test_a_slide_deck_is_read_slide_by_slide() -> None:
    slides = [
        ("Child Fern: what happened", ["Fern was two years old.", "Four agencies knew the family."]),
        ("What we found", ["Nobody asked about the partner who had moved in", "Health and police did not speak."]),
        ("What we found … continued", ["Letters went to an old address."]),
        ("What should change", ["Ask who lives in the home.", "Ring, do not write."]),
    ]
    book = Book(SLIDE)
    for number, (title, points) in enumerate(slides, 1):
        book.say(60, 450, title, size=36, bold=True)
        for row, point in enumerate(points):
            book.say(80, 340 - row * 60, "•", size=24).say(110, 340 - row * 60, point, size=24)
        book.say(60, 25, "Westmarch learning event", size=12).say(900, 25, str(number), size=12)
        if number < len(slides):
            book.turn()
    loaded = book.load()
    assert body(loaded) == [
        entry for title, points in slides for entry in (("heading", None, title), *(("item", "•", p) for p in points))
    ]
    starts = [page_of(loaded, block)[0] for block in loaded.blocks if block.kind is BlockKind.HEADING]
    assert starts == [1, 2, 3, 4]
    assert loaded.text.count("Westmarch learning event") == 1


@pytest.mark.parametrize("leader", [" ........................ ", "  "], ids=["dot leaders", "none"])
def test_a_contents_list_is_read_line_by_line(leader: str) -> None:
    book = Book().say(60, 760, "Contents", size=15, bold=True)
    listed = [("1. Introduction", "2"), ("2. What happened to Child Fern", "3"), ("3. Findings", "4")]
    for row, (title, number) in enumerate(listed):
        if leader.strip():
            book.say(60, 730 - row * 16, f"{title}{leader}{number}")
        else:
            book.say(60, 730 - row * 16, title).say(500, 730 - row * 16, number)
    for title, _ in listed:
        book.turn().say(60, 760, title, size=15, bold=True).say(60, 730, "The board wrote this down in plain words.")
    loaded = book.load()
    assert [(entry[0], entry[1]) for entry in said(loaded)[1:4]] == [("item", "1."), ("item", "2."), ("item", "3.")]
    assert [str(entry[2]).split()[0] for entry in said(loaded)[1:4]] == ["Introduction", "What", "Findings"]
    assert [entry[2] for entry in said(loaded) if entry[0] == "heading"] == ["Contents", *(t for t, _ in listed)]


def test_raised_digits_and_superscript_signs_cite_the_small_print_at_the_foot() -> None:
    loaded = (
        Book()
        .say(60, 780, "The nurse rang the school and followed the procedures^1 of the", "board. The police² had been told.")
        .say(60, 740, "A second paragraph cites both^1,3 and a floor of 20 m² and ends.")
        .say(60, 90, "^1 Westmarch procedures, chapter 3, which were in force", "when Child Fern was born.", "^2 The public protection unit.", "^3 Working well together, page 9.", size=8)
        .load()
    )  # fmt: skip
    assert said(loaded) == [
        ("paragraph", None, "The nurse rang the school and followed the procedures of the board. The police had been told."),
        ("note", "1", "Westmarch procedures, chapter 3, which were in force when Child Fern was born."),
        ("note", "2", "The public protection unit."),
        ("paragraph", None, "A second paragraph cites both and a floor of 20 m² and ends."),
        ("note", "3", "Working well together, page 9."),
    ]  # fmt: skip
    assert cited(loaded) == [
        ("e procedures", "Westmarch procedures, chapter 3, which were in force when Child Fern was born."),
        (". The police", "The public protection unit."),
        ("h cites both", "Westmarch procedures, chapter 3, which were in force when Child Fern was born."),
        ("h cites both", "Working well together, page 9."),
    ]


def test_a_footnote_that_runs_on_to_the_next_foot_is_one_and_numbers_may_begin_again() -> None:
    loaded = (
        Book()
        .say(60, 780, "The board wrote to all agencies in the spring.^1")
        .say(60, 760, TOLD[:90], TOLD[91:] + " And so on.")
        .say(60, 72, "^1 The letter was sent in April and named every service that had", "known the family since the birth of the", size=8)
        .turn()
        .say(60, 780, "The reply^1 came late, and the board said so.")
        .say(60, 72, "first child, as a table.", "^1 The reply was undated.", size=8)
        .load()
    )  # fmt: skip
    letter = "The letter was sent in April and named every service that had known the family since the birth of the first child, as a table."
    assert said(loaded) == [
        ("paragraph", None, "The board wrote to all agencies in the spring."),
        ("note", "1", letter),
        ("paragraph", None, f"{TOLD[:90]} {TOLD[91:]} And so on."),
        ("paragraph", None, "The reply came late, and the board said so."),
        ("note", "1", "The reply was undated."),
    ]
    assert pages(loaded) == [(1, 1), (1, 1), (1, 1), (2, 2), (2, 2)]
    assert cited(loaded) == [(" the spring.", letter), (".\n\nThe reply", "The reply was undated.")]


def test_a_footnote_under_a_short_rule_may_be_as_large_as_the_text_and_a_list_is_none() -> None:
    book = (
        Book()
        .say(60, 780, "The trust^1 told the board of two things:")
        .say(60, 760, "1. It has trained all staff.", "2. It has a new form.")
        .say(60, 80, "1 The Marlowe community health trust.")
    )
    book.canvas.line(60, 100, 200, 100)
    loaded = book.load()
    assert said(loaded) == [
        ("paragraph", None, "The trust told the board of two things:"),
        ("note", "1", "The Marlowe community health trust."),
        ("item", "1.", "It has trained all staff."),
        ("item", "2.", "It has a new form."),
    ]


@pytest.mark.parametrize("heading", ["References", "Notes"])
def test_endnotes_are_cited_from_all_pages(heading: str) -> None:
    loaded = (
        Book()
        .say(60, 780, "The child was seen twice [1] and the home once [2].")
        .turn()
        .say(60, 780, "Later the board said so again [1] in its report.")
        .say(60, 740, heading, size=15, bold=True)
        .say(60, 715, "[1] Fern family file, page 3, as it was kept by the clinic in the", "town of Saltmere.")
        .say(60, 680, "[2] Visit of 3 May.")
        .load()
    )
    first = "Fern family file, page 3, as it was kept by the clinic in the town of Saltmere."
    assert said(loaded) == [
        ("paragraph", None, "The child was seen twice [1] and the home once [2]."),
        ("paragraph", None, "Later the board said so again [1] in its report."),
        ("heading", None, heading),
        ("note", "[1]", first),
        ("note", "[2]", "Visit of 3 May."),
    ]
    assert cited(loaded) == [("s seen twice", first), ("he home once", "Visit of 3 May."), ("aid so again", first)]


def test_a_numbered_list_under_references_that_nothing_cites_stays_a_list() -> None:
    loaded = (
        Book()
        .say(60, 780, "The child was seen twice and the home once.")
        .say(60, 740, "References", size=15, bold=True)
        .say(60, 715, "1. Fern family file.", "2. Visit of 3 May.")
        .load()
    )
    assert [entry[:2] for entry in said(loaded)[-2:]] == [("item", "1."), ("item", "2.")]
    assert loaded.notes == ()


def test_footnotes_at_the_foot_of_each_column() -> None:
    book = Book()
    left = [f"Line {n} of the left side, set as wide as it" for n in range(1, 13)]
    right = [f"Line {n} of the right side, set as wide as" for n in range(1, 20)]
    book.say(54, 780, *left[:3], f"{left[3]}^1", *left[4:])
    book.say(310, 780, *right[:5], f"{right[5]}^2", *right[6:])
    book.say(54, 480, "^1 The left note.", size=8).say(310, 480, "^2 The right note.", size=8)
    loaded = book.load()
    assert said(loaded) == [
        ("paragraph", None, " ".join([*left, *right])),
        ("note", "1", "The left note."),
        ("note", "2", "The right note."),
    ]


def test_a_note_cited_in_a_table_follows_the_table() -> None:
    book = (
        Book()
        .say(60, 780, "Progress", size=15, bold=True)
        .say(60, 755, "What the agencies told the board in the spring.")
    )
    for x, words in ((65, "Agency"), (205, "What was done")):
        book.say(x, 728, words, bold=True)
    book.say(65, 708, "Police").say(205, 708, "All officers^1 were trained.")
    book.say(65, 688, "Health").say(205, 688, "The clinic rings families.")
    for y in (742, 722, 702, 682):
        book.canvas.line(60, y, 420, y)
    for x in (60, 200, 420):
        book.canvas.line(x, 682, x, 742)
    loaded = book.say(60, 60, "^1 Except those on leave.", size=8).load()
    assert said(loaded)[4:] == [
        ("label", None, "Police"),
        ("cell", None, "All officers were trained.", "Police", "What was done"),
        ("label", None, "Health"),
        ("cell", None, "The clinic rings families.", "Health", "What was done"),
        ("note", "1", "Except those on leave."),
    ]
    assert cited(loaded) == [("All officers", "Except those on leave.")]


def test_the_boxes_of_a_seven_minute_briefing_are_read_one_by_one() -> None:
    book = Book(landscape(A4)).say(270, 560, "7 Minute Briefing: Child Fern", size=20, bold=True)
    places = [(30, 510), (300, 510), (570, 510), (570, 340), (570, 170), (300, 170), (30, 170)]
    names = ["Background", "What happened", "Findings", "Good practice", "Recommendations", "Actions", "Questions"]
    for number, ((x, y), name) in enumerate(zip(places, names, strict=True), 1):
        book.canvas.roundRect(x - 8, y - 110, 235, 130, 8)
        book.say(x, y, f"{number}. {name}", size=13, bold=True)
        book.say(x, y - 22, f"The words of box {number} say what the board", "wrote about the child and the family.")
    loaded = book.load()
    assert said(loaded)[1:] == [
        entry
        for number, name in enumerate(names, 1)
        for entry in (
            ("heading", None, f"{number}. {name}"),
            ("paragraph", None, f"The words of box {number} say what the board wrote about the child and the family."),
        )
    ]


def test_a_pull_quote_beside_the_text_is_read_apart() -> None:
    book = Book()
    told = [f"Row {n} of the story that the board tells of Child Fern and" for n in range(1, 15)]
    book.say(60, 780, "Findings", size=15, bold=True).say(60, 750, *told)
    book.canvas.rect(400, 640, 150, 90)
    book.say(410, 700, "“Nobody asked me", "what I wanted.”", size=14)
    assert [entry[2] for entry in said(book.load())] in (
        ["Findings", " ".join(told), "“Nobody asked me what I wanted.”"],
        ["Findings", "“Nobody asked me what I wanted.”", " ".join(told)],
    )


def test_a_watermark_across_the_page_is_no_part_of_a_sentence() -> None:
    def draft(canvas: Canvas, document: object) -> None:
        canvas.saveState()
        canvas.setFont("Helvetica-Bold", 90)
        canvas.translate(150, 250)
        canvas.rotate(45)
        canvas.drawString(0, 0, "DRAFT")
        canvas.restoreState()

    told = [story(number) for number in range(1, 31)]
    loaded = printed([Paragraph(text, BODY) for text in told], draft)
    assert len(loaded.pages) > 3
    assert body(loaded) == [("paragraph", None, text) for text in told]
    assert loaded.text.count("DRAFT") <= 1


def test_numbered_paragraphs_with_a_hanging_indent_go_on_over_pages() -> None:
    style = ParagraphStyle("hanging", parent=BODY, leftIndent=36, bulletIndent=0, alignment=4)
    told = [story(number) for number in range(1, 31)]
    flow = [Paragraph(text, style, bulletText=f"1.{n}") for n, text in enumerate(told, 1)]
    loaded = printed([Paragraph("Analysis", HEAD), *flow], head_and_foot)
    assert body(loaded)[1:] == [("item", f"1.{n}", text) for n, text in enumerate(told, 1)]


@pytest.mark.parametrize("size", [8, 10, 13])
def test_a_label_that_hangs_beside_its_words_is_of_one_piece_with_them_in_any_size(size: int) -> None:
    style = ParagraphStyle("labelled", parent=BODY, leftIndent=30, bulletIndent=0, bulletFontSize=size)
    told = [story(number) for number in range(1, 4)]
    loaded = printed(
        [Paragraph("Recommendations", HEAD)] + [Paragraph(t, style, bulletText=f"R{n}") for n, t in enumerate(told, 1)]
    )
    assert body(loaded)[1:] == [("paragraph", None, f"R{n} {text}") for n, text in enumerate(told, 1)]


def test_two_headings_side_by_side_stand_above_their_own_columns() -> None:
    book = Book().say(60, 780, "Learning from Child Fern", size=18, bold=True)
    for x, name in ((60, "What went well"), (310, "What did not")):
        book.say(x, 740, name, size=13, bold=True)
        book.say(x, 715, *(f"Row {n} of {name.lower()}, as wide as this" for n in range(1, 7)))
    loaded = book.load()
    assert said(loaded) == [
        ("heading", None, "Learning from Child Fern"),
        *(
            entry
            for name in ("What went well", "What did not")
            for entry in (
                ("heading", None, name),
                ("paragraph", None, " ".join(f"Row {n} of {name.lower()}, as wide as this" for n in range(1, 7))),
            )
        ),
    ]


def test_short_columns_with_bullets_under_headings_side_by_side() -> None:
    book = Book().say(60, 780, "Learning from Child Fern", size=18, bold=True)
    for x, name in ((60, "Good practice"), (310, "Learning")):
        book.say(x, 740, name, size=13, bold=True)
        for row in (1, 2, 3):
            book.say(x, 730 - row * 18, "•").say(
                x + 14, 730 - row * 18, f"Point {row} of {name.lower()}, in few words."
            )
    assert said(book.load())[1:] == [
        entry
        for name in ("Good practice", "Learning")
        for entry in (
            ("heading", None, name),
            *(("item", "•", f"Point {row} of {name.lower()}, in few words.") for row in (1, 2, 3)),
        )
    ]


def test_a_header_that_begins_on_the_second_page_parts_no_paragraph() -> None:
    def later(canvas: Canvas, document: object) -> None:
        if canvas.getPageNumber() > 1:
            head_and_foot(canvas, document)

    told = [story(number) for number in range(1, 31)]
    loaded = printed([Paragraph(text, BODY) for text in told], later)
    assert body(loaded) == [("paragraph", None, text) for text in told]


@pytest.mark.parametrize(
    ("sign", "note"), [("12", "12 Letter of 3 May."), ("iv", "iv Letter of 3 May."), ("*", "* Letter of 3 May.")]
)
def test_signs_of_other_kinds_cite_notes_too(sign: str, note: str) -> None:
    told = "The board wrote to every agency that had known the family"
    end = 60 + stringWidth(told, "Helvetica", 11)
    loaded = Book().say(60, 780, told).say(end, 784, sign, size=6).say(60, 60, note, size=8).load()
    assert said(loaded) == [("paragraph", None, told), ("note", sign, "Letter of 3 May.")]
    assert cited(loaded) == [("n the family", "Letter of 3 May.")]


def test_powers_and_ordinals_stay_and_a_caption_in_small_print_is_no_note() -> None:
    loaded = (
        Book()
        .say(60, 780, "The room had 9 m² of floor and the report is of 1st May, as", "the trust said.^1")
        .say(60, 70, "Source: Marlowe trust, 2020.", size=8)
        .say(60, 55, "1 Marlowe community trust.", size=8)
        .load()
    )
    assert said(loaded) == [
        ("paragraph", None, "The room had 9 m² of floor and the report is of 1st May, as the trust said."),
        ("note", "1", "Marlowe community trust."),
        ("paragraph", None, "Source: Marlowe trust, 2020."),
    ]


def test_a_list_at_the_foot_of_a_page_is_no_footnote() -> None:
    loaded = (
        Book()
        .say(60, 780, "The board^2 asked for three things, and all agencies said yes:")
        .say(60, 110, "1. Ring the school.", "2. Ring the family.", "3. Write it down.")
        .load()
    )
    assert [entry[:2] for entry in said(loaded)] == [
        ("paragraph", None), ("item", "1."), ("item", "2."), ("item", "3."),
    ]  # fmt: skip
    assert loaded.notes == ()


def test_the_words_of_a_footnote_may_stand_at_a_tab_stop() -> None:
    book = Book().say(60, 780, "The board wrote to every agency^1 that had known the family.")
    book.say(60, 73, "1", size=5).say(90, 70, "Letter of 3 May, which the board of Westmarch", "published.", size=8)
    loaded = book.load()
    letter = "Letter of 3 May, which the board of Westmarch published."
    assert said(loaded)[1:] == [("note", "1", letter)]
    assert cited(loaded) == [("every agency", letter)]


def test_the_same_footnote_at_the_foot_of_every_page_is_no_running_line() -> None:
    book = Book()
    for number in range(1, 5):
        book.say(60, 780, f"The {WHAT[number]} of the {WHO[number]} was written down.^{number}")
        book.say(60, 60, f"^{number} Ibid.", size=8)
        if number < 4:
            book.turn()
    loaded = book.load()
    assert [note for _, note in cited(loaded)] == ["Ibid."] * 4
    assert pages(loaded) == [(n, n) for n in (1, 1, 2, 2, 3, 3, 4, 4)]


def test_raised_digits_cite_numbered_endnotes() -> None:
    loaded = (
        Book()
        .say(60, 780, "The child was seen twice^1 and the home once.^2")
        .turn()
        .say(60, 740, "Endnotes", size=15, bold=True)
        .say(60, 715, "1. Fern family file.", "2. Visit of 3 May.")
        .load()
    )
    assert cited(loaded) == [("s seen twice", "Fern family file."), ("e home once.", "Visit of 3 May.")]
    assert [entry[:2] for entry in said(loaded)[-2:]] == [("note", "1."), ("note", "2.")]
