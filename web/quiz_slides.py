"""A quiz on a projector: one item a page in large type, its answer on the next page."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import ClassVar

from fastapi import APIRouter, Response

from assistant.quizzes.feedback import item_feedback, option_feedback, situation
from assistant.quizzes.quiz import Item, Quiz
from assistant.quizzes.session import Session as Told
from assistant.quizzes.session import session
from assistant.quizzes.staleness import usable
from web.parts import WithParts
from web.problems import ProblemError
from web.quiz_words import QuizPage
from web.quizzes import WithQuiz, lent

router = APIRouter()

NOTHING_TO_SHOW = (
    "No item can be shown",
    "Accept at least one item that still holds: only those that a trainer has accepted are shown.",
)
# So many characters fit a screen of 1280 by 720 in the largest type, and so many in the next smaller one; the edges
# of a box take as much room as so many.
FITS, FITS_SMALLER, EDGES = 450, 780, 70


class Step(StrEnum):
    """What a page shows, in the words of the link that leads to it."""

    BEGINNING = "Begin again"
    SITUATION = "Next question"
    QUESTION = "Show the question"
    ANSWER = "Show the answer"
    END = "To the end"


@dataclass(frozen=True, slots=True)
class Slide:
    """One page: what it shows, and of which item, by its number from 1; 0 for none."""

    step: Step
    number: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class SlidePage(QuizPage):
    """One page of the quiz: the beginning, then of every item the question and the answer, then the end.

    A situation that would not fit the screen beside its question has a page of its own before it.
    """

    template: ClassVar[str] = "quiz_slide.html"
    has_navigation: ClassVar[bool] = False
    quiz: Quiz
    told: Told
    items: tuple[Item, ...]
    slides: tuple[Slide, ...]
    at: int

    @property
    def last(self) -> int:
        """Return the number of the last page; the first is 0."""
        return len(self.slides) - 1

    @property
    def slide(self) -> Slide:
        """Return the page that is shown."""
        return self.slides[self.at]

    @property
    def item(self) -> Item | None:
        """Return the item that is shown, None at the beginning and at the end."""
        return self.items[self.slide.number - 1] if self.slide.number else None

    @property
    def shows_situation(self) -> bool:
        """Return whether the situation stands on this page: its own, or that of a question or answer where it fits."""
        if self.item is None or not self.item.scenario or self.slide.step is Step.SITUATION:
            return self.slide.step is Step.SITUATION
        return not _is_split(self.item) and _length(self.item, self.slide.step) <= FITS_SMALLER

    @property
    def size(self) -> str:
        """Return how large the type may be for the page to fit a screen."""
        length = _length(self.item, self.slide.step) if self.item else FITS + 1
        return "large" if length <= FITS else "smaller" if length <= FITS_SMALLER else "smallest"

    @property
    def following(self) -> str:
        """Return what the link to the next page says."""
        if self.at == 0:
            return "Begin"
        step = self.slides[self.at + 1].step
        return "Next question" if step is Step.QUESTION and self.slide.step is Step.ANSWER else step.value

    def url(self, at: int) -> str:
        """Return the address of another page."""
        return f"/quizzes/{self.quiz.id}/present?at={at}"


@router.get("/quizzes/{quiz_id}/present")
def slide(quiz: WithQuiz, parts: WithParts, at: str = "") -> Response:
    """Return one page of the quiz; the last one where the number is beyond it."""
    with parts.live.use() as index:
        items = usable(lent(index), quiz)
    if not items:
        raise ProblemError(409, *NOTHING_TO_SHOW, back=(f"/quizzes/{quiz.id}", "Go to the quiz"))
    told, slides = session(quiz, items, parts.settings.contact_lines(date.today())), tuple(slides_of(items))
    place = int(at) if at.isascii() and at.isdecimal() and len(at) <= 3 else 0
    at_page = min(place, len(slides) - 1)
    title = f"{_name(slides[at_page], len(items))} – {quiz.title}"
    page = SlidePage(title=title, quiz=quiz, told=told, items=items, slides=slides, at=at_page)
    return parts.respond(page, keep=True)


def _name(slide: Slide, items: int) -> str:
    """Return by what name a page is told from the others where titles are read out."""
    if slide.step is Step.BEGINNING:
        return "Beginning"
    if slide.step is Step.END:
        return "End"
    part = {Step.SITUATION: "situation", Step.QUESTION: "question", Step.ANSWER: "answer"}[slide.step]
    return f"{slide.number} of {items}, {part}"


def slides_of(items: Sequence[Item]) -> Iterator[Slide]:
    """Yield the pages of these items in their order."""
    yield Slide(Step.BEGINNING)
    for number, item in enumerate(items, 1):
        if _is_split(item):
            yield Slide(Step.SITUATION, number)
        yield Slide(Step.QUESTION, number)
        yield Slide(Step.ANSWER, number)
    yield Slide(Step.END)


def _is_split(item: Item) -> bool:
    return bool(item.scenario) and _situation(item) + _asked(item) > FITS


def _length(item: Item, step: Step) -> int:
    """Return about how much room a page of the item takes, in characters: each box takes some for its edges."""
    beside = 0 if _is_split(item) else _situation(item)
    if step is Step.SITUATION:
        return _situation(item)
    return beside + (_asked(item) if step is Step.QUESTION else _answered(item))


def _situation(item: Item) -> int:
    return len(situation(item)) + EDGES // 2


def _asked(item: Item) -> int:
    findings = [len(pair.finding.words) for pair in item.pairs]
    boxes = [*(one.words for one in item.options), *(pair.recommendation.words for pair in item.pairs)]
    return len(item.stem) + sum(findings) + _boxes([*boxes, *(stage.quote.words for stage in item.stages)])


def _answered(item: Item) -> int:
    boxes = [option_feedback(item, one) if one.is_quoted else one.words for one in item.options]
    told = () if any(one.is_quoted for one in item.options) else item_feedback(item)
    return len(item.stem) + _boxes([*boxes, *told]) + (2 * EDGES if told else 0)  # for the heading


def _boxes(boxes: Iterable[str]) -> int:
    return sum(len(words) + EDGES for words in boxes)
