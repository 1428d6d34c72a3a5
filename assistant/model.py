"""A language model that is asked with limits: how long it may take, how often it is tried, when it is left alone."""

import threading
import time
from collections.abc import Iterator
from dataclasses import dataclass
from queue import Empty, SimpleQueue

from assistant.breaker import CircuitBreaker
from assistant.model_settings import ModelSettings
from assistant.provider import ChatProvider, ModelBusy, ModelFault, Provider

MOST_AT_ONCE = 8


@dataclass(frozen=True, slots=True)
class Limits:
    """How long the model may take, in seconds: for its first word, between two pieces, and in all for one question."""

    first: float = 15
    between: float = 10
    total: float = 30


class LanguageModel:
    """One configured model. Safe to share between threads; at most `MOST_AT_ONCE` calls are under way."""

    def __init__(self, provider: Provider, limits: Limits, breaker: CircuitBreaker | None = None) -> None:
        self._provider = provider
        self._limits = limits
        self._breaker = breaker or CircuitBreaker()
        self._places = threading.BoundedSemaphore(MOST_AT_ONCE)

    @property
    def label(self) -> str:
        """Return the model and its host, as pages name them."""
        return self._provider.label

    def deadline(self) -> float:
        """Return until when a question that is asked now may be worked on, on the monotonic clock."""
        return time.monotonic() + self._limits.total

    def stream(self, instructions: str, text: str, deadline: float) -> Iterator[str]:
        """Yield the reply as it comes, without empty pieces. Raise ModelFault, also after some of it."""
        if not self._breaker.allows():
            raise ModelFault("it failed several times in a row and is left alone for a while")
        try:
            yield from self._tried_twice(instructions, text, deadline)
        except ModelFault:
            self._breaker.failed()
            raise
        except GeneratorExit:  # whoever reads has enough
            self._breaker.succeeded()
            raise
        self._breaker.succeeded()

    def _tried_twice(self, instructions: str, text: str, deadline: float) -> Iterator[str]:
        """Yield the reply, asked for once more where nothing had come and asking again may help."""
        has_begun = False
        try:
            for piece in self._once(instructions, text, deadline):
                has_begun = True
                yield piece
        except ModelBusy:
            if has_begun:
                raise
            yield from self._once(instructions, text, deadline)

    def _once(self, instructions: str, text: str, deadline: float) -> Iterator[str]:
        if not self._places.acquire(blocking=False):
            raise ModelFault("too many calls are under way")
        heard: SimpleQueue[str | ModelFault | None] = SimpleQueue()
        stop = threading.Event()
        # A thread of its own, since no client's own limits cover a reply that trickles; it ends with its connection.
        threading.Thread(target=self._listen, args=(instructions, text, heard, stop), daemon=True).start()
        try:
            wait = self._limits.first
            while (piece := _next(heard, min(wait, deadline - time.monotonic()))) is not None:
                yield piece
                wait = self._limits.between
        finally:
            stop.set()

    def _listen(
        self, instructions: str, text: str, heard: "SimpleQueue[str | ModelFault | None]", stop: threading.Event
    ) -> None:
        try:
            for piece in self._provider.stream(instructions, text):
                if stop.is_set():
                    return
                if piece:
                    heard.put(piece)
            heard.put(None)
        except ModelFault as fault:
            heard.put(fault)
        finally:
            self._places.release()


def configured(settings: ModelSettings) -> LanguageModel | None:
    """Return the model that the settings name, None where they name none. Nothing is loaded or reached yet."""
    if settings.model is None:
        return None
    silent = max(settings.model_first_seconds, settings.model_between_seconds)
    key = settings.model_key.get_secret_value() if settings.model_key else None
    provider = ChatProvider(settings.model, settings.model_url, key, settings.model_connect_seconds, silent)
    limits = Limits(settings.model_first_seconds, settings.model_between_seconds, settings.model_total_seconds)
    return LanguageModel(provider, limits)


def _next(heard: "SimpleQueue[str | ModelFault | None]", wait: float) -> str | None:
    """Return the next piece, None at the end. Raise ModelFault where it does not come in time."""
    if wait <= 0:
        raise ModelFault("it took too long in all")
    try:
        piece = heard.get(timeout=wait)
    except Empty:
        raise ModelFault("it was silent for too long") from None
    if isinstance(piece, ModelFault):
        raise piece
    return piece
