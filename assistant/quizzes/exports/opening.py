"""What is read before the first question of a quiz, and what is said of how it was made."""

from assistant.quizzes.quiz import Quiz
from assistant.quizzes.session import Session


def opening(said: Session) -> tuple[str, ...]:
    """Return what stands before the first question, a line each: notices, content note, whom to turn to."""
    return (*said.notices, said.content_note, *said.support.splitlines())


def making(quiz: Quiz, said: Session) -> tuple[str, ...]:
    """Return how the quiz was made, a line each: what is copied and what chosen, when, and from what."""
    return said.copied, f"Made on {quiz.made_on} from index version {quiz.index_version}."
