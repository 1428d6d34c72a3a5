"""What a configured cross-encoder says of the best passages and of their sentences, beside what the features say.

It reads question and passage together, which tells more than two vectors, and cannot be explained. So the features
choose what it reads, and it can only add to their score, by a fixed weight: the features' own weights were fitted
without it. Where it tells nothing apart, the order stays theirs.
"""

from collections.abc import Sequence
from dataclasses import replace

from assistant.reranker import Ranked
from vectorstore.embedder import CrossEncoder
from vectorstore.sentence_vectors import sentences_of

# How many of the best passages are read.
MOST_READ = 20
# What a score of 1 adds. An even share: by the features the first passage is about six points before the twentieth
# (medians of 6.2 on the development questions and 6.5 on the sample's).
WEIGHT = 6.0


def passages_read(reader: CrossEncoder | None, question: str, ranked: Sequence[Ranked]) -> tuple[Ranked, ...]:
    """Return the passages, best first, once the reader has read the first of them; as they are without a reader."""
    first = ranked[:MOST_READ]
    if reader is None or not first:
        return tuple(ranked)
    scores = reader.scores(question, [one.passage.embedded for one in first])
    read = [replace(one, reading=WEIGHT * score) for one, score in zip(first, scores, strict=True)]
    return (*sorted(read, key=lambda one: -one.score), *ranked[MOST_READ:])


def sentences_read(reader: CrossEncoder | None, question: str, cited: Sequence[Ranked]) -> tuple[Ranked, ...]:
    """Return the passages with what the reader says of each sentence added to how well it matches."""
    sentences = [sentence for one in cited for sentence in sentences_of(one.passage)]
    if reader is None or not sentences:
        return tuple(cited)
    scores = iter(reader.scores(question, sentences))
    return tuple(
        replace(one, sentences=tuple(match + WEIGHT * next(scores) for match in one.sentences)) for one in cited
    )
