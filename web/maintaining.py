"""What the pages of maintainers have in common: the forms that they take, and whose."""

from typing import Annotated

from fastapi import Depends, Request
from starlette.datastructures import FormData
from starlette.exceptions import HTTPException

from web.parts import Parts
from web.problems import ProblemError
from web.sessions import Session

NOT_SENT = (
    "The form was not taken",
    "It came from a page that was open for too long, or from a browser that keeps no cookies. Open the page again.",
)


async def sent_form(request: Request) -> FormData:
    """Return the fields of the form that was sent; none where it cannot be read."""
    try:
        return await request.form()
    except HTTPException:
        return FormData()


WithForm = Annotated[FormData, Depends(sent_form)]


def refuse_foreign(parts: Parts, session: Session, form: FormData) -> None:
    """Raise a problem for a form that was not made for this session."""
    if not parts.sessions.is_token(session, str(form.get("token", ""))):
        raise ProblemError(403, *NOT_SENT)
