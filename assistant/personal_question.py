"""Personal details in a question, found before it is searched for, kept, or read by any model.

What `vectorstore/personal.py` finds in documents is found here too. A question is short and about somebody, so more
counts: any mobile number, any postcode, numbers of cases, and names that stand with an age.
"""

import re
from collections.abc import Iterator
from enum import StrEnum

import phonenumbers
from phonenumbers import Leniency, PhoneNumberMatcher, PhoneNumberType
from stdnum.gb import nhs, upn

from assistant.people import PERSON
from vectorstore.personal import personal_details


class QuestionDetail(StrEnum):
    """What stands in a question but is looked for in no document, in words that follow "what looks like"."""

    NAME = "a person's name"
    POSTCODE = "a postcode"
    PHONE = "a person's phone number"
    NUMBER = "a number that stands for a person"
    NHS_NUMBER = "an NHS number"
    DATE_OF_BIRTH = "a date of birth"


# Nobody lives in "R1 2nd": a postcode begins with an area of the Royal Mail.
_AREAS = (
    "AB AL B BA BB BD BH BL BN BR BS BT CA CB CF CH CM CO CR CT CV CW DA DD DE DG DH DL DN DT DY E EC EH EN EX FK FY G GL GU"
    " GY HA HD HG HP HR HS HU HX IG IM IP IV JE KA KT KW KY L LA LD LE LL LN LS LU M ME MK ML N NE NG NN NP NR NW OL OX PA PE"
    " PH PL PO PR RG RH RM S SA SE SG SK SL SM SN SO SP SR SS ST SW SY TA TD TF TN TQ TR TS TW UB W WA WC WD WF WN WR WS WV"
    " YO ZE ZZ"
)
_POSTCODE = re.compile(
    rf"\b(?:{_AREAS.replace(' ', '|')})\d[A-Z\d]? ?\d(?!ST|ND|RD|TH)[ABD-HJLNP-UW-Z]{{2}}\b", re.IGNORECASE
)
_LONG_NUMBER = re.compile(r"(?<![\d.])\d{3}[ -]?\d{3}[ -]?\d{4}(?![\d.]?\d)")
_PUPIL = re.compile(r"\b[A-Z]\d{11}[A-Z\d]\b")
_CASE_NUMBER = re.compile(
    r"\b(?:mosaic|liquid ?logic|care ?first|lcs|rio|system ?one|hospital|case|client|patient|person|pupil|crime|passport)"
    r" ?(?:id|no|num|number|ref|reference)?\b[ .:#-]{0,3}(?=[A-Z/]{0,3}\d{5})[A-Z/]{0,3}\d{5,10}\b",
    re.IGNORECASE,
)
_BORN = re.compile(
    r"\b(?:birthday|b\.|born|dob)[ :]{0,2}(?:is |on |was )*(?:the )?\d{1,2}(?:st|nd|rd|th)?[ ./-]{1,3}(?:of )?(?:\d{1,2}\b|[A-Za-z]{3,9})",
    re.IGNORECASE,
)
_PRIVATE_LINES = frozenset({PhoneNumberType.MOBILE, PhoneNumberType.PERSONAL_NUMBER, PhoneNumberType.PAGER})

