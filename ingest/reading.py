"""From a loaded file to a document with its passages: the steps in order."""

from ingest.blocks import Loaded
from ingest.outline import outline
from ingest.passages import cited_notes, make_passages, marked_by_ocr
from ingest.titles import read_front
from vectorstore.document import Document
from vectorstore.passage import Passage


def read_document(
    document_id: str, source: str, loaded: Loaded, collection: str | None = None
) -> tuple[Document, tuple[Passage, ...]]:
    """Return the document and its passages; a pure function of what was loaded."""
    front = read_front(loaded, source)
    subject = front.subjects[0] if len(front.subjects) == 1 else None
    parts = outline(loaded, front.body, subject)
    document = Document(
        id=document_id,
        source=source,
        media_type=loaded.media_type,
        title=front.title,
        publisher=front.publisher,
        kind_titled=front.kind_titled,
        kind_stated=front.kind_stated,
        date=front.date,
        year=front.year,
        population=front.population,
        subjects=front.subjects,
        collection=collection,
        pages=loaded.pages,
        sections=parts.sections,
        ocr_pages=loaded.ocr_pages,
        flags=loaded.flags,
    )
    notes = cited_notes(loaded)
    passages = make_passages(document_id, loaded.text, loaded.pages, front, parts, notes)
    return document, marked_by_ocr(passages, loaded.ocr_pages)
