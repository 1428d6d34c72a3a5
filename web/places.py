"""How many are answered at once, and how many wait for it."""

from collections import deque
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import anyio

AT_ONCE, WAITING = 4, 10


class Full(Exception):
    """Everywhere is taken, and as many wait as may wait."""


class Places:
    """So many at once, and so many who wait for a place in the order in which they came.

    For one event loop: the counts change only between its steps.
    """

    def __init__(self, at_once: int = AT_ONCE, waiting: int = WAITING) -> None:
        self._free = at_once
        self._most_waiting = waiting
        self._waiting: deque[anyio.Event] = deque()

    @asynccontextmanager
    async def place(self) -> AsyncIterator[None]:
        """Hold a place for the length of the block. Raise Full where too many wait already."""
        if not self._free:
            if len(self._waiting) >= self._most_waiting:
                raise Full
            await self._turn()
        else:
            self._free -= 1
        try:
            yield
        finally:
            self._leave()

    async def _turn(self) -> None:
        """Wait until whoever leaves hands over their place."""
        turn = anyio.Event()
        self._waiting.append(turn)
        try:
            await turn.wait()
        except BaseException:
            if turn.is_set():
                self._leave()
            else:
                self._waiting.remove(turn)
            raise

    def _leave(self) -> None:
        if self._waiting:
            self._waiting.popleft().set()
        else:
            self._free += 1
