"""What must hold of the passages of any document."""

import re
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ingest.blocks import Loaded
from ingest.intake import Intake, examine
from ingest.outline import outline
from ingest.passages import LONGEST, split_long
from ingest.reading import read_document
from ingest.sandbox import LOADERS
from ingest.text import load_text
from ingest.titles import read_front
from vectorstore.passage import Passage
from vectorstore.sections import SectionType

CORPUS = sorted((Path(__file__).parents[1] / "evals" / "corpus").iterdir())


def load(path: Path) -> Loaded:
    intake = examine(path)
    assert isinstance(intake, Intake)
    loaded = LOADERS[intake.format](intake.data)
    assert isinstance(loaded, Loaded)
    return loaded


def check(loaded: Loaded) -> tuple[Passage, ...]:
    """Check that every passage is where it says it is, and that together they hold all that is not heading or boilerplate."""
    document, passages = read_document("d", "file", loaded)
    assert [loaded.text[p.start : p.end] for p in passages] == [p.text for p in passages]
    assert [p.order for p in passages] == list(range(len(passages)))
    assert all(0 < len(p.text) <= LONGEST and p.text == p.text.strip() for p in passages)
    assert len({p.id for p in passages}) == len(passages)
    assert {p.review for p in passages} <= {None, *document.subjects}

    front = read_front(loaded, "file")
    parts = outline(loaded, front.body, None)
    spans = [(b.start, b.end) for b in (*loaded.blocks[: front.body], *parts.left_out)] + [
        (p.start, p.end) for p in passages
    ]
    covered = bytearray(len(loaded.text))
    for start, end in spans:
        covered[start:end] = b"\1" * (end - start)
    markers = {b.marker for b in loaded.blocks if b.marker}
    left = "".join(c if not covered[n] else "\0" for n, c in enumerate(loaded.text))
    uncovered = [piece.strip(" \t\n:–—-") for piece in left.split("\0") if piece.strip(" \t\n:–—-")]
    assert [piece for piece in uncovered if not all(word in markers for word in piece.split())] == []
    return passages


@pytest.mark.parametrize("path", CORPUS, ids=lambda path: path.name)
def test_passages_of_the_sample_are_in_their_place_and_leave_nothing_out(path: Path) -> None:
    assert len(check(load(path))) > 10


def test_passages_of_the_real_reviews_are_in_their_place_and_leave_nothing_out(shared: Path) -> None:
    assert [len(check(load(path))) > 10 for path in sorted((shared / "reviews").glob("*.txt"))] == [True] * 5


HEADINGS = [
    "The Findings",
    "Findings continued",
    "Recommendations",
    "ACTIONS:",
    "Good Practice:",
    "Progress",
    "Outcome",
    "Child Z",
    "Child Nine",
    "1. Introduction",
    "Odd words",
]
LINES = st.one_of(
    st.sampled_from(HEADINGS),
    st.sampled_from(["* ", "- ", "1. ", "2.1 ", "a) ", "", "All - ", "Finding 2: ", "\t"]).flatmap(
        lambda mark: st.text(alphabet="abc deé.,;'\t•*–1", min_size=1, max_size=120).map(lambda words: mark + words)
    ),
    st.just(""),
    st.just("Recommendation 2"),
    st.just("Why not sign up for our newsletter?"),
    st.text(alphabet="abcdefgh .", min_size=900, max_size=1500),
)


@settings(deadline=None, max_examples=150)
@given(st.lists(LINES, min_size=1, max_size=30).map("\n\n".join))
def test_passages_of_any_text_are_in_their_place_and_leave_nothing_out(text: str) -> None:
    loaded = load_text(text.encode())
    if isinstance(loaded, Loaded):
        check(loaded)


@settings(deadline=None)
@given(st.text(alphabet="ab. ;,A\n", max_size=4000))
def test_a_long_statement_is_split_without_losing_a_word(text: str) -> None:
    if not text.strip():
        return
    spans = list(split_long(text, 0, len(text)))

    assert all(0 < end - start <= LONGEST for start, end in spans)
    assert re.sub(r"\s", "", "".join(text[a:b] for a, b in spans)) == re.sub(r"\s", "", text)
    assert spans == sorted(spans)


def test_a_long_paragraph_is_split_at_its_sentences_into_parts_of_one_item() -> None:
    sentence = "The review found that the handover between the two teams was late and that nobody had read the earlier assessment. "
    loaded = load_text(f"Learning Review\n\nFindings\n\n1. {sentence * 12}\n\n2. Short.\n".encode())
    assert isinstance(loaded, Loaded)

    passages = check(loaded)

    assert [(p.item, p.part) for p in passages] == [("F1", 0), ("F1", 1), ("F1", 2), ("F2", 0)]
    assert all(p.text.endswith(".") and p.section is SectionType.FINDINGS for p in passages)


def test_pages_are_kept() -> None:
    path = next(path for path in CORPUS if path.name == "marlowe-practice-review.pdf")

    pages = [p.page for p in check(load(path))]

    assert pages == sorted(page or 0 for page in pages) and pages[0] == 1 and (pages[-1] or 0) > 4
