"""Many who ask at once: everybody is answered or told when to come again, and nothing else happens."""

import asyncio
import json
import os
import statistics
import time
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path

import httpx
import pytest
from serving import workers
from shelf import release
from website import briefing, newsletter

from vectorstore.data import DataDirectory
from vectorstore.embedder import load_embedder

SOAK = bool(os.environ.get("SOAK"))
CHATS, QUESTIONS_EACH = (100, 5) if SOAK else (30, 2)
MOST_TRIES = 60
QUESTIONS = [
    json.loads(line)["question"]
    for line in (Path(__file__).parents[1] / "evals/questions/sample.jsonl").read_text(encoding="utf-8").splitlines()
][:50]


@dataclass
class Crowd:
    """What everybody got."""

    seconds: list[float] = field(default_factory=list)
    statuses: Counter[int] = field(default_factory=Counter)
    told_when: Counter[str] = field(default_factory=Counter)
    given_up: int = 0


async def chat(client: httpx.AsyncClient, number: int, crowd: Crowd) -> None:
    for turn in range(QUESTIONS_EACH):
        question = QUESTIONS[(number * QUESTIONS_EACH + turn) % len(QUESTIONS)]
        for _ in range(MOST_TRIES):
            began = time.perf_counter()
            response = await client.post("/api/ask", json={"question": question})
            crowd.statuses[response.status_code] += 1
            if response.status_code != 503:
                crowd.seconds.append(time.perf_counter() - began)
                break
            crowd.told_when[response.headers.get("retry-after", "nothing")] += 1
            await asyncio.sleep(float(response.headers.get("retry-after", "1")))
        else:
            crowd.given_up += 1


async def everybody(address: str) -> Crowd:
    crowd, limits = Crowd(), httpx.Limits(max_connections=CHATS)
    async with httpx.AsyncClient(base_url=address, timeout=120, limits=limits) as client:
        await asyncio.gather(*(chat(client, number, crowd) for number in range(CHATS)))
    return crowd


@pytest.fixture
def crowd(tmp_path: Path) -> Crowd:
    if not SOAK:  # there the server loads the sample
        release(DataDirectory(tmp_path), [briefing(), newsletter()], load_embedder())
    with workers(tmp_path) as [address]:
        return asyncio.run(everybody(address))


def test_everybody_is_answered_in_the_end_or_told_when_to_come_again(crowd: Crowd) -> None:
    p95 = statistics.quantiles(crowd.seconds, n=20)[-1]
    print(
        f"{CHATS} chats of {QUESTIONS_EACH} questions: {dict(crowd.statuses)}; of those that were let in, median "
        f"{statistics.median(crowd.seconds):.2f} s, 95th percentile {p95:.2f} s"
    )

    assert set(crowd.statuses) <= {200, 503}
    assert set(crowd.told_when) <= {"3"}
    assert (crowd.statuses[200], crowd.given_up) == (CHATS * QUESTIONS_EACH, 0)
