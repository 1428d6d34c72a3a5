"""Conversations that are kept for some days: what is kept, for whom, and that it goes."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from starlette.testclient import TestClient
from website import (
    OWN,
    SETTINGS,
    ScriptedAssistant,
    answered,
    ask,
    briefing,
    citation,
    newsletter,
    open_live,
    soup,
    words,
)

from assistant.answer import Answer, Status
from assistant.conversation import Turn
from assistant.filters import Filters
from assistant.history import Entry, History
from assistant.records import Records
from vectorstore.live import LiveIndex
from web.app import create_app
from web.entrance import endings
from web.own_data import conversations_of
from web.person import Person, Role
from web.retention import forget
from web.serving_settings import ServingSettings
from web.this_machine import ThisMachine

HTML = {"Accept": "text/html"}
NOW = datetime(2031, 5, 1, 12)
FOUND = answered(citation(briefing(), 4), answer="Said [1]", notices=("Fictional sample.",), suggestions=("More?",))


class Clock:
    def __init__(self) -> None:
        self.now = NOW

    def __call__(self) -> datetime:
        return self.now


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def history(clock: Clock) -> History:
    return History(Records(), 30, clock)


def keep(history: History, owner: str, question: str, answer: Answer = FOUND, name: str = "") -> str:
    conversation = name or history.start()
    history.add(conversation, question, answer, Filters(theme="neglect"))
    history.own(conversation, owner)
    return conversation


def test_a_turn_comes_back_as_it_was(history: History) -> None:
    conversation = keep(history, "ann", "What was found?")

    assert history.turns(conversation) == (Turn("What was found?", FOUND, Filters(theme="neglect")),)


@pytest.mark.parametrize("status", [Status.LIVE_CASE, Status.PERSONAL_DATA, Status.IDENTIFICATION])
def test_of_a_question_that_must_not_be_kept_only_status_and_time_are(tmp_path: Path, status: Status) -> None:
    records = Records(f"sqlite:///{tmp_path / 'app.sqlite'}")
    history = History(records, 30)
    keep(history, "ann", "a wintergreen question", Answer(status, "Call 999."))
    records.close()

    kept = b"".join(path.read_bytes() for path in tmp_path.iterdir())
    assert b"wintergreen" not in kept
    assert status.value.encode() in kept


@pytest.mark.parametrize("status", [Status.LIVE_CASE, Status.PERSONAL_DATA, Status.IDENTIFICATION])
def test_what_such_a_question_was_narrowed_to_is_not_kept_either(history: History, status: Status) -> None:
    conversation = history.start()
    history.add(conversation, "q", Answer(status, "Call 999."), Filters(review="a wintergreen name"))

    assert history.turns(conversation) == (Turn(None, Answer(status, "Call 999.")),)


def test_what_quotes_an_erased_document_goes_and_the_rest_stays_in_its_order(history: History) -> None:
    conversation = keep(history, "ann", "One?", answered(citation(newsletter(), 0), answer="x"))
    keep(history, "ann", "Two?", FOUND, conversation)
    keep(history, "ann", "Three?", Answer(Status.NOT_FOUND, "No."), conversation)

    assert history.forget_document("zed-briefing") == 1
    keep(history, "ann", "Four?", Answer(Status.NOT_FOUND, "No."), conversation)
    assert [turn.question for turn in history.turns(conversation)] == ["One?", "Three?", "Four?"]


def test_more_turns_than_a_page_shows_are_handed_over(history: History) -> None:
    conversation = keep(history, "ann", "0")
    for number in range(1, 60):
        keep(history, "ann", str(number), Answer(Status.NOT_FOUND, "No."), conversation)

    [kept] = conversations_of(history, "ann", {"zed-briefing"})
    turns = kept["turns"]
    assert isinstance(turns, list)
    assert [turn["question"] for turn in turns] == [str(number) for number in range(60)]
    assert turns[0]["answer"] == {"status": "answered"}


def test_the_file_is_its_owners_alone_and_what_was_deleted_is_not_in_its_log(tmp_path: Path) -> None:
    records = Records(f"sqlite:///{tmp_path / 'app.sqlite'}")
    history = History(records, 30)
    conversation = keep(history, "ann", "a wintergreen question")
    assert {path.stat().st_mode & 0o777 for path in tmp_path.iterdir()} == {0o600}

    history.forget("ann", conversation)

    assert b"wintergreen" not in b"".join(path.read_bytes() for path in tmp_path.iterdir())
    records.close()


def test_what_was_kept_goes_also_when_nothing_is_kept_any_more(tmp_path: Path) -> None:
    records = Records()
    conversation = keep(History(records, 30), "ann", "One?")

    forget(endings(ServingSettings(history_days=0), records, ThisMachine()))

    assert History(records, 30).turns(conversation) == ()


def test_the_list_is_of_ones_own_and_the_latest_comes_first(history: History, clock: Clock) -> None:
    first = keep(history, "ann", "One?")
    clock.now += timedelta(minutes=1)
    second = keep(history, "ann", "Two?")
    keep(history, "ben", "Three?")
    clock.now += timedelta(minutes=1)
    keep(history, "ann", "Four?", name=first)

    assert history.of("ann") == (
        Entry(first, None, "One?", 2, NOW + timedelta(minutes=2)),
        Entry(second, None, "Two?", 1, NOW + timedelta(minutes=1)),
    )
    assert history.rename("ann", second, "For supervision")
    assert history.of("ann")[1].name == "For supervision"


@pytest.mark.parametrize("status", [Status.LIVE_CASE, Status.PERSONAL_DATA, Status.IDENTIFICATION])
def test_a_conversation_of_nothing_that_could_be_kept_is_a_row_that_says_why(history: History, status: Status) -> None:
    conversation = keep(history, "ann", "a wintergreen question", Answer(status, "Call 999."))
    assert history.of("ann") == (Entry(conversation, None, None, 1, NOW, status),)

    keep(history, "ann", "What was found?", name=conversation)
    assert history.of("ann") == (Entry(conversation, None, "What was found?", 2, NOW),)


def test_what_an_erased_document_leaves_empty_is_no_row(history: History) -> None:
    emptied = keep(history, "ann", "One?")
    history.rename("ann", emptied, "Wintergreen")
    kept = keep(history, "ann", "Two?", Answer(Status.NOT_FOUND, "No."))

    assert history.forget_document("zed-briefing") == 1
    assert [entry.id for entry in history.of("ann")] == [kept]
    assert not history.owns("ann", emptied)


def test_nobody_reads_names_or_deletes_the_conversation_of_another(history: History) -> None:
    conversation = keep(history, "ann", "One?")

    assert not history.owns("ben", conversation)
    assert not history.owns("", conversation)
    assert not history.rename("ben", conversation, "mine")
    assert history.forget("ben", conversation) == 0
    assert history.forget("ben") == 0
    assert history.owns("ann", conversation)


def test_a_conversation_goes_when_its_days_are_over_also_before_it_is_deleted(history: History, clock: Clock) -> None:
    old = keep(history, "ann", "One?")
    clock.now += timedelta(days=20)
    young = keep(history, "ann", "Two?")
    clock.now += timedelta(days=11)

    assert history.turns(old) == ()
    assert not history.owns("ann", old)
    assert [entry.id for entry in history.of("ann")] == [young]
    assert forget([history.forget_old]) == 1
    assert history.turns(young) != ()


def test_what_is_deleted_is_gone_with_its_turns(tmp_path: Path) -> None:
    records = Records(f"sqlite:///{tmp_path / 'app.sqlite'}")
    history = History(records, 30)
    keep(history, "ann", "a wintergreen question")

    assert history.forget("ann") == 1
    records.close()
    assert b"wintergreen" not in (tmp_path / "app.sqlite").read_bytes()


@pytest.fixture
def live(tmp_path: Path) -> Iterator[LiveIndex]:
    live = open_live(tmp_path, [briefing()])
    yield live
    live.close()


class Ann:
    """Everybody is Ann or whoever is named."""

    stranger = ThisMachine().stranger
    knows_people = True

    def __init__(self, name: str) -> None:
        self.name = name

    def person(self, request: object, session: object) -> Person:
        return Person(self.name, self.name, Role.PRACTITIONER)

    def record(self, person: Person, did: str, about: str) -> None:
        pass


class Keeping(ScriptedAssistant):
    """Keeps its conversations in the history."""

    def __init__(self, history: History) -> None:
        super().__init__()
        self.conversations = history  # type: ignore[assignment]

    def ask(self, question: str, *args: object, **more: object) -> Answer:  # type: ignore[override]
        conversation = args[0] if args and args[0] else self.conversations.start()
        said = self.answers.get(question, FOUND)
        assert isinstance(said, Answer)
        self.conversations.add(str(conversation), question, said, Filters())
        return Answer(**{n: getattr(said, n) for n in Answer.__dataclass_fields__} | {"conversation_id": conversation})


def browser(live: LiveIndex, history: History | None, name: str = "ann") -> TestClient:
    assistant = Keeping(history) if history else ScriptedAssistant()
    return TestClient(create_app(assistant, live, SETTINGS, access=Ann(name), history=history), headers=HTML)


def test_a_kept_conversation_is_listed_gone_on_with_and_deleted(live: LiveIndex) -> None:
    history = History(Records(), 30)
    client = browser(live, history)
    address = ask(client, "What was found?").partition("#")[0]

    # Another process, as after a restart.
    again = browser(live, history)
    page = again.get("/history").text
    assert words(page, ".card h2") == "What was found?"
    assert str(soup(page).select_one(".card h2 a")["href"]) == address  # type: ignore[index]
    assert "What was found?" in again.get(address).text
    token = str(soup(page).select_one("input[name=token]")["value"])  # type: ignore[index]
    kept = address.rpartition("/")[2]
    details = {"token": token, "name": "Kyle Smith, born 3/4/2015"}
    assert again.post(f"/history/{kept}/name", data=details, headers=OWN).status_code == 422
    again.post(f"/history/{kept}/name", data={"token": token, "name": "For supervision"}, headers=OWN)
    assert words(again.get("/history").text, ".card h2") == "For supervision"
    sure = again.get("/history?clear=yes").text
    assert "Delete all 1 conversation?" in words(sure, "form.notice")
    again.post("/history/delete", data={"token": token}, headers=OWN)
    assert "Nothing is kept yet." in words(again.get("/history").text)
    assert again.get(address).status_code == 404


def test_a_question_on_a_live_case_is_a_row_and_a_page_without_a_word_of_it(live: LiveIndex) -> None:
    history = History(Records(), 30)
    client = browser(live, history)
    client.app.state.parts.assistant.answers = {"wintergreen": Answer(Status.LIVE_CASE, "Call 999 now.")}  # type: ignore[attr-defined]
    shown = client.get(ask(client, "wintergreen")).text
    rows = client.get("/history").text

    said = "Not kept: this question was taken for one about a live case"
    assert words(shown, "article h2") == f"Question 1 {said}" and words(rows, ".card h2") == said
    assert words(rows, ".card p").startswith("1 question, the last on ")
    assert "This conversation is kept" not in words(shown, "main")
    assert "wintergreen" not in shown + rows + client.get("/history.json").text


def test_the_pages_of_history_are_closed_to_others(live: LiveIndex) -> None:
    history = History(Records(), 30)
    address = ask(browser(live, history), "What was found?").partition("#")[0]
    other = browser(live, history, "ben")
    token = str(soup(other.get("/").text).select_one("input[name=token]")["value"])  # type: ignore[index]
    kept = address.rpartition("/")[2]

    assert "What was found?" not in other.get("/history").text
    assert other.get("/history.json").json() == []
    assert other.get(address).status_code == 404
    for what in ("name", "delete"):
        sent = other.post(f"/history/{kept}/{what}", data={"token": token, "name": "x"}, headers=OWN)
        assert sent.status_code == 404
    assert history.owns("ann", kept)


def test_everything_that_is_kept_can_be_taken_away(live: LiveIndex) -> None:
    history = History(Records(), 30)
    client = browser(live, history)
    ask(client, "What was found?")

    [conversation] = client.get("/history.json").json()

    assert conversation["turns"][0]["question"] == "What was found?"
    assert conversation["turns"][0]["answer"]["citations"][0]["quote"] == FOUND.citations[0].quote


def test_where_nothing_is_kept_the_page_says_so_and_no_page_leads_to_it(live: LiveIndex) -> None:
    client = browser(live, None)

    assert words(client.get("/history").text, "h1") == "No conversations are kept"
    assert 'href="/history"' not in client.get("/").text
    assert 'href="/history"' in browser(live, History(Records(), 1)).get("/").text
