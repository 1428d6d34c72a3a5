"""One question becomes one Answer. Web, command line, API and evaluation all call `Assistant.ask`."""

import time
from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager
from dataclasses import replace

from assistant import safety
from assistant.answer import Answer, ReviewsSearched, Status
from assistant.answerability import THRESHOLD, answerability
from assistant.citing import cite
from assistant.composer import by_review, compose
from assistant.conversation import Conversations, Turn
from assistant.evidence import Basis, Evidence, find_evidence
from assistant.filters import Filters
from assistant.scope import scope_names
from assistant.suggestions import suggest
from assistant.verifier import unknown_markers, verified
from prompts.render import render
from vectorstore.faults import IndexFault
from vectorstore.index import Index
from vectorstore.sections import STATUS_OF_EVIDENCE, SectionType

NEAREST = 3
ANSWERABILITY_OF_A_SECTION = 0.95
EVERYTHING = Filters()
NOT_LOADED = "no documents have been loaded yet. Load some with: review-learning ingest FOLDER"


class Assistant:
    """Answers questions from the index that is live, in conversations that are kept in memory only."""

    def __init__(
        self, opened: Callable[[], AbstractContextManager[Index | None]], contacts: tuple[str, ...] = ()
    ) -> None:
        self._opened = opened
        self._contacts = contacts
        self._conversations = Conversations()

    def ask(self, question: str, conversation_id: str | None = None, filters: Filters = EVERYTHING) -> Answer:
        """Return the answer, and keep it in the conversation (a new one where no id is given)."""
        began = time.perf_counter()
        conversation_id = conversation_id or self._conversations.start()
        earlier = tuple(turn.question for turn in self.turns(conversation_id) if turn.question)
        answer = self._answer(question.strip(), earlier, filters)
        timings = answer.timings_ms | {"total": _milliseconds(began)}
        answer = replace(answer, conversation_id=conversation_id, timings_ms=timings)
        self._conversations.add(conversation_id, question.strip(), answer)
        return answer

    def turns(self, conversation_id: str) -> tuple[Turn, ...]:
        """Return the turns of a conversation, none where it is unknown."""
        return self._conversations.turns(conversation_id)

    def _answer(self, question: str, earlier: Sequence[str], filters: Filters) -> Answer:
        if routed := safety.route(question, self._contacts):
            return Answer(routed.status, routed.text)
        try:
            with self._opened() as index:
                if index is None:
                    return Answer(Status.UNAVAILABLE, render("unavailable", reason=NOT_LOADED))
                return from_index(index, question, earlier, filters)
        except IndexFault as fault:
            return Answer(Status.UNAVAILABLE, render("unavailable", reason=str(fault)))


def from_index(index: Index, question: str, earlier: Sequence[str], filters: Filters) -> Answer:
    """Return the answer that the documents of this index give."""
    began = time.perf_counter()
    evidence = find_evidence(index, question, earlier, filters)
    retrieved_in = _milliseconds(began)
    sure = _answerability(question, evidence)
    if evidence.basis is Basis.NONE_RECORDED:
        answer = _none_recorded(index, evidence)
    elif not evidence.passages or sure < THRESHOLD:
        answer = _not_found(index, evidence)
    else:
        answer = _answered(index, evidence)
    if safety.is_live_case(question):
        answer = _with_signpost(answer)
    return replace(
        answer,
        answerability=sure if evidence.basis is not Basis.NONE_RECORDED else 0.0,
        notices=(*answer.notices, *_notices(index, answer)),
        suggestions=suggest(index, evidence, answer),
        index_version=index.version,
        timings_ms={"retrieve": retrieved_in},
    )


def _answered(index: Index, evidence: Evidence) -> Answer:
    passages = by_review(evidence.passages)
    citations = verified(cite(index, passages), index.text)
    kept = {citation.number for citation in citations}
    shown = [p for number, p in enumerate(passages, 1) if number in kept]
    citations = cite(index, shown)
    text = compose(index, evidence, shown, citations)
    assert not unknown_markers(text, citations), "an answer may only cite what it verified"
    return Answer(
        Status.ANSWERED,
        text,
        citations=citations,
        reviews=_searched(index, evidence, [c.review or c.title for c in citations]),
    )


def _not_found(index: Index, evidence: Evidence) -> Answer:
    nearest = verified(cite(index, [hit.passage for hit in evidence.retrieved.hits[:NEAREST]]), index.text)
    names = ", ".join(scope_names(evidence.scope.reviews))
    text = render("not_found", documents=len(index.documents), scope=names, nearest=bool(nearest))
    return Answer(Status.NOT_FOUND, text, nearest=nearest, reviews=_searched(index, evidence, []))


def _none_recorded(index: Index, evidence: Evidence) -> Answer:
    assert evidence.missing is not None
    nearest = verified(cite(index, evidence.passages), index.text)
    names = " and ".join(scope_names(evidence.scope.reviews))
    titles = "; ".join(dict.fromkeys(r.title for r in evidence.scope.reviews if r.title != r.name))
    instead = STATUS_OF_EVIDENCE[evidence.passages[0].section] if evidence.passages else ""
    what = STATUS_OF_EVIDENCE[evidence.missing]
    text = render("none_recorded", review=names, what=what, documents=titles, instead=instead)
    return Answer(Status.NOT_FOUND, text, nearest=nearest, reviews=_searched(index, evidence, []))


def _with_signpost(answer: Answer) -> Answer:
    """Return the answer with the signposting first, for a case that is mentioned while learning is asked for."""
    signpost = render("signpost")
    return replace(answer, answer=f"{signpost}\n\n{answer.answer}", notices=(signpost, *answer.notices))


def _answerability(question: str, evidence: Evidence) -> float:
    if evidence.basis is Basis.SECTION:
        return ANSWERABILITY_OF_A_SECTION
    return answerability(question, evidence.retrieved.similarity, evidence.passages)


def _searched(index: Index, evidence: Evidence, matched: list[str]) -> ReviewsSearched:
    searched = len(evidence.scope.reviews) or sum(len(d.reviews) for d in index.documents.values())
    return ReviewsSearched(tuple(dict.fromkeys(matched)), searched)


def _notices(index: Index, answer: Answer) -> tuple[str, ...]:
    """Return what must be said before the answer: that it is fictional, that it tells of harm."""
    shown = (*answer.citations, *answer.nearest)
    notices = []
    if any(index.documents[cited.document_id].is_sample for cited in shown):
        notices.append(render("sample_notice"))
    if any(cited.section == SectionType.INCIDENT for cited in shown):
        notices.append(render("content_note"))
    return tuple(notices)


def _milliseconds(began: float) -> float:
    return round((time.perf_counter() - began) * 1000, 2)
