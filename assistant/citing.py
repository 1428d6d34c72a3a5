"""From passages to numbered citations."""

from collections.abc import Iterable

from assistant.answer import Citation
from vectorstore.document import Document
from vectorstore.index import Index
from vectorstore.passage import Passage


def cite(index: Index, passages: Iterable[Passage]) -> tuple[Citation, ...]:
    """Return a citation for every passage, numbered from 1 in their order."""
    return tuple(
        citation(index.documents[p.document_id], p, number, _notes(index, p)) for number, p in enumerate(passages, 1)
    )


def _notes(index: Index, passage: Passage) -> tuple[str, ...]:
    """Return the footnotes that the passage cites, as they stand in the text."""
    return tuple(index.text(passage.document_id)[start:end] for start, end in passage.notes)


def citation(document: Document, passage: Passage, number: int, notes: tuple[str, ...] = ()) -> Citation:
    """Return the passage as a citation with the address that opens its source at the marked words."""
    return Citation(
        number=number,
        quote=passage.text,
        source=document.source,
        document_id=document.id,
        title=document.title,
        publisher=document.publisher,
        review=passage.review,
        section=passage.section.value,
        heading=passage.heading,
        item=passage.item,
        page=passage.page,
        start=passage.start,
        end=passage.end,
        url=f"/documents/{document.id}?start={passage.start}&end={passage.end}#cited",
        page_end=passage.page_end,
        notes=notes,
        read_by_ocr=passage.by_ocr,
    )
