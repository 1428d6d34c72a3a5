"""The subjects that a question names, read in context: "child at risk" and "a baby two weeks old" name nobody."""

import re
from collections.abc import Iterable
from functools import lru_cache

from vectorstore.acronyms import ACRONYMS
from vectorstore.document import Review

# Another word for the same person names a review; another noun ("Child W" for "Family W") is another subject.
_NOUNS = {
    "child": r"child(?:ren)?|kids?|case|review", "children": r"child(?:ren)?|kids?|siblings|case|review", "baby": r"baby|infant|newborn|case|review",
    "family": r"family|families|fam|case|review", "young person": r"young person|yp|young man|young woman|case|review", "adult": r"adult|case|review",
}  # fmt: skip
_OF_A_CASE = r"dhr|dardr|sar|scr|lcspr|cspr|cpr|kids?|children|child|case|review|family|famil(?:y|ies)|house(?:hold)?|briefing|report|newsletter|siblings?|mum|mother|dad|father|baby|twins|findings?|recommendations?|actions?"
_NUMBERS = ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")
_DIGITS = {word: str(number) for number, word in enumerate(_NUMBERS, 1)}
# "a baby two weeks old", "a case 2 years ago": how long or how many, and no number of a child.
_MEASURED = re.compile(
    r"(?:\s*(?:and|or|to|-|–)\s*\w+)?[\s-]*(?:weeks?|wks?|months?|mths?|years?|yrs?|days?|hours?|hrs?|y/?o|old|times|of|or more)\b",
    re.IGNORECASE,
)
_OF_A_FAMILY = re.compile(
    r"(?:The )?(?P<name>[A-Z][a-z]{2,12}) (?:siblings|children|family|twins|brothers|sisters)", re.IGNORECASE
)
_CODE = re.compile(r"[A-Z]\d")
# Pseudonyms that are also everyday words: "child at risk" and "should a child be seen" name nobody.
_PREPOSITIONS = frozenset(["as", "at", "by", "if", "in", "of", "on", "or", "so", "to", "up"])
_OTHER_WORDS = frozenset(
    ["a", "am", "an", "be", "do", "go", "ha", "he", "hi", "i", "is", "it", "me", "my", "no", "oh", "ok", "us", "we"]
)
_EVERYDAY = _PREPOSITIONS | _OTHER_WORDS | frozenset(_NUMBERS)
_AS_A_TERM = re.compile(r"\s+(?:risk|harm|need)\b", re.IGNORECASE)
_OF_A_NAME = re.compile(
    r"(?:'s|’s)?\s*(?:$|[?!.,;:–—-]|(?:re|about|and|for|with|please|pls|findings?|recommendations?|recs|actions?|learning|review(?!\s+(?:day|meeting|date|conference|hearing|panel)s?\b)|briefing|report|case|family|anything|what|who|when|why|how|was|were|did|had|has)\b)",
    re.IGNORECASE,
)
# "Was child on found" can only be a name: no preposition stands between "child" and a verb.
_AUXILIARY = re.compile(r"\b(?:was|were|is|has|had|did|does|how|when|why)\s+$", re.IGNORECASE)
_VERB = re.compile(
    r"\s+(?:found|seen|known|brought|taken|told|born|killed|hurt|injured|moved|placed|asked|go|goes|get|have|been|being|see|attend|live|lived|die|died|tell|say|speak)\b",
    re.IGNORECASE,
)
# What a tree, a road or a home is called says nothing of the child.
_NAMES_A_PLACE = re.compile(
    r"\s+(?:House|Court|School|Close|Way|Unit|Lodge|Centre|College|Park|Drive|Grove|Hall|(?i:street|st|road|rd|avenue|lane|trees?|wards?|hospital|academy|estate)\b)"
)
_MODAL = re.compile(
    r"\b(?:should|can|could|will|would|must|may|might|shall|let|to|does|do|did|need|needs)\s+(?:[\w'’]+\s+){0,3}$",
    re.IGNORECASE,
)
# What stands before a letter that names a case: "the X briefing", but not "vitamin C review".
_BEFORE_A_KEY = re.compile(
    r"(?:^|[^\w\s'’]\s*|\b(?:the|a|this|that|our|in|for|of|about|re|regarding|with|from|and|or|to|on|by|vs|versus|between|than|does|did|do|was|were|is|are|has|had|what|which|why|how|when|who|whose|compare|see|both|any|all|only|just|per)\s+)$",
    re.IGNORECASE,
)
_BEFORE_A_NAME = re.compile(
    r"(?:^|[.?!:;,–—]\s*|\b(?:to|about|in|of|for|with|from|re|regarding|vs|versus|and|than|between|did|was)\s+)$",
    re.IGNORECASE,
)
_SENTENCE_START = re.compile(r"(?:^|[.?!]\s+)$")
# Given names that are months: "in May 2019" and "since last May" are dates.
_MONTHS = frozenset(["april", "august", "june", "may"])
_DATED_BEFORE = re.compile(
    r"\b(?:\d{1,2}(?:st|nd|rd|th)?|last|this|next|early|late|mid|until|since|by)\s+$", re.IGNORECASE
)
_DATED_AFTER = re.compile(r"\s+\d")
_SOME = re.compile(r"\b(?:an?|any|every|each|the|some|no|another)\s+(?:\w+\s+)?$", re.IGNORECASE)
_VERSUS = re.compile(
    r"\s+(?:parents?|carers?|mothers?|fathers?|mum|dad|adults?|famil(?:y|ies)|state|professionals?)\b", re.IGNORECASE
)
# A subject as reviews name them, loaded here or not.
_SUBJECT = re.compile(
    r"(?<![\w'’-])(?P<noun>(?i:child(?:ren)?|baby|family|young person|yp|adult))\s+"
    r"(?P<key>[A-Z]{1,2}\d?|[a-z]\d?|[A-Z][a-z]|\d{1,2}|[A-Z][a-z]{2,12})(?![\w&-]|['’](?!s\b))"
)
_NOT_NAMES_TEXT = """
    abuse act approach assessment benefit care centre clinic conference court criminal death education exploitation
    first group health help home house hub in law learning life line mental need neglect nurse practice protection
    review safeguarding services service sexual social support tax team therapist therapy training welfare worker
"""
_NOT_NAMES = frozenset(_NOT_NAMES_TEXT.split())


