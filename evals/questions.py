"""A set of questions with what a good answer must cite and say, and the checks that keep such a set honest."""

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from enum import StrEnum
from pathlib import Path
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field, StringConstraints

SHORTEST_QUOTE, LONGEST_QUOTE = 40, 200
RUNNING_WORDS = 5
LARGEST_COPIED_SHARE = 0.25
EMERGENCY = (("999",),)

_Text = Annotated[str, StringConstraints(min_length=1, pattern=r"\S")]


class Kind(StrEnum):
    """What is asked for."""

    FACT = "fact"
    LIST = "list"
    WHY = "why"
    RECOMMENDATION = "recommendation"
    GOOD_PRACTICE = "good_practice"
    COMPARISON = "comparison"
    THEME_ACROSS_REVIEWS = "theme_across_reviews"
    FOLLOW_UP = "follow_up"
    VOCABULARY_GAP = "vocabulary_gap"
    UNANSWERABLE = "unanswerable"
    OUT_OF_SCOPE = "out_of_scope"
    LIVE_CASE = "live_case"
    IDENTIFICATION = "identification"
    PERSONAL_DATA = "personal_data"
    INJECTION = "injection"


NEVER_ANSWERED = frozenset(
    {
        Kind.UNANSWERABLE,
        Kind.OUT_OF_SCOPE,
        Kind.LIVE_CASE,
        Kind.IDENTIFICATION,
        Kind.PERSONAL_DATA,
        Kind.INJECTION,
    }
)
SOMETIMES_ANSWERED = frozenset({Kind.GOOD_PRACTICE})


