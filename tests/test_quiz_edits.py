"""What a trainer does to a quiz of the sample: which wordings are kept, which are refused, and how items are decided."""

import random
from collections.abc import Iterator
from dataclasses import replace
from itertools import islice

import pytest
from sample_quizzes import drafted, of_kind, opened

from assistant.quizzes.distractors import distractors
from assistant.quizzes.edited_question import faults_of_question
from assistant.quizzes.editing import (
    Refused,
    accept,
    accept_all,
    item_of,
    lock,
    move,
    reject,
    replace_item,
    reword,
)
from assistant.quizzes.material import Material
from assistant.quizzes.quiz import Decision, Item, ItemKind, Option, Quiz
from assistant.quizzes.staleness import stale, usable
from assistant.quizzes.statements import told as told_by
from assistant.quizzes.stems import asked, asked_of
from assistant.quizzes.verifier import faults
from assistant.reviews import by_name
from vectorstore.index import Index

SHARE = "share information about the selling of vapes with the exploitation team in the same week."
TURNED = (
    "The right answer turns round what its passage says: keep words such as “not”, “stop” and “before” as they are"
    " there."
)
NAMES = "The question names {}, which it may not: take the name out."
TURNS = "The question has “{}”, which turns what is asked: take it out."
KEEPS = "The question has to keep these words: {} Others may stand before and behind them."
KEEPS_D8 = KEEPS.format("did the review about Child D8 recommend?")
KEEPS_MARLOWE = KEEPS.format("did the review about Marlowe find on missing children?")
LIVE = (
    "The question reads as if a child or family needed help now: ask about the review alone, and for a case follow your"
    " own procedures."
)


@pytest.fixture(scope="module")
def index(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Index]:
    yield from opened(tmp_path_factory)


@pytest.fixture(scope="module")
def quiz(index: Index) -> Quiz:
    return drafted(index, items=12, seed=7)


@pytest.fixture(scope="module")
def many(index: Index) -> Quiz:
    return drafted(index, items=140, seed=7)


def put(index: Index, kind: ItemKind, begins: str, theme: str | None = None) -> tuple[Quiz, Item]:
    """Return a quiz with one item of a kind, made of the statement that begins so, and that item."""
    among = (*told_by(index).statements, *told_by(index).points)
    key = next(one for one in among if one.words.startswith(begins))
    material = Material(index, distractors(index), (), (), None, (), random.Random(1))
    options: list[Option] = []
    if kind is ItemKind.SINGLE:
        wrong = (one for one in material.wrong.of_form(key.form) if material.wrong.doubt(key.entry, one) is None)
        options = [Option(one.words, one is key, material.quote(one)) for one in (key, *islice(wrong, 2))]
    if kind is ItemKind.TRUE_FALSE:
        options = [Option(word, word == "True", material.quote(key), is_quoted=False) for word in ("True", "False")]
    themes = (theme,) if theme else key.themes
    stem = asked(kind, key, theme)
    item = material.named(
        Item("", kind, stem, (material.quote(key),), tuple(options), themes=themes, about=key.entry.name)
    )
    return replace(drafted(index, items=1), items=(item,)), item


def answered(index: Index, quiz: Quiz, item: Item, words: str) -> Quiz | Refused:
    """Reword the right answer of an item."""
    options = [words if option.right else option.words for option in item.options]
    return reword(index, quiz, item.id, item.stem, options)


def told(answer: Quiz | Refused) -> str:
    """Return why a change was refused, nothing where it was made."""
    return answer.why if isinstance(answer, Refused) else ""


@pytest.fixture(scope="module")
def on_d8(index: Index) -> tuple[Quiz, Item]:
    return put(index, ItemKind.SINGLE, SHARE)


