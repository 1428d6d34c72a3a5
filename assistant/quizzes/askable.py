"""Which passages of a review say something that a quiz may ask about, and what the review did with what they say."""

import re
from enum import StrEnum

from vectorstore.passage import Passage
from vectorstore.sections import SectionType as S
from vectorstore.sentences import sentence_spans
from vectorstore.themes import spans_of


class Form(StrEnum):
    """What a review did with a statement: only statements of one form can be told apart by what they say."""

    FOUND = "found"
    RECOMMENDED = "recommended"
    ACTION = "set as an action"
    DONE_WELL = "recorded as good practice"
    PROGRESS = "reported as progress"
    CHANGED = "reported as changed since"


FORM_OF = {
    S.FINDINGS: Form.FOUND,
    S.LEARNING: Form.FOUND,
    S.RECOMMENDATIONS: Form.RECOMMENDED,
    S.ACTIONS: Form.ACTION,
    S.GOOD_PRACTICE: Form.DONE_WELL,
    S.IMPACT_EVIDENCE: Form.CHANGED,
    S.PROGRESS: Form.PROGRESS,
}
# What is told of the time after the review.
SINCE = frozenset({Form.PROGRESS, Form.CHANGED})
_DIRECTIVE = re.compile(
    r"\b(?:should|must|ought|(?<!in )(?<!the )needs? to|will|to (?:ensure|consider|reassure|review|reinforce|ask)"
    r"|(?<!thought )(?<!appeared )(?<!believed )(?<!seemed )(?<!found )(?<!known )to be)\b",
    re.IGNORECASE,
)
_SHOULD = re.compile(
    r"\b(?:should|ought to|must(?! have\b)|(?<!in )(?<!the )(?<!no )(?<!any )needs? to)\b", re.IGNORECASE
)
# What somebody thought, or did not know, is not what the review said should be.
_THOUGHT = re.compile(
    r"\b(?:assum\w+|thought|believ\w+|felt) [^.]*$|\b(?:whether|if|who|what|whose|when)(?: \w+){0,2} $", re.IGNORECASE
)
_FAMILY = re.compile(
    r"\b(?:famil(?:y|ies)|mothers?|fathers?|mum|dad|parents?|child|baby|sons?|daughters?|siblings?|grand\w+)\b",
    re.IGNORECASE,
)
# What is not there yet is no change.
_NOTHING_YET = re.compile(
    r"\b(?:no evidence|not yet|not (?:been )?(?:begun|started|agreed|known)|(?:do|does|did|could|can) ?n['’o]t know"
    r"|unknown|cannot (?:yet )?(?:say|tell)|too (?:early|soon)|unclear|awaited|is delayed|(?:is|are) due)\b",
    re.IGNORECASE,
)
# None is no good practice, and what is done now was not done in the case.
_NONE_DONE_WELL = re.compile(
    r"\b(?:no (?:(?:clear |further |specific )?(?:evidence|examples?|record) of )?good practice"
    r"|none (?:was |were )?(?:recorded|identified|noted|found)|(?:is|are) now|now (?:uses?|has|have)|since then"
    r"|(?:has|have) (?:since )?been introduced)\b",
    re.IGNORECASE,
)
# What is to come has not been done. What was done in order that something will be is.
_TO_COME = re.compile(r"\b(?:will|shall|(?:is|are) (?:being )?planned|plans to|intends? to)\b", re.IGNORECASE)
_DONE = re.compile(r"\b(?:has|have|had|was|were|now|(?:is|are) being)\b", re.IGNORECASE)
_ADVICE = re.compile(r"\bmeans? for\b|\bfor (?:your |our )?practice\b", re.IGNORECASE)
# What only says that a list comes states nothing.
_LEADS_IN = re.compile(
    r"[^.]*\b(?:(?:the|as) follow(?:ing|s)(?! (?:\w+day|year|month|week|term|visit|morning|evening|night)\b)[^.]*"
    r"|(?:listed|set out|described) below)[.:]?",
    re.IGNORECASE,
)
# What happened, or was done or not done; without any of these it is told how things are.
_PAST = re.compile(
    r"\b(?:was|were|had|did|been|\w{3,}ed|told|knew|saw|went|took|made|gave|wrote|kept|thought|felt|found|left|lost|came"
    r"|said|met|heard|rang|sent|held|led|spoke|understood|grew)\b",
    re.IGNORECASE,
)
# Words for these ("assessed", "recorded", "moved", "household") stand in what is about something else.
EVERYDAY = frozenset(
    {
        "assessment and parenting capacity",
        "contact, loss and siblings",
        "following through",
        "household composition",
        "recording",
        "transfer and moves",
    }
)
# A theme named so gives only the time: "within five days of the strategy meeting".
_IN_PASSING = re.compile(r"\b(?:within|before|after|until|following|since|during)\b[^,.;:]{0,40}$", re.IGNORECASE)
# In words: what is no longer is the title of a row, or, where it has no full stop, the name of a finding.
LONGEST_CELL, LONGEST_NAME = 9, 10


