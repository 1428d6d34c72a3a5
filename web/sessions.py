"""Which browser is asking, as far as a signed cookie tells, and whose conversation is whose."""

import hashlib
import secrets
import threading
from collections import OrderedDict
from dataclasses import dataclass

from fastapi import Request, Response
from itsdangerous import BadSignature, Signer

from assistant.conversation import MOST_CONVERSATIONS

NAME = "review-learning-session"


@dataclass(frozen=True, slots=True)
class Session:
    """One browser. `is_new` where its cookie still has to be sent."""

    id: str
    is_new: bool


def new_session() -> Session:
    """Return a session that nobody knows yet."""
    return Session(secrets.token_urlsafe(18), is_new=True)


class Sessions:
    """Reads and writes the session cookie, and makes the token that ties a form to its session."""

    def __init__(self, secret: bytes, https: bool) -> None:
        self._cookie = Signer(secret, salt="session", digest_method=hashlib.sha256)
        self._form = Signer(secret, salt="form", digest_method=hashlib.sha256)
        self._secret = Signer(secret, salt="secret of a session", digest_method=hashlib.sha256)
        self._https = https
        self.name = f"__Host-{NAME}" if https else NAME

    def of(self, request: Request) -> Session:
        """Return the session of the request, a new one where it has none that we signed."""
        try:
            return Session(self._cookie.unsign(request.cookies.get(self.name, "")).decode(), is_new=False)
        except (BadSignature, UnicodeDecodeError):
            return new_session()

    def keep(self, session: Session, response: Response) -> None:
        """Send the cookie of a new session; it ends when the browser is closed."""
        if session.is_new:
            value = self._cookie.sign(session.id).decode()
            response.set_cookie(self.name, value, path="/", secure=self._https, httponly=True, samesite="lax")

    def end(self, response: Response) -> None:
        """Take the cookie back."""
        response.delete_cookie(self.name, path="/", secure=self._https, httponly=True, samesite="lax")

    def token(self, session: Session) -> str:
        """Return the token that the forms of this session carry."""
        return self._form.get_signature(session.id).decode()

    def secret_of(self, session: Session, about: str) -> str:
        """Return what only we can make of these words for this session, the same every time: nobody can guess it."""
        return self._secret.get_signature(f"{session.id} {about}").decode()

    def is_token(self, session: Session, token: str) -> bool:
        """Return whether a form that carries this token was made for this session."""
        return secrets.compare_digest(self.token(session).encode(), token.encode("utf-8", "replace"))


class Owners:
    """Who started which conversation, as many as the assistant keeps. Safe to share between threads."""

    def __init__(self) -> None:
        self._owners: OrderedDict[str, str] = OrderedDict()
        self._lock = threading.Lock()

    def own(self, conversation_id: str, owner: str) -> None:
        """Record whose conversation it is; the oldest records are forgotten first."""
        with self._lock:
            self._owners[conversation_id] = owner
            self._owners.move_to_end(conversation_id)
            while len(self._owners) > MOST_CONVERSATIONS:
                self._owners.popitem(last=False)

    def owns(self, owner: str, conversation_id: str) -> bool:
        """Return whether they started the conversation."""
        with self._lock:
            return self._owners.get(conversation_id) == owner
