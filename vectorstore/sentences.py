"""Sentences of a text, as spans: full stops behind abbreviations, numbers and initials do not end one."""

import re

# Nothing is given back once it has matched, so that a page of full stops is read through once.
_END = re.compile(
    r"(?<![.!?])[.!?]++[\"'’”)\]]*+(?=\s+[\"'‘“(\[]?[A-Z0-9•])|\n\s*\n|[;:]?\n(?=\s*(?:[-*•–]|\d{1,2}[.)])\s)"
)
_ABBREVIATION = re.compile(
    r"(?:\b(?:e\.g|i\.e|etc|cf|vs|Dr|Mr|Mrs|Ms|Prof|St|para|paras|pp|approx|Fig|fig)|\b[A-Z]\. ?[A-Z])\.$"
)
LONGEST_ABBREVIATION = 8


def sentence_spans(text: str) -> list[tuple[int, int]]:
    """Return the spans `[start, end)` of the sentences, without white space around them, in code points."""
    spans, start = [], 0
    for match in _END.finditer(text):
        if match[0].startswith(".") and _ABBREVIATION.search(
            text[max(start, match.start() - LONGEST_ABBREVIATION) : match.start() + 1]
        ):
            continue
        spans.append((start, match.end()))
        start = match.end()
    spans.append((start, len(text)))
    return [span for a, b in spans if (span := _strip(text, a, b))[0] < span[1]]


def _strip(text: str, start: int, end: int) -> tuple[int, int]:
    piece = text[start:end]
    return start + len(piece) - len(piece.lstrip()), end - (len(piece) - len(piece.rstrip()))
