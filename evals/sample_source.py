"""The sources of the sample corpus: a few header lines, a line of three hyphens, and a small readable mark-up.

`#` headings, `- ` and `1. ` items, `| a | b |` table rows (the first is the header), `>>> summary` … `<<<` an accordion
of a web page or a text box of a Word file, `^1 words` a footnote that `[^1]` cites; everything else is a paragraph on
one line. `**words**` are bold, ` // ` parts the bullets inside a table cell. A cell that is `<` belongs to the cell on
its left, one that is `^` to the cell above.
"""

import codecs
import re
import textwrap
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

PLAIN = frozenset({".txt", ".md"})
_ITEM = re.compile(r"(?P<marker>-|\d{1,2}\.) (?P<text>.+)")
_BOLD = re.compile(r"\*\*(.+?)\*\*")
_NOTE = re.compile(r"\^(?P<marker>\d{1,2}) (?P<text>.+)")
_CITED = re.compile(r"\[\^(\d{1,2})\]")
_RAISED = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")
LEFT, ABOVE = "<", "^"


class Kind(StrEnum):
    """What a line of a source becomes."""

    HEADING = "heading"
    PARAGRAPH = "paragraph"
    ITEM = "item"
    ROW = "row"
    OPEN = "open"
    CLOSE = "close"
    NOTE = "note"


_STANDS_TOGETHER = frozenset({Kind.ITEM, Kind.ROW, Kind.NOTE})


@dataclass(frozen=True, slots=True)
class Line:
    """One block of a source. `cells` belong to a table row; `marker` is a bullet or a number with a full stop."""

    kind: Kind
    text: str = ""
    level: int = 0
    marker: str = ""
    cells: tuple[str, ...] = ()

    @property
    def is_numbered(self) -> bool:
        """Return whether the line is an item of a numbered list."""
        return self.marker[:1].isdigit()


@dataclass(frozen=True, slots=True)
class Source:
    """One source file: the name of the file that it becomes, its settings, and its text."""

    name: str
    settings: dict[str, str]
    body: str

    @property
    def suffix(self) -> str:
        """Return the ending of the built file, with its full stop."""
        return Path(self.name).suffix

    @property
    def title(self) -> str:
        """Return the title for the file's own metadata."""
        return self.settings["title"]

    @property
    def lines(self) -> tuple[Line, ...]:
        """Return the blocks of a source that is neither plain text nor Markdown."""
        return tuple(_line(text) for text in self.body.splitlines() if text.strip())


def read_source(path: Path) -> Source:
    """Return the source in the file. ValueError where the header names no file."""
    header, _, body = path.read_text(encoding="utf-8").partition("\n---\n")
    settings = dict(line.split(": ", 1) for line in header.splitlines())
    if "file" not in settings:
        raise ValueError(f"{path.name}: the header needs a line 'file: name.ending'")
    return Source(settings["file"], settings, body)


def plain_bytes(source: Source) -> bytes:
    """Return the file of a plain text or Markdown source, in its encoding and hard-wrapped where it asks for that."""
    text = source.body
    if width := source.settings.get("wrap"):
        text = "\n".join(textwrap.fill(line, int(width), break_on_hyphens=False) for line in text.split("\n"))
    encoding = source.settings.get("encoding", "utf-8")
    if encoding == "utf-16":  # in one order of bytes whatever the machine
        return codecs.BOM_UTF16_LE + text.encode("utf-16-le")
    return text.encode(encoding)


def reading_text(source: Source) -> str:
    """Return what a reader sees: tabs between cells, a blank line between blocks, the footnotes at the end."""
    seen = [line for line in source.lines if line.kind is not Kind.CLOSE]
    shown = sorted(seen, key=lambda line: line.kind is Kind.NOTE)
    return "\n\n".join("\n".join(_shown(line) for line in run) for run in runs(shown)) + "\n"


def runs(lines: Iterable[Line]) -> list[list[Line]]:
    """Return the items of one list and the rows of one table together, every other line by itself."""
    together: list[list[Line]] = []
    for line in lines:
        if together and line.kind in _STANDS_TOGETHER and _goes_on(together[-1][-1], line):
            together[-1].append(line)
        else:
            together.append([line])
    return together


def without_marks(text: str) -> str:
    """Return the text without the marks of bold words, with raised numbers where footnotes are cited."""
    return cited(_BOLD.sub(r"\1", text), lambda number: number.translate(_RAISED))


def cited(text: str, mark: Callable[[str], str]) -> str:
    """Return the text with the mark of its number wherever a footnote is cited."""
    return _CITED.sub(lambda match: mark(match[1]), text)


def cite_spans(text: str) -> list[tuple[str, bool]]:
    """Return the stretches of the text, each with whether it is the number of a footnote."""
    return [(part, bool(n % 2)) for n, part in enumerate(_CITED.split(text)) if part]


def with_bold(text: str, before: str = "<b>", after: str = "</b>") -> str:
    """Return the text with tags in place of the marks of bold words."""
    return _BOLD.sub(rf"{before}\1{after}", text)


def bold_spans(text: str) -> list[tuple[str, bool]]:
    """Return the stretches of the text, each with whether it is bold."""
    return [(part, bool(n % 2)) for n, part in enumerate(_BOLD.split(text)) if part]


def bullets(cell: str) -> list[str]:
    """Return the bullets of a table cell; one where the cell is a single statement."""
    return cell.split(" // ")


def _goes_on(before: Line, line: Line) -> bool:
    """Whether the line is of the same list or table as the one before; "1." begins another list."""
    return before.kind is line.kind and before.is_numbered == line.is_numbered and line.marker != "1."


def _shown(line: Line) -> str:
    if line.kind is Kind.ROW:
        return "\t".join("" if cell in (LEFT, ABOVE) else _shown_cell(cell) for cell in line.cells)
    if line.kind is Kind.NOTE:
        return f"{line.marker} {without_marks(line.text)}"
    if line.kind is Kind.ITEM:
        return f"{line.marker if line.is_numbered else '•'} {without_marks(line.text)}"
    return without_marks(line.text)


def _shown_cell(cell: str) -> str:
    parts = [without_marks(part) for part in bullets(cell)]
    return parts[0] if len(parts) == 1 else " ".join(f"• {part}" for part in parts)


def _line(text: str) -> Line:
    if text.startswith("#"):
        marks, _, words = text.partition(" ")
        return Line(Kind.HEADING, words, level=len(marks))
    if text.startswith("|"):
        return Line(Kind.ROW, cells=tuple(cell.strip() for cell in text.strip("|").split("|")))
    if text.startswith(">>> "):
        return Line(Kind.OPEN, text.removeprefix(">>> "))
    if text == "<<<":
        return Line(Kind.CLOSE)
    if match := _NOTE.fullmatch(text):
        return Line(Kind.NOTE, match["text"], marker=match["marker"])
    if match := _ITEM.fullmatch(text):
        return Line(Kind.ITEM, match["text"], marker=match["marker"])
    return Line(Kind.PARAGRAPH, text)