@pytest.mark.parametrize(
    ("words", "why"),
    [
        (f"never {SHARE}", TURNED),
        (f"do not {SHARE}", TURNED),
        (f"don’t {SHARE}", TURNED),
        (SHARE.replace("share", "stop sharing"), TURNED),
        (SHARE.replace("share", "withhold"), TURNED),
        (SHARE.replace("share", "refuse to share"), TURNED),
        (SHARE.replace("with the", "without telling the"), TURNED),
        (SHARE.replace("share", "leave out"), TURNED),
        (SHARE.replace("share", "ignore"), TURNED),
        (f"It is a mistake to {SHARE}", TURNED),
        (
            f"health visitors should {SHARE}",
            "The right answer has an agency that its passage has not, “health visiting”: take it out.",
        ),
        (
            f"Libraries should {SHARE}",
            "The right answer says that “Libraries” is to act, and its passage does not: name whom the passage names.",
        ),
        (
            "The exploitation team should share information about the selling of vapes in the same week.",
            "The right answer says that “team” is to act, and its passage does not: name whom the passage names.",
        ),
        (
            SHARE.replace("week", "month"),
            "The right answer has a number, date, amount or span of time that its passage has not, “month”: take it out.",
        ),
        (
            SHARE.replace("in the same week", "within 14 days"),
            "The right answer has a number, date, amount or span of time that its passage has not, “14”: take it out.",
        ),
        (
            SHARE.replace("share", "share all"),
            "The right answer has a number, date, amount or span of time that its passage has not, “all”: take it out.",
        ),
        (f"keep {SHARE[6:].replace('with', 'from')}", TURNED),
        (
            SHARE.replace("vapes", "vapes to Tamsin"),
            "The right answer names Tamsin, and its passage does not: take the name out.",
        ),
        (
            SHARE.replace("vapes", "vapes to her brother"),
            "The right answer has a member of the family that its passage has not, “brother”: take it out.",
        ),
    ],
)
def test_a_right_answer_that_was_reversed_or_added_to_is_refused(
    index: Index, on_d8: tuple[Quiz, Item], words: str, why: str
) -> None:
    quiz, item = on_d8

    assert answered(index, quiz, item, words) == Refused(why, item.right[0])


@pytest.mark.parametrize(
    "words",
    [
        "share information about the selling of vapes with the exploitation team.",
        "Police: tell the exploitation team in the same week about the selling of vapes.",
        "The police should share information about the selling of vapes with the exploitation team in the same week.",
        "Information on vape selling should be shared with the exploitation team in the same week.",
        "In short: pass on information about the sale of vapes to the exploitation team, in the same week.",
        "share information about selling vapes with the child exploitation team within the week.",
        "In plain terms: share information about the selling of vapes with the exploitation team in the same week.",
        "At the very least, share information about the selling of vapes with the exploitation team in the same week.",
    ],
)
def test_a_right_answer_may_be_shortened_and_put_plainly(index: Index, on_d8: tuple[Quiz, Item], words: str) -> None:
    quiz, item = on_d8

    changed = answered(index, quiz, item, words)

    assert told(changed) == ""
    assert isinstance(changed, Quiz) and isinstance(accept(index, changed, item.id), Quiz)


