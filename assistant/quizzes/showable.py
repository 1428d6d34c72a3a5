"""Which words of a review may stand in a quiz: on practice, understood alone, giving away neither family nor board."""

import re
from collections.abc import Collection
from weakref import WeakKeyDictionary

from vectorstore.acronyms import ACRONYMS
from vectorstore.index import Index
from vectorstore.sentences import sentence_spans

# In words. Longer ones are no option that a room can read, shorter ones say too little.
SHORTEST, LONGEST, LONGEST_ANSWER = 7, 40, 90
# Accounts of what happened, which are nothing to be asked about.
_ACCOUNT = re.compile(
    r"\b(?:die[sd]?|dead|dying|drown\w*|killed|killing|murder\w*|fatal\w*|stabb\w*|fractur\w*|hang(?:ed|ing)|overdos\w*"
    r"|ligature|skull|rape[sd]?|tragic\w*|post[- ]mortem|convict\w*|sentenced|arrest\w*|charged with|news(?:paper\w*)?"
    r"|intensive care|ketoacidosis|attack(?:ed|s)?|intel|firearms?|bath|unattended"
    r"|(?:been|was|were) (?:\w+ly )?(?:abused|assaulted|beaten|hit|burned|burnt|injured))\b",
    re.IGNORECASE,
)
_DEATH = re.compile(r"\b(?:death|his last|her last|their last)\b", re.IGNORECASE)
# Harm that may be told of, where what is said is how people worked with it.
_HARM = re.compile(
    r"\b(?:death|injur\w*|bruis\w*|burn(?:s|t|ed)?|suicid\w*|self-harm\w*|assault\w*|sexual\w*|inquest|media)\b",
    re.IGNORECASE,
)
# A statement that leans on the one before it is none alone.
_LEANS = re.compile(
    r"\W*(?:this|these|those|that|it|its|he|she|they|his|her|hers|their|theirs|him|them|however|but|also|and|or"
    r"|further|furthermore|in addition|additionally|as (?:above|a result|such)|therefore|thus|hence|so|similarly"
    r"|likewise|another|other|both|such|the (?:latter|former|above|following|same|first|second|third|other)"
    r"|following (?:this|that)|at (?:this|that) (?:point|time)|for (?:example|instance)|again|instead|here|which|who"
    r"|see|each (?:was|were|had|of)|none (?:was|were|had|of)|told|e\.g|i\.e|later|then|within (?:this|that|these))\b",
    re.IGNORECASE,
)
# So does one that points to something which was told of before it, other than the review itself.
_POINTS_BACK = re.compile(
    r"\b(?:of|at|in|by|on|for|from|with|about|like|after|before) (?:this|that|these|those) (?!case|review|report)\w+",
    re.IGNORECASE,
)
_COUNTS = (
    r"one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|\w+teen|twenty|thirty|forty|fifty|several|many"
)
_COUNTED = r"days?|weeks?|months?|years?|children|times|occasions|referrals|calls?|moves|homes|schools|admissions"
MONTHS = r"January|February|March|April|May|June|July|August|September|October|November|December|Christmas|Easter"
_AGED = rf"(?i:was|is|aged?|turned|being|nearly|almost|about|of) (?:{_COUNTS})(?! of\b)"
_NUMBER = re.compile(rf"\d|\b{_AGED}\b|\b(?i:{_COUNTS}) (?:\w+ )?(?:{_COUNTED})\b|\b(?:{MONTHS})\b|\b\w+teen\b")
_DATED = re.compile(rf"\b(?:{MONTHS})\b|\b(?:19|20)\d\d\b")
_OLD = re.compile(
    rf"\b{_AGED}\b|\b\w+teen\b|\b\d+[ -](?:year|month|week|day)s?[ -]olds?\b"
    r"|\b(?:aged?|was|is|turned) \d{1,2}\b(?! (?:of|per|%))"
)
# Who a child was.
_WHO = re.compile(
    r"\b(?:twins?|triplets?|nationality|polish|romanian|somali|pakistani|bangladeshi|indian|nigerian|lithuanian|latvian"
    r"|albanian|vietnamese|chinese|irish|traveller|gypsy|roma|muslim|christian|jewish|sikh|hindu|asylum|refugee)\b",
    re.IGNORECASE,
)
# One child, or one of the family, of whom a statement on practice does not tell.
_ONE = re.compile(r"\b(?:siblings?|eldest|youngest|cousins?|he|she|him|his|hers?)\b", re.IGNORECASE)
# What is told of a member of the family and not of those who worked with them.
_OF_FAMILY = re.compile(
    r"\b(?:mother|father|mum|dad|parents?|grand\w+|son|daughter|partner|boyfriend|uncle|aunt)\b(?:['’]s?)?.{0,80}"
    r"\b(?:history|violen\w+|drugs?|alcohol|drink\w*|cannabis|mental|smok\w+|prison|gangs?|dealing|firearms?|depress\w+"
    r"|abus\w+|convictions?|offen[cd]\w+|illness|unwell|pregnan\w+|relationships?)\b",
    re.IGNORECASE,
)
# Unless it is what those who worked with them did, or did not do.
_DONE_TO = re.compile(
    r"\b(?:was|were|been|being) (?:not|never) (?:asked|offered|told|seen|spoken|visited|assessed|invited"
    r"|contacted|given|written|considered|included|involved|listened|challenged|referred)\b",
    re.IGNORECASE,
)
_WORKER = re.compile(
    r"\b(?:agenc\w+|professionals?|practitioners?|records?|refer\w*|staff|workers?|meetings?|plans?|assessments?|services?"
    r"|minutes|conferences?|visitors?|midwi\w+|police|schools?|gps?|teams?|managers?|paediatric\w+|nurses?|doctors?"
    r"|social care|protocols?|partnership)\b",
    re.IGNORECASE,
)
_FIRST_ACRONYM = re.compile(r"\W*[A-Z]{2,}\b")
# What an address prints small may be a name.
_ADDRESS = re.compile(r"\S*(?:@|://|www\.|\.(?:org|gov|co|com|net|uk|nhs|example)\b)\S*", re.IGNORECASE)
_WORD = re.compile(r"[A-Za-z][A-Za-z'’-]*")
# What an acronym of the field stands for is printed with capitals, and names nobody.
_FIELD = frozenset(word.lower() for meaning in ACRONYMS.values() for word in _WORD.findall(meaning))
_SUBJECT = re.compile(
    rf"\b(?:(?:Child(?:ren)?|Baby|Adult|Family|Young Person|Sibling Group) (?!(?i:{'|'.join(sorted(_FIELD))})\b)"
    r"(?:[A-Z]\w?\d?|[A-Z][a-z]+)|(?:Mr|Mrs|Ms|Dr) \w+)\b"
)
_ODD = re.compile(r"https?:|www\.|@|\?|[|•]|\n\s*\n|:$|\[|\]|\.\.\.|…")


