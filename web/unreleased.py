"""The page on which a maintainer looks at a document that nobody is answered from yet, and decides on it."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import ClassVar

from fastapi import APIRouter, Response
from fastapi.responses import RedirectResponse
from starlette.status import HTTP_303_SEE_OTHER

from ingest.unreleased import WORDS, Standing, Unreleased, unreleased
from vectorstore.corrections import log_corrections
from vectorstore.facts import APPROVED, Fact, facts_of
from vectorstore.faults import IndexFault
from vectorstore.flags import in_words
from vectorstore.passage import Passage
from vectorstore.personal import personal_details
from vectorstore.sections import STATUS_OF_EVIDENCE
from vectorstore.withdrawals import Action, log_withdrawal
from web.maintaining import WithForm, refuse_foreign
from web.parts import Parts, WithParts, WithSession
from web.problems import ProblemError
from web.rendering import Page
from web.sessions import Session
from web.viewer import BlockView, Mark, text_blocks
from web.withdrawn import refuse_withdrawn

LONGEST_QUOTE = 160
NO_NAME = "Enter your name"
NO_REASON = "Say why in a few words, and name nobody"
NO_DOCUMENT = (
    "Document not found",
    "No document with this address is held back or waits. The page Quality lists those that do.",
)
NOT_HELD_BACK = "It is not held back any more: look at how it stands now"

router = APIRouter()


@dataclass(frozen=True, slots=True)
class PassageLine:
    """A passage as it was read: its item and whom it addresses, and its first words."""

    item: str | None
    addressee: str | None
    quote: str


@dataclass(frozen=True, slots=True)
class ReadSection:
    """Passages one after the other under one heading, and what kind of section they were taken for."""

    heading: str | None
    review: str | None
    kind: str
    passages: tuple[PassageLine, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class UnreleasedPage(Page):
    """A document that is held back or waits: how it was read, its text, and the forms that approve or withdraw it."""

    template: ClassVar[str] = "unreleased.html"
    is_entry: ClassVar[bool] = False
    token: str
    found: Unreleased
    facts: tuple[Fact, ...]
    sections: tuple[ReadSection, ...]
    blocks: tuple[BlockView, ...]
    typed: dict[str, str]
    errors: dict[str, str]

    @property
    def words(self) -> str:
        """Return how the document stands."""
        return WORDS[self.found.standing]

    @property
    def is_held_back(self) -> bool:
        """Return whether a person has to approve it."""
        return self.found.standing is Standing.HELD_BACK

    @property
    def approvals(self) -> tuple[str, ...]:
        """Return who approved it, where it was held back."""
        return tuple(added.words for added in self.found.document.added if added.field == APPROVED)

    @property
    def notices(self) -> tuple[str, ...]:
        """Return what a person should look at."""
        return in_words(self.found.document.flags, self.found.document.id)


@router.get("/waiting/{document_id}")
def unreleased_page(document_id: str, parts: WithParts, session: WithSession) -> Response:
    """Return the page; the way to the document's own page where nothing but what is served holds it."""
    refuse_withdrawn(parts, document_id)
    found = unreleased(parts.live.data, document_id)
    with parts.live.use() as index:
        is_served = index is not None and document_id in index.documents
    if found is None and is_served:
        return RedirectResponse(f"/documents/{document_id}", HTTP_303_SEE_OTHER)
    return _page(parts, session, _found(found), {}, {})


@router.post("/waiting/{document_id}/approve")
def approve(document_id: str, parts: WithParts, session: WithSession, form: WithForm) -> Response:
    """Record that a document which was held back may be served; the next candidate has it."""
    refuse_foreign(parts, session, form)
    refuse_withdrawn(parts, document_id)
    found = _found(unreleased(parts.live.data, document_id))
    name = str(form.get("name", "")).strip()
    errors = {} if name else {"name": NO_NAME}
    if found.standing is not Standing.HELD_BACK:
        errors = {"form": NOT_HELD_BACK}
    if not errors:
        try:
            log_corrections(parts.live.data, document_id, {APPROVED: "yes"}, name)
        except IndexFault as fault:
            errors = {"form": str(fault)}
    if errors:
        return _page(parts, session, found, {"name": name}, errors)
    parts.record("approved a document that was held back", document_id)
    return RedirectResponse(f"/waiting/{document_id}", HTTP_303_SEE_OTHER)


@router.post("/waiting/{document_id}/withdraw")
def withdraw(document_id: str, parts: WithParts, session: WithSession, form: WithForm) -> Response:
    """Withdraw the document: it is hidden wherever it is, and no candidate that is built later holds it."""
    refuse_foreign(parts, session, form)
    refuse_withdrawn(parts, document_id)
    found = _found(unreleased(parts.live.data, document_id))
    typed = {field: str(form.get(field, "")).strip() for field in ("by", "reason")}
    missing = {"by": NO_NAME, "reason": NO_REASON}
    errors = {field: told for field, told in missing.items() if not typed[field]}
    if not errors:
        try:
            log_withdrawal(parts.live.data, document_id, Action.WITHDRAW, typed["reason"], typed["by"])
        except IndexFault as fault:
            errors = {"form": str(fault)}
    if errors:
        return _page(parts, session, found, typed, errors)
    parts.record("withdrew a document", document_id)
    return RedirectResponse("/quality", HTTP_303_SEE_OTHER)


def _found(found: Unreleased | None) -> Unreleased:
    if found is None:
        raise ProblemError(404, *NO_DOCUMENT)
    return found


def _page(parts: Parts, session: Session, found: Unreleased, typed: dict[str, str], errors: dict[str, str]) -> Response:
    document, text = found.document, found.loaded.text
    marks = [Mark(one.start, one.end, one.kind.value) for one in personal_details(text)]
    page = UnreleasedPage(
        title=document.title,
        current="/quality",
        is_error=bool(errors),
        token=parts.sessions.token(session),
        found=found,
        facts=facts_of(document),
        sections=tuple(_sections(found.loaded.passages)),
        blocks=text_blocks(document, text, marks),
        typed=typed,
        errors=errors,
    )
    response = parts.respond(page, 422 if errors else 200)
    parts.sessions.keep(session, response)
    return response


def _sections(passages: Sequence[Passage]) -> Iterator[ReadSection]:
    for (heading, review, kind), own in groupby(passages, key=lambda one: (one.heading, one.review, one.section)):
        yield ReadSection(heading, review, STATUS_OF_EVIDENCE[kind], tuple(map(_line, own)))


def _line(passage: Passage) -> PassageLine:
    words = " ".join(passage.text.split())
    quote = words if len(words) <= LONGEST_QUOTE else words[:LONGEST_QUOTE].rsplit(" ", 1)[0] + " …"
    return PassageLine(passage.item, passage.addressee, quote)
