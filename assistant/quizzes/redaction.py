"""What of a sentence can be shown without when, how old and how many: the rest stays word for word.

What is left out is told by “[…]”, so that a situation is the review's own and still says nobody's age, date or count.
"""

import re
from collections.abc import Iterator

from assistant.quizzes.showable import MONTHS

_UNITS = r"(?:one|two|three|four|five|six|seven|eight|nine)"
_ORDINAL = r"(?:first|second|third|\w+th|\d+(?:st|nd|rd|th))"
_COUNT = (
    r"(?:(?<![Ss]ection )(?<![Tt]ier )(?<![Ll]evel )\d+(?:st|nd|rd|th|[.,:]\d+)?"
    rf"|(?i:(?:twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety)(?:[- ]{_UNITS})?|(?<!no ){_UNITS}(?! another)"
    r"|ten|eleven|twelve|(?:thir|four|fif|six|seven|eigh|nine)teen|several)\b)"
)
_MONTH = rf"(?:{MONTHS})"
_YEAR = r"(?:19|20)\d\d\b"
_DAY = r"(?:Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday)"
_DATE = (
    r"(?:(?:early|mid|late|the end of)[- ])?(?:(?:the )?(?:spring|summer|autumn|winter) of )?"
    rf"(?:(?:\d{{1,2}}(?:st|nd|rd|th)? )?{_MONTH}\b(?: {_YEAR})?|{_YEAR})"
)
_SPAN = r"(?:hours?|days?|nights?|weeks?|months?|years?|times|occasions)\b"
_AGE = rf"{_COUNT}(?:[- ](?:years?|months?|weeks?|days?)(?:[- ]olds?)?)?\b"
# Each is left out as a whole, with the words that lead to it.
_LEFT_OUT = re.compile(
    "|".join(
        (
            r"\b(?:[Ii]n|[Oo]n|[Bb]y|[Ff]rom|[Ss]ince|[Uu]ntil|[Bb]efore|[Aa]fter|[Bb]etween|[Dd]uring)"
            rf"(?: the (?:morning|evening|night) of)? {_DATE}(?: (?:and|to|until) {_DATE})?,?",
            rf"\b[Oo]n (?:a |the )?{_DAY}(?: or {_DAY})?(?: (?:morning|afternoon|evening|night))?,?",
            rf"\b[Aa]t {_COUNT} ?(?:am|pm)\b,?",
            rf"\b(?:was|were|is|are) (?:then )?{_AGE} and\b(?! (?:he|she|they|his|her|their|the|an?)\b)",
            rf",? (?:then |now )?aged {_AGE}(?:(?:,| and| to| or) {_AGE})*,?",
            rf"\b(?:(?:[Aa]t|[Ff]rom|[Ss]ince|[Bb]efore) )?(?:the )?age of {_AGE},?",
            rf"\b(?:(?:[Oo]n|[Bb]y|[Aa]t|[Bb]efore|[Aa]fter|[Uu]ntil) )?(?:his|her|their|the) {_ORDINAL}"
            r" (?:birthday|child|baby|pregnancy)\b,?",
            rf"\bof {_AGE}(?! [a-z]+(?:s|ren)\b)",
            rf"\b(?:[Ii]n )?Year {_COUNT}",
            rf"\b{_COUNT}[- ](?:year|month|week|day)s?[- ]old\b",
            rf"\b(?:(?:[Oo]n|[Ii]n|[Ff]or|[Oo]ver|[Aa]fter|[Ww]ithin|[Aa]t) )?{_COUNT} (?:different |previous |other )?"
            rf"{_SPAN}(?: (?:earlier|later|ago))?,?",
            rf"\b{_COUNT}",
        )
    )
)
# Of gaps in a sentence, and of words between two of them.
MOST_GAPS, FEWEST = 2, 2
_WORD = re.compile(r"\w")
# A gap behind one of these leaves a sentence that says nothing: "it was for […]".
_OPEN = re.compile(
    r"\b(?:was|were|is|are|be|been|for|of|at|in|on|by|to|with|than|and|or|the|a|an|had|has|have)$", re.IGNORECASE
)
# So does one whose subject was left out. A capital behind a gap would look like the beginning of the sentence, and a
# name there like its first word.
_HEADLESS = re.compile(r"(?:was|were|is|are|had|has|have|of|and|or)\b|(?-i:[A-Z])", re.IGNORECASE)
_ARTICLES = (["A"], ["An"], ["The"])
_EDGES = " ,;:\n"


def without_details(sentence: str) -> tuple[tuple[int, int], ...]:
    """Return the pieces of a sentence that stay, as character offsets; none where too little sense would be left."""
    pieces = tuple(_pieces(sentence))
    words = [sentence[start:end].split() for start, end in pieces]
    gaps = sum(1 for _ in _LEFT_OUT.finditer(sentence))
    if not pieces or gaps > MOST_GAPS or (gaps and any(len(few) < FEWEST and few not in _ARTICLES for few in words)):
        return ()
    if sentence[pieces[0][0] :] != sentence.lstrip() and _HEADLESS.match(sentence[pieces[0][0] :]):
        return ()
    is_cut_off = bool(gaps) and not sentence[pieces[-1][1] - 1 :].startswith((".", "!"))
    return () if is_cut_off and _OPEN.search(sentence[slice(*pieces[-1])]) else pieces


def _pieces(sentence: str) -> Iterator[tuple[int, int]]:
    """Yield what stands between the details, where there are words."""
    at = 0
    for left_out in [*(match.span() for match in _LEFT_OUT.finditer(sentence)), (len(sentence), len(sentence))]:
        piece = sentence[at : left_out[0]]
        start = at + len(piece) - len(piece.lstrip(_EDGES))
        end = at + len(piece.rstrip(_EDGES if left_out[0] < len(sentence) else " \n"))
        if _WORD.search(sentence[start:end]):
            yield start, end
        at = left_out[1]
