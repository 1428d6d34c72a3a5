"""Conversations that are kept for some days, because an operator said so; without that they are in memory only."""

import json
from collections.abc import Callable
from dataclasses import asdict, dataclass
from datetime import datetime, timedelta

from pydantic import TypeAdapter
from sqlalchemy import ForeignKey, String, Text, delete, func, select
from sqlalchemy.orm import Mapped, Session, mapped_column

from assistant.answer import Answer, Status
from assistant.conversation import MOST_TURNS, WITHOUT_TEXT, Turn, new_conversation
from assistant.filters import Filters
from assistant.records import Records, Table, now

LONGEST_NAME = 120

_ANSWER, _FILTERS = TypeAdapter(Answer), TypeAdapter(Filters)


class KeptConversation(Table):
    """One conversation. `name` is what its owner called it."""

    __tablename__ = "conversations"
    id: Mapped[str] = mapped_column(String(64), primary_key=True)
    owner: Mapped[str] = mapped_column(String(64), index=True)
    name: Mapped[str | None] = mapped_column(String(LONGEST_NAME))
    started: Mapped[datetime]
    latest: Mapped[datetime] = mapped_column(index=True)


class KeptTurn(Table):
    """One question and its answer, as the assistant gave it."""

    __tablename__ = "turns"
    conversation_id: Mapped[str] = mapped_column(ForeignKey("conversations.id", ondelete="CASCADE"), primary_key=True)
    number: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    at: Mapped[datetime]
    question: Mapped[str | None] = mapped_column(Text)
    filters: Mapped[str] = mapped_column(Text)
    answer: Mapped[str] = mapped_column(Text)

    def turn(self) -> Turn:
        """Return the turn as it was."""
        record = json.loads(self.answer)
        record.pop("abstained")
        return Turn(self.question, _ANSWER.validate_python(record), _FILTERS.validate_json(self.filters))


@dataclass(frozen=True, slots=True)
class Entry:
    """A conversation in the list of somebody's history.

    `first` is its first question that could be kept; where none could, `unkept` says what its first was taken for.
    """

    id: str
    name: str | None
    first: str | None
    turns: int
    latest: datetime
    unkept: Status | None = None


