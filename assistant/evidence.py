"""Which passages answer a question: its scope first, then whole sections or the best passages."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import Enum

from assistant.filters import Filters
from assistant.question import Question, Wanted, read_question
from assistant.retriever import Retrieved, retrieve
from assistant.scope import named_documents, named_reviews, without_names
from vectorstore.acronyms import expand
from vectorstore.document import Review
from vectorstore.index import Index
from vectorstore.passage import Hit, Passage
from vectorstore.sections import Polarity, SectionType
from vectorstore.themes import themes_in

# Chosen on the development questions, see README "How it was measured".
MOST_STATEMENTS = 5
MOST_REVIEWS = 6
MOST_PER_REVIEW = 2
# A passage of another document stands beside the best one only if it scored nearly as well.
OTHER_DOCUMENT = 0.8
# A review counts as matching where its best passage scored at least this share of the best of all.
OTHER_REVIEW = 0.4
WORTH_SHOWING = 0.4

# Rule of evidence 4: background mentions and case studies do not show that a review is about something.
NOT_COUNTED = frozenset(
    {SectionType.CASE_STUDY, SectionType.OUTCOME, SectionType.BACKGROUND, SectionType.GLOSSARY, SectionType.RESOURCES}
)

# Asked for by name, these sections are meant; a recommendation or an action is what is to be done.
ASKED_FOR = frozenset(
    {
        SectionType.RECOMMENDATIONS,
        SectionType.ACTIONS,
        SectionType.GOOD_PRACTICE,
        SectionType.QUESTIONS,
    }
)
TASKS = frozenset({SectionType.RECOMMENDATIONS, SectionType.ACTIONS})
# Names and headings that are repeated match a question well and say nothing.
ASIDE = frozenset({SectionType.QUESTIONS, SectionType.GLOSSARY, SectionType.RESOURCES})
SHORT_STATEMENT = 10
RAISED, LOWERED = 1.5, 0.6

# What a review may or may not record: asked for and absent, the absence is the answer.
RECORDED = (SectionType.GOOD_PRACTICE, SectionType.RECOMMENDATIONS, SectionType.FINDINGS, SectionType.ACTIONS)
INSTEAD_OF = {
    SectionType.GOOD_PRACTICE: (SectionType.IMPACT_EVIDENCE,),
    SectionType.RECOMMENDATIONS: (SectionType.FINDINGS, SectionType.LEARNING),
    SectionType.FINDINGS: (SectionType.LEARNING,),
    SectionType.ACTIONS: (SectionType.RECOMMENDATIONS,),
}


class Basis(Enum):
    """What an answer rests on."""

    SECTION = "every statement of a section"
    REVIEWS = "the best passages of several reviews"
    PASSAGES = "the best passages"
    NONE_RECORDED = "a section that the review does not have"


@dataclass(frozen=True, slots=True)
class Scope:
    """The reviews that a question is about; empty for all. `carried` says that it comes from an earlier turn."""

    reviews: tuple[Review, ...] = ()
    carried: bool = False

    def holds(self, passage: Passage) -> bool:
        """Return whether the passage belongs to the scope."""
        return not self.reviews or any(
            r.document_id == passage.document_id and passage.review in {r.subject, None} for r in self.reviews
        )


@dataclass(frozen=True, slots=True)
class Evidence:
    """The chosen passages, best first or in the order of the text, and what they rest on."""

    basis: Basis
    question: Question
    scope: Scope
    passages: tuple[Passage, ...]
    retrieved: Retrieved
    missing: SectionType | None = None


def find_evidence(index: Index, text: str, earlier: Sequence[str], filters: Filters) -> Evidence:
    """Return the evidence for a question; `earlier` are the questions before it in the conversation, oldest first."""
    scope = find_scope(index, text, earlier)
    question = as_meant(read_question(without_names(text, scope.reviews)), scope, earlier)
    allowed = [p for p in index.passages if scope.holds(p) and admits(index, filters, p)]
    among = None if len(allowed) == len(index.passages) else {p.id for p in allowed}
    before = earlier[-1] if earlier and (scope.carried or question.refers_back) else ""
    retrieved = weigh(retrieve(index, text, before, among), question)
    found = Evidence(Basis.PASSAGES, question, scope, (), retrieved)
    if scope.reviews and (section := whole_section(question, allowed)):
        return replace(found, basis=Basis.SECTION, passages=section)
    if scope.reviews and (missing := not_recorded(question, allowed)):
        return replace(found, basis=Basis.NONE_RECORDED, passages=instead(missing, allowed), missing=missing)
    if not_mentioned(question, allowed) or (not before and unheard_of(index, question)):
        return found
    across = question.wanted is Wanted.COMPARISON or (question.wanted is Wanted.LIST and not scope.reviews)
    if across and len({(p.document_id, p.review) for p in allowed}) > 1:
        return replace(found, basis=Basis.REVIEWS, passages=per_review(retrieved.hits))
    return replace(found, passages=best(retrieved.hits))


def as_meant(question: Question, scope: Scope, earlier: Sequence[str]) -> Question:
    """Return the question; one that names a review and nothing else ("and Child Z?") asks what was asked before."""
    if earlier and question.refers_back and scope.reviews and not question.sections and not question.subject_matter:
        before = read_question(without_names(earlier[-1], scope.reviews))
        return replace(before, refers_back=True)
    return question


def weigh(retrieved: Retrieved, question: Question) -> Retrieved:
    """Return the hits with sections that were asked for raised, and what hardly states anything lowered."""
    asked = question.sections & ASKED_FOR
    asked |= TASKS if asked & TASKS else frozenset()
    hits = [Hit(hit.passage, hit.score * _weight(hit.passage, asked)) for hit in retrieved.hits]
    return replace(retrieved, hits=tuple(sorted(hits, key=lambda hit: -hit.score)))


def _weight(passage: Passage, asked: frozenset[SectionType]) -> float:
    if passage.section in asked:
        return RAISED
    slight = len(passage.text.split()) < SHORT_STATEMENT or passage.section in ASIDE
    return LOWERED if slight else 1.0


def find_scope(index: Index, question: str, earlier: Sequence[str]) -> Scope:
    """Return the reviews that the question names; of a follow-up that names none, those of the latest turn that did."""
    if reviews := reviews_named(index, question):
        return Scope(reviews)
    if read_question(question).refers_back:
        for text in reversed(earlier):
            if reviews := reviews_named(index, text):
                return Scope(reviews, carried=True)
    return Scope()


def reviews_named(index: Index, text: str) -> tuple[Review, ...]:
    """Return the reviews that a text names by subject or by the place of their publisher."""
    everything = [review for document in index.documents.values() for review in document.reviews]
    by_subject = named_reviews(text, everything)
    by_place = [r for d in named_documents(text, index.documents, index.text) for r in d.reviews]
    narrowed = [r for r in by_place if r in by_subject]
    if narrowed and len({r.subject for r in by_subject}) == 1:
        return tuple(narrowed)
    return tuple(dict.fromkeys([*by_subject, *by_place]))


def admits(index: Index, filters: Filters, passage: Passage) -> bool:
    """Return whether the filters that the asker chose let a passage through."""
    document = index.documents[passage.document_id]
    year = document.year
    return (
        (filters.review is None or filters.review in {passage.review, document.title})
        and (filters.theme is None or filters.theme in passage.themes)
        and (filters.agency is None or filters.agency in passage.agencies)
        and (filters.section is None or filters.section == passage.section.value)
        and (filters.publisher is None or filters.publisher == document.publisher)
        and (filters.year_from is None or (year is not None and year >= filters.year_from))
        and (filters.year_to is None or (year is not None and year <= filters.year_to))
    )


def whole_section(question: Question, allowed: Sequence[Passage]) -> tuple[Passage, ...]:
    """Return every item of the sections that a list question names, or the one whose number it names; else nothing."""
    if question.wanted is not Wanted.LIST and not question.item:
        return ()
    items = [p for p in allowed if p.item]
    named = [p for p in items if p.section in question.sections]
    headed = [
        p
        for p in items
        if any(section.value.removesuffix("s") in (p.heading or "").lower() for section in question.sections)
    ]
    found = named or headed
    if question.item:
        return tuple(p for p in found if re.search(rf"(?<!\d){question.item}$", p.item or ""))
    return tuple(found)


def not_recorded(question: Question, allowed: Sequence[Passage]) -> SectionType | None:
    """Return the section that the question asks for where the review has no such thing."""
    if len(question.sections) != 1 or not allowed:
        return None
    (section,) = question.sections
    has = any(p.section is section and p.polarity is not Polarity.MENTION for p in allowed)
    headed = any(
        section.value.removesuffix("s") in (p.heading or "").lower() and p.section is not SectionType.IMPACT_EVIDENCE
        for p in allowed
    )
    asked = question.wanted is Wanted.LIST or section is SectionType.GOOD_PRACTICE
    return section if section in RECORDED and asked and not has and not headed else None


def not_mentioned(question: Question, allowed: Sequence[Passage]) -> bool:
    """Return whether the question names themes of safeguarding and no passage that may answer it shows any."""
    asked = set(themes_in(question.text))
    return bool(asked) and not any(asked & set(p.themes) for p in allowed)


def unheard_of(index: Index, question: Question) -> bool:
    """Return whether no word of what the question is about, nor what reviews print for it, stands in any document."""
    words = " ".join(question.subject_matter)
    return bool(words) and not index.keywords(f"{words} {expand(question.text)}", 1)


def instead(missing: SectionType, allowed: Sequence[Passage]) -> tuple[Passage, ...]:
    """Return passages of the section that readers mistake for the missing one."""
    return tuple(p for p in allowed if p.section in INSTEAD_OF[missing])[:3]


def best(hits: Sequence[Hit]) -> tuple[Passage, ...]:
    """Return the best passages, of one document unless another's scored nearly as well."""
    if not hits:
        return ()
    top = hits[0]
    floor = {True: WORTH_SHOWING * top.score, False: OTHER_DOCUMENT * top.score}
    chosen = [h.passage for h in hits if h.score >= floor[h.passage.document_id == top.passage.document_id]]
    return tuple(chosen[:MOST_STATEMENTS])


def per_review(hits: Sequence[Hit]) -> tuple[Passage, ...]:
    """Return the best passages of each review that matches, reviews by their best passage; mentions do not count."""
    by_review: dict[tuple[str, str | None], list[Passage]] = {}
    counted = [hit for hit in hits if hit.passage.section not in NOT_COUNTED]
    for hit in counted:
        if hit.score >= OTHER_REVIEW * hits[0].score or (hit.passage.document_id, hit.passage.review) in by_review:
            by_review.setdefault((hit.passage.document_id, hit.passage.review), []).append(hit.passage)
    chosen = list(by_review.values())[:MOST_REVIEWS]
    return tuple(p for rank in range(MOST_PER_REVIEW) for group in chosen for p in group[rank : rank + 1])
