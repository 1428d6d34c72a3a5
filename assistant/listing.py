"""Whole sections, and items by their number, review by review; and what a review does not have."""

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from assistant.catalogue import key_of
from assistant.publishers import in_one_spelling
from assistant.question import LAST, Question, Wanted
from assistant.scope import keys_of
from vectorstore.agencies import agencies_in
from vectorstore.document import Review
from vectorstore.passage import Passage
from vectorstore.sections import STATUS_OF_EVIDENCE, Polarity, SectionType

MOST_WITHOUT_ITEMS = 12
NEAREST = 3
MOST_DONE_WELL = 6
# What a review may or may not record: asked for and absent, the absence is the answer.
RECORDED = (SectionType.GOOD_PRACTICE, SectionType.RECOMMENDATIONS, SectionType.FINDINGS, SectionType.ACTIONS)
INSTEAD_OF = {
    SectionType.GOOD_PRACTICE: (SectionType.IMPACT_EVIDENCE,),
    SectionType.RECOMMENDATIONS: (SectionType.FINDINGS, SectionType.LEARNING),
    SectionType.FINDINGS: (SectionType.LEARNING,),
    SectionType.ACTIONS: (SectionType.RECOMMENDATIONS,),
}
# What a review without such a section tells in the place of it, under its own name: quoted, and said to be another.
IN_PLACE_OF = {SectionType.RECOMMENDATIONS: SectionType.ACTIONS, SectionType.FINDINGS: SectionType.LEARNING}
_EITHER = re.compile(r"\b(?:or|whether|was (?:that|this|it|the)|is (?:that|this|it))\b", re.IGNORECASE)
_FOR_AGENCY = re.compile(r"\b(?:for|to) (?:the )?\w[\w'’]*(?: \w[\w'’]*){0,3}", re.IGNORECASE)
_BY_PLACE = re.compile(r"\b(?P<number>\d{1,2})(?:st|nd|rd|th)$")
_BY_NUMBER = re.compile(r"(?<![\d.])(?P<number>\d{1,2}(?:\.\d{1,2})*)$")


@dataclass(frozen=True, slots=True)
class Gap:
    """What was asked of a review that it does not have, as "recommendation 9"; nothing where no passage matched.

    `shown` is the section that is shown in the place of the one asked for, which is then named by `section`.
    """

    review: Review
    what: str = ""
    section: SectionType | None = None
    shown: SectionType | None = None


@dataclass(frozen=True, slots=True)
class Listing:
    """What reviews have of what was asked for, what they lack, and what readers mistake for the missing section."""

    passages: tuple[Passage, ...] = ()
    gaps: tuple[Gap, ...] = ()
    instead: tuple[Passage, ...] = ()


def listing(question: Question, reviews: Sequence[Review], passages: Sequence[Passage]) -> Listing:
    """Return what the question lists of each of the reviews; empty where it asks for no section or item."""
    of_document: dict[str, list[Passage]] = defaultdict(list)
    for passage in passages:
        of_document[passage.document_id].append(passage)
    parts = [_of_review(question, review, of_document[review.document_id]) for review in reviews]
    delivered = {_case_of(r) for r, part in zip(reviews, parts, strict=True) if part.passages}
    parts = [
        part if _case_of(review) in delivered else _in_place(question, review, of_document) or part
        for review, part in zip(reviews, parts, strict=True)
    ]
    return Listing(
        tuple(dict.fromkeys(p for part in parts for p in part.passages)),
        tuple(g for part in parts for g in part.gaps if part.passages or _case_of(g.review) not in delivered),
        tuple(dict.fromkeys(p for part in parts for p in part.instead)),
    )


def _case_of(review: Review) -> tuple[str, str | None]:
    """Return what the documents of one publisher on one review share, however each spells the publisher."""
    return review.name, in_one_spelling(review.publisher) if review.publisher else None


def left_of(everything: Listing, filtered: Listing) -> tuple[Passage, ...]:
    """Return what is listed behind the filters without what stands there only in place of what they took away."""
    instead = [(gap.review, gap.shown) for gap in everything.gaps]
    wrong = [gap for gap in filtered.gaps if gap.shown and (gap.review, gap.shown) not in instead]
    return tuple(
        one
        for one in filtered.passages
        if not any(one.section is gap.shown and key_of(one) in keys_of(gap.review) for gap in wrong)
    )


def _of_review(question: Question, review: Review, passages: Sequence[Passage]) -> Listing:
    keys = keys_of(review)
    own = [p for p in passages if key_of(p) in keys]
    if question.items:
        return _numbered(question, review, own)
    if found := whole_section(question, own):
        return Listing(found)
    if missing := not_recorded(question, own):
        instead = tuple(p for p in own if p.section in INSTEAD_OF[missing])[:NEAREST]
        return Listing(gaps=(Gap(review, STATUS_OF_EVIDENCE[missing]),), instead=instead)
    return Listing()


