"""Answers to take away: their quotes as they stand, where each is from, and what such a paper is not."""

from collections.abc import Collection, Sequence
from dataclasses import asdict, dataclass
from datetime import date

from assistant.answer import READ_BY_OCR, Answer, Citation
from assistant.citation_words import place, status_words
from assistant.conversation import WITHOUT_TEXT, Turn
from prompts.render import render

TITLE = "What the reviews say"


@dataclass(frozen=True, slots=True)
class Reference:
    """A quote with its source. `warning` says why its words may be wrong, `notes` are the footnotes that it cites."""

    number: int
    quote: str
    review: str
    title: str
    publisher: str
    place: str
    status: str
    source: str
    notes: tuple[str, ...]
    warning: str | None

    @property
    def line(self) -> str:
        """Return all but the quote on one line."""
        known = (self.review, *((self.title,) if self.title != self.review else ()), self.publisher, self.place)
        return "; ".join([*known, f"file {self.source}"])


@dataclass(frozen=True, slots=True)
class Part:
    """One answer, in the assistant's Markdown. `references` are what it quotes, `nearest` what may help beside it."""

    question: str | None
    answer: str
    notices: tuple[str, ...]
    references: tuple[Reference, ...]
    nearest: tuple[Reference, ...]


@dataclass(frozen=True, slots=True)
class Export:
    """A conversation to take away. `made_on` is an ISO date; `left_out` is how many answers are not in it."""

    title: str
    made_on: str
    index_versions: tuple[str, ...]
    parts: tuple[Part, ...]
    left_out: int
    limits: tuple[str, ...]

    @property
    def made(self) -> str:
        """Return when and from what it was made, in a sentence."""
        versions = ", ".join(self.index_versions)
        return f"Made on {self.made_on} from index version {versions}." if versions else f"Made on {self.made_on}."

    @property
    def gap(self) -> str | None:
        """Return what is said of answers that are not in it, None where all are."""
        if not self.left_out:
            return None
        many = "1 answer is" if self.left_out == 1 else f"{self.left_out} answers are"
        return f"{many} left out: not kept, or quoted from a document that was withdrawn."

    def to_record(self) -> dict[str, object]:
        """Return it as plain values."""
        return asdict(self)


def exported(turns: Sequence[Turn], withdrawn: Collection[str], today: date, *, with_questions: bool) -> Export:
    """Return the answers of a conversation to take away.

    What was said of a live case is no learning and stays where it was said; so does an answer that quotes a document
    which was withdrawn since. The asker's words are left out unless they are wanted.
    """
    kept = [turn for turn in turns if may_leave(turn.answer, withdrawn)]
    versions = dict.fromkeys(turn.answer.index_version for turn in kept if turn.answer.index_version)
    return Export(
        title=TITLE,
        made_on=today.isoformat(),
        index_versions=tuple(versions),
        parts=tuple(_part(turn, with_questions) for turn in kept),
        left_out=len(turns) - len(kept),
        limits=tuple(render("export_limits").splitlines()),
    )


def may_leave(answer: Answer, withdrawn: Collection[str]) -> bool:
    """Return whether an answer may be taken away: it is kept, and none of what it quotes was withdrawn."""
    quoted = {one.document_id for one in (*answer.citations, *answer.nearest)}
    return answer.status not in WITHOUT_TEXT and quoted.isdisjoint(withdrawn)


def _part(turn: Turn, with_question: bool) -> Part:
    answer = turn.answer
    return Part(
        question=turn.question if with_question else None,
        answer=answer.answer,
        notices=tuple(notice for notice in answer.notices if notice not in answer.answer),
        references=tuple(_reference(one) for one in answer.citations),
        nearest=tuple(_reference(one) for one in answer.nearest),
    )


def _reference(cited: Citation) -> Reference:
    return Reference(
        number=cited.number,
        quote=cited.quote,
        review=cited.review or cited.title,
        title=cited.title,
        publisher=cited.publisher or "publisher not stated",
        place=place(cited.heading, cited.item, cited.page, cited.page_end),
        status=status_words(cited.section),
        source=cited.source,
        notes=cited.notes,
        warning=READ_BY_OCR if cited.read_by_ocr else None,
    )
