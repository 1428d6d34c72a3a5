"""Quotes that fail the check, and answers that would be left with nothing or with less."""

from collections.abc import Iterator
from dataclasses import replace

import pytest
from briefings import open_briefings
from hypothesis import given
from hypothesis import strategies as st

from assistant.answer import Citation, Status
from assistant.assistant import answered
from assistant.evidence import Evidence, find_evidence
from assistant.filters import Filters
from assistant.verifier import LONGEST_QUOTE, is_verbatim, unknown_markers, verified
from vectorstore.embedder import load_embedder
from vectorstore.index import Index

TEXT = "Nobody asked the father. The school did.\n" * 40
CITED = Citation(
    1, "Nobody asked the father.", "a.txt", "a", "A", None, None, "findings", None, None, None, 0, 24, "/a"
)


@pytest.fixture(scope="module")
def index(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Index]:
    live = open_briefings(tmp_path_factory.mktemp("verifier"), load_embedder())
    with live.use() as opened:
        assert opened is not None
        yield opened
    live.close()


@pytest.fixture
def evidence(index: Index) -> Evidence:
    return find_evidence(index, "What are the recommendations for Child On?", (), Filters())


def text_of(document_id: str) -> str:
    return {"a": TEXT}[document_id]


def test_a_quote_that_stands_at_its_span_is_kept() -> None:
    assert verified([CITED], text_of) == (CITED,)


@pytest.mark.parametrize(
    "changed",
    [
        replace(CITED, quote="Nobody asked the mother."),
        replace(CITED, quote="nobody asked the father."),
        replace(CITED, start=1),
        replace(CITED, end=23),
        replace(CITED, start=-24, end=0),
        replace(CITED, start=5, end=5, quote=""),
        replace(CITED, start=len(TEXT), end=len(TEXT) + 24),
        replace(CITED, document_id="unknown"),
        replace(CITED, end=LONGEST_QUOTE + 1, quote=TEXT[: LONGEST_QUOTE + 1]),
    ],
)
def test_what_does_not_is_dropped(changed: Citation) -> None:
    assert verified([changed, CITED], text_of) == (CITED,)


@given(st.text(max_size=60), st.integers(-5, 65), st.integers(-5, 65), st.text(max_size=20))
def test_only_the_words_of_the_text_itself_pass(text: str, start: int, end: int, quote: str) -> None:
    cited = replace(CITED, start=start, end=end, quote=quote)

    assert is_verbatim(cited, lambda _: text) == (0 <= start < end <= len(text) and text[start:end] == quote)


def test_markers_without_a_citation_are_found_and_quoted_brackets_are_none() -> None:
    assert unknown_markers("“One” [1] “two \\[7\\]” [2]", [CITED]) == {2}


def test_a_quote_that_fails_is_left_out_and_said_to_be(index: Index, evidence: Evidence) -> None:
    first, second = evidence.passages
    answer = answered(index, replace(evidence, passages=(replace(first, text=f"{first.text}!"), second)))

    assert (answer.status, [(c.number, c.quote) for c in answer.citations]) == (Status.PARTIAL, [(1, second.text)])
    assert answer.answer.startswith(
        "Missing from this answer: 1 quote that could not be checked against its document.\n\n1 recommendation,"
    )


def test_an_answer_of_which_every_quote_fails_is_not_found(index: Index, evidence: Evidence) -> None:
    answer = answered(
        index, replace(evidence, passages=tuple(replace(p, start=p.start + 1) for p in evidence.passages))
    )

    assert (answer.status, answer.abstained, answer.citations) == (Status.NOT_FOUND, True, ())
