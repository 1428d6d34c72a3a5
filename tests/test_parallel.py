"""Cases told in the same sections one after the other, whatever they are called."""

import pytest

from ingest.blocks import Loaded
from ingest.markdown import load_markdown
from ingest.parallel import parallel_cases
from ingest.reading import read_document
from ingest.text import load_text


def loaded(text: str) -> Loaded:
    found = load_markdown(text.encode())
    assert isinstance(found, Loaded)
    return found


def bulletin(*cases: str, sections: tuple[str, ...] = ("What happened", "Key learning", "Recommendations")) -> str:
    told = [
        f"## {case}\n\n" + "\n\n".join(f"### {s}\n\nOf {case}: {s} was told here." for s in sections) for case in cases
    ]
    return "\n\n".join(["# Practice bulletin", *told, "## Questions for your team\n\n- Who do you tell?"])


@pytest.mark.parametrize(
    ("text", "names"),
    [
        (bulletin("Odran", "The Quayside Children"), ["Odran", "The Quayside Children"]),
        (bulletin("Odran", "Baby Fenn", "Family Ash"), ["Odran", "Baby Fenn", "Family Ash"]),
        (bulletin("Odran"), []),
        (bulletin("Odran", "Baby Fenn", sections=("What happened",)), []),
        (bulletin("Recording", "Supervision") + "\n\nThe recording was poor and supervision was late.", []),
        (bulletin("Finding 1", "Finding 2"), []),
    ],
)
def test_headings_over_the_same_sections_are_cases_where_they_are_names(text: str, names: list[str]) -> None:
    assert list(parallel_cases(loaded(text)).values()) == names


def test_sections_of_like_kinds_are_enough_where_their_wording_differs() -> None:
    text = (
        "# Bulletin\n\n## Odran\n\n### About Odran\n\nOdran was nine.\n\n### What happened\n\nHe was hurt.\n\n### What we found\n\nNobody asked."
        "\n\n## Cass and Iven\n\n### The incident\n\nIven was ill.\n\n### Findings from the rapid review\n\nCass was caring for him."
        "\n\n## Find out more\n\nRing the office."
    )

    assert list(parallel_cases(loaded(text)).values()) == ["Odran", "Cass and Iven"]


def test_each_case_has_its_own_statements_and_what_comes_behind_them_has_none() -> None:
    _, passages = read_document("d", "bulletin.md", loaded(bulletin("Odran", "The Quayside Children")))

    assert [(p.review, p.section.value) for p in passages] == [
        ("Odran", "incident"),
        ("Odran", "learning"),
        ("Odran", "recommendations"),
        ("The Quayside Children", "incident"),
        ("The Quayside Children", "learning"),
        ("The Quayside Children", "recommendations"),
        (None, "questions"),
    ]


PLAIN = """Penford Safeguarding Partnership
Learning bulletin

Men in the household

This bulletin brings the learning of three reviews together.

Baby Fern

What happened

Fern was brought to hospital with a swollen leg and has since recovered well.

Summary of the key learning

- Father was never asked about himself at any of the visits to the flat.

Child K2

What happened

K2 told a midday supervisor that he was made to stand in the dark bath.

Summary of the key learning

- Good practice: the supervisor wrote down the words of K2 straight away.

Family Ash

Background

The Ash children had been on plans for neglect for most of four years.

Summary of the key learning

- Every meeting was held when Father was asleep after a night shift.

What does this mean for me?

- Ask every family at every contact who lives here and who helps with the children.

Key Actions and Recommendations

- Schools - to confirm the details of the household at the start of each year.
"""


def test_what_follows_the_last_section_of_the_last_case_is_about_none() -> None:
    read = load_text(PLAIN.encode())
    assert isinstance(read, Loaded)
    _, passages = read_document("d", "bulletin.txt", read)

    assert [(p.review, p.section.value) for p in passages] == [
        (None, "introduction"),
        ("Baby Fern", "incident"),
        ("Baby Fern", "learning"),
        ("Child K2", "incident"),
        ("Child K2", "good_practice"),
        ("Family Ash", "background"),
        ("Family Ash", "learning"),
        (None, "learning"),
        (None, "recommendations"),
    ]


def test_names_in_capitals_above_the_same_story_are_cases_where_no_heading_has_a_rank() -> None:
    told = "\n\n".join(
        f"{name.upper()}\n\nBackground\n\n{name} lived with a mother and a sister for most of the year.\n\nSummary of the key learning\n\n"
        f"- Nobody asked {name} about home at any of the visits that were made.\n\nRecommendations\n\n1. Schools should ask {name} first and in private."
        for name in ("Baby Otis", "Saffron")
    )
    read = load_text(f"Marlshire Partnership\nLearning bulletin\n\n{told}\n".encode())
    assert isinstance(read, Loaded)
    assert list(parallel_cases(read).values()) == ["Baby Otis", "Saffron"]
    _, passages = read_document("d", "bulletin.txt", read)
    assert [p.review for p in passages] == ["Baby Otis"] * 3 + ["Saffron"] * 3


def test_a_text_of_one_line_is_read() -> None:
    read = load_text(b"The Findings")
    assert isinstance(read, Loaded)
    assert read_document("d", "one.txt", read)[1] == ()
