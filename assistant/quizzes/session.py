"""What stands round the items of a quiz: what it is for, how long it takes, and what a facilitator has to say."""

from collections.abc import Sequence
from dataclasses import dataclass

from assistant.quizzes.feedback import is_edited
from assistant.quizzes.quiz import Decision, Difficulty, Item, ItemKind, Quiz
from prompts.render import render
from vectorstore.sections import SectionType

# Minutes that a group of people takes to read, answer and hear the answer of an item of a kind: our own estimate.
_MINUTES = {ItemKind.MATCH: 4, ItemKind.ORDER: 4, ItemKind.SCENARIO: 5, ItemKind.SHORT: 3, ItemKind.REFLECTIVE: 6}
_OTHERWISE = 2

NO_CONTACTS = (
    "No local contacts are set, so the support line names nobody to ring: set REVIEW_LEARNING_CONTACTS and "
    "REVIEW_LEARNING_CONTACTS_CHECKED before people take this quiz."
)


@dataclass(frozen=True, slots=True)
class Session:
    """All but the items, in the order in which it is read. `support` may have several lines."""

    objectives: tuple[str, ...]
    minutes: int
    content_note: str
    support: str
    facilitator: tuple[str, ...]
    copied: str
    notices: tuple[str, ...]


def session(quiz: Quiz, items: Sequence[Item], contacts: Sequence[str]) -> Session:
    """Return what is said round these items of the quiz; `contacts` are whom to ring, one a line."""
    return Session(
        objectives=_objectives(quiz, items),
        minutes=sum(_MINUTES.get(item.kind, _OTHERWISE) for item in items),
        content_note=render("quiz_content_note", population=quiz.population),
        support=render("quiz_support", contacts=contacts),
        facilitator=tuple(render("quiz_facilitator", theme=quiz.theme).splitlines()),
        copied=render(
            "quiz_copied", edited=is_edited(items), accepted=all(item.decision is Decision.ACCEPTED for item in items)
        ),
        notices=(render("sample_notice"),) if quiz.is_sample else (),
    )


def _objectives(quiz: Quiz, items: Sequence[Item]) -> tuple[str, ...]:
    kinds = {quote.cited.section for item in items for quote in item.quotes}
    lines = render(
        "quiz_objectives",
        theme=quiz.theme,
        reviews=len({quote.review for item in items for quote in item.key}),
        recommends=SectionType.RECOMMENDATIONS.value in kinds,
        applies=any(item.difficulty is Difficulty.APPLY for item in items),
    )
    return tuple(lines.splitlines())
