"""The command `ask`: one question, or a file of them, without a browser."""

import json
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from assistant.assistant import Assistant

LONGEST_QUESTION = 1_000


def add_ask(app: typer.Typer, opened: "Callable[[], AbstractContextManager[Assistant]]") -> None:
    """Add the command `ask`; `opened` gives the assistant with its index for the time of the command."""

    @app.command()
    def ask(
        question: Annotated[str | None, typer.Argument(help="What you want to know from the reviews.")] = None,
        as_json: Annotated[bool, typer.Option("--json", help="Print the whole answer object.")] = False,
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
        with opened() as assistant:
            if batch is not None:
                for record in answer_batch(assistant, batch.read_text(encoding="utf-8").splitlines()):
                    _write(json.dumps(record, ensure_ascii=False))
            elif question is not None:
                _answer_one(assistant, question, as_json)


def answer_batch(assistant: "Assistant", lines: list[str]) -> Iterator[dict[str, object]]:
    """Yield one answer record a line, in order; a line that fails gives status `unavailable`, and the rest go on."""
    for line in lines:
        if line.strip():
            yield _answer_line(assistant, line)


def _answer_line(assistant: "Assistant", line: str) -> dict[str, object]:
    began, identity = time.perf_counter(), None
    try:
        asked = json.loads(line)
        identity = asked.get("id")
        conversation = None
        for earlier in asked.get("history") or []:
            conversation = assistant.ask(_checked(earlier["q"]), conversation).conversation_id
        began = time.perf_counter()
        record = assistant.ask(_checked(asked["question"]), conversation).to_record()
    except Exception as fault:  # the boundary that the contract names: whatever fails, the run goes on
        record = _failed(fault)
    return {"id": identity, **record, "seconds": round(time.perf_counter() - began, 4)}


def _checked(question: object) -> str:
    if not isinstance(question, str) or not question.strip():
        raise ValueError("the question is empty or no text")
    if len(question) > LONGEST_QUESTION:
        raise ValueError(f"the question is longer than {LONGEST_QUESTION} characters")
    return question


def _failed(fault: Exception) -> dict[str, object]:
    from assistant.answer import Answer, Status
    from prompts.render import render

    return Answer(Status.UNAVAILABLE, render("unavailable", reason=f"{type(fault).__name__}: {fault}")).to_record()


def _answer_one(assistant: "Assistant", question: str, as_json: bool) -> None:
    try:
        answer = assistant.ask(_checked(question))
    except ValueError as fault:
        raise typer.BadParameter(str(fault)) from fault
    if as_json:
        _write(json.dumps(answer.to_record(), ensure_ascii=False, indent=2))
        return
    for notice in answer.notices:
        _write(f"{notice}\n")
    _write(_plain(answer.answer))
    for cited in answer.citations or answer.nearest:
        place = ", ".join(
            part for part in (cited.heading, cited.item, f"page {cited.page}" if cited.page else None) if part
        )
        _write(
            f"[{cited.number}] {cited.source}: {cited.title}"
            f"{f' ({place})' if place else ''}, characters {cited.start}-{cited.end}"
        )


def _plain(markdown: str) -> str:
    return markdown.replace("**", "").replace("\\", "")


def _write(line: str) -> None:
    """Print in UTF-8 whatever the terminal's own encoding is: the contract says so for programs that read it."""
    sys.stdout.buffer.write(f"{line}\n".encode())
    sys.stdout.buffer.flush()
