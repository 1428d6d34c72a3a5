"""Slips and switches: made alike from one seed, touching no name, and never making another question."""

import re
from difflib import SequenceMatcher

from evals.corpus import HERE, texts
from evals.perturbation import switches, typos, words_of
from evals.questions import Question, load

QUESTIONS = load(HERE / "questions" / "sample.jsonl")
KNOWN = words_of(texts().values())
NAMES = (
    "Child T",
    "Child On",
    "Marlowe",
    "Young Person K",
    "Baby Ivy",
    "Family W",
    "Saltmere Safeguarding Partnership",
)


def asked(name: str, text: str, doc: str, **more: object) -> Question:
    return Question.model_validate(
        {
            "id": name, "question": text, "kind": "fact", "answerable": True, "must_not_mention": [],
            "evidence": [{"doc": doc, "quote": "q"}], "must_mention": [["q"]], **more,
        }
    )  # fmt: skip


def test_the_same_seed_makes_the_same_slips_whatever_else_is_in_the_set() -> None:
    whole = typos(QUESTIONS, NAMES, KNOWN)

    assert typos(QUESTIONS, NAMES, KNOWN) == whole
    assert typos(QUESTIONS[::-1], NAMES, KNOWN) == whole[::-1]
    assert typos(QUESTIONS, NAMES, KNOWN, seed=2) != whole
    assert len(whole) >= 0.95 * len(QUESTIONS)


def test_a_slip_changes_one_or_two_words_by_one_letter_each() -> None:
    before = {one.id: one for one in QUESTIONS}
    for one in typos(QUESTIONS, NAMES, KNOWN):
        clean = before[one.id]
        words, typed = clean.question.split(), one.question.split()
        changed = [(a, b) for a, b in zip(words, typed, strict=True) if a != b]
        assert 1 <= len(changed) <= 2
        assert all(a[0] == b[0] and SequenceMatcher(None, a, b).ratio() > 0.6 for a, b in changed)
        assert one == clean.model_copy(update={"question": one.question})


def test_names_numbers_and_negations_are_kept_and_no_slip_is_another_word() -> None:
    kept = re.compile(r"marlowe|saltmere|\bivy|\bfamily|\bperson|\bchild\b|\d|never|n'?t\b", re.IGNORECASE)
    before = {one.id: set(one.question.split()) for one in QUESTIONS}
    for one in typos(QUESTIONS, NAMES, KNOWN):
        new = set(one.question.split()) - before[one.id]
        gone = before[one.id] - set(one.question.split())
        assert not [word for word in gone if kept.search(word) and not re.search(r"children|persons", word)]
        assert KNOWN.isdisjoint(word.strip("?,.:()").lower() for word in new)


def test_a_question_without_a_word_that_may_slip_is_left_out() -> None:
    assert typos([asked("q1", "Why was Child T 17?", "t.pdf")], NAMES, KNOWN) == []


def test_a_switch_goes_from_one_named_review_to_another_of_other_documents() -> None:
    subjects = {"t.pdf": ("Child T",), "on.txt": ("Child On",), "news.pdf": ("Baby Ivy",), "t2.pdf": ("Child T",)}
    first = asked("q1", "what did child on eat", "on.txt")
    questions = [
        first,
        asked("q2", "why was Child T missed", "t.pdf"),
        asked("q3", "what did the dentist do", "on.txt"),
        asked("q4", "and Child T?", "t.pdf", kind="follow_up", history=[{"q": "what of Child On"}]),
    ]

    assert [(s.question.id, s.question.history[0].q, s.earlier) for s in switches(questions, subjects)] == [
        ("q1", "why was Child T missed", {"t.pdf"}),
        ("q2", "what did child on eat", {"on.txt"}),
    ]
    assert switches([first, asked("q5", "what was Child On's school", "on.txt")], subjects) == []
    assert switches([questions[1], asked("q6", "was Child T ill", "t2.pdf")], subjects) == []
