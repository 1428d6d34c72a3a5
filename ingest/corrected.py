"""What people said, put into the documents that it is about: a pure function of both."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from ingest.passages import polarity
from vectorstore.attribution import Added
from vectorstore.contents import LoadedDocument
from vectorstore.corrections import Correction, passage_keys
from vectorstore.document import Document
from vectorstore.facts import APPROVED, checked, year_of
from vectorstore.faults import Refused
from vectorstore.flags import HOLD_BACK, Flag
from vectorstore.passage import Passage
from vectorstore.sections import SectionType


@dataclass(frozen=True, slots=True)
class Corrected:
    """The documents as people corrected them, and the corrections that could not be put into any of them."""

    documents: list[LoadedDocument]
    unused: tuple[Correction, ...]


def corrected(documents: Sequence[LoadedDocument], corrections: Iterable[Correction]) -> Corrected:
    """Return the documents with what stands in the log; corrections of documents that are not there wait for them."""
    by_document: defaultdict[str, list[Correction]] = defaultdict(list)
    unused: list[Correction] = []
    for correction in corrections:
        (by_document[correction.document_id] if is_usable(correction) else unused).append(correction)
    made = []
    for loaded in documents:
        one, lost = _with(loaded, by_document.get(loaded.document.id, []))
        made.append(one)
        unused += lost
    there = {loaded.document.id for loaded in documents}
    return Corrected(made, tuple(correction for correction in unused if correction.document_id in there))


def held_back(document: Document) -> tuple[Flag, ...]:
    """Return the flags for which a document must not be served until a person approves it, none where one has."""
    if any(added.field == APPROVED for added in document.added):
        return ()
    return tuple(flag for flag in document.flags if flag.kind in HOLD_BACK)


def is_usable(correction: Correction) -> bool:
    """Return whether the value is still one that the field may hold: vocabularies change, and files are edited."""
    values = correction.value if isinstance(correction.value, tuple) else (str(correction.value),)
    try:
        return correction.field == APPROVED or all(checked(correction.field, value) == value for value in values)
    except Refused:
        return False


def _with(one: LoadedDocument, corrections: Sequence[Correction]) -> tuple[LoadedDocument, list[Correction]]:
    if not corrections:
        return one, []
    document, by_key = one.document, defaultdict(list)
    for correction in corrections:
        if correction.passage is None:
            document = _document(document, correction)
        else:
            by_key[correction.passage.sha256, correction.passage.occurrence].append(correction)
    keys = passage_keys(one.passages) if by_key else {}
    passages = []
    for passage in one.passages:
        key = keys.get(passage.id)
        for correction in by_key.pop((key.sha256, key.occurrence), []) if key else []:
            passage = _passage(passage, correction)
        passages.append(passage)
    return LoadedDocument(document, one.text, tuple(passages)), [c for lost in by_key.values() for c in lost]


def _document(document: Document, correction: Correction) -> Document:
    added = (*document.added, _added(correction))
    if correction.field == APPROVED:
        return replace(document, added=added)
    value = correction.value or None
    changed: dict[str, object] = {correction.field: value, "added": added}
    if correction.field == "date":
        changed["year"] = year_of(str(value)) if value else None
    return replace(document, **changed)  # type: ignore[arg-type]


def _passage(passage: Passage, correction: Correction) -> Passage:
    added = (*passage.added, _added(correction))
    if isinstance(correction.value, tuple):
        return replace(passage, themes=correction.value, added=added)
    if correction.field == "section":
        section = SectionType(str(correction.value))
        return replace(passage, section=section, polarity=polarity(section, passage.text), added=added)
    return replace(passage, addressee=str(correction.value) or None, added=added)


def _added(correction: Correction) -> Added:
    return Added(correction.field, correction.by, correction.day)
