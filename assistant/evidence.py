"""Which passages answer a question: its scope first, then whole sections or the best passages."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from enum import Enum

from assistant.addressed import NOT_ADDRESSED, Addressed, addressed
from assistant.asked_things import not_printed, not_told
from assistant.catalogue import Key, catalogue, key_of
from assistant.cross_reading import passages_read, sentences_read
from assistant.due_dates import with_dates
from assistant.editions import older_among, without_repeats
from assistant.filters import Filters
from assistant.follow_up import as_meant, leaned_on
from assistant.listing import Gap, left_of, listing, what_was_done_well
from assistant.names import without_names
from assistant.openings import asks_for_nothing_else, beginnings, openings
from assistant.question import Question, Wanted, read_question
from assistant.ranking import TASKS, weigh
from assistant.reported import reported_elsewhere
from assistant.reranker import Ranked, measured, rerank
from assistant.retriever import Retrieved, retrieve
from assistant.scope import Scope, find_scope, keys_of
from assistant.selection import OTHER_DOCUMENT, best, excerpts, first_excerpts, per_review
from assistant.spelling import spelled
from vectorstore.acronyms import expand
from vectorstore.agencies import agencies_in
from vectorstore.document import Review
from vectorstore.embedder import CrossEncoder
from vectorstore.index import Index
from vectorstore.keywords import tokens
from vectorstore.passage import Passage
from vectorstore.sections import SectionType
from vectorstore.themes import themes_in, words_in

_WENT_WRONG = re.compile(
    r"\b(?:(?:went|go(?:es|ne)?|going) wrong|fail\w*|problems?|mistakes?|missed|concerns?|weakness\w*|gaps?"
    r"|not (?:being )?(?:done|included|seen|asked|told|heard|shared|recorded|involved))\b",
    re.IGNORECASE,
)
_OF_ADULTS = re.compile(
    r"\badults? (?:review|safeguarding|and child)|\b(?:sars?|dhrs?|dardrs?)\b|domestic homicide", re.IGNORECASE
)
MENTIONING = 60
# So many of the best passages have to be of one case before the question is taken to tell of it.
OF_ONE_CASE = 3
# How many of the passages have to hold what is asked of somebody, as an age.
TOLD_BY = 4
# Of so many of the best passages the population counts.
MOST_OF = 10
EVERYTHING = Filters()


class Basis(Enum):
    """What an answer rests on."""

    SECTION = "every statement of a section"
    REVIEWS = "the best passages of several reviews"
    OPENINGS = "what each of several reviews says first"
    ADDRESSED = "the tasks of an agency in several reviews"
    PASSAGES = "the best passages"
    NONE_RECORDED = "a section that the review does not have"
    UNKNOWN_REVIEW = "a review that is not loaded"


@dataclass(frozen=True, slots=True)
class Evidence:
    """The chosen passages, best first or in the order of the text, and what they rest on.

    `searched` are the reviews that were looked at, `gaps` what some of them lack. `filtered`: the filters took away
    something. `excerpts` are the words to quote of a passage, by its id: all of it where it is not among them, and
    none where the answer only points to it. `leans`: the question was read with an earlier one, and `meant` are the
    words that passages are judged by. `explained` are the
    passages that the features alone choose: by them it is told whether the question can be answered, since that was
    fitted without a cross-encoder. `addressed` are the tasks of an agency, where such are asked for.
    """

    basis: Basis
    question: Question
    scope: Scope
    passages: tuple[Passage, ...]
    retrieved: Retrieved
    searched: tuple[Review, ...] = ()
    filtered: bool = False
    gaps: tuple[Gap, ...] = ()
    reranked: tuple[Ranked, ...] = ()
    excerpts: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    leans: bool = False
    meant: str = ""
    explained: tuple[Passage, ...] = ()
    addressed: Addressed = NOT_ADDRESSED


def find_evidence(
    index: Index, text: str, earlier: Sequence[str], filters: Filters, reader: CrossEncoder | None = None
) -> Evidence:
    """Return the evidence for a question; `earlier` are the questions before it in the conversation, oldest first.

    A `reader`, where there is one, takes part in the order of the best passages and of their sentences.
    """
    text = spelled(index, text)
    scope = find_scope(index, text, earlier, filters.everywhere)
    known = catalogue(index).reviews
    question = as_meant(read_question(without_names(text, scope.reviews)), bool(scope.reviews), earlier, known)
    everything = of_unknown(index, scope) if scope.unknown and not scope.reviews else scope.passages(index)
    if reported := reported_elsewhere(index, question, scope):
        everything = [*everything, *reported]
    narrowed = filters.narrow(index.documents, everything)
    # Repeats go last: what a newer version says may have been filtered out.
    in_scope, allowed = without_repeats(index, everything), without_repeats(index, narrowed)
    before = leaned_on(earlier, known) if scope.carried or question.refers_back else ""
    meant = whole_question(question, without_names(before, scope.reviews), scope)
    retrieved = _retrieved(index, question, meant, text, before, allowed)
    found = Evidence(
        Basis.PASSAGES,
        question,
        scope,
        (),
        one_population(index, weigh(retrieved, question), question, scope),
        searched(index, scope, allowed, filters),
        len(narrowed) < len(everything),
        leans=bool(before),
        meant=meant,
    )
    if scope.reviews and (decided := listed(index, found, in_scope, allowed)):
        return decided
    if scope.unknown and not scope.reviews and not in_scope:
        return replace(found, basis=Basis.UNKNOWN_REVIEW)
    if not scope.by_subject and (tasks := addressed(question, found.meant, found.retrieved.hits, allowed)).tasks:
        return replace(found, basis=Basis.ADDRESSED, passages=tasks.quoted, addressed=tasks)
    if not scope.reviews and (well := done_well(index, found, allowed)):
        return replace(found, basis=Basis.SECTION, passages=well)
    if opening := told_apart(found, allowed):
        return replace(found, basis=Basis.OPENINGS, passages=opening, excerpts=beginnings(opening), explained=opening)
    if not_mentioned(question, allowed) or (not before and unheard_of(index, question)):
        return found
    if not_printed(question.text, (passage.text for passage in allowed)):
        return found
    return chosen(index, found, reader)


def _retrieved(
    index: Index, question: Question, meant: str, text: str, before: str, allowed: Sequence[Passage]
) -> Retrieved:
    themes = frozenset(themes_in(meant))
    chosen = as_asked(question, themes, allowed)
    among = None if len(chosen) == len(index.passages) else {p.id for p in chosen}
    return retrieve(index, text, before, among, of_themes=of_themes(question, themes, chosen))


def of_themes(question: Question, themes: frozenset[str], passages: Sequence[Passage]) -> frozenset[str]:
    """Return the passages that show a theme which is asked for of several reviews."""
    if not themes or question.wanted is Wanted.STATEMENT:
        return frozenset()
    return frozenset(p.id for p in passages if not themes.isdisjoint(p.themes))


def searched(index: Index, scope: Scope, allowed: Sequence[Passage], filters: Filters) -> tuple[Review, ...]:
    """Return the reviews of the scope that the filters leave something of."""
    reviews = scope.reviews or catalogue(index).reviews
    if filters == EVERYTHING:
        return reviews
    left = {key_of(p) for p in allowed}
    return tuple(r for r in reviews if left.intersection(keys_of(r)))


def listed(index: Index, found: Evidence, in_scope: Sequence[Passage], allowed: Sequence[Passage]) -> Evidence | None:
    """Return the evidence where a section or an item is asked for of reviews that were named, else None.

    What they lack, and what is shown in its place, is looked for before the filters: a section that was filtered out is
    not absent.
    """
    reviews = found.scope.reviews
    everything = listing(found.question, reviews, in_scope)
    shown = left_of(everything, listing(found.question, reviews, allowed)) if found.filtered else everything.passages
    keys = {key_of(passage) for passage in shown}
    gaps = tuple(
        gap
        for gap in everything.gaps
        if (not keys.isdisjoint(keys_of(gap.review)) if gap.shown else found.scope.by_subject)
    )
    if shown:
        dated = with_dates(index, found.question.text, shown)
        return replace(found, basis=Basis.SECTION, passages=dated, gaps=gaps)
    if everything.passages:
        return found
    absent = {g.review.document_id for g in everything.gaps} == {r.document_id for r in reviews}
    if everything.gaps and absent:
        return replace(found, basis=Basis.NONE_RECORDED, passages=everything.instead, gaps=everything.gaps)
    return None


def chosen(index: Index, found: Evidence, reader: CrossEncoder | None = None) -> Evidence:
    """Return the evidence of the best passages: of each review where several were asked for, else of all together."""
    question, scope, hits = found.question, found.scope, found.retrieved.hits
    asked_for = tuple({r.name: r for r in scope.reviews}.values()) if scope.by_subject else ()
    if (asks_across(question, scope) or len(asked_for) > 1) and len(found.searched) > 1:
        judged = replace(question, text=found.meant)
        wrong = not asked_for and bool(_WENT_WRONG.search(question.text))
        cited = per_review(measured(index, judged, hits), catalogue(index).labels, themes_in(found.meant), wrong=wrong)
        cited = sentences_read(reader, question.text, cited)
        passages = tuple(one.passage for one in cited)
        shown = {p.review for p in passages}
        gaps = tuple(Gap(r) for r in asked_for if r.subject not in shown) if passages else ()
        quoted = first_excerpts(cited)
        return replace(found, basis=Basis.REVIEWS, passages=passages, gaps=gaps, excerpts=quoted, explained=passages)

    def case_of(passage: Passage) -> Key:
        return catalogue(index).case_of(index.documents[passage.document_id], passage.review)

    explained = newer_first(index, rerank(index, replace(question, text=found.meant), hits))
    reranked = passages_read(reader, question.text, explained)
    cited = sentences_read(reader, question.text, best(reranked, case_of))
    quoted = excerpts(cited, question.text, question.sections, leans=found.leans)
    if not_told(question.text, (one.passage.text for one in cited[:TOLD_BY] if quoted[one.passage.id])):
        return found
    plain = tuple(one.passage for one in best(explained, case_of))
    return replace(
        found,
        passages=tuple(one.passage for one in cited),
        reranked=reranked,
        excerpts=quoted,
        explained=plain,
    )


def asks_across(question: Question, scope: Scope) -> bool:
    """Return whether something of each review is asked for: also where a theme's recommendations are, of no review."""
    of_theme = bool(question.sections) and question.sections <= TASKS and bool(themes_in(question.text))
    of_all = question.wanted is Wanted.LIST or of_theme
    return question.wanted is Wanted.COMPARISON or (of_all and not scope.reviews)


