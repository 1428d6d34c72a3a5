"""The retrieved passages weighed by what was asked for, before they are reranked."""

from dataclasses import replace

from assistant.question import Question
from assistant.retriever import Retrieved
from vectorstore.passage import Hit, Passage
from vectorstore.sections import SectionType

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
