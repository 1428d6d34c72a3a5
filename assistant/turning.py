"""Which sentences are quoted together: one that turns what its neighbour says, or that says nothing without it."""

import re
from collections.abc import Sequence

_TURN = (
    r"however|but|yet|nevertheless|nonetheless|even so|that said|still,|instead|rather,|conversely"
    r"|(?:by|in) contrast|on the other hand|(?:despite|in spite of|notwithstanding) (?:this|that|these|which|it)"
    r"|although (?:this|that|these|it|they)|though (?:this|that|these|it|they)"
)
# These turn the sentence before them, which without them would be read as what was so.
_CORRECTS = re.compile(
    rf"\W*(?:{_TURN}|in (?:fact|reality|practice|the event)|unfortunately|regrettably"
    r"|(?:this|that|these|it|they) (?:(?:was|were|did|had|has|have|is|are|does|do|could|would|should) (?:not|never)"
    r"|(?:wasn|weren|didn|hadn|hasn|haven|isn|aren|doesn|don|couldn|wouldn|shouldn)['’]t|never|failed"
    r"|proved|turned out|later|subsequently))\b",
    re.IGNORECASE,
)
_DENIES = re.compile(r"\W*(?:no|none|nothing|nobody|no one|neither|nor|never|not)\b", re.IGNORECASE)
# In words: a denial as short as this does not say what it denies ("No referral was made.").
SHORT = 8


def together(sentences: Sequence[str], chosen: Sequence[int]) -> tuple[int, ...]:
    """Return the numbers of the chosen sentences and of those without which they would be misread, in order."""
    quoted = set(chosen)
    waiting = list(chosen)
    while waiting:
        number = waiting.pop()
        added = {near for near in (number - 1, number + 1) if _bound(sentences, number, near)} - quoted
        quoted |= added
        waiting += added
    return tuple(sorted(quoted))


def _bound(sentences: Sequence[str], number: int, near: int) -> bool:
    """Return whether a sentence is not to be quoted without the one before or after it."""
    if not 0 <= near < len(sentences):
        return False
    if near > number:
        return bool(_CORRECTS.match(sentences[near]))
    return bool(_CORRECTS.match(sentences[number])) or _denies_what_came_before(sentences[number])


def _denies_what_came_before(sentence: str) -> bool:
    return len(sentence.split()) <= SHORT and bool(_DENIES.match(sentence))
