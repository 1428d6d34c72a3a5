"""The words of an answer: a lead line that says what follows, then verbatim quotes by review, each with its number."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from itertools import groupby
from types import MappingProxyType

from assistant.answer import Citation
from assistant.catalogue import Key, catalogue, key_of
from assistant.editions import edition_words, one_edition, review_count
from assistant.evidence import Basis, Evidence
from assistant.selection import counts, is_label
from prompts.render import render
from vectorstore.document import Document
from vectorstore.index import Index
from vectorstore.passage import Passage
from vectorstore.sections import STATUS_OF_EVIDENCE, SectionType

_PLURAL = {
    SectionType.FINDINGS: "findings",
    SectionType.RECOMMENDATIONS: "recommendations",
    SectionType.ACTIONS: "actions",
    SectionType.LEARNING: "learning points",
    SectionType.GOOD_PRACTICE: "examples of good practice in the case",
    SectionType.QUESTIONS: "questions for reflection",
}
_Pair = tuple[Passage, Citation]
Excerpts = Mapping[str, tuple[str, ...]]
_MARKDOWN = re.compile(r"([\\`*_\[\]<>#|~])")


def by_review(passages: Sequence[Passage]) -> tuple[Passage, ...]:
    """Return the passages with those of one review together, reviews in the order of their first passage."""
    first: dict[Key, int] = {}
    for number, passage in enumerate(passages):
        first.setdefault(key_of(passage), number)
    return tuple(sorted(passages, key=lambda p: first[key_of(p)]))


def compose(
    index: Index, evidence: Evidence, passages: Sequence[Passage], citations: Sequence[Citation], dropped: int = 0
) -> str:
    """Return the answer as Markdown: only the lead lines are ours, every other word is quoted and numbered.

    `dropped` is how many quotes were left out because they failed the check.
    """
    lines = [missing(index, evidence, dropped), lead(index, evidence, passages)]
    pairs = zip(passages, citations, strict=True)
    for (document_id, review), group in groupby(pairs, key=lambda pair: key_of(pair[0])):
        lines.append(_review_line(index, index.documents[document_id], review))
        rows = _rows(list(group), index.text(document_id))
        quoted = [row for row in rows if evidence.excerpts.get(row[0][0].id) != ()]
        lines.append("\n".join(statement_line(row, evidence.excerpts) for row in quoted))
        lines.append(see_also([row for row in rows if row not in quoted]))
    return "\n\n".join(line for line in lines if line)


def lead(index: Index, evidence: Evidence, passages: Sequence[Passage]) -> str:
    """Return the line that says what follows and how strong it is, counted in reviews."""
    if evidence.basis is Basis.SECTION:
        shared = _sharing(index, passages)
        return f"{shared}{counted(passages)}, in the order printed:"
    if evidence.basis is Basis.ADDRESSED:
        return _tasks(index, evidence)
    names = matched(index, passages)
    if evidence.basis is Basis.REVIEWS and names:
        of = _looked_at(index, evidence)
        found = len(one_edition(index, _counting(index, passages)))
        return f"Nearest passages in {found} of {of}: {escape(', '.join(names))}. Others may use different words."
    if len({key_of(p) for p in passages}) == 1:
        return ""  # the line with the review's name leads
    return f"{_sharing(index, passages)}In the words of the reviews:"


def _tasks(index: Index, evidence: Evidence) -> str:
    """Return how many tasks are addressed to an agency, in how many reviews, and where the rest of them are."""
    found = evidence.addressed
    reviews = one_edition(index, dict.fromkeys(key_of(p) for p in found.tasks))
    return escape(
        render(
            "addressed",
            what=counted(found.tasks),
            agencies=found.agencies,
            reviews=len(reviews),
            of=_looked_at(index, evidence),
            more=found.quoted != found.tasks,
        )
    )


def _looked_at(index: Index, evidence: Evidence) -> str:
    loaded = review_count(index, catalogue(index).reviews)
    looked_at = review_count(index, evidence.searched)
    return f"{loaded} reviews loaded" if looked_at == loaded else f"{looked_at} reviews searched"


def matched(index: Index, passages: Sequence[Passage]) -> tuple[str, ...]:
    """Return the reviews whose passages count, by name; all that are quoted where none does."""
    label = catalogue(index).label
    return tuple(label(index.documents[document], review) for document, review in _counting(index, passages))


def _counting(index: Index, passages: Sequence[Passage]) -> tuple[Key, ...]:
    """Return the reviews whose passages count, all that are quoted where none does."""
    counted = [p for p in passages if counts(p, catalogue(index).labels)] or passages
    return tuple(dict.fromkeys(key_of(p) for p in counted))


def missing(index: Index, evidence: Evidence, dropped: int) -> str:
    """Return the line that says what was asked for and is not in the answer, empty where nothing is missing."""
    unknown = evidence.scope.unknown
    if not (evidence.gaps or unknown or dropped):
        return ""
    gaps = [
        {
            "review": catalogue(index).names([gap.review])[0],
            "what": gap.what,
            "section": _PLURAL[gap.section] if gap.section else "",
            "shown": _PLURAL[gap.shown] if gap.shown else "",
        }
        for gap in evidence.gaps
    ]
    return escape(render("missing", gaps=gaps, unknown=unknown, dropped=dropped))


def _sharing(index: Index, passages: Sequence[Passage]) -> str:
    """Return how many reviews the answer is of where two of them have the same name."""
    keys = one_edition(index, dict.fromkeys(key_of(p) for p in passages if p.review))
    if len({review for _, review in keys}) == len(keys):
        return ""
    names = [catalogue(index).label(index.documents[document], review) for document, review in keys]
    subjects = {review for _, review in keys}
    same = f"{len(names)} reviews have the name {subjects.pop()}" if len(subjects) == 1 else f"{len(names)} reviews"
    return escape(f"{same}: {', '.join(names)}. ")


def _rows(pairs: Sequence[_Pair], text: str) -> list[list[_Pair]]:
    """Return the statements, cells together that stand in one row of a table with the same status of evidence."""
    rows: list[list[_Pair]] = []
    for pair in pairs:
        if rows and _is_beside(pair[0], rows[-1][-1][0], text):
            rows[-1].append(pair)
        else:
            rows.append([pair])
    return rows


def _is_beside(passage: Passage, last: Passage, text: str) -> bool:
    """Return whether a cell goes on the row of the last: it has the same title, or no item of its own on its line."""
    if not passage.column or (passage.heading, passage.section) != (last.heading, last.section):
        return False
    same = passage.row is not None and passage.row == last.row
    on_its_line = last.end <= passage.start and "\n" not in text[last.end : passage.start]
    return same or bool(last.column and not passage.item and on_its_line)


def counted(passages: Sequence[Passage]) -> str:
    """Return how many items of each kind follow, for example "3 actions, 2 recommendations"."""
    counts: dict[SectionType, set[tuple[str | None, ...]]] = {}
    heading = None
    listed = {(p.document_id, p.review, p.section) for p in passages if p.item}
    for p, last in zip(passages, [None, *passages], strict=False):
        # A finding may be told in parts that have headings of their own.
        heading = heading if last and _goes_on(p, last) else p.heading
        if p.column and not (p.item or p.within) and (p.document_id, p.review, p.section) in listed:
            continue
        # A cell that tells who leads an action, or when it is due, is none of its own.
        item = p.item or (p.within if p.row else None) or p.id
        counts.setdefault(p.section, set()).add((p.document_id, p.review, heading, item))
    words = [
        f"{len(items)} {_PLURAL[s] if s in _PLURAL and len(items) != 1 else STATUS_OF_EVIDENCE[s]}"
        for s, items in counts.items()
    ]
    return ", ".join(words)


def _goes_on(passage: Passage, last: Passage) -> bool:
    """Return whether a passage goes on with the item of the last, whose label is spelled out and not printed again."""
    spelled = passage.item is not None and re.match(r"(?!unnumbered|list)[A-Za-z]{4}", passage.item)
    same = (passage.document_id, passage.review, passage.section, passage.item)
    return (
        bool(spelled)
        and same == (last.document_id, last.review, last.section, last.item)
        and (not passage.text.startswith(passage.item or ""))
    )


def _review_line(index: Index, document: Document, review: str | None) -> str:
    """Return whose words follow: review, document, publisher and date, each said to be missing where it is."""
    edition = edition_words(index, document)
    said = [
        escape(document.title),
        escape(document.publisher) if document.publisher else "publisher not stated",
        document.date or "undated",
        *([edition] if edition else []),
    ]
    adults = " (adults' review)" if document.population == "adults" else ""
    return f"**{escape(review or document.title)}**{adults} – {'; '.join(said if review else said[1:])}"


def see_also(rows: Sequence[Sequence[tuple[Passage, Citation]]]) -> str:
    """Return a line that points to more on the matter, each by its status; empty where there is none."""
    told = [f"{status(row[0][0])} {' '.join(f'[{cited.number}]' for _, cited in row)}" for row in rows]
    return f"See also: {'; '.join(told)}." if told else ""


def statement_line(pairs: Sequence[tuple[Passage, Citation]], excerpts: Excerpts = MappingProxyType({})) -> str:
    """Return one statement, or the cells of one row of a table with their columns' names, its status first."""
    first, _ = pairs[0]
    cells = [
        f"{escape(passage.column)}: {said}" if passage.column else said
        for passage, cited in pairs
        for said in [_quoted(passage, excerpts.get(passage.id) or (passage.text,), cited)]
    ]
    same_item = len({passage.item for passage, _ in pairs}) == 1
    return f"- {status(first if same_item else replace(first, item=None))}: {'; '.join(cells)}"


def _quoted(passage: Passage, pieces: Sequence[str], citation: Citation) -> str:
    """Return the pieces as quotes, with dots outside them wherever the passage says more."""
    scanned = " (read by text recognition)" if citation.read_by_ocr else ""
    quotes = " … ".join(f"“{escape(' '.join(piece.split()))}”" for piece in pieces)
    before, _, _ = passage.text.partition(pieces[0])
    _, _, after = passage.text.rpartition(pieces[-1])
    opening = "… " if before.strip() and not is_label(before, passage.item) else ""
    return f"{opening}{quotes}{' …' if after.strip() else ''} [{citation.number}]{scanned}"


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
