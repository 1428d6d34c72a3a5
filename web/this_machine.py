"""One user on the machine that this runs on, who came by the address that was printed when it started."""

import hashlib
import hmac
import secrets
from collections.abc import Iterator
from urllib.parse import parse_qsl, urlencode

from fastapi import Request
from starlette.responses import RedirectResponse
from starlette.types import ASGIApp, Receive, Scope, Send

from web.person import Access, Person, Role, Stranger, bearer
from web.sessions import Session, Sessions

TOKEN_NAME = "token"
STRANGER = Stranger(
    "Open the address that was printed",
    "This assistant is for the user of this machine. When it was started it printed an address that ends in "
    "“?token=…”: open that one. Programs send the same token as a bearer token.",
)


def new_token() -> str:
    """Return a token for one start."""
    return secrets.token_urlsafe(24)


def secret_of_start(secret: bytes, token: str | None) -> bytes:
    """Return what this start signs cookies with: a cookie of another start opens nothing."""
    return secret if token is None else hmac.new(secret, token.encode(), hashlib.sha256).digest()


class ThisMachine:
    """Lets in whoever knows the token, as the maintainer of this machine; everybody where there is no token.

    Cookies are signed with the token and only sent to those who were let in, so whoever has one knew it.
    """

    stranger = STRANGER
    knows_people = True

    def __init__(self, token: str | None = None) -> None:
        self.token = token

    def person(self, request: Request, session: Session) -> Person | None:
        """Return the user of this machine, None for anybody who does not know the token."""
        if self.token is not None and session.is_new and not is_same(bearer(request), self.token):
            return None
        return Person("this-machine", "this machine", Role.MAINTAINER)

    def record(self, person: Person, did: str, about: str) -> None:
        """Keep nothing: there is one person, and the logs of releases and corrections say what was done."""


def token_of(access: Access) -> str | None:
    """Return the token that opens everything, None where there is no such token."""
    return access.token if isinstance(access, ThisMachine) else None


class Door:
    """Takes the token out of an address that has it, and sends the browser on with a cookie in its place."""

    def __init__(self, app: ASGIApp, token: str, sessions: Sessions) -> None:
        self.app = app
        self.token = token
        self.sessions = sessions

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on where its address has no token, or a wrong one."""
        if scope["type"] == "http" and scope["method"] == "GET":
            request = Request(scope)
            if is_same(request.query_params.get(TOKEN_NAME), self.token):
                await self._let_in(request)(scope, receive, send)
                return
        await self.app(scope, receive, send)

    def _let_in(self, request: Request) -> RedirectResponse:
        response = RedirectResponse(_without_token(request), 303)
        self.sessions.keep(self.sessions.of(request), response)
        return response


def _without_token(request: Request) -> str:
    others = urlencode(list(_other_parts(request.scope["query_string"].decode("latin-1"))))
    # A path of two slashes would name another machine.
    path = "/" + request.scope["path"].lstrip("/\\")
    return f"{path}?{others}" if others else path


def _other_parts(query: str) -> Iterator[tuple[str, str]]:
    return (part for part in parse_qsl(query, keep_blank_values=True) if part[0] != TOKEN_NAME)


def is_same(given: str | None, token: str) -> bool:
    """Return whether the token was given, in a time that tells nothing of it."""
    return given is not None and secrets.compare_digest(given.encode("utf-8", "replace"), token.encode())
