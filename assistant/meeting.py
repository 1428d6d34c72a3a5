"""A sheet for a team meeting on one theme: what reviews found, what was done well, what changed, what to talk about.

Everything quoted was compared with the stored text; which passages are quoted is decided by rules that the sheet tells.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from assistant.answer import Citation
from assistant.choosing import MOST, Candidate, choose
from assistant.citation_words import place, status_words
from assistant.citing import cite
from assistant.editions import edition_notices
from assistant.reviews import ADULTS, CHILDREN, UNDATED, Entry, counted, reviews
from assistant.themes import Theme
from prompts.render import render
from vectorstore.index import Index

MOST_NAMES = 12


@dataclass(frozen=True, slots=True)
class Quote:
    """A verified quote of a review, and all that a reader needs to weigh it."""

    entry: Entry
    citation: Citation

    @property
    def status(self) -> str:
        """Return what kind of statement it is."""
        return status_words(self.citation.section)

    @property
    def whose(self) -> str:
        """Return the review, its title, its publisher and its date, each said to be missing where it is."""
        document = self.entry.document
        title = (document.title,) if document.title != self.entry.name else ()
        known = [self.entry.name, *title, document.publisher or "publisher not stated", document.date or UNDATED]
        return "; ".join([*known, *filter(None, [self.entry.edition])])

    @property
    def place(self) -> str:
        """Return where in the document it stands."""
        cited = self.citation
        return place(cited.heading, cited.item, cited.page, cited.page_end)


@dataclass(frozen=True, slots=True)
class Question:
    """A question to talk about: quoted from a review, or general wording of ours that says nothing of any review."""

    text: str
    quote: Quote | None = None


@dataclass(frozen=True, slots=True)
class Meeting:
    """The sheet. `population` is whose reviews it draws on; what is empty was found in none of them.

    `strength` counts the reviews, `chosen` says how the quotes were chosen, `record` are the lines to fill in.
    """

    theme: str
    slug: str
    population: str
    made_on: str
    index_version: str
    strength: str
    tagged: str
    chosen: str
    findings: tuple[Quote, ...]
    good_practice: tuple[Quote, ...]
    changes: tuple[Quote, ...]
    questions: tuple[Question, ...]
    none_recorded: str
    ours: str
    notices: tuple[str, ...]
    record: tuple[str, ...]
    limits: tuple[str, ...]

    @property
    def title(self) -> str:
        """Return what the sheet is called."""
        return f"For a team meeting: {self.theme}"

    @property
    def quotes(self) -> tuple[Quote, ...]:
        """Return all that is quoted, in the order of the sheet."""
        asked = tuple(question.quote for question in self.questions if question.quote)
        return (*self.findings, *self.good_practice, *self.changes, *asked)


def populations_of(theme: Theme) -> tuple[str, ...]:
    """Return whose reviews carry the theme: children's, adults'."""
    return tuple(name for name, many in ((CHILDREN, theme.children), (ADULTS, theme.adults)) if many)


def meeting(index: Index, theme: Theme, population: str, today: date) -> Meeting:
    """Return the sheet on a theme from children's or adults' reviews, which are never mixed."""
    chosen = choose(index, theme, population)
    groups = chosen.findings, chosen.good_practice, chosen.changes, chosen.questions
    found, done_well, since, questions = _numbered(index, *groups)
    ours, *wordings = render("meeting_questions").splitlines()
    whole = {"theme": theme.name, "population": population}
    return Meeting(
        theme=theme.name,
        slug=theme.slug,
        population=population,
        made_on=today.isoformat(),
        index_version=index.version,
        strength=_strength(index, theme, population, named=True),
        tagged=theme.tagged,
        chosen=render("meeting_chosen", **whole),
        findings=found,
        good_practice=done_well,
        changes=since,
        questions=(*map(_printed, questions), *map(Question, wordings))[:MOST],
        none_recorded=render("meeting_none", reviews=_loaded(index, population), **whole),
        ours=ours,
        notices=_notices(index, (*found, *done_well, *since, *questions)),
        record=tuple(render("meeting_record").splitlines()),
        limits=tuple(render("export_limits").splitlines()),
    )


def _numbered(index: Index, *groups: Sequence[Candidate]) -> list[tuple[Quote, ...]]:
    """Return the quotes of each group, numbered through."""
    citations = iter(cite(index, [passage for group in groups for _, passage in group]))
    return [tuple(Quote(entry, next(citations)) for entry, _ in group) for group in groups]


def _printed(quote: Quote) -> Question:
    """Return a question that a review prints, on one line."""
    return Question(" ".join(quote.citation.quote.split()), quote)


def _loaded(index: Index, population: str) -> int:
    children, adults = counted(index, reviews(index))
    return adults if population == ADULTS else children


def strengths(index: Index, theme: Theme) -> tuple[str, ...]:
    """Return in how many children's and in how many adults' reviews something on the theme was found."""
    return tuple(_strength(index, theme, name) for name in (CHILDREN, ADULTS) if _loaded(index, name))


def _strength(index: Index, theme: Theme, population: str, *, named: bool = False) -> str:
    entries = [one.entry for one in theme.carried if one.entry.document.population == population]
    names = [entry.name for entry in entries] if named else []
    return render(
        "theme_strength",
        theme=theme.name,
        population=population,
        found=sum(counted(index, entries)),
        reviews=_loaded(index, population),
        names=names[:MOST_NAMES],
        more=len(names[MOST_NAMES:]),
    )


def _notices(index: Index, quotes: Sequence[Quote]) -> tuple[str, ...]:
    """Return what has to be said of the documents that are quoted."""
    documents = [quote.entry.document for quote in quotes]
    sample = [render("sample_notice")] if any(document.is_sample for document in documents) else []
    return (*sample, *edition_notices(index, (document.id for document in documents)))
