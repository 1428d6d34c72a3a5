"""Slips of the keyboard in a question, put right by the words of the loaded documents. The only user of symspellpy.

Names and acronyms are left alone: whatever has a capital or a digit, is short, is known to a document or to English,
or follows a word for a person. Nothing is put right to a word that documents print with a capital only.
"""

import re
from collections import Counter
from functools import lru_cache
from importlib.resources import files
from typing import TYPE_CHECKING
from weakref import WeakKeyDictionary

from assistant.catalogue import catalogue
from vectorstore.acronyms import ACRONYMS, ROWS
from vectorstore.index import Index

if TYPE_CHECKING:
    from symspellpy import SymSpell  # type: ignore[import-untyped]

SHORTEST = 4
LONG = 8
_TYPED = re.compile(r"(?<![\w'’-])(?<!child )(?<!baby )(?<!family )(?<!adult )(?<!person )[a-z]{5,}(?![\w'’-])")
# What questions ask for by name, which documents may print in headings only.
_ASKED_FOR_TEXT = """
    action actions background finding findings incident learning lessons progress recommendation recommendations
    recommended review reviews
"""
_CONTRACTED_TEXT = """
    arent couldnt didnt doesnt hadnt hasnt havent isnt shouldnt thats theres theyre theyve wasnt werent weve whats
    wheres whos wouldnt youre youve
"""
_CONTRACTED = frozenset(_CONTRACTED_TEXT.split())
_PROPER = re.compile(r"(?<![\w'’-])[A-Z][a-z]{3,}(?![\w-])")
_PRINTED = re.compile(r"(?<![\w'’-])[a-z]{4,}(?![\w'’-])")
_ENGLISH = "frequency_dictionary_en_82_765.txt"


def spelled(index: Index, question: str) -> str:
    """Return the question with slips put right where a word of the documents is one or two letters away."""
    return _TYPED.sub(lambda match: _meant(index, match[0]), question)


def _meant(index: Index, word: str) -> str:
    if word in _english() or word in _CONTRACTED or word in _of_the_table() or word.upper() in ACRONYMS:
        return word
    return _vocabulary(index).nearest(word)


@lru_cache(maxsize=1)
def _english() -> frozenset[str]:
    """Return the words of English, with the British spellings that the list lacks left to the documents."""
    text = files("symspellpy").joinpath(_ENGLISH).read_text(encoding="utf-8-sig")
    return frozenset(line.split(" ", 1)[0] for line in text.splitlines())


@lru_cache(maxsize=1)
def _of_the_table() -> frozenset[str]:
    return frozenset(word for row in ROWS for typed in row.typed for word in re.findall(r"[a-z]+", typed.lower()))


class Vocabulary:
    """The words that documents print in small letters, and the nearest of them to one that was typed.

    `proper` are those that they print with a capital: a name typed in small letters is no slip.
    """

    def __init__(self, counts: Counter[str], proper: frozenset[str]) -> None:
        self._counts, self._proper = counts, proper
        self._near = _speller(counts)

    def nearest(self, word: str) -> str:
        """Return the word itself where documents have it or nothing is near, else the nearest and commonest."""
        from symspellpy import Verbosity

        if word in self._counts or word in self._proper or word.removesuffix("s") in self._proper:
            return word
        distance = 2 if len(word) >= LONG else 1
        found = self._near.lookup(word, Verbosity.TOP, max_edit_distance=distance)
        return str(found[0].term) if found else word


def _speller(counts: Counter[str]) -> "SymSpell":
    from symspellpy import SymSpell

    speller = SymSpell(max_dictionary_edit_distance=2, prefix_length=7)
    for word, count in counts.items():
        if len(word) >= SHORTEST:
            speller.create_dictionary_entry(word, count)
    return speller


_VOCABULARIES: WeakKeyDictionary[Index, Vocabulary] = WeakKeyDictionary()


def _vocabulary(index: Index) -> Vocabulary:
    """Return the vocabulary of an index, made when the first unknown word is typed."""
    made = _VOCABULARIES.get(index)
    if made is None:
        counts = Counter(word for passage in index.passages for word in _PRINTED.findall(passage.text))
        counts.update(_ASKED_FOR_TEXT.split())
        proper = frozenset(word.lower() for passage in index.passages for word in _PROPER.findall(passage.text))
        named = (re.findall(r"[a-z]+", (review.subject or "").lower()) for review in catalogue(index).reviews)
        made = _VOCABULARIES[index] = Vocabulary(counts, proper.union(*named))
    return made