class History:
    """The conversations of everybody, each for so many days after its last turn. Safe to share between processes."""

    def __init__(self, records: Records, days: int, clock: Callable[[], datetime] | None = None) -> None:
        self.days = days
        self._records = records
        self._clock = clock or now

    def start(self) -> str:
        """Return the id of a new conversation."""
        return new_conversation()

    def turns(self, conversation_id: str, most: int | None = MOST_TURNS) -> tuple[Turn, ...]:
        """Return the latest turns, in their order; none where the conversation is unknown or its days are over."""
        kept = select(KeptTurn).join(KeptConversation).where(KeptTurn.conversation_id == conversation_id)
        latest = kept.where(KeptConversation.latest >= self._oldest()).order_by(KeptTurn.number.desc()).limit(most)
        with self._records.transaction() as session:
            return tuple(turn.turn() for turn in reversed(session.scalars(latest).all()))

    def add(self, conversation_id: str, question: str, answer: Answer, filters: Filters) -> None:
        """Append a turn, leaving out the question's text where the rules of evidence forbid keeping it."""
        at = self._clock()
        turn = Turn(None, answer) if answer.status in WITHOUT_TEXT else Turn(question, answer, filters)
        with self._records.transaction() as session:
            kept = session.get(KeptConversation, conversation_id, with_for_update=True)
            if kept is None:
                kept = KeptConversation(id=conversation_id, owner="", name=None, started=at, latest=at)
                session.add(kept)
                session.flush()
            kept.latest = at
            session.add(
                KeptTurn(
                    conversation_id=conversation_id,
                    number=_last(session, conversation_id) + 1,
                    at=at,
                    question=turn.question,
                    filters=json.dumps(asdict(turn.filters)),
                    answer=json.dumps(answer.to_record(), ensure_ascii=False),
                )
            )

    def own(self, conversation_id: str, owner: str) -> None:
        """Record whose conversation it is."""
        with self._records.transaction() as session:
            if kept := session.get(KeptConversation, conversation_id):
                kept.owner = owner

    def owns(self, owner: str, conversation_id: str) -> bool:
        """Return whether they started the conversation and it is still kept."""
        with self._records.transaction() as session:
            kept = session.get(KeptConversation, conversation_id)
            return kept is not None and bool(owner) and kept.owner == owner and kept.latest >= self._oldest()

    def of(self, owner: str) -> tuple[Entry, ...]:
        """Return the conversations of somebody, the latest first."""
        mine = select(KeptConversation).where(
            KeptConversation.owner == owner, KeptConversation.latest >= self._oldest()
        )
        with self._records.transaction() as session:
            kept = session.scalars(mine.order_by(KeptConversation.latest.desc())).all()
            return tuple(_entry(session, one) for one in kept)

    def rename(self, owner: str, conversation_id: str, name: str) -> bool:
        """Give a conversation a name, or none; return whether it is theirs."""
        with self._records.transaction() as session:
            kept = session.get(KeptConversation, conversation_id)
            if kept is None or kept.owner != owner:
                return False
            kept.name = name[:LONGEST_NAME] or None
            return True

    def forget(self, owner: str, conversation_id: str | None = None) -> int:
        """Delete a conversation of somebody's, or all of them; return how many."""
        gone = delete(KeptConversation).where(KeptConversation.owner == owner)
        if conversation_id is not None:
            gone = gone.where(KeptConversation.id == conversation_id)
        with self._records.transaction() as session:
            count = int(getattr(session.execute(gone), "rowcount", 0))
        self._records.empty_log()
        return count

    def forget_document(self, document_id: str) -> int:
        """Delete the turns of everybody that quote a document, and what is empty then; return how many turns."""
        gone = delete(KeptTurn).where(KeptTurn.answer.contains(document_id, autoescape=True))
        empty = delete(KeptConversation).where(KeptConversation.id.not_in(select(KeptTurn.conversation_id)))
        with self._records.transaction() as session:
            count = int(getattr(session.execute(gone), "rowcount", 0))
            session.execute(empty)
        self._records.empty_log()
        return count

    def forget_old(self) -> int:
        """Delete the conversations whose days are over; return how many."""
        with self._records.transaction() as session:
            result = session.execute(delete(KeptConversation).where(KeptConversation.latest < self._oldest()))
            count = int(getattr(result, "rowcount", 0))
        if count:
            self._records.empty_log()
        return count

    def _oldest(self) -> datetime:
        return self._clock() - timedelta(days=self.days)


def _entry(session: Session, kept: KeptConversation) -> Entry:
    first = session.scalar(
        select(KeptTurn.question)
        .where(KeptTurn.conversation_id == kept.id, KeptTurn.question.is_not(None))
        .order_by(KeptTurn.number)
        .limit(1)
    )
    unkept = None if first else _status(session, kept.id)
    return Entry(kept.id, kept.name, first, _count(session, kept.id), kept.latest, unkept)


def _status(session: Session, conversation_id: str) -> Status | None:
    """Return how the first question was answered, None where no turn is kept."""
    turns = select(KeptTurn).where(KeptTurn.conversation_id == conversation_id).order_by(KeptTurn.number).limit(1)
    return turn.turn().answer.status if (turn := session.scalar(turns)) else None


def _last(session: Session, conversation_id: str) -> int:
    """Return the number of the last turn, 0 where there is none: what was deleted leaves its number free."""
    return session.scalar(select(func.max(KeptTurn.number)).where(KeptTurn.conversation_id == conversation_id)) or 0


def _count(session: Session, conversation_id: str) -> int:
    return session.scalar(select(func.count()).where(KeptTurn.conversation_id == conversation_id)) or 0
