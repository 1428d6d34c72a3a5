"""PDF files of the sample corpus: a report, a newsletter in columns, a briefing in boxes, a plan on its side."""

import io
from collections.abc import Sequence
from html import escape
from typing import Any

from reportlab.lib import colors  # type: ignore[import-untyped]
from reportlab.lib.fonts import addMapping  # type: ignore[import-untyped]
from reportlab.lib.pagesizes import A4, landscape  # type: ignore[import-untyped]
from reportlab.lib.styles import ParagraphStyle  # type: ignore[import-untyped]
from reportlab.lib.units import cm  # type: ignore[import-untyped]
from reportlab.pdfbase import pdfmetrics  # type: ignore[import-untyped]
from reportlab.pdfbase.ttfonts import TTFont  # type: ignore[import-untyped]
from reportlab.pdfgen.canvas import Canvas  # type: ignore[import-untyped]
from reportlab.platypus import (  # type: ignore[import-untyped]
    BaseDocTemplate,
    Flowable,
    Frame,
    PageBreak,
    PageTemplate,
    Paragraph,
    Spacer,
    Table,
    TableStyle,
)

from evals.sample_source import LEFT, Kind, Line, Source, bullets, cited, runs, with_bold

# Embedded fonts, as in what a word processor writes: a standard one would lose the bullets when the text is read back.
for _bold, _font in enumerate(("Vera", "VeraBd")):
    pdfmetrics.registerFont(TTFont(_font, f"{_font}.ttf"))
    addMapping("Vera", _bold, 0, _font)

