"""Whom a recommendation or an action is addressed to: said in its own words, above it, or in its row of a plan."""

import re

from vectorstore.agencies import agencies_in
from vectorstore.sections import SectionType as S

TASKS = frozenset({S.RECOMMENDATIONS, S.ACTIONS})
LONGEST_HEADING = 8

_GROUP = r"(?:[Gg]roups?|[Bb]oards?|[Tt]eams?|[Pp]anel|[Pp]artnerships?|[Pp]artners|[Tt]rusts?|[Ss]ervices?|[Aa]genc(?:y|ies)|[Cc]ouncils?|[Hh]ub|[Ff]orum|[Oo]rganisations?|[Pp]ractitioners|[Pp]rofessionals|[Mm]anagers|[Ss]chools|[Cc]ommissioners|[Nn]etworks?|[Ss]ub-?[Gg]roups?|[Aa]uthorit(?:y|ies)|[Dd]epartments?|[Gg]overnment|[Hh]ome [Oo]ffice|[Pp]roviders?|[Cc]ommittee|[Dd]irectorates?|[Cc]ollege|[Aa]cadem(?:y|ies)|[Cc]harit(?:y|ies)|[Ii]nspectorate|[Oo]fsted|[Dd]esks?)"
_ALONE = re.compile(r"(?:Health|Education|Schools?|Nurse|Housing|Commissioning|Children(?:'s|’s)? Services)")
_RUN_IN = re.compile(
    r"(?:Recommendations?(?: to| for)(?: the)? )?(?P<who>All\b[\w ,]{0,40}|[A-Z][\w'’&,/() ]{1,90}?)\s*(?: [-–—]|:)\s+(?=\S)"
)
_ACTOR = re.compile(
    r"(?:That )?(?:[Tt]he )?(?P<who>(?:All|Each|Every|[A-Z])[\w'’&,/ -]{1,90}?) (?:should|must|ha(?:s|ve) to|to|will|needs? to|are to|is to)\b"
)
# "When a child misses school the team should …" begins with a condition: who acts is not said first.
_CONDITION = re.compile(r"(?:When|Where|If|As|After|Before|Following|For|In|At|During|Until|Once|Unless|To|By|On|No)\b")
_VERB = re.compile(r"\b(?:to|should|must|will|needs?|is|are|was|were|be|with|from|that|who)\b")
# "Ring the health visitor: …" is an order; a body has an article only behind "and", "of" …
_ORDER = re.compile(
    r"(?!(?:All|Each|Every|Both)\b)[A-Z]\w+ (?:\w+ ){0,2}(?<!and )(?<!of )(?<!for )(?<!to )(?<!in )(?:the|a|an|your|their|this|each|every|any)\b"
)
_TITLED = re.compile(r".*\b(?:recommendations?|actions?) (?:for|to)(?: the)? (?P<who>\S.*)", re.IGNORECASE)
_HEADED = re.compile(
    r"(?:(?:for|to)(?: the)? )?(?P<who>\S.*)",
    re.IGNORECASE,
)


def addressee(text: str, section: S) -> str | None:
    """Return whom a recommendation or action is addressed to, in its own words, or None where it does not say."""
    if section not in TASKS:
        return None
    if (match := _RUN_IN.match(text)) and names_body(match["who"]) and not _ORDER.match(match["who"]):
        return match["who"].strip()
    if (match := _ACTOR.match(text)) and not _CONDITION.match(match["who"]):
        who = match["who"].strip()
        return who if names_body(" ".join(who.split()[-2:])) else None
    return None


def headed(heading: str) -> str | None:
    """Return the body that a heading over recommendations or actions is, or names behind "for", else None."""
    words = heading.strip().rstrip(":").strip()
    match = _HEADED.fullmatch(words)
    if not match or len(words.split()) > LONGEST_HEADING or words[-1:] in {".", "?", "!"}:
        return None
    who = match["who"].strip()
    says_for = match.start("who") > 0 and len(who.split()) <= LONGEST_HEADING // 2
    return who if not _VERB.search(who) and ((names_body(who) and who[:1].isupper()) or says_for) else None


def in_title(heading: str) -> str | None:
    """Return the body that a heading such as "Recommendations for the police" names, else None."""
    match = _TITLED.fullmatch(heading.strip(" :"))
    return match["who"] if match and names_body(match["who"]) else None


def names_body(who: str) -> bool:
    """Return whether the words name somebody who can act: an agency, a group, all."""
    return bool(
        re.match(r"All\b", who)
        or re.search(rf"\b{_GROUP}\b", who)
        or agencies_in(who)
        or re.fullmatch(r"[A-Z]{3,6}", who)
        or _ALONE.fullmatch(who)
    )