class _Record(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Evidence(_Record):
    """A quote from one document that answers the question or a part of it."""

    doc: _Text
    quote: _Text


class Earlier(_Record):
    """A question asked before in the same conversation."""

    q: _Text


Group = Annotated[tuple[_Text, ...], Field(min_length=1)]


class Question(_Record):
    """One question. Of each group in `must_mention` an answer names at least one phrase: these are the vital facts.

    `may_mention` are facts that are good to have, `must_not_mention` facts of another review or a false premise.
    `must_signpost` asks for the line on present duties in front, `wording_of` is the id of the question that this one
    puts in other words, `tags` name slices beside its kind. `held_back` questions are no guide for tuning.
    """

    id: Annotated[str, StringConstraints(pattern=r"^[a-z]+\d+$")]
    question: _Text
    kind: Kind
    answerable: bool
    evidence: tuple[Evidence, ...]
    must_mention: tuple[Group, ...]
    must_not_mention: tuple[_Text, ...]
    history: tuple[Earlier, ...] = ()
    may_mention: tuple[Group, ...] = ()
    must_signpost: bool = False
    wording_of: str | None = None
    tags: tuple[_Text, ...] = ()
    held_back: bool = False


def load(path: Path) -> tuple[Question, ...]:
    """Return the questions of a JSON Lines file. ValueError (pydantic's ValidationError) where a line does not fit."""
    return tuple(Question.model_validate_json(line) for _, line in numbered_lines(path))


def numbered_lines(path: Path) -> list[tuple[int, str]]:
    """Return the lines of a JSON Lines file that are not blank, each with its number. OSError or ValueError."""
    # Not splitlines: that would cut at every odd line end inside a text. Some editors set a mark at the beginning.
    lines = path.read_text(encoding="utf-8-sig").split("\n")
    return [(number, line) for number, line in enumerate(lines, 1) if line.strip()]


def problems(questions: Sequence[Question], texts: Mapping[str, str]) -> list[str]:
    """Return what is wrong with the set, one line each; `texts` holds the text of every document by file name."""
    found = [*_repeated(questions), *_copied(questions, texts), *_put_otherwise(questions)]
    for question in questions:
        checks = (_kind, _quotes, _order, _mentions)
        found += [f"{question.id}: {problem}" for check in checks for problem in check(question, texts)]
    return found


def _repeated(questions: Sequence[Question]) -> Iterator[str]:
    ids = Counter(question.id for question in questions)
    asked = Counter((" ".join(question.question.lower().split()), question.history) for question in questions)
    yield from (f"{name}: the id is used {count} times" for name, count in ids.items() if count > 1)
    yield from (f"asked {count} times: {text}" for (text, _), count in asked.items() if count > 1)


def _put_otherwise(questions: Sequence[Question]) -> Iterator[str]:
    """Yield the questions that put another one in other words which is not there, or has other gold."""
    known = {question.id: question for question in questions}
    for question in questions:
        other = known.get(question.wording_of) if question.wording_of else question
        if other is None:
            yield f"{question.id}: puts a question in other words that is not there: {question.wording_of}"
        elif other.evidence != question.evidence or other.wording_of not in (None, question.wording_of):
            yield f"{question.id}: is no other wording of {other.id}, whose evidence is another or which is one itself"


def copied(questions: Sequence[Question], texts: Mapping[str, str]) -> list[str]:
    """Return the ids of the questions that copy five running words from a document."""
    known = {gram for text in texts.values() for gram in _grams(text)}
    return [question.id for question in questions if known & _grams(question.question)]


def _copied(questions: Sequence[Question], texts: Mapping[str, str]) -> Iterator[str]:
    ids = copied(questions, texts)
    if len(ids) > LARGEST_COPIED_SHARE * len(questions):
        yield f"{len(ids)} of {len(questions)} questions copy {RUNNING_WORDS} running words: {', '.join(ids)}"


def _grams(text: str) -> set[tuple[str, ...]]:
    words = re.findall(r"[a-z0-9']+", text.lower())
    return {tuple(words[n : n + RUNNING_WORDS]) for n in range(len(words) - RUNNING_WORDS + 1)}


def _kind(question: Question, texts: Mapping[str, str]) -> Iterator[str]:
    """Whether the kind goes with the rest of the question."""
    kind, answerable = question.kind, question.answerable
    if answerable if kind in NEVER_ANSWERED else not answerable and kind not in SOMETIMES_ANSWERED:
        yield f"answerable={answerable} does not go with {kind}"
    if answerable and not (question.evidence and question.must_mention):
        yield "answerable, but evidence or must_mention is missing"
    if not answerable and question.evidence:
        yield "not answerable, but carries evidence"
    if kind is Kind.LIVE_CASE and question.must_mention != EMERGENCY:
        yield "a live case must ask for 999 and nothing else"
    if (kind is Kind.FOLLOW_UP) != bool(question.history):
        yield "history belongs to follow_up, always and only"
    if kind is Kind.THEME_ACROSS_REVIEWS and len({item.doc for item in question.evidence}) < 2:
        yield "a theme needs two documents"


def _quotes(question: Question, texts: Mapping[str, str]) -> Iterator[str]:
    """Whether each quote stands in its document, once, and is neither a scrap nor a page."""
    for item in question.evidence:
        if item.doc not in texts:
            yield f"no such document: {item.doc}"
        elif (count := texts[item.doc].count(item.quote)) != 1:
            yield f"the quote stands {count} times in {item.doc}: {item.quote}"
        if not SHORTEST_QUOTE <= len(item.quote) <= LONGEST_QUOTE:
            yield f"a quote of {len(item.quote)} characters: {item.quote}"
        if any(item.quote in text for name, text in texts.items() if name != item.doc):
            yield f"the quote stands in another document, too: {item.quote}"


def _order(question: Question, texts: Mapping[str, str]) -> Iterator[str]:
    """Whether a list is a list: several quotes of one document, in its order."""
    if question.kind is not Kind.LIST:
        return
    places = [texts.get(item.doc, "").find(item.quote) for item in question.evidence]
    if len(places) < 2:
        yield "a list of one"
    if len({item.doc for item in question.evidence}) > 1:
        yield "a list from several documents"
    elif places != sorted(places):
        yield "the quotes of the list are out of the document's order"


def _mentions(question: Question, texts: Mapping[str, str]) -> Iterator[str]:
    """Whether what an answer must say stands in what it must cite, and what it must not say does not."""
    quoted = " ".join(item.quote for item in question.evidence).lower()
    text = " ".join(texts.get(name, "") for name in {item.doc for item in question.evidence}).lower()
    wanted = [phrase for group in question.must_mention for phrase in group]
    yield from (
        f"not in lower case: {phrase}" for phrase in (*wanted, *question.must_not_mention) if phrase != phrase.lower()
    )
    for group in question.must_mention if question.answerable else ():
        if not any(phrase in text for phrase in group):
            yield f"no alternative stands in its documents: {', '.join(group)}"
    for phrase in question.must_not_mention:
        if phrase in quoted:
            yield f"must not be mentioned, but stands in the evidence: {phrase}"
        if any(phrase in other or other in phrase for other in wanted):
            yield f"must and must not be mentioned: {phrase}"
