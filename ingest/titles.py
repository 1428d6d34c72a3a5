"""The front of a document: its title, its kind and date as printed, who published it. Nothing is guessed."""

import re
from dataclasses import dataclass

from ingest import headings, subjects
from ingest.blocks import BlockKind, Loaded
from ingest.roles import case_markers

MOST_FRONT_LINES = 10
LONGEST_TITLE_LINE = 180

_KINDS = re.compile(
    r"case mapping exercise|serious case review|serious incident review|(?:local )?child safeguarding practice review|LCSPR|CSPR|child practice review"
    r"|significant case review|case management review|rapid review|domestic (?:homicide|abuse[- ]related death) review|safeguarding adults? review"
    r"|(?:multi-agency |partnership |thematic |special )?(?:learning|practice|partnership|thematic|case|multi-agency) review|special practice review newsletter"
    r"|newsletter|(?:6|six)[- ](?:step|point) briefing|(?:7|seven)[- ](?:minute|point|step) briefing|(?:learning|practice|practitioner) (?:summary|briefing|guide|bulletin|note)"
    r"|executive summary|overview report|thematic (?:analysis|report)|progress report|impact report|action plan|multi-agency audit|one[- ]minute guide",
    re.IGNORECASE,
)
_AGREED = r"(?:was|were|has been|is|it was) (?:therefore |then |subsequently |also |not )?(?:agreed|undertaken|commissioned|carried out|conducted|completed|held|initiated|published|started)"
_STATED = re.compile(
    rf"(?P<kind>{_KINDS.pattern}|SCR)s? {_AGREED}|{_AGREED} (?:as |to (?:undertake|hold|commission|carry out) )?an? (?P<kind2>{_KINDS.pattern}|SCR)\b",
    re.IGNORECASE,
)
_BODY = r"(?:Safeguarding (?:Children|Adults?|Children(?:'s|’s)?)(?: and Adults?)? (?:Board|Partnership)|Safeguarding (?:Board|Partnership|Partners)|Community Safety Partnership|Child Protection Committee|LSCB)"
_PUBLISHER = re.compile(
    rf"(?P<name>(?!Local\b)(?:[A-Z][\w’'-]+|and|&|of|upon)(?:,? (?:[A-Z][\w’'-]+|and|&|of|upon)){{0,5}}? (?i:{_BODY}))"
)
_LEADING_WORDS = re.compile(
    r"^(?:(?:The|A|An|Our|This|And|Of|In|By|From|For|and|of|&|Published|Produced|Prepared)\b\s*)+"
)
_MONTH = r"(?:January|February|March|April|May|June|July|August|September|October|November|December)"
_DATE = rf"(?:(?:\d{{1,2}}(?:st|nd|rd|th)? )?{_MONTH},? (?:19|20)\d\d|(?:Spring|Summer|Autumn|Winter) (?:19|20)\d\d|\d{{1,2}}[/.]\d{{1,2}}[/.](?:19|20)\d\d|(?:19|20)\d\d)"
_DATED = re.compile(
    rf"\b(?:published|publication date|date(?: of (?:publication|this (?:report|briefing)))?|dated|issued)(?: on| in)?\s*[:\-–—]?\s*(?P<date>{_DATE})",
    re.IGNORECASE,
)
_DATE_LINE = re.compile(
    rf"(?:(?:issue|edition|version|volume|no\.?|number)\s*[\d.]+\s*[,:|\-–—]?\s*)?(?P<date>{_DATE})\.?", re.IGNORECASE
)
_DETAIL = re.compile(
    r"(?:[A-Z][\w ]{1,30}:\s|issue\b|edition\b|version\b|volume\b|by\b|author|\(?fictional|sample\b|this is a fictional)",
    re.IGNORECASE,
)
_ADULT = re.compile(
    r"safeguarding adults? review|domestic (?:homicide|abuse[- ]related death) review|\bSAR\b|\bDHR\b|\bDARDR\b|safeguarding adults? board",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Front:
    """What a document says about itself. `body` is the number of the first block behind the title."""

    title: str
    body: int
    subjects: tuple[str, ...]
    publisher: str | None
    kind_titled: str | None
    kind_stated: str | None
    date: str | None
    year: int | None
    population: str


def read_front(loaded: Loaded, source: str) -> Front:
    """Return what the document says about itself; the file name stands in for a title that it does not have."""
    lines = _front_lines(loaded)
    title_lines = [line for line in lines if not _is_detail(line)] or lines
    title = " – ".join(title_lines) or loaded.title or source
    named = subjects.in_title([title], loaded.text) or subjects.in_text(loaded.text)
    kinds = dict.fromkeys(match[0] for match in _KINDS.finditer(title))
    date = _date(lines, loaded.text)
    return Front(
        title=title,
        body=len(lines),
        subjects=tuple(dict.fromkeys(case_markers(loaded).values())) or named,
        publisher=_publisher(lines, loaded.text),
        kind_titled=", ".join(kinds) or None,
        kind_stated=_kind_stated(loaded.text),
        date=date,
        year=int(years[-1]) if date and (years := re.findall(r"(?:19|20)\d\d", date)) else None,
        population="adults" if _ADULT.search(title) else "children",
    )


def _front_lines(loaded: Loaded) -> list[str]:
    """Return the lines of the title block: short ones before the first section, case or paragraph."""
    lines: list[str] = []
    markers = case_markers(loaded)
    for number, block in enumerate(loaded.blocks[:MOST_FRONT_LINES]):
        line = loaded.text[block.start : block.end]
        flat = " ".join(line.split())
        if (
            block.kind not in {BlockKind.HEADING, BlockKind.PARAGRAPH}
            or number in markers
            or len(flat) > LONGEST_TITLE_LINE
        ):
            break
        if (
            flat[-1] in ".!?;,"
            or headings.numbered(flat)
            or (headings.classify(flat) and (lines or not _KINDS.search(flat)))
        ):
            break
        if lines and not _belongs_to_title(flat, loaded.text):
            break
        lines.append(flat)
    return lines


def _belongs_to_title(line: str, text: str) -> bool:
    return bool(_KINDS.search(line) or _PUBLISHER.search(line) or subjects.in_title([line], text) or _is_detail(line))


def _is_detail(line: str) -> bool:
    publisher = _PUBLISHER.search(line)
    alone = publisher is not None and len(re.sub(rf"{_DATE}|\W", "", line.replace(publisher[0], ""))) < 8
    return bool(
        alone
        or (_DETAIL.match(line) and not _KINDS.search(line))
        or _DATE_LINE.fullmatch(line)
        or (_DATED.search(line) and len(line) < 60)
    )


def _publisher(lines: list[str], text: str) -> str | None:
    """Return the board that the title block names, else the only one that the document names in full."""
    for source in ("\n".join(lines), text):
        names = dict.fromkeys(_clean_name(match["name"]) for match in _PUBLISHER.finditer(source))
        names = {name: None for name in names if name and not re.fullmatch(_BODY, name, re.IGNORECASE)}
        if len(names) == 1:
            return next(iter(names))
    return None


def _clean_name(name: str) -> str | None:
    name = _LEADING_WORDS.sub("", " ".join(name.split()))
    return name if not re.match(r"Local |Safeguarding|Community Safety|Child Protection", name, re.IGNORECASE) else None


def _kind_stated(text: str) -> str | None:
    """Return the kind of review that the text says was done, where that is not denied."""
    for match in _STATED.finditer(text):
        if not re.search(r"\bnot\b", match[0]):
            return match["kind"] or match["kind2"]
    return None


def _date(lines: list[str], text: str) -> str | None:
    """Return the publication date as printed; dates of events are not it."""
    for line in lines:
        if (
            match := _DATE_LINE.fullmatch(line)
            or _DATED.search(line)
            or re.search(rf"(?:[(,–—|-]\s*|\s(?=\D))(?P<date>{_DATE})\)?$", line)
        ):
            return match["date"]
    match = _DATED.search(text)
    return match["date"] if match else None
