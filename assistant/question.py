"""What a question asks for: which sections, one statement or all of them, one review or several."""

import re
from dataclasses import dataclass
from enum import Enum

from vectorstore.keywords import tokens
from vectorstore.sections import SectionType as S


class Wanted(Enum):
    """The form of answer that a question asks for."""

    STATEMENT = "one or a few statements"
    LIST = "a whole section, in its order"
    COMPARISON = "something from each review"


# What may stand behind the verb where a review is asked about as a whole: "… find out about the case?"
_NOTHING_MORE = r"(?= ?(?:out )?(?:(?:about|in|for|on|from|out)(?: (?:the|this|that))?(?: (?:review|briefing|report|case|document))?)? ?(?:\?|$))"
_SECTION_WORDS: tuple[tuple[str, frozenset[S]], ...] = (
    (r"rec+om+[ae]nd\w*|recs?", frozenset({S.RECOMMENDATIONS})),
    (
        r"(?:key |agreed )?actions?(?: points?)?(?! plans?\b)|what (?:needs|has|have) to (?:change|happen)",
        frozenset({S.ACTIONS}),
    ),
    (
        r"findings?|themes?|what (?:did|does|has|have) .{0,40}?(?:review|report|briefing|it|they)\b.{0,20}? (?:find|found)"
        rf"{_NOTHING_MORE}",
        frozenset({S.FINDINGS}),
    ),
    (r"what happened(?= (?:to|in|with)\b|\?|$)|the incident", frozenset({S.INCIDENT, S.BACKGROUND})),
    (
        r"how (?:was|were|did) .{0,30}review.{0,20}(?:done|carried out|conducted|undertaken|work)|method(?:ology)?|terms of reference",
        frozenset({S.REVIEW_PROCESS}),
    ),
    (
        rf"what (?:did|do|can|have) (?:we|i|they) learn\w*|what (?:did|does|has|have) .{{0,40}}?(?:review|report|briefing)\b.{{0,20}}? learn\w*{_NOTHING_MORE}|(?:key )?learning(?: points?)?(?! disab| diffic| need)|lessons?(?: learn\w+)?|key messages?|takeaways?",
        frozenset({S.LEARNING}),
    ),
    (
        r"(?:good|best|effective) (?:practice|work)|(?:done|did|does|doing|do|went|worked|going) (?:it |this )?well|(?:decent|excellent|strong|positive|great|nice) (?:practice|work|bits?)|(?:did|done|do) (?:a |such a |some )?(?:good|great|decent|nice) (?:job|work|things?)|(?:do|did|done|doing|get|got|getting) (?:something |anything |it |things )?right|positives|(?:on )?a positive(?= |$|,)|strengths?",
        frozenset({S.GOOD_PRACTICE}),
    ),
    (
        r"(?:went|go|goes|gone|going) wrong|failings?|shortcomings?|missed opportunit\w+",
        frozenset({S.FINDINGS, S.LEARNING}),
    ),
    (r"case stud(?:y|ies)|case example", frozenset({S.CASE_STUDY, S.OUTCOME})),
    (
        r"progress(?! report)|been done since|done about it"
        r"|(?:has|have|had|was|were) (?:that|this|it|they|those|these) (?:\w+ )?(?:been )?done"
        r"|(?:has|have|is|are|was|were|did|been|get|got)(?: \S+){0,12}? (?:finished|completed?|sorted|signed off|dropped|delivered|implemented|met yet|done yet|happened yet|in place yet|up and running)",
        frozenset({S.PROGRESS}),
    ),
    (
        r"what difference|impact of|changed since|made (?:a|any) difference|difference (?:has|did)|changes? (?:(?:were |was )?(?:made|put in) )?(?:since|after|as a result)|(?:improved|got better|is different) (?:since|after|now)",
        frozenset({S.IMPACT_EVIDENCE}),
    ),
    (r"questions? (?:for|to)|reflective questions?", frozenset({S.QUESTIONS})),
    (r"glossary|acronyms?|stand for", frozenset({S.GLOSSARY})),
)
_PATTERNS = tuple((re.compile(rf"\b(?:{words})\b", re.IGNORECASE), sections) for words, sections in _SECTION_WORDS)
_DENIED = re.compile(
    r"\b(?:not|without|rather than|instead of|leave|leave out|leaving out|skip|ignore|excluding|except|(?:don['’]?t|do not) (?:want|need))(?: the| any)? (?P<what>\w+(?: \w+)?)",
    re.IGNORECASE,
)
_NOUN = r"(?:rec+om+[ae]ndations?|recs|actions?|findings?|themes?|(?:key )?learning(?: points?)?|lessons|good practice|key messages|questions)"
_ALL_OF_IT = re.compile(
    r"\b(?:all|every|each|list|full (?:set|list)|whole (?:lot|set|list|thing)|the lot|complete|set out|in (?:number |that |the )?order|row by row|one by one|both|everything)\b",
    re.IGNORECASE,
)
# "How many recommendations were there?" is answered by counting them all.
_HOW_MANY = re.compile(
    rf"\bhow many {_NOUN}(?=\s*(?:$|[?.,;]|(?:were|are|was|is|did|does|do|for|in|to|from|has|have|came|made)\b))(?!.*\b(?:closed|complete\w*|finish\w*|done|met|outstanding|still|left)\b)",
    re.IGNORECASE,
)
_THE_SECTION = re.compile(
    rf"\b(?:(?:what|which)(?:'?s| are| were| was| is)?(?: all)?(?: the)?|(?:just|only|give me|need|have|get|send me|show me|tell me|want|read me|got)(?: the)?) (?:key |main )?{_NOUN}(?! (?:called|about|on|regarding|around|for(?!\s*(?:$|[?.!,;])| (?:an?|my|our|this|the next|the) (?:slides?|team|meeting|session|workshop|training|supervision|poster|briefing|handout|bulletin|newsletter)\b)|to)\b)",
    re.IGNORECASE,
)
_ABOUT = re.compile(
    rf"\b{_NOUN}\s+(?:\w+\s+){{0,2}}?(?:about|regarding|around|concerning|relating to|addressed to|aimed at|mention\w*|to do with|on)\s+(?!slides?|page|order)\w+",
    re.IGNORECASE,
)
_ACROSS = re.compile(
    r"\b(?:which|what|any|all|our|the|these|other|two|three|both|several|across)\s+(?:of\s+)?(?:the\s+|our\s+|these\s+|those\s+)?(?:\w+\s+)?(?:reviews|cases|briefings|documents|reports|ones|of (?:these|them|those))\b"
    r"|\bcompar\w+|\bdiffer(?:s|ed|ent)?\b|(?<!\ba )(?<!\bany )(?<!\bmuch )(?<!\bno )(?<!\breal )\bdifference\b(?! (?:did|does|has|have|it|this|that|made)\b)|\bwhere (?:do|did|are|were) (?:children|kids|young people|parents|families|professionals|practitioners|workers|agencies|schools|fathers|dads)\b|\bversus\b|\bvs\b|\bin (?:two|three|both|all) of (?:them|these|those)|\bmore than one\b|\bacross\b|\bagain and again\b|\bcomes? up\b",
    re.IGNORECASE,
)
_REFERS_BACK = re.compile(
    r"^(?:and|but|ok|okay|so what|what about|how about|also)\b|^which (?:action|rec(?:ommendation)?|finding|learning point)s?\b"
    r"|\b(?:it|its|this|same|else|afterwards|after that|(?:that|this|which|the other) one|those|these|the ones)\b"
    r"|(?:^|\b(?:about|on|of|after|before|since|for|with|to|in|from|is|was|did|does|do|has|had|why|how|like|by|at)\s+)that\b"
    r"|(?<!\bis )(?<!\bare )(?<!\bwas )(?<!\bwere )\bthere\b(?!\s+(?:is|are|was|were|been|be)\b)",
    re.IGNORECASE,
)
# "Which ones are for schools?" chooses among what was told before.
_ONES = re.compile(r"\b(?:which ones?|(?:any|just|only|the) ones)\b", re.IGNORECASE)
# Somebody of the case that was spoken of; "parents who say they …" brings its own.
_SOMEBODY = re.compile(
    r"\b(?:he|him|his|she|her|hers|they|them|their|mum|mam|dad)\b"
    r"|\bthe (?:(?:older|younger|half|step)[- ]?)?(?:boys?|girls?|lads?|baby|babies|twins?|child|children|kids?|mother|father|parents?|family|siblings?|brother|sister|school|gp|nursery|social worker|health visitor)\b",
    re.IGNORECASE,
)
_ITS_OWN = re.compile(
    r"\b(?!the\b|this\b|his\b|her\b|their\b)\w+ (?:parents|families|children|kids|babies|mothers|fathers|professionals|practitioners|workers|schools|agencies|people|teenagers)\b"
    r"|^(?:parents|families|children|professionals|practitioners|workers|schools|agencies|people)\b|\b(?:an?|any|every|each) (?:\w+ )?(?:child|baby|parent|mother|father|family|young person|teenager|worker|practitioner|school|person)\b",
    re.IGNORECASE,
)
_NUMBERED_NOUN = r"rec+om+[ae]ndations?|recs?|actions?|findings?|themes?|learning points?|lessons?"
_NUMBER_WORDS = ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")
_ORDINAL_WORDS = ("first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth")
_WORDS_FOR = {word: str(number) for number, word in enumerate(_NUMBER_WORDS, 1)}
_ORDINALS = {word: str(number) for number, word in enumerate(_ORDINAL_WORDS, 1)}
_NUMBER = rf"(?:\d{{1,2}}(?:\.\d{{1,2}})?|{'|'.join(_WORDS_FOR)})"
_NUMBERED = re.compile(
    rf"\b(?P<noun>{_NUMBERED_NOUN})\s*(?:numbers?\s*|nos?\.?\s*|#\s*)?(?P<numbers>{_NUMBER}(?:(?:\s*,\s*(?:and\s+)?|\s*(?:and|&|\+|or|to|-|–)\s*){_NUMBER})*)\b(?!\s*(?:weeks?|months?|years?|days?|old|pages?)\b)",
    re.IGNORECASE,
)
_IN_ORDER = re.compile(
    rf"\b(?P<number>{'|'.join(_ORDINALS)}|last|final|\d{{1,2}}(?:st|nd|rd|th)) (?P<noun>{_NUMBERED_NOUN})(?=\s*(?:$|[?.,;]|for\b|of\b|from\b|in\b))",
    re.IGNORECASE,
)
# Items of a section that an earlier question named: "number 3", "the third one", "and the last?", "all of them".
_LEAD_IN = r"^\W*(?:(?:and|ok|okay|so|also|just|now|then|please|can i have|could i see|give me|read me|show me|tell me|list|what about|how about|what does|what did|what is|what was|what's|whats|which is)\s+)*(?:the\s+)?"
_TAIL = r"(?:\s+(?:say|says|again|please|pls|about|in full|in order|mean|then))*\W*$"
_BARE_NUMBER = re.compile(
    rf"{_LEAD_IN}(?:(?:number|no\.?|nr\.?|item)s?\s*|#\s*)(?P<numbers>{_NUMBER}(?:(?:\s*,\s*(?:and\s+)?|\s*(?:and|&|\+|or|to|-|–)\s*){_NUMBER})*){_TAIL}",
    re.IGNORECASE,
)
_BARE_ORDER = re.compile(
    rf"{_LEAD_IN}(?P<number>{'|'.join(_ORDINALS)}|last|final|\d{{1,2}}(?:st|nd|rd|th))(?:\s+(?:one|item|point|of (?:them|these|those)))?{_TAIL}",
    re.IGNORECASE,
)
_NUMBER_OF = re.compile(
    rf"\b(?:number|no\.?|#)\s*(?P<number>{_NUMBER}) (?:of|in|from|on) (?:the |their |its |all )?(?P<noun>{_NUMBERED_NOUN})\b",
    re.IGNORECASE,
)
_ALL_OF_THEM = re.compile(
    rf"{_LEAD_IN}(?:all|every one|the rest|rest|both|each|everything|the lot|lot|full list|whole list|the whole lot)(?:\s+of)?(?:\s+(?:them|these|those|it|the list))?{_TAIL}",
    re.IGNORECASE,
)
LAST = "last"
_WORD = re.compile(r"[\w'’]+")
# Words of asking: what is left without them is what the question is about.
_ASKING = frozenset(
    tokens(
        """all every each list full set whole lot thing order row number numbered column table page slide briefing review report case please pls need want give
        get have show tell know find out there come came incl including carry over continue both main key only one two three four five six seven eight nine ten
        recommendation finding action theme learning lesson point good practice question progress message say said what happen change since done carry undertaken conduct case child children family
        ok okay right went well first second third fourth fifth last final rec many"""
    )
)


