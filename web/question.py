"""Whether a question can be asked, in the words of the question form."""

from assistant.typed import MOST_CHARACTERS, clean

__all__ = ["MOST_CHARACTERS", "clean", "question_error"]


def question_error(question: str) -> str | None:
    """Return what is wrong with a question, None where it can be asked."""
    if not question:
        return "Enter a question"
    if len(question) > MOST_CHARACTERS:
        return f"Your question must be {MOST_CHARACTERS:,} characters or fewer. It has {len(question):,}"
    return None
