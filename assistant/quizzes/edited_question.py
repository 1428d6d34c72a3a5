"""Whether a question that a trainer worded still asks what was drafted.

Its core, the words with the review, what the review did and the theme, has to stay, for the answer is proved for them
alone. Words before and behind it are free as long as they neither turn nor narrow what is asked.
"""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from assistant.grounding import amounts, folded, words_of
from assistant.names import named_reviews, unknown_subjects
from assistant.quizzes.decisive_words import contraries, denials, spans
from assistant.quizzes.edited_answer import addressee
from assistant.quizzes.quiz import Item, ItemKind
from assistant.reviews import by_name
from assistant.safety import is_live_case
from vectorstore.agencies import agencies_in
from vectorstore.index import Index
from vectorstore.themes import themes_in

# What a trainer may put in the place of what a review did.
_SAME = {
    "find": "find|identify",
    "found": "found|identified",
    "recommend": "recommend|advise",
    "recommended": "recommended|advised",
    "record": "record|note",
    "recorded": "recorded|noted",
    "on": "on|about",
}
_DID = re.compile(rf"\b(?:{'|'.join(_SAME)})\b")
# Where a drafted question begins with these, it may begin otherwise.
_OPENING = re.compile(
    r"(?:(?:You work with|This is what) .*?\. )?(?:What would you do(?: now)?, and )?"
    r"(?:Which of these|Which(?= two )|What(?= did| does| good)|Think of)\s+",
    re.IGNORECASE,
)
# What is asked of the group's own service has no answer that could be untrue.
_OWN_SERVICE = re.compile(r"(?<=\.) (?:Could|Is|What) .*", re.DOTALL)
# What reviews do: a question on the one is not answered by the other.
_DEEDS = (
    frozenset({"find", "finds", "found", "finding", "findings", "identify", "identified"}),
    frozenset({"recommend", "recommends", "recommended", "recommendation", "recommendations", "advise", "advised"}),
    frozenset({"action", "actions"}),
    frozenset({"report", "reports", "reported"}),
)
_STATEMENT = re.compile(r'"[^"]*"')
_NAME = "\ue000"


@dataclass(frozen=True, slots=True)
class Core:
    """The words of a drafted question that have to stay; `pattern` finds them, or their like, in a folded text."""

    words: str
    pattern: re.Pattern[str]


@dataclass(frozen=True, slots=True)
class _Edit:
    """What a trainer typed beside the core, and what was drafted there.

    `claimed` are those of the words that may say something of the review.
    """

    index: Index
    item: Item
    added: str
    claimed: str
    drafted: str


def core_of(item: Item) -> Core:
    """Return what of an item's question has to stay."""
    kept = _OPENING.sub("", _drafted(item), count=1)
    if item.kind is ItemKind.REFLECTIVE:
        kept = _OWN_SERVICE.sub("", kept)
    return Core(kept, re.compile(_alike(folded(kept), folded(item.about or "")), re.IGNORECASE))


def faults_of_question(index: Index, item: Item) -> Iterator[str]:
    """Yield why a question that a trainer worded may not be asked, a sentence each."""
    if not item.by_trainer or item.stem == _drafted(item):
        return
    core = core_of(item)
    edit = _edit(index, item, core)
    told = [fault for check in _CHECKS if (fault := check(edit))]
    yield from told
    if not told and not core.pattern.search(folded(item.stem)):
        yield f"The question has to keep these words: {core.words} Others may stand before and behind them."


def _drafted(item: Item) -> str:
    """Return the question as it was drafted; an item whose question nobody changed has it still."""
    return item.drafted or item.stem


def _alike(kept: str, name: str) -> str:
    """Return a pattern of these words and of those that say the same."""
    if name:
        kept = re.sub(rf'(?:the review about )?"?{re.escape(name)}"?', _NAME, kept, count=1, flags=re.IGNORECASE)
    said, mark, statement = kept.partition('"')
    pattern = _DID.sub(lambda match: f"(?:{_SAME[match[0]]})", re.escape(said)) + re.escape(mark + statement)
    pattern = pattern.replace(re.escape(", and why"), f"(?:{re.escape(', and why')})?")
    return r"(?<![\w-])" + pattern.replace(_NAME, rf'(?:the review (?:about|of|on|into) )?"?{re.escape(name)}"?')


