"""What every page of a quiz says of its items."""

from dataclasses import dataclass
from typing import ClassVar

from assistant.quizzes.feedback import (
    EDITED,
    choice_words,
    item_feedback,
    option_feedback,
    option_words,
    situation,
    situation_note,
)
from assistant.quizzes.quiz import Item, Option
from web.rendering import Page


@dataclass(frozen=True, slots=True, kw_only=True)
class QuizPage(Page):
    """A page that shows items, to whoever makes or takes the quiz."""

    edited: ClassVar[str] = EDITED

    def words(self, option: Option) -> str:
        """Return an option as it is shown."""
        return option_words(option)

    def offered(self, item: Item, option: Option) -> str:
        """Return an option as it is offered, before it is told which is right."""
        return choice_words(item, option)

    def said_of(self, item: Item, option: Option) -> str:
        """Return where the words of an option stand."""
        return option_feedback(item, option)

    def says(self, item: Item) -> tuple[str, ...]:
        """Return what the review says, a sentence each."""
        return item_feedback(item)

    def situation(self, item: Item) -> str:
        """Return what is told before an item is asked, empty where nothing is."""
        return situation(item)

    def note(self, item: Item) -> str | None:
        """Return what is said of the situation that an item tells, None where it tells none."""
        return situation_note(item)
