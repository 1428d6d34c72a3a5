"""What a conversation keeps, and for how long."""

import pytest

from assistant.answer import Answer, Status
from assistant.conversation import MOST_CONVERSATIONS, MOST_TURNS, Conversations, Turn

ANSWER = Answer(Status.ANSWERED, "“Eleven appointments were missed.” [1]")


def questions(conversations: Conversations, conversation_id: str) -> list[str | None]:
    return [turn.question for turn in conversations.turns(conversation_id)]


def test_turns_are_kept_in_order_and_apart_by_conversation() -> None:
    conversations = Conversations()
    conversations.add("a", "What were the findings?", ANSWER)
    conversations.add("b", "Which agencies?", ANSWER)
    conversations.add("a", "and the actions?", ANSWER)

    assert conversations.turns("a") == (Turn("What were the findings?", ANSWER), Turn("and the actions?", ANSWER))
    assert (questions(conversations, "b"), conversations.turns("unknown")) == (["Which agencies?"], ())


@pytest.mark.parametrize("status", [Status.LIVE_CASE, Status.IDENTIFICATION, Status.PERSONAL_DATA])
def test_of_what_must_not_be_kept_the_status_stays_and_the_words_go(status: Status) -> None:
    conversations, answer = Conversations(), Answer(status, "Call 999.")

    conversations.add("a", "words about somebody", answer)

    assert conversations.turns("a") == (Turn(None, answer),)


def test_a_long_conversation_forgets_its_first_turns() -> None:
    conversations = Conversations()
    for number in range(MOST_TURNS + 2):
        conversations.add("a", f"question {number}", ANSWER)

    assert questions(conversations, "a") == [f"question {number}" for number in range(2, MOST_TURNS + 2)]


def test_of_too_many_conversations_those_are_forgotten_that_rested_longest() -> None:
    conversations = Conversations()
    for number in range(MOST_CONVERSATIONS):
        conversations.add(f"c{number}", "first", ANSWER)
    conversations.add("c0", "second", ANSWER)

    conversations.add("one more", "first", ANSWER)

    kept = [name for name in ("c0", "c1", "c2", "one more") if conversations.turns(name)]
    assert (kept, questions(conversations, "c0")) == (["c0", "c2", "one more"], ["first", "second"])


def test_ids_of_conversations_cannot_be_guessed() -> None:
    conversations = Conversations()
    ids = {conversations.start() for _ in range(100)}

    assert len(ids) == 100 and min(map(len, ids)) >= 22
