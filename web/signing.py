"""Signing in and out, where there are accounts."""

import threading
from dataclasses import dataclass, replace
from typing import Annotated, ClassVar

from fastapi import APIRouter, Depends, Request, Response
from fastapi.responses import RedirectResponse
from starlette.status import HTTP_303_SEE_OTHER

from web.accounts import Accounts
from web.maintaining import WithForm, refuse_foreign
from web.pages import question_page
from web.parts import Parts, WithParts, WithSession, parts_of
from web.problems import ProblemError
from web.question import clean
from web.rendering import Page, SignInForm
from web.sessions import Session
from web.users import LONGEST_NAME

WRONG = "The name and the password do not belong together. After five wrong ones you have to wait 15 minutes"
TOO_OFTEN = (
    "Too many wrong passwords",
    "Wait 15 minutes and try again, or ask whoever looks after this assistant for a new password.",
)
NO_ACCOUNTS = ("Page not found", "This assistant has no accounts, so there is nothing to sign in to.")

# Checking a password takes 64 MB by intent: so many at once, and strangers cannot take the memory or every thread.
CHECKING = threading.BoundedSemaphore(2)

strangers = APIRouter()
router = APIRouter()


@dataclass(frozen=True, slots=True, kw_only=True)
class SignInPage(Page):
    """The form for a name and a password."""

    template: ClassVar[str] = "sign_in.html"
    form: SignInForm


def accounts_of(request: Request) -> Accounts:
    """Return the accounts. Raise ProblemError 404 where there are none."""
    access = parts_of(request).access
    if not isinstance(access, Accounts):
        raise ProblemError(404, *NO_ACCOUNTS)
    return access


WithAccounts = Annotated[Accounts, Depends(accounts_of)]


@strangers.get("/sign-in")
def sign_in_page(parts: WithParts, session: WithSession, accounts: WithAccounts) -> Response:
    """Return the form."""
    return _page(parts, session, SignInForm(parts.sessions.token(session)))


@strangers.post("/sign-in")
def sign_in(parts: WithParts, session: WithSession, accounts: WithAccounts, form: WithForm) -> Response:
    """Sign the browser in and return the way to where it wanted to go, or the form again with what is wrong."""
    refuse_foreign(parts, session, form)
    name, then, typed = (clean(str(form.get(field, ""))) for field in ("name", "then", "question"))
    name = name[:LONGEST_NAME]
    if parts.failures.wait(name.casefold()):
        raise ProblemError(429, *TOO_OFTEN)
    with CHECKING:
        person = accounts.users.checked(name, str(form.get("password", "")))
    if person is None:
        if accounts.users.named(name):  # what else was typed there may have been a password
            accounts.actions.record(name, "was refused a sign-in")
        return _page(parts, session, SignInForm(parts.sessions.token(session), then, name, typed, WRONG))
    parts.failures.take_back(name.casefold())
    fresh = accounts.sign_in(person, session)
    response = _way_on(replace(parts, person=person, session=fresh), fresh, then, typed)
    parts.sessions.keep(fresh, response)
    return response


@router.post("/sign-out")
def sign_out(parts: WithParts, session: WithSession, accounts: WithAccounts, form: WithForm) -> Response:
    """End the session and return the way to the form."""
    refuse_foreign(parts, session, form)
    if parts.person:
        accounts.sign_out(parts.person, session)
    response = RedirectResponse("/sign-in", HTTP_303_SEE_OTHER)
    parts.sessions.end(response)
    return response


def _way_on(parts: Parts, session: Session, then: str, typed: str) -> Response:
    """Return the way to where the browser wanted to go; a question that was typed is given back to be asked."""
    if typed:
        return question_page(parts, session, parts.form(session, typed))
    return RedirectResponse(own_path(then), HTTP_303_SEE_OTHER)


def _page(parts: Parts, session: Session, form: SignInForm) -> Response:
    page = SignInPage(title="Sign in", is_error=bool(form.error), form=form)
    response = parts.respond(page, 422 if form.error else 200)
    parts.sessions.keep(session, response)
    return response


def own_path(address: str) -> str:
    """Return the address where it is a path of ours, else the first page: nobody is sent to another site."""
    is_path = address.startswith("/") and not address.startswith(("//", "/\\")) and address.isprintable()
    return address if is_path else "/"
