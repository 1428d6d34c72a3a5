"""One question becomes one Answer. Web, command line, API and evaluation all call `Assistant.ask`."""

import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager
from dataclasses import replace

from assistant import safety
from assistant.answer import Answer, ReviewsSearched, Status
from assistant.answerability import THRESHOLD, answerability
from assistant.catalogue import catalogue
from assistant.citing import cite
from assistant.composer import by_review, compose, matched
from assistant.conversation import Conversations, Keeps, Turn
from assistant.duty import asks_for_duty, duty_line
from assistant.editions import edition_notices, review_count
from assistant.evidence import Basis, Evidence, find_evidence
from assistant.filters import Filters
from assistant.grounding import Sentence
from assistant.model import LanguageModel
from assistant.question import read_question
from assistant.standalone import standalone
from assistant.suggestions import similar, suggest
from assistant.summary import summarised
from assistant.verifier import unknown_markers, verified
from prompts.render import render
from vectorstore.document import Document
from vectorstore.embedder import CrossEncoder
from vectorstore.faults import IndexFault
from vectorstore.flags import FlagKind
from vectorstore.index import Index
from vectorstore.passage import Passage
from vectorstore.sections import STATUS_OF_EVIDENCE, SectionType

NEAREST = 3
ANSWERABILITY_OF_A_SECTION = 0.95
EVERYTHING = Filters()
NOT_LOADED = "no documents have been loaded yet. Load some with: review-learning ingest FOLDER"


def unwatched(evidence: Evidence) -> None:
    """Do nothing with the evidence: nobody looks on."""


class Assistant:
    """Answers questions from the index that is live, in conversations that are kept in memory only by default.

    A `model`, where there is one, adds sentences that passed the check; without one every word is quoted.
    `procedures` is where the local procedures are, which go before what a review once said of a duty. `watching` is
    given the evidence of each answer, for evaluation. Below `threshold` of answerability nothing is an answer.
    A `reader`, where there is one, takes part in the order of passages and sentences.
    """

    def __init__(
        self,
        opened: Callable[[], AbstractContextManager[Index | None]],
        contacts: tuple[str, ...] = (),
        model: LanguageModel | None = None,
        procedures: str | None = None,
        watching: Callable[[Evidence], None] = unwatched,
        threshold: float = THRESHOLD,
        reader: CrossEncoder | None = None,
        conversations: Keeps | None = None,
    ) -> None:
        self._opened = opened
        self._threshold = threshold
        self._procedures = procedures
        self._watching = watching
        self._contacts = contacts
        self._model = model
        self._reader = reader
        self._conversations: Keeps = Conversations() if conversations is None else conversations

    def ask(
        self,
        question: str,
        conversation_id: str | None = None,
        filters: Filters = EVERYTHING,
        published_name: bool = False,
    ) -> Answer:
        """Return the answer, and keep it in the conversation (a new one where no id is given).

        `published_name` says that a name in the question is a review's or made up; on a live case it says nothing.
        """
        *_, answer = self.stream(question, conversation_id, filters, published_name)
        assert isinstance(answer, Answer)
        return answer

    def stream(
        self,
        question: str,
        conversation_id: str | None = None,
        filters: Filters = EVERYTHING,
        published_name: bool = False,
    ) -> Iterator[Sentence | Answer]:
        """Yield a model's sentences, each once it has passed the check, and last the answer, which replaces them."""
        began = time.perf_counter()
        question, conversation_id = question.strip(), conversation_id or self._conversations.start()
        earlier = tuple(turn.leaves for turn in self.turns(conversation_id) if turn.leaves)
        refused = self._refused(question, published_name)
        for part in [refused] if refused else self._parts(question, earlier, filters):
            if isinstance(part, Answer):
                timings = part.timings_ms | {"total": _milliseconds(began)}
                part = replace(part, conversation_id=conversation_id, timings_ms=timings)
                self._conversations.add(conversation_id, question, part, filters)
            yield part

    def turns(self, conversation_id: str) -> tuple[Turn, ...]:
        """Return the turns of a conversation, none where it is unknown."""
        return self._conversations.turns(conversation_id)

    def _refused(self, question: str, published_name: bool = False) -> Answer | None:
        routed = safety.route(question, self._contacts, published_name)
        return Answer(routed.status, routed.text) if routed else None

    def _parts(self, question: str, earlier: Sequence[str], filters: Filters) -> Iterator[Sentence | Answer]:
        if self._model is None or safety.stays_here(question):
            yield self._answer(question, earlier, filters)
            return
        deadline = self._model.deadline()
        meant = _as_meant(self._model, question, earlier, deadline)
        if meant != question and (refused := self._refused(meant)):
            yield refused
            return
        answer = self._answer(meant, earlier, filters)
        if meant != question:
            notice = render("read_as", question=meant, model=self._model.label)
            answer = replace(answer, notices=(notice, *answer.notices))
        yield from summarised(self._model, meant, answer, self._giving_orders(answer), deadline)

    def _giving_orders(self, answer: Answer) -> frozenset[str]:
        """Return the documents that hold instructions to a program: quoted to readers, never sent to a model."""
        cited = frozenset(citation.document_id for citation in answer.citations)
        try:
            with self._opened() as index:
                documents = index.documents if index else {}
                return frozenset(d for d in cited if d not in documents or _gives_orders(documents[d]))
        except IndexFault:
            return cited

    def _answer(self, question: str, earlier: Sequence[str], filters: Filters) -> Answer:
        try:
            with self._opened() as index:
                if index is None:
                    return Answer(Status.UNAVAILABLE, render("unavailable", reason=NOT_LOADED))
                answer, evidence = from_index(
                    index, question, earlier, filters, self._procedures, self._threshold, self._reader
                )
                self._watching(evidence)
                return answer
        except IndexFault as fault:
            return Answer(Status.UNAVAILABLE, render("unavailable", reason=str(fault)))


