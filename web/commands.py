"""The commands `users …`: accounts, their tokens, and what was done by whom."""

import json
import sys
from collections.abc import Callable, Collection
from enum import StrEnum
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from web.accounts import Accounts
    from web.actions import Action
    from web.person import Role
    from web.users import Refused

MOST_DAYS = 366
LATEST = 100

Name = Annotated[str, typer.Argument(help="The name of the account.")]
Json = Annotated[bool, typer.Option("--json", help="Print JSON for programs.")]


class RoleName(StrEnum):
    """The roles, as they are typed."""

    PRACTITIONER = "practitioner"
    TRAINER = "trainer"
    MAINTAINER = "maintainer"

    @property
    def role(self) -> "Role":
        """Return the role."""
        from web.person import Role

        return Role[self.name]


def user_commands(accounts: "Callable[[], Accounts]", withdrawn: "Callable[[], Collection[str]]") -> typer.Typer:
    """Return the commands; `withdrawn` are the documents of which nothing is handed over."""
    app = typer.Typer(no_args_is_help=True, help="Accounts: who may open the pages from other machines.")

    @app.command()
    def add(name: Name, role: Annotated[RoleName, typer.Option(help="What they may do.")]) -> None:
        """Make an account. The password is asked for, or read from the first line of the input."""
        _stop_if(accounts().users.add(name, _password(), role.role))
        _done(accounts(), "added an account", name, f"{name} has an account ({role}).")

    @app.command("list")
    def show(as_json: Json = False) -> None:
        """List the accounts."""
        everybody = accounts().users.everybody()
        if as_json:
            typer.echo(json.dumps([{"name": u.name, "role": u.role, "active": u.is_active} for u in everybody]))
            return
        for user in everybody:
            typer.echo(f"{user.name}  {user.role}{'' if user.is_active else '  stopped'}")

    @app.command()
    def role(name: Name, role: Annotated[RoleName, typer.Argument(help="What they may do.")]) -> None:
        """Change what somebody may do."""
        _must_be(accounts().users.set_role(name, role.role), name)
        _done(accounts(), "changed a role", name, f"{name} is a {role} now.")

    @app.command()
    def password(name: Name) -> None:
        """Give a new password; every session and token of the account ends."""
        _stop_if(accounts().users.set_password(name, _password()))
        _done(accounts(), "changed a password", name, f"{name} has a new password and has to sign in again.")

    @app.command()
    def stop(name: Name) -> None:
        """Stop an account: its sessions and tokens end, and nobody can sign in to it."""
        _must_be(accounts().users.set_active(name, False), name)
        _done(accounts(), "stopped an account", name, f"{name} cannot sign in any more.")

    @app.command()
    def resume(name: Name) -> None:
        """Let a stopped account be used again."""
        _must_be(accounts().users.set_active(name, True), name)
        _done(accounts(), "resumed an account", name, f"{name} can sign in again.")

    @app.command()
    def delete(name: Name) -> None:
        """Delete an account with everything that is kept for it."""
        _must_be(accounts().users.delete(name), name)
        _done(accounts(), "deleted an account", name, f"{name} has no account any more; nothing of it is kept.")

    @app.command()
    def export(name: Name) -> None:
        """Print what is kept of somebody, as JSON: the account, what it did, its conversations."""
        from web.own_data import kept_of

        user = accounts().users.named(name)
        _must_be(user is not None, name)
        if user:
            typer.echo(json.dumps(kept_of(accounts().records, user, withdrawn()), ensure_ascii=False, indent=1))

    @app.command()
    def token(
        name: Name,
        label: Annotated[str, typer.Option(help="What the token is for.")] = "a program",
        days: Annotated[int, typer.Option(min=1, max=MOST_DAYS, help="How long it can be used.")] = 90,
    ) -> None:
        """Make a token for a program, which sends it to /api as its bearer token. It is shown once."""
        user = accounts().users.named(name)
        if user is None:
            _must_be(False, name)
            return
        typer.echo(accounts().new_token(user.person, label, days))

    @app.command()
    def actions(
        latest: Annotated[int, typer.Option(min=1, help="How many to show, newest first.")] = LATEST,
        as_json: Json = False,
    ) -> None:
        """Show who did what and when: sign-ins, releases, corrections, accounts. Never a question."""
        done = accounts().actions.latest(latest)
        if as_json:
            typer.echo(json.dumps([_record(one) for one in done]))
            return
        for one in done:
            typer.echo(f"{one.at:%Y-%m-%d %H:%M} UTC  {one.who} {one.did}{': ' if one.about else ''}{one.about}")

    return app


def _record(action: "Action") -> dict[str, str]:
    return {"at": f"{action.at:%Y-%m-%dT%H:%M:%SZ}", "who": action.who, "did": action.did, "about": action.about}


def _password() -> str:
    if sys.stdin.isatty():
        typed: str = typer.prompt("Password", hide_input=True, confirmation_prompt=True)
        return typed
    return sys.stdin.readline().rstrip("\r\n")


def _stop_if(refused: object) -> None:
    from web.users import Refused

    if isinstance(refused, Refused):
        _refuse(refused)


def _must_be(is_there: bool, name: str) -> None:
    from web.users import Refused

    if not is_there:
        _refuse(Refused(f"There is no account named {name}: `review-learning users list` shows those that are."))


def _refuse(refused: "Refused") -> None:
    print(f"review-learning: {refused.reason}", file=sys.stderr)
    raise typer.Exit(1)


def _done(accounts: "Accounts", did: str, about: str, told: str) -> None:
    accounts.actions.record("command line", did, about)
    typer.echo(told)
