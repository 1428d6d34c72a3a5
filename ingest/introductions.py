"""How running text introduces whom it is about: "This review concerns Child Z", "Wren (not her real name)"."""

import re
from collections import Counter
from functools import lru_cache

from ingest.capitals import may_be_a_word
from ingest.pseudonyms import FIRST_NAME, KEPT, NOUN, SUBJECT, bare, is_name, is_person

FEWEST_MENTIONS, DOMINANT = 3, 0.6
# So far into the text whom it is about has been named: characters, or a share of the whole.
OPENING, OPENING_SHARE = 200, 1 / 3
# How far back in its sentence the person stands who is given a name.
REACH = 90

_HERE = r"(?: (?:here|below|hereafter|simply|only|in (?:this|the) \w+|throughout(?: (?:this|the) \w+)?|for (?:this|the purposes? of this) \w+))*"
_QUOTE = r"['‘“\"]?"
_NAMED = rf"{_QUOTE}(?P<name>(?:{NOUN} )?{FIRST_NAME})\b(?! (?:of|for) | [A-Z])"
_WHOM = r"(?: (?:him|her|them|the (?:child|baby|boy|girl|young person|woman|man|adult)))?"
_NOT_REAL = (
    r"(?:not (?:his|her|their|the \w+['’]s|an?|the)? ?(?:real|own|actual) name|a pseudonym|pseudonym"
    r"|(?:(?:his|her|their|the) )?names? (?:has been |have been |is |was )?changed|a changed name|an invented name)"
)
_CALLED = (
    re.compile(
        rf"(?:known|referred to|called|named)\b{_HERE}(?: (?:as|by the (?:name|pseudonym)(?: of)?))?{_HERE},?\s+{_NAMED}"
    ),
    re.compile(
        rf"\b(?:we|[Tt]his \w+|the (?:review|report|briefing|panel))(?: (?:will|shall|have|has|had))?"
        rf" (?:call(?:s|ed)?|refer(?:s|red)? to|named?){_WHOM}{_HERE}(?: as)?,?\s+{_NAMED}"
    ),
    re.compile(rf"\b(?:pseudonym|(?:given|chose|chosen|uses?|using) the name)(?: (?:of|is|was))?,?\s+{_NAMED}"),
    re.compile(rf"\b[Tt]he name {_NAMED}['’”\"]? (?:is|was|has been|will be) (?:used|chosen|given)"),
)
_NOT_SO_NAMED = (
    re.compile(rf"{_NAMED}['’”\"]?\s?(?:\(|[,–—-]\s?|is |which is )(?:which is |this is |it is )?{_NOT_REAL}\b"),
    re.compile(rf"\b(?P<name>{FIRST_NAME})['’]s (?:real )?name has been changed"),
)
_CONCERNS = re.compile(
    r"\b(?:[Tt]his|[Tt]he|[Oo]ur|[Ii]t)\b(?! (?:previous|earlier|last|other|national|same|first) )"
    r"(?: (?:\w+ ){0,5}(?:review|report|briefing|summary|exercise|audit|document|bulletin|analysis|case))?"
    r"(?: \w+){0,4}? (?:concern(?:s|ed|ing)|(?:is|was) about|relat(?:es?|ed|ing) to|regarding|focus(?:es|ed|ing) (?:up)?on"
    r"|consider(?:s|ed)|examin(?:es|ed)|look(?:s|ed) (?:at|into)|follow(?:s|ed|ing)|in respect of)\b"
    rf"(?:(?! (?:previous|earlier|another|similar) )[^.!?\n]){{0,80}}?\b(?P<name>{SUBJECT.pattern})"
)
_RELATIVE = (
    r"(?:step-?|grand|half-?|foster |ex-?)*(?:mother|father|partner|brother|sister|sibling|aunt|uncle|cousin|friend|neighbour"
    r"|carer|perpetrator|boyfriend|girlfriend|husband|wife|worker|nurse|teacher|parent|doctor|town|hospital|school|service)s?"
)
_SOMEBODY = re.compile(
    rf"\b(?P<relative>{_RELATIVE})\b(?!['’])|\b(?:child|baby|boy|girl|infant|person|man|woman|teenager|toddler|adult|son|daughter|twin|daughters|children|resident|patient)\b(?!['’])",
    re.IGNORECASE,
)


