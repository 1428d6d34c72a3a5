"""Documents that a question means by their kind."""

import pytest
from briefings import open_briefings

from assistant.kinds import of_kind
from assistant.scope import named_scope
from vectorstore.embedder import load_embedder

TEXTS = {
    "summary.txt": "Executive Summary – Child Z\n\nBrookmere Safeguarding Children Board\n\nFindings\n\nThe health visitor had a caseload of 600 children and no supervision.\n",
    "progress.txt": "Progress Report on the Review of Child Y\n\nBrookmere Safeguarding Children Board\n\nProgress\n\nCaseloads in Brookmere are 400 on average and are counted each month.\n",
}


@pytest.mark.parametrize(
    ("question", "sources"),
    [
        ("what caseload in the Brookmere exec summary", ["summary.txt"]),
        ("what caseload in the Brookmere progress report", ["progress.txt"]),
        ("is the nurse in the progress report Child Z's nurse", ["summary.txt", "progress.txt"]),
        ("do any progress reports speak of caseloads", []),
    ],
)
def test_a_kind_of_document_narrows_what_is_asked_of(
    question: str, sources: list[str], tmp_path_factory: pytest.TempPathFactory
) -> None:
    live = open_briefings(tmp_path_factory.mktemp("kinds"), load_embedder(), texts=TEXTS)
    with live.use() as index:
        assert index is not None
        found = {index.documents[review.document_id].source for review in named_scope(index, question).reviews}
    live.close()
    assert found == set(sources)


def test_two_kinds_or_none_mean_no_document() -> None:
    assert of_kind("the newsletter or the action plan", []) == ()
    assert of_kind("who was the midwife", []) == ()
