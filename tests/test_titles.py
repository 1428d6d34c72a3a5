"""What a document says about itself."""

from dataclasses import asdict

import pytest

from ingest.blocks import Loaded
from ingest.text import load_text
from ingest.titles import read_front


def front(text: str) -> dict[str, object]:
    loaded = load_text(text.encode())
    assert isinstance(loaded, Loaded)
    return asdict(read_front(loaded, "file.txt"))


def test_a_title_over_three_lines_is_read_whole_and_nothing_else_is_guessed() -> None:
    text = "Serious Case Review\n\n6 Step Briefing\n\nChildren Be\n\nThe Background\n\nMother was alone.\n\nThe Review\n\nA Case Mapping Exercise was agreed.\n"

    assert front(text) == {
        "title": "Serious Case Review – 6 Step Briefing – Children Be",
        "body": 3,
        "subjects": ("Children Be",),
        "publisher": None,
        "kind_titled": "Serious Case Review, 6 Step Briefing",
        "kind_stated": "Case Mapping Exercise",
        "date": None,
        "year": None,
        "population": "children",
    }


def test_publisher_and_date_of_the_title_block_are_told_apart_from_the_title() -> None:
    text = "Saltmere Safeguarding Children Partnership\n\n7 Minute Briefing: Child F\n\nPublished: 4 March 2031\n\nBackground\n\nChild F was seen in June 2029.\n"

    told = front(text)

    assert (told["title"], told["publisher"], told["date"], told["year"]) == (
        "7 Minute Briefing: Child F",
        "Saltmere Safeguarding Children Partnership",
        "4 March 2031",
        2031,
    )


@pytest.mark.parametrize(
    ("sentence", "publisher"),
    [
        ("The Saltmere Safeguarding Children Board agreed.", "Saltmere Safeguarding Children Board"),
        ("The Local Safeguarding Children Board (LSCB) agreed.", None),
        ("SSCB asked for this.", None),
        ("Saltmere Safeguarding Children Board and Eldermoor Safeguarding Children Board met.", None),
    ],
)
def test_a_publisher_is_the_only_board_that_is_named_in_full(sentence: str, publisher: str | None) -> None:
    assert front(f"Learning Review\n\nBackground\n\n{sentence}\n")["publisher"] == publisher


@pytest.mark.parametrize(
    ("sentence", "kind"),
    [
        ("A Serious Case Review was undertaken.", "Serious Case Review"),
        ("It was agreed to undertake a rapid review.", "rapid review"),
        ("It did not fit the criteria for a Serious Case Review.", None),
        ("A Serious Case Review was not commissioned.", None),
    ],
)
def test_the_kind_that_was_done_is_what_the_text_says_was_done(sentence: str, kind: str | None) -> None:
    assert front(f"Learning Briefing\n\nThe Review\n\n{sentence}\n")["kind_stated"] == kind


def test_dates_of_events_are_no_publication_date() -> None:
    assert front("Learning Briefing\n\nBackground\n\nIn May 2029 police were called.\n")["date"] is None


def test_adults_reviews_are_marked_as_such() -> None:
    assert front("Safeguarding Adult Review – Mr A\n\nBackground\n\nMr A was 80.\n")["population"] == "adults"


def test_the_file_name_stands_in_for_a_missing_title() -> None:
    assert (
        front("The family was known to services for years and nothing was written down about it by anyone.")["title"]
        == "file.txt"
    )


@pytest.mark.parametrize(
    ("lines", "date"),
    [
        ("Practice Review – Child F\n\nFinal report – September 2031", "September 2031"),
        ("Progress Report about Family V\n\nReport to the Board, 22 May 2031", "22 May 2031"),
        ("Case Review Action Plan\n\nVersion 4, updated 17 January 2031. Owner: Case Review Group", "17 January 2031"),
        ("Progress Report about Family V\n\nWhy we are reporting\n\nThe review was published in May 2029.", None),
        ("Learning Review\n\nBackground\n\nThe plan was dated 2028.", None),
        ("A thematic analysis of seven reviews, 2027 to 2031", None),
    ],
)
def test_the_date_is_the_documents_own(lines: str, date: str | None) -> None:
    assert front(f"{lines}\n\nIntroduction\n\nWords of the report.\n")["date"] == date


_UNDER_IT, _ABOVE_IT = (
    "Learning Briefing: Family Y\n\n{}\n\nSaltmere Safeguarding Children Partnership",
    "{}\n\nLearning Briefing: Family Y\n\nSaltmere Safeguarding Children Partnership",
)


@pytest.mark.parametrize(
    ("line", "date"),
    [
        ("March 2031.", "March 2031"),
        ("14th March 2031.", "14th March 2031"),
        ("14 Mar 2031", "14 Mar 2031"),
        ("Autumn 2030.", "Autumn 2030"),
        ("Spring/Summer 2030", "Spring/Summer 2030"),
        ("2031-03-14", "2031-03-14"),
        ("Published in March 2031.", "March 2031"),
    ],
)
@pytest.mark.parametrize("place", [_UNDER_IT, _ABOVE_IT])
def test_a_line_that_is_only_a_date_is_the_documents_date_and_ends_no_title_block(
    place: str, line: str, date: str
) -> None:
    told = front(f"{place.format(line)}\n\nBackground\n\nThe family was known to services.\n")

    assert {name: told[name] for name in ("title", "publisher", "date", "body")} == {
        "title": "Learning Briefing: Family Y",
        "publisher": "Saltmere Safeguarding Children Partnership",
        "date": date,
        "body": 3,
    }


@pytest.mark.parametrize(
    ("below_the_title", "date"),
    [
        ("Every family is different.\n\nMarch 2031.\n\nBackground\n\nPolice were called.", "March 2031"),
        ("Every family is different.\n\nMarch 2029\n\nPolice were called.", None),
        ("Every family is different.\n\nMarch 2029\n\nBirth\n\nMay 2029\n\nFirst visit", None),
        ("Background\n\nMarch 2029\n\nFirst visit\n\nPolice were called.", None),
    ],
)
def test_a_date_by_itself_is_the_documents_own_only_above_the_first_section(
    below_the_title: str, date: str | None
) -> None:
    assert front(f"Learning Briefing: Family Y\n\n{below_the_title}\n")["date"] == date


def test_a_name_in_capitals_is_the_subject_where_the_text_tells_of_a_person() -> None:
    text = "LEARNING BRIEFING\n\nCALLUM\n\nPublished July 2031\n\nWHO IS CALLUM?\n\nCallum is not his real name. Callum was nine. Callum's nan wrote.\n"

    told = front(text)

    assert (told["subjects"], told["title"], told["date"]) == (("Callum",), "LEARNING BRIEFING – CALLUM", "July 2031")
