"""The sheet for a team meeting as a Word file, with its lines to fill in."""

from collections.abc import Sequence

from assistant.answer import READ_BY_OCR
from assistant.export_docx import COLUMNS, WIDTHS
from assistant.meeting import Meeting, Question, Quote
from assistant.word_file import WordFile

RECORD_WIDTHS = (4.5, 11.5)
# So that there is room to write by hand.
LINES = "\n\n"


def meeting_docx(sheet: Meeting) -> bytes:
    """Return the sheet as a Word file."""
    file = WordFile(sheet.title)
    file.paragraph(f"Made on {sheet.made_on} from index version {sheet.index_version}.")
    for notice in sheet.notices:
        file.paragraph(notice, style="Intense Quote")
    file.paragraph(f"{sheet.strength} Theme: {sheet.tagged}.")
    _quotes(file, "What reviews found", sheet.findings, sheet.none_recorded)
    _quotes(file, "Good practice in the case", sheet.good_practice, sheet.none_recorded)
    _quotes(file, "What changed since, as reported", sheet.changes, sheet.none_recorded)
    file.heading("Questions to talk about", 2)
    for question in sheet.questions:
        file.paragraph(f"{question.text} ({whence(sheet, question)})", style="List Number")
    file.heading("Record of use", 2)
    file.table(("", "To fill in; kept nowhere else"), RECORD_WIDTHS, [(line, LINES) for line in sheet.record])
    file.heading("How this was chosen", 2)
    file.paragraph(sheet.chosen)
    file.heading("What this is, and is not", 2)
    for line in sheet.limits:
        file.paragraph(line)
    return file.written()


def whence(sheet: Meeting, question: Question) -> str:
    """Return where a question is from."""
    if question.quote is None:
        return sheet.ours
    return f"{question.quote.whose}; {question.quote.place} [{question.quote.citation.number}]"


def _quotes(file: WordFile, heading: str, quotes: Sequence[Quote], none: str) -> None:
    file.heading(heading, 2)
    if quotes:
        file.table(COLUMNS, WIDTHS, [_row(quote) for quote in quotes])
    else:
        file.paragraph(none)


def _row(quote: Quote) -> tuple[str, ...]:
    cited = quote.citation
    warned = (READ_BY_OCR,) if cited.read_by_ocr else ()
    told = "\n".join([cited.quote, *cited.notes, *warned])
    return f"[{cited.number}]", told, f"{quote.whose}; {quote.place}; file {cited.source}", quote.status
