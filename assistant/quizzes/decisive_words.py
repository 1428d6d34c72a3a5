"""Words with which a text says something else, however near it stays in meaning.

They turn what it says, or say for how long and how far it holds. Texts are compared in lists of these as they stand.
"""

import re
from collections.abc import Collection

from assistant.grounding import NEGATION, folded, words_of
from vectorstore.word_forms import one_form

# What turns a sentence as "not" does.
_TURNS = re.compile(
    r"\b(?:(?:stop|refus|avoid|ceas|forbid|prohibit|declin|reject|withh[eo]ld|discourag|conceal|oppos)\w*"
    r"|deni(?:ed|es|als?|ers?|able)|deny(?:ing)?|bans?|bann(?:ed|ing)|no-one"
    r"|rather than|instead of|except|apart from|other than)\b"
)
# What limits a statement until it says nearly the opposite. Round a question this does no harm: "take a few minutes",
# "keep in mind what you heard from the police".
_LIMITS = re.compile(
    r"\b(?:few|little|only|too|prevent\w*|ke(?:ep|pt)\w*\b(?=[^.;:,]*\bfrom\b)|slow to|reluctant to)\b"
)
# What asks for the opposite ("which of these is wrong"), or says that something is none of what is told.
_CONTRARY = re.compile(
    r"\b(?:false|untrue|wrong(?:ly)?|incorrect(?:ly)?|mistaken(?:ly)?|mistakes?|errors?|unlike|least|contrary|instead"
    r"|exclud\w+|lie|myth|ignor\w*|omit\w*|leav(?:e|ing) out)\b"
)
_SPANS = frozenset(
    {"minute", "hour", "day", "night", "week", "weekend", "fortnight", "month", "term", "quarter", "year", "decade"}
)
_NO_SPAN = re.compile(r"\bin (?:terms of|(?:plain|simple|general|broad|practical) terms)\b", re.IGNORECASE)
# What says how far or when something holds, as an amount does.
BOUNDS = frozenset({"only", "solely", "little", "after", "before", "until", "next", "last", "previous", "later"})
# Where the one text has one of the two and the other has the other instead, they say the opposite.
_OPPOSITES_TEXT = """
    before / after since
    more / less fewer
    most / least fewest
    always / never sometimes
    rise rises rising rose risen increase increased grew / fall falls falling fell fallen decrease decreased
    early earlier / late later
    open opened / close closed
    begin began start started / end ended
    first / last
    accept accepted / refuse refused
    include included including / exclude excluded excluding
    inside / outside
    high higher / low lower
    strong stronger / weak weaker
    good better / poor bad worse
    right / wrong
    same / different other
    allow allowed / prevent prevented
    easy easily / hard difficult
    above / below
    true / false
    long longer / short shorter
    quick quickly / slow slowly
    enough / little
    present / absent
    gained / lost
    together / apart alone
    cold / warm hot
    full / empty
"""
_OPPOSITES = tuple(
    (frozenset(one.split()), frozenset(other.split()))
    for one, _, other in (line.partition(" / ") for line in _OPPOSITES_TEXT.strip().splitlines())
)


def denials(text: str) -> list[str]:
    """Return every word that turns a text as "not" does."""
    small = folded(text).lower()
    return [*(word for word in words_of(small) if NEGATION.fullmatch(word)), *_TURNS.findall(small)]


def limits(text: str) -> list[str]:
    """Return every word that limits a statement until it says nearly the opposite."""
    return _LIMITS.findall(folded(text).lower())


def contraries(text: str) -> list[str]:
    """Return every word that asks for the opposite, or says that something is untrue or left out."""
    return _CONTRARY.findall(folded(text).lower())


def spans(text: str) -> set[str]:
    """Return what of a text is a span of time, each in the singular."""
    words = words_of(_NO_SPAN.sub(" ", folded(text).lower()))
    return {one_form(word).removesuffix("s") for word in words} & _SPANS


def are_opposites(words: Collection[str], others: Collection[str]) -> bool:
    """Return whether one of two opposites stands in the one and the other one in the other instead."""
    new, gone = set(words) - set(others), set(others) - set(words)
    return any((new & one and gone & other) or (new & other and gone & one) for one, other in _OPPOSITES)
