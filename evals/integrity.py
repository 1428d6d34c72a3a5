"""Is an index what an index is? What can be told without questions, before any is asked."""

import re
from collections.abc import Collection, Iterator, Sequence

import numpy as np

from evals.gate import Judgement, Rule, Verdict
from vectorstore.index import Index
from vectorstore.passage import Passage
from vectorstore.sections import SectionType

PROBES = 100
SAME_VECTOR = 0.999
# Shares of all passages. The sample has 1 cut in 1,337, the five development documents none, and neither lacks context.
MOST_CUT = 0.01
MOST_BARE = 0.01

# What a heading or a column calls its statements. A plan, and what says both, names neither.
_CALLED = {
    SectionType.RECOMMENDATIONS: re.compile(r"\brecommendations?\b", re.IGNORECASE),
    SectionType.ACTIONS: re.compile(r"\bactions?\b(?! (?:plan|log|tracker))", re.IGNORECASE),
}
_ENDS = re.compile(r"[.!?:;…]['\")\]’”]*(?:\d{1,3}|[*†‡])*$")
_EDGE = frozenset("\n\r\t |")


def broken(candidate: Index, live: Index | None, withdrawn: Collection[str]) -> list[str]:
    """Return what a candidate lacks, one line each: documents of live, whole passages, context, kinds, vectors."""
    of_candidate = (check(candidate) for check in (_cut, _bare, _merged, _other_vectors))
    return [problem for found in (_dropped(candidate, live, withdrawn), *of_candidate) for problem in found]


def unopened(problems: Sequence[str]) -> Judgement:
    """Return the judgement on a candidate that cannot even be opened."""
    return Judgement(tuple(Rule("integrity", problem, Verdict.FAIL) for problem in problems))


def _dropped(candidate: Index, live: Index | None, withdrawn: Collection[str]) -> Iterator[str]:
    """Yield the documents of live that are gone. The sample goes with the first document of one's own."""
    if live is None:
        return
    accounted_for = {*candidate.documents, *withdrawn, *(d.supersedes for d in candidate.documents.values())}
    for name, document in live.documents.items():
        if name not in accounted_for and not document.is_sample:
            yield f"{document.source} is in the live index and not in this one, and nobody withdrew it"


def _cut(candidate: Index) -> Iterator[str]:
    cut = [p for p in candidate.passages if _is_cut(p, candidate.text(p.document_id))]
    if len(cut) > MOST_CUT * len(candidate.passages):
        yield f"{len(cut)} of {len(candidate.passages)} passages begin or end within a sentence, as {cut[0].id} does"


def _is_cut(passage: Passage, text: str) -> bool:
    """Return whether a passage begins or ends within a word, or ends within a sentence of a line."""
    before, after = text[passage.start - 1 : passage.start], text[passage.end : passage.end + 1]
    in_a_word = any(edge and edge not in _EDGE for edge in (before, after))
    return in_a_word or (after == " " and not _ENDS.search(passage.text))


def _bare(candidate: Index) -> Iterator[str]:
    bare = [p for p in candidate.passages if not p.context]
    if len(bare) > MOST_BARE * len(candidate.passages):
        yield f"{len(bare)} of {len(candidate.passages)} passages are embedded without review and section in front"


def _merged(candidate: Index) -> Iterator[str]:
    """Yield the documents whose actions are filed as recommendations, or the other way, by what is printed above them.

    A single one may be meant so, and what a person has filed is: only most of a document's show that they were merged.
    """
    by_document: dict[tuple[str, SectionType], list[Passage]] = {}
    for passage in candidate.passages:
        called = _called(passage)
        if called and passage.section in _CALLED and not any(one.field == "section" for one in passage.added):
            by_document.setdefault((passage.document_id, called), []).append(passage)
    for (document_id, called), found in by_document.items():
        other = [passage for passage in found if passage.section is not called]
        if 2 * len(other) > len(found):
            source = candidate.documents[document_id].source
            yield f"{len(other)} of {len(found)} {called} of {source} are filed as {other[0].section}"


def _called(passage: Passage) -> SectionType | None:
    """Return what the column or the heading above a passage calls it, where it says one of the two alone."""
    printed = passage.column or passage.heading or ""
    said = [section for section, wording in _CALLED.items() if wording.search(printed)]
    return said[0] if len(said) == 1 else None


def _other_vectors(candidate: Index) -> Iterator[str]:
    """Yield whether passages from all over the index have other vectors than the model gives them."""
    passages = candidate.passages
    places = np.unique(np.linspace(0, len(passages) - 1, min(PROBES, len(passages))).astype(int))
    faithful = candidate.faithfulness([passages[place] for place in places])
    if other := sum(one < SAME_VECTOR for one in faithful):
        yield f"{other} of {len(faithful)} passages have a vector that the model does not give them"
