"""Quizzes on the sample corpus, read and indexed once for all tests that ask for it."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from functools import cache
from pathlib import Path

import pytest

from assistant.quizzes.building import Wish, build
from assistant.quizzes.quiz import Item, ItemKind, Quiz
from ingest.commands import load
from vectorstore.data import DataDirectory
from vectorstore.embedder import load_embedder
from vectorstore.index import Index
from vectorstore.live import LiveIndex

CORPUS = Path(__file__).parents[1] / "evals" / "corpus"
TODAY = date(2031, 5, 4)


def loaded(folders: pytest.TempPathFactory) -> DataDirectory:
    """Return where the sample is loaded, with the model that is used; the same for all tests of a session."""
    return _loaded(folders.getbasetemp() / "sample")


@cache
def _loaded(root: Path) -> DataDirectory:
    root.mkdir()
    directory = DataDirectory(root)
    load(directory, load_embedder(), [CORPUS], collection="sample")
    return directory


def opened(folders: pytest.TempPathFactory) -> Iterator[Index]:
    """Yield the index of the sample, for a fixture."""
    live = LiveIndex(loaded(folders), load_embedder)
    with live.use() as index:
        assert index is not None
        yield index
    live.close()


def drafted(index: Index, **wish: object) -> Quiz:
    """Return a draft on the index."""
    quiz = build(index, replace(Wish(), **wish), TODAY)  # type: ignore[arg-type]
    assert isinstance(quiz, Quiz), quiz
    return quiz


def of_kind(quiz: Quiz, kind: ItemKind) -> Item:
    """Return the first item of a kind."""
    return next(item for item in quiz.items if item.kind is kind)
