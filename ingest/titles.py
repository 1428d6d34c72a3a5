"""The front of a document: its title, its kind and date as printed, who published it. Nothing is guessed."""

import re
from dataclasses import dataclass

from ingest import headings, subjects
from ingest.blocks import BlockKind, Loaded
from ingest.cases import case_markers

MOST_FRONT_LINES = 14
LONGEST_TITLE_LINE = 180
# So many lines may stand above a title: who may read it, that it is a draft, that it is fictional.
TITLE_WITHIN = 3
# How far into the text a document tells under which law it was made.
REACH = 6000
OPENING = 700

_KINDS = re.compile(
    r"case mapping exercise|serious case review|serious incident review|(?:local )?child safeguarding practice review|LCSPR|CSPR|child practice review"
    r"|significant case review|case management review|rapid review|domestic (?:homicide|abuse[- ]related death) review|safeguarding adults? review"
    r"|(?:multi-agency |partnership |thematic |special )?(?:learning|practice|partnership|thematic|case|multi-agency) review|special practice review newsletter"
    r"|newsletter|adult practice review|(?:6|six)[- ](?:step|point) briefing|(?:7|seven)[- ](?:minute|point|step) briefing|(?:learning|practice|practitioner) (?:summary|briefing|guide|bulletin|note)"
    r"|executive summary|overview report|thematic (?:analysis|report)|progress report|impact report|action plan|multi-agency audit|one[- ]minute guide",
    re.IGNORECASE,
)
_AGREED = r"(?:was|were|has been|is|it was) (?:therefore |then |subsequently |also |not )?(?:agreed|undertaken|commissioned|carried out|conducted|completed|held|initiated|published|started)"
_STATED = re.compile(
    rf"(?P<kind>{_KINDS.pattern}|SCR)s? {_AGREED}|{_AGREED} (?:as |to (?:undertake|hold|commission|carry out) )?an? (?P<kind2>{_KINDS.pattern}|SCR)\b",
    re.IGNORECASE,
)
_BODY = r"(?:Safeguarding (?:Children|Adults?|Children(?:'s|’s)?)(?: and Adults?)? (?:Board|Partnership)|(?:Children(?:'s|’s)? )?Safeguarding(?: Assurance)? (?:Board|Partnership|Partners)|(?:Community Safety|Safer Communities) (?:Partnership|Board)|Child Protection Committee|LSCB)"
_PUBLISHER = re.compile(
    rf"\b(?P<name>(?!Local\b)(?:[A-Z][\w’'-]+|and|&|of|upon)(?:,? (?:[A-Z][\w’'-]+|and|&|of|upon)){{0,5}}? (?i:{_BODY}))"
)
_LEADING_WORDS = re.compile(
    r"^(?:(?:The|A|An|Our|This|And|Of|In|By|From|For|and|of|&|Published|Produced|Prepared)\b\s*)+"
)
_CUE = r"(?:on behalf of|(?:commissioned|published|produced|issued|prepared|written) (?:by|for)|©|copyright)(?: the)? "
_MONTH = r"(?:January|February|March|April|May|June|July|August|September|October|November|December|(?:Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)\b\.?)"
_SEASON = r"(?:Spring|Summer|Autumn|Winter)"
_DATE = rf"(?:(?:\d{{1,2}}(?:st|nd|rd|th)? )?{_MONTH},? (?:19|20)\d\d|{_SEASON}(?:/{_SEASON})? (?:19|20)\d\d|\d{{1,2}}[/.]\d{{1,2}}[/.](?:19|20)\d\d|(?:19|20)\d\d-\d\d-\d\d|(?:19|20)\d\d)"
# A line that says when the document itself came out; "was published in" tells of another one.
_DATED = re.compile(
    rf"^\W*(?:(?:first |last |date )?(?:published|publication date|updated|issued|reviewed|date(?: of (?:publication|this (?:report|briefing)))?|dated)"
    rf"|page last (?:reviewed|changed|updated)|version [\d.]+,? (?:updated|dated|issued)|this (?:\w+ )?(?:report|briefing|review|newsletter|page|document|summary) (?:was|is) published)"
    rf"(?: on| in)?\s*[:\-–—]?\s*(?P<date>{_DATE})",
    re.IGNORECASE | re.MULTILINE,
)
_ENDS_WITH_DATE = re.compile(
    rf"(?:[(,–—|-]\s*|\s(?=\D)|^)(?P<date>(?:\d{{1,2}}(?:st|nd|rd|th)? )?{_DATE})\)?$", re.IGNORECASE
)
_OF_AN_EVENT = re.compile(
    r"\b(?:death|died|killed|born|between|homicide|murder|incident|injur|period|since|events|took place)", re.IGNORECASE
)
_FINAL = re.compile(r"(?:final|draft) (?:report|version)", re.IGNORECASE)
_ABOUT_ITSELF = re.compile(
    r"(?:issue|edition|version|volume|author|owner|date|published|updated|report to)\b", re.IGNORECASE
)
LONGEST_DETAIL = 100
_OF_THE_PAPER = re.compile(
    r"\b(?:this (?:is|document|briefing|report|bulletin|newsletter|page|summary)|fictional|official|draft|confidential)\b",
    re.IGNORECASE,
)
_DATE_LINE = re.compile(
    rf"(?:(?:issue|edition|version|volume|no\.?|number)\s*[\d.]+\s*[,:|\-–—]?\s*)?(?P<date>{_DATE})\.?", re.IGNORECASE
)
_DETAIL = re.compile(
    r"(?:(?:(?:report |overview )?author|owner|prepared by|written by|publisher|contact|status|audience|(?:lead |independent )?reviewer|chair|review period)s?\b[\w ]{0,20}:"
    r"|by\b|(?:produced|prepared|commissioned|published|issued) (?:by|for|on behalf)|\(?fictional|sample\b|this is a fictional)",
    re.IGNORECASE,
)
_ADULT = re.compile(
    r"safeguarding adults? reviews?|adult practice review|domestic (?:homicide|abuse[- ]related death) reviews?|\b(?:SAR|DHR|DARDR)s?\b|safeguarding adults? board",
    re.IGNORECASE,
)
_CHILD = re.compile(
    r"\b(?:child(?:ren)?|baby|babies|infant|young (?:person|people)|famil(?:y|ies)|L?CSPR|SCR)\b", re.IGNORECASE
)
_ADULT_SUBJECT = re.compile(r"(?:Adults?|Mr|Mrs|Ms) ")
_CARE_ACT = re.compile(
    r"(?:section|s\.?) ?44\b.{0,20}Care Act|Care Act 2014.{0,40}(?:section|s\.?) ?44\b", re.IGNORECASE | re.DOTALL
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
    lines = _front_blocks(loaded)
    title_lines = [line for line in lines if not (_is_detail(line) or _is_sentence(line))] or lines
    title = " – ".join(title_lines) or loaded.title or source
    in_title = subjects.in_title(title_lines, loaded.text) or subjects.in_title(lines, loaded.text)
    named = in_title or subjects.in_text(loaded.text)
    kinds = {match[0].lower(): match[0] for match in _KINDS.finditer(title)}
    date = _date([*lines, *_running(loaded)], loaded.text) or _date_alone(loaded, len(lines))
    about = tuple(dict.fromkeys(case_markers(loaded).values())) or named
    population = _population([title, *lines], about, loaded.text)
    return Front(
        title=title,
        body=len(lines),
        subjects=about,
        publisher=_publisher(lines, loaded),
        kind_titled=", ".join(kinds.values()) or None,
        kind_stated=_kind_stated(loaded.text, population),
        date=date,
        year=int(years[-1]) if date and (years := re.findall(r"(?:19|20)\d\d", date)) else None,
        population=population,
    )


def _is_sentence(line: str) -> bool:
    return line[-1:] in {".", "!"}


def _stands_above(loaded: Loaded, number: int) -> bool:
    """Return whether a line says something of the document before its title, which is a heading by its look."""
    block = loaded.blocks[number]
    kinds = [b.kind for b in loaded.blocks[: number + TITLE_WITHIN]]
    alone = number < TITLE_WITHIN and BlockKind.HEADING not in kinds[:number] and block.kind is BlockKind.PARAGRAPH
    short = block.end - block.start <= LONGEST_TITLE_LINE
    return alone and short and BlockKind.HEADING in kinds and bool(_OF_THE_PAPER.search(_line(loaded, number)))


def _front_blocks(loaded: Loaded) -> list[str]:
    """Return the lines of the title block, one a block: short ones before the first section, case or paragraph."""
    lines: list[str] = []
    markers = case_markers(loaded)
    front = [_line(loaded, n) for n in range(min(MOST_FRONT_LINES, len(loaded.blocks)))]
    for number, line in enumerate(front):
        block = loaded.blocks[number]
        if block.kind not in {BlockKind.HEADING, BlockKind.PARAGRAPH, BlockKind.RUNNING} or number in markers:
            break
        following = [] if number + 1 in markers else front[number + 1 : number + 3]
        titled = [before for before in lines if not (_is_sentence(before) or _is_date(before))]
        if block.kind is not BlockKind.RUNNING and not (
            _is_front(line, titled, loaded.text)
            or (not titled and (_is_top(loaded, number) or _stands_above(loaded, number)))
            or (number < TITLE_WITHIN and _ranks_highest(loaded, number))
            or (number + 1 < min(TITLE_WITHIN, len(front)) and _is_short(line) and _ranks_highest(loaded, number + 1))
            or _leads_on(line, titled, following, loaded.text)
        ):
            break
        lines.append(line)
    return lines


def _line(loaded: Loaded, number: int) -> str:
    block = loaded.blocks[number]
    return " ".join(loaded.text[block.start : block.end].split())


def _is_front(line: str, before: list[str], text: str) -> bool:
    """Return whether a line still belongs to the title block."""
    section = headings.classify(line) and (before or not _KINDS.search(line))
    if not _is_short(line) or section:
        return False
    return not before or _belongs_to_title(line, text)


def _is_short(line: str) -> bool:
    stopped = line[-1] in ".!?;," and not _is_date(line)
    return len(line) <= LONGEST_TITLE_LINE and not stopped and not headings.numbered(line)


def _is_top(loaded: Loaded, number: int) -> bool:
    """Return whether the first line is the title though it reads as a section's: it names a subject or ranks highest."""
    line = _line(loaded, number)
    return _is_short(line) and (_ranks_highest(loaded, number) or bool(subjects.in_title([line], loaded.text)))


def _ranks_highest(loaded: Loaded, number: int) -> bool:
    """Return whether a line is a heading above all others in rank, as a title is below the name of its publisher."""
    block = loaded.blocks[number]
    levels = [b.level for n, b in enumerate(loaded.blocks) if b.kind is BlockKind.HEADING and n != number]
    return block.kind is BlockKind.HEADING and bool(levels) and block.level < min(levels)


def _leads_on(line: str, before: list[str], following: list[str], text: str) -> bool:
    """Return whether a line of other words stands within the title block: a line of that block follows soon."""
    if not _is_short(line) or (headings.classify(line) and before and not _KINDS.search(line)):
        return False
    for after in following:
        if not _is_short(after) or (headings.classify(after) and not _KINDS.search(after)):
            return False
        if _PUBLISHER.search(after) or _is_detail(after):
            return True
    return False


def _belongs_to_title(line: str, text: str) -> bool:
    return bool(_KINDS.search(line) or _PUBLISHER.search(line) or subjects.in_title([line], text) or _is_detail(line))


def _is_detail(line: str) -> bool:
    publisher = _PUBLISHER.search(line)
    alone = publisher is not None and len(re.sub(rf"{_DATE}|\W", "", line.replace(publisher[0], ""))) < 8
    dated = _dated(line)
    about_itself = _ABOUT_ITSELF.match(line) or (_DETAIL.match(line) and not _KINDS.search(line))
    return bool(alone or (len(line) <= LONGEST_DETAIL and (about_itself or (dated and not _names_itself(line)))))


def _names_itself(line: str) -> bool:
    """Return whether a dated line is the title and not a detail below it."""
    return bool(
        _KINDS.search(line) and len(line.split()) > 3 and not _PUBLISHER.search(line) and not _FINAL.match(line)
    )


def _running(loaded: Loaded) -> list[str]:
    """Return the running headers and footers that say something of the document."""
    return [_line(loaded, n) for n, block in enumerate(loaded.blocks) if block.kind is BlockKind.RUNNING]


def _population(lines: list[str], named: tuple[str, ...], text: str) -> str:
    """Return whether it is an adults' review: by its title block, its subject or the law that it says it follows."""
    front = "\n".join(lines)
    if _ADULT.search(front):
        return "adults"
    of_a_child = _CHILD.search(front) or any(not _ADULT_SUBJECT.match(name) for name in named)
    adult = any(_ADULT_SUBJECT.match(name) for name in named) or _CARE_ACT.search(text[:REACH])
    return "adults" if adult and not of_a_child else "children"


def _publisher(lines: list[str], loaded: Loaded) -> str | None:
    """Return the board that the title names, or the file's own title, else the only one named in full."""
    cued = " \n ".join(loaded.text[m.start() : m.end() + 120] for m in re.finditer(_CUE, loaded.text, re.IGNORECASE))
    for source in ("\n".join(lines), loaded.title or "", "\n".join(_running(loaded)), loaded.text, cued):
        names = dict.fromkeys(_clean_name(match["name"]) for match in _PUBLISHER.finditer(source))
        found = [name for name in names if name and not re.fullmatch(_BODY, name, re.IGNORECASE)]
        if len(found) == 1:
            return _in_small_letters(found[0], loaded.text)
    return None


def _in_small_letters(name: str, text: str) -> str:
    """Return a name that is printed in capitals as the text writes it elsewhere, else as it is."""
    written = (m[0] for m in re.finditer(re.escape(name), text, re.IGNORECASE)) if name.isupper() else ()
    return next((found for found in written if not found.isupper()), name)


def _clean_name(name: str) -> str | None:
    name = _LEADING_WORDS.sub("", " ".join(name.split()))
    return name if not re.match(r"Local |Safeguarding|Community Safety|Child Protection", name, re.IGNORECASE) else None


def _kind_stated(text: str, population: str) -> str | None:
    """Return the kind of review that the text says was done, where that is not denied nor another one beside it."""
    for match in _STATED.finditer(text):
        beside = population == "children" and _ADULT.search(match[0])
        if not re.search(r"\bnot\b", match[0]) and not beside:
            return match["kind"] or match["kind2"]
    return None


def _dated(line: str) -> re.Match[str] | None:
    """Return the date that a line of the title block ends with or says to be the document's own."""
    ends = None if _OF_AN_EVENT.search(line) else _ENDS_WITH_DATE.search(line)
    return _DATE_LINE.fullmatch(line) or _DATED.search(line) or ends


def _is_date(line: str) -> bool:
    """Return whether a line is nothing but a date, with a full stop or none: "March 2031.", "Published in May 2031"."""
    said = _DATED.search(line)
    return bool(_DATE_LINE.fullmatch(line)) or (said is not None and not line[said.end() :].strip(" .)"))


def _date_alone(loaded: Loaded, body: int) -> str | None:
    """Return the only date that is a line by itself, where it stands below the opening sentences and above a heading.

    Several of them are a chronology's, and one with sentences behind it tells when they happened.
    """
    lines = [_line(loaded, number) for number in range(len(loaded.blocks))]
    dates = {number: match for number, line in enumerate(lines) if (match := _DATE_LINE.fullmatch(line))}
    number = next(iter(dates), len(lines))
    above, below = lines[body:number], lines[number + 1 : number + 2]
    if len(dates) != 1 or number >= MOST_FRONT_LINES or not below or not all(_is_sentence(line) for line in above):
        return None
    said = loaded.blocks[number].kind in {BlockKind.HEADING, BlockKind.PARAGRAPH}
    return dates[number]["date"] if said and _is_short(below[0]) else None


def _date(lines: list[str], text: str) -> str | None:
    """Return the publication date as printed; dates of events are not it."""
    for line in lines:
        if match := _dated(line):
            return match["date"]
    match = _DATED.search(text)
    return match["date"] if match else _date_of_opening(text[:OPENING])


def _date_of_opening(text: str) -> str | None:
    """Return the date that a sentence of the opening lines says to be the document's own, or ends its publisher's with."""
    for line in (piece.strip() for piece in re.split(r"[.|•]\s+|\n", text)):
        match = _DATED.match(line) or (
            _dated(line) if _PUBLISHER.search(line) and len(line) <= LONGEST_TITLE_LINE else None
        )
        if match:
            return match["date"]
    return None
