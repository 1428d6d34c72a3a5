"""What reviews ask of an agency: the recommendations or actions that are addressed to it, of every review."""

from collections.abc import Sequence
from dataclasses import dataclass

from assistant.listing import agencies_asked, to_agency
from assistant.question import Question
from assistant.ranking import TASKS
from vectorstore.passage import Hit, Passage
from vectorstore.themes import themes_in

# More than these are no answer but a register: the nearest to the question are quoted and the rest are counted.
MOST_QUOTED = 12


@dataclass(frozen=True, slots=True)
class Addressed:
    """The tasks that are addressed to an agency, those nearest to the question first."""

    agencies: tuple[str, ...] = ()
    tasks: tuple[Passage, ...] = ()

    @property
    def quoted(self) -> tuple[Passage, ...]:
        """Return the tasks to quote."""
        return self.tasks[:MOST_QUOTED]


NOT_ADDRESSED = Addressed()


def addressed(question: Question, meant: str, hits: Sequence[Hit], allowed: Sequence[Passage]) -> Addressed:
    """Return the tasks that are addressed to an agency which the question names, none where it asks for no such thing.

    `meant` are the words of the question with those of the one that it leans on: where they name a theme, only the
    tasks that show it are what was asked for.
    """
    asked = question.sections & TASKS
    if not asked or question.sections - TASKS:
        return NOT_ADDRESSED
    themes = frozenset(themes_in(meant))
    tasks = [p for p in allowed if p.section in asked and p.item and _shows(p, themes)]
    rank = {hit.passage.id: place for place, hit in enumerate(hits)}
    found = sorted(to_agency(question.text, tasks), key=lambda passage: rank.get(passage.id, len(rank)))
    return Addressed(agencies_asked(question.text), tuple(found))


def _shows(passage: Passage, themes: frozenset[str]) -> bool:
    return not themes or not themes.isdisjoint(passage.themes)
