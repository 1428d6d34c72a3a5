"""The words of an answer: a lead line that says what follows, then verbatim quotes by review, each with its number."""

import re
from collections.abc import Sequence
from itertools import groupby

from assistant.answer import Citation
from assistant.evidence import Basis, Evidence
from assistant.ranking import NOT_COUNTED
from vectorstore.document import Document
from vectorstore.index import Index
from vectorstore.passage import Passage
from vectorstore.sections import STATUS_OF_EVIDENCE, Polarity, SectionType

_PLURAL = {
    SectionType.FINDINGS: "findings",
    SectionType.RECOMMENDATIONS: "recommendations",
    SectionType.ACTIONS: "actions",
    SectionType.LEARNING: "learning points",
    SectionType.GOOD_PRACTICE: "examples of good practice in the case",
    SectionType.QUESTIONS: "questions for reflection",
}
_MARKDOWN = re.compile(r"([\\`*_\[\]<>#|~])")


def by_review(passages: Sequence[Passage]) -> tuple[Passage, ...]:
    """Return the passages with those of one review together, reviews in the order of their first passage."""
    first: dict[tuple[str, str | None], int] = {}
    for number, passage in enumerate(passages):
        first.setdefault((passage.document_id, passage.review), number)
    return tuple(sorted(passages, key=lambda p: first[p.document_id, p.review]))


def compose(index: Index, evidence: Evidence, passages: Sequence[Passage], citations: Sequence[Citation]) -> str:
    """Return the answer as Markdown: nothing but the lead lines is ours, every other word is quoted and numbered."""
    lines = [lead(index, evidence, passages)]
    pairs = zip(passages, citations, strict=True)
    for (document_id, review), group in groupby(pairs, key=lambda pair: (pair[0].document_id, pair[0].review)):
        lines.append(_review_line(index.documents[document_id], review))
        rows = groupby(group, key=lambda pair: (pair[0].heading, pair[0].row) if pair[0].row else pair[0].id)
        lines.append("\n".join(_statement_line(list(row)) for _, row in rows))
    return "\n\n".join(lines)


def lead(index: Index, evidence: Evidence, passages: Sequence[Passage]) -> str:
    """Return the line that says what follows and how strong it is, counted in reviews."""
    if evidence.basis is Basis.SECTION:
        return f"{_counted(passages)}, in the order printed:"
    names = list(
        dict.fromkeys(
            _name(index, p) for p in passages if p.section not in NOT_COUNTED and p.polarity is not Polarity.MENTION
        )
    )
    if evidence.basis is Basis.REVIEWS and names:
        searched = sum(len(d.reviews) for d in index.documents.values())
        found = f"Nearest passages in {len(names)} of {searched} reviews loaded: {', '.join(names)}."
        return f"{found} Others may use different words."
    return (
        "In the words of the review:"
        if len({(p.document_id, p.review) for p in passages}) == 1
        else "In the words of the reviews:"
    )


def _counted(passages: Sequence[Passage]) -> str:
    """Return how many items of each kind follow, for example "3 actions, 2 recommendations"."""
    counts: dict[SectionType, set[tuple[str | None, ...]]] = {}
    for p in passages:
        counts.setdefault(p.section, set()).add((p.document_id, p.review, p.heading, p.item or p.id))
    words = [
        f"{len(items)} {_PLURAL[s] if s in _PLURAL and len(items) != 1 else STATUS_OF_EVIDENCE[s]}"
        for s, items in counts.items()
    ]
    return ", ".join(words)


def _name(index: Index, passage: Passage) -> str:
    return passage.review or index.documents[passage.document_id].title


def _review_line(document: Document, review: str | None) -> str:
    """Return whose words follow: review, document, publisher and date, each said to be missing where it is."""
    said = [
        escape(document.title),
        escape(document.publisher) if document.publisher else "publisher not stated",
        document.date or "undated",
    ]
    adults = " (adults' review)" if document.population == "adults" else ""
    return f"**{escape(review or document.title)}**{adults} – {'; '.join(said if review else said[1:])}"


def _statement_line(pairs: Sequence[tuple[Passage, Citation]]) -> str:
    """Return one statement, or the cells of one row of a table with their columns' names."""
    first, _ = pairs[0]
    if len(pairs) == 1:
        return f"- {status(first)}: {_quoted(*pairs[0])}"
    cells = [
        f"{escape(passage.column)}: {_quoted(passage, cited)}" if passage.column else _quoted(passage, cited)
        for passage, cited in pairs
    ]
    return f"- Row “{escape(first.row or '')}” – {'; '.join(cells)}"


def _quoted(passage: Passage, citation: Citation) -> str:
    return f"“{escape(' '.join(passage.text.split()))}” [{citation.number}]"


def status(passage: Passage) -> str:
    """Return the status of the evidence in words, with its item, finding, row and addressee as printed."""
    words = STATUS_OF_EVIDENCE[passage.section]
    details = [
        passage.item if passage.item and passage.item != passage.within else None,
        f"on {passage.within}" if passage.within else None,
        f"row “{passage.row}”" if passage.row else None,
        f"to {passage.addressee}" if passage.addressee else None,
    ]
    told = ", ".join(detail for detail in details if detail)
    return escape(f"{words[0].upper()}{words[1:]}" + (f" ({told})" if told else ""))


def escape(text: str) -> str:
    """Return the text so that Markdown shows it as it stands."""
    return _MARKDOWN.sub(r"\\\1", text)
