"""Questions that documents must not answer: told from the words alone, before any index or model is touched."""

from dataclasses import dataclass

from assistant.answer import Status
from assistant.identification import IDENTIFY
from assistant.live_case import LiveCase, live_case
from assistant.out_of_scope import is_out_of_scope
from assistant.spelled_out import spelled_out
from prompts.render import render


@dataclass(frozen=True, slots=True)
class Route:
    """Where a question goes instead of to the documents, with the whole text that is shown."""

    status: Status
    text: str


def route(question: str, contacts: tuple[str, ...] = ()) -> Route | None:
    """Return where the question goes without being searched for, or None for one that documents may answer."""
    words = spelled_out(question)
    if live_case(words) is LiveCase.PRESENT:
        return Route(Status.LIVE_CASE, render("live_case", contacts=contacts))
    if is_out_of_scope(words):
        return Route(Status.OUT_OF_SCOPE, render("out_of_scope"))
    if IDENTIFY.search(words):
        return Route(Status.IDENTIFICATION, render("identification"))
    return None


def is_live_case(question: str) -> bool:
    """Return whether the words tell of a child or family in front of the asker, in danger now or being worked with."""
    return live_case(spelled_out(question)) is not None
