"""The way in for questions, whatever they come by: how often one person may ask, and how many are answered at once."""

import math
from collections.abc import AsyncIterator

from fastapi import Request

from web.access import person_of
from web.parts import parts_of
from web.places import Full
from web.problems import ProblemError

RETRY_SECONDS = 3
TOO_OFTEN = "Too many questions"
FULL = (
    "Too many people are asking now",
    "Your question was not asked. Wait a few seconds and ask it again.",
)


async def may_ask(request: Request) -> None:
    """Count the question as one of this person's. Raise ProblemError 429 where it is one too many for now."""
    limit = parts_of(request).questions
    if limit and (wait := limit.wait(person_of(request).id)):
        seconds = math.ceil(wait)
        told = f"You can ask the next one in {seconds} second{'s' if seconds != 1 else ''}. It is still in the box."
        raise ProblemError(429, TOO_OFTEN, told, headers={"Retry-After": str(seconds)})


async def place(request: Request) -> AsyncIterator[None]:
    """Hold a place while the question is answered. Raise ProblemError 503 where too many wait already."""
    try:
        async with parts_of(request).places.place():
            yield
    except Full as full:
        raise ProblemError(503, *FULL, headers={"Retry-After": str(RETRY_SECONDS)}) from full
