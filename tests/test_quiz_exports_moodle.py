"""Moodle XML keeps the rules of Moodle's importer, and what a reader that others wrote takes from it is the quiz."""

import re
from dataclasses import replace
from itertools import cycle
from xml.etree import ElementTree
from xml.etree.ElementTree import Element

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from moodle_xml_parser.parser import parse_bytes
from quiz_readers import expected, from_xml, hostile, spaced, words_of
from quizzes import ALL, DENTIST, KEYHOLDER, MATCH, MULTIPLE, PAIRS, SHORT, SINGLE, VISITS, option, quiz, reworded, said

from assistant.quizzes.exports.moodle import moodle
from assistant.quizzes.exports.opening import making, opening
from assistant.quizzes.feedback import item_feedback, option_feedback, option_words
from assistant.quizzes.quiz import Item, ItemKind, Quiz

# The shares of a mark that Moodle takes; it refuses a question with any other.
SHARES = [100, 90, 83.33333, 80, 75, 70, 66.66667, 60, 50, 40, 33.33333, 30, 25, 20, 16.66667, 14.28571, 12.5, 11.11111]
ALLOWED = {0.0, 10.0, -10.0, 5.0, -5.0} | {sign * share for share in SHARES for sign in (1, -1)}
# A list to choose from is a database column of this length, and so is a name.
LONGEST = 255
CHOICES = [item for item in ALL if item.options and item.kind is not ItemKind.TRUE_FALSE]


def written(one: Quiz) -> bytes:
    return moodle(one, said(one))


def questions(one: Quiz) -> list[Element]:
    """Return the questions after the category and the text before them."""
    return ElementTree.fromstring(written(one)).findall("question")[2:]


def faults(question: Element) -> list[str]:
    """Return what Moodle's importer would refuse or get wrong in a question."""
    check = {"multichoice": _choices, "truefalse": _truth, "matching": _matching, "essay": _essay, "description": _none}
    name = question.findtext("name/text", "")
    found = [] if 0 < len(name) <= LONGEST else ["a name of 1 to 255 characters is needed"]
    found += [
        f"{part.tag} has no text"
        for part in question.iter()
        if part.tag in {"questiontext", "feedback", "generalfeedback", "subquestion"} and not part.findtext("text")
    ]
    return [*found, *check[question.get("type", "")](question)]


def _choices(question: Element) -> list[str]:
    shares = [float(answer.get("fraction", "nan")) for answer in question.findall("answer")]
    single = question.findtext("single")
    rules = {
        "fewer than two answers": len(shares) >= 2,
        "neither one answer nor several": single in {"true", "false"},
        "a share that Moodle does not know": set(shares) <= ALLOWED,
        "right shares do not sum to 100": abs(sum(share for share in shares if share > 0) - 100) < 0.01,
        "not exactly one right answer": single == "false" or sorted(shares)[-2:] == [0, 100],
        "a numbering that Moodle does not know": question.findtext("answernumbering") in {"abc", "ABCD", "123", "none"},
    }
    return [rule for rule, kept in rules.items() if not kept]


def _truth(question: Element) -> list[str]:
    shares = {answer.findtext("text"): answer.get("fraction") for answer in question.findall("answer")}
    ok = shares in ({"true": "100", "false": "0"}, {"true": "0", "false": "100"})
    return [] if ok else [f"true and false are worth {shares}"]


def _matching(question: Element) -> list[str]:
    lists = [part.findtext("answer/text", "") for part in question.findall("subquestion")]
    return [] if len(set(lists)) >= 3 and all(0 < len(one) <= LONGEST for one in lists) else [f"matched: {lists}"]


def _essay(question: Element) -> list[str]:
    needed = ("responseformat", "responserequired", "responsefieldlines", "attachments", "attachmentsrequired")
    return [f"no {name}" for name in (*needed, "graderinfo/text") if not question.findtext(name)]


def _none(question: Element) -> list[str]:
    return [] if question.find("answer") is None else ["a text has no answers"]


