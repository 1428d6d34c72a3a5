"""Who a request is from, and how that is found out."""

from dataclasses import dataclass
from enum import IntEnum
from typing import Protocol

from fastapi import Request

from web.sessions import Session


class Role(IntEnum):
    """What somebody may do; each role may do all that the ones before it may."""

    PRACTITIONER = 1
    TRAINER = 2
    MAINTAINER = 3


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody who was let in. `id` is what their conversations are kept under, `name` what is shown and recorded."""

    id: str
    name: str
    role: Role

    @property
    def trains(self) -> bool:
        """Return whether the pages of trainers are open to this person."""
        return self.role >= Role.TRAINER

    @property
    def maintains(self) -> bool:
        """Return whether the pages of maintainers are open to this person."""
        return self.role >= Role.MAINTAINER


@dataclass(frozen=True, slots=True)
class Stranger:
    """What somebody who was not let in is told. `signs_in` where a name and a password would help."""

    title: str
    detail: str
    signs_in: bool = False


class Access(Protocol):
    """One way of telling who a request is from."""

    @property
    def knows_people(self) -> bool:
        """Return whether the same person is known again another day, so that something can be kept for them."""

    @property
    def stranger(self) -> Stranger:
        """Return what those are told who cannot be told apart."""

    def person(self, request: Request, session: Session) -> Person | None:
        """Return who the request is from, None where that is not known."""

    def record(self, person: Person, did: str, about: str) -> None:
        """Keep who did what, where several people could have; never a question."""


def bearer(request: Request) -> str | None:
    """Return the token that a program sends, None where it sends none."""
    scheme, _, token = request.headers.get("authorization", "").partition(" ")
    return token.strip() or None if scheme.lower() == "bearer" else None
