"""A question as it was typed: what of it is read, and whether it can be asked."""

import re

MOST_CHARACTERS = 1_000

# What nobody types and nobody sees: controls, and the tag characters that hide text from readers.
_INVISIBLE = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\U000e0000-\U000e007f\ud800-\udfff]")


def clean(question: str) -> str:
    """Return the question without what cannot be seen, lines ended by a line feed alone."""
    return _INVISIBLE.sub("", question.replace("\r\n", "\n").replace("\r", "\n")).strip()


def question_error(question: str) -> str | None:
    """Return what is wrong with a question, None where it can be asked."""
    if not question:
        return "Enter a question"
    if len(question) > MOST_CHARACTERS:
        return f"Your question must be 1,000 characters or fewer. It has {len(question):,}"
    return None