def is_usable(words: str, small: Collection[str]) -> bool:
    """Return whether words can be shown alone: of a fit length, on practice, nothing that names, counts or leans."""
    return (
        SHORTEST <= len(words.split()) <= LONGEST
        and not leans(words)
        and not points_back(words)
        and not any(pattern.search(words) for pattern in (_SUBJECT, _ONE, _ODD))
        and not _tells_of_family(words)
        and not identifies(words, small)
        and (not _HARM.search(words) or bool(_WORKER.search(words)))
    )


def is_tellable(words: str, small: Collection[str], *, since: bool = False) -> bool:
    """Return whether words can be shown as an answer about a review that is named: on practice, not on who it was.

    What is told of the time since the review may have its date: no family is found by that.
    """
    told = (_ACCOUNT, _WHO, _OLD, _ODD, *(() if since else (_DATED,)))
    plain = _DATED.sub("", words) if since else words
    return (
        SHORTEST <= len(words.split()) <= LONGEST_ANSWER
        and not any(pattern.search(words) for pattern in told)
        and not _tells_of_family(words)
        and not _names_one(_SUBJECT.sub("", plain), small)
        and (not _HARM.search(words) or bool(_WORKER.search(words)))
    )


def leans(words: str) -> bool:
    """Return whether words begin as those do that lean on what was said before."""
    return bool(_LEANS.match(words))


def names_workers(words: str) -> bool:
    """Return whether words name those who work with families, or what they work with."""
    return bool(_WORKER.search(words))


def points_back(words: str) -> bool:
    """Return whether the first sentence speaks of something as told before: "mistakes of this kind"."""
    start, end = next(iter(sentence_spans(words)), (0, 0))
    return bool(_POINTS_BACK.search(words[start:end]))


def identifies(words: str, small: Collection[str]) -> bool:
    """Return whether words could help to find out about whom they are, or tell what was done to a child."""
    return any(pattern.search(words) for pattern in (_ACCOUNT, _DEATH, _NUMBER, _WHO)) or _names(words, small)


def _tells_of_family(words: str) -> bool:
    told = _OF_FAMILY.search(words)
    return told is not None and not _WORKER.search(words[: told.start()]) and not _DONE_TO.search(told[0])


def _names(words: str, small: Collection[str]) -> bool:
    """Return whether a word with a capital is a name: no acronym of the field, and never printed small.

    The first word has its capital anyway, so that it counts where it is an acronym or another capital follows.
    """
    unknown, capital = _capitals(words, small)
    first = unknown[:1] == [True] and (_FIRST_ACRONYM.match(words) is not None or capital[1:2] == [True])
    return any(unknown[1:]) or first


def _names_one(words: str, small: Collection[str]) -> bool:
    """Return whether a name stands alone, as of a person or a place; near a known word in capitals it is a body's."""
    unknown, capital = _capitals(words, small)
    known = [big and not new for big, new in zip(capital, unknown, strict=True)]
    beside = [any(known[max(0, n - 2) : n + 3]) for n in range(len(known))]
    return any(is_name and not near for is_name, near in list(zip(unknown, beside, strict=True))[1:])


def _capitals(words: str, small: Collection[str]) -> tuple[list[bool], list[bool]]:
    """Return for each word whether it may be a name, and whether it has a capital."""
    found = [match[0].removesuffix("'s").removesuffix("’s") for match in _WORD.finditer(words)]
    capital = [word[0].isupper() for word in found]
    known = [word.upper() in ACRONYMS or word.lower() in small or word.lower() in _FIELD for word in found]
    return [big and not seen for big, seen in zip(capital, known, strict=True)], capital


_MADE: WeakKeyDictionary[Index, frozenset[str]] = WeakKeyDictionary()


def printed_small(index: Index) -> frozenset[str]:
    """Return the words that the documents print with a small letter somewhere, which are no names; made once."""
    made = _MADE.get(index)
    if made is None:
        texts = (_ADDRESS.sub(" ", passage.text) for passage in index.passages)
        words = (word for text in texts for word in _WORD.findall(text) if word[0].islower())
        made = _MADE[index] = frozenset(word.removesuffix("'s").removesuffix("’s") for word in words)
    return made
