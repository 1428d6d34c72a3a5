"""The commands for accounts, as an operator runs them."""

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from assistant.records import Records
from web.accounts import Accounts
from web.commands import user_commands
from web.person import Person, Role
from web.users import ApiToken

PASSWORD = "twelve or more letters"


def run(data: Path, *arguments: str, typed: str = "") -> tuple[int, str, str]:
    done = CliRunner().invoke(user_commands(lambda: accounts(data), frozenset), arguments, input=typed)
    return done.exit_code, done.stdout, done.stderr


def accounts(data: Path) -> Accounts:
    return Accounts(Records(f"sqlite:///{data / 'app.sqlite'}"))


def test_an_account_is_made_changed_and_deleted(tmp_path: Path) -> None:
    assert run(tmp_path, "add", "robin", "--role", "trainer", typed=PASSWORD + "\n")[0] == 0
    found = accounts(tmp_path)
    assert found.users.checked("robin", PASSWORD) == Person(found.users.everybody()[0].id, "robin", Role.TRAINER)

    run(tmp_path, "role", "robin", "maintainer")
    run(tmp_path, "password", "robin", typed=PASSWORD + "!\n")
    code, token, _ = run(tmp_path, "token", "robin", "--label", "reports")
    assert (found.users.checked("robin", PASSWORD), code) == (None, 0)
    opened = found.users.opened(ApiToken, token.strip())
    assert opened is not None and opened.role is Role.MAINTAINER

    assert "stopped" in run(tmp_path, "stop", "robin")[1] + run(tmp_path, "list")[1]
    assert found.users.opened(ApiToken, token.strip()) is None
    run(tmp_path, "resume", "robin")
    assert json.loads(run(tmp_path, "list", "--json")[1]) == [{"name": "robin", "role": "maintainer", "active": True}]
    kept = json.loads(run(tmp_path, "export", "robin")[1])
    assert (kept["name"], kept["conversations"], [one["did"] for one in kept["actions"]]) == (
        "robin",
        [],
        ["made a token"],
    )
    assert run(tmp_path, "delete", "robin")[0] == 0
    assert found.users.everybody() == ()
    done = [one["did"] for one in json.loads(run(tmp_path, "actions", "--json")[1])]
    assert done[0] == "deleted an account" and done[-1] == "added an account"


@pytest.mark.parametrize(
    ("arguments", "typed", "told"),
    [
        (("add", "robin", "--role", "trainer"), "short\n", "A password has 12 to 200 characters."),
        (("add", "robin", "--role", "trainer"), "", "A password has 12 to 200 characters."),
        (("add", " robin", "--role", "trainer"), PASSWORD + "\n", "A name has 1 to 100 characters"),
        (("password", "nobody"), PASSWORD + "\n", "There is no account named nobody"),
        (("delete", "nobody"), "", "There is no account named nobody"),
        (("token", "nobody"), "", "There is no account named nobody"),
    ],
)
def test_what_cannot_be_done_is_one_line(tmp_path: Path, arguments: tuple[str, ...], typed: str, told: str) -> None:
    code, out, err = run(tmp_path, *arguments, typed=typed)

    assert (code, out, err.count("\n")) == (1, "", 1)
    assert told in err
