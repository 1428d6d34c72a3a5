"""An export as Markdown: what is quoted is shown as it stands, whatever marks it holds."""

import re
from collections.abc import Iterator, Sequence

from assistant.export import Export, Part, Reference

# What CommonMark takes for more than a letter, anywhere and at the beginning of a line: few, so that it reads well raw.
_MARKS = re.compile(r"([\\`*_\[\]<>&~])")
_AT_FIRST = re.compile(r"^(?:([#+=-])|(\d{1,9})([.)]))")


def as_markdown(export: Export) -> str:
    """Return the export as CommonMark."""
    lines = [f"# {export.title}", export.made, *filter(None, [export.gap])]
    for number, part in enumerate(export.parts, 1):
        lines += _part(number, part)
    lines += ["## What this is, and is not", *export.limits]
    return "\n\n".join(lines) + "\n"


def _part(number: int, part: Part) -> Iterator[str]:
    yield f"## Answer {number}"
    if part.question:
        yield f"Question: {_plain(part.question)}"
    yield from (f"Note: {_plain(notice)}" for notice in part.notices)
    yield part.answer
    yield from _listed("Sources", part.references)
    yield from _listed("These may help, they do not answer the question", part.nearest)


def _listed(heading: str, references: Sequence[Reference]) -> Iterator[str]:
    if references:
        yield f"### {heading}"
    for one in references:
        yield f"\\[{one.number}\\] {_plain(one.line)} ({_plain(one.status)})"
        yield "  \n".join(f"> {_plain(line)}" for line in one.quote.splitlines() if line.strip())
        yield from (_plain(note) for note in (*one.notes, *filter(None, [one.warning])))


def _plain(text: str) -> str:
    """Return a text of one line or more as CommonMark that shows just that text on one line."""
    marked = within_a_line(text)
    return _AT_FIRST.sub(lambda found: f"\\{found[1]}" if found[1] else f"{found[2]}\\{found[3]}", marked)


def within_a_line(text: str) -> str:
    """Return a text as CommonMark that shows just that text where other words stand before it."""
    return _MARKS.sub(r"\\\1", " ".join(text.split()))
