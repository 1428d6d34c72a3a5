"""Acronyms of the field with their expansions, and words that practitioners type for what reviews print.

The words themselves are rows of `words.csv`, for practitioners to read and correct: what is typed, what is printed, and
for an acronym with two meanings the words that it must stand near. Expansions are general knowledge of the field; a name
that only one area uses is never expanded.
"""

import csv
import re
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

TABLE = Path(__file__).with_name("words.csv")


@dataclass(frozen=True, slots=True)
class Row:
    """One row of the table: `near` is empty where the words always mean this."""

    kind: str
    typed: tuple[str, ...]
    printed: str
    near: tuple[str, ...]


def read_table() -> tuple[Row, ...]:
    """Return the rows of the table, in its order."""
    with TABLE.open(encoding="utf-8", newline="") as lines:
        return tuple(
            Row(row["kind"], _alternatives(row["typed"]), row["printed"], _alternatives(row["only near"]))
            for row in csv.DictReader(lines)
        )


def _alternatives(cell: str) -> tuple[str, ...]:
    return tuple(part.strip() for part in cell.split(" / ") if part.strip())


def _pattern(phrases: tuple[str, ...]) -> re.Pattern[str]:
    """Return what finds the phrases: "*" stands for the rest of a word, "…" for up to three words, space for a hyphen."""
    longest_first = sorted(phrases, key=len, reverse=True)
    written = "|".join(
        re.escape(phrase).replace(r"\*", r"\w*").replace("…\\ ", r"(?:\w+ ){0,3}").replace("\\ ", "[ -]")
        for phrase in longest_first
    )
    return re.compile(rf"\b(?:{written})(?!\w)", re.IGNORECASE)


ROWS = read_table()
_OF_ACRONYMS = tuple(row for row in ROWS if row.kind == "acronym")
ACRONYMS: dict[str, str] = {row.typed[0]: row.printed for row in reversed(_OF_ACRONYMS) if not row.near}
ACRONYMS |= {row.typed[0]: row.printed for row in _OF_ACRONYMS if row.near and row.typed[0] not in ACRONYMS}
_IN_CONTEXT = tuple((row.typed[0], _pattern(row.near), row.printed) for row in _OF_ACRONYMS if row.near)
_ONLY_IN_CONTEXT = frozenset(row.typed[0] for row in _OF_ACRONYMS) - {r.typed[0] for r in _OF_ACRONYMS if not r.near}
_LAY_PATTERNS = tuple((_pattern(row.typed), row.printed) for row in ROWS if row.kind != "acronym")
_BY_EXPANSION = tuple((_pattern((row.printed,)), row.typed[0]) for row in _OF_ACRONYMS if " " in row.printed)
_WORD = re.compile(r"[A-Za-z][A-Za-z0-9]+")
# Acronyms that are also ordinary words are read only in capitals.
_ALSO_WORDS = frozenset(
    {"SO", "RR", "ED", "ICON", "SMART", "DASH", "TAC", "PP", "ADD", "MET", "DO", "LD", "EH", "CAF", "LA", "TA", "ACE",
     "ACES", "SALT", "PEP", "EP", "OT", "PD", "UC", "ABE", "MACE", "PO", "HT", "TM"}
)  # fmt: skip


@lru_cache(maxsize=256)
def expand(question: str) -> str:
    """Return further words to search for: acronyms written out, terms as acronyms, lay words as reviews print them."""
    found = [meant for word in _WORD.findall(question) for meant in _written_out(word, question)]
    found += [acronym for pattern, acronym in _BY_EXPANSION if pattern.search(question)]
    found += [printed for pattern, printed in _LAY_PATTERNS if pattern.search(question)]
    return " ".join(dict.fromkeys(found))


def _written_out(word: str, question: str) -> list[str]:
    """Return what an acronym stands for: by the words near it where it has two meanings."""
    acronym = word.upper() if word.upper() in ACRONYMS else word.upper().removesuffix("S")
    if acronym not in ACRONYMS or (acronym in _ALSO_WORDS and not word.isupper()):
        return []
    near = [printed for typed, pattern, printed in _IN_CONTEXT if typed == acronym and pattern.search(question)]
    return near or ([] if acronym in _ONLY_IN_CONTEXT else [ACRONYMS[acronym]])
