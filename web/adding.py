"""What the pages show on which a person makes an evaluation question of an answer: what was typed, what is wrong."""

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import ClassVar

from starlette.datastructures import FormData

from assistant.answer import Citation
from assistant.citation_words import place
from evals.adding import Added
from evals.drafts import Draft, Gold, facts
from evals.questions import LONGEST_QUOTE, Kind
from evals.vetting import Part, Problem
from vectorstore.index import Index
from vectorstore.passage import Passage
from vectorstore.sentences import sentence_spans
from web.rendering import Page

FORM = "form"
KINDS = {
    Kind.FACT: "A fact",
    Kind.LIST: "A list of items",
    Kind.WHY: "A reason",
    Kind.RECOMMENDATION: "A recommendation",
    Kind.GOOD_PRACTICE: "Good practice",
    Kind.COMPARISON: "A comparison",
    Kind.THEME_ACROSS_REVIEWS: "A theme across reviews",
    Kind.FOLLOW_UP: "A follow-up to earlier questions",
    Kind.VOCABULARY_GAP: "Something that the documents call otherwise",
    Kind.UNANSWERABLE: "Something that the documents do not answer",
    Kind.OUT_OF_SCOPE: "Something that is no question for reviews",
    Kind.LIVE_CASE: "What to do about a child now",
    Kind.IDENTIFICATION: "Who somebody is",
    Kind.PERSONAL_DATA: "A question with personal details in it",
    Kind.INJECTION: "An instruction to the program",
}
_SPOT = re.compile(r"([\w-]{1,100}):(\d{1,9}):(\d{1,9})", re.ASCII)


@dataclass(frozen=True, slots=True)
class Spot:
    """Where offered words stand: a span of a document's stored text."""

    document_id: str
    start: int
    end: int

    @classmethod
    def read(cls, typed: str) -> "Spot | None":
        """Return the spot that a form carries, None where it is no such thing."""
        match = _SPOT.fullmatch(typed)
        return cls(match[1], int(match[2]), int(match[3])) if match else None

    @property
    def key(self) -> str:
        """Return the spot as a form carries it."""
        return f"{self.document_id}:{self.start}:{self.end}"

    @property
    def url(self) -> str:
        """Return the address that opens the document at the words."""
        return f"/documents/{self.document_id}?start={self.start}&end={self.end}#cited"


@dataclass(frozen=True, slots=True)
class Offer:
    """A passage that may be picked: its spot, its words as the person left them, and whether it is picked."""

    spot: Spot
    quote: str | None = None
    is_picked: bool = False


@dataclass(frozen=True, slots=True)
class Typed:
    """The form as it was sent, or as it is offered first."""

    question: str = ""
    history: str = ""
    kind: str = ""
    unanswered: bool = False
    offers: tuple[Offer, ...] = ()
    written: tuple[Gold, ...] = ()
    vital: str = ""
    okay: str = ""
    forbidden: str = ""
    conversation_id: str = ""

    @classmethod
    def read(cls, form: FormData) -> "Typed":
        """Return what was sent; what does not belong to such a form counts for nothing."""
        picked = set(_texts(form, "pick"))
        offers = tuple(
            Offer(spot, quote, spot.key in picked)
            for key, quote in zip(_texts(form, "spot"), _texts(form, "quote"), strict=False)
            if (spot := Spot.read(key))
        )
        written = zip(_texts(form, "doc"), _texts(form, "words"), strict=False)
        names = ("question", "history", "kind", "vital", "okay", "forbidden", "conversation_id")
        return cls(
            unanswered=bool(form.get("unanswered")),
            offers=offers,
            written=tuple(Gold(doc, words) for doc, words in written),
            **{name: _lines(str(form.get(name, ""))) for name in names},
        )

    def draft(self, index: Index | None) -> tuple[Draft, tuple[str, ...]]:
        """Return the draft that was typed, and for each of its gold the id of the field that it was typed into."""
        gold: list[tuple[Gold, str]] = []
        for number, offer in enumerate(self.offers, 1):
            if offer.is_picked:
                document = index.documents.get(offer.spot.document_id) if index else None
                gold.append((Gold(document.source if document else "", offer.quote or ""), f"quote-{number}"))
        for number, one in enumerate(self.written, 1):
            if one.doc.strip() or one.quote.strip():
                gold.append((one, f"words-{number}"))
        draft = Draft(
            question=self.question,
            kind=self.kind,
            answerable=not self.unanswered,
            gold=tuple(one for one, _ in gold),
            vital=facts(self.vital.split("\n")),
            okay=facts(self.okay.split("\n")),
            forbidden=tuple(self.forbidden.split("\n")),
            history=tuple(self.history.split("\n")),
        )
        return draft, tuple(anchor for _, anchor in gold)


