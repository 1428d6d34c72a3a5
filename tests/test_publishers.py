"""Which spellings mean one publisher."""

import pytest

from assistant.filters import Filters
from assistant.publishers import as_offered, is_named, is_same, spellings
from vectorstore.document import Document
from vectorstore.passage import Passage
from vectorstore.sections import SectionType

SALTMERE = "Saltmere Safeguarding Children Partnership"


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        (SALTMERE, "Saltmere Safeguarding Children's Partnership", True),
        (SALTMERE, "The SALTMERE Safeguarding Childrens Partnership.", True),
        ("Saltmere & Westmarch Safeguarding Adults Board", "Saltmere and Westmarch Safeguarding Adults’ Board", True),
        ("King's Moor Safeguarding Children Board", "Kings Moor Safeguarding Children Board", True),
        (SALTMERE, "Saltmere Safeguarding Children Board", False),
        (SALTMERE, "Saltmere Safeguarding Adults Partnership", False),
        (SALTMERE, "SSCP", False),
        (SALTMERE, "", False),
    ],
)
def test_spellings_that_differ_in_marks_capitals_and_small_words_are_one(one: str, other: str, same: bool) -> None:
    assert is_same(one, other) == is_same(other, one) == same


def test_the_spelling_that_is_printed_most_often_is_offered() -> None:
    printed = [SALTMERE.upper(), SALTMERE, "Eldermoor Board", SALTMERE]

    assert spellings(printed) == ("Eldermoor Board", SALTMERE)
    assert as_offered(SALTMERE.upper(), spellings(printed)) == SALTMERE
    assert as_offered("Thornvale", spellings(printed)) == "Thornvale"


def test_a_part_of_a_name_is_found_however_it_is_spelled() -> None:
    assert is_named("salt", SALTMERE) and is_named("safeguarding children’s", SALTMERE)
    assert not is_named("Westmarch", SALTMERE)


def test_a_question_that_is_narrowed_to_a_publisher_reaches_every_spelling_of_it() -> None:
    passage = Passage("p", "d", None, SectionType.FINDINGS, "Findings", None, 0, 0, 0, 1, "a")
    kept = [
        Filters(publisher="Saltmere Safeguarding Children’s Partnership").admit(
            Document("d", "d.txt", "text/plain", "Review", publisher=publisher), passage
        )
        for publisher in (SALTMERE, SALTMERE.upper(), "Eldermoor Safeguarding Children Board", None)
    ]

    assert kept == [True, True, False, False]
