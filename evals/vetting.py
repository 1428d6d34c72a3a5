"""What is wrong with a draft of a question: every problem at once, each one line that says what, why and what to do."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

from assistant.personal_question import details
from assistant.typed import MOST_CHARACTERS
from evals.drafts import Draft, Gold
from evals.gold import Places, Span, fold
from evals.questions import (
    EMERGENCY,
    LONGEST_QUOTE,
    NEVER_ANSWERED,
    SHORTEST_QUOTE,
    SOMETIMES_ANSWERED,
    Kind,
    Question,
)
from evals.scoring import mentions, normal

BEGINNING = 60


class Part(StrEnum):
    """The part of a draft that a problem is about."""

    QUESTION = "question"
    HISTORY = "history"
    KIND = "kind"
    GOLD = "gold"
    VITAL = "vital"
    OKAY = "okay"
    FORBIDDEN = "forbidden"
    TAGS = "tags"


@dataclass(frozen=True, slots=True)
class Problem:
    """What is wrong, in one line, and with which part; `number` counts the gold from 0 where it is about one of it."""

    part: Part
    line: str
    number: int | None = None


def vet(draft: Draft, places: Places) -> list[Problem]:
    """Return what is wrong with a completed draft, on the documents that are loaded; nothing where it can be asked."""
    checks = (_question, _personal, _kind, _gold, _facts, _forbidden)
    return [problem for check in checks for problem in check(draft, places)]


def repeats(draft: Draft, others: Sequence[Question]) -> list[Problem]:
    """Return a problem where one of the questions asks the same: spaces, capitals and punctuation do not count."""
    known = {asked(Draft.of(one)): one.id for one in others}
    same = known.get(asked(draft))
    line = f"The same question is asked already, as {same}: ask something else, or leave it out."
    return [Problem(Part.QUESTION, line)] if same else []


def asked(draft: Draft) -> tuple[str, ...]:
    """Return what two drafts share that ask the same in the same conversation."""
    return tuple(fold(text).text or text for text in (*draft.history, draft.question))


def out_of_order(draft: Draft, places: Places) -> bool:
    """Return whether the gold of a list stands otherwise than in its document. What is added is put in order."""
    return draft.in_order(places) != draft


def _question(draft: Draft, places: Places) -> Iterator[Problem]:
    if not fold(draft.question).text:
        yield Problem(Part.QUESTION, "There is no question: write it as somebody would ask it.")
    for part, texts in ((Part.QUESTION, (draft.question,)), (Part.HISTORY, draft.history)):
        for text in texts:
            if len(text) > MOST_CHARACTERS:
                line = f"A question has {len(text):,} characters, and {MOST_CHARACTERS:,} can be asked: shorten it."
                yield Problem(part, line)


def _personal(draft: Draft, places: Places) -> Iterator[Problem]:
    """Whether anything that was typed holds a person's details. What documents say was screened at loading."""
    typed = {
        Part.QUESTION: (draft.question,),
        Part.HISTORY: draft.history,
        Part.VITAL: _wordings(draft.vital),
        Part.OKAY: _wordings(draft.okay),
        Part.FORBIDDEN: draft.forbidden,
        Part.TAGS: draft.tags,
    }
    if draft.kind == Kind.PERSONAL_DATA:
        del typed[Part.QUESTION]  # made-up details are what it is about
    for part, texts in typed.items():
        for found in dict.fromkeys(one for text in texts for one in details(text)):
            line = f"This holds what looks like {found}, and a question set is kept and read by others: leave it out."
            yield Problem(part, line)


def _kind(draft: Draft, places: Places) -> Iterator[Problem]:
    if draft.kind not in set(Kind):
        told = f"“{_beginning(draft.kind)}” is no kind of question" if draft.kind else "No kind of question is chosen"
        yield Problem(Part.KIND, f"{told}: choose what is asked for, such as {Kind.FACT} or {Kind.UNANSWERABLE}.")
        return
    kind = Kind(draft.kind)
    if draft.answerable and kind in NEVER_ANSWERED:
        yield Problem(
            Part.KIND,
            f"A question of the kind {kind} has no answer: say that the documents do not answer it, or choose another "
            "kind.",
        )
    if not draft.answerable and kind not in NEVER_ANSWERED | SOMETIMES_ANSWERED:
        yield Problem(
            Part.KIND, f"A question of the kind {kind} has an answer: give it, or choose the kind {Kind.UNANSWERABLE}."
        )
    if kind is Kind.LIVE_CASE and draft.vital != EMERGENCY:
        yield Problem(Part.VITAL, "A live case asks for 999 and for nothing else: leave the vital facts empty.")
    if kind is Kind.FOLLOW_UP and not draft.history:
        yield Problem(Part.HISTORY, "A follow-up follows on another question: give what was asked before it.")
    if kind is not Kind.FOLLOW_UP and draft.history:
        yield Problem(
            Part.HISTORY,
            f"What was asked before belongs to the kind {Kind.FOLLOW_UP}: choose that kind, or leave this empty.",
        )


