"""Hybrid retrieval: dense and keyword rankings of the passages, fused by reciprocal rank."""

from collections.abc import Callable, Collection, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass

from langchain_core.callbacks import CallbackManagerForRetrieverRun
from langchain_core.documents import Document as LangChainDocument
from langchain_core.retrievers import BaseRetriever
from pydantic import ConfigDict

from assistant.whole_reviews import review_scores, standing_out
from vectorstore.acronyms import expand
from vectorstore.index import Index
from vectorstore.passage import Hit, Passage

# Reciprocal rank fusion (Cormack, Clarke and Büttcher 2009) with a small constant: with few hundred passages the first
# ranks must weigh more than in a web collection. Chosen on the development questions.
FUSION_CONSTANT = 5
DEPTH = 60
SHORTEST_STATEMENT = 4
# How many passages of a review that stands out are ranked once more.
OF_A_REVIEW = 20
# As many of those that show a theme which is asked for.
OF_A_THEME = 40


@dataclass(frozen=True, slots=True)
class Retrieved:
    """Passages best first with their fused scores, and the best cosine similarity to the question as it was meant."""

    hits: tuple[Hit, ...]
    similarity: float


def retrieve(
    index: Index,
    question: str,
    earlier: str = "",
    among: Collection[str] | None = None,
    depth: int = DEPTH,
    of_themes: Collection[str] = (),
) -> Retrieved:
    """Return passages of `among` (all where None) for the question; `earlier` is what a follow-up refers back to.

    Those that show the themes which are asked for are ranked once more.
    """
    further = expand(question)
    meant = [question, f"{earlier} {question}"] if earlier else [question]
    widest = f"{question} {further}" if further else question
    texts = dict.fromkeys([*meant, widest])
    dense = {text: index.dense(text, depth, among) for text in texts}
    keywords = {text: index.keywords(text, depth, among) for text in texts}
    # The question counts twice where it has no wider form.
    rankings = [found[text] for found in (dense, keywords) for text in (*meant, widest)]
    if not earlier and (likely := _likely(index, question, among)):
        rankings.append(index.dense(question, OF_A_REVIEW, likely))
    if of_themes:
        rankings.append(index.dense(question, OF_A_THEME, of_themes))
    similarity = max((dense[text][0].score for text in meant if dense[text]), default=0.0)
    return Retrieved(tuple(hit for hit in fuse(rankings) if not is_fragment(hit.passage)), similarity)


def _likely(index: Index, question: str, among: Collection[str] | None) -> frozenset[str]:
    """Return the passages of `among` of the reviews that stand out; none where those are all of them."""
    likely = frozenset(standing_out(index, review_scores(index, question)))
    chosen = likely if among is None else likely.intersection(among)
    return chosen if among is None or len(chosen) < len(among) else frozenset()


def is_fragment(passage: Passage) -> bool:
    """Return whether a passage says nothing by itself, as a date or a name in a table's cell."""
    return len(passage.text.split()) < SHORTEST_STATEMENT


def fuse(rankings: Sequence[Sequence[Hit]]) -> tuple[Hit, ...]:
    """Return the hits of all rankings by the sum of their reciprocal ranks, best first; ties in the text's order."""
    scores: dict[str, float] = {}
    passages = {hit.passage.id: hit.passage for ranking in rankings for hit in ranking}
    for ranking in rankings:
        for rank, hit in enumerate(ranking):
            scores[hit.passage.id] = scores.get(hit.passage.id, 0.0) + 1 / (FUSION_CONSTANT + rank + 1)
    return tuple(Hit(passages[i], score) for i, score in sorted(scores.items(), key=lambda item: (-item[1], item[0])))


class ReviewRetriever(BaseRetriever):
    """The same retrieval as a LangChain retriever, for use in chains: passages with their source, review and span."""

    model_config = ConfigDict(arbitrary_types_allowed=True)

    opened: Callable[[], AbstractContextManager[Index | None]]
    k: int = 5

    def _get_relevant_documents(
        self, query: str, *, run_manager: CallbackManagerForRetrieverRun
    ) -> list[LangChainDocument]:
        with self.opened() as index:
            return [] if index is None else [_as_langchain(index, hit) for hit in retrieve(index, query).hits[: self.k]]


def _as_langchain(index: Index, hit: Hit) -> LangChainDocument:
    passage, document = hit.passage, index.documents[hit.passage.document_id]
    metadata = {
        "source": document.source,
        "title": document.title,
        "publisher": document.publisher,
        "document_id": document.id,
        "review": passage.review,
        "section": passage.section.value,
        "heading": passage.heading,
        "item": passage.item,
        "page": passage.page,
        "start": passage.start,
        "end": passage.end,
        "score": hit.score,
    }
    return LangChainDocument(page_content=passage.text, metadata=metadata, id=passage.id)
