"""What is kept for a time is deleted when its time is over: when the server starts, and every hour."""

import asyncio
import logging
from collections.abc import Callable, Sequence

from starlette.concurrency import run_in_threadpool

EVERY_SECONDS = 3600

_log = logging.getLogger(__name__)

Forgets = Callable[[], int]


def forget(jobs: Sequence[Forgets]) -> int:
    """Delete what is over; return how many things. A job that fails is told and tried again the next time."""
    gone = 0
    for job in jobs:
        try:
            gone += job()
        except Exception as fault:  # whatever it was, the others are deleted, and this one the next time
            _log.error("what is over could not be deleted: %s", type(fault).__qualname__)
    return gone


async def keep_forgetting(jobs: Sequence[Forgets], every: float = EVERY_SECONDS) -> None:
    """Delete what is over, now and again and again, until cancelled."""
    while True:
        await run_in_threadpool(forget, jobs)
        await asyncio.sleep(every)
