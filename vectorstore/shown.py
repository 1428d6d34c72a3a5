"""A document as the command line shows it: every value with who says it, other versions, passages with their ids."""

from collections.abc import Iterator, Sequence
from dataclasses import asdict

from vectorstore.attribution import attribution
from vectorstore.document import Age, Document, OtherVersion
from vectorstore.facts import APPROVED, PASSAGE_FIELDS, facts_of
from vectorstore.flags import in_words
from vectorstore.passage import Passage

LONGEST_QUOTE = 100
# How the other document stands to this one, which is the other way round than this one stands to it.
_READS_LIKE = {
    Age.NEWER: "an older version of this one",
    Age.OLDER: "a newer version of this one",
    Age.UNKNOWN: "another version of this one",
    Age.SAME_TEXT: "the same text in another file",
}


def lines_of(document: Document, passages: Sequence[Passage]) -> Iterator[str]:
    """Yield the lines: values, proposals of other versions, flags, passages."""
    for fact in facts_of(document):
        yield f"{fact.label}: {fact.value} ({fact.said})" if fact.value else f"{fact.label}: {fact.said}"
    for added in document.added:
        if added.field == APPROVED:
            yield f"Approved, having been held back: {added.words}"
    for other in document.other_versions:
        what = f"{other.document_id} reads like {_READS_LIKE[other.age]}, by {other.because}."
        yield f"{what} {_to_confirm(document, other)}"
    for told in in_words(document.flags, document.id):
        yield f"To be looked at: {told}"
    for passage in passages:
        yield from _passage_lines(passage)


def record_of(document: Document, passages: Sequence[Passage]) -> dict[str, object]:
    """Return the same as plain values for `--json`."""
    return {
        **asdict(document),
        "attributions": attributions(document),
        "passages": [asdict(passage) for passage in passages],
    }


def attributions(document: Document) -> dict[str, str]:
    """Return who says each value, by field; "not stated" where there is none."""
    return {fact.field: fact.said for fact in facts_of(document)}


def _to_confirm(document: Document, other: OtherVersion) -> str:
    newer, older = (document.id, other.document_id) if other.age is not Age.OLDER else (other.document_id, document.id)
    return f"To confirm: `documents correct {newer} --supersedes {older}`"


def _passage_lines(passage: Passage) -> Iterator[str]:
    place = " / ".join(part for part in (passage.review, passage.section.value, passage.item, passage.within) if part)
    quote = " ".join(passage.text.split())[:LONGEST_QUOTE]
    yield f"{passage.id} [{passage.start}:{passage.end}] {place}: {quote}"
    for field in PASSAGE_FIELDS:
        value = getattr(passage, field)
        said = attribution(field, value, passage.added)
        if said and any(added.field == field for added in passage.added):
            shown = ", ".join(value) if isinstance(value, tuple) else value
            yield f"    {field}: {shown or 'none'} ({said})"
