"""Things that a review prints or does not, which have no other word: the inquest, a sentence, an inspection.

Where a question asks for one and nothing that may answer it prints it, the documents do not say, however near they are.
"""

import re
from collections.abc import Iterable, Sequence

_DURATION = r"(?:\d+|an?|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|fifteen|eighteen|twenty)[ -](?:weeks?|months?|years?)|\blife\b|minimum term"
_AGE = (
    r"\b(?:aged?|was|is|were|are) (?:just |only |about |under |over |nearly )?(?:\d+|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|seventeen|eighteen)\b"
    r"|\b[\w-]+[ -](?:weeks?|months?|years?|days?)[ -](?:old|of age)\b|\bunder (?:one|\d+)\b|\b(?:boy|girl|child|baby|son|daughter|man|woman|lad) of [\w-]+\b|\bnewborn\b|\bborn (?:in|on|at)\b"
)
# As generous as can be: what lasts is told in many ways, and only where none of them stands there is nothing told.
_LENGTH = (
    r"\b(?:minutes?|hours?|days?|nights?|weekends?|weeks?|fortnights?|months?|years?|decades?|overnight|daily|weekly|monthly|immediate(?:ly)?|at once|prompt(?:ly)?|straight away)\b"
    r"|\b(?:\w+ (?:school |autumn |spring |summer )?terms?(?! of\b)|without delay|from birth)\b|\b\d+/(?:7|12|52)\b"
    r"|\b(?:since|until|till|throughout|briefly|permanent(?:ly)?|indefinite(?:ly)?|lifelong|long[- ]term|short[- ]term|a long time|a (?:short )?while)\b"
    r"|\b(?:from|between) .{2,30} (?:to|and) .{0,20}\b(?:19|20)\d\d\b|\b(?:19|20)\d\d ?(?:[-–—]|to) ?(?:(?:19|20)?\d\d)\b"
)
# What is asked for, and what the passages print where they tell of it.
_TABLE = (
    (r"\b(?:coroner|inquest)\w*", r"\b(?:coroner|inquest)\w*"),
    (
        r"\b(?:prison|jail|custodial|life) sentence|\bwhat (?:did|was|were)\b.{2,40}\bsentenced\b|\bhow many years (?:did|was|were)\b.{2,40}\b(?:get|given|serv\w+|sentenced)\b|\bsentence (?:did|was|were|given|for)|\bwhat sentence|\bhow long .{0,40}\b(?:sentenced|jailed|sent down|go to prison|get in prison|in prison for)",
        rf"\b(?:sentence|imprison|jail|custod|prison)\w*[^.]{{0,60}}(?:{_DURATION})|(?:{_DURATION})[^.]{{0,40}}\b(?:sentence|imprison|jail|custod|prison)\w*",
    ),
    (r"\b(?:ofsted|cqc|estyn|hmicfrs|care quality commission|inspectorate)\b", r"\b(?:ofsted|cqc|estyn|hmicfrs|care quality commission|inspect\w*)\b"),
    (r"\b(?:fixed )?penalty notices?\b|\bfined?\b(?! (?:with|by|for me)\b)", r"\bpenalty|\bfine[ds]?\b"),
    (r"\bcause of (?:the )?death\b|\bwhat did .{2,30} die (?:of|from)\b|\bwhy did .{2,40}\bdie\b", r"\bcause of (?:the |her |his |their )?death|\b(?:died|death) (?:\w+ )?(?:of|from|by|as a result)\b|\bcaused (?:the|her|his) death|post[- ]?mortem|\bcaused by\b|\bascertained\b|\bdrown\w*|\bkilled\b|\bsuicide\b|\bown life\b|\b(?:died|death) (?:after|following)\b"),
    (r"\bpost[- ]?mortem|\bautops\w*", r"\bpost[- ]?mortem|\bautops\w*|\bpatholog\w*"),
    (r"\bhow much (?:money|did .{2,40} cost|was .{2,40} paid)\b|\bhow many pounds\b", r"£|\bpounds?\b|\bpence\b"),
)  # fmt: skip
# The same of things that a review tells of somebody: what is told of another passage's person does not count.
_NEAR = (
    (
        r"\bhow old (?:was|is|were|are) (?!the (?!child|bab|boy|girl|mother|father|mum|dad|parent|eldest|oldest|young|twins|sibling|brother|sister|adult|man|woman))|\b(?:exact )?ages? of\b|\b(?:what|exact) age\b",
        _AGE,
    ),
    (
        r"\bhow (?:long|many (?:minutes|hours|days|weeks|months|years))\b(?![- ](?:ago|term|standing|lasting|established)\b)",
        _LENGTH,
    ),
    (
        r"\b(?:son|boy|brother|daughter|girl|sister) or (?:an? )?(?:\w+ )?(?:son|boy|brother|daughter|girl|sister)\b",
        r"\b(?:son|boy|brother|daughter|girl|sister)\b",
    ),
)


def _compiled(table: tuple[tuple[str, str], ...]) -> tuple[tuple[re.Pattern[str], re.Pattern[str]], ...]:
    return tuple((re.compile(asked, re.IGNORECASE), re.compile(printed, re.IGNORECASE)) for asked, printed in table)


_THINGS, _OF_SOMEBODY = _compiled(_TABLE), _compiled(_NEAR)
# A measure, a form or a law by its code, as nobody would write another way: "HbA1c", "DS1500"; "Y11s" is none.
_CODE = re.compile(r"\b(?=\w*[A-Za-z])(?=\w*\d)(?=\w*[A-Za-z]\w*(?!s\b)[A-Za-z])[A-Za-z]\w{3,}\b")


def not_printed(question: str, texts: Iterable[str]) -> bool:
    """Return whether the question asks for a thing which none of the texts that may answer it prints."""
    wanted = [printed for asked, printed in _THINGS if asked.search(question)]
    codes = [re.compile(rf"\b{code}\b", re.IGNORECASE) for code in _CODE.findall(question)]
    return _absent([*wanted, *codes], texts)


def not_told(question: str, chosen: Iterable[str]) -> bool:
    """Return whether the question asks for something of somebody, as an age, which none of the chosen texts tells."""
    return _absent([printed for asked, printed in _OF_SOMEBODY if asked.search(question)], chosen)


def _absent(wanted: Sequence[re.Pattern[str]], texts: Iterable[str]) -> bool:
    held = list(texts) if wanted else []
    return any(not any(printed.search(text) for text in held) for printed in wanted)
