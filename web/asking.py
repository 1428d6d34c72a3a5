"""The way in for questions, whatever they come by: how often one person may ask, how many are answered at once, and
whose forms and conversations they come with."""

import math
from collections.abc import AsyncIterator, Callable
from typing import Annotated

from fastapi import Depends, Request

from web.access import person_of
from web.forms import Asked, asked
from web.parts import parts_of
from web.places import Full
from web.problems import WORDS, ProblemError

RETRY_SECONDS = 3
TOO_OFTEN = "Too many questions"
FORGOTTEN = (
    "This conversation is no longer kept",
    "It was deleted, or its time is over. Name the review in your question and ask it as a new one.",
)
FULL = (
    "Too many people are asking now",
    "Your question was not asked. Wait a few seconds and ask it again.",
)


async def may_ask(request: Request) -> None:
    """Count the question as one of this person's. Raise ProblemError 429 where it is one too many for now."""
    refuse_often(request, TOO_OFTEN, "You can ask the next one in {wait}. It is still in the box.")


def refuse_often(request: Request, title: str, told: str) -> None:
    """Count what is asked for as one of this person's questions. Raise ProblemError 429 where it is one too many.

    `told` says what to do, with {wait} where the time to wait stands.
    """
    limit = parts_of(request).questions
    if limit and (wait := limit.wait(person_of(request).id)):
        seconds = math.ceil(wait)
        words = told.format(wait=f"{seconds} second{'s' if seconds != 1 else ''}")
        raise ProblemError(429, title, words, headers={"Retry-After": str(seconds)})


async def may_ask_once(request: Request, form: Annotated[Asked, Depends(asked)]) -> None:
    """Count the question of a form, once however often it is sent. Raise ProblemError 429 as `may_ask` does."""
    submissions, person = parts_of(request).submissions, person_of(request).id
    if form.request_id and not submissions.is_new(person, hash(form)):
        return
    try:
        await may_ask(request)
    except ProblemError:
        submissions.forget(person, hash(form))
        raise


def placed(full: tuple[str, str]) -> Callable[[Request], AsyncIterator[None]]:
    """Return the dependency that holds a place while work is done for a request.

    It raises ProblemError 503 with the words of `full` where too many wait already.
    """

    async def place(request: Request) -> AsyncIterator[None]:
        try:
            async with parts_of(request).places.place():
                yield
        except Full as fault:
            raise ProblemError(503, *full, headers={"Retry-After": str(RETRY_SECONDS)}) from fault

    return place


place = placed(FULL)


def own_form(request: Request, form: Annotated[Asked, Depends(asked)]) -> Asked:
    """Return the form. Raise ProblemError 403 where it is none of ours, 404 where its conversation is not theirs."""
    request.state.typed = form.question
    if not form.is_ours:
        raise ProblemError(403, *WORDS[403], typed=form.question)
    if form.conversation_id and not parts_of(request).owns(form.conversation_id):
        raise ProblemError(404, *FORGOTTEN, typed=form.question)
    return form


WithOwnForm = Annotated[Asked, Depends(own_form)]