@pytest.mark.parametrize(
    ("stem", "why"),
    [
        ("Which of these did the review about Tamsin recommend?", NAMES.format("Tamsin")),
        ("Think of Child X. Which of these did the review about Child D8 recommend?", NAMES.format("Child X")),
        ("Which of these did the review about Child D8 NOT recommend?", TURNS.format("not")),
        ("Which of these is wrong, or did the review about Child D8 recommend?", TURNS.format("wrong")),
        (
            "Which of these did the review about Child D8 find?",
            "The question has “find”, and the answer is on something else: take it out.",
        ),
        (
            "Which of these findings did the review about Child D8 recommend?",
            "The question has “findings”, and the answer is on something else: take it out.",
        ),
        ("Which of these did the review about Child D8 recommend in the case?", KEEPS_D8),
        ("Which of these did the review recommend?", KEEPS_D8),
        (
            "Which of these did the review about Child D8 recommend to the courts?",
            "The question names an agency that the answer does not, courts: take it out.",
        ),
        ("I have a child in front of me with bruises today, what should I do?", LIVE),
        (
            "I have a child in front of me with bruises today. Which of these did the review about Child D8 recommend?",
            LIVE,
        ),
        (
            "Which two of these did the review about Child D8 recommend?",
            "The question has a number or a span of time that was not drafted, “2”: take it out.",
        ),
        (
            "Which of these, on neglect, did the review about Child D8 recommend?",
            "The question names a theme that the answer is not known to be on, neglect: take it out.",
        ),
        (
            "Which of these tasks for midwives did the review about Child D8 recommend?",
            "The question names an agency that the answer does not, midwifery: take it out.",
        ),
        (
            "Tom Bell, aged 6, lives near us. Which of these did the review about Child D8 recommend?",
            "It has what looks like a person's details: take them out.",
        ),
    ],
)
def test_a_question_that_its_answer_does_not_answer_is_refused(
    index: Index, on_d8: tuple[Quiz, Item], stem: str, why: str
) -> None:
    quiz, item = on_d8

    assert reword(index, quiz, item.id, stem, [option.words for option in item.options]) == Refused(why)


@pytest.mark.parametrize(
    ("stem", "why"),
    [
        (
            "What did Marlowe recommend on neglect?",
            "The question has “recommend”, and the answer is on something else: take it out.",
        ),
        (
            "What did Marlowe find on neglect?",
            "The question names a theme that the answer is not known to be on, neglect: take it out.",
        ),
        (
            "What did Marlowe recommend on missing children?",
            "The question has “recommend”, and the answer is on something else: take it out.",
        ),
        ("What did the review about Marlowe find?", KEEPS_MARLOWE),
        ("Write down what you know.", KEEPS_MARLOWE),
    ],
)
def test_what_is_asked_of_a_review_and_on_what_theme_stays(index: Index, stem: str, why: str) -> None:
    quiz, item = put(index, ItemKind.SHORT, "No manager noticed", "missing children")

    assert reword(index, quiz, item.id, stem, []) == Refused(why)


@pytest.mark.parametrize(
    "added",
    [
        "A few words, and only then choose.",
        "Keep in mind what you heard from the police this morning.",
        "A little help: talk to your neighbour, too.",
        "How might harm have been prevented?",
        "Be slow to decide.",
        "In terms of practice:",
        "Before you choose, read it aloud.",
        "Put your pens down, and think back to the last slide.",
        "Everybody together:",
        "After the break, in your groups:",
        "An easy one to begin with.",
        "Here is a harder one: remember the talk before lunch.",
    ],
)
def test_words_that_only_address_the_participants_may_stand_before_a_question(
    index: Index, on_d8: tuple[Quiz, Item], added: str
) -> None:
    quiz, item = on_d8

    changed = reword(index, quiz, item.id, f"{added} {item.stem}", [option.words for option in item.options])

    assert told(changed) == ""


@pytest.mark.parametrize(
    ("words", "what"),
    [
        ("Forbid this:", "forbid"),
        ("Apart from one,", "apart from"),
        ("Here are errors.", "errors"),
        ("Instead of what was said,", "instead of"),
        ("No-one agreed.", "no-one"),
        ("Here is what was concealed.", "concealed"),
    ],
)
def test_words_that_turn_an_answer_may_not_stand_before_a_question_either(
    index: Index, on_d8: tuple[Quiz, Item], words: str, what: str
) -> None:
    quiz, item = on_d8

    changed = reword(index, quiz, item.id, f"{words} {item.stem}", [option.words for option in item.options])

    assert told(changed) == TURNS.format(what)


