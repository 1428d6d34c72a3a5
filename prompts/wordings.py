"""Every canned sentence in plain English, for the person who approves what the assistant may say."""

import re
from pathlib import Path

from prompts.render import template_names

_FOLDER = Path(__file__).parent
# What a language model reads and no person.
_FOR_MODELS = frozenset({"draft_instructions", "draft_passages", "standalone_instructions", "standalone_questions"})
_STATEMENT = re.compile(r"\{%-?\s*(\w+).*?%\}", re.DOTALL)
_EXPRESSION = re.compile(r"\{\{-?\s*(.*?)\s*-?\}\}", re.DOTALL)
_LITERAL = re.compile(r'"([^"]*)"')


def wordings() -> dict[str, str]:
    """Return every canned sentence that a person may read, by its template's name.

    What is filled in stands in brackets; where a sentence has two forms both are there, with "or" between them.
    """
    names = (name for name in template_names() if name not in _FOR_MODELS)
    return {name: _readable((_FOLDER / f"{name}.jinja").read_text(encoding="utf-8")) for name in names}


def _readable(template: str) -> str:
    either = _STATEMENT.sub(lambda found: " [or] " if found[1] in {"else", "elif"} else "", template)
    lines = _EXPRESSION.sub(lambda found: _named(found[1]), either).splitlines()
    return "\n".join(kept for line in lines if (kept := " ".join(line.split())))


def _named(expression: str) -> str:
    """Return what an expression fills in: the last of its words where it chooses between some, else its name."""
    if " if " in expression and (words := _LITERAL.findall(expression)):
        return str(words[-1])
    return f"[{re.split(r'[|.(]| or ', expression)[0].strip().replace('_', ' ')}]"
