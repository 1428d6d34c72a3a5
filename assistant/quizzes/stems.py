"""How a question is put: the stem of an item, by what the review did with what is asked about."""

from assistant.quizzes.quiz import ItemKind
from assistant.quizzes.statements import Statement
from assistant.reviews import Entry
from prompts.render import render


def asked(kind: ItemKind, statement: Statement, theme: str | None = None, *, is_open: bool = False) -> str:
    """Return the stem of an item of this kind about the statement's review; `is_open` where it has no options."""
    return asked_of(kind, statement.entry, statement.asked_as, statement.words, theme, is_open=is_open)


def asked_of(
    kind: ItemKind, entry: Entry, form: str, words: str = "", theme: str | None = None, *, is_open: bool = False
) -> str:
    """Return the stem of an item of this kind about a review. `form` is what the review did, in a word."""
    return render(
        "quiz_asked",
        kind=kind.name.lower(),
        form=form,
        review=entry.name if entry.review.subject else f"“{entry.name}”",
        is_titled=entry.review.subject is None,
        words=words,
        theme=theme,
        population="adults" if entry.is_adults else "children",
        is_open=is_open,
    )
