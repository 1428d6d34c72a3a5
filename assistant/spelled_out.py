"""A question in one wording: contractions, note form, text-speak and dialect are written out, slips put right."""

import re

from assistant.dialect import plain
from assistant.slips import put_right

# Contractions are written out, so that "I've", "ive" and "I have" are one wording to every pattern below.
_SPELLED_OUT = [
    (re.compile(pattern, re.IGNORECASE), spelled)
    for pattern, spelled in (
        (r"[’‘`´]", "'"),
        (r"\bcan'?t\b|\bcannot\b", "can not"),
        (r"\bwon'?t\b|\bwont\b", "will not"),
        (r"\b(is|does|do|did|has|have|was|were|are|could|should|would)n'?t\b", r"\1 not"),
        (r"\b(i|we|they|you)'?ve\b", r"\1 have"),
        (r"\bi'?m\b", "i am"),
        (r"\b(we|they|you)'re\b", r"\1 are"),
        (r"\btheyre\b", "they are"),
        (r"^were (?=worried|concerned|really|seeing|visiting|working|with)", "we are "),
        (r"\b(he|she|it|there|what|that|who)'?s\b", r"\1 is"),
        (r"\b(he|she|they|who|i)'ll\b", r"\1 will"),
        (r"\b(he|they)'?d\b|\b(she|we|i)'d\b", r"\1\2 would"),
        (
            r"\b(mum|dad|baby|child|parent|partner|ex)'?s (?=just|out|scream|threat|going|been|not|still|taken)",
            r"\1 is ",
        ),
        (r"(\w)'(?=\w)", r"\1"),
        (r"\b(\d+) ?(?:yo|y/o|yrs? ?old)\b", r"\1 year old"),
        (r"\b(\d+) ?(?:wks?|weeks?)[ /]?(?:o|old)\b", r"\1 week old"),
        (r"\b(\d+) ?(?:mths?|mo)[ /]?(?:o|old)\b", r"\1 month old"),
        (r"\b(?-i:w)(?:/|\b) ?(?=(?:an?|no|her|his|mum|dad|bruis\w*|burns?|marks)\b)", "with "),
        (r"\s[-–—]+\s", ", "),
        (r"[\s_-]+", " "),
    )
]


def spelled_out(question: str) -> str:
    """Return the question as the patterns of `live_case.py` and its neighbours expect it."""
    words = plain(question.strip())
    for pattern, spelled in _SPELLED_OUT:
        words = pattern.sub(spelled, words)
    return put_right(words)
