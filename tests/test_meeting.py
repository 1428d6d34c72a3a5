"""The sheet for a team meeting: what goes on it, in which order, and what it says where there is nothing."""

import io
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import docx
import pytest
from docx.oxml.ns import qn
from on_neglect import changed, documents, opened

from assistant.meeting import Meeting, meeting, populations_of
from assistant.meeting_docx import meeting_docx
from assistant.themes import theme_of
from vectorstore.contents import LoadedDocument
from vectorstore.document import SAMPLE
from vectorstore.index import Index

TODAY = date(2031, 5, 4)


@pytest.fixture(scope="module")
def index(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Index]:
    live = opened(tmp_path_factory.mktemp("neglect"))
    with live.use() as index:
        assert index is not None
        yield index
    live.close()


def sheet(index: Index, population: str = "children", slug: str = "neglect") -> Meeting:
    theme = theme_of(index, slug)
    assert theme is not None
    return meeting(index, theme, population, TODAY)


def made_of(root: Path, *loaded: LoadedDocument, population: str = "children") -> Meeting:
    live = opened(root, *loaded)
    with live.use() as index:
        assert index is not None
        made = sheet(index, population)
    live.close()
    return made


def test_the_sheet_has_one_finding_of_each_review_and_says_what_each_is(index: Index) -> None:
    made = sheet(index)
    quoted = [(q.citation.number, q.entry.name, q.status, q.citation.quote[:36]) for q in made.quotes]

    assert quoted == [
        (1, "Child Fen", "finding", "Neglect was named by the school, but"),
        (2, "Child Reed", "finding", "The plan ended although neglect had "),
        (3, "Child Moss", "finding", "Workers in every team got used to ne"),
        (4, "Child Fen", "good practice in the case", "The school nurse kept asking who wou"),
        (5, "Child Fen", "progress reported by the board", "The neglect assessment was finished "),
        (6, "Child Fen", "question for reflection", "When did we last write down what neg"),
    ]
    assert made.strength == (
        "Found in 3 of 4 children’s reviews loaded: Child Fen; Child Reed; Child Moss. Others may use different words."
    )
    assert made.findings[2].whose == "Child Moss; Learning Review – Child Moss; publisher not stated; undated"


def test_every_quote_is_the_stored_text_and_its_link_marks_it(index: Index) -> None:
    for quote in sheet(index).quotes:
        cited = quote.citation
        assert index.text(cited.document_id)[cited.start : cited.end] == cited.quote
        assert cited.url == f"/documents/{cited.document_id}?start={cited.start}&end={cited.end}#cited"


def test_the_same_index_gives_the_same_sheet_and_the_rule_is_told(index: Index) -> None:
    assert sheet(index) == sheet(index)
    assert sheet(index).chosen.startswith("Quotes are chosen by rule, not by judgement, from children’s reviews only:")


def test_childrens_and_adults_reviews_are_never_on_one_sheet(index: Index) -> None:
    made = sheet(index, "adults")
    theme = theme_of(index, "neglect")

    assert [quote.entry.name for quote in made.quotes] == ["Adult Ada"]
    assert made.strength == "Found in 1 of 1 adults’ review loaded: Adult Ada. Others may use different words."
    assert theme is not None and populations_of(theme) == ("children", "adults")


def test_what_no_review_records_is_said_and_not_filled_up_with_something_else(index: Index) -> None:
    made = sheet(index, "adults")

    assert (made.good_practice, made.changes) == ((), ())
    assert made.none_recorded == (
        "None recorded on neglect in the 1 adults’ review loaded. That does not mean that there was none."
    )


def test_without_questions_of_the_reviews_ours_stand_there_and_are_called_so(index: Index) -> None:
    made = sheet(index, "adults")

    assert [question.quote for question in made.questions] == [None, None, None]
    assert made.ours == "General wording of this assistant, not of a review"
    assert [question.text for question in sheet(index).questions if question.quote is None] == [
        question.text for question in made.questions[:2]
    ]


def test_of_a_case_that_is_quoted_one_question_on_other_matters_is_asked(tmp_path: Path) -> None:
    [fen] = documents("fen")
    on_theme = next(p for p in fen.passages if p.text.startswith("When did we last"))
    made = made_of(tmp_path, replace(fen, passages=tuple(p for p in fen.passages if p is not on_theme)))

    assert [question.text for question in made.questions if question.quote] == [
        "Who would finish the assessment if one of us were away for a month?"
    ]


