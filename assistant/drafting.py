"""What a model writes from numbered quotes: asked for as JSON lines, read as untrusted data, checked line by line."""

import secrets
from collections.abc import Iterable, Iterator, Sequence

from pydantic import BaseModel, Field, ValidationError

from assistant.answer import Citation
from assistant.grounding import LONGEST_SENTENCE, Sentence, Support, grounded
from assistant.model import LanguageModel
from prompts.render import render
from vectorstore.sections import STATUS_OF_EVIDENCE, SectionType

MOST_SENTENCES = 6
MOST_LINES = 20
LONGEST_LINE = 6_000
MOST_CHARACTERS = 30_000


class _Support(BaseModel, strict=True):
    passage: int
    quote: str = Field(min_length=1, max_length=1_200)


class _Drafted(BaseModel, strict=True):
    sentence: str = Field(min_length=1, max_length=LONGEST_SENTENCE)
    support: list[_Support] = Field(min_length=1, max_length=6)


def drafted(
    model: LanguageModel, question: str, citations: Sequence[Citation], deadline: float
) -> Iterator[Sentence | None]:
    """Yield every sentence that the model writes as soon as it has passed the check, None for one that did not.

    Raise ModelFault, also after some of them.
    """
    fence = secrets.token_hex(8)  # no document can close a fence that it cannot know
    instructions = render("draft_instructions", fence=fence, sentences=MOST_SENTENCES)
    text = render("draft_passages", fence=fence, question=question, passages=[_passage(c) for c in citations])
    numbered = {citation.number: citation for citation in citations}
    kept: set[str] = set()
    for line in _lines(model.stream(instructions, text, deadline)):
        sentence = _checked(line, numbered)
        if sentence is None or sentence.text not in kept:
            yield sentence
        if sentence is not None:
            kept.add(sentence.text)
        if len(kept) == MOST_SENTENCES:
            return


def _passage(citation: Citation) -> dict[str, object]:
    status = STATUS_OF_EVIDENCE[SectionType(citation.section)]
    review = citation.review or citation.title
    return {"number": citation.number, "review": review, "status": status, "quote": citation.quote}


def _lines(pieces: Iterable[str]) -> Iterator[str]:
    """Yield the lines that may hold an object; whoever writes without an end is not read to it."""
    rest, read, lines = "", 0, 0
    for piece in pieces:
        read += len(piece)
        *whole, rest = (rest + piece).split("\n")
        for line in filter(None, map(_bare, whole)):
            yield line
            lines += 1
        if read > MOST_CHARACTERS or lines > MOST_LINES or len(rest) > LONGEST_LINE:
            return
    if last := _bare(rest):
        yield last


def _bare(line: str) -> str:
    """Return the line without what models put around JSON although they are asked not to; empty for a code fence."""
    bare = line.strip().removeprefix("[").removesuffix("]").strip().rstrip(",") if line.strip() != "```" else ""
    # A list that closes a line ends in "]}", never in "]".
    return "" if bare.startswith("```") else bare


def _checked(line: str, citations: dict[int, Citation]) -> Sentence | None:
    try:
        draft = _Drafted.model_validate_json(line)
    except ValidationError:
        return None
    return grounded(draft.sentence, [Support(s.passage, s.quote) for s in draft.support], citations)
