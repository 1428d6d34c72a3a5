"""Which kind of section a heading opens, by its wording, and what else a line shows of being a heading."""

import re
from dataclasses import dataclass
from functools import lru_cache

from ingest.wording import WORDING
from vectorstore.sections import SectionType as S

LONGEST = 160
MOST_PARTS = 3

# What may stand before the words of a heading: a number, "Step 3:", "Appendix A –", "The", "Our five".
_BEFORE = r"(?:(?:step|part|section|box|appendix)\s*[\da-h]{1,2}\s*[:.\-–—]?\s*|(?:appendix|annex(?: [\da-h]{1,2})?)\s*[:\-–—]\s*|\d{1,2}(?:\.\d{1,2})*[.):]?\s+)?(?:the\s+|our\s+)?(?:(?:review|report|panel|board|partnership|author|reviewer|audit)s?['’]s?\s+)?(?:(?:two|three|four|five|six|seven|eight|nine|ten|twelve)\s+)?"
# What may stand behind them: "continued", "cont'd..", a colon, a question mark.
_AFTER = r"(?P<continued>\s*[,\-–—(]*\s*(?:cont(?:'|’|in)?u?e?d?|contd)\.{0,3}\)?)?\s*[:?]?\s*"
# The kind that a heading of two parts opens ("Conclusions and recommendations"): the one that is asked for first.
_FIRST_OF_TWO = (S.RECOMMENDATIONS, S.ACTIONS, S.FINDINGS, S.LEARNING, S.GOOD_PRACTICE, S.GLOSSARY)
_SPLIT = re.compile(r"\s*:\s+|\s+[-–—]\s+|\s+(?=\()")
_AND = re.compile(r"\s+(?:and|&)\s+|\s*/\s*|,\s+")

_PATTERNS = tuple(
    (kind, re.compile(rf"{_BEFORE}(?:{'|'.join(words)}){_AFTER}", re.IGNORECASE)) for kind, words in WORDING
)

_CONTENTS = re.compile(
    r"(?:table of )?contents|in this (?:issue|briefing|newsletter|edition)\s*:?|(?:on this page|what is inside|inside this issue)\s*:?",
    re.IGNORECASE,
)
_NUMBERED = re.compile(
    r"(?P<label>(?:(?:key|practice|national|local|regional|multi-agency|single[- ]agency|overview|overarching|priority|systems?|immediate|strategic|overall) ){0,2}"
    r"(?P<noun>finding|theme|learning (?:point|theme|outcome)|learning|lesson|message|practice point|(?:key )?lines? of (?:enquiry|inquiry)|kloe|terms? of reference|tor|issue|recommendation|action|consideration)"
    r"\s+(?:no\.?\s*)?(?P<number>\d{1,2}(?:\.\d{1,2}|[a-z])?|[a-h]|[ivx]{1,4}|one|two|three|four|five|six|seven|eight|nine|ten)(?:\s*\([^)\n]{2,40}\))?)(?!\w)"
    r"\s*(?P<stop>[:.\-–—)]\s*|$|\s(?=[A-Z]))(?P<rest>.*)",
    re.IGNORECASE | re.DOTALL,
)
_NOUN_SECTION = {
    "recommendation": S.RECOMMENDATIONS,
    "consideration": S.RECOMMENDATIONS,
    "action": S.ACTIONS,
} | dict.fromkeys(
    ("learning point", "learning", "lesson", "learning theme", "learning outcome", "message", "practice point"),
    S.LEARNING,
)
_ENQUIRY = re.compile(r"(?:key )?lines? of|kloe|terms? of|tor\b", re.IGNORECASE)
_NUMBER_PREFIX = re.compile(
    r"\A(?:\d{1,2}(?:\.\d{1,2})*[.):]?|[A-H][.)]|(?:step|part|section|box)\s*\d{1,2}\s*[:.\-–—]?)\s+(?=\S)",
    re.IGNORECASE,
)
_RUN_IN_DATE = re.compile(
    r"(?:published|date|dated|author|version|updated|issue|reviewed?|contact|tel|email)\b[^.]{0,20}:", re.IGNORECASE
)
MOST_WORDS_BY_LOOK = 9