@dataclass(frozen=True, slots=True)
class Numbered:
    """Items that are asked for by number: of which sections, and the numbers as digits."""

    sections: frozenset[S]
    numbers: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Question:
    """A question and what it asks for. `sections` are those that it names, empty for any; `items` those with a number.

    `subject_matter` are the words that say what the question is about, without those of asking. `of_somebody`: it
    speaks of a person whom an earlier question named. `of_list`: it speaks of a section that an earlier one named, all
    of it or an item by number.
    """

    text: str
    wanted: Wanted
    sections: frozenset[S]
    refers_back: bool
    items: tuple[Numbered, ...] = ()
    subject_matter: tuple[str, ...] = ()
    of_somebody: bool = False
    of_list: bool = False
    of_those: bool = False


def read_question(text: str) -> Question:
    """Return what the question asks for, by its words alone; names of subjects are best left out of them."""
    sections, items = _sections(text), _items(text)
    of_list = bool(_ALL_OF_THEM.search(text)) or any(not asked.sections for asked in items)
    matter = tuple(word for word in _WORD.findall(text) if any(stem not in _ASKING for stem in tokens(word)))
    matter = tuple(word for word in matter if not (items and word.isdigit()))
    of_those = bool(_ONES.search(text)) and not of_list
    of_somebody = bool(_SOMEBODY.search(text)) and not _ITS_OWN.search(text)
    return Question(
        text=text,
        wanted=Wanted.LIST if of_list else _wanted(text, sections, matter),
        sections=sections,
        refers_back=of_list
        or of_those
        or (not _ACROSS.search(text) and (of_somebody or not matter or bool(_REFERS_BACK.search(text)))),
        items=items,
        subject_matter=matter,
        of_somebody=of_somebody,
        of_list=of_list,
        of_those=of_those,
    )


