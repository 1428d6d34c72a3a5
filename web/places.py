"""How many are answered at once, and how many wait for it."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

# An answer of our own keeps a processor busy: more of them at once make every one of them late.
AT_ONCE, WAITING = 2, 10
# An answer with a language model mostly waits for it.
WITH_A_MODEL, WAITING_FOR_A_MODEL = 8, 12


class Full(Exception):
    """Everywhere is taken, and as many wait as may wait."""


class Places:
    """So many at once, and so many who wait for a place in the order in which they came.

    For one event loop: the count changes only between its steps.
    """

    def __init__(self, at_once: int = AT_ONCE, waiting: int = WAITING) -> None:
        self._at_once = asyncio.Semaphore(at_once)
        self._left = at_once + waiting

    @classmethod
    def for_model(cls, model: str | None) -> "Places":
        """Return as many places as answers need that a language model, if there is one, takes part in."""
        return cls(WITH_A_MODEL, WAITING_FOR_A_MODEL) if model else cls()

    @property
    def left(self) -> int:
        """Return how many more would be let in, to be answered or to wait."""
        return self._left

    @asynccontextmanager
    async def place(self) -> AsyncIterator[None]:
        """Hold a place for the length of the block. Raise Full where too many wait already."""
        if not self._left:
            raise Full
        self._left -= 1
        try:
            async with self._at_once:
                yield
        finally:
            self._left += 1