@dataclass(frozen=True, slots=True)
class Numbered:
    """A label such as "Finding 3" and what stands behind it, with the offset of that in the text."""

    section: S
    label: str
    statement: str
    offset: int

    @property
    def is_enquiry(self) -> bool:
        """Return whether it is a question that the review was given: a key line of enquiry, a term of reference."""
        return _ENQUIRY.match(self.label) is not None

    @property
    def has_paragraphs(self) -> bool:
        """Return whether numbered paragraphs below it are statements of their own, as those of a theme are."""
        said = self.section is S.FINDINGS and bool(self.statement)
        return self.is_enquiry or said or "theme" in self.label.lower()


def classify(text: str) -> S | None:
    """Return the kind of section that a heading with these words opens, or None."""
    text = text.strip()
    return _kind(text) if len(text) <= LONGEST and "\n" not in text else None


@lru_cache(maxsize=4096)
def _kind(text: str) -> S | None:
    if known := next((kind for kind, pattern in _PATTERNS if pattern.fullmatch(text)), None):
        return known
    parts = [part for part in _AND.split(without_number(text).rstrip(" :?.")) if part]
    if not 2 <= len(parts) <= MOST_PARTS:
        return None
    kinds = [next((kind for kind, pattern in _PATTERNS if pattern.fullmatch(part)), None) for part in parts]
    if None in kinds:
        return None
    return next((kind for kind in _FIRST_OF_TWO if kind in kinds), kinds[0])


def classify_heading(text: str) -> S | None:
    """Return the kind that a line opens which is known to be a heading: also one of its parts may say it.

    "What we found: before the birth" and "Part 2 – The findings" open findings.
    """
    parts = _SPLIT.split(text.strip(), maxsplit=1)
    kinds = (classify(part) for part in (text, parts[0], parts[-1]) if part)
    return next((kind for kind in kinds if kind), None)


def classify_about(text: str, subject: str) -> S | None:
    """Return the kind that a heading opens which calls the subject by name ("About Wren", "Child Z's story")."""
    names = "|".join(re.escape(name) for name in (subject, subject.split()[-1]))
    general = re.sub(rf"(?<!\w)(?:{names})(?!\w)", "the child", text)
    return classify_heading(general) if general != text else None


def is_continuation(text: str) -> bool:
    """Return whether the heading says that it continues an earlier one."""
    return any(m["continued"] for _, pattern in _PATTERNS if (m := pattern.fullmatch(text.strip())))


def is_contents(text: str) -> bool:
    """Return whether the heading opens a list of contents."""
    return _CONTENTS.fullmatch(text.strip()) is not None


def numbered(text: str) -> Numbered | None:
    """Return the label of a numbered finding, theme, learning point, recommendation or action, and its statement."""
    match = _NUMBERED.fullmatch(text.strip())
    if not match or (match["rest"] and not match["stop"].strip() and not match["rest"][:1].isupper()):
        return None
    section = _NOUN_SECTION.get(match["noun"].lower(), S.FINDINGS)
    return Numbered(section, match["label"].strip(), match["rest"].strip(), match.start("rest"))


def without_number(text: str) -> str:
    """Return a heading without the number in front of it."""
    return _NUMBER_PREFIX.sub("", text.strip(), count=1)


def depth(text: str) -> int:
    """Return how deep a numbered heading lies ("2.1" is 2), 0 without a number."""
    match = re.match(r"(\d{1,2}(?:\.\d{1,2})*)[.):]?\s", text.strip() + " ")
    return match[1].count(".") + 1 if match else 0


def number(text: str) -> int | None:
    """Return the number of a heading that is numbered 1, 2, 3 …, None for any other."""
    match = re.match(r"(\d{1,2})[.):]?\s", text.strip())
    return int(match[1]) if match else None


def looks_like_heading(text: str) -> bool:
    """Return whether an isolated line of unknown wording reads as a heading: short, capitalised, no final stop."""
    words = text.split()
    if not 1 <= len(words) <= MOST_WORDS_BY_LOOK or "\n" in text or text[-1] in ".;,!:" or "http" in text:
        return False
    return (text[0].isupper() or text[0].isdigit()) and any(c.isalpha() for c in text) and not _RUN_IN_DATE.match(text)