def _sections(text: str) -> frozenset[S]:
    asked = _DENIED.sub(" ", text)
    return frozenset(s for pattern, sections in _PATTERNS if pattern.search(asked) for s in sections)


def _wanted(text: str, sections: frozenset[S], matter: tuple[str, ...]) -> Wanted:
    about_something = bool(_ABOUT.search(text))
    whole = _ALL_OF_IT.search(text) or _HOW_MANY.search(text) or _THE_SECTION.search(text) or len(matter) <= 1
    if sections and whole and not about_something:
        return Wanted.LIST
    return Wanted.COMPARISON if _ACROSS.search(text) else Wanted.STATEMENT


def _items(text: str) -> tuple[Numbered, ...]:
    """Return the items that are named by number: "findings 3 and 4", "recommendation 2", "the third action of".

    A number alone ("number 3", "the last one") names no section: an earlier question did.
    """
    named = [Numbered(_sections(match["noun"]), _numbers(match["numbers"])) for match in _NUMBERED.finditer(text)]
    for match in _IN_ORDER.finditer(text):
        named.append(Numbered(_sections(match["noun"]), (_place(match["number"]),)))
    named += [Numbered(_sections(m["noun"]), _numbers(m["number"])) for m in _NUMBER_OF.finditer(text)]
    return tuple(named) or _bare_items(text)


def _bare_items(text: str) -> tuple[Numbered, ...]:
    if by_number := _BARE_NUMBER.search(text):
        return (Numbered(frozenset(), _numbers(by_number["numbers"])),)
    if by_order := _BARE_ORDER.search(text):
        return (Numbered(frozenset(), (_place(by_order["number"]),)),)
    return ()


def _place(ordinal: str) -> str:
    """Return the number of "third" or "3rd"."""
    if ordinal.lower() in {"last", "final"}:
        return LAST
    return _ORDINALS.get(ordinal.lower()) or re.sub(r"\D", "", ordinal)


def _numbers(listed: str) -> tuple[str, ...]:
    parts = [_WORDS_FOR.get(part, part) for part in re.findall(r"[a-z]+|[\d.]+|-|–", listed.lower())]
    numbers: list[str] = []
    for place, part in enumerate(parts):
        if part in {"to", "-", "–"} and parts[place - 1].isdigit() and parts[place + 1].isdigit():
            numbers += map(str, range(int(parts[place - 1]) + 1, int(parts[place + 1])))
        elif part[0].isdigit():
            numbers.append(part)
    return tuple(dict.fromkeys(numbers))
