"""Lines below a recommendation that say who does it and by when."""

import pytest
from formats import load

from ingest.reading import read_document
from vectorstore.passage import Passage

PLAN = """# Learning from Child Ebb

## Recommendations

Recommendation 1. Schools should ring a nurse when a child is missing for two days.

{first}

Recommendation 2. The partnership should check that letters arrive.

{second}
"""


def passages(first: str, second: str, suffix: str = "md") -> tuple[Passage, ...]:
    written = PLAN.format(first=first, second=second)
    return read_document("d", f"file.{suffix}", load(written, suffix))[1]


@pytest.mark.parametrize("suffix", ["md", "docx", "html", "pdf"])
def test_who_leads_and_by_when_stays_with_the_recommendation(suffix: str) -> None:
    found = passages("Lead: Director of Education. By March 2031.", "Timescale: six months", suffix)

    assert [(p.item, p.addressee, " ".join(p.text.split()).partition(". ")[2]) for p in found] == [
        (
            "Recommendation 1",
            "Schools",
            "Schools should ring a nurse when a child is missing for two days. "
            "Lead: Director of Education. By March 2031.",
        ),
        (
            "Recommendation 2",
            "The partnership",
            "The partnership should check that letters arrive. Timescale: six months",
        ),
    ]


@pytest.mark.parametrize(
    "line",
    ["Responsible agency: Health visiting", "Action owner: Head of Service", "By when: May 2031", "Target date: May"],
)
def test_the_words_before_the_colon_may_be_any_that_head_such_a_column(line: str) -> None:
    first, second = passages(line, "Lead: the board")

    assert first.text.endswith(line)
    assert second.text.endswith("Lead: the board")


def test_where_nobody_is_addressed_the_lead_is() -> None:
    written = PLAN.replace("Schools should ring a nurse", "A nurse is rung").format(first="Lead: The board.", second="")
    first = read_document("d", "file.md", load(written, "md"))[1][0]

    assert first.addressee == "The board"


@pytest.mark.parametrize(
    "line",
    [
        "Why this matters: a letter went to an old address for eleven weeks.",
        "Schools: keep a list of numbers.",
        "Lead: " + "a very long story about who could do this and who could not. " * 6,
    ],
)
def test_other_lines_with_a_colon_stay_by_themselves(line: str) -> None:
    assert len(passages(line, "Lead: the board")) == 3


GROUPED = """# Learning from Child Ebb

## Recommendations

Lead: Police

- Officers ring the school on the same day.
- A call is made to the school before a home visit.

Lead: Health visiting

- Visits are made at home.
"""


@pytest.mark.parametrize("suffix", ["md", "docx", "html", "txt"])
def test_a_lead_above_its_recommendations_is_never_put_on_those_of_another(suffix: str) -> None:
    found = read_document("d", f"file.{suffix}", load(GROUPED, suffix))[1]
    said = {p.text: p.addressee or "" for p in found if p.item}

    assert "Health" not in said["A call is made to the school before a home visit."]
    assert "Police" not in said["Visits are made at home."]
    assert [text for text in said if "home visit." in text and "Lead" in text] == []


def test_a_lead_directly_below_the_label_of_a_recommendation_is_no_recommendation_of_its_own() -> None:
    written = (
        "# Learning from Child Ebb\n\n## Recommendations\n\n### Recommendation 1\n\nLead: Police\n\n"
        "Officers ring the school on the same day.\n\n### Recommendation 2\n\nLead: Health visiting\n\n"
        "Visits are made at home.\n"
    )
    found = read_document("d", "file.md", load(written, "md"))[1]

    assert {p.item: p.text for p in found if "Lead" not in p.text} == {
        "Recommendation 1": "Officers ring the school on the same day.",
        "Recommendation 2": "Visits are made at home.",
    }