def whole_question(question: Question, before: str, scope: Scope) -> str:
    """Return the words to judge passages by: those of an earlier question too where this one only adds to it.

    Whether it was done is asked of what an earlier question told; "which ones are for schools?" and, where no review
    was named, "and the recommendations?" are asked of its theme.
    """
    bare = not scope.reviews and bool(question.sections) and not question.subject_matter
    adds = question.of_those or bare or SectionType.PROGRESS in question.sections
    return f"{before} {question.text}" if before and adds else question.text


def newer_first(index: Index, ranked: Sequence[Ranked]) -> tuple[Ranked, ...]:
    """Return the passages with those of an older version lowered behind what the newer one says as well."""
    older = older_among(index, {one.passage.document_id for one in ranked})
    lowered = [one if one.passage.document_id not in older else replace(one, lowered=OTHER_DOCUMENT) for one in ranked]
    return tuple(sorted(lowered, key=lambda one: -one.score))


def done_well(index: Index, found: Evidence, allowed: Sequence[Passage]) -> tuple[Passage, ...]:
    """Return what was done well in the one case that a question tells of and does not name, else nothing."""
    if found.question.sections != {SectionType.GOOD_PRACTICE}:
        return ()
    told = {
        key_of(one.passage)
        for one in best(rerank(index, found.question, found.retrieved.hits), lambda p: key_of(p))[:OF_ONE_CASE]
    }
    if len(told) != 1 or not told <= catalogue(index).labels.keys():
        return ()
    return what_was_done_well(found.question, [p for p in allowed if key_of(p) in told])