def named_reviews(question: str, reviews: Iterable[Review]) -> tuple[Review, ...]:
    """Return the reviews whose subject the question names, in any case where it can mean nobody else."""
    words = _words(question)
    return tuple(r for r in reviews if r.subject and _keys(r.subject) & words and _names(question, r.subject))


def unknown_subjects(question: str, reviews: Iterable[Review]) -> tuple[str, ...]:
    """Return the subjects that the question names as reviews name them ("Child W") and that none of these reviews has.

    `reviews` are those that the question names. Beside one of them a number may count the children of its family.
    """
    known = [mention.span() for review in reviews if review.subject for mention in _mentions(question, review.subject)]
    found = [
        match
        for match in _SUBJECT.finditer(question)
        if not any(start < match.end() and match.start() < end for start, end in known)
        and _is_a_key(question, match)
        and not (known and match["key"].isdigit())
    ]
    return tuple(dict.fromkeys(_as_printed(match) for match in found))


def without_names(question: str, reviews: Iterable[Review]) -> str:
    """Return the question without the subjects that it names: inside their reviews the names tell nothing apart."""
    for review in reviews:
        if not review.subject or not _keys(review.subject) & _words(question):
            continue
        for mention in reversed(_mentions(question, review.subject)):
            behind = re.sub(r"^['’]s\b", "", question[mention.end() :])
            question = f"{question[: mention.start()]} {behind}"
    return " ".join(question.split())


def _names(question: str, subject: str) -> bool:
    subject = _spoken(subject)
    key = subject.rpartition(" ")[2]
    if _is_joint(subject):
        return bool(_mentions(question, subject))
    by_key = _by_key_of_a_case(question, key) or _by_key_alone(question, key) or _by_given_name(question, subject)
    return bool(_mentions(question, subject)) or by_key


