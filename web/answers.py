"""A turn of a conversation as a page shows it: the status in words, the answer, and its numbered sources."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace

from markupsafe import Markup, escape

from assistant.answer import READ_BY_OCR, Answer, Citation, Status
from assistant.citation_words import label, place, status_words
from assistant.conversation import Turn
from prompts.render import render
from vectorstore.withdrawals import Withdrawal
from web.markdown import answer_html
from web.narrowing import in_words
from web.trail import step_url

HEADINGS = {
    Status.ANSWERED: "What the reviews say",
    Status.PARTIAL: "Part of an answer: some of what you asked is missing",
    Status.NOT_FOUND: "No clear answer in the documents loaded here",
    Status.OUT_OF_SCOPE: "These reviews cannot answer this",
    Status.LIVE_CASE: "Act now: this assistant cannot advise on a live case",
    Status.IDENTIFICATION: "This assistant does not identify anybody",
    Status.PERSONAL_DATA: "Your question may hold personal details",
    Status.UNAVAILABLE: "No answer at the moment",
}
NOT_KEPT = {
    Status.LIVE_CASE: "Not kept: this question was taken for one about a live case",
    Status.PERSONAL_DATA: "Not kept: this question may have held personal details",
    Status.IDENTIFICATION: "Not kept: this question was taken for one about who somebody is",
}
_EMERGENCY = re.compile(r"(?<=\bcall )999\b", re.IGNORECASE)
WITHHELD = "This answer is no longer shown"


@dataclass(frozen=True, slots=True)
class Source:
    """A quoted passage under an answer. `place` says where it stands, `status` what kind of statement it is, `warning`
    why its words may be wrong; `is_above` where the answer holds the whole quote.

    Of a document that was withdrawn since, on the day `withdrawn`, nothing is told but that.
    """

    anchor: str
    number: int
    review: str
    title: str
    publisher: str
    place: str
    status: str
    quote: str
    url: str
    withdrawn: str | None = None
    notes: tuple[str, ...] = ()
    warning: str | None = None
    is_above: bool = False


@dataclass(frozen=True, slots=True)
class TurnView:
    """One question and its answer. `question` is None where it was not kept; it was read as one about the `chosen`,
    and only what it was `narrowed` to was searched.
    """

    number: int
    question: str | None
    heading: str
    status: str
    html: Markup
    notices: tuple[str, ...]
    sources: tuple[Source, ...]
    nearest: tuple[Source, ...]
    suggestions: tuple[str, ...]
    searched: int
    index_version: str | None
    chosen: tuple[str, ...] = ()
    narrowed: tuple[str, ...] = ()

    @property
    def asked(self) -> str:
        """Return the question, or why it is not kept."""
        return self.question if self.question is not None else NOT_KEPT[Status(self.status)]


def turn_view(conversation_id: str, number: int, turn: Turn, withdrawn: Mapping[str, Withdrawal]) -> TurnView:
    """Return the turn as it is shown; of a live case nothing but the canned text.

    An answer that quotes a document which was withdrawn since is not shown again: its sentences cannot be told apart.
    """
    answer = turn.answer
    if gone := [withdrawn[c.document_id] for c in (*answer.citations, *answer.nearest) if c.document_id in withdrawn]:
        return _withheld(conversation_id, number, turn, withdrawn, max(entry.day for entry in gone))
    alone = answer.status is Status.LIVE_CASE
    prefix = f"a{number}-s"
    names = {one.number: f"Source {one.number}: {label(one)}" for one in answer.citations}
    html = answer_html(answer.answer, names, prefix)
    above = html.striptags()
    return TurnView(
        number=number,
        question=turn.question,
        heading=HEADINGS[answer.status],
        status=answer.status.value,
        html=_to_tap(html) if alone else html,
        notices=() if alone else _notices(answer),
        sources=tuple(
            _step(conversation_id, number, replace(source(one, prefix), is_above=_holds(above, one.quote)), one)
            for one in answer.citations
        ),
        nearest=() if alone else tuple(source(one, f"a{number}-n") for one in answer.nearest),
        suggestions=() if alone else answer.suggestions,
        searched=answer.reviews.searched,
        index_version=answer.index_version,
        chosen=() if alone else answer.reviews.chosen,
        narrowed=() if alone else in_words(turn.filters),
    )


def _holds(answer: str, quote: str) -> bool:
    """Return whether the words of an answer hold a quote whole: then nobody has to read it twice."""
    return " ".join(quote.split()) in answer


def _to_tap(canned: Markup) -> Markup:
    """Return the canned text of a live case with its number to tap, where a thumb is now."""
    return Markup(_EMERGENCY.sub('<a href="tel:999">999</a>', str(canned)))


def _withheld(conversation_id: str, number: int, turn: Turn, withdrawn: Mapping[str, Withdrawal], day: str) -> TurnView:
    """Return the turn without its answer, and of its sources those that are still there."""
    return TurnView(
        number=number,
        question=turn.question,
        heading=WITHHELD,
        status="withheld",
        html=escape(render("withdrawn", day=day)),
        notices=(),
        sources=tuple(
            _step(conversation_id, number, _still_there(one, withdrawn, f"a{number}-s"), one)
            for one in turn.answer.citations
        ),
        nearest=tuple(_still_there(one, withdrawn, f"a{number}-n") for one in turn.answer.nearest),
        suggestions=(),
        searched=0,
        index_version=turn.answer.index_version,
    )


def _step(conversation_id: str, number: int, shown: Source, citation: Citation) -> Source:
    """Return the source with an address from which the way leads on to the others of its answer, and back."""
    return shown if shown.withdrawn else replace(shown, url=step_url(citation, conversation_id, number))


def _still_there(citation: Citation, withdrawn: Mapping[str, Withdrawal], prefix: str) -> Source:
    entry = withdrawn.get(citation.document_id)
    if entry is None:
        return source(citation, prefix)
    return Source(f"{prefix}-{citation.number}", citation.number, "", "", "", "", "", "", "", entry.day)


def source(citation: Citation, prefix: str) -> Source:
    """Return the citation as an entry of the list of sources."""
    return Source(
        anchor=f"{prefix}-{citation.number}",
        number=citation.number,
        review=citation.review or citation.title,
        title=citation.title,
        publisher=citation.publisher or "publisher not stated",
        place=place(citation.heading, citation.item, citation.page, citation.page_end),
        status=status_words(citation.section),
        quote=citation.quote,
        url=citation.url,
        notes=citation.notes,
        warning=READ_BY_OCR if citation.read_by_ocr else None,
    )


def _notices(answer: Answer) -> tuple[str, ...]:
    """Return the notices that the answer itself does not begin with."""
    return tuple(notice for notice in answer.notices if notice not in answer.answer)
