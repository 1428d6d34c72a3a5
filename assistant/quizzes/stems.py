"""How a question is put: the stem of an item, by what the review did with what is asked about."""

from collections.abc import Sequence

from assistant.quizzes.quiz import ItemKind, Stage
from assistant.quizzes.statements import Statement
from assistant.reviews import Entry
from prompts.render import render

# What several deeds of a review are called, where what it found and what it recommended answer one question.
SEVERAL = "several"
# How a question speaks of a theme whose name does not read as a part of it.
_SPOKEN = {
    "following through": "following things through",
    "lead professional and coordination": "a lead professional and coordination",
    "quality of plans": "the quality of plans",
    "supervision of children and home safety": "the supervision of children and home safety",
    "thresholds, referral and front door": "thresholds, referrals and the front door",
    "voice of the child": "the voice of the child",
    "was not brought": "appointments to which a child was not brought",
}


def asked(kind: ItemKind, statement: Statement, theme: str | None = None) -> str:
    """Return the stem of an item of this kind about the statement's review."""
    return asked_of(kind, statement.entry, statement.asked_as, statement.words, theme)


def steps(stages: Sequence[Stage]) -> str:
    """Return the steps of an order, as a question names them."""
    return ", ".join(stage.name[:1].lower() + stage.name[1:] for stage in stages)


def asked_of(kind: ItemKind, entry: Entry, form: str, words: str = "", theme: str | None = None) -> str:
    """Return the stem of an item of this kind about a review.

    `form` is what the review did, in a word; `words` are the statement, or the steps that are to be put in order.
    """
    return render(
        "quiz_asked",
        kind=kind.name.lower(),
        form=form,
        review=entry.name if entry.review.subject else f"“{entry.name}”",
        is_titled=entry.review.subject is None,
        words=words,
        theme=_SPOKEN.get(theme or "", theme),
        population="adults" if entry.is_adults else "children",
    )
