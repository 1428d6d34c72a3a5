"""Sentences that announce a list within a section of another kind: "The panel therefore recommends that:"."""

import re

from vectorstore.sections import SectionType as S

LONGEST = 40

_REVIEW = r"(?:this |the |our )?(?:\w+ )?(?:review(?:ers?|s)?|panel|authors?|report|board|partnership|safeguarding partners|we|it)"
_OTHER = re.compile(
    r"\b(?:previous|earlier|last|another|other|national|similar|no|not|nor|response to|progress on)\b", re.IGNORECASE
)
_ANNOUNCED = (
    (
        S.RECOMMENDATIONS,
        re.compile(
            rf"\b(?:{_REVIEW} (?:\w+ ){{0,2}}recommends?|it (?:is|was) (?:\w+ )?recommended"
            rf"|{_REVIEW} (?:\w+ )?(?:makes?|made) (?:the following|these|\w+) recommendations?"
            r"|(?:the following|these|\w+) recommendations? (?:is|are|was|were) (?:\w+ )?(?:made|proposed))\b",
            re.IGNORECASE,
        ),
    ),
    (
        S.ACTIONS,
        re.compile(
            r"\b(?:agreed?|agrees|(?:will|must|should) take) (?:to take )?(?:the following|these|(?:two|three|four|five|six)) (?:\w+ )?actions\b",
            re.IGNORECASE,
        ),
    ),
    (
        S.GOOD_PRACTICE,
        re.compile(
            r"\b(?:found|saw|noted|identified|there was|examples? of|included?) (?:\w+ )?good practice\b", re.IGNORECASE
        ),
    ),
    (
        S.LEARNING,
        re.compile(
            r"\b(?:the|key|main|our|following) (?:learning|lessons)\b(?: \w+){0,6} (?:is|are|was|were|includes?|included)\b(?: that)?:",
            re.IGNORECASE,
        ),
    ),
)


def announced(words: str) -> S | None:
    """Return the kind of list that a paragraph announces with its last words and a colon, None where it does not."""
    if not words.endswith(":"):
        return None
    sentence = re.split(r"(?<=[.!?])\s+", words)[-1]
    if len(sentence.split()) > LONGEST or _OTHER.search(sentence):
        return None
    return next((kind for kind, pattern in _ANNOUNCED if pattern.search(sentence)), None)
