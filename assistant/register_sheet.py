"""The register for other programs: a sheet that opens in a spreadsheet, and records for JSON."""

import csv
import io
from collections.abc import Iterable

from assistant.register import NO_PUBLISHER, Row, no_progress

COLUMNS = (
    "Document", "Review", "Publisher", "Document date", "Version", "Kind", "Item", "Text", "Addressed to", "Themes",
    "Planned date as printed", "Date passed", "Recorded as complete", "Progress reported", "Source file", "Start",
    "End", "Fictional sample",
)  # fmt: skip
_BYTE_ORDER_MARK = "\ufeff"
# A spreadsheet takes a cell that begins so for a formula, and would run it.
_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def sheet(rows: Iterable[Row]) -> str:
    """Return the rows as CSV (RFC 4180), with the mark by which Excel knows UTF-8.

    A cell that begins with = + - @ or a tab gets an apostrophe in front, so that no spreadsheet takes it for a formula.
    """
    written = io.StringIO(newline="")
    writer = csv.writer(written)
    writer.writerow(COLUMNS)
    writer.writerows([_safe(cell) for cell in _cells(row)] for row in rows)
    return _BYTE_ORDER_MARK + written.getvalue()


def record(row: Row) -> dict[str, object]:
    """Return the row as plain values for JSON."""
    period = row.planned.period
    return {
        "document_id": row.document_id, "source": row.source, "title": row.title, "review": row.review,
        "publisher": row.publisher, "document_date": row.dated, "sample": row.is_sample, "version": row.edition,
        "kind": row.kind.value, "item": row.item, "text": row.text, "start": row.start, "end": row.end,
        "page": row.page, "addressee": row.addressee, "themes": list(row.themes), "planned": row.planned.printed,
        "planned_from": period and period.start.isoformat(), "planned_to": period and period.end.isoformat(),
        "date_passed": row.planned.due.value, "recorded_complete": row.is_recorded_complete, "url": row.url,
        "progress": [
            {"document_id": one.document_id, "source": one.source, "column": one.column, "start": one.start,
             "end": one.end, "text": one.text, "url": one.url}
            for one in row.progress
        ],
        "progress_elsewhere": [
            {"document_id": one.document_id, "source": one.source, "start": one.start, "end": one.end, "url": one.url}
            for one in row.elsewhere
        ],
    }  # fmt: skip


def _cells(row: Row) -> tuple[str, ...]:
    reported = [f"{one.column}: {one.text}" if one.column else one.text for one in row.progress]
    return (
        row.title, row.review, row.publisher or NO_PUBLISHER, row.dated or "undated", row.edition or "",
        row.kind.value, row.item or "", row.text, row.addressee or "not stated", "; ".join(row.themes),
        row.planned.printed or "", row.planned.due.value, "yes" if row.is_recorded_complete else "no",
        "\n".join(reported) or said_of_none(row), row.source,
        str(row.start), str(row.end), "yes" if row.is_sample else "no",
    )  # fmt: skip


def said_of_none(row: Row) -> str:
    """Return in one line that no progress is found on a row, and where some on its review is told."""
    return " ".join([no_progress(row), "; ".join(f"{one.called}, {one.source}" for one in row.elsewhere)]).strip()


def _safe(cell: str) -> str:
    return f"'{cell}" if cell.startswith(_FORMULA) else cell