# Words with a capital that are nobody's name, as a question has them before a number or an age.
_NO_NAME_TEXT = """
    Act Action Actions Adult Adults Age Aged All Also And Annex Any Appendix April Article August Babies Baby Band Before
    Between Boy Boys Brother But By Cafcass Case Cases Chapter Child Children Class Could December Did Do Does Family
    Families Father February Finding Findings For Friday From Girl Girls Grade Group Had Has Have He Her His How If In
    Infant Infants Is It January July June Key Lesson Lessons Level List March May Monday Mother Mum Dad My No November Number
    October Of On Only Our Over Page Parent Parents Part Person People Pupil Pupils Question Rank Reception Recommendation
    Recommendations Review Reviews Room Saturday School Section Sections September She Sibling Siblings Since Sister Slide
    Stage Step Sunday Table Team Teenager Teenagers That The Theme Themes There These They This Those Thursday Tier Toddler
    Toddlers Tuesday Twin Twins Under Unit Until Version Volume Was Ward Week Wednesday Were What When Where Which Who Why
    With Women Men Working Together Year Years Young Newborn Newborns Students Student
    Afghan African Albanian American Arab Asian Bangladeshi Black British Bulgarian Caribbean Chinese Christian Czech English
    Eritrean European French German Gypsy Hindu Hungarian Indian Iranian Iraqi Irish Italian Jewish Kurdish Latvian Lithuanian
    Muslim Nigerian Pakistani Polish Portuguese Roma Romanian Russian Scottish Sikh Slovak Somali Spanish Sudanese Syrian
    Traveller Turkish Ukrainian Vietnamese Welsh White
"""
_NO_NAMES = frozenset(_NO_NAME_TEXT.split())
_WORD = r"(?:[OD]['’])?[A-Z][a-z]+(?:['’-][A-Z]?[a-z]+)?"
_NAME = rf"(?P<name>{_WORD}(?: {_WORD}){{0,2}})"
_OLD = r"(?:yo\b|y/o\b|yrs?\b|years?\b|months?\b|mths?\b|weeks?\b|wks?\b|days?\b)"
_NOT_A_TIME = r"(?! ?(?:later|after|before|ago|earlier|of|in|into|on|from))"
_AGE = rf"(?:,? ?aged? \d{{1,2}}\b|,? ?\(\d{{1,2}}(?: ?{_OLD})?(?: old)?\)|,? \d{{1,2}}[ -]?{_OLD}(?:[ -]old)?{_NOT_A_TIME}|, \d{{1,2}}(?=[,.;?!]|$| (?:who|has|is|was|and)\b)|(?: is| was) \d{{1,2}}(?=[,.;?!]|$| (?:and|years?|months?|weeks?)\b))"
_NAME_THEN_AGE = re.compile(rf"{_NAME}{_AGE}")
_AGE_THEN_NAME = re.compile(
    rf"\b(?:\d{{1,2}}[ -]?{_OLD}(?:[ -]old)?|aged? \d{{1,2}})(?: (?:boy|girl|lad|baby|son|daughter|twin))?,? (?:called |named )?{_NAME}"
)
# "A girl called kayleigh": the name may have no capital, but follows a person.
_CALLED = re.compile(
    r"\b(?:boy|girl|lad|child|baby|toddler|teenager|son|daughter|brother|sister|mum|mother|dad|father|woman|man|pupil|client|patient|old)"
    r" (?:is |was )?(?:called|named) (?!(?:by|to|in|at|on|for|as|the|a|an|it|when|after|before|and|or|out|back|up|off|into|from|him|her|them"
    r"|me|us|this|that|names|police|social|999|child|baby|family|adult)\b)(?P<name>[A-Za-z]{2,20})",
    re.IGNORECASE,
)
_HAS_AGE = re.compile(rf"\b\d{{1,2}}[ -]?{_OLD}|\baged? \d{{1,2}}\b|\(\d{{1,2}}\)|, \d{{1,2}}\b", re.IGNORECASE)
# Whoever is "my pupil" and has two names is a real person.
_OWN = re.compile(
    rf"\b[Mm]y (?:\w+ )?(?:client|pupil|patient|student|tenant|service user|neighbour|case|foster child),? {_NAME}"
)
# Two names and a harm done to whoever has them: nobody is told of so in a review, where subjects have a label or one name.
_BODIES = frozenset(
    [
        "Academy",
        "Authority",
        "Board",
        "Cafcass",
        "Care",
        "Central",
        "Centre",
        "City",
        "College",
        "Constabulary",
        "Council",
        "County",
        "Court",
        "Crown",
        "District",
        "Domestic",
        "Early",
        "East",
        "Education",
        "Government",
        "Health",
        "Help",
        "High",
        "Home",
        "Hospital",
        "Housing",
        "Integrated",
        "Local",
        "London",
        "National",
        "North",
        "Office",
        "Partnership",
        "Police",
        "Primary",
        "Probation",
        "Safeguarding",
        "School",
        "Serious",
        "Service",
        "Services",
        "Sexual",
        "Social",
        "South",
        "State",
        "Team",
        "Trust",
        "University",
        "West",
        "Youth",
    ]
)
_KIN = r"(?:mum|mother|dad|father|step\w+|parents?|partner|boyfriend|girlfriend|brother|sister|uncle|aunt\w*|gran\w*|carers?|family)"
_HARM = (
    r"(?:hit|hits|hitting|hurt|hurts|hurting|harmed|neglect(?:ed|s|ing)?|abus(?:ed|es|ing)|beat(?:en|s|ing)?|slapp(?:ed|ing)|slaps"
    r"|punch(?:ed|es|ing)|kick(?:ed|s|ing)|smack(?:ed|s|ing)|assault(?:ed|s|ing)|raped?|bruised|starv(?:ed|es|ing)|bitten|burn(?:ed|t)"
    r"|groom(?:ed|ing)|exploit(?:ed|ing)|touch(?:ed|es|ing)|self[- ]harm\w*|suicidal|gone missing|left (?:home )?alone)"
)
_NAME_THEN_HARM = re.compile(
    rf"(?P<name>{_WORD} {_WORD}(?: {_WORD})?)(?:(?:['’]s)? {_KIN})?"
    rf"(?: (?:has|have|had|is|was|were|gets?|got|keeps?|being|been|just|still|always|now|today|yesterday|badly|often)){{0,4}} {_HARM}\b"
)
# The label of a subject in a review stands before its name: "Baby Ivy, 3 months".
_LABELLED = re.compile(
    r"\b(?:child|children|baby|family|adult|young person|twins?|siblings?|case of) (?:of )?$", re.IGNORECASE
)


