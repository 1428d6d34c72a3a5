"""Pseudonyms in titles, markers and text."""

import pytest

from ingest.subjects import in_marker, in_text, in_title

STORY = "Marlowe was fourteen. Marlowe's father was not seen, and Marlowe had told his school."


@pytest.mark.parametrize(
    ("title", "subjects"),
    [
        ("Case Mapping Exercise Child Z 6 Step Briefing", ("Child Z",)),
        ("Children Be", ("Children Be",)),
        ("Child On", ("Child On",)),
        ("Learning from the review of Family W", ("Family W",)),
        ("Baby R and Child S: 7 minute briefing", ("Baby R", "Child S")),
        ("Safeguarding Adult Review – Mr A", ("Mr A",)),
        ("Young Person F", ("Young Person F",)),
        ("Children F and G", ("Children F and G",)),
        ("Practice Review: Marlowe", ("Marlowe",)),
        ("Marlowe – Learning Summary", ("Marlowe",)),
        ("Practice Review: Westmarch", ()),
        ("Local Child Safeguarding Practice Review", ()),
        ("Child In Need plans: a briefing", ()),
        ("Family History in assessments", ()),
        ("Westmarch Safeguarding Children Partnership", ()),
        ("Child Protection Conference guide", ()),
    ],
)
def test_a_title_names_its_subjects(title: str, subjects: tuple[str, ...]) -> None:
    assert in_title([title], STORY) == subjects


def test_a_title_in_capitals_names_a_subject_that_the_text_calls_by_its_code() -> None:
    assert in_title(["A REVIEW CONCERNING CHILD M3"], "M3 was eleven months old.") == ("Child M3",)
    assert in_title(["A REVIEW CONCERNING CHILD M3"], "The baby was eleven months old.") == ()


@pytest.mark.parametrize(
    ("title", "subjects"),
    [
        ("Action plan – the Sorrel family", ("the Sorrel family",)),
        ("The Sorrel siblings: what we learned", ("The Sorrel siblings",)),
        ("Help for the Young Family", ()),
    ],
)
def test_a_title_names_a_family(title: str, subjects: tuple[str, ...]) -> None:
    assert in_title([title], "They lived together.") == subjects


@pytest.mark.parametrize(
    ("line", "subject"),
    [
        ("Child Four", "Child Four"),
        ("Case 2: Baby R", "Baby R"),
        ("Child F (aged 3)", "Child F"),
        ("Review 1 – Child On", "Child On"),
        ("The Ashby siblings", "The Ashby siblings"),
        ("3. Harbour Children: neglect", "Harbour Children"),
        ("Family Children", None),
        ("Case Study 1", None),
        ("Family Background", None),
        ("Child F's voice", None),
        ("Child Protection", None),
        ("Children in need", None),
    ],
)
def test_a_marker_line_begins_a_case(line: str, subject: str | None) -> None:
    assert in_marker(line, "", certain=False) == subject


def test_a_first_name_is_a_marker_only_as_a_heading_of_somebody_the_text_tells_of() -> None:
    assert in_marker("Marlowe", STORY, certain=True) == "Marlowe"
    assert in_marker("Marlowe", STORY, certain=False) is None
    assert in_marker("Supervision", STORY, certain=True) is None


def test_the_text_names_a_subject_only_where_it_is_plainly_the_one() -> None:
    assert in_text("Child F was two. Child F had a sister. Child F's nurse wrote.") == ("Child F",)
    assert in_text("Child F and Child G. Child F, Child G, Child H. Child H was older.") == ()
    assert in_text(f"He is known as Marlowe in this report. {STORY}") == ("Marlowe",)


@pytest.mark.parametrize(
    ("line", "subject"),
    [
        ("Jamie, aged 14", "Jamie"),
        ("Jamie (10 weeks)", "Jamie"),
        ("Jamie, and what we learned", None),
        ("June, 2023", None),
    ],
)
def test_a_name_with_an_age_is_a_marker_where_it_is_a_heading(line: str, subject: str | None) -> None:
    assert (in_marker(line, "", True), in_marker(line, "", False)) == (subject, None)