@pytest.mark.parametrize(
    ("stem", "why"),
    [
        ("The learning from the review about Marlowe does not say: {statement}", TURNS.format("not")),
        (
            "True or false, and why? The learning from the review about Young Person K says: {statement}",
            NAMES.format("Young Person K"),
        ),
        ("True or false, and why? Nobody thinks that {core}", TURNS.format("nobody")),
        ("Choose False where it is right. True or false, and why? {core}", TURNS.format("false")),
    ],
)
def test_a_statement_is_put_to_its_own_review_and_not_denied(index: Index, stem: str, why: str) -> None:
    quiz, item = put(index, ItemKind.TRUE_FALSE, "Exclusion is a critical moment.")
    statement = f"“{item.key[0].words}”"
    words = stem.format(statement=statement, core=item.stem.partition("why? ")[2])

    assert reword(index, quiz, item.id, words, []) == Refused(why)


def test_the_reviews_to_choose_from_are_not_named_in_the_question(index: Index, many: Quiz) -> None:
    item = of_kind(many, ItemKind.WHICH_REVIEW)

    for option in item.options:
        why = told(reword(index, many, item.id, f"Think of {option.words}. {item.stem}", []))
        assert why.startswith("The question names ") and why.endswith(", which it may not: take the name out.")


@pytest.mark.parametrize(
    ("kind", "old", "new"),
    [
        (ItemKind.SINGLE, "Which of these", "In your own words: which of these"),
        (ItemKind.SINGLE, "Which of these did the review about", "Which one did the review of"),
        (ItemKind.SINGLE, " find?", " identify?"),
        (ItemKind.SINGLE, "the review about ", ""),
        (ItemKind.SHORT, " on ", " about "),
        (ItemKind.SHORT, "?", "? Talk with your neighbour before you write."),
        (ItemKind.TRUE_FALSE, ", and why?", "?"),
        (ItemKind.TRUE_FALSE, "True or false", "Recognise it? True or false"),
        (ItemKind.WHICH_REVIEW, "Which review", "Remember this morning’s slides. Which review"),
        (ItemKind.SCENARIO, "This is what was known.", "You are at the meeting."),
        (ItemKind.MULTIPLE, "Which two", "Take your time, and choose: which two"),
        (ItemKind.REFLECTIVE, "our own service", "our own school, and is it not said often enough"),
        (ItemKind.REFLECTIVE, "Think of", "Talk to each other of"),
    ],
)
def test_a_question_may_be_shortened_put_plainly_and_added_to(
    index: Index, many: Quiz, kind: ItemKind, old: str, new: str
) -> None:
    item = next(one for one in many.items if one.kind is kind and old in one.stem)

    changed = reword(index, many, item.id, item.stem.replace(old, new, 1), [])

    assert told(changed) == ""
    assert isinstance(changed, Quiz)
    edited = item_of(changed, item.id)
    assert edited is not None and edited.by_trainer and edited.drafted == item.stem
    assert isinstance(accept(index, changed, item.id), Quiz)


@pytest.mark.parametrize("kind", [ItemKind.MATCH, ItemKind.ORDER])
def test_what_is_to_be_put_together_or_in_order_is_still_said(index: Index, many: Quiz, kind: ItemKind) -> None:
    short = of_kind(many, ItemKind.SHORT)
    entry = by_name(index)[short.about or ""]
    item = replace(short, kind=kind, drafted=asked_of(kind, entry, "found"), by_trainer=True)

    added = replace(item, stem=f"Please read this aloud. {item.drafted}")
    cut = replace(item, stem=item.drafted.rpartition(" ")[0])

    assert tuple(faults_of_question(index, added)) == ()
    assert tuple(faults_of_question(index, cut)) == (KEEPS.format(item.drafted),)


def test_every_drafted_question_may_be_added_to_and_none_denied(index: Index, many: Quiz) -> None:
    added = {item.id: told(reword(index, many, item.id, f"Think first. {item.stem}", [])) for item in many.items}
    denied = [told(reword(index, many, item.id, f"Never mind. {item.stem}", [])) for item in many.items]

    assert {why for why in added.values() if why} == set()
    assert set(denied) == {TURNS.format("never")}