_BODY = ParagraphStyle("body", fontName="Vera", fontSize=9.5, leading=14.5, spaceAfter=8, embeddedHyphenation=1)
_FOOTNOTE = ParagraphStyle("footnote", fontName="Vera", fontSize=7, leading=9)
_SMALL = ParagraphStyle("small", parent=_BODY, fontSize=8, leading=11, spaceAfter=0)
_ITEM = ParagraphStyle("item", parent=_BODY, leftIndent=18, bulletIndent=2, bulletFontName="Vera", spaceAfter=4)
_BOLD = ParagraphStyle("bold", parent=_BODY, fontName="VeraBd", keepWithNext=1)
_HEADINGS = {
    1: ParagraphStyle("title", parent=_BOLD, fontSize=18, leading=23, spaceAfter=12),
    2: ParagraphStyle("section", parent=_BOLD, fontSize=12.5, leading=16, spaceBefore=10),
    3: ParagraphStyle("part", parent=_BOLD, fontSize=10.5, leading=14.5, spaceBefore=5),
    4: ParagraphStyle("item", parent=_BOLD, textColor=colors.HexColor("#2b5876")),
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
_NOTES = 2.2 * cm
# fmt: off
# Where a word processor may break a word at the end of a line, in a source that asks for it.
_HYPHENS = (
    "safe|guard", "infor|ma|tion", "assess|ment", "profes|sion", "commu|nica", "recom|menda", "partner|ship",
    "practi|tioner", "super|vi|sion", "under|stand", "neigh|bour", "pre|vious", "domes|tic", "proce|dure",
    "dis|charge", "appoint|ment", "con|fer|ence", "child|ren", "des|cribe", "re|por|ted", "de|ci|sion",
)
# fmt: on


class _Note(Flowable):  # type: ignore[misc]
    """A footnote: nothing where it stands, and its words at the foot of that page."""

    def __init__(self, words: str) -> None:
        super().__init__()
        self.width = self.height = 0
        self._words = words

    def draw(self) -> None:
        """Leave the words to the canvas."""
        self.canv.notes = [*self.canv.notes, self._words]


class _Numbered(Canvas):  # type: ignore[misc]
    """A canvas that knows at the end how many pages there are, for "Page 3 of 9"."""

    header = footer = ""
    notes: Sequence[str] = ()

    def __init__(self, *args: Any, **kwargs: Any) -> None:  # noqa: ANN401 (reportlab passes on what it likes)
        super().__init__(*args, **kwargs)
        self._kept: list[dict[str, Any]] = []

    def showPage(self) -> None:
        """Keep the page until all are known."""
        self._kept.append(dict(self.__dict__))
        self.notes = ()
        self._startPage()

    def save(self) -> None:
        """Write every page with its header and footer."""
        for number, page in enumerate(self._kept, 1):
            self.__dict__.update(page)
            self._furniture(number, len(self._kept))
            super().showPage()
        super().save()

    def _furniture(self, number: int, of: int) -> None:
        width, height = self._pagesize
        self._foot_of_page(width)
        self.setFont("Vera", 7)
        if self.header and number > 1:
            self.drawString(_MARGIN, height - 1.2 * cm, self.header)
        if self.footer:
            self.drawString(_MARGIN, 1.1 * cm, self.footer)
            self.drawRightString(width - _MARGIN, 1.1 * cm, f"Page {number} of {of}")

    def _foot_of_page(self, width: float) -> None:
        """The footnotes under a short rule, in the room that the frame leaves for them."""
        if not self.notes:
            return
        y = _MARGIN + _NOTES
        self.line(_MARGIN, y, _MARGIN + 5 * cm, y)
        for words in self.notes:
            note = Paragraph(words, _FOOTNOTE)
            _, height = note.wrap(width - 2 * _MARGIN, _NOTES)
            y -= height + 2
            note.drawOn(self, _MARGIN, y)


def pdf_bytes(source: Source) -> bytes:
    """Return the PDF. `layout:` in the source is report (the usual one), columns, boxes or landscape."""
    written = io.BytesIO()
    layout = source.settings.get("layout", "report")
    size = landscape(A4) if layout == "landscape" else A4
    document = BaseDocTemplate(
        written, pagesize=size, title=source.title, author="Sample corpus", subject="Fictional sample", invariant=1
    )
    document.addPageTemplates(PageTemplate(frames=_columns() if layout == "columns" else [_page(size, source)]))
    canvas = type(
        "Pages",
        (_Numbered,),
        {"header": source.settings.get("header", ""), "footer": source.settings.get("footer", "")},
    )
    document.build(_boxed(source) if layout == "boxes" else _story(source.lines, source), canvasmaker=canvas)
    return written.getvalue()


def _page(size: tuple[float, float], source: Source) -> Frame:
    notes = _NOTES + 4 if any(line.kind is Kind.NOTE for line in source.lines) else 0
    return _frame(_MARGIN, size[0] - 2 * _MARGIN, size[1] - 2 * _MARGIN - notes, _MARGIN + notes)


def _frame(x: float, width: float, height: float = A4[1] - 2 * _MARGIN, y: float = _MARGIN) -> Frame:
    return Frame(x, y, width, height, leftPadding=0, rightPadding=0, topPadding=0, bottomPadding=0)


def _columns() -> list[Frame]:
    width = (_WIDTH - _GAP) / 2
    return [_frame(_MARGIN, width), _frame(_MARGIN + width + _GAP, width)]


def _story(lines: Sequence[Line], source: Source) -> list[Any]:
    story: list[Any] = []
    breaks = source.settings.get("breaks", "").split("; ")
    for run in runs(lines):
        if run[0].text in breaks and run[0].kind is Kind.HEADING:
            story.append(PageBreak())
        if run[0].kind is Kind.ROW:
            story += [_table(run, source), Spacer(1, 8)]
        else:
            story += [_paragraph(line, source) for line in run]
    return story


def _paragraph(line: Line, source: Source) -> Flowable:
    words = cited(with_bold(escape(line.text, quote=False)), lambda number: f"<super>{number}</super>")
    if line.kind is Kind.NOTE:
        return _Note(f"<super>{line.marker}</super> {words}")
    for word in _HYPHENS if "hyphens" in source.settings else ():
        words = words.replace(word.replace("|", ""), word.replace("|", "\u00ad"))
    if line.kind is Kind.HEADING:
        return Paragraph(words, _sized(_HEADINGS[line.level], source))
    if line.kind is Kind.ITEM:
        return Paragraph(words, _sized(_ITEM, source), bulletText=line.marker if line.is_numbered else "•")
    return Paragraph(words, _sized(_BODY, source))


def _sized(style: ParagraphStyle, source: Source) -> ParagraphStyle:
    """The style in the size of print that the source asks for: `print: 1.3` is that much larger than usual."""
    larger = float(source.settings.get("print", "1"))
    return ParagraphStyle("sized", parent=style, fontSize=style.fontSize * larger, leading=style.leading * larger)


def _table(rows: list[Line], source: Source) -> Table:
    shares = [float(share) for share in source.settings["widths"].split()]
    whole = A4[1] - 2 * _MARGIN if source.settings.get("layout") == "landscape" else _WIDTH
    widths = [whole * share / sum(shares[: len(rows[0].cells)]) for share in shares[: len(rows[0].cells)]]
    cells = [[_cell(cell, n == 0, source) for cell in row.cells] for n, row in enumerate(rows)]
    spans = [("SPAN", (0, n), (-1, n)) for n, row in enumerate(rows) if LEFT in row.cells]
    return Table(cells, colWidths=widths, repeatRows=1, style=TableStyle(spans, parent=_GRID))


def _cell(cell: str, bold: bool, source: Source) -> Paragraph:
    parts = [with_bold(escape(part, quote=False)) for part in bullets("" if cell == LEFT else cell)]
    words = parts[0] if len(parts) == 1 else "<br/>".join(f"• {part}" for part in parts)
    return Paragraph(f"<b>{words}</b>" if bold else words, _sized(_SMALL, source))


def _boxed(source: Source) -> list[Any]:
    """What stands before the first section heading, then each section in a box, two boxes in a row."""
    lines = source.lines
    starts = [n for n, line in enumerate(lines) if line.kind is Kind.HEADING and line.level == 2]
    boxes = [_story(lines[a:b], source) for a, b in zip(starts, [*starts[1:], len(lines)], strict=True)]
    rows = [[*boxes[n : n + 2], *([""] if n + 1 == len(boxes) else [])] for n in range(0, len(boxes), 2)]
    return [*_story(lines[: starts[0]], source), Table(rows, colWidths=[_WIDTH / 2] * 2, style=_BOXES)]
