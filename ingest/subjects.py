"""Whom a document is about: pseudonyms in titles, markers and text. Pseudonyms are case-sensitive ("At", "Ag")."""

import re
from collections import Counter

_NUMBER_NAMES = "One|Two|Three|Four|Five|Six|Seven|Eight|Nine|Ten"
_NOT_NAMES_TEXT = """
    Abuse Act Action Adult After All And Approach Assessment Assessments At-Risk Background Benefit Board
    Briefing Care Carer Carers Case Cases Centre Centred Centres Child Children Clinic Club Commissioner
    Composition Concern Conference Conferences Contact Contribution Core Court Criminal Death Deaths
    Development Disability Drug Early Education Engagement Examples Example Exploitation Family Findings
    Focused Foster From Good Group Groups Guardian Had Has Health Help Here History Home Homes House Hub
    Impact Impartial Improvement In Information Injury Involvement Is Journey Justice Key Law Learning Life
    Line Liaison Lived Looked Mapping Mental Minder Missing Need Neglect Nurse Of Officer On-Call Other Our
    Panel Partners Partnership Plan Plans Police Poverty Practice Practitioner Pregnancy Process Profile
    Programme Progress Protection Psychology Questions Recommendations Related Report Response Review Reviews
    Risk Safeguarding Safety School Schools Service Services Sexual Social Solutions Story Studies Study
    Summary Support Task Team Teams Tel The Their Therapist Therapy This Time To Trafficking Transition Trust
    Views Vignette Violence Voice Was Welfare Wellbeing What When Who Why With Work Worker Workers Years You
    Young Youth January February March April May June July August September October November December Spring
    Summer Autumn Winter Monday Tuesday Wednesday Thursday Friday Saturday Sunday
"""
_NOT_NAMES = frozenset(_NOT_NAMES_TEXT.split())
_NAME = rf"(?!(?:Child|Baby|Family|Young|Adult|Mother)\b)(?:{_NUMBER_NAMES}|[A-Z]{{1,3}}\d?|[A-Z][a-z](?![\w'’])|\d{{1,2}}|[A-Z][a-z]{{2,12}})"
_NOUN = r"(?:Child(?:ren)?|Baby|Babies|Infant|Family|Families|Young (?:Person|People)|Adults?|Sibling [Gg]roup|Siblings?|Twins?|Mr|Mrs|Ms|Mother)"
_SUBJECT = re.compile(rf"\b{_NOUN} {_NAME}(?:(?:, | and | & ){_NAME}(?![\w'’]))*(?![\w])")
_MARKER = re.compile(
    rf"(?:(?:[Cc]ase|[Rr]eview|[Ss]tory|[Ll]earning from|[Ff]ocus on|\d{{1,2}}[.)]?)\s*(?:\d{{1,2}}|{_NUMBER_NAMES})?\s*[:.\-–—]?\s*)?"
    rf"(?:[Tt]he )?(?P<subject>{_SUBJECT.pattern})(?:['’]s (?:story|journey|case|experience|review))?\s*(?:[:\-–—,(].{{0,80}})?"
)
# "The Ashby siblings", "The Harbour Children": several of one family by a name of their own.
_OF_A_FAMILY = re.compile(
    r"(?:\d{1,2}[.)]\s*)?(?P<subject>(?:The )?(?P<name>[A-Z][a-z]{2,12}) (?:[Ss]iblings|[Cc]hildren|[Ff]amily|[Tt]wins|[Bb]rothers|[Ss]isters))(?:['’] (?:story|case|experience))?\s*(?:[:\-–—,(].{0,80})?"
)
_FAMILY_IN_TITLE = re.compile(
    r"(?:^|[-–—:]|\b(?:of|for|from|about|concerning|regarding|on))\s*(?P<subject>[Tt]he (?P<name>[A-Z][a-z]{2,12}) (?:[Ss]iblings|[Cc]hildren|[Ff]amily|[Tt]wins|[Bb]rothers|[Ss]isters))\s*(?:$|[-–—:(])"
)
# As libraries of reviews list them: "2031 - Westmarch - Child F", "2031 – Anonymous – Jamie".
_LISTED = re.compile(r"(?:19|20)\d\d\s+[-–—]\s+[A-Z][^–—-]{2,60}?\s+[-–—]\s+(?P<subject>[A-Z][\w' ]{1,40})")
# "3. Safeguarding Adult Review: Rowan", "Review 2 – Child Z", "SAR Rowan".
_REVIEW_OF = re.compile(
    r"(?:\d{1,2}(?:\.\d{1,2})?[.)]?\s+)?(?:[A-Z][\w']+ ){0,6}(?:[Rr]eview|SAR|SCR|LCSPR|CSPR|DHR|CPR)(?: \d{1,2})?\s*(?:[:–—-]|\b(?:of|into|about|on)\b)?\s+"
    rf"(?P<subject>{_SUBJECT.pattern}|[A-Z][a-z]{{2,12}})"
)
_NUMBERED_CASE = re.compile(
    rf"(?P<subject>(?:Case|Review) (?:\d{{1,2}}|[A-Z]|{_NUMBER_NAMES}))\s*(?:[:\-–—(].{{0,80}})?"
)
# "Child Z" in capitals, and whose death a review is about.
_CAPITALS = re.compile(
    r"\b(?P<noun>CHILD(?:REN)?|BABY|INFANT|FAMILY|YOUNG PERSON|ADULT|SIBLINGS?|TWINS?|MR|MRS|MS) (?P<name>[A-Z]{1,3}\d?|\d{1,2}|ONE|TWO|THREE)\b"
)
_NAME_IN_TITLE = (
    re.compile(
        r"\b(?:death|homicide|murder|case|life|respect) of (?:a man |a woman )?['‘“\"]?(?P<name>[A-Z][a-z]{2,12})\b"
    ),
    re.compile(r"^['‘“\"]?(?P<name>[A-Z][a-z]{2,12})['’”\"]?\s*[-–—:]"),
    re.compile(
        r"(?:[-–—:]|\b(?:of|for|from|about|concerning|regarding|on))\s+['‘“\"]?(?P<name>[A-Z][a-z]{2,12})['’”\"]?\s*(?:\(.{0,40}\))?$"
    ),
)
_CALLED = re.compile(
    r"(?:known|referred to|called|named|pseudonym(?: is| of)?|give(?:n)? the name)(?: (?:here|in this \w+|throughout this \w+|throughout))?(?: as| of)?,?\s+"
    r"['‘“\"]?(?P<name>[A-Z][a-z]{2,12})\b"
)
_NOT_REAL_NAME = re.compile(r"\b(?P<name>[A-Z][a-z]{2,12}) is (?:not (?:his|her|their) real name|a pseudonym)")
# "Jamie, aged 14", "Jamie (10 weeks)": nobody but a person has an age.
_AGED = re.compile(r"['‘“\"]?(?P<name>[A-Z][a-z]{2,12})['’”\"]?\s*[,(–—-]\s*(?:aged? )?\d{1,2}\b[^.]{0,40}")
_PERSON_AFTER = (
    r"(?:['’]s\b| (?:was|is|had|has|lived|told|said|did|became|died|moved|would|could|who|and (?:his|her|their))\b)"
)
_PLURALS = frozenset({"Children", "Families", "Adults", "Babies", "Siblings", "Young People"})
_LEADING_NOUN = re.compile(rf"{_NOUN} ")
_TERM_GOES_ON = re.compile(r"\s+(?:Need|Protection|Care|Report|need|risk|all|every|home|school|least|this|the)\b")
_QUOTES = " '\"‘’“”"
FEWEST_MENTIONS, DOMINANT = 3, 0.6


