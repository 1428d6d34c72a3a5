"""What the routes work with: the assistant, the live index, and what the web interface keeps itself."""

from dataclasses import dataclass, field
from typing import Annotated, Protocol

from fastapi import Depends, Request

from assistant.answer import Answer
from assistant.conversation import Turn
from assistant.filters import Filters
from vectorstore.live import LiveIndex
from web.releasing import Releasing
from web.rendering import QuestionForm, Rendering
from web.sessions import Owners, Session, Sessions
from web.settings import WebSettings


class Asks(Protocol):
    """What the web interface needs of an assistant."""

    def ask(
        self,
        question: str,
        conversation_id: str | None = None,
        filters: Filters = ...,
        published_name: bool = ...,
    ) -> Answer:
        """Return the answer, and keep it in the conversation (a new one where no id is given)."""

    def turns(self, conversation_id: str) -> tuple[Turn, ...]:
        """Return the turns of a conversation, none where it is unknown."""


@dataclass(frozen=True, slots=True)
class Parts:
    """One of each, made when the application is created."""

    assistant: Asks
    live: LiveIndex
    settings: WebSettings
    sessions: Sessions
    rendering: Rendering
    owners: Owners = field(default_factory=Owners)
    releasing: Releasing | None = None

    def form(
        self,
        session: Session,
        typed: str = "",
        error: str | None = None,
        conversation_id: str | None = None,
        can_confirm: bool = False,
    ) -> QuestionForm:
        """Return the question form for this session, with what was typed and what is wrong with it."""
        return QuestionForm(self.sessions.token(session), typed, error, conversation_id, can_confirm)


def parts_of(request: Request) -> Parts:
    """Return the parts of the application that got the request."""
    parts: Parts = request.app.state.parts
    return parts


def session_of(request: Request) -> Session:
    """Return the session of the request."""
    return parts_of(request).sessions.of(request)


WithParts = Annotated[Parts, Depends(parts_of)]
WithSession = Annotated[Session, Depends(session_of)]
