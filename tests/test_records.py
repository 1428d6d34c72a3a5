"""The application's own database: its tables, whose it is, and what it tells when it fails."""

import subprocess
import sys
from collections.abc import Callable
from contextlib import ExitStack
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import create_engine, text
from sqlalchemy.exc import SQLAlchemyError

import web.app  # noqa: F401  # with it every table is declared
from assistant.records import Records, RecordsFault, Table
from web.retention import forget

ROOT = Path(__file__).parents[1]


def test_the_tables_that_are_migrated_are_those_that_are_declared(tmp_path: Path) -> None:
    address = f"sqlite:///{tmp_path / 'app.sqlite'}"
    Records(address).close()
    engine = create_engine(address)
    with engine.connect() as connection:
        assert compare_metadata(MigrationContext.configure(connection), Table.metadata) == []
    engine.dispose()


def test_servers_that_are_started_together_on_a_fresh_database_all_open_it(tmp_path: Path) -> None:
    opening = "import sys; from assistant.records import Records; input(print('ready')); Records(sys.argv[1])"
    command = [sys.executable, "-u", "-c", opening, f"sqlite:///{tmp_path / 'app.sqlite'}"]
    with ExitStack() as stack:
        servers = [
            stack.enter_context(
                subprocess.Popen(command, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
            )
            for _ in range(4)
        ]
        for server in servers:
            assert server.stdout and server.stdout.readline() == "ready\n"
        for server in servers:
            assert server.stdin
            server.stdin.write("\n")
            server.stdin.flush()
        ended = [server.wait(timeout=120) for server in servers]

    assert ended == [0, 0, 0, 0]


def test_a_fault_of_the_database_tells_nothing_of_what_was_to_be_kept(tmp_path: Path) -> None:
    for records in (Records(), Records(f"sqlite:///{tmp_path / 'app.sqlite'}")):
        with pytest.raises(SQLAlchemyError) as failed, records.transaction() as session:
            session.execute(text("insert into turns (question) values (:question)"), {"question": "wintergreen"})
        records.close()

        assert "turns" in str(failed.value)
        assert "wintergreen" not in str(failed.value)


def test_a_database_that_cannot_be_opened_is_one_sentence(tmp_path: Path) -> None:
    with pytest.raises(RecordsFault, match="cannot be opened"):
        Records(f"sqlite:///{tmp_path / 'nowhere' / 'app.sqlite'}")


def test_what_fails_to_be_deleted_keeps_nothing_else_from_it() -> None:
    done: list[str] = []

    def fails() -> int:
        raise RuntimeError("wintergreen")

    def works() -> int:
        done.append("deleted")
        return 2

    jobs: list[Callable[[], int]] = [fails, works]
    assert (forget(jobs), done) == (2, ["deleted"])
