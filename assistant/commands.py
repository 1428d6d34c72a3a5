"""The command `ask`: one question, or a file of them, without a browser."""

import json
import re
import sys
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import AbstractContextManager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from assistant.answer import READ_BY_OCR
from assistant.typed import MOST_CHARACTERS, clean
from prompts.render import render

if TYPE_CHECKING:
    from assistant.answer import Answer, Citation
    from assistant.assistant import Assistant

OVERRIDE = render("published_name")
_MARKUP = re.compile(r"\\(.)|\*\*", re.DOTALL)


class Unaskable(ValueError):
    """Raised for what is no question that can be asked; the text says why."""


def add_ask(app: typer.Typer, opened: "Callable[[], AbstractContextManager[Assistant]]") -> None:
    """Add the command `ask`; `opened` gives the assistant with its index for the time of the command."""

    @app.command()
    def ask(
        question: Annotated[str | None, typer.Argument(help="What you want to know from the reviews.")] = None,
        as_json: Annotated[bool, typer.Option("--json", help="Print the whole answer object.")] = False,
        published_name: Annotated[
            bool, typer.Option("--published-name", help=f"{OVERRIDE}. It counts for nothing on a live case.")
        ] = False,
        batch: Annotated[
            Path | None,
            typer.Option(
                help="Answer a file of questions, one JSON object a line; prints one answer object a line.",
                exists=True,
                dir_okay=False,
            ),
        ] = None,
    ) -> None:
        """Ask the loaded reviews a question and read the answer with its sources."""
        if (question is None) == (batch is None):
            raise typer.BadParameter("give either a QUESTION or --batch FILE.jsonl")
        if published_name and batch is not None:
            raise typer.BadParameter("--published-name is said of one QUESTION, not of a file of them")
        with opened() as assistant:
            if batch is not None:
                for record in answer_batch(assistant, batch.read_bytes().split(b"\n")):
                    _write(json.dumps(record, ensure_ascii=False))
            elif question is not None:
                _answer_one(assistant, question, as_json, published_name)


def answer_batch(assistant: "Assistant", lines: Iterable[bytes]) -> Iterator[dict[str, object]]:
    """Yield one answer record a line, in order; a line that fails gives status `unavailable`, and the rest go on."""
    for line in lines:
        if line.strip():
            yield _answer_line(assistant, line)


def _answer_line(assistant: "Assistant", line: bytes) -> dict[str, object]:
    began, identity = time.perf_counter(), None
    try:
        asked = _read(line)
        identity, conversation = asked.get("id"), None
        for earlier in _history(asked):
            conversation = assistant.ask(earlier, conversation).conversation_id
        question, began = _checked(asked.get("question")), time.perf_counter()
        record = assistant.ask(question, conversation).to_record()
    except Exception as fault:  # the boundary that the contract names: whatever fails, the run goes on
        record = _failed(fault).to_record()
    return {"id": identity, **record, "seconds": round(time.perf_counter() - began, 4)}


def _read(line: bytes) -> dict[str, object]:
    try:
        # Some editors begin a file with a byte order mark.
        asked = json.loads(line.decode("utf-8-sig"))
    except ValueError as fault:
        raise Unaskable(f"the line is not JSON in UTF-8 ({fault})") from fault
    if not isinstance(asked, dict):
        raise Unaskable("the line is no JSON object")
    return asked


def _history(asked: dict[str, object]) -> list[str]:
    """Return the earlier questions of the conversation; none where there is no history."""
    history = asked.get("history") or []
    if not isinstance(history, list) or not all(isinstance(earlier, dict) for earlier in history):
        raise Unaskable('the history is no list of {"q": "…"}')
    return [_checked(earlier.get("q")) for earlier in history]


def _checked(question: object) -> str:
    """Return the question as it is asked. Raise Unaskable where it cannot be."""
    cleaned = clean(question) if isinstance(question, str) else ""
    if not cleaned:
        raise Unaskable("the question is empty or no text")
    if len(cleaned) > MOST_CHARACTERS:
        raise Unaskable(f"the question is longer than {MOST_CHARACTERS:,} characters")
    return cleaned


def _failed(fault: Exception) -> "Answer":
    from assistant.answer import Answer, Status

    if isinstance(fault, Unaskable):
        return Answer(Status.UNAVAILABLE, f"This cannot be asked: {fault}.")
    return Answer(
        Status.UNAVAILABLE, f"This could not be answered, the fault is ours ({type(fault).__name__}: {fault})."
    )


def _answer_one(assistant: "Assistant", question: str, as_json: bool, published_name: bool) -> None:
    try:
        asked = _checked(question)
    except Unaskable as fault:
        raise typer.BadParameter(str(fault)) from fault
    answer = assistant.ask(asked, published_name=published_name)
    _write(json.dumps(answer.to_record(), ensure_ascii=False, indent=2) if as_json else told(answer))


def told(answer: "Answer") -> str:
    """Return an answer as a terminal shows it: notices, answer, sources. What the answer itself says is said once."""
    notices = [notice for notice in answer.notices if notice not in answer.answer]
    nearest = [f"{_source(cited)}\n    “{' '.join(cited.quote.split())}”" for cited in answer.nearest]
    sources = "\n".join([*map(_source, answer.citations), *nearest])
    return "\n\n".join(part for part in (*notices, _plain(answer.answer), sources) if part)


def _source(cited: "Citation") -> str:
    details = (cited.heading, cited.item, f"page {cited.page}" if cited.page else None)
    place = ", ".join(detail for detail in details if detail)
    where = f" ({place})" if place else ""
    scanned = f". {READ_BY_OCR}" if cited.read_by_ocr else ""
    return f"[{cited.number}] {cited.source}: {cited.title}{where}, characters {cited.start}-{cited.end}{scanned}"


def _plain(markdown: str) -> str:
    """Return the answer without its marks, a quote's own stars and backslashes as they were printed."""
    return _MARKUP.sub(lambda mark: mark[1] or "", markdown)


def _write(line: str) -> None:
    """Print in UTF-8 whatever the terminal's own encoding is: the contract says so for programs that read it."""
    # Half a surrogate pair, as an id may hold it, has no UTF-8; its escape is what JSON has for it.
    sys.stdout.buffer.write(f"{line}\n".encode(errors="backslashreplace"))
    sys.stdout.buffer.flush()
