"""What a follow-up leaves unsaid, taken from the questions before it: the section, the theme, what a number counts."""

from collections.abc import Sequence
from dataclasses import replace

from assistant.names import without_names
from assistant.question import Question, read_question
from vectorstore.document import Review
from vectorstore.sections import SectionType

# What "number 3" may count where no question named a section.
NUMBERED = frozenset({SectionType.RECOMMENDATIONS, SectionType.FINDINGS, SectionType.ACTIONS, SectionType.LEARNING})


def as_meant(question: Question, names_reviews: bool, earlier: Sequence[str], known: Sequence[Review]) -> Question:
    """Return the question with what it takes from earlier ones, whose names of `known` reviews say nothing of that.

    One that names a review and nothing else ("and Child Z?") asks what was asked before; "number 3" and "all of them"
    are of the section that was spoken of.
    """
    if not question.refers_back:
        return question
    if question.of_those and earlier and not question.sections:
        before = _before(earlier, known)
        return replace(question, sections=before.sections, wanted=before.wanted)
    if question.of_list:
        return _of_section(question, earlier, known)
    if earlier and names_reviews and not question.sections and not question.subject_matter:
        return replace(_before(earlier, known), refers_back=True)
    return question


def leaned_on(earlier: Sequence[str], known: Sequence[Review]) -> str:
    """Return the latest question that said what it was about, the latest of all where none did.

    One that chose among what was told before ("which ones are for schools?") is about what that was.
    """
    for place in range(len(earlier) - 1, -1, -1):
        read = read_question(without_names(earlier[place], known))
        if read.subject_matter:
            before = leaned_on(earlier[:place], known) if read.of_those else ""
            return f"{before} {earlier[place]}".strip()
    return earlier[-1] if earlier else ""


def _of_section(question: Question, earlier: Sequence[str], known: Sequence[Review]) -> Question:
    spoken_of = (read_question(without_names(text, known)).sections for text in reversed(earlier))
    sections = question.sections or next((found for found in spoken_of if found), frozenset())
    items = tuple(replace(asked, sections=asked.sections or sections or NUMBERED) for asked in question.items)
    return replace(question, sections=sections, items=items)


def _before(earlier: Sequence[str], known: Sequence[Review]) -> Question:
    """Return the latest question that asked for a section or about something; "and Child Z?" did neither."""
    read = (read_question(without_names(text, known)) for text in reversed(earlier))
    telling = (before for before in read if before.sections or before.subject_matter)
    return next(telling, read_question(without_names(earlier[-1], known)))
