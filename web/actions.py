"""Who did what and when: sign-ins, releases, corrections. Never a question, never an answer."""

import logging
from datetime import datetime, timedelta

from sqlalchemy import String, delete, select
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.orm import Mapped, mapped_column

from assistant.records import Records, Table, now

KEPT_FOR = timedelta(days=365)
LONGEST_ABOUT = 200

_log = logging.getLogger(__name__)


class Action(Table):
    """One thing that was done. `about` is a version, a document's id, an account's name."""

    __tablename__ = "actions"
    id: Mapped[int] = mapped_column(primary_key=True)
    at: Mapped[datetime] = mapped_column(index=True)
    who: Mapped[str] = mapped_column(String(100))
    did: Mapped[str] = mapped_column(String(60))
    about: Mapped[str] = mapped_column(String(LONGEST_ABOUT))


class Actions:
    """The log of what was done. Safe to share between threads and processes."""

    def __init__(self, records: Records) -> None:
        self._records = records

    def record(self, who: str, did: str, about: str = "") -> None:
        """Append an action. What was done is done: a log that cannot be written is told, and nothing is undone."""
        try:
            with self._records.transaction() as session:
                session.add(Action(at=now(), who=who[:100], did=did, about=about[:LONGEST_ABOUT]))
        except SQLAlchemyError as fault:
            _log.error("an action could not be recorded (%s): %s", did, type(fault).__qualname__)

    def latest(self, most: int) -> tuple[Action, ...]:
        """Return what was done last, newest first."""
        with self._records.transaction() as session:
            return tuple(session.scalars(select(Action).order_by(Action.id.desc()).limit(most)))

    def of(self, who: str) -> tuple[Action, ...]:
        """Return what somebody did, newest first."""
        with self._records.transaction() as session:
            return tuple(session.scalars(select(Action).where(Action.who == who).order_by(Action.id.desc())))

    def forget_old(self) -> int:
        """Delete what is older than a year; return how many."""
        with self._records.transaction() as session:
            result = session.execute(delete(Action).where(Action.at < now() - KEPT_FOR))
            return int(getattr(result, "rowcount", 0))