def from_index(
    index: Index,
    question: str,
    earlier: Sequence[str],
    filters: Filters,
    procedures: str | None = None,
    threshold: float = THRESHOLD,
    reader: CrossEncoder | None = None,
) -> tuple[Answer, Evidence]:
    """Return the answer that the documents of this index give, and the evidence that it was made from."""
    began = time.perf_counter()
    evidence, sure, notices = _looked_up(index, question, earlier, filters, threshold, reader)
    retrieved_in = _milliseconds(began)
    if evidence.basis is Basis.UNKNOWN_REVIEW:
        answer = _unknown_review(index, evidence)
    elif evidence.basis is Basis.NONE_RECORDED:
        answer = _none_recorded(index, evidence)
    elif sure < threshold or not evidence.passages:
        answer = _not_found(index, evidence)
    else:
        answer = answered(index, evidence)
    if asks_for_duty(question):
        answer = _with_first_line(answer, duty_line(answer.citations, index.documents, procedures))
    if safety.is_live_case(question):
        answer = _with_first_line(answer, render("signpost"))
    answer = replace(
        answer,
        answerability=sure,
        reviews=replace(answer.reviews, chosen=catalogue(index).names(evidence.scope.reviews)),
        notices=(*answer.notices, *notices, *_notices(index, answer)),
        suggestions=suggest(index, evidence, answer),
        index_version=index.version,
        timings_ms={"retrieve": retrieved_in},
    )
    return answer, evidence


def _gives_orders(document: Document) -> bool:
    return any(flag.kind is FlagKind.INSTRUCTION for flag in document.flags)


def _as_meant(model: LanguageModel, question: str, earlier: Sequence[str], deadline: float) -> str:
    """Return the question so that it can be understood by itself, as it is where it can or the model fails."""
    sent = [one for one in earlier if not safety.stays_here(one)]
    if not sent or not read_question(question).refers_back:
        return question
    return standalone(model, question, sent, deadline) or question


def _looked_up(
    index: Index,
    question: str,
    earlier: Sequence[str],
    filters: Filters,
    threshold: float,
    reader: CrossEncoder | None,
) -> tuple[Evidence, float, tuple[str, ...]]:
    """Return the evidence, how sure it is, and what must be said of a review that an earlier question named.

    Nothing found there, every review is searched, but for a question about somebody of that review.
    """
    evidence = find_evidence(index, question, earlier, filters, reader)
    sure = _answerability(question, evidence)
    if not evidence.scope.carried or not evidence.scope.reviews:
        return evidence, sure, ()
    names = catalogue(index).names(evidence.scope.reviews)
    nothing = evidence.basis is Basis.PASSAGES and (sure < threshold or not evidence.passages)
    if nothing and not evidence.question.of_somebody:
        wider = find_evidence(index, question, (), filters, reader)
        return wider, _answerability(question, wider), (render("carried", names=names, widened=True),)
    return evidence, sure, (render("carried", names=names, widened=False),)


