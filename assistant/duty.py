"""Questions about a present duty: a time limit, a form, who attends, how to escalate. Reviews tell what was once so."""

import re
from collections.abc import Iterable, Mapping

from assistant.answer import Citation
from prompts.render import render
from vectorstore.document import Document

_WE = r"(?:i|we|you|they|one|anyone|somebody|staff|schools?|agenc(?:y|ies)|partners|professionals|practitioners|police|health|midwi(?:fe|ves)|gps?|nurser(?:y|ies)|(?:social|health|support|youth|key) (?:workers?|visitors?)|a [a-z]+(?: [a-z]+)?|the [a-z]+(?: [a-z]+)?)"
_BOUND = r"(?:must|have to|has to|need to|needs to|ought to|should|shall|supposed to|required to|obliged to)"
_RULE = r"(?:time ?limits?|time ?scales?|time ?frames?|deadlines?|dut(?:y|ies)|obligations?|procedures?|protocol|escalation (?:policy|process|procedure|route|steps?|link)|requirements?|rules?)"

_ASKED = re.compile(
    "|".join(
        (
            rf"\bwhat(?:'?s| is| are)? (?:the|our|my|your) (?:(?:current|legal|statutory|local|right|correct) )*{_RULE}",
            rf"\b(?:is|are) there (?:an? |any )?(?:(?:legal|statutory|current|local) )*{_RULE}",
            rf"\b(?:how (?:long|soon|quickly|fast|often)|by when|when|within (?:how|what)|how many (?:working )?(?:days|weeks|hours))\b[^?]{{0,60}}\b(?:{_BOUND}|(?:do|does) {_WE} (?:have|get))\b",
            r"\b(?:what|which|when|where|how|who|whom)\b[^?]{0,30}\b(?:must|have to|has to|required to|obliged to)\b",
            rf"\b(?:must|am i|are we|are {_WE}|is {_WE}) (?:{_WE} )?(?:legally |statutorily )?(?:required|obliged|meant|supposed|allowed) to\b",
            rf"^(?:must|do|does) {_WE} (?:legally |always |still )?(?:have to|need to|need|share|report|refer|record|notify|tell|write|inform)\b",
            r"\b(?:which|what) (?:referral )?form (?:do|does|should|must|is|to|for)\b",
            rf"\bwho (?:{_BOUND}|gets? to|is meant to|are meant to) (?:attend|come|chair|lead|go|sit|sign|be (?:invited|there|present|at|told|notified|informed|asked|involved))\b",
            r"\bwho (?:chairs|attends|signs off|has a duty)\b",
            rf"\b(?:how|who|where) (?:do|does|should|can|would) {_WE} (?:escalate|challenge|raise|dispute|refer|report|complain|notify)\b",
            r"\bhow to (?:escalate|refer|report|notify)\b",
        )
    ),
    re.IGNORECASE,
)
# What was so in the case is no rule of today.
_TOLD = re.compile(
    r"\b(?:did|was|were|had|wasn'?t|didn'?t)\b|\b(?:should|must|ought to) have\b|\b(?:recommend\w*|actions?|findings?)\b",
    re.IGNORECASE,
)


def asks_for_duty(question: str) -> bool:
    """Return whether a question asks what must be done today, not what a review found or recommended."""
    return _ASKED.search(question) is not None and _TOLD.search(question) is None


def duty_line(citations: Iterable[Citation], documents: Mapping[str, Document], procedures: str | None) -> str:
    """Return the first line of an answer on a present duty: what follows is of its time, and how old it is."""
    dates = dict.fromkeys(documents[one.document_id].date or "undated" for one in citations)
    return render("duty_line", dates=list(dates), link=procedures)
