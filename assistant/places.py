"""The places that a question names, by the publishers of the documents: "reading case notes" names no place."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import lru_cache

from vectorstore.document import Document

_SHORT_COUNTY_TEXT = """
    oxon=oxfordshire northants=northamptonshire notts=nottinghamshire bucks=buckinghamshire herts=hertfordshire
    lincs=lincolnshire leics=leicestershire hants=hampshire wilts=wiltshire glos=gloucestershire
    cambs=cambridgeshire beds=bedfordshire berks=berkshire lancs=lancashire worcs=worcestershire shrops=shropshire
    staffs=staffordshire warks=warwickshire derbys=derbyshire middx=middlesex northumb=northumberland
    cumb=cumberland yorks=yorkshire
"""
_SHORT_COUNTY = dict(pair.split("=") for pair in _SHORT_COUNTY_TEXT.split())
# Counties' short names and places that are everyday words too: only capitals or a word for a document make them places.
_EVERYDAY = frozenset({"barking", "bath", "bury", "deal", "hope", "reading", "sale", "street", "wells"})
_EVERYDAY_SHORT = frozenset({"beds", "staffs", "wilts"})
_OF_A_BODY_TEXT = """
    safeguarding integrated regional children childrens adults adult board boards partnership partnerships partners
    local lscb lscp sab csp community safety child protection committee council county borough metropolitan unitary
    authority trust nhs service services social care the for
"""
_OF_A_BODY = frozenset(_OF_A_BODY_TEXT.split())
_BODY = re.compile(r"board|partnership|committee|council|safeguarding|authority", re.IGNORECASE)
_DOCUMENT = (
    r"reviews?|reports?|briefings?|newsletters?|boards?|partnership|documents?|lscb|lscp|scrs?|audits?"
    r"|summar(?:y|ies)|progress|recs?|recommendations?|findings|actions?|action plans?|bulletins?|digests?|analys[ie]s"
)
_BETWEEN = (
    r"(?:(?:local|safeguarding|integrated|children(?:['’]?s)?|adults?|serious|case|practice|learning|progress|impact"
    r"|annual|community|safety|domestic|homicide|(?:19|20)\d\d)\s+){0,4}"
)
_CASE = r"(?:child(?:ren)?|baby|family|adult|young person) \w{1,2}\d?"
_THE_DOCUMENT = re.compile(rf"\s+{_BETWEEN}(?:{_DOCUMENT}|{_CASE})\b", re.IGNORECASE)
_DETERMINER = re.compile(
    r"(?:^|\b(?:the|a|an|this|that|our|their|which|any|latest|last|from|by|in|of)\s+)$", re.IGNORECASE
)
_DOCUMENT_OF = re.compile(rf"\b(?:{_DOCUMENT}) (?:from|by|of|in|for) (?:the )?$", re.IGNORECASE)
_LOCATING = re.compile(r"\b(?:in|from|across|within|around|at|by|about|for)\s+$", re.IGNORECASE)
_BEHIND_A_PLACE = re.compile(
    r"\s*(?:$|[?!.,;:–—]|(?:say|says|said|about|on|what|who|was|were|did|has|have|had|since|after|re|please)\b)",
    re.IGNORECASE,
)
_SENTENCE_START = re.compile(r"(?:^|[.?!]\s+)$")


@dataclass(frozen=True, slots=True)
class Place:
    """A place of a publisher, in lower case. `proper`: the publisher is a board or partnership, named for its place."""

    name: str
    proper: bool

    @property
    def printed(self) -> str:
        """Return the name with capitals."""
        return " ".join(word if word in {"of", "upon"} else word.capitalize() for word in self.name.split())


def named_places(question: str, documents: Mapping[str, Document]) -> tuple[Place, ...]:
    """Return the places of publishers that the question names: in capitals, or where only a place can stand."""
    text = _SHORT.sub(_written_out, question)
    words = set(re.findall(r"\w+", text.lower()))
    publishers = dict.fromkeys(d.publisher for d in documents.values() if d.publisher)
    places = {place: None for publisher in publishers for place in places_of(publisher)}
    return tuple(p for p in places if words.issuperset(p.name.split()) and _names(text, p))


def documents_of(
    place: Place, documents: Mapping[str, Document], text_of: Callable[[str], str]
) -> tuple[Document, ...]:
    """Return the documents whose publisher has the place in its name, and those that state none and speak of it."""
    return tuple(
        d
        for d in documents.values()
        if (place in places_of(d.publisher) if d.publisher else _speaks_of(text_of(d.id), place))
    )


def _speaks_of(text: str, place: Place) -> bool:
    """Return whether the place is printed within a sentence, where an everyday word has a small letter."""
    return place.printed in text and re.search(rf"(?<=[a-z,] ){re.escape(place.printed)}\b", text) is not None


@lru_cache(maxsize=4_096)
def places_of(publisher: str) -> tuple[Place, ...]:
    """Return the places in a publisher's name, each of a joint one: "City of London & Hackney …" has two."""
    found = []
    for part in re.split(r",|&|/|\band\b|\bwith\b", publisher.lower()):
        words = [word for word in re.findall(r"[^\W_]+", re.sub(r"['’]s\b", "", part)) if word not in _OF_A_BODY]
        if name := " ".join(words).removeprefix("of ").removesuffix(" of"):
            found.append(Place(name, bool(_BODY.search(publisher))))
    return tuple(found)


def _names(text: str, place: Place) -> bool:
    return any(_is_named(text, match, place) for match in _pattern(place.name).finditer(text))


@lru_cache(maxsize=4_096)
def _pattern(name: str) -> re.Pattern[str]:
    return re.compile(rf"(?<![\w-]){re.escape(name)}(?![\w-])", re.IGNORECASE)


def _is_named(text: str, match: re.Match[str], place: Place) -> bool:
    if _beside_a_document(text, match, place):
        return True
    before, after = text[: match.start()], text[match.end() :]
    if not place.proper:
        return False
    capital = match[0][0].isupper() and not text.isupper() and not _SENTENCE_START.search(before)
    located = place.name not in _EVERYDAY and _LOCATING.search(before) and _BEHIND_A_PLACE.match(after)
    return capital or bool(located) or " " in place.name or place.name.endswith("shire") or after[:2] in {"'s", "’s"}


def _beside_a_document(text: str, match: re.Match[str], place: Place) -> bool:
    """Return whether the place stands with a word for a document: "the Saltmere newsletter", "a report by Bury"."""
    before, after = text[: match.start()], text[match.end() :]
    with_one = _THE_DOCUMENT.match(re.sub(r"^['’]s", "", after)) and (
        match[0][0].isupper() or _DETERMINER.search(before) or (place.proper and place.name not in _EVERYDAY)
    )
    return bool(with_one or _DOCUMENT_OF.search(before))


_SHORT = re.compile(rf"\b(?:{'|'.join(_SHORT_COUNTY)})\b", re.IGNORECASE)


def _written_out(match: re.Match[str]) -> str:
    short = match[0].lower()
    return match[0] if short in _EVERYDAY_SHORT and match[0] == short else _SHORT_COUNTY[short].capitalize()