def in_text(text: str) -> tuple[str, ...]:
    """Return the one subject that the text is about where it names it often and hardly any other, else nothing.

    Where it introduces several by name and none stands out, all of them, so that nothing is told of one alone.
    """
    called = _called(text)
    names = Counter(m[0] for m in SUBJECT.finditer(text) if _is_pseudonym(m, text))
    if names:
        name, count = names.most_common(1)[0]
        often = count >= FEWEST_MENTIONS and count >= DOMINANT * names.total()
        if often and _opens_with(name, text) and _stands_out(name, called, text):
            return (name,)
    said = concerned(text)
    if said and all(_stands_out(said[0], [other], text) for other in names if other not in said):
        return said
    first = max(called, key=lambda name: _mentions(name, text), default=None)
    return (first,) if first and _stands_out(first, called, text) else tuple(called)


def _is_pseudonym(match: re.Match[str], text: str) -> bool:
    """Return whether a match ends with a pseudonym; what the text has in small letters too is a word."""
    name = match["name"] if "name" in match.re.groupindex else match[0]
    short = bare(name)
    return is_name(name, text[match.end() : match.end() + 12]) and (short == name or not may_be_a_word(short, text))


def _called(text: str) -> list[str]:
    """Return those to whom the text gives a name, but for relatives and workers, in order."""
    matches = [m for pattern in (*_CALLED, *_NOT_SO_NAMED) for m in pattern.finditer(text)]
    found = (m for m in sorted(matches, key=lambda m: m.start("name")) if _is_told_of(m, text) and not _is_relative(m))
    return list(dict.fromkeys(m["name"] for m in found))


def _is_told_of(match: re.Match[str], text: str) -> bool:
    """Return whether the text goes on about somebody of this name: a board or a form is "known as" something too."""
    name = match["name"]
    if " " in name or match.re in _NOT_SO_NAMED:
        return is_name(name, "") and _mentions(name, text) > 1
    return is_person(name, text)


def _is_relative(match: re.Match[str]) -> bool:
    """Return whether the one who is given the name is somebody's mother, partner, worker …"""
    start = match.start("name")
    sentence = re.split(r"[.!?\n]", match.string[max(0, start - REACH) : start])[-1]
    people = list(_SOMEBODY.finditer(sentence))
    return bool(people) and people[-1]["relative"] is not None


def concerned(text: str) -> tuple[str, ...]:
    """Return the subjects that the text says, where it begins, that it concerns."""
    match = _CONCERNS.search(text, 0, _opening(text))
    if not match or not _is_pseudonym(match, text):
        return ()
    beside = re.match(
        rf"(?:, | and | & )(?:(?:his|her|their) \w+,? )?(?P<other>{SUBJECT.pattern})", text[match.end() :]
    )
    other = (beside["other"],) if beside and is_name(beside["other"], "") else ()
    return (match["name"], *other)


def _opens_with(name: str, text: str) -> bool:
    return text.find(name) <= _opening(text)


def _opening(text: str) -> int:
    return max(OPENING, int(len(text) * OPENING_SHARE))


def _stands_out(name: str, others: list[str], text: str) -> bool:
    """Return whether the text speaks more of the one than of all these others together."""
    mine, rest = _mentions(name, text), sum(_mentions(o, text) for o in others if bare(o) != bare(name))
    return mine >= DOMINANT * (mine + rest)


@lru_cache(maxsize=KEPT)
def _mentions(name: str, text: str) -> int:
    return len(re.findall(rf"(?<![\w-]){re.escape(bare(name))}(?![\w-])", text))
