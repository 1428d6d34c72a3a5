"""Which review and which place a question names."""

import pytest

from assistant.names import named_reviews, unknown_subjects, without_names
from assistant.places import documents_of, named_places
from vectorstore.document import Document, Review

SUBJECTS = (
    "Child On",
    "Children Be",
    "Child Four",
    "Child Z",
    "Child J2",
    "Family W",
    "Marlowe",
    "Hope",
    "Young Person K",
    "Child A",
    "The Ashby siblings",
)
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
        ("there are two child Zs, which board is each from", ["Child Z"]),
        ("did Hope see the health visitor", ["Hope"]),
        ("the hope review", ["Hope"]),
        ("marlowe DHR actions", ["Marlowe"]),
        ("what did we learn from the Ashby siblings", ["The Ashby siblings"]),
        ("ashby kids recs", ["The Ashby siblings"]),
        ("how many siblings did Marlowe have", ["Marlowe"]),
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
        "what do the reviews say about a child four weeks old who died?",
        "a case 4 years ago, what was learned?",
        "kids four and five years old in care",
        "vitamin Z review",
        "group A report",
        "class A drugs in a child's home",
        "children hope for better",
        "Hope is not a plan, what is?",
        "did dad think there was a child z-bed in the room",
    ],
)
def test_everyday_words_name_nobody(question: str) -> None:
    assert names(question) == []


@pytest.mark.parametrize(
    ("question", "subjects"),
    [
        ("Why was supervision poor for Child W?", ("Child W",)),
        ("child b findings", ("Child B",)),
        ("recommendations for Baby Z and Child Z", ("Baby Z",)),
        ("What happened to Baby Jonah?", ("Baby Jonah",)),
        ("YP M and transitions", ("Young Person M",)),
        ("Child Seven findings", ("Child Seven",)),
        ("what did child 2 of Family W say", ()),
        ("Family Group Conference offers", ()),
        ("Child At Risk registers", ()),
        ("a child GP appointment", ()),
        ("child c section", ()),
        ("What are the findings for Child Z?", ()),
    ],
)
def test_a_subject_that_no_review_has_is_known_by_its_form(question: str, subjects: tuple[str, ...]) -> None:
    assert unknown_subjects(question, named_reviews(question, REVIEWS)) == subjects


def test_only_the_name_is_left_out_and_not_the_everyday_word() -> None:
    hope = named_reviews("Did mum hope for more in Hope's case?", REVIEWS)

    assert without_names("Did mum hope for more in Hope's case?", hope) == "Did mum hope for more in case?"


PUBLISHERS = {
    "a": "Saltmere Safeguarding Children Board",
    "b": "Westmarch and Eldermoor Safeguarding Partnership",
    "c": None,
    "r": "Reading Safeguarding Children Partnership",
    "t": "City of Thornvale & Dyffryn Hafren Regional Safeguarding Board",
    "n": "CPSF",
    "o": "Oxfordshire Safeguarding Children Board",
}


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        ("what is saltmere's plan", ["a", "c"]),
        ("what happened in saltmere?", ["a", "c"]),
        ("the Eldermoor report", ["b"]),
        ("anything from Westmarch", ["b"]),
        ("the Dyffryn Hafren review", ["t"]),
        ("any oxon briefings?", ["o"]),
        ("what happened in Reading", ["r"]),
        ("the reading newsletter", ["r"]),
        ("a report by reading", ["r"]),
        ("the CPSF briefing", ["n"]),
        ("the CPSF helpline", []),
        ("safeguarding children", []),
        ("professionals reading case notes", []),
        ("Reading case notes: what was learned?", []),
        ("two beds in one room", []),
    ],
)
def test_a_place_names_the_documents_of_its_publisher(question: str, expected: list[str]) -> None:
    documents = {
        name: Document(name, f"{name}.txt", "text/plain", name, publisher=publisher)
        for name, publisher in PUBLISHERS.items()
    }
    text = "Staff in Saltmere were reading the notes. Reading them took time."
    found = [
        d.id for place in named_places(question, documents) for d in documents_of(place, documents, lambda _: text)
    ]

    assert found == expected
