"""What the README says of settings, commands and folders is so."""

import json
import re
from pathlib import Path

import typer
from typer.main import get_command

import review_learning
from ingest.recognition import MOST_PAGES
from prompts.render import template_names

ROOT = Path(__file__).parents[1]
README = (ROOT / "README.md").read_text(encoding="utf-8")


def shown(default: object) -> str:
    if default is None:
        return "unset"
    if isinstance(default, bool):
        return f"`{str(default).lower()}`"
    return f"`{json.dumps(list(default))}`" if isinstance(default, tuple) else f"`{default}`"


def test_the_settings_table_is_the_settings() -> None:
    fields = review_learning.Settings.model_fields
    rows = [
        f"| `{name.upper()}` | {shown(field.get_default())} | {field.description} |" for name, field in fields.items()
    ]

    table = README.split("| setting | default | what it is for |\n|---|---|---|\n")[1].split("\n\n")[0]

    assert table.splitlines() == rows


def test_every_command_is_named() -> None:
    group = get_command(review_learning.app)
    assert isinstance(group, typer.core.TyperGroup)
    names = [
        name if not hasattr(command, "commands") else f"{name} {inner}"
        for name, command in group.commands.items()
        for inner in getattr(command, "commands", [""])
    ]

    missing = [
        name
        for name in names
        if f"review-learning {name.strip()}" not in README and f"make {name.strip()}" not in README
    ]

    assert missing == []


def test_every_module_that_it_names_exists() -> None:
    named = set(re.findall(r"`((?:ingest|assistant|vectorstore|evals)/\w+\.py)`", README))

    assert named and [path for path in sorted(named) if not (ROOT / path).is_file()] == []


def test_the_limits_of_text_recognition_are_those_of_the_program() -> None:
    minutes = {300: "five"}[review_learning.Settings.model_fields["ocr_seconds"].get_default()]

    assert f"`OCR_SECONDS` in all, {minutes} minutes unless you set it otherwise" in README
    assert f"{MOST_PAGES} at most; those that it does not come to in that time" in README


def test_every_canned_text_is_used() -> None:
    code = "\n".join(path.read_text() for folder in ("assistant", "web") for path in (ROOT / folder).rglob("*.py"))

    assert [name for name in template_names() if f'"{name}"' not in code] == []
