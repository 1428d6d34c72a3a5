"""What of a review a quiz may ask about, tried on reviews written for it: no half finding, no title, nothing of others."""

import random
from collections.abc import Iterator

import pytest

from assistant.quizzes.askable import Form
from assistant.quizzes.distractors import distractors
from assistant.quizzes.feedback import situation
from assistant.quizzes.hints import hints
from assistant.quizzes.material import Material
from assistant.quizzes.open_questions import shorts
from assistant.quizzes.quiz import Item, ItemKind
from assistant.quizzes.scenarios import scenario
from assistant.quizzes.statements import told
from assistant.quizzes.stems import asked
from evals.fitting import indexed
from vectorstore.index import Index

REVIEW = """# Local Child Safeguarding Practice Review: Child Q7

Tallmere Safeguarding Children Partnership

## Background

The family had moved into the area in March 2029 and stayed in the house of an aunt. School made a referral about neglect and it was passed to early help by the front door. Mother would have been glad of a visit. The case was closed.

## Findings

- Safer sleep advice was given at every contact with health visitors. Nobody asked the parents where the baby slept.
- Step down was agreed by the conference without the school. The police were not told.
- Fathers as part of the assessment
- In six of the seven reviews the school knew of a father whom nobody had asked.
- Step down from a Child Protection Plan was agreed although no agency had read the minutes.
- The pharmacist knew most and was asked least. She had been worried by how father looked and did not know whom to tell.
- The school was not asked about neglect by the police, who closed the case. Recommendation 2.
- The police did not tell the school about neglect until the date set by recommendation 3.
- Each agency needs to say who is in the household at each contact.
- Child Q7 was admitted to intensive care after neglect was not recognised by the hospital staff.

## Recommendations

- Schools should be told of every referral about neglect that early help takes on, and of what is planned.
- Early help should write to schools about neglect before a plan is closed, and say what would open it again.
- The Board expects the following to be done about neglect by each agency.

## Progress

- Chairs will adjourn a conference where the school has not been asked about neglect.
- A neglect toolkit has been written that will be used by each agency.
"""
FAR = """# Local Child Safeguarding Practice Review: Child R4

Tallmere Safeguarding Children Partnership

## Background

Grandmother kept hens and sold the eggs at the market in the square. Nobody in the house could read the letters that came.

## Recommendations

- The sailing club should offer a free lesson in the spring to anybody who rings.
"""
REPORT = """# Impact report on recommendations

Tallmere Safeguarding Children Partnership

## What changed

| No. | Recommendation (short) | What we did |
|---|---|---|
| Q1 | Record every adult in the household and each of their roles | The form has a box for it. |

## What difference did it make

We do not know whether the chronologies of neglect that are sent between areas are read by schools.

Referrals about neglect from schools now name every adult in the household.
"""


@pytest.fixture(scope="module")
def index(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Index]:
    folder = tmp_path_factory.mktemp("reviews")
    (folder / "q7.md").write_text(REVIEW, encoding="utf-8")
    (folder / "r4.md").write_text(FAR, encoding="utf-8")
    (folder / "impact.md").write_text(REPORT, encoding="utf-8")
    index = indexed(folder, tmp_path_factory.mktemp("data"))
    yield index
    index.close()


def words(index: Index) -> set[str]:
    return {one.words for one in (*told(index).statements, *told(index).points)}


def test_a_sentence_that_the_next_one_turns_is_told_with_it_or_not_at_all(index: Index) -> None:
    whole = (
        "Safer sleep advice was given at every contact with health visitors."
        " Nobody asked the parents where the baby slept."
    )
    found = {one for one in words(index) if one.startswith(("Safer sleep", "Nobody asked"))}

    assert found == {whole}


def test_who_was_not_told_of_what_is_no_statement_alone(index: Index) -> None:
    assert "The police were not told." not in words(index)


@pytest.mark.parametrize(
    "said",
    [
        "Fathers as part of the assessment",
        "In six of the seven reviews the school knew of a father whom nobody had asked.",
        "Child Q7 was admitted to intensive care after neglect was not recognised by the hospital staff.",
        "Record every adult in the household and each of their roles",
        "We do not know whether the chronologies of neglect that are sent between areas are read by schools.",
        "The Board expects the following to be done about neglect by each agency.",
        "Recommendation 2.",
    ],
    ids=[
        "name of a finding",
        "on many reviews",
        "account of harm",
        "another review's recommendation",
        "no change",
        "what leads to a list",
        "a reference",
    ],
)
def test_it_is_no_statement_of_a_review(index: Index, said: str) -> None:
    assert any(said in " ".join(passage.text.split()) for passage in index.passages)
    assert not any(said in one for one in words(index))