def test_of_a_finding_that_tells_of_the_family_only_the_sentence_on_the_theme_is_quoted(tmp_path: Path) -> None:
    [fen] = documents("fen")
    first = next(p for p in fen.passages if p.text.startswith("Neglect was named"))
    made = made_of(tmp_path, replace(fen, passages=tuple(p for p in fen.passages if p is not first)))

    assert [quote.citation.quote for quote in made.findings] == [
        "Neglect is easy to miss where each service sees only its own visit."
    ]
    assert "hospital" not in str([quote.citation.quote for quote in made.quotes])


class OtherWords:
    """An index whose stored texts no longer hold the words of some passages."""

    def __init__(self, index: Index, gone: str) -> None:
        self._index = index
        self._gone = gone

    def __getattr__(self, name: str) -> object:
        return getattr(self._index, name)

    def text(self, document_id: str) -> str:
        return self._index.text(document_id).replace(self._gone, "x" * len(self._gone))


def test_a_quote_that_is_not_the_stored_text_is_left_out(index: Index) -> None:
    made = sheet(OtherWords(index, "The plan ended although"))  # type: ignore[arg-type]

    # The second of Child Fen's takes the place of Child Reed's.
    assert [(quote.entry.name, quote.citation.item) for quote in made.findings] == [
        ("Child Fen", "unnumbered, 1st"),
        ("Child Moss", "unnumbered, 1st"),
        ("Child Fen", "unnumbered, 2nd"),
    ]


def test_a_theme_of_no_review_gives_a_sheet_that_says_so(index: Index) -> None:
    made = sheet(index, slug="radicalisation")

    assert made.quotes == ()
    assert (
        made.strength == "Nothing on radicalisation in the 4 children’s reviews loaded. Others may use different words."
    )


def test_the_fictional_sample_is_called_so(tmp_path: Path) -> None:
    [reed] = documents("reed")

    assert made_of(tmp_path, changed(reed, collection=SAMPLE)).notices == (
        "Fictional sample: these documents were written to show how the assistant works. They are not about real "
        "children or real boards.",
    )


def test_the_word_file_has_headings_header_rows_and_lines_to_fill_in(index: Index) -> None:
    made = sheet(index)
    read = docx.Document(io.BytesIO(meeting_docx(made)))
    headings = [p.text for p in read.paragraphs if p.style and str(p.style.name).startswith("Heading")]
    findings, practice, changes, record = read.tables

    assert headings == [
        "For a team meeting: neglect",
        "What reviews found",
        "Good practice in the case",
        "What changed since, as reported",
        "Questions to talk about",
        "Record of use",
        "How this was chosen",
        "What this is, and is not",
    ]
    assert [[cell.text for cell in row.cells] for row in findings.rows][:2] == [
        ["No.", "Quote", "Where it stands", "What kind of statement"],
        [
            "[1]",
            "Neglect was named by the school, but no agency measured the neglect or wrote down what it was like.",
            "Child Fen; Learning Review – Child Fen; Saltmere Safeguarding Children Partnership; March 2031; "
            "section “The Findings”, 1st item (unnumbered); file fen.txt",
            "finding",
        ],
    ]
    assert len(practice.rows) == len(changes.rows) == 2
    assert [row.cells[0].text for row in record.rows[1:]] == list(made.record)
    assert [row.cells[1].text.strip() for row in record.rows[1:]] == [""] * len(made.record)
    assert all(table.rows[0]._tr.trPr.find(qn("w:tblHeader")) is not None for table in read.tables)
    assert (read.core_properties.title, read.core_properties.language) == (made.title, "en-GB")
    words = "\n".join(paragraph.text for paragraph in read.paragraphs)
    assert made.chosen in words and made.strength in words and "call 999" in words
    assert f"({made.ours})" in words and "item (unnumbered) [6])" in words


def test_the_word_file_says_what_is_not_recorded(index: Index) -> None:
    made = sheet(index, "adults")
    read = docx.Document(io.BytesIO(meeting_docx(made)))

    assert [paragraph.text for paragraph in read.paragraphs].count(made.none_recorded) == 2
    assert len(read.tables) == 2