def answered(index: Index, evidence: Evidence) -> Answer:
    """Return the evidence as quotes that passed the check: partial where one failed, not found where none is left."""
    passages = by_review(evidence.passages)
    shown = _verified(index, passages)
    citations = cite(index, shown)
    dropped = len(passages) - len(shown)
    text = compose(index, evidence, shown, citations, dropped)
    if not citations or unknown_markers(text, citations):
        return _not_found(index, evidence)
    complete = not (dropped or evidence.gaps or evidence.scope.unknown)
    status = Status.ANSWERED if complete else Status.PARTIAL
    names = matched(index, shown) if evidence.basis is Basis.REVIEWS else _labels(index, shown)
    return Answer(
        status, text, citations=citations, reviews=ReviewsSearched(names, review_count(index, evidence.searched))
    )


def _verified(index: Index, passages: Sequence[Passage]) -> tuple[Passage, ...]:
    kept = {citation.number for citation in verified(cite(index, passages), index.text)}
    return tuple(passage for number, passage in enumerate(passages, 1) if number in kept)


def _labels(index: Index, passages: Sequence[Passage]) -> tuple[str, ...]:
    label = catalogue(index).label
    return tuple(dict.fromkeys(label(index.documents[p.document_id], p.review) for p in passages))


def _not_found(index: Index, evidence: Evidence) -> Answer:
    nearest = verified(cite(index, [hit.passage for hit in evidence.retrieved.hits[:NEAREST]]), index.text)
    names = ", ".join(catalogue(index).names(evidence.scope.reviews))
    searched = review_count(index, evidence.searched)
    if evidence.filtered:
        loaded = review_count(index, catalogue(index).reviews)
        text = render("filtered_out", searched=searched, reviews=loaded, scope=names, nearest=bool(nearest))
    else:
        text = render("not_found", documents=len(index.documents), scope=names, nearest=bool(nearest))
    return Answer(Status.NOT_FOUND, text, nearest=nearest, reviews=ReviewsSearched((), searched))


def _none_recorded(index: Index, evidence: Evidence) -> Answer:
    nearest = verified(cite(index, evidence.passages), index.text)
    reviews = [gap.review for gap in evidence.gaps]
    names = " and ".join(catalogue(index).names(reviews))
    what = " or ".join(dict.fromkeys(gap.what for gap in evidence.gaps))
    titles = "; ".join(dict.fromkeys(r.title for r in reviews if r.title != r.name))
    instead = STATUS_OF_EVIDENCE[evidence.passages[0].section] if evidence.passages else ""
    text = render("none_recorded", review=names, what=what, documents=titles, instead=instead)
    return Answer(
        Status.NOT_FOUND, text, nearest=nearest, reviews=ReviewsSearched((), review_count(index, evidence.searched))
    )


def _unknown_review(index: Index, evidence: Evidence) -> Answer:
    unknown = evidence.scope.unknown
    alike = catalogue(index).names(similar(index, unknown))
    text = render("unknown_review", names=unknown, documents=len(index.documents), similar=alike)
    return Answer(Status.NOT_FOUND, text, reviews=ReviewsSearched((), review_count(index, evidence.searched)))


def _with_first_line(answer: Answer, line: str) -> Answer:
    """Return the answer with a line that must be read before it, which is its first notice as well."""
    return replace(answer, answer=f"{line}\n\n{answer.answer}", notices=(line, *answer.notices))


def _answerability(question: str, evidence: Evidence) -> float:
    if evidence.basis in {Basis.NONE_RECORDED, Basis.UNKNOWN_REVIEW}:
        return 0.0
    if evidence.basis in {Basis.SECTION, Basis.OPENINGS, Basis.ADDRESSED}:
        return ANSWERABILITY_OF_A_SECTION
    return answerability(question, evidence.retrieved.similarity, evidence.explained)


def _notices(index: Index, answer: Answer) -> tuple[str, ...]:
    """Return what must be said before the answer: that it is fictional, that it tells of harm."""
    shown = (*answer.citations, *answer.nearest)
    notices = []
    if any(index.documents[cited.document_id].is_sample for cited in shown):
        notices.append(render("sample_notice"))
    if any(cited.section == SectionType.INCIDENT for cited in shown):
        notices.append(render("content_note"))
    return (*edition_notices(index, (cited.document_id for cited in answer.citations)), *notices)


def _milliseconds(began: float) -> float:
    return round((time.perf_counter() - began) * 1000, 2)