@dataclass(frozen=True, slots=True)
class OfferView:
    """An offered passage: its own words, what of them is the quote, and where it stands."""

    number: int
    spot: Spot
    title: str
    source: str
    place: str
    words: str
    quote: str
    is_picked: bool


@dataclass(frozen=True, slots=True)
class AddingView:
    """The form. `problems` are the id of a field and a line each; `errors` are the lines by field."""

    typed: Typed
    offers: tuple[OfferView, ...]
    sources: tuple[str, ...]
    problems: tuple[tuple[str, str], ...] = ()
    errors: Mapping[str, Sequence[str]] = field(default_factory=dict)
    is_forgotten: bool = False
    begins_at: str | None = None

    @property
    def kinds(self) -> Mapping[Kind, str]:
        """Return what is asked for, in words."""
        return KINDS


@dataclass(frozen=True, slots=True, kw_only=True)
class AddingPage(Page):
    """Make an evaluation question."""

    template: ClassVar[str] = "adding.html"
    is_entry: ClassVar[bool] = False
    token: str
    view: AddingView


@dataclass(frozen=True, slots=True, kw_only=True)
class AddedPage(Page):
    """Where an evaluation question was written."""

    template: ClassVar[str] = "added.html"
    is_entry: ClassVar[bool] = False
    added: Added
    conversation_id: str | None


def offered(citations: Sequence[Citation], near: Sequence[Passage]) -> tuple[Offer, ...]:
    """Return what may be picked: what the answer cited and named as near, then what else is close to the question."""
    spots = [Spot(one.document_id, one.start, one.end) for one in citations]
    for passage in near:
        spot = Spot(passage.document_id, passage.start, passage.end)
        if not any(_overlap(spot, one) for one in spots):
            spots.append(spot)
    return tuple(Offer(spot) for spot in dict.fromkeys(spots))


def adding_view(
    typed: Typed,
    index: Index | None,
    problems: Sequence[tuple[str, str]] = (),
    is_forgotten: bool = False,
    begins_at: str | None = None,
) -> AddingView:
    """Return the form as it is shown: of passages that are not loaded any more, nothing."""
    errors: dict[str, list[str]] = defaultdict(list)
    for anchor, line in problems:
        errors[anchor].append(line)
    return AddingView(
        typed=typed,
        offers=tuple(_offers(typed.offers, index)),
        sources=tuple(sorted({one.source for one in index.documents.values()})) if index else (),
        problems=tuple(problems),
        errors=errors,
        is_forgotten=is_forgotten,
        begins_at=begins_at,
    )


def anchored(problems: Sequence[Problem], anchors: Sequence[str]) -> list[tuple[str, str]]:
    """Return each problem with the id of the field that it is about."""
    return [
        (FORM if one.part is Part.TAGS else one.part.value if one.number is None else anchors[one.number], one.line)
        for one in problems
    ]


def suggested(text: str) -> str:
    """Return the first whole sentences of a passage that a quote has room for, else as many words."""
    fitting = [text[:end] for _, end in sentence_spans(text) if len(" ".join(text[:end].split())) <= LONGEST_QUOTE]
    words = " ".join((fitting[-1] if fitting else text).split())
    return words if len(words) <= LONGEST_QUOTE else words[:LONGEST_QUOTE].rsplit(" ", 1)[0]


def _offers(offers: Sequence[Offer], index: Index | None) -> Iterator[OfferView]:
    for number, offer in enumerate(offers, 1):
        spot, document = offer.spot, index.documents.get(offer.spot.document_id) if index else None
        if index is None or document is None:
            continue
        words = index.text(spot.document_id)[spot.start : spot.end]
        passage = next((p for p in index.passages_of(document.id) if p.start <= spot.start < p.end), None)
        where = place(passage.heading, passage.item, passage.page, passage.page_end) if passage else ""
        quote = suggested(words) if offer.quote is None else offer.quote
        yield OfferView(number, spot, document.title, document.source, where, words, quote, offer.is_picked)


def _overlap(one: Spot, other: Spot) -> bool:
    return one.document_id == other.document_id and one.start < other.end and other.start < one.end


def _texts(form: FormData, name: str) -> list[str]:
    return [_lines(text) for text in form.getlist(name) if isinstance(text, str)]


def _lines(text: str) -> str:
    return text.replace("\r\n", "\n").replace("\r", "\n")
