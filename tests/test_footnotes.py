"""Footnotes from the page to the answer: passages of their own, attached to what cites them, shown under the quote."""

from dataclasses import replace
from pathlib import Path

import pytest
from starlette.testclient import TestClient
from test_pdf_genre import Book
from test_verifier import CITED, TEXT
from website import SETTINGS, ScriptedAssistant, answered, ask, briefing, citation, open_live, words

from assistant.citing import cite
from assistant.verifier import verified
from ingest.blocks import Block, BlockKind, Loaded
from ingest.reading import read_document
from vectorstore.passage import Passage
from vectorstore.sections import SectionType
from vectorstore.versions import LoadedDocument
from web.app import create_app

POLICY = "Saltmere escalation policy, section 4."


def review() -> Loaded:
    """Return a fictional review whose second recommendation goes on over the page."""
    return (
        Book()
        .say(60, 790, "Learning Review: Child Fern", size=18, bold=True)
        .say(60, 760, "Recommendations", size=15, bold=True)
        .say(60, 735, "1. Use the escalation policy^1 when a plan for a child drifts, and tell", "the board of it.")
        .say(60, 700, "2. Tell the school of every meeting about the child, and ask the")
        .say(60, 80, f"^1 {POLICY}", size=8)
        .turn()
        .say(75, 790, "family to come as well.")
        .say(60, 765, "3. Write down who was there.")
        .load()
    )


def passages(loaded: Loaded) -> tuple[Passage, ...]:
    return read_document("fern", "fern.pdf", loaded)[1]


def test_a_footnote_is_a_passage_that_is_no_recommendation_and_the_one_that_cites_it_knows_it() -> None:
    loaded = review()
    at = loaded.text.index(POLICY)
    first = "Use the escalation policy when a plan for a child drifts, and tell the board of it."
    second = "Tell the school of every meeting about the child, and ask the family to come as well."
    span = (at, at + len(POLICY))
    R, heading = SectionType.RECOMMENDATIONS, "Recommendations"
    assert [(p.section, p.heading, p.item, p.text, p.page, p.page_end, p.notes) for p in passages(loaded)] == [
        (R, heading, "R1", first, 1, 1, (span,)),
        (SectionType.UNCLASSIFIED, heading, None, POLICY, 1, 1, ()),
        (R, heading, "R2", second, 1, 2, ()),
        (R, heading, "R3", "Write down who was there.", 2, 2, ()),
    ]


def test_only_the_part_of_a_long_paragraph_that_cites_a_footnote_has_it() -> None:
    sentences = [f"Sentence {n} of the story of Child Fern is as long as most are, and ends." for n in range(30)]
    story = " ".join(sentences)
    text = f"Findings\n\n{story}\n\n1 {POLICY}"
    start, at = len("Findings\n\n"), text.index(POLICY)
    place = start + story.index("Sentence 29") - 1
    blocks = (
        Block(BlockKind.HEADING, 0, 8, 1),
        Block(BlockKind.PARAGRAPH, start, start + len(story)),
        Block(BlockKind.NOTE, at, len(text), marker="1"),
    )
    made = passages(Loaded(text, blocks, "application/pdf", notes=((place, 2),)))
    assert len(made) > 3
    assert [bool(p.notes) for p in made] == [p.start < place <= p.end for p in made]
    assert sum(bool(p.notes) for p in made) == 1


def test_a_bare_address_in_a_footnote_is_not_joined_to_the_statement_before_it() -> None:
    text = "Findings\n\nNobody read the guidance.\n\n1 https://guidance.example/fern"
    at = text.index("https")
    blocks = (
        Block(BlockKind.HEADING, 0, 8, 1),
        Block(BlockKind.PARAGRAPH, 10, 35),
        Block(BlockKind.NOTE, at, len(text), marker="1"),
    )
    made = passages(Loaded(text, blocks, "application/pdf", notes=((34, 2),)))
    assert [p.text for p in made] == ["Nobody read the guidance.", "https://guidance.example/fern"]
    assert made[0].notes == ((at, len(text)),)


@pytest.fixture
def index_of_the_review(tmp_path: Path) -> tuple[Path, LoadedDocument]:
    loaded = review()
    document, made = read_document("fern", "fern.pdf", loaded)
    return tmp_path, LoadedDocument(document, loaded.text, made)


def test_a_citation_carries_its_footnotes_and_pages(index_of_the_review: tuple[Path, LoadedDocument]) -> None:
    root, review_document = index_of_the_review
    live = open_live(root, [review_document])
    with live.use() as index:
        assert index is not None
        cited = cite(index, index.passages_of("fern"))
        assert [(c.page, c.page_end, c.notes) for c in cited] == [(1, 1, (POLICY,)), (1, 1, ()), (1, 2, ()), (2, 2, ())]
        assert verified(cited, index.text) == cited
    live.close()


def test_a_citation_whose_footnote_is_not_in_the_text_is_dropped() -> None:
    kept, made_up = replace(CITED, notes=("The school did.",)), replace(CITED, notes=("The nurse did.",))
    assert verified([kept, made_up], lambda _: TEXT) == (kept,)


def test_the_footnote_stands_under_the_quote_and_both_pages_are_named(tmp_path: Path) -> None:
    zed = briefing()
    cited = replace(citation(zed, 0), page=3, page_end=4, notes=("School <log>, May.", "Letters."))
    live = open_live(tmp_path, [zed])
    client = TestClient(create_app(ScriptedAssistant({"what": answered(cited)}), live, SETTINGS))  # type: ignore[arg-type]
    page = client.get(ask(client, "what"), headers={"Accept": "text/html"}).text
    entry = words(page, "li.source")
    assert "section “The Findings”, pages 3–4;" in entry
    assert "Nobody asked Child Zed what a day was like. Footnote: School <log>, May. Footnote: Letters. Open" in entry
    live.close()


def test_the_parts_of_a_long_paragraph_are_on_the_pages_where_they_are_printed() -> None:
    rows = [
        f"Row {n} of the long story of Child Fern says what each agency knew and when it was told." for n in range(40)
    ]
    book = Book().say(60, 800, "Findings", size=15, bold=True).say(60, 330, *rows[:20])
    loaded = book.turn().say(60, 780, *rows[20:]).load()
    turn = loaded.pages[1][0]
    made = passages(loaded)
    assert loaded.text[turn:].startswith("Row 20")
    assert [(p.page, p.page_end) for p in made] == [
        (1 if p.start < turn else 2, 1 if p.end <= turn else 2) for p in made
    ]
    assert {(p.page, p.page_end) for p in made} >= {(1, 1), (2, 2)} and len(made) > 3
