"""Runs of a quiz: a link that opens it for a time, and how often each answer was chosen; never by whom."""

import hashlib
import secrets
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from sqlalchemy import Delete, ForeignKey, String, delete, select, update
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Mapped, Session, mapped_column

from assistant.quizzes.quiz import Decision, Item
from assistant.records import Records, Table, now

# Answers are shown so many people at a time, so that from one look to the next nobody's can be told; where all of them
# answered alike, which would tell everybody's, only with those of the next so many.
FEWEST_PEOPLE = 5
MOST_DAYS = 14
MOST_RUNS = 20  # of one quiz at a time
_KEY_BYTES = 24
_SHOWN = 4  # characters of a key that may be known
_PEOPLE = -1  # stands where an option would: how many answered
_TRIES = 3


class QuizRun(Table):
    """One link. Only the hash of its key is kept, so that the file opens nothing; its id begins as the key does."""

    __tablename__ = "quiz_runs"
    id: Mapped[str] = mapped_column(String(32), primary_key=True)
    quiz_id: Mapped[str] = mapped_column(String(12), index=True)
    key_hash: Mapped[str] = mapped_column(String(64), unique=True)
    made: Mapped[datetime]
    ends: Mapped[datetime] = mapped_column(index=True)

    @property
    def name(self) -> str:
        """Return what tells it from other links to the quiz: how its key begins, as people have it in its address."""
        return f"Link {self.id[:_SHOWN]}…"


class QuizTotal(Table):
    """How many chose an option of an item: `shown` to trainers, and `waiting` until enough have answered."""

    __tablename__ = "quiz_totals"
    run_id: Mapped[str] = mapped_column(ForeignKey("quiz_runs.id", ondelete="CASCADE"), primary_key=True)
    item: Mapped[str] = mapped_column(String(16), primary_key=True)
    option: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    shown: Mapped[int]
    waiting: Mapped[int]


@dataclass(frozen=True, slots=True)
class Totals:
    """How many people answered an item and how many of them chose each option, as far as it may be shown."""

    people: int
    options: Mapping[int, int]


class Runs:
    """The runs of this installation. Safe to share between threads and processes."""

    def __init__(self, records: Records, clock: Callable[[], datetime] = now) -> None:
        self._records = records
        self._clock = clock

    def publish(self, quiz_id: str, days: int, key: str | None = None) -> str | None:
        """Open a run for so many days and return its key, which cannot be shown again; None where there are too many.

        At most MOST_DAYS. `key` is one that nobody can guess; a run that it opens already is not opened twice.
        """
        key = key or secrets.token_urlsafe(_KEY_BYTES)
        if self.opened(key):
            return key
        if len(self.of(quiz_id)) >= MOST_RUNS:
            return None
        made = self._clock()
        ends = made + timedelta(days=min(days, MOST_DAYS))
        run_id = f"{key[:_SHOWN]}{secrets.token_hex(14)}"
        try:
            with self._records.transaction() as session:
                session.add(QuizRun(id=run_id, quiz_id=quiz_id, key_hash=_hashed(key), made=made, ends=ends))
        except IntegrityError:
            pass  # The button was pressed twice, and the first time has opened it.
        return key

    def opened(self, key: str) -> QuizRun | None:
        """Return the run that the key opens now, None where it opens none."""
        statement = select(QuizRun).where(QuizRun.key_hash == _hashed(key), QuizRun.ends > self._clock())
        with self._records.transaction() as session:
            return session.scalar(statement)

    def of(self, quiz_id: str) -> tuple[QuizRun, ...]:
        """Return the runs of a quiz that are open, the latest first."""
        open_now = select(QuizRun).where(QuizRun.quiz_id == quiz_id, QuizRun.ends > self._clock())
        with self._records.transaction() as session:
            return tuple(session.scalars(open_now.order_by(QuizRun.made.desc(), QuizRun.id)))

    def count(self, run_id: str, item: Item, options: Iterable[int]) -> None:
        """Count that somebody answered the item with these options. A run that is over counts nothing."""
        for left in reversed(range(_TRIES)):
            try:
                with self._records.transaction() as session:
                    _count(session, run_id, item, [_PEOPLE, *options])
                return
            except IntegrityError:
                # Somebody else was the first to choose it, or the run was deleted meanwhile.
                if not left:
                    return

    def totals(self, run_id: str) -> Mapping[str, Totals]:
        """Return the totals of a run by what `asked_as` says of an item; none of one that too few have answered."""
        found: dict[str, dict[int, int]] = defaultdict(dict)
        with self._records.transaction() as session:
            for one in session.scalars(select(QuizTotal).where(QuizTotal.run_id == run_id, QuizTotal.shown > 0)):
                found[one.item][one.option] = one.shown
        return {item: Totals(options.pop(_PEOPLE), options) for item, options in found.items()}

    def end(self, quiz_id: str, run_id: str | None = None) -> int:
        """Delete a run of a quiz with its totals, every run where None is named; return how many."""
        statement = delete(QuizRun).where(QuizRun.quiz_id == quiz_id)
        return self._deleted(statement.where(QuizRun.id == run_id) if run_id else statement)

    def forget_ended(self) -> int:
        """Delete the runs whose time is over, with their totals; return how many."""
        return self._deleted(delete(QuizRun).where(QuizRun.ends <= self._clock()))

    def _deleted(self, statement: Delete) -> int:
        with self._records.transaction() as session:
            return int(getattr(session.execute(statement), "rowcount", 0))


def asked_as(item: Item) -> str:
    """Return a short name of what an item asks, which changes with its words: answers to others are not added up."""
    asked = replace(item, decision=Decision.DRAFT, locked=False)
    return hashlib.sha256(repr(asked).encode()).hexdigest()[:16]


def _count(session: Session, run_id: str, item: Item, options: Iterable[int]) -> None:
    name = asked_as(item)
    of_item = QuizTotal.run_id == run_id, QuizTotal.item == name
    for option in options:
        one_more = update(QuizTotal).where(*of_item, QuizTotal.option == option)
        # Written before anything is read, so that those who answer at once wait for each other.
        if not getattr(session.execute(one_more.values(waiting=QuizTotal.waiting + 1)), "rowcount", 0):
            session.add(QuizTotal(run_id=run_id, item=name, option=option, shown=0, waiting=1))
            session.flush()
    held = select(QuizTotal.option, QuizTotal.waiting).where(*of_item)
    waiting = dict(session.execute(held).all())
    if _may_be_shown(item, waiting.pop(_PEOPLE), waiting.values()):
        enough = update(QuizTotal).where(*of_item)
        session.execute(enough.values(shown=QuizTotal.shown + QuizTotal.waiting, waiting=0))


def _may_be_shown(item: Item, people: int, chosen: Iterable[int]) -> bool:
    """Return whether so many people are enough, of whom these numbers chose each option, and did not answer alike.

    Those whose answers are held back are shown with the next FEWEST_PEOPLE, not with the next person, whose answer
    would be what made the difference.
    """
    in_words = not (item.options or item.pairs or item.stages)
    return people % FEWEST_PEOPLE == 0 and (in_words or any(0 < many < people for many in chosen))


def _hashed(key: str) -> str:
    return hashlib.sha256(key.encode("utf-8", "replace")).hexdigest()
