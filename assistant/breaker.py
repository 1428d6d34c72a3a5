"""A circuit breaker: a model that failed several times in a row is left alone for a while."""

import threading
import time
from collections.abc import Callable


class CircuitBreaker:
    """Opens after `failures` in a row, and lets one call through each time `rest` seconds have passed since.

    Safe to share between threads.
    """

    def __init__(self, failures: int = 3, rest: float = 60, clock: Callable[[], float] = time.monotonic) -> None:
        self._most, self._rest, self._clock = failures, rest, clock
        self._failed = 0
        self._closed_until = 0.0
        self._lock = threading.Lock()

    def allows(self) -> bool:
        """Return whether a call may be made now; while it rests, one that tries whether the model is back."""
        with self._lock:
            if self._failed < self._most:
                return True
            if self._clock() < self._closed_until:
                return False
            self._closed_until = self._clock() + self._rest
            return True

    def failed(self) -> None:
        """Count a call that failed."""
        with self._lock:
            self._failed += 1
            self._closed_until = self._clock() + self._rest

    def succeeded(self) -> None:
        """Forget the calls that failed."""
        with self._lock:
            self._failed = 0
