"""What the routes work with: the assistant, the live index, and what the web interface keeps itself."""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from typing import Annotated, Protocol

from fastapi import Depends, Request, Response

from assistant.answer import Answer
from assistant.conversation import Turn
from assistant.filters import Filters
from assistant.grounding import Sentence
from assistant.history import History
from assistant.quizzes.runs import Runs
from vectorstore.live import LiveIndex
from web.limits import Limit
from web.person import Access, Person
from web.pictures import Pictures
from web.places import Places
from web.releasing import Releasing
from web.rendering import Page, QuestionForm, Rendering, Visitor
from web.sessions import Owners, Session, Sessions
from web.settings import WebSettings
from web.submissions import Submissions
from web.this_machine import ThisMachine
from web.uploading import Uploading

WRONG_PASSWORDS = (5, 900)  # at most so many in so many seconds for one name
QUIZ_ANSWERS = (600, 60)  # and so many answers by one link to a quiz: a hall full of people is faster than this seldom


class Asks(Protocol):
    """What the web interface needs of an assistant."""

    def stream(
        self,
        question: str,
        conversation_id: str | None = None,
        filters: Filters = ...,
        published_name: bool = ...,
    ) -> Iterator[Sentence | Answer]:
        """Yield a model's sentences and last the answer, kept in the conversation (a new one where no id is given)."""

    def turns(self, conversation_id: str) -> tuple[Turn, ...]:
        """Return the turns of a conversation, none where it is unknown."""


class KnowsOwners(Protocol):
    """What knows whose conversation is whose."""

    def own(self, conversation_id: str, owner: str) -> None:
        """Record whose conversation it is."""

    def owns(self, owner: str, conversation_id: str) -> bool:
        """Return whether they started the conversation."""


@dataclass(frozen=True, slots=True)
class Parts:
    """One of each, made when the application is created. `person` is who sent the request, once
    that is known, `session` the browser that did."""

    assistant: Asks
    live: LiveIndex
    settings: WebSettings
    sessions: Sessions
    rendering: Rendering
    pictures: Pictures
    owners: KnowsOwners = field(default_factory=Owners)
    history: History | None = None
    releasing: Releasing | None = None
    uploading: Uploading | None = None
    runs: Runs | None = None
    access: Access = field(default_factory=ThisMachine)
    failures: Limit = field(default_factory=lambda: Limit(*WRONG_PASSWORDS))
    quiz_answers: Limit = field(default_factory=lambda: Limit(*QUIZ_ANSWERS))
    places: Places = field(default_factory=Places)
    submissions: Submissions = field(default_factory=Submissions)
    questions: Limit | None = None
    person: Person | None = None
    session: Session | None = None

    def respond(self, page: Page, status: int = 200, *, keep: bool = False) -> Response:
        """Return the page as this person sees it. `keep` lets the browser show it again: never for questions."""
        return self.rendering.respond(page, status, self._visitor(), keep=keep)

    def part(self, page: Page) -> str:
        """Return what stands in the page between header and footer, as this person sees it."""
        return self.rendering.part(page, self._visitor())

    def _visitor(self) -> Visitor:
        signs_in = self.access.stranger.signs_in and self.person and self.session
        sign_out = self.sessions.token(self.session) if signs_in and self.session else None
        return Visitor(self.person, sign_out, self.history is not None)

    def record(self, did: str, about: str = "") -> None:
        """Keep that this person did something."""
        if self.person:
            self.access.record(self.person, did, about)

    def owns(self, conversation_id: str) -> bool:
        """Return whether this person started the conversation."""
        return self.person is not None and self.owners.owns(self.person.id, conversation_id)

    def keeps(self, conversation_id: str) -> bool:
        """Return whether the conversation is this person's and still kept."""
        return self.owns(conversation_id) and bool(self.assistant.turns(conversation_id))

    def own(self, conversation_id: str) -> None:
        """Record that the conversation is this person's."""
        if self.person:
            self.owners.own(conversation_id, self.person.id)

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


def session_of(request: Request) -> Session:
    """Return the session of the request: one that is new is the same for everything that looks at the request."""
    if getattr(request.state, "session", None) is None:
        request.state.session = request.app.state.parts.sessions.of(request)
    session: Session = request.state.session
    return session


def parts_of(request: Request) -> Parts:
    """Return the parts of the application that got the request, with who sent it."""
    parts: Parts = request.app.state.parts
    return replace(parts, person=getattr(request.state, "person", None), session=session_of(request))


WithParts = Annotated[Parts, Depends(parts_of)]
WithSession = Annotated[Session, Depends(session_of)]
