"""Conversations: questions and answers that follow on from each other, in memory only."""

import secrets
import threading
from collections import OrderedDict
from dataclasses import dataclass
from typing import Protocol

from assistant.answer import Answer, Status
from assistant.filters import Filters

MOST_CONVERSATIONS = 1_000
MOST_TURNS = 50

# Rule of evidence 8: of these turns the status is kept, never the text.
WITHOUT_TEXT = frozenset({Status.LIVE_CASE, Status.PERSONAL_DATA, Status.IDENTIFICATION})

# What was refused opens no subject: the next question leans on nothing of it.
REFUSED = WITHOUT_TEXT | {Status.OUT_OF_SCOPE}


EVERYTHING = Filters()


@dataclass(frozen=True, slots=True)
class Turn:
    """One question, what it was narrowed to, and its answer. `question` is None where its text must not be kept."""

    question: str | None
    answer: Answer
    filters: Filters = EVERYTHING

    @property
    def leaves(self) -> str | None:
        """Return the question that a later one may lean on, None where it was refused."""
        return None if self.answer.status in REFUSED else self.question


def new_conversation() -> str:
    """Return the id of a new conversation: unguessable, since whoever has it may read the conversation."""
    return secrets.token_urlsafe(18)


class Keeps(Protocol):
    """Where conversations are kept."""

    def start(self) -> str:
        """Return the id of a new conversation."""

    def turns(self, conversation_id: str) -> tuple[Turn, ...]:
        """Return the turns so far, none where the id is unknown or forgotten."""

    def add(self, conversation_id: str, question: str, answer: Answer, filters: Filters) -> None:
        """Append a turn, leaving out the question's text where the rules of evidence forbid keeping it."""


class Conversations:
    """The latest conversations of this process; the oldest are forgotten first. Safe to share between threads."""

    def __init__(self) -> None:
        self._turns: OrderedDict[str, tuple[Turn, ...]] = OrderedDict()
        self._lock = threading.Lock()

    def start(self) -> str:
        """Return the id of a new conversation."""
        return new_conversation()

    def turns(self, conversation_id: str) -> tuple[Turn, ...]:
        """Return the turns so far, none where the id is unknown or forgotten."""
        with self._lock:
            return self._turns.get(conversation_id, ())

    def add(self, conversation_id: str, question: str, answer: Answer, filters: Filters = EVERYTHING) -> None:
        """Append a turn, leaving out the question's text where the rules of evidence forbid keeping it."""
        turn = Turn(None, answer) if answer.status in WITHOUT_TEXT else Turn(question, answer, filters)
        with self._lock:
            self._turns[conversation_id] = (*self._turns.get(conversation_id, ()), turn)[-MOST_TURNS:]
            self._turns.move_to_end(conversation_id)
            while len(self._turns) > MOST_CONVERSATIONS:
                self._turns.popitem(last=False)