def _in_place(question: Question, review: Review, of_document: Mapping[str, Sequence[Passage]]) -> Listing | None:
    """Return the actions of a review without recommendations, and the learning of one without findings, else None.

    A section of unknown heading does not stand in the way: it is said which section there is none of, by its name.
    """
    keys = keys_of(review)
    own = [p for p in of_document[review.document_id] if key_of(p) in keys]
    missing = not_recorded(question, [p for p in own if p.section is not SectionType.UNCLASSIFIED])
    if question.items or missing not in IN_PLACE_OF:
        return None
    shown = IN_PLACE_OF[missing]
    found = whole_section(replace(question, sections=frozenset({shown})), own)
    told = tuple(p for p in found if p.section is shown)
    return Listing(told, (Gap(review, STATUS_OF_EVIDENCE[missing], missing, shown),)) if told else None


def whole_section(question: Question, passages: Sequence[Passage]) -> tuple[Passage, ...]:
    """Return every item of the sections that a list question names, else nothing.

    A section without items is given whole where it is short enough to be read.
    """
    if question.wanted is not Wanted.LIST:
        return what_was_done_well(question, passages)
    named = [p for p in passages if p.section in question.sections]
    told = SectionType.PROGRESS in question.sections
    items = [p for p in named if p.item or (told and p.row and p.section is SectionType.PROGRESS)] or [
        p for p in passages if p.item and _is_headed(p, question.sections)
    ]
    return tuple(to_agency(question.text, items) or items or (named if len(named) <= MOST_WITHOUT_ITEMS else ()))


def what_was_done_well(question: Question, passages: Sequence[Passage]) -> tuple[Passage, ...]:
    """Return the good practice of a case whole, where nothing else is asked for: "who did well?" has no one answer.

    "Was that good practice or a later change?" asks which of two it was, and a long section is chosen from.
    """
    only = question.sections == {SectionType.GOOD_PRACTICE} and question.wanted is Wanted.STATEMENT
    if not only or _EITHER.search(question.text):
        return ()
    found = [p for p in passages if p.section is SectionType.GOOD_PRACTICE and p.polarity is not Polarity.MENTION]
    return tuple(found) if len(found) <= MOST_DONE_WELL else ()


def to_agency(text: str, items: Sequence[Passage]) -> tuple[Passage, ...]:
    """Return the items that are addressed to the agency for which they are asked ("how many actions for police?")."""
    agencies = set(agencies_asked(text))
    return tuple(p for p in items if p.addressee and agencies.intersection(agencies_in(p.addressee)))


def agencies_asked(text: str) -> tuple[str, ...]:
    """Return the agencies for which something is asked: "for the police", "addressed to schools"."""
    asked = (agency for said in _FOR_AGENCY.finditer(text) for agency in agencies_in(said[0]))
    return tuple(dict.fromkeys(asked))


def not_recorded(question: Question, passages: Sequence[Passage]) -> SectionType | None:
    """Return the section that the question asks for where the review has no such thing."""
    if len(question.sections) != 1 or not passages:
        return None
    (section,) = question.sections
    has = any(p.section is section and p.polarity is not Polarity.MENTION for p in passages)
    headed = any(_is_headed(p, question.sections) and p.section is not SectionType.IMPACT_EVIDENCE for p in passages)
    asked = question.wanted is Wanted.LIST or section is SectionType.GOOD_PRACTICE
    unread = any(p.section is SectionType.UNCLASSIFIED and p.heading for p in passages)
    return section if section in RECORDED and asked and not has and not headed and not unread else None


def _numbered(question: Question, review: Review, passages: Sequence[Passage]) -> Listing:
    """Return the items of the numbers asked for, with what answers them, and the numbers that the review lacks."""
    others = question.sections - {s for asked in question.items for s in asked.sections}
    if SectionType.PROGRESS in others:
        others |= {SectionType.IMPACT_EVIDENCE}
    found, gaps, instead = [], [], []
    for asked in question.items:
        items = [p for p in passages if p.item and p.section in asked.sections]
        items = items or [p for p in passages if p.item and _is_headed(p, asked.sections)]
        printed = [p for p in items if _BY_NUMBER.search(p.item or "")]
        numbers = [number_of((printed or items)[-1].item) if n == LAST and items else n for n in asked.numbers]
        for number in numbers:
            match = [p for p in printed or items if number_of(p.item) == number]
            match += [p for p in passages if p.section in others and number_of(p.within) == number]
            found += match
            if items and not match:
                gaps.append(Gap(review, f"{STATUS_OF_EVIDENCE[items[0].section]} {number}"))
                instead += items[:NEAREST]
    return Listing(tuple(dict.fromkeys(found)), tuple(gaps), tuple(dict.fromkeys(instead)))


def number_of(item: str | None) -> str | None:
    """Return the number of an item's label: 2 of "R2", 2.1 of "2.1", and 3 of "unnumbered, 3rd", by its place."""
    match = _BY_PLACE.search(item or "") or _BY_NUMBER.search(item or "")
    return match["number"] if match else None


def _is_headed(passage: Passage, sections: frozenset[SectionType]) -> bool:
    """Return whether the heading above says a section's name, as "Key Actions and Recommendations" says both."""
    heading = (passage.heading or "").lower()
    return any(section.value.removesuffix("s") in heading for section in sections)
