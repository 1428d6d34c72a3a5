"""One item of a quiz by its address: which it is, whether it is still what somebody saw, and the way back to it."""

import hashlib

from fastapi import Response
from fastapi.responses import RedirectResponse
from starlette.status import HTTP_303_SEE_OTHER

from assistant.quizzes.quiz import Item, Quiz
from web.problems import ProblemError

NO_ITEM = ("Item not found", "It was replaced, or the address is not complete. Open the quiz again.")
CHANGED = (
    "Somebody changed this after you had opened the page. Nothing was overwritten, and what you did was not done: "
    "here is how it stands now. Look at it, and do it again if you still want to"
)


def numbered_item(quiz: Quiz, item_id: str) -> tuple[Item, int]:
    """Return the item of this id and its number in the quiz; where the quiz has none the request ends."""
    found = [(item, number) for number, item in enumerate(quiz.items, 1) if item.id == item_id]
    if not found:
        raise ProblemError(404, *NO_ITEM, back=back_to(quiz))
    return found[0]


def seen_as(item: Item) -> str:
    """Return a short name of an item as it stands, which changes with everything about it."""
    return hashlib.sha256(repr(item).encode()).hexdigest()[:16]


def back_to(quiz: Quiz) -> tuple[str, str]:
    """Return the link from a problem to the quiz."""
    return f"/quizzes/{quiz.id}", "Go to the quiz"


def returned(quiz: Quiz, anchor: str, unticked: str = "") -> Response:
    """Return the way to a place of the quiz; `unticked` is an item and the places of its options without a tick."""
    query = f"?unticked={unticked}" if "." in unticked else ""
    return RedirectResponse(f"/quizzes/{quiz.id}{query}#{anchor}", HTTP_303_SEE_OTHER)
