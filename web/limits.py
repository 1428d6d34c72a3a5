"""How often somebody may do something, counted over a sliding window in this process."""

import threading
import time
from collections import OrderedDict, deque
from collections.abc import Callable

MOST_KEYS = 10_000


class Limit:
    """At most `most` times in `seconds` for each key. Safe to share between threads."""

    def __init__(self, most: int, seconds: float, clock: Callable[[], float] = time.monotonic) -> None:
        self._most = most
        self._seconds = seconds
        self._clock = clock
        self._times: OrderedDict[str, deque[float]] = OrderedDict()
        self._lock = threading.Lock()

    def wait(self, key: str) -> float:
        """Return 0 and count this time, or how many seconds to wait where it would be once too often."""
        with self._lock:
            waiting = self._waiting(key)
            if not waiting:
                self._count(key)
            return waiting

    def take_back(self, key: str) -> None:
        """Count the last time no more."""
        with self._lock:
            if times := self._times.get(key):
                times.pop()

    def _waiting(self, key: str) -> float:
        now = self._clock()
        times = self._times.get(key, deque())
        while times and times[0] <= now - self._seconds:
            times.popleft()
        return times[0] + self._seconds - now if len(times) >= self._most else 0.0

    def _count(self, key: str) -> None:
        self._times.setdefault(key, deque()).append(self._clock())
        self._times.move_to_end(key)
        while len(self._times) > MOST_KEYS:
            self._times.popitem(last=False)
