"""A form that is sent twice is asked once, in bounded memory and between threads."""

import threading
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor

import pytest

from assistant.grounding import Sentence
from web.submissions import MOST_OF_A_PERSON, MOST_PERSONS, Reply, Submissions

SENTENCE = Sentence("Nobody asked.", (1,))


class Asking:
    """Counts how often it is asked, and answers once it may."""

    def __init__(self) -> None:
        self.times = 0
        self.may_end = threading.Event()
        self.may_end.set()

    def steps(self) -> Iterator[Sentence | Reply]:
        self.times += 1
        yield SENTENCE
        assert self.may_end.wait(10)
        yield Reply("c", self.times)


def test_the_second_time_there_is_only_the_reply() -> None:
    submissions, asking = Submissions(), Asking()

    assert list(submissions.once("me", 1, asking.steps)) == [SENTENCE, Reply("c", 1)]
    assert list(submissions.once("me", 1, asking.steps)) == [Reply("c", 1)]
    assert list(submissions.once("you", 1, asking.steps)) == [SENTENCE, Reply("c", 2)]
    assert list(submissions.once("me", 2, asking.steps)) == [SENTENCE, Reply("c", 3)]


def test_many_at_once_are_asked_once() -> None:
    submissions, asking = Submissions(), Asking()
    asking.may_end.clear()
    with ThreadPoolExecutor(8) as threads:
        sent = [threads.submit(lambda: list(submissions.once("me", 1, asking.steps))[-1]) for _ in range(8)]
        asking.may_end.set()

        assert {one.result() for one in sent} == {Reply("c", 1)}


def test_what_fails_or_is_broken_off_is_asked_again() -> None:
    submissions, asking = Submissions(), Asking()

    def failing() -> Iterator[Sentence | Reply]:
        yield SENTENCE
        raise ValueError

    assert submissions.is_new("me", 1)
    with pytest.raises(ValueError):
        list(submissions.once("me", 1, failing))
    assert submissions.is_new("me", 1)
    broken_off = submissions.once("me", 1, asking.steps)
    next(broken_off)
    del broken_off

    assert list(submissions.once("me", 1, asking.steps)) == [SENTENCE, Reply("c", 2)]


def test_the_oldest_are_forgotten_first_of_a_person_and_of_all() -> None:
    submissions = Submissions()
    for form in range(MOST_OF_A_PERSON + 1):
        assert submissions.is_new("me", form)
    assert [submissions.is_new("me", form) for form in (MOST_OF_A_PERSON, 1, 0)] == [False, False, True]
    for person in range(MOST_PERSONS):
        submissions.is_new(str(person), 0)

    assert submissions.is_new("me", MOST_OF_A_PERSON)
    assert not submissions.is_new(str(MOST_PERSONS - 1), 0)
