"""What the pages of corrections show: each field with its value and who says it, and what waits for a release."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import ClassVar

from ingest.outstanding import Outstanding
from vectorstore.attribution import attribution
from vectorstore.corrections import Correction, PassageKey, Value
from vectorstore.document import Age, Document
from vectorstore.facts import DOCUMENT_FIELDS, LABELS, NATIONS, NOT_STATED, PASSAGE_FIELDS, facts_of
from vectorstore.index import Index
from vectorstore.passage import Passage
from vectorstore.sections import STATUS_OF_EVIDENCE, SectionType
from vectorstore.themes import THEMES
from web.rendering import Page
from web.viewer import IS_WHAT

A_PAGE = 25
LONGEST_QUOTE = 160
_HINTS = {
    "publisher": "The board or partnership that published it, as it calls itself.",
    "area": "The council, county or city, such as a partnership’s area.",
    "date": "Such as 2017, 2017-03, 2017-03-28 or March 2017.",
    "url": "Where its publisher has it on the web, beginning with https://.",
    "supersedes": "That document is then left out of the next release. It comes back when you take this back.",
}
_POPULATIONS = (("children", "children (a child’s review)"), ("adults", "adults (an adults’ review)"))
_PASSAGE_LABELS = {"themes": "Themes", "section": "Section", "addressee": "Addressee"}


@dataclass(frozen=True, slots=True)
class Sent:
    """What was sent and what is wrong with it, by field; nothing where the page is only looked at."""

    typed: Mapping[str, str] = field(default_factory=dict)
    errors: Mapping[str, str] = field(default_factory=dict)
    recorded: bool = False
    themes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class FieldView:
    """One field: what it holds now, who says so, and `waits`, what was said since and no release has yet.

    `was` is the value that the form was made with. `choices` where one of several is picked: value and words.
    """

    name: str
    label: str
    hint: str | None
    shown: str
    said: str
    waits: str | None
    value: str
    was: str
    error: str | None
    can_clear: bool
    choices: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Proposal:
    """Another document that reads like a version of this one; `is_older` where this one may be said to replace it."""

    document: Document
    words: str
    because: str
    is_older: bool


@dataclass(frozen=True, slots=True)
class PassageEntry:
    """A passage in the list."""

    id: str
    place: str
    quote: str
    is_corrected: bool


@dataclass(frozen=True, slots=True)
class DocumentCorrecting:
    """The form for a document, proposals of other versions, and one page of its passages."""

    document: Document
    sent: Sent
    fields: tuple[FieldView, ...]
    proposals: tuple[Proposal, ...]
    sections: tuple[tuple[str, str], ...]
    section: str
    passages: tuple[PassageEntry, ...]
    page: int
    pages: int


@dataclass(frozen=True, slots=True)
class PassageCorrecting:
    """The form for a passage. `themes` are all, each with whether it is chosen; `was_themes` were when it was made."""

    document: Document
    passage: Passage
    sent: Sent
    fields: Mapping[str, FieldView]
    themes: tuple[tuple[str, bool], ...]
    was_themes: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class CorrectingPage(Page):
    """Correct what is known of a document."""

    template: ClassVar[str] = "corrections.html"
    is_entry: ClassVar[bool] = False
    token: str
    view: DocumentCorrecting
    outstanding: Outstanding


@dataclass(frozen=True, slots=True, kw_only=True)
class PassagePage(Page):
    """Correct what is known of a passage."""

    template: ClassVar[str] = "passage_corrections.html"
    is_entry: ClassVar[bool] = False
    token: str
    view: PassageCorrecting
    outstanding: Outstanding


def document_correcting(
    index: Index, document: Document, standing: Sequence[Correction], sent: Sent, section: str, page: str
) -> DocumentCorrecting:
    """Return the form for a document, and the page of its passages that was asked for, the first for any nonsense."""
    said = {one.field: one for one in standing if one.passage is None}
    titles = {one.id: _named(one) for one in index.documents.values()}
    shown = {fact.field: fact for fact in facts_of(document, titles)}
    fields = tuple(
        _field(name, LABELS[name], shown[name].value or "", shown[name].said, document, said.get(name), sent, titles)
        for name in DOCUMENT_FIELDS
    )
    passages = index.passages_of(document.id)
    kinds = tuple(dict.fromkeys(passage.section for passage in passages))
    chosen = [p for p in passages if p.section.value == section] if section in kinds else list(passages)
    pages = max(1, -(-len(chosen) // A_PAGE))
    number = min(pages, max(1, int(page[:6]))) if page.isascii() and page.isdecimal() else 1
    return DocumentCorrecting(
        document=document,
        sent=sent,
        fields=fields,
        proposals=() if "supersedes" in said else _proposals(index, document),
        sections=tuple((kind.value, STATUS_OF_EVIDENCE[kind]) for kind in kinds),
        section=section if section in kinds else "",
        passages=tuple(_entry(p) for p in chosen[(number - 1) * A_PAGE : number * A_PAGE]),
        page=number,
        pages=pages,
    )


def passage_correcting(
    document: Document, passage: Passage, key: PassageKey, standing: Sequence[Correction], sent: Sent
) -> PassageCorrecting:
    """Return the form for a passage."""
    about = (key.sha256, key.occurrence)
    said = {c.field: c for c in standing if c.passage and (c.passage.sha256, c.passage.occurrence) == about}
    fields = {}
    for name in PASSAGE_FIELDS:
        value = _text(getattr(passage, name))
        shown = STATUS_OF_EVIDENCE[passage.section] if name == "section" else value
        who = attribution(name, value, passage.added) or NOT_STATED
        if who and name != "addressee" and not any(added.field == name for added in passage.added):
            who = "worked out by software" if value else NOT_STATED
        fields[name] = _field(name, _PASSAGE_LABELS[name], shown, who, passage, said.get(name), sent, {})
    now = said["themes"].value if "themes" in said else passage.themes
    was = now if isinstance(now, tuple) else ()
    chosen = sent.themes if sent.errors else was
    themes = tuple((theme, theme in chosen) for theme in THEMES)
    return PassageCorrecting(document, passage, sent, fields, themes, tuple(t for t in THEMES if t in was))


def _field(
    name: str,
    label: str,
    shown: str,
    said: str,
    holder: Document | Passage,
    standing: Correction | None,
    sent: Sent,
    titles: Mapping[str, str],
) -> FieldView:
    live = next((added for added in holder.added if added.field == name), None)
    value = _text(standing.value if standing else getattr(holder, name))
    return FieldView(
        name=name,
        label=label,
        hint=_HINTS.get(name),
        shown=shown,
        said=said,
        waits=_waits(standing, live is not None, _text(getattr(holder, name)), titles),
        value=sent.typed.get(name, value) if sent.errors else value,
        was=value,
        error=sent.errors.get(name),
        can_clear=standing is not None,
        choices=_choices(name, holder.id, value, titles),
    )


def _waits(standing: Correction | None, is_added: bool, live: str, titles: Mapping[str, str]) -> str | None:
    """Return what was said since the version that is served was built, None where it has all of it."""
    if standing is None:
        return "Taken back: with the next release the document’s own value stands again." if is_added else None
    value = _text(standing.value)
    if is_added and value == live:
        return None
    words = f"“{titles.get(value, value)}”" if value else NOT_STATED
    return f"Recorded by {standing.by}, {standing.day}, for the next release: {words}."


def _choices(name: str, own: str, value: str, titles: Mapping[str, str]) -> tuple[tuple[str, str], ...]:
    if name == "nation":
        return (("", NOT_STATED), *((nation, nation) for nation in NATIONS))
    if name == "population":
        return _POPULATIONS
    if name == "section":
        return tuple((kind.value, words) for kind, words in STATUS_OF_EVIDENCE.items())
    if name == "supersedes":
        gone = ((value, f"{value} (not loaded)"),) if value and value not in titles else ()
        return (("", "no other document"), *gone, *((one, words) for one, words in titles.items() if one != own))
    return ()


def _proposals(index: Index, document: Document) -> tuple[Proposal, ...]:
    return tuple(
        Proposal(index.documents[o.document_id], IS_WHAT[o.age], o.because, o.age is not Age.OLDER)
        for o in document.other_versions
        if o.document_id in index.documents
    )


def _entry(passage: Passage) -> PassageEntry:
    parts = (passage.review, STATUS_OF_EVIDENCE[SectionType(passage.section)], passage.item)
    words = " ".join(passage.text.split())
    quote = words if len(words) <= LONGEST_QUOTE else words[:LONGEST_QUOTE].rsplit(" ", 1)[0] + " …"
    return PassageEntry(passage.id, ", ".join(part for part in parts if part), quote, bool(passage.added))


def _named(document: Document) -> str:
    return f"{document.title} ({document.date or 'undated'}; {document.source})"


def _text(value: Value | object) -> str:
    if isinstance(value, tuple):
        return ", ".join(value)
    return str(value) if value else ""
