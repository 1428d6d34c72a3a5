"""Who looks for whom to ring wants a number now, and no quote from a review."""

import re

_WHEN = (
    r"now|tonight|today|first|please|then|out of hours|at night|at (?:the |a )?weekend"
    r"|about (?:it|this|that|a concern|my concerns?|a worry|a child|a baby)"
    r"|(?:if|when) (?:i am|i'm|im|we are|we're) worried(?: about (?:a|the|my) (?:child|baby|family))?"
)
_ASKS = re.compile(
    r"(?:(?:so|ok|okay|please|and|but|hi|help) )*(?:who|whom|(?:what|which) number)"
    r" (?:do|can|should|shall|must|would) (?:i|we)"
    r" (?:ring|call|phone|contact|speak to|talk to|tell|report (?:it|this|that|a concern|a worry) to)"
    rf"(?:,? (?:{_WHEN}))*",
    re.IGNORECASE,
)
_SERVICE = (
    r"child(?:ren)?['’]?s? (?:social care|services)|social (?:services|care|workers?)|mash|edt|lado|police"
    r"|front door|emergency duty(?: team)?|out of hours(?: team)?|duty(?: team| social worker)?"
    r"|safeguarding (?:team|hub|lead|board)"
)
_NUMBER = re.compile(
    r"(?:(?:what(?:'s|s| is| are)?|where is|do you have|give me|i need) )?(?:the |a )?(?:phone |telephone |contact )?"
    rf"(?:numbers?|contacts?|details) (?:for|of) (?:the |our |my )?(?:local )?(?:{_SERVICE})(?: please)?",
    re.IGNORECASE,
)


def asks_whom_to_ring(words: str) -> bool:
    """Return whether the whole question looks for somebody to ring; one that names a review or a rule does not."""
    asked = words.strip(" ?!.")
    return bool(_ASKS.fullmatch(asked) or _NUMBER.fullmatch(asked))
