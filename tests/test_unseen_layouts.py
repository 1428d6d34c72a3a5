"""Invented documents in layouts that nobody wrote rules for: whose learning it is, lists taken whole, rows of tables."""

import pytest
from formats import FORMATS, load

from ingest.headings import classify
from ingest.leads import announced
from ingest.reading import read_document
from ingest.subjects import in_likely_marker, in_marker, in_study, in_text, in_title
from vectorstore.passage import Passage


def passages(written: str, suffix: str) -> tuple[Passage, ...]:
    return read_document("d", f"file.{suffix}", load(written, suffix))[1]


def said(written: str, suffix: str) -> list[str]:
    """Return a line for each passage: whose it is, its kind and item, and its first words."""
    found = passages(written, suffix)
    return [f"{p.review} | {p.section.value} | {p.item} | {' '.join(p.text.split()[:3])}" for p in found]


CASES = {
    ("FAMILY 12", "BABY LEONIE", "CHILD EBB"): ("Family 12", "Baby Leonie", "Child Ebb"),
    ("Case study: Rosa", "Jay’s story", "Learning from Adult M"): ("Rosa", "Jay", "Adult M"),
    ("STORY ONE: THE FERRY TWINS", "STORY TWO: BABY LEONIE", "STORY THREE: JAY"): (
        "The Ferry Twins",
        "Baby Leonie",
        "Jay",
    ),
    ("Spotlight on Child K2, 14", "Case two – CHILD EBB", "Case three: the Linnet brothers"): (
        "Child K2",
        "Child Ebb",
        "the Linnet brothers",
    ),
}
TALES = {
    "Family 12": "They had moved three times.",
    "Baby Leonie": "Leonie was seven weeks old.",
    "Child Ebb": "Ebb was eleven. Ebb had no school.",
    "Rosa": "Rosa was nine. Rosa had slept in a car.",
    "Jay": "Jay was fifteen. Jay had money.",
    "Adult M": "Adult M lived alone.",
    "The Ferry Twins": "They were eight years old.",
    "Child K2": "Child K2 was found in another county.",
    "the Linnet brothers": "They cooked by themselves.",
}


CASE = """{rank} {head}
{tale}
### FAMILY HISTORY
Carer {n} had gone.
### What we learned
- Ask carer {n}.
### What we want to happen
- Schools ring {n}.
- Nurses write {n}.
"""


@pytest.mark.parametrize("suffix", FORMATS)
@pytest.mark.parametrize("rank", ["##", "###"], ids=["higher", "alike"])
@pytest.mark.parametrize("heads", CASES, ids=lambda heads: heads[0])
def test_the_cases_of_a_newsletter_are_told_apart(heads: tuple[str, ...], rank: str, suffix: str) -> None:
    written, expected = "# Learning newsletter\nWestmarch Safeguarding Children Partnership\n", []
    for n, (head, name) in enumerate(zip(heads, CASES[heads], strict=True)):
        written += CASE.format(rank=rank, head=head, tale=TALES[name], n=n)
        expected += [
            f"{name} | background | None | {' '.join(TALES[name].split()[:3])}",
            f"{name} | background | None | Carer {n} had",
            f"{name} | learning | unnumbered, 1st | Ask carer {n}.",
            f"{name} | recommendations | unnumbered, 1st | Schools ring {n}.",
            f"{name} | recommendations | unnumbered, 2nd | Nurses write {n}.",
        ]
    written += f"{rank} Next steps for agencies\n- Talk about it.\n"
    assert said(written, suffix) == [*expected, "None | actions | unnumbered, 1st | Talk about it."]


@pytest.mark.parametrize("suffix", FORMATS)
@pytest.mark.parametrize("study", ["Case study: {}", "{}’s story", "CASE STUDY: {}"])
def test_case_studies_within_the_chapters_of_a_report_are_no_cases(study: str, suffix: str) -> None:
    written = "# Thematic report: neglect\nWestmarch Safeguarding Children Partnership\n"
    for chapter, name in (("FAMILY SUPPORT", "Rosa"), ("CHILD PROTECTION", "Jay"), ("ADULT SERVICES", "Rosa")):
        written += f"## {chapter}\nHelp came late.\n### {study.format(name)}\n{TALES[name]}\n### What we learned\n- Ask early.\n"
    assert {p.review for p in passages(written, suffix)} == {None}


