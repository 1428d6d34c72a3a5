"""What one may ask next: only what the loaded documents hold an answer to."""

from assistant.answer import Answer, Status
from assistant.evidence import Evidence
from vectorstore.index import Index
from vectorstore.sections import SectionType

MOST_SUGGESTIONS = 3
_ASKABLE = {
    SectionType.RECOMMENDATIONS: "What are the recommendations for {name}?",
    SectionType.FINDINGS: "What are the findings for {name}?",
    SectionType.GOOD_PRACTICE: "What good practice does {name} record?",
    SectionType.LEARNING: "What is the key learning for {name}?",
    SectionType.ACTIONS: "What are the actions for {name}?",
}


def suggest(index: Index, evidence: Evidence, answer: Answer) -> tuple[str, ...]:
    """Return questions about the review that was cited first, on sections that it has and that were not asked for."""
    cited = answer.citations or answer.nearest
    if not cited or answer.status in {Status.LIVE_CASE, Status.IDENTIFICATION} or not cited[0].review:
        return ()
    first = cited[0]
    held = {p.section for p in index.passages_of(first.document_id) if p.review == first.review and p.item}
    asked = evidence.question.sections
    return tuple(text.format(name=first.review) for s, text in _ASKABLE.items() if s in held and s not in asked)[
        :MOST_SUGGESTIONS
    ]