def is_stated(passage: Passage) -> bool:
    """Return whether a passage states something that may be asked about.

    A cell on how a row of a plan stands says nothing without its row; an action on the family is not for a quiz. A row
    of a report on many reviews repeats what one of these recommended, and its good practice is of no one case. What
    learning means for practice is advice and was not found.
    """
    form = FORM_OF.get(passage.section)
    cell = form in SINCE and passage.column
    on_family = form is Form.ACTION and _FAMILY.search(passage.text)
    denied = form is Form.DONE_WELL and _NONE_DONE_WELL.search(passage.text)
    of_many = passage.review is None and (form is Form.DONE_WELL or (form is Form.RECOMMENDED and passage.column))
    advice = form is Form.FOUND and _ADVICE.search(passage.heading or "")
    open_still = form in SINCE and (_NOTHING_YET.search(passage.text) or is_to_come(passage.text))
    empty = leads_in(passage) or _is_title(passage)
    return form is not None and not (
        passage.by_ocr or cell or on_family or denied or open_still or of_many or advice or empty
    )


def leads_in(passage: Passage) -> bool:
    """Return whether a passage only leads to what comes below it."""
    return bool(_LEADS_IN.fullmatch(passage.text.strip()))


def is_directive(words: str) -> bool:
    """Return whether words say what is to be done, and not what was."""
    return bool(_DIRECTIVE.search(words))


def says_what_should_be(words: str) -> bool:
    """Return whether words say what should be or should have been, and not only what somebody thought that should."""
    return any(not _THOUGHT.search(words[: modal.start()]) for modal in _SHOULD.finditer(words))


def is_to_come(words: str) -> bool:
    """Return whether words tell of what is going to be done, before they tell of anything that was."""
    coming = _TO_COME.search(words)
    return coming is not None and not _DONE.search(words[: coming.start()])


def is_about(theme: str, passage: Passage) -> bool:
    """Return whether a passage is on a theme and does not only mention it: named in its first sentence, or again."""
    _, end = next(iter(sentence_spans(passage.text)), (0, 0))
    named = [start for start, _ in spans_of(theme, passage.text) if not _IN_PASSING.search(passage.text[:start])]
    return any(start < end for start in named) or len(named) > 1


def asked_as(form: Form, words: str) -> str:
    """Return what a question calls the deed of a review with these words.

    What should be, and how things are at all times, is learned; what was, or was not, is found.
    """
    is_learned = form is Form.FOUND and (is_directive(words) or not _PAST.search(words))
    return "learned" if is_learned else form.name.lower()


def _is_title(passage: Passage) -> bool:
    """Return whether a passage names a row or a finding, and does not say it."""
    words = len(passage.text.split())
    is_name = FORM_OF.get(passage.section) is Form.FOUND and passage.text[:1].isupper() and words <= LONGEST_NAME
    is_cell = passage.column is not None and words <= LONGEST_CELL
    return is_cell or (is_name and not ends_as_sentence(passage.text))


def ends_as_sentence(text: str) -> bool:
    """Return whether a text ends as a sentence does."""
    return text.rstrip("”’\"')")[-1:] in {".", "!"}
