"""How often a text speaks of a theme, and whether it only says that there was none of it."""

import re

from vectorstore.themes import spans_of

# Of these, "no evidence of …" says that the case was not about it; no supervision is a finding on supervision.
HARMS = frozenset(
    {
        "domestic abuse",
        "neglect",
        "physical abuse",
        "injury in non-mobile babies",
        "parental mental health",
        "parental substance misuse",
        "exploitation and county lines",
        "self-harm and suicide",
        "sexual abuse",
        "female genital mutilation",
        "honour-based abuse",
        "fabricated or induced illness",
        "self-neglect",
        "radicalisation",
    }
)
_DENYING = re.compile(
    r"\b(?:no|without(?: any)?|not any|nor any|never any)\s+"
    r"(?:(?:known|previous|recorded|current|further|clear|obvious|reported)\s+)*"
    r"(?:evidence|signs?|indications?|suggestions?|concerns?|worries|history|allegations?|reports?|disclosures?)\s+"
    r"(?:of|about|regarding|over)\s+(?:(?:any|current|past|previous|physical|ongoing)\s+)*$",
    re.IGNORECASE,
)
_BEFORE = 80


def times_named(theme: str, text: str) -> int:
    """Return how often the text uses words for the theme."""
    return len(spans_of(theme, text))


def is_denied(theme: str, text: str) -> bool:
    """Return whether the text speaks of a harm only to say that there was none."""
    if theme not in HARMS:
        return False
    spans = spans_of(theme, text)
    return bool(spans) and all(_DENYING.search(text[max(0, start - _BEFORE) : start]) for start, _ in spans)
