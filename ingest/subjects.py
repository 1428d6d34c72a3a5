"""Pseudonyms in titles and markers. They are case-sensitive ("At", "Ag")."""

import re
from functools import lru_cache

from ingest import capitals
from ingest.introductions import in_text as in_text
from ingest.pseudonyms import FIRST_NAME, KEPT, NOT_NAMES, NUMBER_NAMES, PERSON_AFTER, SUBJECT, bare, is_name, is_person

_NUMBER = rf"(?:\d{{1,2}}|{NUMBER_NAMES}|{NUMBER_NAMES.lower()})"
_BEHIND = r"\s*(?:[:\-–—,(].{0,80})?"
_OF_WHOM = r"(?:['’]s (?:[Ss]tory|[Jj]ourney|[Cc]ase|[Ee]xperiences?|[Rr]eview|[Ll]ife))"
_TOLD = r"[Ll]earning [Ff]rom|[Ll]essons [Ff]rom|[Ff]ocus [Oo]n|[Ss]potlight [Oo]n|[Ii]n [Ff]ocus|(?:[Cc]ase|[Ss]tory|[Rr]eview) [Oo]f"
_MARKER = re.compile(
    rf"(?:(?:[Tt]he )?(?:[Cc]ase(?: [Ss]ummary)?|[Rr]eview|[Ss]tory|{_TOLD}|\d{{1,2}}[.)]?)\s*{_NUMBER}?\s*[:.\-–—]?\s*)?"
    rf"(?:[Tt]he )?(?P<subject>{SUBJECT.pattern}){_OF_WHOM}?{_BEHIND}"
)
# Headings that may as well tell of another family than the document's: "Case study: Rosa", "Story 2: the Reed twins".
_FAMILY = r"(?:[Ss]iblings|[Cc]hildren|[Ff]amily|[Tt]wins|[Bb]rothers|[Ss]isters)"
_STUDY = re.compile(
    rf"(?:\d{{1,2}}[.)]\s*)?(?:[Tt]he |[Aa] )?(?:[Cc]ase(?: [Ss]tudy| [Ee]xample| [Ss]ummary)?|[Rr]eview|[Ss]tory|{_TOLD})"
    rf"\s*(?:{_NUMBER}|[A-H])?\s*[:.\-–—]?\s+"
    rf"(?:(?P<siblings>[Tt]he {FIRST_NAME} {_FAMILY})|(?:[Tt]he )?['‘“\"]?(?P<subject>{SUBJECT.pattern}|{FIRST_NAME})['’”\"]?)"
    rf"{_OF_WHOM}?{_BEHIND}"
)
_NAMED_CASE = re.compile(rf"(?P<whose>{FIRST_NAME}){_OF_WHOM}{_BEHIND}")
# "The Ashby siblings", "The Harbour Children": several of one family by a name of their own.
_OF_A_FAMILY = re.compile(
    rf"(?:\d{{1,2}}[.)]\s*)?(?P<subject>(?:The )?(?P<name>{FIRST_NAME}) {_FAMILY})(?:['’] (?:story|case|experience))?{_BEHIND}"
)
_FAMILY_IN_TITLE = re.compile(
    rf"(?:^|[-–—:]|\b(?:of|for|from|about|concerning|regarding|on))\s*(?P<subject>[Tt]he (?P<name>{FIRST_NAME}) {_FAMILY})\s*(?:$|[-–—:(])"
)
# As libraries of reviews list them: "2031 - Westmarch - Child F", "2031 – Anonymous – Jamie".
_LISTED = re.compile(r"(?:19|20)\d\d\s+[-–—]\s+[A-Z][^–—-]{2,60}?\s+[-–—]\s+(?P<subject>[A-Z][\w' ]{1,40})")
# "3. Safeguarding Adult Review: Rowan", "Review 2 – Child Z", "SAR Rowan".
_REVIEW_OF = re.compile(
    r"(?:\d{1,2}(?:\.\d{1,2})?[.)]?\s+)?(?:[A-Z][\w']+ ){0,6}(?:[Rr]eview|SAR|SCR|LCSPR|CSPR|DHR|CPR)(?: \d{1,2})?\s*(?:[:–—-]|\b(?:of|into|about|on)\b)?\s+"
    rf"(?P<subject>{SUBJECT.pattern}|[A-Z][a-z]{{2,12}})"
)
_NUMBERED_CASE = re.compile(rf"(?P<subject>(?:Case|Review) (?:{_NUMBER}|[A-Z]))\s*(?:[:\-–—(].{{0,80}})?")
# "Child Z" in capitals, and whose death a review is about.
_CAPITALS = re.compile(
    r"\b(?P<noun>CHILD(?:REN)?|BABY|INFANT|FAMILY|YOUNG PERSON|ADULT|SIBLINGS?|TWINS?|MR|MRS|MS) (?P<name>[A-Z]{1,3}\d?|\d{1,2}|[A-Z]{3,12})\b"
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
# "Jamie, aged 14", "Jamie (10 weeks)": nobody but a person has an age.
_AGED = re.compile(r"['‘“\"]?(?P<name>[A-Z][a-z]{2,12})['’”\"]?\s*[,(–—-]\s*(?:aged? )?\d{1,2}\b[^.]{0,40}")
_ALONE = re.compile(
    rf"(?:\d{{1,2}}[.)]\s*)?['‘“\"]?(?P<name>{FIRST_NAME})['’”\"]?(?:\s*[:–—]\s.{{2,80}}|\s-\s.{{2,80}})?"
)
# A line that begins a case is no title, even where it stands right below one.
_ONE_OF_SEVERAL = re.compile(rf"(?:case|story|review)(?: study)? (?:{_NUMBER}|[a-h])\s*[:–—-]", re.IGNORECASE)
_QUOTES = " '\"‘’“”"


def in_title(lines: list[str], text: str) -> tuple[str, ...]:
    """Return the subjects that the title names, in order. A plain first name counts only if the text treats it as a person."""
    lines = [line for line in lines if not _ONE_OF_SEVERAL.match(line)]
    title = " \n ".join(lines)
    named = [m[0] for m in SUBJECT.finditer(title) if is_name(m[0], title[m.end() :])]
    found = [name for name in named if _goes_on_about(name, text) or not capitals.may_be_a_word(bare(name), text)]
    found = found or [name for match in _CAPITALS.finditer(title) if (name := _told_in_capitals(match[0], text))]
    if not found:
        found = [m["subject"] for line in lines if (m := _FAMILY_IN_TITLE.search(line)) and m["name"] not in NOT_NAMES]
    if not found:
        found = [
            m["name"]
            for line in lines
            for p in _NAME_IN_TITLE
            if (m := p.search(line.strip())) and is_person(m["name"], text)
        ]
        alone = [
            line.strip(_QUOTES).title()
            for line in lines
            if re.fullmatch(r"(?:[A-Z]{3,12}|[A-Z][a-z]{2,12})", line.strip(_QUOTES))
        ]
        found += [name for name in alone if is_person(name, text)]
    return tuple(dict.fromkeys(_with_companions(found, title, text)))


def _with_companions(found: list[str], title: str, text: str) -> list[str]:
    """Return the subjects with first names that stand beside one in the title: "the reviews of Rowan and Child Z"."""
    whole = []
    for subject in found:
        beside = rf"(?:(?P<before>[A-Z][a-z]{{2,12}})(?:,| and| &) )?{re.escape(subject)}(?:(?:,| and| &) (?P<after>[A-Z][a-z]{{2,12}})\b)?"
        match = re.search(beside, title)
        before, after = (match["before"], match["after"]) if match else (None, None)
        whole += [n for n in (before, subject, after) if n == subject or (n and is_person(n, text))]
    return whole


def in_heading(line: str, known: tuple[str, ...]) -> str | None:
    """Return the one of several known subjects that a heading names, None where it names none or more than one."""
    named = [subject for subject in known if re.search(rf"(?<![\w-]){re.escape(subject)}(?![\w-])", line)]
    return named[0] if len(named) == 1 else None


def in_marker(text: str, following: str, certain: bool) -> str | None:
    """Return the subject that a heading line marks the beginning of, or None. `certain`: it is a heading by mark-up.

    A line in capitals is read as the text writes its words, and names only somebody of whom the text tells.
    """
    line = capitals.as_written(text.strip(), following)
    found = _marked(line, following, certain)
    shouted = found is not None and text.strip().isupper()
    return found if not shouted or capitals.is_told_of(bare(found or ""), following) else None


def _marked(line: str, following: str, certain: bool) -> str | None:
    if match := _MARKER.fullmatch(line):
        return match["subject"] if _is_marked(match["subject"], following) else None
    if (match := _OF_A_FAMILY.fullmatch(line)) and match["name"] not in NOT_NAMES:
        return match["subject"] if not re.search(rf"\b{match['name'].lower()}\b", following) else None
    if match := _LISTED.fullmatch(line):
        return match["subject"].strip()
    if match := _NUMBERED_CASE.fullmatch(line):
        return in_study(line, following) or match["subject"]
    return _by_first_name(line, following) if certain else None


def _by_first_name(line: str, following: str) -> str | None:
    """Return whom a heading by mark-up names as people are named: "SAR Rowan", "Jamie, aged 14", "Rosa: the car"."""
    if match := _REVIEW_OF.fullmatch(line):
        name = match["subject"]
        return name if (" " in name and is_name(name, "")) or is_person(name, following) else None
    if (aged := _AGED.fullmatch(line)) and aged["name"] not in NOT_NAMES:
        return aged["name"]
    alone = _ALONE.fullmatch(line)
    is_somebody = alone and is_person(alone["name"], following) and not capitals.may_be_a_word(alone["name"], following)
    return alone["name"] if alone and is_somebody else None


def in_study(text: str, following: str) -> str | None:
    """Return whose story a heading such as "Case study: Rosa" or "Rosa's story" tells, None where it names nobody."""
    line = capitals.as_written(text.strip(), following)
    if own := _NAMED_CASE.fullmatch(line):
        return own["whose"] if is_person(own["whose"], following) else None
    match = _STUDY.fullmatch(line)
    if not match or match["siblings"]:
        return match["siblings"] if match else None
    name = match["subject"]
    told = is_person(name, following) if re.fullmatch(FIRST_NAME, name) else _is_marked(name, following)
    return name if told else None


def in_likely_marker(text: str, following: str) -> str | None:
    """Return whom a line may mean of whom the text tells nothing by name: "BABY KIT" over "The baby was …"."""
    match = _MARKER.fullmatch(capitals.as_written(text.strip(), following))
    name = match["subject"] if match else ""
    return name if match and is_name(name, "") and not capitals.may_be_a_word(bare(name), following) else None


def _is_marked(subject: str, text: str) -> bool:
    """Return whether a marker's words are a pseudonym. A code is; of a name the text goes on to tell ("Family Loan")."""
    return is_name(subject, "") and (subject == bare(subject) or _goes_on_about(subject, text))


@lru_cache(maxsize=KEPT)
def _goes_on_about(subject: str, text: str) -> bool:
    """Return whether the text has the name of a subject more than once, as it has no word of a title."""
    return len(re.findall(rf"\b{re.escape(bare(subject))}\b", text)) > 1


def _told_in_capitals(words: str, text: str) -> str | None:
    """Return a subject that the title has in capitals as the text writes it, if it tells of it: by name or code alone."""
    subject = capitals.as_written(words, text)
    code = subject.split()[-1]
    by_code = re.search(r"[A-Z]\d", code) and re.search(rf"\b{code}{PERSON_AFTER}", text)
    by_name = subject != bare(subject) and capitals.is_told_of(bare(subject), text)
    told = is_name(subject, "") and (subject in text or by_code or by_name)
    return subject if told else None
