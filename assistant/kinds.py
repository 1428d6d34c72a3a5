"""The kinds of document that a question names: "the Eldermoor exec summary", "the impact report", "the newsletter"."""

import re
from collections.abc import Collection, Iterable

from vectorstore.document import Document

# What is typed, and what the titles of documents of that kind print.
_KINDS = tuple(
    (re.compile(rf"\b(?:{typed})\b", re.IGNORECASE), re.compile(printed, re.IGNORECASE))
    for typed, printed in (
        (r"exec(?:utive)? summar(?:y|ies)", r"executive summary"),
        (r"overview reports?", r"overview report"),
        (r"impact reports?", r"impact report"),
        (r"progress (?:reports?|updates?)", r"progress (?:report|update)"),
        (r"annual reports?", r"annual report"),
        (r"action plans?", r"action plan"),
        (r"news ?letters?", r"newsletter"),
        (r"bulletins?", r"bulletin"),
        (r"digests?", r"digest"),
        (r"slides?(?= (?:from|of|for|about|on)\b)|slide deck", r"\bslides\b"),
        (r"thematic (?:analys[ie]s|reviews?|reports?)", r"thematic"),
        (r"learning summar(?:y|ies)", r"learning summary"),
        (r"(?:six|6)[- ]step briefings?", r"(?:six|6)[- ](?:step|point)"),
        (r"(?:seven|7)[- ]?min(?:ute)?s? briefings?|7mbs?", r"(?:seven|7)[- ](?:minute|point|step)"),
    )
)
_DEFINITE = r"\b(?:the|that|this|our)\s+(?:[\w'’]+\s+){0,2}$"


def of_kind(question: str, documents: Iterable[Document], *, definite: bool = False) -> tuple[Document, ...]:
    """Return the documents of the kind that the question names, none where it names none or two.

    `definite`: it has to speak of one that both sides know, as "the impact report" and not "any newsletters".
    """
    named = [(match, printed) for typed, printed in _KINDS for match in [typed.search(question)] if match]
    if len(named) != 1:
        return ()
    match, printed = named[0]
    if definite and not re.search(_DEFINITE, question[: match.start()], re.IGNORECASE):
        return ()
    return tuple(d for d in documents if printed.search(f"{d.title} {d.kind_titled or ''}"))


def ids(documents: Collection[Document]) -> frozenset[str]:
    """Return the ids of the documents."""
    return frozenset(document.id for document in documents)
