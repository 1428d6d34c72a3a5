"""What asking on a page comes to: the question asked once, and the page that is shown for it."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import ClassVar

from fastapi import Response

from assistant import safety
from assistant.answer import Answer, Status
from assistant.export import may_leave
from assistant.grounding import Sentence
from web.answers import TurnView, turn_view
from web.forms import Asked
from web.loaded import Loaded, describe
from web.narrowing import filled_in, filters_of, options_of
from web.parts import Parts
from web.rendering import Page, QuestionForm
from web.sessions import Session
from web.submissions import Reply


@dataclass(frozen=True, slots=True, kw_only=True)
class AskPage(Page):
    """Ask a first question."""

    template: ClassVar[str] = "ask.html"
    loaded: Loaded
    form: QuestionForm


@dataclass(frozen=True, slots=True, kw_only=True)
class ConversationPage(Page):
    """The turns so far, and the form for the next one."""

    template: ClassVar[str] = "conversation.html"
    is_entry: ClassVar[bool] = False
    turns: tuple[TurnView, ...]
    form: QuestionForm
    may_leave: bool


QuestionPage = AskPage | ConversationPage


def replies(parts: Parts, form: Asked) -> Iterator[Sentence | Reply]:
    """Yield a model's sentences, each once it has passed the check, and last what the question became."""
    if form.error:
        yield Reply(form.conversation_id, must_change=True)
    elif form.request_id and parts.person:
        yield from parts.submissions.once(parts.person.id, hash(form), lambda: _asked(parts, form))
    else:
        yield from _asked(parts, form)


def page_for(parts: Parts, session: Session, form: Asked, reply: Reply) -> QuestionPage:
    """Return the page that shows the reply. What has to be changed is in its form: it is kept nowhere else."""
    again = parts.form(session, conversation_id=reply.conversation_id)
    if reply.must_change:
        can_confirm = not form.error and safety.may_be_confirmed(form.question)
        again = parts.form(session, form.question, form.error, reply.conversation_id, can_confirm)
        again = replace(again, narrowed=form.narrowed)
    if reply.conversation_id and parts.assistant.turns(reply.conversation_id):
        return conversation_of(parts, reply.conversation_id, again)
    return ask_page_with(parts, again)


def ask_page_with(parts: Parts, form: QuestionForm) -> AskPage:
    """Return the page to ask a first question on, with what was typed and what is wrong with it."""
    with parts.live.use() as index:
        loaded, form = describe(index), replace(form, options=options_of(index))
    return AskPage(title="Ask the reviews", current="/", is_error=bool(form.error), loaded=loaded, form=form)


def conversation_of(parts: Parts, conversation_id: str, form: QuestionForm) -> ConversationPage:
    """Return the page of a conversation that is kept."""
    withdrawn = parts.live.withdrawn
    kept = parts.assistant.turns(conversation_id)
    narrowed = form.narrowed or (filled_in(kept[-1].filters) if kept else form.narrowed)
    with parts.live.use() as index:
        form = replace(form, narrowed=narrowed, options=options_of(index))
    return ConversationPage(
        title="Answer",
        current="/",
        is_error=bool(form.error),
        turns=tuple(turn_view(conversation_id, n, turn, withdrawn) for n, turn in enumerate(kept, 1)),
        form=form,
        may_leave=any(may_leave(turn.answer, withdrawn) for turn in kept),
    )


def respond(parts: Parts, session: Session, page: QuestionPage) -> Response:
    """Return the page to the browser that it was made for."""
    response = parts.respond(page, 422 if page.is_error else 200)
    parts.sessions.keep(session, response)
    return response


def _asked(parts: Parts, form: Asked) -> Iterator[Sentence | Reply]:
    with parts.live.use() as index:
        filters = replace(filters_of(form.narrowed, index), everywhere=form.everywhere)
    for part in parts.assistant.stream(form.question, form.conversation_id, filters, form.published_name):
        yield _reply(parts, part) if isinstance(part, Answer) else part


def _reply(parts: Parts, answer: Answer) -> Reply:
    if answer.conversation_id is None:
        raise RuntimeError("the assistant gave an answer outside any conversation")
    parts.own(answer.conversation_id)
    turns = len(parts.assistant.turns(answer.conversation_id))
    return Reply(answer.conversation_id, turns, must_change=answer.status is Status.PERSONAL_DATA)
