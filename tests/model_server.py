"""A server that speaks the OpenAI chat-completions protocol on loopback, and misbehaves as it is told."""

import json
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

NEVER = 30  # seconds, longer than any limit that a test sets; the server's end cuts it short

Reply = Callable[["Exchange"], None]


class Exchange:
    """One request and the means to answer it, piece by piece or all at once."""

    def __init__(self, handler: BaseHTTPRequestHandler, body: dict[str, Any], closing: threading.Event) -> None:
        self._handler = handler
        self._closing = closing
        self.body = body

    @property
    def prompt(self) -> str:
        return "\n".join(message["content"] for message in self.body["messages"])

    def status(self, code: int, text: str = '{"error": {"message": "told to"}}') -> None:
        self._handler.send_response(code)
        self._handler.send_header("Content-Type", "application/json")
        self._handler.send_header("Content-Length", str(len(text.encode())))
        self._handler.end_headers()
        self._handler.wfile.write(text.encode())

    def begin(self, promised: int | None = None) -> None:
        """Send the head of a stream; `promised` bytes follow, where the stream is to be cut off before."""
        self._handler.send_response(200)
        self._handler.send_header("Content-Type", "text/event-stream")
        if promised:
            self._handler.send_header("Content-Length", str(promised))
        self._handler.end_headers()
        self._handler.wfile.flush()

    def piece(self, text: str) -> None:
        if not self.body.get("stream"):
            raise AssertionError("a piece was to be sent where no stream was asked for")
        self.raw(f"data: {json.dumps(_chunk({'role': 'assistant', 'content': text}))}\n\n")

    def raw(self, text: str) -> None:
        self._handler.wfile.write(text.encode())
        self._handler.wfile.flush()

    def end(self) -> None:
        self.raw(f"data: {json.dumps(_chunk({}, 'stop'))}\n\ndata: [DONE]\n\n")

    def wait(self, seconds: float) -> bool:
        """Return whether the server is still open after so long."""
        return not self._closing.wait(seconds)


def _chunk(delta: dict[str, str], finish: str | None = None) -> dict[str, object]:
    choice = {"index": 0, "delta": delta, "finish_reason": finish}
    return {"id": "c", "object": "chat.completion.chunk", "created": 1, "model": "m", "choices": [choice]}


def says(text: str) -> Reply:
    """Return the reply of a model that says this, streamed in pieces of seven characters where that was asked for."""

    def reply(exchange: Exchange) -> None:
        if not exchange.body.get("stream"):
            message = {"role": "assistant", "content": text}
            choice = {"index": 0, "message": message, "finish_reason": "stop"}
            whole = {"id": "c", "object": "chat.completion", "created": 1, "model": "m", "choices": [choice]}
            exchange.status(200, json.dumps(whole))
            return
        exchange.begin()
        for start in range(0, len(text), 7):
            exchange.piece(text[start : start + 7])
        exchange.end()

    return reply


def fails(code: int) -> Reply:
    return lambda exchange: exchange.status(code)


def cut_off(text: str) -> Reply:
    def reply(exchange: Exchange) -> None:
        exchange.begin(promised=1_000_000)
        exchange.piece(text)

    return reply


def silent(exchange: Exchange) -> None:
    """Take the question and say nothing at all, not even that it was heard."""
    exchange.wait(NEVER)


def no_first_token(exchange: Exchange) -> None:
    """Begin a stream and keep it alive without a word."""
    exchange.begin()
    while exchange.wait(0.05):
        exchange.raw(": keep-alive\n\n")


def falls_silent(text: str) -> Reply:
    def reply(exchange: Exchange) -> None:
        exchange.begin()
        exchange.piece(text)
        exchange.wait(NEVER)

    return reply


def trickles(exchange: Exchange) -> None:
    """Send a letter at a time and never end."""
    exchange.begin()
    while exchange.wait(0.05):
        exchange.piece("a")


def never_ends(exchange: Exchange) -> None:
    """Send as much as is taken."""
    exchange.begin()
    while exchange.wait(0):
        exchange.piece("word " * 200)


def broken_stream(exchange: Exchange) -> None:
    exchange.begin()
    exchange.raw("data: {not json\n\n")


class ModelServer:
    """Answers each request with the next of `replies`, the last one again and again."""

    def __init__(self) -> None:
        self.replies: list[Reply] = []
        self.asked: list[dict[str, Any]] = []
        self._closing = threading.Event()
        outer = self

        class Handler(BaseHTTPRequestHandler):
            def do_POST(self) -> None:
                outer._answer(self)

            def log_message(self, *_: object) -> None:
                pass

        self._http = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self._http.daemon_threads = True
        self._thread = threading.Thread(target=self._http.serve_forever, args=(0.02,), daemon=True)

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self._http.server_address[1]}/v1"

    def _answer(self, handler: BaseHTTPRequestHandler) -> None:
        body = json.loads(handler.rfile.read(int(handler.headers["Content-Length"])))
        self.asked.append(body)
        reply = self.replies.pop(0) if len(self.replies) > 1 else self.replies[0]
        with suppress(OSError):  # whoever asked has gone
            reply(Exchange(handler, body, self._closing))

    def open(self) -> None:
        self._thread.start()

    def close(self) -> None:
        self._closing.set()
        self._http.shutdown()
        self._http.server_close()
        self._thread.join()


@contextmanager
def serving() -> Iterator[ModelServer]:
    server = ModelServer()
    server.open()
    try:
        yield server
    finally:
        server.close()