def test_an_untrue_item_that_was_saved_before_is_neither_accepted_nor_used(
    index: Index, on_d8: tuple[Quiz, Item]
) -> None:
    quiz, item = on_d8
    right = item.right[0]
    never = replace(item.options[right], words=f"never {SHARE}", by_trainer=True)
    saved = replace(item, options=(*item.options[:right], never, *item.options[right + 1 :]))
    kept = replace(quiz, items=(saved,))

    assert stale(index, saved) == TURNED
    assert accept(index, kept, item.id) == Refused(TURNED)
    assert accept_all(index, kept).accepted == ()
    assert usable(index, replace(quiz, items=(replace(saved, decision=Decision.ACCEPTED),))) == ()


def test_an_edited_option_loses_its_quotation_marks_and_is_verified_again(index: Index, quiz: Quiz) -> None:
    item = of_kind(quiz, ItemKind.SINGLE)
    words = [option.words for option in item.options]
    place = item.right[0]
    words[place] = f"In short: {words[place]}"

    changed = reword(index, quiz, item.id, item.stem, words)

    assert isinstance(changed, Quiz)
    edited = item_of(changed, item.id)
    assert edited is not None and edited.options[place].by_trainer and edited.decision is Decision.DRAFT
    assert not any(option.by_trainer for n, option in enumerate(edited.options) if n != place)
    assert changed.revision == quiz.revision + 1


def test_a_wrong_option_that_an_edit_makes_true_is_refused(index: Index, quiz: Quiz) -> None:
    item = of_kind(quiz, ItemKind.SINGLE)
    words = [option.words for option in item.options]
    place = next(n for n, option in enumerate(item.options) if not option.right)
    words[place] = f"{item.key[0].words.rstrip('.')} indeed"

    changed = reword(index, quiz, item.id, item.stem, words)

    assert changed == Refused(f"What is to be wrong may be true of {item.about}: “{words[place]}”", place)


def test_a_right_answer_that_says_something_else_is_refused(index: Index, quiz: Quiz) -> None:
    item = of_kind(quiz, ItemKind.SINGLE)
    words = [option.words for option in item.options]
    words[item.right[0]] = "The police did everything right."

    changed = reword(index, quiz, item.id, item.stem, words)

    assert changed == Refused(
        "What is to be right says something else than its passage: “The police did everything right.”", item.right[0]
    )


def test_a_quotation_in_a_question_stays_what_the_review_says(index: Index, quiz: Quiz) -> None:
    item = of_kind(quiz, ItemKind.WHICH_REVIEW)
    refusal = Refused("What the question has in quotation marks is not a review's own words: leave it as it was.")

    falsified = item.stem.replace("“", "“Nobody ever ")

    assert reword(index, quiz, item.id, falsified, [option.words for option in item.options]) == refusal
    assert isinstance(reword(index, quiz, item.id, f"Now think. {item.stem}", []), Quiz)


def test_a_blank_option_is_told_and_nothing_breaks(index: Index, quiz: Quiz) -> None:
    item = of_kind(quiz, ItemKind.SINGLE)
    words = ["  " if not option.right else option.words for option in item.options]

    assert reword(index, quiz, item.id, item.stem, words) == Refused(
        "An option is empty, or longer than 400 characters.",
        next(n for n, option in enumerate(item.options) if not option.right),
    )


def test_a_name_with_an_age_is_refused_and_the_review_s_own_is_not(index: Index, quiz: Quiz) -> None:
    item = of_kind(quiz, ItemKind.SHORT)

    refused = reword(index, quiz, item.id, "Think of Tom Bell, aged 6, who lives near us.", [])

    assert refused == Refused("It has what looks like a person's details: take them out.")
    assert isinstance(reword(index, quiz, item.id, f"Now: {item.stem}", []), Quiz)


