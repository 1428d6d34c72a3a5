"""The quizzes of this installation, a file each: a change that came in between is never undone."""

import re
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from pydantic import TypeAdapter, ValidationError

from assistant.quizzes.quiz import Item, Quiz
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
        """Return every quiz, the newest first. Raise StoreFailed where a file is damaged."""
        found = [_read(path) for path in sorted(self._data.quizzes.glob("*.json")) if _ID.fullmatch(path.stem)]
        return sorted(found, key=lambda quiz: quiz.made_on, reverse=True)

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
        path = self._path(quiz_id)
        if path is None or not path.is_file():
            return False
        path.unlink()
        return True

    def forget_document(self, document_id: str) -> None:
        """Take out of every quiz the items that quote a document which is to be forgotten."""
        with noting(self._data):
            for quiz in self.all():
                kept = tuple(item for item in quiz.items if not _quotes(item, document_id))
                if kept != quiz.items:
                    self._write(replaced(quiz, kept))

    def _path(self, quiz_id: str) -> Path | None:
        return self._data.quizzes / f"{quiz_id}.json" if _ID.fullmatch(quiz_id) else None

    def _write(self, quiz: Quiz) -> None:
        replace_file(self._data.quizzes / f"{quiz.id}.json", _QUIZ.dump_json(quiz, indent=1))


def replaced(quiz: Quiz, items: Sequence[Item]) -> Quiz:
    """Return the quiz with these items as its next revision."""
    return replace(quiz, items=tuple(items), revision=quiz.revision + 1)


def _quotes(item: Item, document_id: str) -> bool:
    return any(quote.cited.document_id == document_id for quote in item.quotes)


def _read(path: Path) -> Quiz:
    try:
        return _QUIZ.validate_json(path.read_bytes())
    except (OSError, ValidationError) as fault:
        raise StoreFailed(
            f"The quiz {path.name} cannot be read: delete the file, or restore it from a backup."
        ) from fault
