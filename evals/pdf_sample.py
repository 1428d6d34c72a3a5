"""PDF files of the sample corpus: a report with page furniture, a newsletter in two columns, a briefing in boxes."""

import io
from collections.abc import Sequence
from html import escape
from typing import Any

from reportlab.lib import colors  # type: ignore[import-untyped]
from reportlab.lib.fonts import addMapping  # type: ignore[import-untyped]
from reportlab.lib.pagesizes import A4  # type: ignore[import-untyped]
from reportlab.lib.styles import ParagraphStyle  # type: ignore[import-untyped]
from reportlab.lib.units import cm  # type: ignore[import-untyped]
from reportlab.pdfbase import pdfmetrics  # type: ignore[import-untyped]
from reportlab.pdfbase.ttfonts import TTFont  # type: ignore[import-untyped]
from reportlab.pdfgen.canvas import Canvas  # type: ignore[import-untyped]
from reportlab.platypus import (  # type: ignore[import-untyped]
    BaseDocTemplate,
    Frame,
    PageTemplate,
    Paragraph,
    Spacer,
    Table,
    TableStyle,
)

from evals.sample_source import Kind, Line, Source, bullets, runs, with_bold

# Embedded fonts, as in what a word processor writes: a standard one would lose the bullets when the text is read back.
for _bold, _font in enumerate(("Vera", "VeraBd")):
    pdfmetrics.registerFont(TTFont(_font, f"{_font}.ttf"))
    addMapping("Vera", _bold, 0, _font)

_BODY = ParagraphStyle("body", fontName="Vera", fontSize=9.5, leading=14.5, spaceAfter=8)
_SMALL = ParagraphStyle("small", parent=_BODY, fontSize=8, leading=11, spaceAfter=0)
_ITEM = ParagraphStyle("item", parent=_BODY, leftIndent=18, bulletIndent=2, bulletFontName="Vera", spaceAfter=4)
_BOLD = ParagraphStyle("bold", parent=_BODY, fontName="VeraBd", keepWithNext=1)
_HEADINGS = {
    1: ParagraphStyle("title", parent=_BOLD, fontSize=18, leading=23, spaceAfter=12),
    2: ParagraphStyle("section", parent=_BOLD, fontSize=12.5, leading=16, spaceBefore=10),
    3: ParagraphStyle("part", parent=_BOLD, fontSize=10.5, leading=14.5, spaceBefore=5),
}
_GRID = TableStyle(
    [
        ("GRID", (0, 0), (-1, -1), 0.5, colors.grey),
        ("BACKGROUND", (0, 0), (-1, 0), colors.HexColor("#dde6ee")),
        ("VALIGN", (0, 0), (-1, -1), "TOP"),
    ]
)
_BOXES = TableStyle(
    [
        ("BOX", (0, 0), (0, -1), 1, colors.HexColor("#2b5876")),
        ("BOX", (1, 0), (1, -1), 1, colors.HexColor("#2b5876")),
        ("INNERGRID", (0, 0), (-1, -1), 1, colors.HexColor("#2b5876")),
        ("VALIGN", (0, 0), (-1, -1), "TOP"),
    ]
)
_MARGIN = 2 * cm
_WIDTH = A4[0] - 2 * _MARGIN
_GAP = 0.8 * cm


class _Numbered(Canvas):  # type: ignore[misc]
    """A canvas that knows at the end how many pages there are, for "Page 3 of 9"."""

    header = footer = ""

    def __init__(self, *args: Any, **kwargs: Any) -> None:  # noqa: ANN401 (reportlab passes on what it likes)
        super().__init__(*args, **kwargs)
        self._kept: list[dict[str, Any]] = []

    def showPage(self) -> None:
        """Keep the page until all are known."""
        self._kept.append(dict(self.__dict__))
        self._startPage()

    def save(self) -> None:
        """Write every page with its header and footer."""
        for number, page in enumerate(self._kept, 1):
            self.__dict__.update(page)
            self._furniture(number, len(self._kept))
            super().showPage()
        super().save()

    def _furniture(self, number: int, of: int) -> None:
        self.setFont("Vera", 7)
        if self.header and number > 1:
            self.drawString(_MARGIN, A4[1] - 1.2 * cm, self.header)
        if self.footer:
            self.drawString(_MARGIN, 1.1 * cm, self.footer)
            self.drawRightString(A4[0] - _MARGIN, 1.1 * cm, f"Page {number} of {of}")


def pdf_bytes(source: Source) -> bytes:
    """Return the PDF. `layout:` in the source is report (the usual one), columns or boxes."""
    written = io.BytesIO()
    layout = source.settings.get("layout", "report")
    document = BaseDocTemplate(
        written, pagesize=A4, title=source.title, author="Sample corpus", subject="Fictional sample", invariant=1
    )
    document.addPageTemplates(PageTemplate(frames=_columns() if layout == "columns" else [_frame(_MARGIN, _WIDTH)]))
    canvas = type(
        "Pages",
        (_Numbered,),
        {"header": source.settings.get("header", ""), "footer": source.settings.get("footer", "")},
    )
    document.build(_boxed(source) if layout == "boxes" else _story(source.lines, source), canvasmaker=canvas)
    return written.getvalue()


def _frame(x: float, width: float) -> Frame:
    return Frame(x, _MARGIN, width, A4[1] - 2 * _MARGIN, leftPadding=0, rightPadding=0, topPadding=0, bottomPadding=0)


def _columns() -> list[Frame]:
    width = (_WIDTH - _GAP) / 2
    return [_frame(_MARGIN, width), _frame(_MARGIN + width + _GAP, width)]


def _story(lines: Sequence[Line], source: Source) -> list[Any]:
    story: list[Any] = []
    for run in runs(lines):
        if run[0].kind is Kind.ROW:
            story += [_table(run, source), Spacer(1, 8)]
        else:
            story += [_paragraph(line) for line in run]
    return story


def _paragraph(line: Line) -> Paragraph:
    words = with_bold(escape(line.text, quote=False))
    if line.kind is Kind.HEADING:
        return Paragraph(words, _HEADINGS[line.level])
    if line.kind is Kind.ITEM:
        return Paragraph(words, _ITEM, bulletText=line.marker if line.is_numbered else "•")
    return Paragraph(words, _BODY)


def _table(rows: list[Line], source: Source) -> Table:
    shares = [float(share) for share in source.settings["widths"].split()]
    widths = [_WIDTH * share / sum(shares) for share in shares]
    cells = [[_cell(cell, bold=n == 0) for cell in row.cells] for n, row in enumerate(rows)]
    return Table(cells, colWidths=widths, repeatRows=1, style=_GRID)


def _cell(cell: str, bold: bool) -> Paragraph:
    parts = [with_bold(escape(part, quote=False)) for part in bullets(cell)]
    words = parts[0] if len(parts) == 1 else "<br/>".join(f"• {part}" for part in parts)
    return Paragraph(f"<b>{words}</b>" if bold else words, _SMALL)


def _boxed(source: Source) -> list[Any]:
    """What stands before the first section heading, then each section in a box, two boxes in a row."""
    lines = source.lines
    starts = [n for n, line in enumerate(lines) if line.kind is Kind.HEADING and line.level == 2]
    boxes = [_story(lines[a:b], source) for a, b in zip(starts, [*starts[1:], len(lines)], strict=True)]
    rows = [[*boxes[n : n + 2], *([""] if n + 1 == len(boxes) else [])] for n in range(0, len(boxes), 2)]
    return [*_story(lines[: starts[0]], source), Table(rows, colWidths=[_WIDTH / 2] * 2, style=_BOXES)]
