"""PDF files of the sample corpus that began as slides: a deck with a slide to a page, and a wheel of seven boxes."""

import io
from typing import Any

from reportlab.lib import colors  # type: ignore[import-untyped]
from reportlab.lib.styles import ParagraphStyle  # type: ignore[import-untyped]
from reportlab.lib.units import cm  # type: ignore[import-untyped]
from reportlab.pdfgen.canvas import Canvas  # type: ignore[import-untyped]
from reportlab.platypus import Frame, Paragraph  # type: ignore[import-untyped]

from evals.sample_source import Kind, Line, Source, with_bold

_SLIDE = (25.4 * cm, 14.29 * cm)
_SHEET = (29.7 * cm, 21 * cm)
_BLUE = colors.HexColor("#2b5876")
# Clockwise from the top, as the hands of a clock go: column and row of each box, from the top left.
_AROUND = ((1, 0), (2, 0), (2, 1), (2, 2), (0, 2), (0, 1), (0, 0))
_BOX = (8.9 * cm, 6.1 * cm)


def slide_bytes(source: Source) -> bytes:
    """Return the PDF of a source whose `layout:` is slides or wheel."""
    written = io.BytesIO()
    wheel = source.settings["layout"] == "wheel"
    canvas = Canvas(written, pagesize=_SHEET if wheel else _SLIDE, invariant=1)
    canvas.setTitle(source.title)
    canvas.setAuthor("Sample corpus")
    canvas.setSubject("Fictional sample")
    (_wheel if wheel else _deck)(canvas, source)
    canvas.save()
    return written.getvalue()


def _deck(canvas: Canvas, source: Source) -> None:
    for number, lines in enumerate(_parts(source), 1):
        frame = Frame(1.5 * cm, 1.4 * cm, _SLIDE[0] - 3 * cm, _SLIDE[1] - 2.2 * cm, showBoundary=0)
        _fill(frame, lines, canvas, 12)
        canvas.setFont("Vera", 8)
        canvas.drawString(1.5 * cm, 0.7 * cm, source.settings.get("footer", ""))
        canvas.drawRightString(_SLIDE[0] - 1.5 * cm, 0.7 * cm, str(number))
        canvas.showPage()


def _wheel(canvas: Canvas, source: Source) -> None:
    middle, *boxes = _parts(source)
    _fill(_placed(1, 1), middle, canvas, 8)
    for (column, row), lines in zip(_AROUND, boxes, strict=True):
        frame = _placed(column, row)
        canvas.setStrokeColor(_BLUE)
        canvas.roundRect(frame._x1, frame._y1, *_BOX, 8)
        _fill(frame, lines, canvas, 7.5)
    canvas.showPage()


def _placed(column: int, row: int) -> Frame:
    width, height = _BOX
    return Frame(1 * cm + column * (width + 0.5 * cm), 0.9 * cm + (2 - row) * (height + 0.4 * cm), width, height)


def _parts(source: Source) -> list[list[Line]]:
    """What stands before the first section heading, then each section."""
    parts: list[list[Line]] = [[]]
    for line in source.lines:
        if line.kind is Kind.HEADING and line.level == 2:
            parts.append([])
        parts[-1].append(line)
    return parts


def _fill(frame: Frame, lines: list[Line], canvas: Canvas, size: float) -> None:
    """Write the lines into the frame. ValueError where they do not fit: a slide has no second page."""
    story: list[Any] = [_paragraph(line, size) for line in lines]
    frame.addFromList(story, canvas)
    if story:
        raise ValueError(f"the slide {lines[0].text!r} is too full")


def _paragraph(line: Line, size: float) -> Paragraph:
    words = with_bold(line.text.replace("&", "&amp;"))
    heading = line.kind is Kind.HEADING
    large = size * {1: 1.8, 2: 1.4, 3: 1.1}[line.level] if heading else size
    style = ParagraphStyle(
        "slide",
        fontName="VeraBd" if heading else "Vera",
        fontSize=large,
        leading=large * 1.25,
        spaceAfter=size * 0.35,
        textColor=_BLUE if heading else colors.black,
        leftIndent=size * 1.6 if line.kind is Kind.ITEM else 0,
        bulletFontName="Vera",
        bulletFontSize=size,
    )
    bullet = (line.marker if line.is_numbered else "•") if line.kind is Kind.ITEM else None
    return Paragraph(words, style, bulletText=bullet)