OF_ONE = """# Child Safeguarding Practice Review
Westmarch Safeguarding Children Partnership
## Introduction
This review concerns Child Ebb. Child Ebb was six.
## Baby Kit
Baby Kit was a brother of Child Ebb. Kit was born in May.
## What we learned
- Ask about brothers.
"""
TITLED = """# Learning from Child Ebb
Westmarch Safeguarding Children Partnership
## Background
Child Ebb was six.
## Learning from Child Zed
An earlier review of Child Zed found the same.
## What we learned
- Ask about brothers.
"""
NAMED_ONCE = """# Learning newsletter
Westmarch Safeguarding Children Partnership
## The boy on the bridge
He was nine and had come from the station by himself. Nobody at the school had asked who was at home in the evening.
### What we learned
- Ask who is at home in the evening, and write down the answer.
## Adult M
Adult M lived alone. Adult M had a dog. Adult M died in May.
### What we learned
- Ask again.
"""


@pytest.mark.parametrize("suffix", FORMATS)
@pytest.mark.parametrize(("written", "review"), [(OF_ONE, "Child Ebb"), (TITLED, "Child Ebb"), (NAMED_ONCE, None)])
def test_one_heading_that_names_another_divides_no_review(written: str, review: str | None, suffix: str) -> None:
    assert {p.review for p in passages(written, suffix)} == {review}


OTHER_HEADINGS = """FAMILY HISTORY;FAMILY SUPPORT;BABY CLINIC;CHILD PROTECTION;ADULT SERVICES;Family Time;CHILD HEALTH
Family Network;Adult Attachment;Case study: Housing;Learning from Practice;Baby Steps;CHILD IN NEED;Mother’s story
Family Matters;FAMILY GROUP CONFERENCE;Supervision"""


@pytest.mark.parametrize("line", OTHER_HEADINGS.replace("\n", ";").split(";"))
def test_a_heading_of_other_words_names_nobody(line: str) -> None:
    text = f"{line}\nSupervision was late. Supervision had ended. {line} again. The network met; attachment was good."
    named = in_marker(line, text, False), in_study(line, text), in_likely_marker(line, text), in_title([line], text)
    assert named == (None, None, None, ())


@pytest.mark.parametrize(
    ("text", "subjects"),
    [
        ("This review concerns Child Ebb, who died. Her school rang.", ("Child Ebb",)),
        ("The review looks at the life and death of Mrs Oake (a pseudonym).", ("Mrs Oake",)),
        ("This is about Ebb (not her real name). Ebb went missing.", ("Ebb",)),
        ("It began with a baby whom we call Leonie. Leonie was six weeks old. Leonie had a cot.", ("Leonie",)),
        ("The man is given the name Corin. Corin was 34. Corin had left.", ("Corin",)),
        ("Her mother is known as Ada here. Ada was tired. Ada had a job.", ()),
        ("The plan was called Signs of Safety. Signs was used. Signs had five parts.", ()),
        ("An earlier review concerned Child Zed. The board met.", ()),
        ("This review concerns Child Ebb and Child Kit. Child Ebb was six.", ("Child Ebb", "Child Kit")),
        ("Rosa is not her real name. Rosa was six.\nJay is not his real name. Jay was ten.", ("Rosa", "Jay")),
        ("A newsletter. " + "Rules help. " * 300 + "Adult M was old. Adult M had a dog. Adult M died.", ()),
    ],
)
def test_running_text_names_its_subject(text: str, subjects: tuple[str, ...]) -> None:
    assert in_text(text) == subjects


