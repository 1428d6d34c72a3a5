"""What is kept, where and for how long, by the settings: one list for the privacy page and the retention schedule."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta

from assistant.conversation import MOST_CONVERSATIONS, MOST_TURNS
from assistant.quizzes.runs import FEWEST_PEOPLE
from assistant.quizzes.runs import MOST_DAYS as MOST_LINK_DAYS
from ingest.uploads import KEPT
from web.actions import KEPT_FOR
from web.commands import MOST_DAYS
from web.installation import Installation, WayIn
from web.users import SESSION_LASTS

MEMORY = "in the memory of the server"
DATA = "in the data directory"


@dataclass(frozen=True, slots=True)
class Kept:
    """One thing that is kept: of whom it tells, where it is and when it goes."""

    what: str
    of: str
    where: str
    until: str


def kept(installation: Installation) -> tuple[Kept, ...]:
    """Return what this installation keeps, what tells of its users first."""
    return (*_conversations(installation), *_people(installation), *_quizzes(installation), *_work(), *_documents())


def _conversations(installation: Installation) -> Iterator[Kept]:
    days = installation.history_days
    if days:
        where = f"in {installation.database}"
        until = f"{_days(days)} after the last question in the conversation, or until its owner deletes it"
    else:
        where = MEMORY
        until = (
            "until the assistant is restarted; before that, the oldest go once there are more than "
            f"{MOST_CONVERSATIONS:,} conversations, or {MOST_TURNS} questions in one"
        )
    yield Kept("Questions and answers", "the person who asked", where, until)
    yield Kept(
        "That a question on a live case, with personal details, or on who somebody is was asked, without its text",
        "the person who asked",
        where,
        "as the conversation that it was asked in",
    )


def _people(installation: Installation) -> Iterator[Kept]:
    if installation.way_in is WayIn.SIGN_ON:
        yield Kept(
            "A code made from the name that the sign-on gives, to tell your conversations from those of others",
            "the person who asked",
            MEMORY,
            "until the assistant is restarted",
        )
    if installation.way_in is WayIn.ACCOUNTS:
        where, hours = f"in {installation.database}", int(SESSION_LASTS / timedelta(hours=1))
        yield Kept(
            "The account: name, role, the day it was made, and a hash of the password, never the password",
            "account holders",
            where,
            "until the account is deleted",
        )
        yield Kept("That a browser is signed in", "account holders", where, f"{hours} hours, or until signing out")
        yield Kept(
            "That a program may use the account",
            "account holders",
            where,
            f"as long as was set, {MOST_DAYS} days at most",
        )
        yield Kept(
            "What was done: signing in and out, uploads, releases, corrections, quizzes, changes of accounts; "
            "never a question",
            "account holders; under no name once the account is deleted",
            where,
            _days(KEPT_FOR.days),
        )


def _quizzes(installation: Installation) -> Iterator[Kept]:
    yield Kept(
        "Quizzes: what they quote, what a trainer changed in them, which items were accepted; no name",
        "as the documents that they quote",
        DATA,
        "until a trainer deletes the quiz",
    )
    yield Kept(
        "That a link opens a quiz, with its first four letters alone, and how often each answer was chosen by it; "
        f"never by whom, and shown {FEWEST_PEOPLE} people at a time, not while all answered alike. What is typed into "
        "a text box is not kept",
        "nobody: no name and no mark of a browser is kept with them",
        f"in {installation.database}",
        f"until the link ends, {MOST_LINK_DAYS} days at most, or until a trainer ends it or deletes the quiz",
    )


def _work() -> Iterator[Kept]:
    yield Kept(
        "Names beside what somebody decided: corrections, approvals, releases, withdrawals",
        "maintainers",
        DATA,
        "as long as the data directory is kept",
    )
    yield Kept(
        "Questions that a maintainer turned into evaluation questions",
        "nobody: no name is kept with them",
        DATA,
        "until a maintainer takes them out of the file",
    )


def _documents() -> Iterator[Kept]:
    yield Kept(
        "The review documents: originals, texts, pictures of pages, and the index that is searched",
        "families, children and workers as the publisher describes them",
        DATA,
        "until a document is withdrawn and erased",
    )
    yield Kept(
        "Reports of uploads: names of files, titles of documents, what was read and what was refused; no text",
        "as the names and titles do",
        DATA,
        f"until there are {KEPT} later ones, or a document that is named there is erased",
    )
    yield Kept(
        "Evaluations: answers to evaluation questions",
        "as the documents that they quote",
        DATA,
        "until a document that was loaded then is erased, or the file is deleted",
    )


def _days(days: int) -> str:
    return {1: "1 day", 365: "1 year"}.get(days, f"{days} days")