def test_every_kind_keeps_the_rules_and_reads_as_the_quiz_says() -> None:
    made = quiz()
    read = questions(made)

    assert [one.get("type") for one in read] == [
        "multichoice", "multichoice", "truefalse", "truefalse", "multichoice", "matching", "matching", "multichoice",
        "essay", "essay",
    ]  # fmt: skip
    assert [faults(one) for one in read] == [[]] * len(ALL)
    assert [from_xml(one) for one in read] == [expected(item) for item in ALL]
    assert [one.findtext("idnumber") for one in read] == [item.id for item in ALL]
    assert [[tag.text for tag in one.findall("tags/tag/text")] for one in read] == [list(item.themes) for item in ALL]


def test_the_rules_tell_a_key_that_is_worth_too_little_and_an_essay_without_its_fields() -> None:
    single, *_, essay = questions(quiz([SINGLE, SHORT]))
    single.findall("answer")[1].set("fraction", "33")
    essay.remove(essay.find("responsefieldlines"))

    assert faults(single) == [
        "a share that Moodle does not know",
        "right shares do not sum to 100",
        "not exactly one right answer",
    ]
    assert faults(essay) == ["no responsefieldlines"]


def test_the_category_and_what_is_read_first_stand_before_the_questions() -> None:
    made = quiz(title="Visits / moves")
    category, before, *_ = ElementTree.fromstring(written(made)).findall("question")

    assert (category.get("type"), category.findtext("category/text")) == ("category", "$course$/top/Visits // moves")
    assert before.get("type") == "description"
    assert words_of(before.findtext("questiontext/text")) == spaced(
        " ".join([*opening(said(made)), *making(made, said(made))])
    )


@settings(deadline=None)
@given(st.lists(hostile(), min_size=3, max_size=8))
def test_any_words_are_read_as_they_are_and_keep_the_rules(words: list[str]) -> None:
    made = quiz([reworded(item, cycle(words)) for item in ALL], title=words[0])
    read = questions(made)

    assert [faults(one) for one in read] == [[]] * len(ALL)
    assert [from_xml(one) for one in read] == [expected(item) for item in made.accepted]


def untagged(html: str) -> str:
    """Return text without the tags that we set, which moodle-xml-parser cannot tell from those in the words."""
    return spaced(re.sub(r"</?p>|<br>", " ", html))


@settings(deadline=None)
@given(st.lists(hostile(), min_size=3, max_size=8), st.sampled_from(CHOICES))
def test_another_reader_of_moodle_xml_reads_choices_key_and_feedback(words: list[str], item: Item) -> None:
    item = reworded(item, cycle(words))
    [read] = parse_bytes(written(quiz([item])))["multichoice"]

    assert untagged(read.text_pre_parse) == untagged(expected(item).stem)
    assert untagged(read.general_feedback) == untagged(" ".join(item_feedback(item)))
    assert read.single == (expected(item).stem.endswith("Choose one answer."))
    assert [(untagged(one.answer), one.score_fraction > 0, untagged(one.feedback)) for one in read.options] == [
        (untagged(option_words(one)), one.right, untagged(option_feedback(item, one))) for one in item.options
    ]


@pytest.mark.parametrize("right", range(1, 11))
@pytest.mark.parametrize("wrong", range(11))
def test_however_many_answers_are_right_the_shares_are_such_as_moodle_takes(right: int, wrong: int) -> None:
    options = (*[option(VISITS, right=True)] * right, *[option(DENTIST)] * wrong)
    [read] = questions(quiz([replace(MULTIPLE, options=options)]))

    assert faults(read) == (["fewer than two answers"] if right + wrong < 2 else [])


def test_a_scenario_with_two_right_answers_is_no_single_choice() -> None:
    two = replace(SINGLE, options=(option(VISITS, right=True), option(KEYHOLDER, right=True), option(DENTIST)))
    [read] = questions(quiz([two]))

    assert (read.findtext("single"), faults(read)) == ("false", [])


def test_two_pairs_are_asked_in_words() -> None:
    [read] = questions(quiz([replace(MATCH, pairs=PAIRS[:2], shown=(1, 0))]))

    assert (read.get("type"), faults(read)) == ("essay", [])
    assert words_of(read.findtext("graderinfo/text")) == spaced(
        " ".join(item_feedback(replace(MATCH, pairs=PAIRS[:2], shown=(1, 0))))
    )