LISTS = """# Learning review: Child Tarn
## What we noticed
(a) The door stayed shut.
(b) Nobody asked about two things:
(i) the dog;
(ii) the bruise.
(c) It was winter.
## The four things we need to do
- Ring twice.
- Write it down.
## Findings in detail
The clinic had moved. The panel therefore recommends that:
- clinics write to parents;
- nurses ring on the day.
It had no lift.
"""


@pytest.mark.parametrize("suffix", FORMATS)
def test_lists_are_taken_whole_and_in_order(suffix: str) -> None:
    assert said(LISTS, suffix) == [
        "Child Tarn | findings | Fa | The door stayed",
        "Child Tarn | findings | Fb | Nobody asked about",
        "Child Tarn | findings | Fb | the dog;",
        "Child Tarn | findings | Fb | the bruise.",
        "Child Tarn | findings | Fc | It was winter.",
        "Child Tarn | actions | unnumbered, 1st | Ring twice.",
        "Child Tarn | actions | unnumbered, 2nd | Write it down.",
        "Child Tarn | findings | None | The clinic had",
        "Child Tarn | recommendations | unnumbered, 1st | clinics write to",
        "Child Tarn | recommendations | unnumbered, 2nd | nurses ring on",
        "Child Tarn | findings | unnumbered, 1st | It had no",
    ]


def test_other_words_before_a_colon_announce_nothing() -> None:
    told = "In response to the recommendations, the board has:", "The earlier review recommended that:", "He was told:"
    assert [announced(words) for words in (*told, "No good practice was found:")] == [None] * 4


@pytest.mark.parametrize(
    ("kind", "heads"),
    {
        "recommendations": ["What we want to happen", "What all services are asked to do", "Our six recommendations"],
        "actions": [
            "The four things we need to do",
            "What needs to change in practice",
            "Now what?",
            "Steps to take now",
        ],
        "learning": ["Five things to remember", "What we now know", "Ten top tips"],
        "findings": ["What we saw", "What was missed", "What could have been done differently", "Gaps in practice"],
        "safeguarding_concerns": ["Who knew what", "Agencies that were involved", "What each agency knew"],
    }.items(),
)
def test_plain_spoken_headings_open_their_kind(kind: str, heads: list[str]) -> None:
    assert {head: str(classify(head)) for head in heads} == dict.fromkeys(heads, kind)
    assert not any(classify(line) for line in ("Two families", "The twins", "What people eat", "Three Oaks School"))


TABLES = """# Learning review: Child Tarn
## Around the table
Who | What they knew
School | She came late.
Police | Four calls.
## Tracker
What we found | What we did | By when
Late marks were not looked at together. | Schools send a list each month. | June
## Plan
Action | Lead | Status
Train nurses. | ICB | Done
"""


@pytest.mark.parametrize("suffix", [s for s in FORMATS if s != "txt"])
def test_rows_of_tables_keep_what_their_columns_say(suffix: str) -> None:
    found = [(p.section.value, p.row, p.column, p.text) for p in passages(TABLES, suffix)]
    assert found == [
        ("safeguarding_concerns", "School", "What they knew", "She came late."),
        ("safeguarding_concerns", "Police", "What they knew", "Four calls."),
        ("findings", None, "What we found", "Late marks were not looked at together."),
        ("progress", None, "What we did", "Schools send a list each month."),
        ("unclassified", None, "By when", "June"),
        ("actions", None, "Action", "Train nurses."),
        ("actions", None, "Lead", "ICB"),
        ("progress", None, "Status", "Done"),
    ]


def test_a_table_typed_with_bars_is_one_in_plain_text() -> None:
    written = (
        "Review: Child Tarn\n\nWho knew what\n\nWho | What they knew\nSchool | She came late.\nPolice | Four calls.\n"
    )
    found = read_document("d", "file.txt", load(written, "txt"))[1]
    assert [(p.row, p.column, p.text) for p in found] == [
        ("School", "What they knew", "She came late."),
        ("Police", "What they knew", "Four calls."),
    ]
    assert load("Home | About\n\nReview: Child Tarn\n\nShe came late.\n", "txt").text.startswith("Home | About")
