"""Whether a question is about a child or family in front of the asker: told from the words alone.

A child missed here costs more than a question for learning that is sent to 999 first, so doubt goes to danger.
"""

from enum import StrEnum

from assistant import case_wordings as said
from assistant.askers import OF_STAFF, asks_for_oneself
from assistant.identification import IDENTIFY
from assistant.people import PERSON


class LiveCase(StrEnum):
    """What is done about a live case: `present` is signposted and nothing else, `mentioned` is signposted first."""

    PRESENT = "present"
    MENTIONED = "mentioned"


def live_case(words: str) -> LiveCase | None:
    """Return how a live case is spoken of in words that are spelled out, None where none is."""
    if _is_present(words):
        return LiveCase.PRESENT
    if not _is_mentioned(words):
        return None
    return LiveCase.MENTIONED if said.LEARNING.search(words) else LiveCase.PRESENT


def _is_present(words: str) -> bool:
    """Return whether 999 comes before any learning: danger, a disclosure, or a decision sought on a case."""
    if said.JUDGEMENT.search(words):
        return True
    looks_back = bool(
        said.LOOKING_BACK.search(words) or said.SUBJECT.search(words) or said.ABOUT_PRACTICE.search(words)
    )
    studied = looks_back or bool(said.LEARNING.search(words))
    if asks_for_oneself(words) and (not studied or said.NOW.search(words)):
        return True
    return _is_danger(words, looks_back, studied) or (not studied and _is_told_as_now(words))


def _is_danger(words: str, looks_back: bool, studied: bool) -> bool:
    """Return whether harm is told of in the present; asking for learning beside it does not make it less."""
    mine = bool(said.MINE.search(words))
    told = not looks_back and bool(said.TOLD.search(words) or said.NOTED.search(words))
    if said.HURT_ASKER.search(words) or said.TO_LIFE.search(words):
        return mine or told or not studied or bool(said.NOW.search(words))
    acute = said.LASTING.sub(" ", words) if said.LEARNING.search(words) else words
    return bool(said.HARM.search(acute)) and (mine or told)


def _is_told_as_now(words: str) -> bool:
    """Return whether words that ask for no learning are about a case: the asker's, or somebody told of as they are."""
    if IDENTIFY.search(words) and said.DOCUMENT.search(words):
        return False
    if said.MINE.search(words) or said.OWN_CASE.search(words):
        return True
    if said.AT_WORK.search(words) and PERSON.search(words):
        return True
    if OF_STAFF.search(words) and not (said.ASKED.search(words) and not said.WHAT_TO_DO.search(words)):
        return True
    if _is_about_one(words):
        return True
    now, harm = bool(said.NOW.search(words)), bool(said.HARM.search(words))
    if not (harm or PERSON.search(words)):
        return False
    stated = (
        said.TOLD.search(words) or said.PLAIN_STATEMENT.search(words) or (now and said.NOTED.search(words))
    ) and not (said.ASKED.search(words) or said.LOOKING_UP.match(words))
    sought = said.WHAT_TO_DO.search(words) or (said.WHAT_NEXT.search(words) and said.SOMEBODY.search(words))
    return bool(stated or sought) or (harm and (now or bool(said.FIRST_PERSON.search(words))))


def _is_about_one(words: str) -> bool:
    """Return whether the asker speaks of somebody and of themselves, or tells of somebody and asks for nothing."""
    if IDENTIFY.search(words):
        return False
    if said.MYSELF.search(said.LOOKING_UP.sub(" ", words)) and (
        said.ANY_CHILD.search(words) or said.HARM.search(words)
    ):
        return True
    if not said.ONE_OF_THEM.search(words):
        return False
    if said.FIRST_PERSON.search(said.LOOKING_UP.sub(" ", words)) or said.NOW.search(words):
        return True
    looked_up = said.ASKED.search(words) or said.LOOKING_UP.match(words) or said.THEME.match(words)
    return not looked_up and bool(said.NOT_ASKING.match(words) or said.HARM.search(words))


def _is_mentioned(words: str) -> bool:
    """Return whether a case of the asker's is mentioned, or a worry about somebody who may soon be in danger."""
    if said.OWN_CASE.search(words) or asks_for_oneself(words):
        return True
    soon = bool(said.NOW.search(words) and said.TOLD.search(words))
    return bool(said.CONCERN.search(words) and PERSON.search(words)) and (soon or bool(said.MINE.search(words)))
