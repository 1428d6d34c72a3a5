"""Accounts as the way in: a browser that signed in, a program with a token of its own."""

import secrets
from datetime import timedelta

from fastapi import Request

from assistant.records import Records
from web.actions import Actions
from web.person import Person, Stranger, bearer
from web.sessions import Session, new_session
from web.users import SESSION_LASTS, ApiToken, BrowserKey, Users

STRANGER = Stranger(
    "Sign in",
    "This assistant is for people with an account. Whoever looks after it can give you one.",
    signs_in=True,
)


class Accounts:
    """Lets in whom a session or a token belongs to, for as long as it lasts."""

    stranger = STRANGER
    knows_people = True

    def __init__(self, records: Records) -> None:
        self.records = records
        self.users = Users(records)
        self.actions = Actions(records)

    def person(self, request: Request, session: Session) -> Person | None:
        """Return whose session or token came with the request, None where it opens nothing."""
        if token := bearer(request):
            return self.users.opened(ApiToken, token)
        return None if session.is_new else self.users.opened(BrowserKey, session.id)

    def record(self, person: Person, did: str, about: str) -> None:
        """Keep who did what."""
        self.actions.record(person.name, did, about)

    def sign_in(self, person: Person, session: Session) -> Session:
        """Return a session under a new name, which opens the account: what knew the old one opens nothing."""
        self.users.end(BrowserKey, session.id)
        fresh = new_session()
        self.users.open(BrowserKey, person, fresh.id, "browser", SESSION_LASTS)
        self.actions.record(person.name, "signed in")
        return fresh

    def sign_out(self, person: Person, session: Session) -> None:
        """End the session."""
        self.users.end(BrowserKey, session.id)
        self.actions.record(person.name, "signed out")

    def new_token(self, person: Person, label: str, days: int) -> str:
        """Return a token for a program; it cannot be shown again."""
        token = secrets.token_urlsafe(32)
        self.users.open(ApiToken, person, token, label, timedelta(days=days))
        self.actions.record(person.name, "made a token", label)
        return token
