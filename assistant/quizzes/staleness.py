"""Whether an item still holds: its sources are loaded, are the newest of their kind, and say what they said."""

from assistant.quizzes.quiz import Item, Quiz
from assistant.quizzes.verifier import faults
from assistant.reviews import outdated
from vectorstore.index import Index

GONE = "A source was withdrawn or is not loaded any more."
_NEWER = "A newer version of a source is loaded."
_CHANGED = "A source was corrected, or read otherwise, since: the item does not hold as it stands."


def stale(index: Index, item: Item) -> str | None:
    """Return why an item may not be used any more, in a sentence; None where it may."""
    sources = {*item.sources, *(quote.cited.document_id for quote in item.quotes)}
    if not sources <= set(index.documents):
        return GONE
    if not sources.isdisjoint(outdated(index)):
        return _NEWER
    if found := faults(index, item):
        return found[0] if _is_edited(item) else _CHANGED
    return None


def _is_edited(item: Item) -> bool:
    return item.by_trainer or any(option.by_trainer for option in item.options)


def usable(index: Index, quiz: Quiz) -> tuple[Item, ...]:
    """Return the accepted items that still hold: those that may be shown to participants or exported."""
    return tuple(item for item in quiz.accepted if stale(index, item) is None)
