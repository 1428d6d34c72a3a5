"""Questions as hurried people type them, and asked after a question on another review: made from a set and a seed."""

import random
import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from evals.questions import Earlier, Question

SEED = 11
MOST_EDITS = 2
# A shorter word with a slip is often another word.
SHORTEST_WORD = 4
_ROWS = ("qwertyuiop", "asdfghjkl", "zxcvbnm")
_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")
_TURNS_IT = frozenset({"never", "none", "nobody", "nothing", "without", "neither", "before", "after", "most", "least"})
_ATTEMPTS = 20


@dataclass(frozen=True, slots=True)
class Switch:
    """A question that names its review, asked after one on a review of other documents, which are `earlier`."""

    question: Question
    earlier: frozenset[str]


def words_of(texts: Collection[str]) -> frozenset[str]:
    """Return the words of texts in lower case."""
    return frozenset(word[0].lower() for text in texts for word in _WORD.finditer(text))


def typos(
    questions: Sequence[Question], names: Collection[str], known: Collection[str], seed: int = SEED
) -> list[Question]:
    """Return the questions with one or two slips of the keyboard each; one that has no word for it is left out.

    No word of `names` is touched, nor one with a digit or a negation, and none becomes one of the words that are
    `known`: the question stays the same question. The slips of one do not depend on the rest of the set.
    """
    kept = words_of(names) | _TURNS_IT
    taken = frozenset(known) | words_of([one.question for one in questions]) | kept
    slipped = [(one, _slipped(one.question, kept, taken, random.Random(f"{seed} {one.id}"))) for one in questions]
    return [one.model_copy(update={"question": text}) for one, text in slipped if text != one.question]


def _slipped(text: str, kept: frozenset[str], taken: frozenset[str], chance: random.Random) -> str:
    places = [match for match in _WORD.finditer(text) if _may_slip(match[0], kept)]
    chosen = chance.sample(places, min(chance.randint(1, MOST_EDITS), len(places)))
    for place in sorted(chosen, key=lambda match: -match.start()):
        text = text[: place.start()] + _typed(place[0], taken, chance) + text[place.end() :]
    return text


def _may_slip(word: str, kept: frozenset[str]) -> bool:
    stem = re.sub(r"['’]?s$", "", word.lower())
    is_plain = word.isalpha() and word.isascii() and not word.isupper() and not word.lower().endswith("nt")
    return is_plain and len(word) >= SHORTEST_WORD and kept.isdisjoint({word.lower(), stem})


def _typed(word: str, taken: frozenset[str], chance: random.Random) -> str:
    """Return the word with one slip behind its first letter, as it is where every slip tried makes another word."""
    for _ in range(_ATTEMPTS):
        edited = chance.choice((_neighbour, _left_out, _twice, _turned))(word, chance.randrange(1, len(word)), chance)
        if edited != word and edited.lower() not in taken:
            return edited
    return word


def _neighbour(word: str, at: int, chance: random.Random) -> str:
    row = next((row for row in _ROWS if word[at].lower() in row), word[at])
    place = row.find(word[at].lower())
    return (
        word[:at]
        + chance.choice(row[max(0, place - 1) : place] + row[place + 1 : place + 2] or word[at])
        + word[at + 1 :]
    )


def _left_out(word: str, at: int, chance: random.Random) -> str:
    return word[:at] + word[at + 1 :]


def _twice(word: str, at: int, chance: random.Random) -> str:
    return word[:at] + word[at] + word[at:]


def _turned(word: str, at: int, chance: random.Random) -> str:
    return word[: at - 1] + word[at] + word[at - 1] + word[at + 1 :] if at > 1 else word


def switches(questions: Sequence[Question], subjects: Mapping[str, Collection[str]], seed: int = SEED) -> list[Switch]:
    """Return the questions that name a subject of their only document, each after one on another review.

    `subjects` are those of each document by file name. What came before names nothing that the question names.
    """
    named = [(one, found) for one in questions if not one.history and (found := _named(one, subjects))]
    made = []
    for one, names in named:
        others = [other for other, theirs in named if theirs.isdisjoint(names) and _documents(other) != _documents(one)]
        if others:
            other = random.Random(f"{seed} {one.id}").choice(others)
            after = one.model_copy(update={"history": (Earlier(q=other.question),)})
            made.append(Switch(after, _documents(other)))
    return made


def _named(question: Question, subjects: Mapping[str, Collection[str]]) -> frozenset[str]:
    """Return the subjects of its document that a question prints, none where it has several documents."""
    documents = _documents(question)
    if len(documents) != 1:
        return frozenset()
    names = (name.lower() for name in subjects.get(next(iter(documents)), ()))
    return frozenset(n for n in names if re.search(rf"(?<!\w){re.escape(n)}(?!\w)", question.question.lower()))


def _documents(question: Question) -> frozenset[str]:
    return frozenset(one.doc for one in question.evidence)
