"""What is loaded, in few words, and what one may ask of it."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass

from assistant.editions import review_count
from vectorstore.document import Document
from vectorstore.index import Index
from vectorstore.sections import SectionType

MOST_EXAMPLES = 4
LONGEST_SUBJECT = 30

# Never the incident: how a child was harmed is shown only to those who ask for it.
_QUESTIONS = {
    SectionType.FINDINGS: "What did the review of {subject} find?",
    SectionType.RECOMMENDATIONS: "What are the recommendations for {subject}?",
    SectionType.GOOD_PRACTICE: "What good practice does the review of {subject} record?",
    SectionType.LEARNING: "What is the key learning for {subject}?",
    SectionType.IMPACT_EVIDENCE: "What has changed since the review of {subject}?",
    SectionType.ACTIONS: "What are the actions for {subject}?",
}


@dataclass(frozen=True, slots=True)
class Loaded:
    """What the live index holds. `version` is None where nothing is live; `samples` are the fictional documents."""

    version: str | None = None
    documents: int = 0
    reviews: int = 0
    samples: int = 0
    examples: tuple[str, ...] = ()


def describe(index: Index | None) -> Loaded:
    """Return what is loaded."""
    if index is None:
        return Loaded()
    documents = tuple(index.documents.values())
    return Loaded(
        version=index.version,
        documents=len(documents),
        reviews=review_count(index, (review for document in documents for review in document.reviews)),
        samples=sum(document.is_sample for document in documents),
        examples=examples(documents),
    )


def questions_about(name: str, kinds: Collection[SectionType]) -> tuple[str, ...]:
    """Return a few questions that a review of this name answers, having sections of these kinds."""
    return tuple(question.format(subject=name) for kind, question in _QUESTIONS.items() if kind in kinds)[
        :MOST_EXAMPLES
    ]


def examples(documents: Iterable[Document]) -> tuple[str, ...]:
    """Return a few questions that the documents answer: another kind of section and another subject each."""
    held: dict[str, set[SectionType]] = {}
    for document in documents:
        for section in document.sections:
            if section.review and len(section.review) <= LONGEST_SUBJECT:
                held.setdefault(section.review, set()).add(section.type)
    chosen: list[str] = []
    for kind, question in _QUESTIONS.items():
        subject = next((name for name in sorted(held) if kind in held[name]), None)
        if subject and len(chosen) < MOST_EXAMPLES:
            del held[subject]
            chosen.append(question.format(subject=subject))
    return tuple(chosen)
