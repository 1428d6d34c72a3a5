"""What a trainer does to a quiz. Each change gives a new quiz, or the reason why it cannot be."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace

from assistant.quizzes.building import another
from assistant.quizzes.drafts import replaced
from assistant.quizzes.quiz import Decision, Item, ItemKind, Option, Quiz
from assistant.quizzes.staleness import stale
from assistant.quizzes.verifier import STATEMENTS, faults
from vectorstore.index import Index

_UNKNOWN = "This item is not in the quiz any more: open the quiz again."
_LOCKED = "This item is locked: unlock it first."
_NO_OTHER = "There is no other item: the reviews chosen carry no more."


@dataclass(frozen=True, slots=True)
class Refused:
    """Why a change was not made, in a sentence that says what to do.

    `option` is the place of the option whose words are refused, None where it is not the words of one.
    """

    why: str
    option: int | None = None


def item_of(quiz: Quiz, item_id: str) -> Item | None:
    """Return the item of this id, None where the quiz has none."""
    return next((item for item in quiz.items if item.id == item_id), None)


def accept(index: Index, quiz: Quiz, item_id: str, kept: Collection[int] | None = None) -> Quiz | Refused:
    """Accept an item with the options at these places, with all where None; it is verified again before."""
    item = item_of(quiz, item_id)
    if item is None:
        return Refused(_UNKNOWN)
    chosen = item if kept is None else _with_options(item, kept)
    if item.locked and chosen != item:
        return Refused(_LOCKED)
    why = stale(index, chosen)
    if why and stale(index, item) is None:
        why = faults(index, chosen)[0]  # the item holds: what is wrong is the choice of options
    return Refused(why) if why else _put(quiz, item_id, replace(chosen, decision=Decision.ACCEPTED))


def accept_all(index: Index, quiz: Quiz) -> Quiz:
    """Accept every item that is neither rejected nor stale."""
    return replaced(quiz, [_accepted(index, item) for item in quiz.items])


def reject(quiz: Quiz, item_id: str) -> Quiz | Refused:
    """Reject an item; it stays in the draft, where it may be accepted after all."""
    return _changed(quiz, item_id, decision=Decision.REJECTED)


def lock(quiz: Quiz, item_id: str, *, locked: bool) -> Quiz | Refused:
    """Lock an item against being changed or replaced, or unlock it."""
    item = item_of(quiz, item_id)
    return Refused(_UNKNOWN) if item is None else _put(quiz, item_id, replace(item, locked=locked))


def move(quiz: Quiz, item_id: str, by: int) -> Quiz | Refused:
    """Move an item up (-1) or down (1); at the end of the list it stays."""
    places = [place for place, item in enumerate(quiz.items) if item.id == item_id]
    if not places:
        return Refused(_UNKNOWN)
    items = list(quiz.items)
    item = items.pop(places[0])
    items.insert(max(0, places[0] + by), item)
    return replaced(quiz, items)


def reword(index: Index, quiz: Quiz, item_id: str, stem: str, options: Sequence[str]) -> Quiz | Refused:
    """Change the words of an item; what a person changed is marked, is no quotation any more and is verified again."""
    item = item_of(quiz, item_id)
    if item is None or item.locked:
        return Refused(_UNKNOWN if item is None else _LOCKED)
    if len(options) not in {0, len(item.options)}:
        return Refused(_UNKNOWN)
    words = " ".join(stem.split())
    changed = replace(
        _marked(item) if words != item.stem else item,
        stem=words,
        options=tuple(_reworded(item, option, new) for option, new in zip(item.options, options, strict=False))
        or item.options,
        decision=Decision.DRAFT,
    )
    if found := faults(index, changed):
        return Refused(found[0], _refused_option(index, item, changed))
    return _put(quiz, item_id, changed)


def replace_item(index: Index, quiz: Quiz, item_id: str) -> Quiz | Refused:
    """Put another item in the place of one."""
    item = item_of(quiz, item_id)
    if item is None or item.locked:
        return Refused(_UNKNOWN if item is None else _LOCKED)
    other = another(index, quiz, item, quiz.seed + quiz.revision)
    if other is None:
        return Refused(_NO_OTHER)
    is_sample = quiz.is_sample or any(index.documents[name].is_sample for name in other.sources)
    return replace(_put(quiz, item_id, other), is_sample=is_sample)


def _reworded(item: Item, option: Option, words: str) -> Option:
    """Return the option with other words: only statements can have them, a name or "True" is what it is."""
    new = " ".join(words.split())
    if item.kind not in STATEMENTS or new == option.words:
        return option
    return replace(option, words=new, by_trainer=new != option.quote.words)


def _refused_option(index: Index, item: Item, changed: Item) -> int | None:
    """Return the place of the option that alone makes the change unsound, None where no option does."""
    for place, option in enumerate(changed.options):
        options = (*item.options[:place], option, *item.options[place + 1 :])
        if option != item.options[place] and faults(index, replace(item, options=options)):
            return place
    return None


def _marked(item: Item) -> Item:
    """Return the item as one that a trainer changed, with its question as it was drafted."""
    return item if item.by_trainer else replace(item, by_trainer=True, drafted=item.stem)


def _with_options(item: Item, kept: Collection[int]) -> Item:
    """Return the item with these options only; both answers of true or false stay."""
    if not item.options or item.kind is ItemKind.TRUE_FALSE:
        return item
    options = tuple(option for place, option in enumerate(item.options) if place in kept)
    return item if options == item.options else replace(_marked(item), options=options)


def _accepted(index: Index, item: Item) -> Item:
    good = item.decision is Decision.DRAFT and stale(index, item) is None
    return replace(item, decision=Decision.ACCEPTED) if good else item


def _changed(quiz: Quiz, item_id: str, decision: Decision) -> Quiz | Refused:
    item = item_of(quiz, item_id)
    if item is None or item.locked:
        return Refused(_UNKNOWN if item is None else _LOCKED)
    return _put(quiz, item_id, replace(item, decision=decision))


def _put(quiz: Quiz, item_id: str, item: Item) -> Quiz:
    return replaced(quiz, [item if one.id == item_id else one for one in quiz.items])
