"""Whose statements may be wrong options of whose, and how long what is known of an index is kept."""

import gc
import sys
import weakref
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from threading import Barrier

import pytest

from assistant.quizzes.distractors import Doubt, are_other_cases, distractors
from assistant.reviews import Entry, reviews
from ingest.commands import load
from vectorstore.data import DataDirectory
from vectorstore.document import Document
from vectorstore.embedder import load_embedder
from vectorstore.index import Index
from vectorstore.releases import read_pointer

BOARD = "Tallmere Safeguarding Children Partnership"
TEXTS = {
    "q7.md": f"""# Local Child Safeguarding Practice Review: Child Q7

{BOARD}

## Findings

- Neglect was described in each record as a single event, so that nobody saw how long it had lasted.
- School attendance fell for a year before the school asked why.
""",
    "r2.md": """# Local Child Safeguarding Practice Review: Child R2

Eldermoor Safeguarding Children Board

## Findings

- Domestic abuse was recorded by the police and not passed on to the health visitor.
- Health visitors did not ask about domestic abuse while a partner was in the room.
""",
}


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> DataDirectory:
    folder, data = tmp_path_factory.mktemp("reviews"), DataDirectory(tmp_path_factory.mktemp("data"))
    for name, text in TEXTS.items():
        (folder / name).write_text(text, encoding="utf-8")
    load(data, load_embedder(), [folder])
    return data


def opened(data: DataDirectory) -> Index:
    """Return the index, which nothing is known of yet."""
    pointer = read_pointer(data)
    assert pointer
    return Index.open(data, pointer.version, load_embedder())


@pytest.fixture
def index(data: DataDirectory) -> Iterator[Index]:
    index = opened(data)
    yield index
    index.close()


def entry(index: Index, subject: str) -> Entry:
    return next(one for one in reviews(index) if one.review.subject == subject)


def on_many(name: str, publisher: str | None) -> Entry:
    """Return a report on no one child."""
    document = Document(name, f"{name}.md", "text/markdown", "Learning from reviews", publisher=publisher)
    [review] = document.reviews
    return Entry(name, name, review, document, None, (), (), 1)


@pytest.mark.parametrize(
    ("publisher", "are_other"),
    [
        (BOARD, False),
        ("Tallmere Safeguarding Children’s Partnership", False),
        ("The TALLMERE Safeguarding Childrens Partnership", False),
        ("Eldermoor Safeguarding Children Board", True),
        (None, False),
    ],
)
def test_a_report_on_many_reviews_may_be_on_any_of_its_own_board_however_that_is_spelled(
    publisher: str | None, are_other: bool
) -> None:
    one, other = on_many("one", BOARD), on_many("other", publisher)

    assert are_other_cases(one, other) is are_other_cases(other, one) is are_other


def test_reviews_of_children_and_of_adults_are_never_compared() -> None:
    one, other = on_many("one", BOARD), on_many("other", "Eldermoor Safeguarding Children Board")

    assert not are_other_cases(one, replace(other, document=replace(other.document, population="adults")))


@pytest.mark.parametrize(
    ("words", "doubt"),
    [
        ("The form was printed on yellow paper.", Doubt.NO_THEME),
        ("Neglect was seen by the housing officer alone.", Doubt.THEME),
        ("Whether domestic abuse had happened before was not asked.", Doubt.ALIKE),
        ("Health visitors heard of domestic abuse from the police by post.", None),
    ],
)
def test_themes_decide_before_closeness_does(index: Index, words: str, doubt: Doubt | None) -> None:
    assert distractors(index).doubt_of_words(entry(index, "Child Q7"), words) == doubt


def test_what_is_known_of_an_index_does_not_keep_it(data: DataDirectory) -> None:
    index = opened(data)
    wrong = distractors(index)
    wrong.doubt_of_words(entry(index, "Child Q7"), "Whether domestic abuse had happened before was not asked.")
    kept = weakref.ref(index)

    index.close()
    del index
    gc.collect()

    assert kept() is None


@pytest.fixture
def often_switching() -> Iterator[None]:
    """Let threads run by turns that are short beside the work: 5 ms would be enough to be done with it."""
    before = sys.getswitchinterval()
    sys.setswitchinterval(1e-6)
    yield
    sys.setswitchinterval(before)


@pytest.mark.usefixtures("often_switching")
def test_threads_that_ask_at_once_get_the_same(index: Index) -> None:
    ready = Barrier(4)

    def ask() -> int:
        ready.wait()
        return id(distractors(index))

    with ThreadPoolExecutor(4) as threads:
        asked = [threads.submit(ask) for _ in range(4)]

    assert {one.result() for one in asked} == {id(distractors(index))}