def in_title(lines: list[str], text: str) -> tuple[str, ...]:
    """Return the subjects that the title names, in order. A plain first name counts only if the text treats it as a person."""
    title = " \n ".join(lines)
    found = [m[0] for m in _SUBJECT.finditer(title) if _is_name(m[0], title[m.end() :])]
    found = found or [_in_small_letters(m) for m in _CAPITALS.finditer(title) if _is_told_of(m, text)]
    if not found:
        found = [m["subject"] for line in lines if (m := _FAMILY_IN_TITLE.search(line)) and m["name"] not in _NOT_NAMES]
    if not found:
        found = [
            m["name"]
            for line in lines
            for p in _NAME_IN_TITLE
            if (m := p.search(line.strip())) and _is_person(m["name"], text)
        ]
        alone = [
            line.strip(_QUOTES).title()
            for line in lines
            if re.fullmatch(r"(?:[A-Z]{3,12}|[A-Z][a-z]{2,12})", line.strip(_QUOTES))
        ]
        found += [name for name in alone if _is_person(name, text)]
    return tuple(dict.fromkeys(_with_companions(found, title, text)))


def _with_companions(found: list[str], title: str, text: str) -> list[str]:
    """Return the subjects with first names that stand beside one in the title: "the reviews of Rowan and Child Z"."""
    whole = []
    for subject in found:
        beside = rf"(?:(?P<before>[A-Z][a-z]{{2,12}})(?:,| and| &) )?{re.escape(subject)}(?:(?:,| and| &) (?P<after>[A-Z][a-z]{{2,12}})\b)?"
        match = re.search(beside, title)
        before, after = (match["before"], match["after"]) if match else (None, None)
        whole += [n for n in (before, subject, after) if n == subject or (n and _is_person(n, text))]
    return whole


