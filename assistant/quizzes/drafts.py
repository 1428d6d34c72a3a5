"""The quizzes of this installation, a file each: a change that came in between is never undone."""

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

from pydantic import TypeAdapter, ValidationError

from assistant.quizzes.quiz import UNTITLED, Item, Quiz
from vectorstore.data import DataDirectory
from vectorstore.faults import StoreFailed
from vectorstore.files import replace_file
from vectorstore.lock import noting

_QUIZ = TypeAdapter(Quiz)
_ID = re.compile(r"[0-9a-f]{12}")


class Drafts:
    """Quizzes by their ids. Safe to use from several threads and processes."""

    def __init__(self, data: DataDirectory) -> None:
        self._data = data

    def all(self) -> Sequence[Quiz]:
        """Return every quiz that can be read, the newest first."""
        found = [quiz for path in self._paths() if (quiz := _readable(path))]
        return sorted(found, key=lambda quiz: quiz.made_at or quiz.made_on, reverse=True)

    def damaged(self) -> Sequence[str]:
        """Return the names of the files that cannot be read, whose quizzes are lost without a backup."""
        return [path.name for path in self._paths() if _readable(path) is None]

    def get(self, quiz_id: str) -> Quiz | None:
        """Return the quiz of this id, None where there is none. Raise StoreFailed where its file is damaged."""
        path = self._path(quiz_id)
        return _read(path) if path is not None and path.is_file() else None

    def add(self, quiz: Quiz) -> Quiz:
        """Keep a new quiz and return it; one that is there under its id is returned as it was edited since."""
        with noting(self._data):
            known = self.get(quiz.id)
            if known is None:
                self._write(quiz)
            return known or quiz

    def change(self, quiz: Quiz) -> bool:
        """Keep a changed quiz; return False, and change nothing, where somebody else changed or deleted it before.

        `quiz.revision` is that of the quiz which was changed.
        """
        with noting(self._data):
            known = self.get(quiz.id)
            if known is None or known.revision != quiz.revision - 1:
                return False
            self._write(quiz)
            return True

    def delete(self, quiz_id: str) -> bool:
        """Delete a quiz; return whether there was one."""
        with noting(self._data):
            path = self._path(quiz_id)
            if path is None or not path.is_file():
                return False
            path.unlink()
            return True

    def forget_document(self, document_id: str) -> None:
        """Take out of every quiz the items that quote or name a document which is to be forgotten.

        A file that cannot be read may hold its words as well, and is deleted.
        """
        with noting(self._data):
            for path in self._paths():
                quiz = _readable(path)
                if quiz is None:
                    path.unlink()
                elif gone := [item for item in quiz.items if _names(item, document_id)]:
                    self._write(_without(quiz, gone))

    def _paths(self) -> list[Path]:
        return [path for path in sorted(self._data.quizzes.glob("*.json")) if _ID.fullmatch(path.stem)]

    def _path(self, quiz_id: str) -> Path | None:
        return self._data.quizzes / f"{quiz_id}.json" if _ID.fullmatch(quiz_id) else None

    def _write(self, quiz: Quiz) -> None:
        replace_file(self._data.quizzes / f"{quiz.id}.json", _QUIZ.dump_json(quiz, indent=1))


def timed(quiz: Quiz, moment: datetime) -> Quiz:
    """Return a new quiz with the moment at which it is kept, so that those of one day are told apart."""
    return replace(quiz, made_at=moment.astimezone(UTC).isoformat())


def replaced(quiz: Quiz, items: Sequence[Item]) -> Quiz:
    """Return the quiz with these items as its next revision."""
    return replace(quiz, items=tuple(items), revision=quiz.revision + 1)


def _names(item: Item, document_id: str) -> bool:
    return document_id in item.sources or any(quote.cited.document_id == document_id for quote in item.quotes)


def _without(quiz: Quiz, gone: Sequence[Item]) -> Quiz:
    """Return the quiz without these items, and without the names of reviews that they were about."""
    named = {item.about for item in gone} | {quote.review for item in gone for quote in item.quotes}
    left = replaced(quiz, [item for item in quiz.items if item not in gone])
    title = UNTITLED if any(name and name in quiz.title for name in named) else quiz.title
    return replace(left, title=title, reviews=tuple(name for name in quiz.reviews if name not in named))


def _readable(path: Path) -> Quiz | None:
    try:
        return _read(path)
    except StoreFailed:
        return None


def _read(path: Path) -> Quiz:
    try:
        return _QUIZ.validate_json(path.read_bytes())
    except (OSError, ValidationError) as fault:
        raise StoreFailed(
            f"The quiz {path.name} cannot be read: delete the file, or restore it from a backup."
        ) from fault
