"""Which review a question names."""

import pytest

from assistant.names import named_documents, named_reviews
from vectorstore.document import Document, Review

SUBJECTS = ("Child On", "Children Be", "Child Four", "Child Z", "Child J2", "Family W", "Marlowe", "Young Person K")
REVIEWS = [Review("d", subject, "title", None) for subject in SUBJECTS]


def names(question: str) -> list[str | None]:
    return [review.subject for review in named_reviews(question, REVIEWS)]


@pytest.mark.parametrize(
    ("question", "subjects"),
    [
        ("What were the findings for Child Z?", ["Child Z"]),
        ("whats the latest on child z's placement", ["Child Z"]),
        ("What went wrong for Z in the end?", ["Child Z"]),
        ("anything about child on and the dentist", ["Child On"]),
        ("child on recommendations please", ["Child On"]),
        ("In Child On who was the father?", ["Child On"]),
        ("Child On", ["Child On"]),
        ("Did anybody assess the Be children?", ["Children Be"]),
        ("children be findings", ["Children Be"]),
        ("the Be kids and housing", ["Children Be"]),
        ("what did we learn from child 4", ["Child Four"]),
        ("Child Four – all recommendations", ["Child Four"]),
        ("J2 briefing: actions?", ["Child J2"]),
        ("family w recs", ["Family W"]),
        ("what happened to marlowe", ["Marlowe"]),
        ("YP K and transitions", ["Young Person K"]),
        ("Compare Child Z with Family W", ["Child Z", "Family W"]),
    ],
)
def test_a_name_is_read_in_any_case(question: str, subjects: list[str]) -> None:
    assert names(question) == subjects


@pytest.mark.parametrize(
    "question",
    [
        "Is every child on a plan for neglect reviewed?",
        "what about a child on his own at night",
        "should a child on the roll of a school be seen",
        "how should children be involved in their plans?",
        "Can children be at risk from a parent in prison?",
        "what did four reviews say",
        "children in need",
        "what do reviews say about the family with no home",
        "any learning about child protection conferences?",
    ],
)
def test_everyday_words_name_nobody(question: str) -> None:
    assert names(question) == []


def test_a_place_names_the_documents_of_its_publisher() -> None:
    documents = [
        Document("a", "a.txt", "text/plain", "A", publisher="Saltmere Safeguarding Children Board"),
        Document("b", "b.txt", "text/plain", "B", publisher="Westmarch and Eldermoor Safeguarding Partnership"),
        Document("c", "c.txt", "text/plain", "C"),
    ]

    assert [
        [d.id for d in named_documents(q, {d.id: d for d in documents}, lambda _: "")]
        for q in ("what is saltmere's plan", "the Eldermoor report", "safeguarding children")
    ] == [["a"], [], []]
