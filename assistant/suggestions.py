"""What one may ask next: only what the loaded documents hold an answer to."""

from collections.abc import Sequence
from difflib import SequenceMatcher

from assistant.answer import Answer, Status
from assistant.catalogue import Key, catalogue, key_of
from assistant.evidence import Basis, Evidence
from vectorstore.document import Review
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


MOST_SIMILAR, ALIKE = 3, 0.75


def suggest(index: Index, evidence: Evidence, answer: Answer) -> tuple[str, ...]:
    """Return questions about the review that was cited first, on sections that it has and that were not asked for.

    Where the review that was asked for is not loaded they are about those of a similar name.
    """
    if evidence.basis is Basis.UNKNOWN_REVIEW:
        found = [_askable(index, (r.document_id, r.subject)) for r in similar(index, evidence.scope.unknown)]
        return tuple(_asked_first(questions, evidence) for questions in found if questions)
    cited = answer.citations or answer.nearest
    if not cited or answer.status in {Status.LIVE_CASE, Status.IDENTIFICATION} or not cited[0].review:
        return ()
    askable = _askable(index, (cited[0].document_id, cited[0].review))
    told = evidence.question.sections | {gap.shown for gap in evidence.gaps}
    return tuple(text for s, text in askable.items() if s not in told)[:MOST_SUGGESTIONS]


def similar(index: Index, unknown: Sequence[str]) -> tuple[Review, ...]:
    """Return loaded reviews that somebody who typed an unknown name may have meant, the most alike first."""
    reviews = [r for r in catalogue(index).reviews if r.subject]
    likeness = {(r.document_id, r.subject): max(_likeness(name, r.subject or "") for name in unknown) for r in reviews}
    alike = [r for r in reviews if likeness[r.document_id, r.subject] >= ALIKE]
    return tuple(sorted(alike, key=lambda r: -likeness[r.document_id, r.subject])[:MOST_SIMILAR])


def _likeness(unknown: str, subject: str) -> float:
    """Return 1 for the same name, a little less for its key after another noun, else how alike the spelling is."""
    name = unknown.partition(" of ")[0].lower()
    if name == subject.lower():
        return 1.0
    noun, _, key = name.rpartition(" ")
    own_noun, _, own_key = subject.lower().rpartition(" ")
    if key == own_key:
        return 0.95
    if len(key) <= 2 or noun != own_noun:
        return 0.0
    return SequenceMatcher(None, key, own_key).ratio()


def _askable(index: Index, key: Key) -> dict[SectionType, str]:
    held = {p.section for p in index.passages_of(key[0]) if key_of(p) == key and p.item}
    name = catalogue(index).label(index.documents[key[0]], key[1])
    return {s: text.format(name=name) for s, text in _ASKABLE.items() if s in held}


def _asked_first(questions: dict[SectionType, str], evidence: Evidence) -> str:
    return next(
        (text for s, text in questions.items() if s in evidence.question.sections), next(iter(questions.values()))
    )