def _gold(draft: Draft, places: Places) -> Iterator[Problem]:
    if not draft.answerable:
        if draft.gold:
            yield Problem(
                Part.GOLD, "Words that answer it were given, and that the documents do not answer it: take one back."
            )
        return
    if not draft.gold and draft.kind not in NEVER_ANSWERED:
        yield Problem(
            Part.GOLD,
            "No words that answer the question were given: give some, or say that the documents do not answer it.",
        )
    for number, one in enumerate(draft.gold):
        yield from (Problem(Part.GOLD, line, number) for line in _quote(one, places))
    if again := [one for one, count in Counter(draft.gold).items() if count > 1]:
        yield Problem(Part.GOLD, f"“{_beginning(again[0].quote)}” was given twice: leave one out.")
    yield from _number_of_documents(draft)


def _quote(gold: Gold, places: Places) -> Iterator[str]:
    quote = f"“{_beginning(gold.quote)}”"
    if not gold.quote:
        yield (
            f"No words of {gold.doc} were given: copy those that answer the question."
            if gold.doc
            else (
                "A passage is empty: write the file name of a document, and the words in it that answer the question."
            )
        )
        return
    if not SHORTEST_QUOTE <= len(gold.quote) <= LONGEST_QUOTE:
        longer = "shorten it" if len(gold.quote) > LONGEST_QUOTE else "take in more of what stands beside it"
        yield f"{quote} has {len(gold.quote)} characters, not {SHORTEST_QUOTE} to {LONGEST_QUOTE}: {longer}."
    if not places.holds(gold.doc):
        told = f"No document named {gold.doc} is loaded" if gold.doc else f"{quote} has no document"
        yield f"{told}: give the file name as `documents list` shows it."
    elif not (found := places.find(gold.doc, gold.quote)):
        yield f"{quote} stands nowhere in {gold.doc} as it was loaded: copy the words from its page."
    elif len(gold.quote) <= LONGEST_QUOTE:
        yield from _place(quote, gold.doc, found, places)


def _place(quote: str, doc: str, found: Sequence[Span], places: Places) -> Iterator[str]:
    times = max(Counter(span.document_id for span in found).values())
    if times > 1:
        yield f"{quote} stands {times} times in {doc}: lengthen it until it stands there once."
    elif not any(places.is_reached(span) for span in found):
        yield f"{quote} lies in no passage of {doc} by half, so no search can find it: keep to one sentence or item."


def _number_of_documents(draft: Draft) -> Iterator[Problem]:
    documents = {one.doc for one in draft.gold}
    if draft.kind == Kind.THEME_ACROSS_REVIEWS and len(documents) < 2:
        yield Problem(Part.GOLD, "A theme across reviews needs words of two documents: give some of another one.")
    if draft.kind == Kind.LIST and len(draft.gold) < 2:
        yield Problem(Part.GOLD, "A list needs two items or more: give the words of each, or choose the kind fact.")
    if draft.kind == Kind.LIST and len(documents) > 1:
        yield Problem(Part.GOLD, "A list stands in one document: leave the others out, or choose another kind.")


def _facts(draft: Draft, places: Places) -> Iterator[Problem]:
    """Whether an answer that cites the gold can tell the facts, and in the way in which answers are compared."""
    if draft.answerable and not draft.vital and draft.kind not in NEVER_ANSWERED:
        yield Problem(Part.VITAL, "No vital fact was given: write at least one that every good answer tells.")
    if not draft.answerable and draft.vital and draft.vital != EMERGENCY and draft.kind != Kind.LIVE_CASE:
        yield Problem(Part.VITAL, "A question that is not answered has no vital facts: leave them empty.")
    documents = {one.doc for one in draft.gold if places.holds(one.doc)}
    text = normal(" . ".join(places.text(name) for name in documents))
    for part, groups in ((Part.VITAL, draft.vital), (Part.OKAY, draft.okay)):
        yield from (Problem(part, line) for line in _capitals(_wordings(groups)))
        for group in groups if draft.answerable and documents else ():
            if not any(mentions(text, phrase) for phrase in group):
                told = " or ".join(f"“{_beginning(phrase)}”" for phrase in group)
                yield Problem(part, f"{told} stands in no document of the gold: use words that stand there.")


def _forbidden(draft: Draft, places: Places) -> Iterator[Problem]:
    quoted = normal(" . ".join(one.quote for one in draft.gold))
    yield from (Problem(Part.FORBIDDEN, line) for line in _capitals(draft.forbidden))
    for phrase in draft.forbidden:
        shown = f"“{_beginning(phrase)}”"
        if mentions(quoted, phrase):
            yield Problem(Part.FORBIDDEN, f"{shown} is forbidden and stands in the gold, which is cited: leave it out.")
        if clash := next((one for one in _wordings(draft.vital + draft.okay) if one in phrase or phrase in one), None):
            line = f"{shown} is forbidden and “{_beginning(clash)}” wanted, one within the other: leave one out."
            yield Problem(Part.FORBIDDEN, line)


def _capitals(phrases: Sequence[str]) -> Iterator[str]:
    for phrase in phrases:
        if phrase != phrase.lower():
            yield (
                f"“{_beginning(phrase)}” has capitals, and answers are compared in small letters: "
                f"write “{_beginning(phrase.lower())}”."
            )


def _wordings(groups: Sequence[Sequence[str]]) -> tuple[str, ...]:
    return tuple(phrase for group in groups for phrase in group)


def _beginning(text: str) -> str:
    """Return the first words of a text on one line."""
    words = " ".join(text.split())
    return words if len(words) <= BEGINNING else words[:BEGINNING].rsplit(" ", 1)[0] + " …"