def details(question: str) -> tuple[str, ...]:
    """Return what the question seems to hold, in words that follow "what looks like"; each once, nothing of it itself."""
    return tuple(dict.fromkeys(_found(question)))


def names_alone(found: tuple[str, ...]) -> bool:
    """Return whether a person may say that it is a published or made-up name: no such word makes a number nobody's."""
    return set(found) == {QuestionDetail.NAME.value}


def _found(question: str) -> Iterator[str]:
    yield from (detail.kind.value for detail in personal_details(question))
    if _BORN.search(question):
        yield QuestionDetail.DATE_OF_BIRTH.value
    if any(phonenumbers.number_type(m.number) in _PRIVATE_LINES for m in _numbers(question)):
        yield QuestionDetail.PHONE.value
    if any(_is_nhs_number(match[0], question) for match in _LONG_NUMBER.finditer(question)):
        yield QuestionDetail.NHS_NUMBER.value
    if _POSTCODE.search(question):
        yield QuestionDetail.POSTCODE.value
    if _CASE_NUMBER.search(question) or any(upn.is_valid(match[0]) for match in _PUPIL.finditer(question)):
        yield QuestionDetail.NUMBER.value
    if _holds_name(question):
        yield QuestionDetail.NAME.value


def _numbers(question: str) -> PhoneNumberMatcher:
    return PhoneNumberMatcher(question, "GB", leniency=Leniency.VALID)


def _is_nhs_number(number: str, question: str) -> bool:
    """Return whether the check digit is right, and the question is about somebody or speaks of the NHS."""
    about = PERSON.search(question) or re.search(r"\b(?:nhs|patient|number)\b", question, re.IGNORECASE)
    return bool(about) and nhs.is_valid(number) and len(set(re.sub(r"\D", "", number))) > 1


def _holds_name(question: str) -> bool:
    if _HAS_AGE.search(question) and _CALLED.search(question):
        return True
    matches = (m for pattern in (_NAME_THEN_AGE, _AGE_THEN_NAME) for m in pattern.finditer(question))
    if any(_is_name(question, match) for match in matches):
        return True
    if any(" " in match["name"] and _is_name(question, match) for match in _OWN.finditer(question)):
        return True
    return any(_is_somebody(question, match) for match in _NAME_THEN_HARM.finditer(question))


def _is_somebody(question: str, match: re.Match[str]) -> bool:
    """Return whether the names are a person's: no body's, and two of them behind whatever begins the sentence."""
    words = [word for word in match["name"].split() if word not in _NO_NAMES]
    return len(words) > 1 and not set(words) & _BODIES and _is_name(question, match)


def _is_name(question: str, match: re.Match[str]) -> bool:
    """Return whether the words with capitals are a real person's: no common word, no label of a review's subject."""
    before = question[: match.start("name")]
    words = match["name"].split()
    while words and words[0] in _NO_NAMES:
        before += f"{words.pop(0)} "
    return bool(words) and not set(words) & _NO_NAMES and not _LABELLED.search(before)