def in_heading(line: str, known: tuple[str, ...]) -> str | None:
    """Return the one of several known subjects that a heading names, None where it names none or more than one."""
    named = [subject for subject in known if re.search(rf"(?<![\w-]){re.escape(subject)}(?![\w-])", line)]
    return named[0] if len(named) == 1 else None


def in_marker(text: str, following: str, certain: bool) -> str | None:
    """Return the subject that a heading line marks the beginning of, or None. `certain`: it is a heading by mark-up."""
    line = text.strip()
    if match := _MARKER.fullmatch(line):
        return match["subject"] if _is_name(match["subject"], "") else None
    if (match := _OF_A_FAMILY.fullmatch(line)) and match["name"] not in _NOT_NAMES:
        return match["subject"] if not re.search(rf"\b{match['name'].lower()}\b", following) else None
    if match := _LISTED.fullmatch(line):
        return match["subject"].strip()
    if match := _NUMBERED_CASE.fullmatch(line):
        return match["subject"]
    if (match := _REVIEW_OF.fullmatch(line)) and certain:
        name = match["subject"]
        return name if (" " in name and _is_name(name, "")) or _is_person(name, following) else None
    if certain and (aged := _AGED.fullmatch(line)) and aged["name"] not in _NOT_NAMES:
        return aged["name"]
    bare = re.fullmatch(r"['‘“\"]?(?P<name>[A-Z][a-z]{2,12})['’”\"]?(?:['’]s story)?", line)
    return bare["name"] if bare and certain and _is_person(bare["name"], following) else None


def in_text(text: str) -> tuple[str, ...]:
    """Return the one subject that the text is about where it names it often and hardly any other, else nothing."""
    names = Counter(m[0] for m in _SUBJECT.finditer(text) if _is_name(m[0], text[m.end() : m.end() + 12]))
    if names:
        name, count = names.most_common(1)[0]
        if count >= FEWEST_MENTIONS and count >= DOMINANT * names.total():
            return (name,)
    told = (*_CALLED.finditer(text), *_NOT_REAL_NAME.finditer(text))
    called = [m["name"] for m in told if _is_person(m["name"], text)]
    return tuple(dict.fromkeys(called))[:1]


def _is_name(subject: str, after: str) -> bool:
    """Return whether the words after "Child", "Family" … are a pseudonym and not part of a term ("Child In Need")."""
    noun = _LEADING_NOUN.match(subject)
    first = re.split(r", | and | & ", subject[noun.end() :] if noun else subject)[0]
    if noun and noun[0].strip() in _PLURALS and len(first) > 2 and first not in _NUMBER_NAMES.split("|"):
        return False
    return first not in _NOT_NAMES and not (len(first) > 1 and _TERM_GOES_ON.match(after))


def _in_small_letters(match: re.Match[str]) -> str:
    """Return a subject that the title has in capitals as the text writes it."""
    name = match["name"] if match["name"] not in _NUMBER_NAMES.upper().split("|") else match["name"].title()
    return f"{match['noun'].title()} {name}"


def _is_told_of(match: re.Match[str], text: str) -> bool:
    """Return whether the text speaks of a subject that the title has in capitals, by its noun or by a code alone."""
    code = match["name"] if re.search(r"\d", match["name"]) and not match["name"].isdigit() else None
    return _in_small_letters(match) in text or bool(code and re.search(rf"\b{code}{_PERSON_AFTER}", text))


def _is_person(name: str, text: str) -> bool:
    return name not in _NOT_NAMES and len(re.findall(rf"\b{name}{_PERSON_AFTER}", text)) >= FEWEST_MENTIONS - 1