def _mentions(question: str, subject: str) -> list[re.Match[str]]:
    """Return where the subject stands with its noun, or the name where it is one word."""
    subject = _spoken(subject)
    noun, _, key = subject.rpartition(" ")
    found = list(_pattern(subject).finditer(question))
    if not noun:
        return [match for match in found if _is_name(question, match, key)]
    return found if _is_joint(subject) else [match for match in found if not _is_everyday(question, match, noun, key)]


def _spoken(subject: str) -> str:
    """Return what a subject is called by: the name alone where it is that of a family ("The Ashby siblings")."""
    family = _OF_A_FAMILY.fullmatch(subject)
    return family["name"] if family else subject


@lru_cache(maxsize=16_384)
def _pattern(subject: str) -> re.Pattern[str]:
    noun, _, key = subject.rpartition(" ")
    if not noun or _is_joint(subject):
        return re.compile(rf"(?<!\w){re.escape(subject)}(?:(?-i:s)(?=\s))?(?!\w)", re.IGNORECASE)
    nouns = _NOUNS.get(noun.lower(), re.escape(noun))
    keys = re.escape(key)
    between = r"(?:\s+|-)"
    if digit := _DIGITS.get(key.lower()):
        nouns, keys = rf"{re.escape(noun)}|kid|case", rf"{key}|{digit}"
    elif re.fullmatch("[A-Z]", key):
        keys = rf"{key}|(?-i:{key}s)"  # "there are two Child Ts"
    elif _CODE.fullmatch(key):
        keys = rf"{key[0]}[ -]?{key[1:]}"
    if _glued(subject):
        between += "?"
    return re.compile(rf"(?<!\w)(?:{nouns}){between}(?P<key>{keys})(?![\w/-]|\s+rays?\b)", re.IGNORECASE)


def _glued(subject: str) -> str | None:
    """Return the subject as one word ("childx"), None where that may be another word ("childs")."""
    noun, _, key = subject.rpartition(" ")
    plain = noun.lower() in {"child", "baby", "family", "adult"}
    return f"{noun}{key}".lower() if plain and re.fullmatch(r"[A-RT-Z]|[A-Z]\d", key) else None


@lru_cache(maxsize=16_384)
def _keys(subject: str) -> frozenset[str]:
    """Return the words of which a question must hold one to name the subject: most name none, and this is quick."""
    subject = _spoken(subject)
    key = _words(subject.rpartition(" ")[2])
    parts = frozenset(part for word in key if _CODE.fullmatch(word.upper()) for part in word[1:])
    glued = _glued(subject)
    return (
        key
        | parts
        | {f"{word}s" for word in key}
        | {_DIGITS[word] for word in key if word in _DIGITS}
        | ({glued} if glued else set())
    )


def _words(text: str) -> frozenset[str]:
    return frozenset(re.findall(r"[^\W_]+", text.lower()))


def _is_joint(subject: str) -> bool:
    return " " in subject.rpartition(" ")[0] and any(joint in subject for joint in (" and ", " & ", ", "))


def _is_name(question: str, match: re.Match[str], name: str) -> bool:
    """Return whether one word is the name and not the everyday word ("hope", "grace"), by its case and its place."""
    before, after = question[: match.start()], question[match.end() :]
    if name.lower() in _MONTHS and (_DATED_BEFORE.search(before) or _DATED_AFTER.match(after)):
        return False
    if _NAMES_A_PLACE.match(after):
        return False
    if match[0] in {name, f"{name}s"} and not _SENTENCE_START.search(before):
        return True
    if re.match(rf"['’]s\b|\s+(?:{_OF_A_CASE}|(?:action )?plan|timeline|story)\b", after, re.IGNORECASE):
        return True
    return bool(_BEFORE_A_NAME.search(before) and _OF_A_NAME.match(after)) and not re.match(r"\s+for\b", after)