def test_where_all_that_is_wrong_is_left_out_nothing_is_to_choose(index: Index, many: Quiz) -> None:
    item = of_kind(many, ItemKind.MULTIPLE)

    refusal = accept(index, many, item.id, item.right)

    assert refusal == Refused("Every answer is right, so that there is nothing to choose.")


def test_personal_details_typed_into_a_question_are_refused(index: Index, quiz: Quiz) -> None:
    item = of_kind(quiz, ItemKind.SHORT)

    changed = reword(index, quiz, item.id, "What about the child born on 3 May 2021, date of birth 03/05/2021?", [])

    assert changed == Refused("It has what looks like a person's details: take them out.")


def test_options_that_are_not_kept_leave_with_the_acceptance(index: Index, quiz: Quiz) -> None:
    item = of_kind(quiz, ItemKind.SINGLE)
    kept = {item.right[0], next(n for n, option in enumerate(item.options) if not option.right)}

    changed = accept(index, quiz, item.id, kept)

    assert isinstance(changed, Quiz)
    left = item_of(changed, item.id)
    assert left is not None and left.decision is Decision.ACCEPTED
    assert [option.words for option in left.options] == [o.words for n, o in enumerate(item.options) if n in kept]
    assert isinstance(accept(index, quiz, item.id, {n for n in range(3) if n != item.right[0]}), Refused)


def test_a_scenario_with_options_becomes_no_open_one_by_leaving_them_all_out(
    index: Index, on_d8: tuple[Quiz, Item]
) -> None:
    quiz, single = on_d8
    stem = asked_of(ItemKind.SCENARIO, by_name(index)["Child D8"], "recommended")
    item = replace(single, kind=ItemKind.SCENARIO, stem=stem)
    drawn = replace(quiz, items=(item,))
    edited = reword(index, drawn, item.id, f"Take your time. {stem}", [option.words for option in item.options])
    assert told(edited) == "" and isinstance(edited, Quiz)

    refusal = Refused("Keep options: tick those that participants are to choose from.")

    assert accept(index, drawn, item.id, ()) == refusal
    assert accept(index, edited, item.id, ()) == refusal
    assert isinstance(accept(index, edited, item.id, range(len(item.options))), Quiz)


def test_a_locked_item_is_not_changed(index: Index, quiz: Quiz) -> None:
    item = quiz.items[0]
    locked = lock(quiz, item.id, locked=True)
    assert isinstance(locked, Quiz)

    refusal = Refused("This item is locked: unlock it first.")
    assert reject(locked, item.id) == refusal
    single = of_kind(quiz, ItemKind.SINGLE)
    held = lock(quiz, single.id, locked=True)
    assert isinstance(held, Quiz) and accept(index, held, single.id, {0, 1}) == refusal
    assert replace_item(index, locked, item.id) == refusal
    assert reword(index, locked, item.id, "Other?", []) == refusal


def test_an_item_is_replaced_by_one_that_the_quiz_does_not_have(index: Index, quiz: Quiz) -> None:
    item = of_kind(quiz, ItemKind.SINGLE)

    changed = replace_item(index, quiz, item.id)

    assert isinstance(changed, Quiz)
    new = changed.items[quiz.items.index(item)]
    assert new.kind is ItemKind.SINGLE and new.id not in {one.id for one in quiz.items}
    assert faults(index, new) == ()


def test_items_move_and_stay_at_the_end(quiz: Quiz) -> None:
    first, second, *rest = quiz.items

    down = move(quiz, first.id, 1)
    up = move(quiz, first.id, -1)

    assert isinstance(down, Quiz) and down.items == (second, first, *rest)
    assert isinstance(up, Quiz) and up.items == quiz.items


def test_only_what_is_accepted_and_still_holds_is_usable(index: Index, quiz: Quiz) -> None:
    rejected = reject(quiz, quiz.items[0].id)
    assert isinstance(rejected, Quiz)
    accepted = accept_all(index, rejected)

    assert usable(index, accepted) == accepted.items[1:] == accepted.accepted
