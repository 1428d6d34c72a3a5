"""A question as it was typed: what of it is read, and how long it may be. For every door that questions come in by."""

import re

MOST_CHARACTERS = 1_000

# What nobody types and nobody sees: controls, and the tag characters that hide text from readers.
_INVISIBLE = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\U000e0000-\U000e007f\ud800-\udfff]")


def clean(question: str) -> str:
    """Return the question without what cannot be seen, lines ended by a line feed alone."""
    return _INVISIBLE.sub("", question.replace("\r\n", "\n").replace("\r", "\n")).strip()
