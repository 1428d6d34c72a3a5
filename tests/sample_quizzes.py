"""Quizzes on the sample, with the model and the index that are used."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

import pytest
from sample_data import copy_of_sample

from assistant.quizzes.building import Wish, build
from assistant.quizzes.quiz import Item, ItemKind, Quiz
from vectorstore.data import DataDirectory
from vectorstore.embedder import load_embedder
from vectorstore.index import Index
from vectorstore.live import LiveIndex

TODAY = date(2031, 5, 4)


def loaded(folders: pytest.TempPathFactory) -> DataDirectory:
    """Return a data directory of one's own in which the sample is loaded, with the model that is used."""
    return DataDirectory(copy_of_sample(folders))


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
