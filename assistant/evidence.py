"""Which passages answer a question: its scope first, then whole sections or the best passages."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import Enum

from assistant.filters import Filters
from assistant.names import without_names
from assistant.question import Question, Wanted, read_question
from assistant.ranking import TASKS, best, per_review, weigh
from assistant.retriever import Retrieved, retrieve
from assistant.scope import Scope, find_scope
from vectorstore.acronyms import expand
from vectorstore.agencies import agencies_in
from vectorstore.index import Index
from vectorstore.passage import Passage
from vectorstore.sections import Polarity, SectionType
from vectorstore.themes import themes_in

_OF_ADULTS = re.compile(
    r"\badults? (?:review|safeguarding|and child)|\b(?:sars?|dhrs?|dardrs?)\b|domestic homicide", re.IGNORECASE
)
MOST_WITHOUT_ITEMS = 12
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
    allowed = [p for p in index.passages if scope.holds(p) and filters.admit(index.documents[p.document_id], p)]
    chosen = as_asked(question, allowed)
    among = None if len(chosen) == len(index.passages) else {p.id for p in chosen}
    before = earlier[-1] if earlier and (scope.carried or question.refers_back) else ""
    retrieved = one_population(index, weigh(retrieve(index, text, before, among), question), text, scope)
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


def one_population(index: Index, retrieved: Retrieved, text: str, scope: Scope) -> Retrieved:
    """Return the hits of children's or of adults' reviews, as the best is; both only where both were asked for."""
    if not retrieved.hits or scope.reviews or _OF_ADULTS.search(text):
        return retrieved
    population = index.documents[retrieved.hits[0].passage.document_id].population
    same = (hit for hit in retrieved.hits if index.documents[hit.passage.document_id].population == population)
    return replace(retrieved, hits=tuple(same))


def as_asked(question: Question, allowed: Sequence[Passage]) -> Sequence[Passage]:
    """Return the recommendations and actions where those are asked for, of them those about an agency named."""
    if not question.sections & TASKS or question.sections - TASKS:
        return allowed
    tasks = [p for p in allowed if p.section in TASKS]
    agencies = set(agencies_in(question.text))
    to_agency = [p for p in tasks if agencies & set(p.agencies)]
    return to_agency or tasks or allowed


def as_meant(question: Question, scope: Scope, earlier: Sequence[str]) -> Question:
    """Return the question; one that names a review and nothing else ("and Child Z?") asks what was asked before."""
    if earlier and question.refers_back and scope.reviews and not question.sections and not question.subject_matter:
        before = read_question(without_names(earlier[-1], scope.reviews))
        return replace(before, refers_back=True)
    return question


def whole_section(question: Question, allowed: Sequence[Passage]) -> tuple[Passage, ...]:
    """Return every item of the sections that a list question names, or the one whose number it names; else nothing.

    A section without items is given whole where it is short enough to be read.
    """
    if question.wanted is not Wanted.LIST and not question.item:
        return ()
    named = [p for p in allowed if p.section in question.sections]
    headed = [p for p in allowed if any(_headed(p, section) for section in question.sections)]
    items = [p for p in named if p.item] or [p for p in headed if p.item]
    if question.item:
        return tuple(p for p in items if re.search(rf"(?<!\d){question.item}$", p.item or ""))
    return tuple(items or (named if len(named) <= MOST_WITHOUT_ITEMS else ()))


def _headed(passage: Passage, section: SectionType) -> bool:
    """Return whether the heading above says the section's name, as "Key Actions and Recommendations" says both."""
    return section.value.removesuffix("s") in (passage.heading or "").lower()


def not_recorded(question: Question, allowed: Sequence[Passage]) -> SectionType | None:
    """Return the section that the question asks for where the review has no such thing."""
    if len(question.sections) != 1 or not allowed:
        return None
    (section,) = question.sections
    has = any(p.section is section and p.polarity is not Polarity.MENTION for p in allowed)
    headed = any(_headed(p, section) and p.section is not SectionType.IMPACT_EVIDENCE for p in allowed)
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
