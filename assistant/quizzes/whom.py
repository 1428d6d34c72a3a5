"""Whom words are about: a baby, a pupil, somebody nearly grown.

A bruise on a baby who cannot roll is no wrong option for a young person of sixteen: it goes without saying.
"""

import re
from enum import StrEnum
from functools import lru_cache
from weakref import WeakKeyDictionary

from assistant.reviews import Entry, passages_of
from vectorstore.index import Index
from vectorstore.word_forms import one_form


class Whom(StrEnum):
    """Whom words may be about, by age; several at once where there are brothers and sisters."""

    BABY = "a baby"
    SMALL = "a small child"
    PUPIL = "a child at school"
    TEENAGER = "somebody nearly grown"
    SEVERAL = "several children"


_TOLD = {
    Whom.BABY: re.compile(
        r"\b(?:bab(?:y|ies)|infan\w+|unborn|newborn|births?|maternity|midwi\w+|pregnan\w+|neonat\w+|antenatal|postnatal"
        r"|perinatal|pre-?birth|feeds?(?! into)|not (?:yet )?rolling|crawl\w*|cots?|non-mobile|bruising protocol"
        r"|labour ward|safer? sleep\w*)\b",
        re.IGNORECASE,
    ),
    Whom.SMALL: re.compile(r"\b(?:nurser(?:y|ies)|playgroups?|toddlers?|pre-?school\w*|early years)\b", re.IGNORECASE),
    Whom.PUPIL: re.compile(
        r"\b(?:schools?|teachers?|pupils?|homework|classrooms?|exclusions?|excluded from school|education(?:al)?"
        r"|home educated)\b",
        re.IGNORECASE,
    ),
    Whom.TEENAGER: re.compile(
        r"\b(?:young (?:person|people|adults?|m[ae]n|wom[ae]n)|teenage\w*|adolescen\w+|missing episodes?|exploit\w+"
        r"|return home interviews?|episodes? of missing|county lines|gangs?|knife|knives|vapes?|released at night"
        r"|care leavers?|leaving care|pathway plans?|personal advis[eo]rs?|online safety|sixth form|apprentice\w*"
        r"|supported living)\b",
        re.IGNORECASE,
    ),
    Whom.SEVERAL: re.compile(
        r"\b(?:siblings?|twins?|brothers?|sisters?)\b|\b(?:the|all|both|these|two|three|four|five) children\b(?!['’])"
        r"|^(?-i:(?:Children|Family) [A-Z]\w?\b)",
        re.IGNORECASE,
    ),
}
_NUMBER = r"(\d{1,2}|[a-z]+)"
_NEWLY_BORN = re.compile(
    rf"\b{_NUMBER}[- ](?:day|week|month)s?[- ]old\b|\baged {_NUMBER} (?:day|week|month)s", re.IGNORECASE
)
_YEARS = re.compile(
    rf"\b{_NUMBER}[- ]years?[- ]old\b|\b(?:aged|was|is|turned|(?:boy|girl|child|man|woman|person) of) {_NUMBER}"
    r"(?= (?:and|when|who|with|at)\b|[,.;])",
    re.IGNORECASE,
)
# In years: from here on somebody is of this age. Who is eleven or older goes to school as well.
GROWN = 18
_FROM = ((11, Whom.TEENAGER), (5, Whom.PUPIL), (2, Whom.SMALL), (0, Whom.BABY))


@lru_cache(maxsize=4096)
def told_of(words: str) -> frozenset[Whom]:
    """Return whom words are about, as far as they tell."""
    return frozenset(whom for whom, pattern in _TOLD.items() if pattern.search(words))


_MADE: WeakKeyDictionary[Index, dict[str, frozenset[Whom]]] = WeakKeyDictionary()


def about(index: Index, entry: Entry) -> frozenset[Whom]:
    """Return whom a review is about: by its name, else by the ages that it gives, else by what it speaks of at all.

    Empty where nothing tells. Made once for a review.
    """
    made = _MADE.setdefault(index, {})
    if entry.id not in made:
        texts = [passage.text for passage in passages_of(index, entry.review)]
        ages, told = (frozenset().union(*map(found, texts)) for found in (_aged, told_of))
        made[entry.id] = told_of(entry.name) or (ages | (told & {Whom.SEVERAL}) if ages else told)
    return made[entry.id]


def could_be_of(index: Index, entry: Entry, words: str) -> bool:
    """Return whether words could have been said of whom the review is about."""
    told, own = told_of(words), about(index, entry)
    return not told or not own or not told.isdisjoint(own)


def _aged(text: str) -> frozenset[Whom]:
    numbers = (one_form((first or second).lower()) for first, second in _YEARS.findall(text))
    ages = [int(number) for number in numbers if number.isdigit()]
    found = {next(whom for least, whom in _FROM if age >= least) for age in ages if age < GROWN}
    found |= {Whom.PUPIL} if Whom.TEENAGER in found else set()
    return frozenset(found | ({Whom.BABY} if _NEWLY_BORN.search(text) else set()))
