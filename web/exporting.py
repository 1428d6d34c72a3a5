"""A conversation to take away: as a Word file, as Markdown, and for programs."""

import json
from collections.abc import Callable
from datetime import date
from types import MappingProxyType

from fastapi import APIRouter, Response

from assistant.export import Export, exported
from assistant.export_docx import as_docx
from assistant.export_markdown import as_markdown
from web.asking import FORGOTTEN
from web.downloads import MARKDOWN, WORD, download
from web.parts import WithParts, WithSession
from web.problems import ProblemError

router = APIRouter()

NO_FORMAT = ("No such format", "Answers can be taken away as docx, md or json: use the buttons under the answers.")
NOTHING = ("Nothing to take away", "None of these answers is kept with sources that may leave this page.")


def _as_json(export: Export) -> str:
    return json.dumps(export.to_record(), ensure_ascii=False, indent=1)


FORMATS: MappingProxyType[str, tuple[str, Callable[[Export], str | bytes]]] = MappingProxyType(
    {
        "docx": (WORD, as_docx),
        "md": (MARKDOWN, as_markdown),
        "json": ("application/json", _as_json),
    }
)


@router.get("/conversations/{conversation_id}/export")
def export(
    conversation_id: str, parts: WithParts, session: WithSession, form: str = "docx", questions: str = ""
) -> Response:
    """Return the answers of a conversation as a file, to whoever asked and to nobody else."""
    if form not in FORMATS:
        raise ProblemError(422, *NO_FORMAT)
    turns = parts.assistant.turns(conversation_id) if parts.owns(conversation_id) else ()
    if not turns:
        raise ProblemError(404, *FORGOTTEN)
    made = exported(turns, parts.live.withdrawn, date.today(), with_questions=bool(questions))
    if not made.parts:
        raise ProblemError(404, *NOTHING)
    media, write = FORMATS[form]
    return download(write(made), f"review-learning-{made.made_on}.{form}", media)
