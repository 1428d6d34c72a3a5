"""The formats in which a quiz leaves, by name."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from types import MappingProxyType

from assistant.quizzes.exports.gift import gift
from assistant.quizzes.exports.moodle import moodle
from assistant.quizzes.exports.page import facilitator_page, participant_page
from assistant.quizzes.exports.record import record
from assistant.quizzes.exports.word import answer_key, facilitator_notes, large_print_sheet, participant_sheet
from assistant.quizzes.quiz import Quiz
from assistant.quizzes.session import Session

_DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
_HTML = "text/html; charset=utf-8"


@dataclass(frozen=True, slots=True)
class Format:
    """How a quiz is written and what the file is called. `has_key` where participants must not get it.

    `ending` tells formats of one kind apart too, so that a name with it is a file's whole name.
    """

    write: Callable[[Quiz, Session], bytes]
    media_type: str
    ending: str
    words: str
    has_key: bool = True


FORMATS: Mapping[str, Format] = MappingProxyType(
    {
        "sheet": Format(participant_sheet, _DOCX, "-participants.docx", "Participant sheet (Word)", has_key=False),
        "large-print": Format(
            large_print_sheet, _DOCX, "-large-print.docx", "Participant sheet in large print (Word)", has_key=False
        ),
        "page": Format(
            participant_page, _HTML, "-participants.html", "Participant page (one HTML file)", has_key=False
        ),
        "key": Format(answer_key, _DOCX, "-key.docx", "Answer key (Word)"),
        "notes": Format(facilitator_notes, _DOCX, "-facilitator.docx", "Facilitator notes (Word)"),
        "facilitator-page": Format(
            facilitator_page, _HTML, "-facilitator.html", "Facilitator page with the key (one HTML file)"
        ),
        "gift": Format(gift, "text/plain; charset=utf-8", ".gift.txt", "GIFT, for Moodle and other platforms"),
        "moodle": Format(moodle, "application/xml", ".moodle.xml", "Moodle XML"),
        "json": Format(record, "application/json", ".json", "JSON, everything with its places in the documents"),
    }
)
