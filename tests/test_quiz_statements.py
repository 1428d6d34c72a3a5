"""What of a review a quiz may ask about, tried on reviews written for it: no half finding, no title, nothing of others."""

import random
from collections.abc import Iterator

import pytest

from assistant.quizzes.distractors import distractors
from assistant.quizzes.material import Material
from assistant.quizzes.open_questions import shorts
from assistant.quizzes.scenarios import scenario
from assistant.quizzes.statements import told
from evals.fitting import indexed
from vectorstore.index import Index

REVIEW = """# Local Child Safeguarding Practice Review: Child Q7

Tallmere Safeguarding Children Partnership

## Background

School made a referral about neglect and it was passed to early help by the front door. Mother would have been glad of a visit.

## Findings

- Safer sleep advice was given at every contact with health visitors. Nobody asked the parents where the baby slept.
- Step down was agreed by the conference without the school. The police were not told.
- Fathers as part of the assessment
- In six of the seven reviews the school knew of a father whom nobody had asked.
- Child Q7 was admitted to intensive care after neglect was not recognised by the hospital staff.

## Recommendations

- Schools should be told of every referral about neglect that early help takes on, and of what is planned.
- Early help should write to schools about neglect before a plan is closed, and say what would open it again.
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
    ],
    ids=["name of a finding", "on many reviews", "account of harm", "another review's recommendation", "no change"],
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


def test_a_scenario_tells_nothing_that_is_known_with_hindsight(index: Index) -> None:
    [key] = [one for one in told(index).statements if one.words.startswith("Schools should be told")]

    assert [quote.words for quote in scenario(material(index), key)] == [
        "School made a referral about neglect and it was passed to early help by the front door."
    ]
