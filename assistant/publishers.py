"""Publishers by name: spellings that differ in an apostrophe, an ampersand, capitals or “the” mean one and the same."""

import re
from collections import Counter
from collections.abc import Iterable
from functools import lru_cache

_APOSTROPHE = re.compile(r"['’ʼ]")
_LEFT_OUT = frozenset({"the", "and"})
# "Children's Partnership" and "Children Partnership" are printed of one body, as "Adults Board" and "Adult Board" are.
_OF_WHOM = {"childrens": "children", "adults": "adult"}


def is_same(one: str, other: str) -> bool:
    """Return whether two spellings mean one publisher."""
    return in_one_spelling(one) == in_one_spelling(other)


def in_one_spelling(name: str) -> str:
    """Return the name in a spelling that every other spelling of it has as well, to compare and not to show."""
    return " ".join(_key(name)) or name


def is_named(part: str, name: str) -> bool:
    """Return whether a part of a publisher's name, however it is spelled, stands in the name."""
    words = " ".join(_key(part))
    return bool(words) and (words in " ".join(_key(name)) or part.casefold() in name.casefold())


def spellings(printed: Iterable[str]) -> tuple[str, ...]:
    """Return one spelling of each publisher, that which is printed most often, in the order of the alphabet."""
    most: dict[tuple[str, ...], str] = {}
    for name, _ in sorted(Counter(printed).items(), key=lambda pair: (-pair[1], pair[0])):
        most.setdefault(_key(name), name)
    return tuple(sorted(most.values(), key=str.casefold))


def as_offered(typed: str, offered: Iterable[str]) -> str:
    """Return the spelling that is offered of what was typed, which stays as it is where none is."""
    return next((name for name in offered if is_same(name, typed)), typed)


@lru_cache(maxsize=1000)
def _key(name: str) -> tuple[str, ...]:
    words = re.findall(r"\w+", _APOSTROPHE.sub("", name.casefold()))
    kept = tuple(_OF_WHOM.get(word, word) for word in words if word not in _LEFT_OUT)
    return kept or tuple(words)