def told_apart(found: Evidence, allowed: Sequence[Passage]) -> tuple[Passage, ...]:
    """Return what each of the reviews that were named says first, where they are compared in nothing of their own."""
    question, reviews = found.question, found.scope.reviews
    if question.wanted is not Wanted.COMPARISON or question.sections or not found.scope.by_subject or len(reviews) < 2:
        return ()
    return openings(reviews, allowed) if asks_for_nothing_else(question) else ()


def of_unknown(index: Index, scope: Scope) -> Sequence[Passage]:
    """Return the passages that print a subject of which no review is loaded, as a child of another review's family."""
    found = []
    for name in scope.unknown:
        printed = re.compile(rf"(?<!\w){re.escape(name)}(?!\w)")
        found += [hit.passage for hit in index.keywords(name, MENTIONING) if printed.search(hit.passage.text)]
    return tuple(dict.fromkeys(found))


def one_population(index: Index, retrieved: Retrieved, question: Question, scope: Scope) -> Retrieved:
    """Return the hits of children's or of adults' reviews; both only where both were asked for.

    Those of the best hit, and where something of each review is asked for those of most of the best.
    """
    if not retrieved.hits or scope.reviews or _OF_ADULTS.search(question.text):
        return retrieved
    populations = [index.documents[hit.passage.document_id].population for hit in retrieved.hits]
    best_ones = populations[: MOST_OF if asks_across(question, scope) else 1]
    meant = max(best_ones, key=best_ones.count)
    pairs = zip(retrieved.hits, populations, strict=True)
    return replace(retrieved, hits=tuple(hit for hit, population in pairs if population == meant))


