"""What the words above a column of a table say of its cells: which statements they hold, or what they tell of them."""

import re
from collections.abc import Mapping, Sequence
from enum import Enum

from ingest import headings
from ingest.hints import kind_by_hint
from vectorstore.sections import SectionType as S

STATING = frozenset({S.FINDINGS, S.LEARNING, S.GOOD_PRACTICE, S.RECOMMENDATIONS, S.ACTIONS})
SINCE = frozenset({S.PROGRESS, S.IMPACT_EVIDENCE})
LONGEST, LONGEST_HINT = 8, 5

_HINTED = frozenset({S.FINDINGS, S.SAFEGUARDING_CONCERNS})
_OF_A_COLUMN = frozenset({*STATING, *SINCE, S.OUTCOME, S.SAFEGUARDING_CONCERNS})


class Detail(Enum):
    """What a column says about the recommendation or action of its row."""

    LEAD = "who does it"
    OTHER = "when it is due, what would show success: no statement of its own"


_LEAD = re.compile(
    r"(?:named |action |responsible |accountable |lead(?:ing)? )?(?:lead|leads|owners?|agency|agencies|organisations?|officers?|persons?|partners?|professionals?|body|bod(?:y|ies)|partnership|service)(?: (?:responsible|lead|agency|officer|person|name))?"
    r"|(?:by )?who(?:m)?(?: is (?:responsible|leading))?|responsib(?:le|ility)(?: (?:of|for [^.]{3,20}|[a-z]+))?|accountab(?:le|ility)|(?:for|to|of|from) whom|addressed to|assigned to|sro|addressees?",
    re.IGNORECASE,
)
_OTHER = re.compile(
    r"by|(?:by )?when|(?:target |completion |due |start |end |review )*(?:dates?|deadlines?)(?: (?:due|of [a-z]+|for [a-z]+|completed|set))?|time ?(?:scale|frame|line)s?|due|completed? by|year|priority|ref(?:erence)?|no|number|scope|level|resources?|costs?|budget|risks?"
    r"|(?:expected|intended|desired|planned|proposed|anticipated|required) (?:outcomes?|impact|results?|benefits?|evidence|difference)|outcomes? (?:sought|expected|wanted|required)|(?:key )?(?:success|performance) (?:measures?|criteria|indicators?)|measures?(?: of (?:success|impact))?|kpis?|milestones?"
    r"|how (?:will|would|do) (?:we|you|it) [^.]{3,60}|how (?:we|you|it)(?: will|['’]ll) [^.]{3,60}|how (?:success|impact|this|it) will [^.]{3,40}|what (?:will )?(?:success|good) (?:will )?looks? like|evidence (?:required|needed|to be [^.]{3,30})|monitoring(?: arrangements)?|source",
    re.IGNORECASE,
)
_STATUS = re.compile(
    r"b?rag(?: (?:rating|status))?|where (?:we|things) are(?: now)?|status|rating|updates?(?: .{2,30})?|(?:current )?position(?: statement)?|complete[d?]?|comments?|notes?|progress.*|evidence(?: of (?:completion|progress))?|[a-z]+ (?:19|20)\d\d update",
    re.IGNORECASE,
)
_NOUN = re.compile(r"(?:[a-z-]+ ){0,2}(?:recommendation|action)s?\b", re.IGNORECASE)
_PARTS = re.compile(r"\s*[/,&+]\s*|\s+and\s+", re.IGNORECASE)
# Short words that stand over a column, and as a heading would say less.
_IN_A_COLUMN = (
    (
        S.SAFEGUARDING_CONCERNS,
        r"(?:nature of |their |our |agency )?involvement(?: with .{3,30})?|what (?:was known|(?:they|it|she|he) (?:did not |didn['’]t |had )?(?:knew|saw|know|see|seen|known|did))(?: (?:about|at|before|by|of) .{3,30})?",
    ),
    (
        S.FINDINGS,
        r"(?:key )?(?:issue|problem|gap|barrier|concern|observation|weakness|area for (?:improvement|development))s?|what (?:it|this) (?:meant|means)(?: for .{3,40})?",
    ),
)
_NAMES_ROWS = re.compile(
    r"(?:theme|topic|area|subject|name|who|professional|role|service|setting|year|period|question|standard|domain|step)s?|key line of enquiry|kloe",
    re.IGNORECASE,
)


def kind_of_column(name: str | None) -> S | Detail | None:
    """Return the kind of statement that a column holds, or what it says about its row's."""
    words = re.sub(r"\s*\([^)]*\)", "", name or "").strip(" :?.")
    if not words:
        return None
    if (kind := _kind(words)) is not None:
        return kind
    parts = [_kind(part) for part in _PARTS.split(words) if part]
    return next((kind for kind in parts if kind is not None), None) if len(parts) > 1 else None


def _kind(words: str) -> S | Detail | None:
    if _LEAD.fullmatch(words):
        return Detail.LEAD
    if _OTHER.fullmatch(words):
        return Detail.OTHER
    if _STATUS.fullmatch(words):
        return S.PROGRESS
    if known := next((kind for kind, pattern in _IN_A_COLUMN if re.fullmatch(pattern, words, re.IGNORECASE)), None):
        return known
    if match := _NOUN.match(words):
        return S.ACTIONS if match[0].lower().endswith(("action", "actions")) else S.RECOMMENDATIONS
    named = headings.classify(words)
    hinted = kind_by_hint(words) if named is None and len(words.split()) <= LONGEST_HINT else None
    return named if named in _OF_A_COLUMN else hinted if hinted in _HINTED else None


def kinds_of(names: Mapping[int, str]) -> dict[int, S | Detail | None]:
    """Return what each column of a table holds; "What" is told by the columns beside it, as in "so what"."""
    kinds = {column: kind_of_column(name) for column, name in names.items()}
    bare = {column: name.strip(" :?.").lower() for column, name in names.items()}
    asks = "so what" in bare.values()
    what = S.FINDINGS if asks else S.ACTIONS if Detail.LEAD in kinds.values() else None
    kinds |= {column: what for column, name in bare.items() if name == "what" and what}
    return kinds | {column: S.FINDINGS for column, name in bare.items() if name == "so what"}


def are_headers(cells: Sequence[str]) -> bool:
    """Return whether every cell of a first row is the name of a column, as plans and tables of agencies have them."""
    named = [cell.strip() for cell in cells]
    known = [bool(_NAMES_ROWS.fullmatch(name.strip(" :?."))) or kind_of_column(name) is not None for name in named]
    return len(named) > 1 and all(known) and all(len(name.split()) <= LONGEST for name in named)
