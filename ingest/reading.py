"""From a loaded file to a document with its passages: the steps in order, and what the store keeps of the result."""

import hashlib
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from functools import cache
from pathlib import Path
from typing import Any, Self

from ingest.blocks import Loaded
from ingest.outline import outline
from ingest.passages import cited_notes, make_passages, marked_by_ocr
from ingest.screening import screen
from ingest.titles import read_front
from vectorstore.document import Document
from vectorstore.passage import Passage

_CODE = (Path(__file__).parent, Path(__file__).parents[1] / "vectorstore")


@dataclass(frozen=True, slots=True)
class Reading:
    """A file as it was loaded, the document that was read from it, and its passages."""

    loaded: Loaded
    document: Document
    passages: tuple[Passage, ...]

    def to_record(self) -> dict[str, object]:
        """Return plain values for the document store."""
        read = {
            "by": reader(),
            "document": asdict(self.document),
            "passages": [asdict(passage) for passage in self.passages],
        }
        return {"loaded": self.loaded.to_record(), "read": read}

    @classmethod
    def from_record(cls, loaded: Loaded, read: Mapping[str, Any] | None) -> Self | None:
        """Return what `to_record` and JSON turned into plain values.

        None where the program has changed since, or where the passages do not stand in the text: then the document
        has to be read from `loaded` again.
        """
        if not read or read["by"] != reader():
            return None
        passages = tuple(Passage.from_record(passage) for passage in read["passages"])
        if any(loaded.text[passage.start : passage.end] != passage.text for passage in passages):
            return None
        return cls(loaded, Document.from_record(read["document"]), passages)


@cache
def reader() -> str:
    """Return what tells this state of the program from any other that might read a document differently."""
    code = sorted(path for folder in _CODE for path in folder.glob("*.py"))
    return hashlib.sha256(b"\0".join(path.read_bytes() for path in code)).hexdigest()[:16]


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
        flags=loaded.flags + screen(loaded.text, loaded.pages, parts.sections),
    )
    notes = cited_notes(loaded)
    passages = make_passages(document_id, loaded.text, loaded.pages, front, parts, notes)
    return document, marked_by_ocr(passages, loaded.ocr_pages)
