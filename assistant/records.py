"""The application's own database: accounts, sessions, kept conversations. Never documents, never an index.

SQLite beside the data by default; any other database that SQLAlchemy speaks to is one address away.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.util import CommandError
from sqlalchemy import Connection, Engine, MetaData, create_engine, event, make_url
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.orm import DeclarativeBase, Session, sessionmaker
from sqlalchemy.pool import StaticPool

MIGRATIONS = Path(__file__).parent / "migrations"
IN_MEMORY = "sqlite://"
PATIENCE_SECONDS = 10  # for another process that is writing


class RecordsFault(Exception):
    """The database cannot be opened, or is not ours. The message says what to do."""


class Table(DeclarativeBase):
    """What every table of the application is declared from, in the module that owns it."""

    metadata = MetaData(
        naming_convention={
            "pk": "pk_%(table_name)s",
            "fk": "fk_%(table_name)s_%(column_0_name)s",
            "uq": "uq_%(table_name)s_%(column_0_name)s",
            "ix": "ix_%(table_name)s_%(column_0_name)s",
        }
    )


class Records:
    """The open database, its tables brought up to date. Safe to share between threads."""

    def __init__(self, address: str = IN_MEMORY) -> None:
        """Open the database. Raise RecordsFault where it cannot be opened or was made by a newer program."""
        try:
            self._engine = _engine(address)
            with self._engine.begin() as connection:
                if connection.dialect.name == "sqlite":
                    # Servers that are started together on a fresh database wait for the first of them to make it.
                    connection.exec_driver_sql("BEGIN IMMEDIATE")
                migrate(connection)
        except (SQLAlchemyError, CommandError) as fault:
            told = getattr(fault, "orig", None) or fault
            raise RecordsFault(
                f"the records cannot be opened ({told}): check the setting REVIEW_LEARNING_RECORDS"
            ) from fault
        self._sessions = sessionmaker(self._engine, expire_on_commit=False)

    @contextmanager
    def transaction(self) -> Iterator[Session]:
        """Give a session for the length of the block; everything in it is kept, or nothing after an exception."""
        with self._sessions.begin() as session:
            yield session

    def empty_log(self) -> None:
        """Let nothing that was deleted stay in SQLite's log beside its file. A reader that is at work puts it off."""
        if self._engine.dialect.name == "sqlite":
            with self._engine.connect() as connection:
                connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)")

    def close(self) -> None:
        """Let go of the database."""
        self._engine.dispose()


def migrate(connection: Connection) -> None:
    """Bring the tables up to date."""
    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS))
    config.attributes["connection"] = connection
    command.upgrade(config, "head")


def now() -> datetime:
    """Return the time in UTC, as the database keeps it: without a zone."""
    return datetime.now(UTC).replace(tzinfo=None)


def _engine(address: str) -> Engine:
    if address == IN_MEMORY:
        # One connection, since every other would see a database of its own.
        engine = create_engine(
            address, hide_parameters=True, poolclass=StaticPool, connect_args={"check_same_thread": False}
        )
    elif address.startswith("sqlite"):
        _for_its_owner_alone(address)
        engine = create_engine(address, hide_parameters=True, connect_args={"timeout": PATIENCE_SECONDS})
    else:
        engine = create_engine(address, hide_parameters=True, pool_pre_ping=True)
    if engine.dialect.name == "sqlite":
        event.listen(engine, "connect", _prepare_sqlite)
    return engine


def _for_its_owner_alone(address: str) -> None:
    """Make the file one that other users of the machine cannot read; SQLite gives its log the same rights."""
    if file := make_url(address).database:
        try:
            Path(file).touch(0o600)
        except OSError as fault:
            raise RecordsFault(f"the records cannot be opened ({fault}): check where they are kept") from fault


def _prepare_sqlite(connection: object, _record: object) -> None:
    cursor = connection.cursor()  # type: ignore[attr-defined]
    # Readers do not wait for a writer; what was written survives the process; what is deleted is gone from the file.
    for setting in ("journal_mode=WAL", "synchronous=NORMAL", "foreign_keys=ON", "secure_delete=ON"):
        cursor.execute(f"PRAGMA {setting}")
    cursor.close()
