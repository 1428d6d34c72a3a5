"""The question form: what was typed, whether it can be asked, and whether the form was one of ours."""

from dataclasses import dataclass
from typing import Annotated

from fastapi import Depends, Form, Request
from starlette.exceptions import HTTPException

from web.narrowing import Typed, filters_error, typed_filters
from web.parts import parts_of, session_of
from web.question import clean, question_error

EVERYWHERE = Typed()
FORMS = ("application/x-www-form-urlencoded", "multipart/form-data")


@dataclass(frozen=True, slots=True)
class Asked:
    """A question form as it was sent. `is_ours` where it carries the token of the session that sent it.

    `everywhere` asks every review, also where the question names or describes one; `published_name` says that a name
    in it is a review's or made up. `narrowed` is what alone is to be searched. `request_id` is the same where the form
    is sent again.
    """

    question: str
    conversation_id: str | None
    is_ours: bool
    everywhere: bool = False
    published_name: bool = False
    narrowed: Typed = EVERYWHERE
    request_id: str = ""

    @property
    def error(self) -> str | None:
        """Return what is wrong with the question, None where it can be asked."""
        return question_error(self.question) or filters_error(self.narrowed)


def asked(
    request: Request,
    narrowed: Annotated[Typed, Depends(typed_filters)],
    question: Annotated[str, Form()] = "",
    conversation_id: Annotated[str, Form()] = "",
    token: Annotated[str, Form()] = "",
    everywhere: Annotated[str, Form()] = "",
    published_name: Annotated[str, Form()] = "",
    request_id: Annotated[str, Form()] = "",
) -> Asked:
    """Return the form of the request."""
    return Asked(
        question=clean(question),
        conversation_id=conversation_id or None,
        is_ours=parts_of(request).sessions.is_token(session_of(request), token),
        everywhere=bool(everywhere),
        published_name=bool(published_name),
        narrowed=narrowed,
        request_id=request_id,
    )


async def typed_question(request: Request) -> str | None:
    """Return the question of a form that is not let in, so that it can be given back; None where there is none."""
    if getattr(request.state, "is_streamed", False):
        return None
    if request.headers.get("content-type", "").partition(";")[0].strip().lower() not in FORMS:
        return None
    try:
        question = (await request.form()).get("question")
    except HTTPException:
        return None
    return clean(question) if isinstance(question, str) else None
