"""Which of the ranked passages are worth showing: by what was asked for, by document or by review."""

from collections.abc import Container, Sequence
from dataclasses import replace

from assistant.catalogue import Key, key_of
from assistant.question import Question
from assistant.retriever import Retrieved
from vectorstore.passage import Hit, Passage
from vectorstore.sections import SectionType

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


def best(hits: Sequence[Hit]) -> tuple[Passage, ...]:
    """Return the best passages, of one document unless another's scored nearly as well."""
    if not hits:
        return ()
    top = hits[0]
    floor = {True: WORTH_SHOWING * top.score, False: OTHER_DOCUMENT * top.score}
    chosen = [h.passage for h in hits if h.score >= floor[h.passage.document_id == top.passage.document_id]]
    return tuple(chosen[:MOST_STATEMENTS])


def counts(passage: Passage, reviews: Container[Key]) -> bool:
    """Return whether a passage shows that its review is about something, as a mention beside the matter does not.

    Nor does what stands before the cases of a newsletter, which belongs to none of the `reviews`.
    """
    return passage.section not in NOT_COUNTED and key_of(passage) in reviews


def per_review(hits: Sequence[Hit], reviews: Container[Key]) -> tuple[Passage, ...]:
    """Return the best passages of each review that matches, reviews by their best passage; only those that count."""
    by_review: dict[Key, list[Passage]] = {}
    for hit in hits:
        if counts(hit.passage, reviews) and hit.score >= OTHER_REVIEW * hits[0].score:
            by_review.setdefault(key_of(hit.passage), []).append(hit.passage)
    chosen = list(by_review.values())[:MOST_REVIEWS]
    return tuple(p for rank in range(MOST_PER_REVIEW) for group in chosen for p in group[rank : rank + 1])
