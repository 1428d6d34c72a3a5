"""Headings that are cases only by the company they keep: a case study, a first name, a name that is not told of.

In a newsletter each of them stands over learning of its own. In a report they may tell of another family, or be the
name of a service, and then the learning around them belongs to no single one.
"""

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

from ingest import headings, subjects
from ingest.blocks import BlockKind, Loaded
from ingest.capitals import as_written, may_be_a_word
from ingest.hints import kind_of_heading
from ingest.pseudonyms import FIRST_NAME, NOT_NAMES, PERSON_AFTER
from ingest.taught import spans, taught_wording

FEWEST = 2

_OF_A_PERSON = re.compile(
    r"\b(?:he|she|his|her|him|hers|aged|born|boy|girl|baby|child|man|woman|mother|father|"
    r"(?:years?|months?|weeks?) old)\b|"
    r"\bwas (?:only )?(?:[a-z]+teen|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|\d{1,2})\b"
)


def likely_cases(loaded: Loaded, certain: Mapping[int, str]) -> dict[int, str]:
    """Return block number -> subject of the likely cases where, with the certain ones, each case has its learning."""
    likely = {number: name for number, name in _likely(loaded) if number not in certain}
    ranks = {loaded.blocks[number].level for number in certain}
    likely = {number: name for number, name in likely.items() if not ranks or loaded.blocks[number].level in ranks}
    while likely:
        together = {**certain, **likely}
        cases = spans(loaded, together)
        alike = {case.start for case in _alike(loaded, cases)}
        bad = [case.start for case in cases if case.start not in alike]
        dropped = _dropped(bad, sorted(together), likely)
        if not dropped:
            return likely if len(set(together.values())) >= FEWEST else {}
        likely = {number: name for number, name in likely.items() if number not in dropped}
    return {}


def _dropped(bad: list[int], starts: list[int], likely: Mapping[int, str]) -> set[int]:
    """Return the likely cases without learning, and those that would take it from the case before them."""
    dropped = {number for number in bad if number in likely}
    behind = (starts[starts.index(number) + 1 :] for number in bad if number not in likely)
    return dropped | {after[0] for after in behind if after and after[0] in likely}


def _alike(loaded: Loaded, cases: Sequence[range]) -> list[range]:
    """Return the cases that have their learning under a heading which another case has too, and end with a section."""
    wordings = [taught_wording(loaded, case) for case in cases]
    times = Counter(words for wording in wordings for words in wording)
    shared = (case for case, wording in zip(cases, wordings, strict=True) if any(times[words] > 1 for words in wording))
    return [case for case in shared if case.stop == len(loaded.blocks) or _ends_with_a_section(loaded, case)]


def _ends_with_a_section(loaded: Loaded, span: range) -> bool:
    """Return whether the next case begins within no chapter of another name, as a case study in a report does."""
    rank = loaded.blocks[span.start].level
    last, outer = None, False
    for number in span[1:]:
        block, words = loaded.blocks[number], loaded.text[loaded.blocks[number].start : loaded.blocks[number].end]
        marked = block.kind is BlockKind.HEADING
        by_look = block.kind is BlockKind.PARAGRAPH and headings.looks_like_heading(words)
        if marked or by_look or headings.classify(words):
            last = kind_of_heading(words) if marked else headings.classify(words)
            outer = outer or (marked and 0 < block.level < rank)
    return not outer and last is not None


def _likely(loaded: Loaded) -> Iterator[tuple[int, str]]:
    for number, block in enumerate(loaded.blocks[:-1]):
        words = loaded.text[block.start : block.end].strip()
        if block.kind not in {BlockKind.PARAGRAPH, BlockKind.HEADING} or len(words) > headings.LONGEST:
            continue
        below = loaded.blocks[number + 1]
        story = loaded.text[below.start : below.end]
        name = (
            subjects.in_study(words, loaded.text)
            or subjects.in_likely_marker(words, loaded.text)
            or _first_name(words, story, loaded.text)
        )
        if name:
            yield number, name


def _first_name(words: str, story: str, text: str) -> str | None:
    """Return a first name that stands alone over a paragraph which tells of somebody so called."""
    name = as_written(words, text).strip(" '\"‘’“”:")
    if not re.fullmatch(FIRST_NAME, name) or name in NOT_NAMES or may_be_a_word(name, text):
        return None
    told = re.search(rf"\b{name}{PERSON_AFTER}", story) and _OF_A_PERSON.search(story)
    return name if told else None
