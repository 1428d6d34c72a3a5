"""Lines that are set in capitals, and how the text writes their words: "CHILD EBB" is "Child Ebb"."""

import re
from functools import lru_cache

from ingest.pseudonyms import FIRST_NAME, KEPT, NUMBER_NAMES

LONGEST_CODE = 3

_WORD = re.compile(r"[^\W\d_]+")
_SUBJECT = re.compile(
    r"\b(?:CHILD(?:REN)?|BABY|INFANT|FAMILY|YOUNG PERSON|ADULT|SIBLINGS?|TWINS?|MR|MRS|MS) (?:[A-Z]{1,12}\d?|\d{1,2})\b"
)
_CODES = frozenset({"MR", "MRS", "MS", *NUMBER_NAMES.upper().split("|")})


def as_written(line: str, text: str) -> str:
    """Return a line that is all in capitals as the text would write it, and of any other a subject that is."""
    if not line.isupper():
        return _SUBJECT.sub(lambda subject: as_written(subject[0], text), line)
    return re.sub(r"(?<=['’])S\b", "s", _WORD.sub(lambda word: _word(word[0], line, word, text), line))


def _word(word: str, line: str, match: re.Match[str], text: str) -> str:
    """Return a word as the text has it; a letter and a code ("K2", "AG") stay, unless it writes them otherwise."""
    coded = line[match.end() : match.end() + 1].isdigit() or len(word) == 1
    if coded or (len(word) <= LONGEST_CODE and word not in _CODES and not _stands_in(word.title(), text)):
        keeps = coded or len(word) < LONGEST_CODE or _stands_in(word, text)
        return word if keeps else word.title()
    return word.title()


def is_told_of(name: str, text: str) -> bool:
    """Return whether a name that a line has in capitals is one to the text, with one capital and never small."""
    if not re.fullmatch(FIRST_NAME, name) or name in NUMBER_NAMES.split("|"):
        return True
    return _stands_in(name, text) and not may_be_a_word(name, text)


def may_be_a_word(name: str, text: str) -> bool:
    """Return whether the text also has the name in small letters, as it has no pseudonym."""
    return _stands_in(name.lower(), text)


@lru_cache(maxsize=KEPT)
def _stands_in(word: str, text: str) -> bool:
    return re.search(rf"(?<![\w-]){re.escape(word)}(?![\w-])", _in_mixed_letters(text)) is not None


@lru_cache(maxsize=4)
def _in_mixed_letters(text: str) -> str:
    """Return the text without the lines that are all in capitals."""
    return "\n".join(line for line in text.split("\n") if not line.isupper())