def as_asked(question: Question, themes: frozenset[str], allowed: Sequence[Passage]) -> Sequence[Passage]:
    """Return the recommendations and actions where those are asked for, of them those about an agency named.

    "Which ones are for schools?" and "and the recommendations?" choose among what shows the theme that was spoken of:
    `themes` are also those of the question that this one leans on, the agencies are its own.
    """
    only_tasks = bool(question.sections & TASKS) and not question.sections - TASKS
    tasks = [p for p in allowed if p.section in TASKS] if only_tasks else []
    chosen = tasks or allowed
    if question.of_those or not question.subject_matter:
        chosen = [p for p in chosen if not themes.isdisjoint(p.themes)] or chosen
    # A board asks for nearly all of them; of which it is to do itself, few say so.
    agencies = frozenset(agencies_in(question.text)) - {"safeguarding board"}
    if not agencies or not (tasks or question.of_those):
        return chosen
    named = [p for p in chosen if not agencies.isdisjoint(p.agencies)]
    return named if named or question.of_those else chosen


def not_mentioned(question: Question, allowed: Sequence[Passage]) -> bool:
    """Return whether the question names themes of safeguarding and no passage that may answer it shows any.

    One that prints the very word ("train"), or what reviews print for it, may answer although it shows no theme.
    """
    asked = frozenset(themes_in(question.text))
    if not asked or not all(asked.isdisjoint(p.themes) for p in allowed):
        return False
    words = " ".join(words_in(question.text))
    stems = frozenset(tokens(f"{words} {expand(words)}"))
    return all(stems.isdisjoint(tokens(p.text)) for p in allowed)


def unheard_of(index: Index, question: Question) -> bool:
    """Return whether no word of what the question is about, nor what reviews print for it, stands in any document."""
    words = " ".join(question.subject_matter)
    return bool(words) and not index.keywords(f"{words} {expand(question.text)}", 1)
