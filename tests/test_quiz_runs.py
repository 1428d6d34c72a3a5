"""Runs of a quiz: what opens one, what is counted and of how many, and that all of it goes."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from quizzes import ALL, MATCH, MULTIPLE, ORDER, REFLECTIVE, SHORT, SINGLE, TRUE

from assistant.quizzes.answering import chosen, counted, lacking
from assistant.quizzes.quiz import Decision, Item
from assistant.quizzes.runs import FEWEST_PEOPLE, MOST_DAYS, MOST_RUNS, Runs, Totals, asked_as
from assistant.records import Records
from web.entrance import endings
from web.retention import forget
from web.serving_settings import ServingSettings
from web.this_machine import ThisMachine

QUIZ, OTHER = "0123456789ab", "ba9876543210"
NOW = datetime(2031, 5, 1, 12)


class Clock:
    def __init__(self) -> None:
        self.now = NOW

    def __call__(self) -> datetime:
        return self.now


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def runs(clock: Clock) -> Iterator[Runs]:
    records = Records()
    yield Runs(records, clock)
    records.close()


def opened(runs: Runs, quiz: str = QUIZ, days: int = 1) -> tuple[str, str]:
    """Return key and id of a new run."""
    key = runs.publish(quiz, days)
    assert key
    run = runs.opened(key)
    assert run
    return key, run.id


def test_a_key_opens_its_run_until_its_time_is_over(runs: Runs, clock: Clock) -> None:
    key, _ = opened(runs, days=2)
    run = runs.opened(key)
    assert run
    assert (run.quiz_id, run.made, run.ends) == (QUIZ, NOW, NOW + timedelta(days=2))
    assert [runs.opened(wrong) for wrong in ("", "x", key[:-1], key.upper(), "\ud800", run.id, run.key_hash)] == [
        None
    ] * 7

    clock.now += timedelta(days=2)

    assert (runs.opened(key), runs.of(QUIZ)) == (None, ())


def test_no_run_is_open_for_longer_than_is_said_nor_are_there_too_many(runs: Runs) -> None:
    for _ in range(MOST_RUNS):
        opened(runs, days=1_000)

    assert {run.ends - run.made for run in runs.of(QUIZ)} == {timedelta(days=MOST_DAYS)}
    assert runs.publish(QUIZ, 1) is None
    assert runs.publish(OTHER, 1)


def test_a_key_is_long_and_nothing_in_the_file_opens_the_quiz(tmp_path: Path) -> None:
    records = Records(f"sqlite:///{tmp_path / 'app.sqlite'}")
    key, _ = opened(Runs(records))
    records.close()

    assert len(key) >= 32  # of 64 letters: 192 bits
    assert [path.name for path in tmp_path.iterdir() if key.encode() in path.read_bytes()] == []


def test_totals_are_shown_so_many_people_at_a_time_that_nobodys_answer_can_be_told(runs: Runs) -> None:
    _, run = opened(runs)
    seen = []
    for person in range(2 * FEWEST_PEOPLE + 1):
        runs.count(run, SINGLE, [person % 2])
        seen.append(runs.totals(run).get(asked_as(SINGLE)))

    assert seen == [
        *[None] * 4,
        *[Totals(5, {0: 3, 1: 2})] * 5,
        *[Totals(10, {0: 5, 1: 5})] * 2,
    ]


def test_where_all_answered_alike_nothing_is_shown_before_the_next_five(runs: Runs) -> None:
    _, run = opened(runs)
    seen = []
    for chosen_by in [[1]] * 10 + [[0]] + [[1]] * 4:
        runs.count(run, SINGLE, chosen_by)
        seen.append(runs.totals(run).get(asked_as(SINGLE)))

    assert seen == [*[None] * 14, Totals(15, {0: 1, 1: 14})]


def test_where_nobody_matched_a_pair_as_the_review_did_nothing_is_shown_either(runs: Runs) -> None:
    _, run = opened(runs)
    for _ in range(FEWEST_PEOPLE):
        runs.count(run, MATCH, [])
    assert runs.totals(run) == {}

    for pairs in ([0], [], [], [], [0, 1, 2]):
        runs.count(run, MATCH, pairs)

    assert runs.totals(run) == {asked_as(MATCH): Totals(10, {0: 2, 1: 1, 2: 1})}


def test_answers_without_a_choice_count_people_alone(runs: Runs) -> None:
    _, run = opened(runs)
    for _ in range(FEWEST_PEOPLE):
        runs.count(run, SHORT, [])

    assert runs.totals(run) == {asked_as(SHORT): Totals(5, {})}


def test_everybody_in_a_room_is_counted_though_they_answer_at_once(tmp_path: Path) -> None:
    records = Records(f"sqlite:///{tmp_path / 'app.sqlite'}")
    runs = Runs(records)
    _, run = opened(runs)
    with ThreadPoolExecutor(25) as room:
        given = [(item, [0, 2] if n % 5 else [2]) for item in (MULTIPLE, MATCH) for n in range(25)]
        for answer in [room.submit(runs.count, run, *one) for one in given]:
            answer.result()

    shown = runs.totals(run)
    for item in (MULTIPLE, MATCH):
        # How many of the last are held back is a matter of who came when: five who came together may agree.
        many = shown[asked_as(item)].people
        assert many % FEWEST_PEOPLE == 0 and many >= 10
        assert shown[asked_as(item)].options[2] == many
        runs.count(run, item, [0])
        for _ in range(FEWEST_PEOPLE - 1):
            runs.count(run, item, [2])
    assert runs.totals(run) == {asked_as(item): Totals(30, {0: 21, 2: 29}) for item in (MULTIPLE, MATCH)}
    records.close()


def test_answers_to_other_words_are_not_added_up_and_decisions_change_nothing(runs: Runs) -> None:
    _, run = opened(runs)
    for item in (SINGLE, replace(SINGLE, decision=Decision.ACCEPTED, locked=True), replace(SINGLE, stem="Which?")):
        for person in range(FEWEST_PEOPLE):
            runs.count(run, item, [person % 2])

    assert runs.totals(run) == {
        asked_as(SINGLE): Totals(10, {0: 6, 1: 4}),
        asked_as(replace(SINGLE, stem="Which?")): Totals(5, {0: 3, 1: 2}),
    }


def test_ending_a_run_deletes_its_totals_and_touches_no_other(runs: Runs) -> None:
    (key, run), (_, second), (_, other) = opened(runs), opened(runs), opened(runs, OTHER)
    for one in (run, second, other):
        for person in range(FEWEST_PEOPLE):
            runs.count(one, TRUE, [person % 2])

    assert [runs.end(OTHER, run), runs.end(QUIZ, run), runs.end(QUIZ, run)] == [0, 1, 0]
    runs.count(run, TRUE, [0])

    assert (runs.opened(key), runs.totals(run)) == (None, {})
    assert [one.id for one in runs.of(QUIZ)] == [second]
    assert runs.end(QUIZ) == 1
    assert (runs.totals(second), bool(runs.totals(other))) == ({}, True)


def test_what_has_ended_is_deleted_with_all_else_that_is_kept_for_a_time() -> None:
    clock, records = Clock(), Records()
    clock.now -= timedelta(days=10_000)
    runs = Runs(records, clock)
    _, run = opened(runs)
    for person in range(FEWEST_PEOPLE):
        runs.count(run, TRUE, [person % 2])

    forget(endings(ServingSettings(), records, ThisMachine()))

    assert (runs.of(QUIZ), runs.totals(run)) == ((), {})


PLACES = st.lists(
    st.one_of(st.text(max_size=6), st.integers(-2, 12).map(str), st.sampled_from(["٣", "²", "1e3", " 1"]))
)


@given(st.sampled_from(ALL), PLACES)
def test_whatever_is_typed_names_places_of_the_item_or_nothing(item: Item, typed: list[str]) -> None:
    many = len(item.options or item.pairs or item.stages)

    answer = chosen(item, typed)

    assert all(place is None or 0 <= place < many for place in answer)
    assert len(answer) <= many
    if lacking(item, answer) is None:
        assert set(counted(item, answer)) <= set(range(many))


def test_an_answer_that_is_not_whole_says_what_is_wanting() -> None:
    assert lacking(SINGLE, ()) == "Choose one answer"
    assert lacking(SINGLE, (0, 1)) == "Choose one answer"
    assert lacking(MULTIPLE, ()) == "Choose at least one answer"
    assert lacking(MATCH, chosen(MATCH, ["0", "", "1"])) == "Choose a recommendation for each finding"
    assert lacking(ORDER, chosen(ORDER, ["0", "1", "2"])) == "Choose a place for each statement"
    assert lacking(ORDER, (0, 1, 2, 2)) == "Give each statement a place of its own"
    assert [lacking(item, ()) for item in (SHORT, REFLECTIVE)] == [None, None]
    assert [lacking(SINGLE, (2,)), lacking(MATCH, (0, 0, 0)), lacking(ORDER, (3, 2, 1, 0))] == [None, None, None]


def test_pairs_and_steps_count_where_they_stand_as_in_the_review() -> None:
    # Shown as second, third, first: what is chosen is named by where it is shown.
    assert counted(MATCH, (2, 1, 0)) == (0,)
    assert counted(MATCH, (2, 0, 1)) == (0, 1, 2)
    # Shown as third, first, fourth, second: given these places, all stand as they should.
    assert counted(ORDER, (2, 0, 3, 1)) == (0, 1, 2, 3)
    assert counted(ORDER, (2, 0, 1, 3)) == (0, 2)
    assert counted(MULTIPLE, (1, 3)) == (1, 3)