def _is_everyday(question: str, match: re.Match[str], noun: str, key: str) -> bool:
    """Return whether the key is the ordinary word, by its case and by what stands before and behind it."""
    word, before, after = match["key"].lower(), question[: match.start()], question[match.end() :]
    if (word in _NUMBERS or word.isdigit()) and _MEASURED.match(after):
        return True
    if word == "v" and match["key"] == "v" and _VERSUS.match(after):
        return True
    if word not in _EVERYDAY:
        return False
    if match["key"] == key and match[0][0].isupper():
        return bool(_AS_A_TERM.match(after))
    if word in _NUMBERS:
        return not _OF_A_NAME.match(after)
    if not match[0].lower().startswith(noun.lower()):
        return True
    if re.match(r"['’]s\s+\w", after) and not _SOME.search(before):
        return False  # "child it's placement"
    if _AUXILIARY.search(before) and _VERB.match(after):
        return False
    return bool(word not in _PREPOSITIONS and _MODAL.search(before)) or not _OF_A_NAME.match(after)


def _by_key_of_a_case(question: str, key: str) -> bool:
    """Return whether the key stands before a word for a case: "the Ag children", "ag briefing"."""
    if len(key) > 3 or key.lower() in _DIGITS:
        return False
    flags = 0 if key.lower() in _EVERYDAY or len(key) == 1 else re.IGNORECASE
    found = re.finditer(
        rf"(?<![\w'’-])(?:{re.escape(key)}|{key.upper()})(?:'s|’s)? (?i:{_OF_A_CASE})\b", question, flags
    )
    return any(_BEFORE_A_KEY.search(question[: match.start()]) for match in found)


def _by_key_alone(question: str, key: str) -> bool:
    """Return whether the key stands alone in the case in which it is printed: "in Ag", "for X"; "w2" in any."""
    if len(key) > 3 or key.lower() in _DIGITS or not re.fullmatch(r"[A-Z]{1,3}\d?|[A-Z][a-z]", key):
        return False
    before = (
        r"(?<=\bin )|(?<=\bfor )|(?<=\bof )|(?<=\babout )|(?<=\bre )|(?<=\bwith )|(?<=\bfrom )|(?<=\band )|(?<=\bto )"
    )
    if _CODE.fullmatch(key):
        return re.search(rf"(?:^|{before}){key}(?![\w'’-]|\s+forms?\b)", question, re.IGNORECASE) is not None
    if len(key) > 1:
        before += r"|(?<=\bwas )|(?<=\bdid )|(?<=\bhad )|(?<=\bdoes )"
    return re.search(rf"(?:{before}){re.escape(key)}(?![\w'’-])(?! (?:&|and E)\b)", question) is not None


def _by_given_name(question: str, subject: str) -> bool:
    """Return whether the name of "Baby Ivy" or "Child Skye" stands alone, as people speak of them."""
    noun, _, name = subject.rpartition(" ")
    if not noun or " " in noun or len(name) < 3 or name.lower() in _EVERYDAY or not name.isalpha():
        return False
    found = re.finditer(rf"(?<![\w'’-]){re.escape(name)}(?![\w-])", question)
    return any(_is_name(question, match, name) or _OF_A_NAME.match(question[match.end() :]) for match in found)


def _is_a_key(question: str, match: re.Match[str]) -> bool:
    """Return whether the word behind "Child", "Family" … can only be a pseudonym."""
    key, after = match["key"], question[match.end() :]
    word, named = key.lower(), bool(_OF_A_NAME.match(after))
    if key.upper() in ACRONYMS or word in _NOT_NAMES or _AS_A_TERM.match(after):
        return False
    if word in _PREPOSITIONS | _OTHER_WORDS:
        return key != word and match["noun"][0].isupper() and named
    if key.isdigit() or word in _NUMBERS:
        return named and not _MEASURED.match(after)
    if key[0].islower():
        return named
    return len(key) <= 3 or (match["noun"][0].isupper() and named)


def _as_printed(match: re.Match[str]) -> str:
    """Return the subject as a review would print it: "child w" is Child W."""
    noun, key = match["noun"], match["key"]
    noun = "Young Person" if noun.lower() in {"yp", "young person"} else noun.capitalize()
    return f"{noun} {key[0].upper()}{key[1:]}"
