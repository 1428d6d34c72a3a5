"""Who runs the language model. The only module that knows LangChain's chat models, and only once one is asked."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any, Protocol
from urllib.parse import urlsplit

if TYPE_CHECKING:
    from langchain_core.language_models import BaseChatModel

_TOO_MANY, _SERVER_FAULT = 429, 500
_LOCAL = {"127.0.0.1", "localhost", "::1"}


class ModelFault(Exception):
    """Raised where the model cannot be relied on for an answer; readers get the quotes alone, operators the text."""

    retryable = False


class ModelBusy(ModelFault):
    """Raised where asking once more may help: too many requests, a fault of the server, no connection."""

    retryable = True


class Provider(Protocol):
    """What is asked of whoever runs a model."""

    @property
    def label(self) -> str:
        """Return the model and its host, as pages name them."""

    def stream(self, instructions: str, text: str) -> Iterator[str]:
        """Yield the reply as it comes, empty pieces included. Raise ModelFault."""


@dataclass(frozen=True)
class ChatProvider:
    """A model as LangChain's `init_chat_model` names it, "provider:model"; `url` where it is not the provider's own.

    `connect` and `silent` are seconds: to be connected, and to hear nothing at all before the connection is given up.
    """

    model: str
    url: str | None = None
    key: str | None = None
    connect: float = 5
    silent: float = 15

    def __repr__(self) -> str:
        return f"ChatProvider({self.label})"

    @property
    def label(self) -> str:
        """Return the model and its host, as pages name them."""
        provider, _, name = self.model.partition(":")
        host = urlsplit(self.url).hostname if self.url else None
        where = "this machine" if host in _LOCAL else host or f"the servers of {provider}"
        return f"{name} at {where}" if host not in _LOCAL else f"{name} on {where}"

    @cached_property
    def _chat(self) -> "BaseChatModel":
        from langchain.chat_models import init_chat_model

        given = {"base_url": self.url, "api_key": self.key}
        # Only OpenAI's client takes the two apart; for the others the longer one is kept here, the rest in model.py.
        timeout = (self.connect, self.silent) if self.model.startswith("openai:") else self.silent
        options: dict[str, Any] = {name: value for name, value in given.items() if value}
        provider, _, name = self.model.partition(":")
        return init_chat_model(
            name, model_provider=provider, configurable_fields=None, timeout=timeout, max_retries=0, **options
        )

    def stream(self, instructions: str, text: str) -> Iterator[str]:
        """Yield the reply as it comes, empty pieces included. Raise ModelFault."""
        from langsmith import tracing_context

        # Whatever the environment says of tracing: questions go to the model that was configured and nowhere else.
        with _translated(), tracing_context(enabled=False):
            for piece in self._chat.stream([("system", instructions), ("human", text)]):
                yield str(piece.text)


@contextmanager
def _translated() -> Iterator[None]:
    """Turn whatever a provider's client raises into a ModelFault: every client has exceptions of its own."""
    try:
        yield
    except ImportError as fault:
        raise ModelFault(f"the provider's package is not installed ({fault})") from fault
    except Exception as fault:
        status = getattr(fault, "status_code", None)
        overloaded = isinstance(status, int) and (status == _TOO_MANY or status >= _SERVER_FAULT)
        again = overloaded or getattr(fault, "is_retryable", False) or isinstance(fault, OSError)
        told = f"{type(fault).__name__}, status {status}" if status else type(fault).__name__
        # Neither the provider's text nor the question in it may reach a log.
        raise (ModelBusy if again else ModelFault)(told) from fault
