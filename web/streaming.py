"""Answers as they come to be: server-sent events, for the script of the pages and for programs.

What is refused is refused before the first byte, in the dependencies, with its own status. Afterwards the status is
sent: a fault is an event then, and whoever gets no `final` event has no answer.
"""

from collections import deque
from collections.abc import AsyncIterator, Callable, Iterator
from typing import TypeVar

import anyio
from fastapi import APIRouter, Depends
from fastapi.sse import EventSourceResponse, ServerSentEvent
from starlette.concurrency import run_in_threadpool

from assistant.answer import Answer
from assistant.grounding import Sentence
from web.api import AskedQuestion, answers
from web.asking import WithOwnForm, may_ask, may_ask_once, place
from web.contract import EVERYWHERE, problems
from web.parts import WithParts, WithSession
from web.problems import problem_of_fault
from web.replies import page_for, replies
from web.submissions import Reply

router = APIRouter()

SEARCHING = "Searching the documents loaded here"
WRITING = "Checking each sentence of the language model against the quotes"

T = TypeVar("T")


@router.post(
    "/api/ask/stream",
    dependencies=[Depends(may_ask), Depends(place)],
    response_class=EventSourceResponse,
    responses=EVERYWHERE | problems(413, 415, 429, 503),
)
async def ask_by_program(body: AskedQuestion, parts: WithParts) -> AsyncIterator[ServerSentEvent]:
    """Send what is done, a model's checked sentences, and last the Answer, which replaces them."""

    def final(answer: Answer) -> object:
        return answer.to_record()

    async for event in _events(answers(parts, body), final):
        yield event


@router.post("/ask/stream", dependencies=[Depends(may_ask_once), Depends(place)], response_class=EventSourceResponse)
async def ask_on_a_page(form: WithOwnForm, parts: WithParts, session: WithSession) -> AsyncIterator[ServerSentEvent]:
    """Send what is done, a model's checked sentences, and last what the page shows then, and under which address."""

    def final(reply: Reply) -> object:
        page = page_for(parts, session, form, reply)
        return {"url": reply.url, "title": page.full_title, "html": parts.part(page)}

    async for event in _events(replies(parts, form), final):
        yield event


async def _events(steps: Iterator[Sentence | T], final: Callable[[T], object]) -> AsyncIterator[ServerSentEvent]:
    yield _status(SEARCHING)
    is_writing = False
    try:
        async for step in _to_their_end(steps):
            if not isinstance(step, Sentence):
                yield ServerSentEvent(event="final", data=await run_in_threadpool(final, step))
                continue
            if not is_writing:
                is_writing = True
                yield _status(WRITING)
            yield ServerSentEvent(event="sentence", data={"text": step.text, "citations": step.numbers})
    except Exception as fault:
        yield ServerSentEvent(event="error", data=problem_of_fault(fault).to_record())


async def _to_their_end(steps: Iterator[T]) -> AsyncIterator[T]:
    """Yield what each step gives, taken in a thread.

    Where nobody listens any more, the steps are taken all the same: the connection broke, and the form that is sent
    instead gets the answer of this question.
    """
    try:
        while (step := await run_in_threadpool(next, steps, None)) is not None:
            yield step
    finally:
        with anyio.CancelScope(shield=True):
            await run_in_threadpool(_take_the_rest, steps)


def _take_the_rest(steps: Iterator[object]) -> None:
    try:
        deque(steps, maxlen=0)
    except Exception as fault:
        problem_of_fault(fault)  # which logs it: there is nobody to tell


def _status(text: str) -> ServerSentEvent:
    return ServerSentEvent(event="status", data={"text": text})
