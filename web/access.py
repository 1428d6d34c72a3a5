"""Who may do what: the one dependency that every route stands behind."""

from collections.abc import Callable

from fastapi import Request

from web.parts import parts_of, session_of
from web.person import Person, Role
from web.problems import ProblemError

NOT_YOURS = {
    Role.TRAINER: (
        "For trainers and maintainers",
        "Quizzes are built and run by trainers. Your account is for asking and reading: ask whoever looks after this "
        "assistant if you train. To take a quiz you need no account, only the link that your trainer gives you.",
    ),
    Role.MAINTAINER: (
        "For maintainers",
        "Documents, corrections and releases are looked after by maintainers. Ask whoever looks after this assistant.",
    ),
}


def authorised(role: Role) -> Callable[[Request], Person]:
    """Return the dependency that lets in persons of this role or a higher one.

    It raises ProblemError 401 for a stranger and 403 for another role.
    """

    def authorise(request: Request) -> Person:
        parts = parts_of(request)
        person = parts.access.person(request, session_of(request))
        if person is None:
            stranger = parts.access.stranger
            raise ProblemError(401, stranger.title, stranger.detail, headers={"WWW-Authenticate": "Bearer"})
        request.state.person = person
        if person.role < role:
            raise ProblemError(403, *NOT_YOURS[role])
        return person

    return authorise


def recognised(request: Request) -> Person | None:
    """Return who a request to a page that is open to everybody is from, None for a stranger, who is let in too."""
    person = parts_of(request).access.person(request, session_of(request))
    request.state.person = person
    return person


def person_of(request: Request) -> Person:
    """Return who was let in."""
    person: Person = request.state.person
    return person
