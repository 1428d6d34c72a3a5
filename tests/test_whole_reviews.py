"""Reviews that hold a question's words as a whole, in whatever passages those stand."""

from collections.abc import Iterator

import pytest
from briefings import TWO_OF_ONE_NAME, open_briefings

from assistant.catalogue import key_of
from assistant.whole_reviews import review_scores, standing_out
from vectorstore.embedder import load_embedder
from vectorstore.index import Index
from vectorstore.withdrawals import Action, Withdrawal


@pytest.fixture(scope="module")
def index(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Index]:
    live = open_briefings(tmp_path_factory.mktemp("whole"), load_embedder(), texts=TWO_OF_ONE_NAME)
    with live.use() as opened:
        assert opened is not None
        yield opened
    live.close()


def test_the_review_whose_passages_together_hold_the_words_scores_highest(index: Index) -> None:
    scores = review_scores(index, "the dentist and the appointments that were missed")
    best = max(scores, key=lambda key: scores[key])

    assert best[1] == "Child On"
    assert scores[best] == 1.0
    assert all(0.0 <= score <= 1.0 for score in scores.values())


def test_words_that_stand_nowhere_score_no_review(index: Index) -> None:
    assert review_scores(index, "zeppelin quokka") == {}


def test_only_the_passages_of_a_review_far_ahead_stand_out(index: Index) -> None:
    one, other, *rest = {key_of(passage): 0.0 for passage in index.passages}
    of_one = tuple(p.id for p in index.passages if key_of(p) == one)
    others = dict.fromkeys(rest, 0.1)

    assert standing_out(index, {one: 1.0, other: 0.5} | others) == of_one
    assert standing_out(index, {one: 1.0, other: 0.88, **dict.fromkeys(rest, 0.88)}) == ()
    assert standing_out(index, {}) == ()


def test_a_withdrawn_document_scores_nothing(index: Index) -> None:
    gone = next(p.document_id for p in index.passages if p.review == "Child On")
    view = index.without({gone: Withdrawal(gone, Action.WITHDRAW, "asked for", "Kit", "2031-01-01T00:00:00Z")})

    assert all(document != gone for document, _ in review_scores(view, "the dentist and missed appointments"))