def test_what_has_changed_is_a_statement(index: Index) -> None:
    assert "Referrals about neglect from schools now name every adult in the household." in words(index)


def material(index: Index) -> Material:
    return Material(index, distractors(index), told(index).statements, told(index).points, None, (), random.Random(1))


def test_a_short_answer_is_all_that_the_review_said_and_no_other_item_shows_some_of_it(index: Index) -> None:
    recommended = [
        "Schools should be told of every referral about neglect that early help takes on, and of what is planned.",
        "Early help should write to schools about neglect before a plan is closed, and say what would open it again.",
    ]
    unused, used = material(index), material(index)
    used.used |= {passage.id for passage in index.passages if passage.text.startswith("Schools should be told")}

    def asked(of: Material) -> set[tuple[str, ...]]:
        return {tuple(quote.words for quote in item.key) for item in shorts(of) if "recommend on neglect" in item.stem}

    assert asked(unused) == {tuple(recommended)}
    assert asked(used) == set()


def told_for(index: Index, key_begins: str) -> tuple[str, list[str]]:
    """Return the situation that is told for a key, and what answers it."""
    [key] = [one for one in told(index).points if one.words.startswith(key_begins)]
    asked_for = [one for one in told(index).points if one.entry.id == key.entry.id and one.form is Form.RECOMMENDED]
    made = scenario(material(index), key, asked_for)
    if made is None:
        return "", []
    item = Item("", ItemKind.SCENARIO, "", (), scenario=made.told)
    return situation(item), [one.words for one in made.answers]


def test_a_scenario_stops_at_the_decision_and_tells_nothing_that_is_known_with_hindsight(index: Index) -> None:
    words, answers = told_for(index, "Schools should be told")

    assert words == (
        "The family had moved into the area […] and stayed in the house of an aunt. School made a referral about neglect"
        " and it was passed to early help by the front door."
    )
    assert answers == [
        "Schools should be told of every referral about neglect that early help takes on, and of what is planned.",
        "Early help should write to schools about neglect before a plan is closed, and say what would open it again.",
    ]


def test_a_scenario_that_has_nothing_to_do_with_what_was_recommended_is_not_told(index: Index) -> None:
    assert told_for(index, "The sailing club should") == ("", [])


@pytest.mark.parametrize(
    ("begins", "put"),
    [
        ("Early help should write", "Which of these did the review about Child Q7 recommend?"),
        ("Safer sleep advice", "Which of these did the review about Child Q7 find?"),
        ("Each agency needs", "Which of these is part of the learning from the review about Child Q7?"),
    ],
)
def test_what_is_to_be_done_is_called_learning_and_not_a_finding(index: Index, begins: str, put: str) -> None:
    [one] = [one for one in told(index).points if one.words.startswith(begins)]

    assert asked(ItemKind.SINGLE, one) == put


def test_a_sentence_that_ends_with_a_reference_is_told_to_its_end(index: Index) -> None:
    said = "The police did not tell the school about neglect until the date set by recommendation 3."

    assert said in words(index)
    assert "The school was not asked about neglect by the police, who closed the case." in words(index)


def test_what_is_to_come_is_no_progress(index: Index) -> None:
    assert not any(one.startswith("Chairs will adjourn") for one in words(index))
    assert any(one.startswith("A neglect toolkit has been written") for one in words(index))


def test_a_protection_plan_is_no_childs_name(index: Index) -> None:
    assert any(one.words.startswith("Step down from a Child Protection Plan") for one in told(index).statements)


def test_a_statement_that_only_mentions_a_theme_is_no_answer_on_it(index: Index) -> None:
    stems = [item.stem for item in shorts(material(index))]

    assert any("on neglect?" in stem for stem in stems)
    assert not any("on fathers and hidden men?" in stem for stem in stems)


@pytest.mark.parametrize(
    ("name", "said", "taken_up"),
    [
        ("Baby T6", "The parents were taught to make up feeds by being told.", {"a baby"}),
        ("Sibling Group 4", "Use one chronology for brothers and sisters.", {"several children"}),
        ("Young Person L3", "The pathway plan had been signed without being read.", {"somebody nearly grown"}),
        ("Fathers in reviews: a thematic analysis", "No father was asked for his view.", {"father"}),
        ("Child Q7", "The child was not asked by anybody.", set()),
        ("Baby T6", "Nobody asked who was in the home.", set()),
    ],
)
def test_it_is_seen_where_words_take_up_the_name_of_their_review(name: str, said: str, taken_up: set[str]) -> None:
    assert hints(name, said) == taken_up