def _edit(index: Index, item: Item, core: Core) -> _Edit:
    """Return what was typed beside the core; all of it but for the statement that it quotes, where the core is gone."""
    stem, drafted = folded(item.stem), folded(_drafted(item))
    found = core.pattern.search(stem)
    if found is None:
        added = _STATEMENT.sub(" ", stem)
        return _Edit(index, item, added, added, _STATEMENT.sub(" ", drafted))
    before, behind = stem[: found.start()], stem[found.end() :]
    claimed = before if item.kind is ItemKind.REFLECTIVE else f"{before} {behind}"
    return _Edit(index, item, f"{before} {behind}", claimed, core.pattern.sub(" ", drafted))


def _live_case(edit: _Edit) -> str | None:
    if not is_live_case(edit.added):
        return None
    return (
        "The question reads as if a child or family needed help now: ask about the review alone, and for a case follow"
        " your own procedures."
    )


def _other_review(edit: _Edit) -> str | None:
    known = by_name(edit.index)
    own = known.get(edit.item.about or "")
    others = [entry for entry in known.values() if entry is not own]
    named = [entry.name for entry in others if _stands_in(entry.name, edit.added)]
    # Another review of the same child has the same subject.
    reviews = [entry.review for entry in others if own is None or entry.review.subject != own.review.subject]
    by_subject = named_reviews(edit.added, reviews)
    unknown = unknown_subjects(edit.added, [*by_subject, *([own.review] if own else [])])
    names = [*(review.name for review in by_subject), *named, *unknown]
    return f"The question names {names[0]}, which it may not: take the name out." if names else None


def _stands_in(name: str, words: str) -> bool:
    # Most names stand nowhere in it: a pattern for each of thousands would be slow.
    plain = folded(name)
    if plain.casefold() not in words.casefold():
        return False
    return re.search(rf"(?<![\w-]){re.escape(plain)}(?![\w-])", words, re.IGNORECASE) is not None


def _turn(edit: _Edit) -> str | None:
    new = [w for w in _turning(edit.claimed) if w not in _turning(edit.drafted)]
    return f"The question has “{new[0]}”, which turns what is asked: take it out." if new else None


def _turning(text: str) -> list[str]:
    return [*denials(text), *contraries(text)]


def _deed(edit: _Edit) -> str | None:
    if edit.item.kind is ItemKind.REFLECTIVE:
        return None
    words = [word.lower() for word in words_of(edit.claimed)]
    asked = {word.lower() for word in words_of(folded(_drafted(edit.item)))}
    other = {word for deeds in _DEEDS if deeds.isdisjoint(asked) for word in deeds}
    new = [word for word in words if word in other]
    return f"The question has “{new[0]}”, and the answer is on something else: take it out." if new else None


def _number(edit: _Edit) -> str | None:
    new = sorted(_numbers(edit.claimed) - _numbers(edit.drafted))
    return (
        f"The question has a number or a span of time that was not drafted, “{new[0]}”: take it out." if new else None
    )


def _numbers(text: str) -> set[str]:
    # "One" is mostly no number.
    words = [word.lower() for word in words_of(text) if word.lower() != "one"]
    return {word for word in amounts(words) if word[0].isdigit()} | spans(text)


def _theme(edit: _Edit) -> str | None:
    known = {*edit.item.themes, *themes_in(edit.drafted)}
    new = [theme for theme in themes_in(edit.claimed) if theme not in known]
    return f"The question names a theme that the answer is not known to be on, {new[0]}: take it out." if new else None


def _agency(edit: _Edit) -> str | None:
    key = edit.item.key
    told = " . ".join([edit.drafted, *(quote.words for quote in key), *(addressee(edit.index, quote) for quote in key)])
    new = [agency for agency in agencies_in(edit.claimed) if agency not in agencies_in(told)]
    return f"The question names an agency that the answer does not, {new[0]}: take it out." if new else None


_CHECKS: Sequence[Callable[[_Edit], str | None]] = (_live_case, _other_review, _turn, _deed, _number, _theme, _agency)
