"""One invented document written in each format: plain text, Markdown, a web page, Word and PDF."""

import io
from collections.abc import Iterator

import docx
from reportlab.lib import colors
from reportlab.lib.styles import ParagraphStyle
from reportlab.platypus import Flowable, Paragraph, SimpleDocTemplate, Table
from soundness import assert_sound

from ingest.blocks import Loaded, Refused
from ingest.docx import load_docx
from ingest.html import load_html
from ingest.markdown import load_markdown
from ingest.pdf import load_pdf
from ingest.text import load_text

FORMATS = ("txt", "md", "html", "docx", "pdf")
BODY = ParagraphStyle("body", fontName="Helvetica", fontSize=10.5, leading=13, spaceAfter=7)
HEADS = [
    ParagraphStyle(f"h{n}", parent=BODY, fontName="Helvetica-Bold", fontSize=22 - 4 * n, leading=27) for n in range(3)
]
ITEM = ParagraphStyle("item", parent=BODY, leftIndent=24, bulletIndent=4)
HELD = ParagraphStyle("held", parent=BODY, fontSize=9, leading=11, spaceAfter=0)


def load(written: str, suffix: str) -> Loaded:
    """Load a document of lines: "# " to "### " head it, "- " and "(a) " begin items, bars part the cells of a table."""
    lines = [line for line in written.split("\n") if line]
    loaded = {"txt": _text, "md": _markdown, "html": _html, "docx": _word, "pdf": _pdf}[suffix](lines)
    assert isinstance(loaded, Loaded), loaded
    assert_sound(loaded)
    return loaded


def _parted(lines: list[str]) -> str:
    """Return the lines with a blank one between any two that are not items or rows of one list or table."""
    together = [line[:1] in "-(" or " | " in line for line in lines]
    ends = ["\n" if a and b else "\n\n" for a, b in zip(together, [*together[1:], False], strict=True)]
    return "".join(line + end for line, end in zip(lines, ends, strict=True))


def _text(lines: list[str]) -> Loaded | Refused:
    return load_text(_parted([line.lstrip("# ") for line in lines]).encode())


def _markdown(lines: list[str]) -> Loaded | Refused:
    written: list[str] = []
    for number, line in enumerate(lines):
        headed = " | " in line and " | " not in lines[number - 1]
        written += [f"| {line} |", f"|{'---|' * (line.count('|') + 1)}"] if headed else [line]
    return load_markdown(_parted(written).replace("|\n\n|--", "|\n|--").replace("--|\n\n", "--|\n").encode())


def _tables(lines: list[str]) -> Iterator[str | list[list[str]]]:
    rows: list[list[str]] = []
    for line in [*lines, ""]:
        if " | " in line:
            rows.append(line.split(" | "))
            continue
        if rows:
            yield rows
        rows = []
        if line:
            yield line


def _html(lines: list[str]) -> Loaded | Refused:
    out = ""
    for part in _tables(lines):
        if isinstance(part, list):
            rows = [[f"<{'td' if n else 'th'}>{cell}" for cell in row] for n, row in enumerate(part)]
            out += f"<table>{''.join('<tr>' + ''.join(row) for row in rows)}</table>"
        elif part.startswith("#"):
            level, words = part.split(" ", 1)
            out += f"<h{len(level)}>{words}</h{len(level)}>"
        else:
            out += f"<ul><li>{part[2:]}</ul>" if part.startswith("- ") else f"<p>{part}</p>"
    return load_html(f"<main>{out}</main>".replace("</ul><ul>", "").encode())


def _word(lines: list[str]) -> Loaded | Refused:
    document, out = docx.Document(), io.BytesIO()
    for part in _tables(lines):
        if isinstance(part, list):
            table = document.add_table(0, len(part[0]))
            for row in part:
                for cell, words in zip(table.add_row().cells, row, strict=True):
                    cell.text = words
        elif part.startswith("#"):
            document.add_heading(part.split(" ", 1)[1], part.index(" "))
        else:
            document.add_paragraph(part.removeprefix("- "), "List Bullet" if part.startswith("- ") else None)
    document.save(out)
    return load_docx(out.getvalue())


def _pdf(lines: list[str]) -> Loaded | Refused:
    story: list[Flowable] = []
    for part in _tables(lines):
        if isinstance(part, list):
            cells = [[Paragraph(cell, HELD) for cell in row] for row in part]
            story.append(Table(cells, style=[("GRID", (0, 0), (-1, -1), 0.5, colors.black)]))
        elif part.startswith("#"):
            story.append(Paragraph(part.split(" ", 1)[1], HEADS[part.index(" ") - 1]))
        elif part[0] in "-(":
            marker, words = part.split(" ", 1)
            story.append(Paragraph(words, ITEM, bulletText=marker.replace("-", "•")))
        else:
            story.append(Paragraph(part, BODY))
    out = io.BytesIO()
    SimpleDocTemplate(out, invariant=1).build(story)
    return load_pdf(out.getvalue())
