"""How often one person may ask, and how many questions are answered at once."""

import asyncio
import threading
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path

import pytest
from fastapi import FastAPI
from httpx import Response
from starlette.testclient import TestClient
from website import OWN, SETTINGS, ScriptedAssistant, briefing, fields, open_live, words

from assistant.answer import Answer
from vectorstore.live import LiveIndex
from web.app import create_app
from web.limits import Limit
from web.places import Full, Places


class Clock:
    def __init__(self) -> None:
        self.now = 100.0

    def __call__(self) -> float:
        return self.now


def test_so_many_in_a_window_and_the_next_when_the_first_leaves_it() -> None:
    clock = Clock()
    limit = Limit(2, 60, clock)

    assert limit.wait("ann") == 0
    clock.now += 10
    assert limit.wait("ann") == 0
    assert limit.wait("ann") == 50
    assert limit.wait("ben") == 0
    clock.now += 50
    assert limit.wait("ann") == 0
    assert limit.wait("ann") == 10
    limit.take_back("ann")
    assert limit.wait("ann") == 0


def test_places_are_handed_on_in_the_order_of_those_who_wait() -> None:
    order: list[int] = []

    async def one(places: Places, number: int, held: asyncio.Event) -> None:
        async with places.place():
            order.append(number)
            await held.wait()

    async def scene() -> None:
        places, held = Places(1, 2), asyncio.Event()
        tasks = [asyncio.create_task(one(places, number, held)) for number in range(3)]
        await asyncio.sleep(0)
        await asyncio.sleep(0)
        with pytest.raises(Full):
            async with places.place():
                pass
        tasks[1].cancel()
        await asyncio.sleep(0)
        held.set()
        await asyncio.gather(*tasks, return_exceptions=True)
        async with places.place():
            order.append(9)

    asyncio.run(scene())

    assert order == [0, 2, 9]


@pytest.fixture
def live(tmp_path: Path) -> Iterator[LiveIndex]:
    live = open_live(tmp_path, [briefing()])
    yield live
    live.close()


def test_the_question_too_many_is_told_when_it_can_be_asked_and_given_back(live: LiveIndex) -> None:
    assistant = ScriptedAssistant()
    app = create_app(assistant, live, replace(SETTINGS, questions_a_minute=2))
    client = TestClient(app, headers={"Accept": "text/html"})

    def send() -> Response:
        form = fields(client.get("/").text) | {"question": "What about the nurse?"}
        return client.post("/ask", data=form, headers=OWN, follow_redirects=False)

    assert [send().status_code for _ in range(2)] == [303, 303]
    refused = send()
    program = client.post("/api/ask", json={"question": "q"}, headers={"Accept": "application/json"})

    assert (refused.status_code, program.status_code) == (429, 429)
    assert 1 <= int(refused.headers["retry-after"]) <= 60
    assert words(refused.text, "textarea") == "What about the nurse?"
    assert program.headers["content-type"] == "application/problem+json"
    assert len(assistant.asked) == 2


class Slow(ScriptedAssistant):
    """Answers when it is let go."""

    def __init__(self) -> None:
        super().__init__()
        self.go = threading.Event()

    def ask(self, *args: object, **more: object) -> Answer:
        assert self.go.wait(60)
        return super().ask(*args, **more)  # type: ignore[arg-type]


def test_who_comes_when_as_many_wait_as_may_is_told_to_come_again(live: LiveIndex) -> None:
    slow = Slow()
    app: FastAPI = create_app(slow, live, SETTINGS)
    app.state.parts = replace(app.state.parts, places=Places(1, 2))
    with TestClient(app) as client, ThreadPoolExecutor(4) as pool:
        asked = [pool.submit(client.post, "/api/ask", json={"question": "q"}) for _ in range(3)]
        until = time.monotonic() + 30
        while app.state.parts.places.left:
            assert time.monotonic() < until
            time.sleep(0.01)
        refused = client.post("/api/ask", json={"question": "q"})
        slow.go.set()
        answers = [one.result().status_code for one in asked]

    assert (refused.status_code, refused.headers["retry-after"]) == (503, "3")
    assert refused.json()["title"] == "Too many people are asking now"
    assert answers == [200, 200, 200]
