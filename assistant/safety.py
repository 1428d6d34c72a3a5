"""Questions that documents must not answer: told from the words alone, before any index or model is touched."""

from dataclasses import dataclass

from assistant import personal_question
from assistant.answer import Status
from assistant.askers import asker
from assistant.identification import IDENTIFY
from assistant.live_case import LiveCase, live_case
from assistant.out_of_scope import is_out_of_scope
from assistant.ringing import asks_whom_to_ring
from assistant.spelled_out import spelled_out
from prompts.render import render


@dataclass(frozen=True, slots=True)
class Route:
    """Where a question goes instead of to the documents, with the whole text that is shown."""

    status: Status
    text: str


def route(question: str, contacts: tuple[str, ...] = (), published_name: bool = False) -> Route | None:
    """Return where the question goes without being searched for, or None for one that documents may answer.

    `published_name` says that a name in it is a review's or made up: it counts for names alone, never beside a case.
    """
    words = spelled_out(question)
    case = live_case(words)
    if case is LiveCase.PRESENT:
        return Route(Status.LIVE_CASE, render(asker(words), contacts=contacts))
    if personal := _personal(question, case, published_name):
        return personal
    if asks_whom_to_ring(words):
        return Route(Status.LIVE_CASE, render("live_case", contacts=contacts))
    if is_out_of_scope(words):
        return Route(Status.OUT_OF_SCOPE, render("out_of_scope"))
    if IDENTIFY.search(words):
        return Route(Status.IDENTIFICATION, render("identification"))
    return None


def is_live_case(question: str) -> bool:
    """Return whether the words tell of a child or family in front of the asker, in danger now or being worked with."""
    return live_case(spelled_out(question)) is not None


def stays_here(question: str) -> bool:
    """Return whether no model may read the question: it speaks of a live case, or holds what looks like a person's."""
    return is_live_case(question) or bool(personal_question.details(question))


def may_be_confirmed(question: str) -> bool:
    """Return whether a person may say that what looks like a person's name is published or made up, and ask again."""
    return not is_live_case(question) and personal_question.names_alone(personal_question.details(question))


def _personal(question: str, case: LiveCase | None, published_name: bool) -> Route | None:
    found = personal_question.details(question)
    can_confirm = case is None and personal_question.names_alone(found)
    if not found or (can_confirm and published_name):
        return None
    text = render(
        "personal_data",
        details=found,
        live=case is not None,
        can_confirm=can_confirm,
        override=render("published_name"),
    )
    return Route(Status.PERSONAL_DATA, text)
