"""Accounts: who has one, their passwords, and the keys (a browser's session, a program's token) that open them."""

import hashlib
import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cache

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError
from sqlalchemy import ForeignKey, String, delete, select, update
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Mapped, Session, mapped_column

from assistant.history import KeptConversation
from assistant.records import Records, Table, now
from web.actions import Action
from web.person import Person, Role

SHORTEST_PASSWORD, LONGEST_PASSWORD = 12, 200
LONGEST_NAME = 100
SESSION_LASTS = timedelta(hours=12)
FORMER = "a former account"


class User(Table):
    """One account."""

    __tablename__ = "users"
    id: Mapped[str] = mapped_column(String(32), primary_key=True)
    name: Mapped[str] = mapped_column(String(LONGEST_NAME), unique=True)
    password_hash: Mapped[str] = mapped_column(String(200))
    role: Mapped[str] = mapped_column(String(20))
    added: Mapped[datetime]
    is_active: Mapped[bool]

    @property
    def person(self) -> Person:
        """Return the person whose account it is."""
        return Person(self.id, self.name, Role[self.role.upper()])


class _Key:
    """What opens an account for a time; only its hash is kept, so that the file opens nothing."""

    key_hash: Mapped[str] = mapped_column(String(64), primary_key=True)
    user_id: Mapped[str] = mapped_column(ForeignKey("users.id", ondelete="CASCADE"), index=True)
    label: Mapped[str] = mapped_column(String(100))
    made: Mapped[datetime]
    ends: Mapped[datetime]


class BrowserKey(_Key, Table):
    """The session of a browser that signed in."""

    __tablename__ = "sessions"


class ApiToken(_Key, Table):
    """What a program sends as its bearer token."""

    __tablename__ = "tokens"


Kind = type[BrowserKey] | type[ApiToken]


@dataclass(frozen=True, slots=True)
class Refused:
    """Why an account was not made or changed, as a sentence."""

    reason: str


class Users:
    """The accounts of this installation. Safe to share between threads and processes."""

    def __init__(self, records: Records) -> None:
        self._records = records

    def add(self, name: str, password: str, role: Role) -> Person | Refused:
        """Make an account."""
        if refused := _name_refused(name) or password_refused(password):
            return refused
        user = User(
            id=secrets.token_hex(16),
            name=name,
            password_hash=_hasher().hash(password),
            role=role.name.lower(),
            added=now(),
            is_active=True,
        )
        try:
            with self._records.transaction() as session:
                session.add(user)
        except IntegrityError:
            return Refused(f"There is an account named {name} already.")
        return user.person

    def everybody(self) -> tuple[User, ...]:
        """Return the accounts by name."""
        with self._records.transaction() as session:
            return tuple(session.scalars(select(User).order_by(User.name)))

    def named(self, name: str) -> User | None:
        """Return the account of this name, None where there is none."""
        with self._records.transaction() as session:
            return _named(session, name)

    def checked(self, name: str, password: str) -> Person | None:
        """Return whose name and password these are, None where they are nobody's.

        An unknown name takes as long as a wrong password.
        """
        user = self.named(name)
        fits = _fits(user.password_hash if user else _nobody(), password)
        return user.person if user and user.is_active and fits else None

    def set_role(self, name: str, role: Role) -> bool:
        """Change what somebody may do; return whether there is such an account."""
        with self._records.transaction() as session:
            user = _named(session, name)
            if user:
                user.role = role.name.lower()
            return user is not None

    def set_password(self, name: str, password: str) -> Refused | None:
        """Change a password and end what the old one opened."""
        if refused := password_refused(password):
            return refused
        with self._records.transaction() as session:
            user = _named(session, name)
            if user is None:
                return Refused(f"There is no account named {name}.")
            user.password_hash = _hasher().hash(password)
            _end_all(session, user)
        return None

    def set_active(self, name: str, is_active: bool) -> bool:
        """Stop an account, ending what it had open, or let it be used again; return whether there is one."""
        with self._records.transaction() as session:
            user = _named(session, name)
            if user:
                user.is_active = is_active
                _end_all(session, user)
            return user is not None

    def delete(self, name: str) -> bool:
        """Delete an account with its sessions, tokens and conversations, and its name where it did something."""
        with self._records.transaction() as session:
            user = _named(session, name)
            if user:
                session.execute(delete(KeptConversation).where(KeptConversation.owner == user.id))
                session.execute(update(Action).where(Action.who == user.name).values(who=FORMER))
                session.delete(user)
        self._records.empty_log()
        return user is not None

    def open(self, kind: Kind, person: Person, key: str, label: str, lasts: timedelta) -> None:
        """Let a key open the person's account for so long."""
        made = now()
        with self._records.transaction() as session:
            session.add(kind(key_hash=hashed(key), user_id=person.id, label=label, made=made, ends=made + lasts))

    def opened(self, kind: Kind, key: str) -> Person | None:
        """Return whose account the key opens now, None where it opens none."""
        statement = select(User).join(kind).where(kind.key_hash == hashed(key), kind.ends > now(), User.is_active)
        with self._records.transaction() as session:
            user = session.scalar(statement)
            return user.person if user else None

    def end(self, kind: Kind, key: str) -> None:
        """Let the key open nothing any more."""
        with self._records.transaction() as session:
            session.execute(delete(kind).where(kind.key_hash == hashed(key)))

    def forget_ended(self) -> int:
        """Delete the keys whose time is over; return how many."""
        with self._records.transaction() as session:
            gone = [session.execute(delete(k).where(k.ends <= now())) for k in (BrowserKey, ApiToken)]
            return sum(getattr(result, "rowcount", 0) for result in gone)


def password_refused(password: str) -> Refused | None:
    """Return why a password cannot be used, None where it can."""
    if SHORTEST_PASSWORD <= len(password) <= LONGEST_PASSWORD:
        return None
    return Refused(f"A password has {SHORTEST_PASSWORD} to {LONGEST_PASSWORD} characters.")


def hashed(key: str) -> str:
    """Return what is kept of a key. It is long and random, so that a fast hash is enough."""
    return hashlib.sha256(key.encode("utf-8", "replace")).hexdigest()


def _name_refused(name: str) -> Refused | None:
    if name and len(name) <= LONGEST_NAME and name.isprintable() and name == name.strip():
        return None
    return Refused(f"A name has 1 to {LONGEST_NAME} characters and no spaces around it.")


def _named(session: Session, name: str) -> User | None:
    return session.scalar(select(User).where(User.name == name))


def _end_all(session: Session, user: User) -> None:
    for kind in (BrowserKey, ApiToken):
        session.execute(delete(kind).where(kind.user_id == user.id))


def _fits(password_hash: str, password: str) -> bool:
    try:
        return _hasher().verify(password_hash, password[: LONGEST_PASSWORD + 1])
    except (VerificationError, InvalidHashError):
        return False


@cache
def _hasher() -> PasswordHasher:
    return PasswordHasher()


@cache
def _nobody() -> str:
    return _hasher().hash(secrets.token_urlsafe())
