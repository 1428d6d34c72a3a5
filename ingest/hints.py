"""What a heading tells of its kind whose wording is not known as a whole: by single words, the surest first.

Only for headings that stand in no section: below one, such words are the name of a finding or a lesson.
"""

import re

from ingest import headings
from vectorstore.sections import SectionType as S

LONGEST = 10

_HINTS: tuple[tuple[S, tuple[str, ...]], ...] = (
    (
        S.QUESTIONS,
        (
            r"questions?\b.*\b(?:team|discuss\w*|talk|think|reflect\w*|consider|supervision|you|yourself|managers?|practice)",
            r"to (?:talk|think) about|for discussion",
        ),
    ),
    (
        S.RECOMMENDATIONS,
        (
            r"recommend\w*|(?:our|the|\w+['’]s) asks?|(?:ask|asks|asking) (?:of|for)|proposals?",
            r"call(?:s|ing) (?:for|on)|^we (?:ask|recommend|propose)",
        ),
    ),
    (
        S.ACTIONS,
        (
            r"action plan|next steps?|going forward|what (?:we|they|agencies|partners|services) (?:will|plan)",
            r"(?:we|you|they|everyone|agencies|partners|services|teams?) (?:all )?(?:must|should|need to)",
            r"^for (?:every|all|each)\b|(?:must|needs? to) (?:now )?(?:change|happen)|commitments?|pledges?",
        ),
    ),
    (
        S.GOOD_PRACTICE,
        (
            r"^(?!.*\b(?:hinder|prevent|barrier|lack|absence|weak|not)).*\b(?:good|strong|excellent|best) practice",
            r"(?:worked|went|did|done|doing) well|strengths?|got right|good work|practice was (?:good|strong)|proud of",
        ),
    ),
    (S.IMPACT_EVIDENCE, (r"impact|difference|changed|(?:is|are) (?:already |now )?different",)),
    (S.PROGRESS, (r"progress|(?:have|has) (?:we |been )?done|so far|since then|since the (?:review|death)",)),
    (
        S.LEARNING,
        (
            r"learn(?:ing|ed|t)?|lessons?|messages?|remember|for (?:your|our|my) practice|take ?aways?",
            r"(?:we|practitioners|services) (?:now |better )?(?:know|understand|see)|insights?",
        ),
    ),
    (
        S.FINDINGS,
        (
            r"findings?|(?:we|review|reviewers?) (?:found|saw|noticed)|themes?|analysis|went wrong|barriers?",
            r"f[ae]ll short|fails?|failed|failings?|let (?:\w+ )?down|missed|gaps?",
            r"weak(?:ness(?:es)?|(?:er)? (?:points?|spots?|practice))|shortcomings|in the way",
            r"stood out|struck|surprised",
            r"hinder(?:ed|s)?|obstacles?|difficult(?:y|ies)?",
        ),
    ),
    (
        S.SAFEGUARDING_CONCERNS,
        (
            r"worr(?:y|ied|ies)|concern(?:s|ed)?|known (?:about|to)|knew|involvement|timeline|chronology",
            r"records? show(?:s|ed)?|contact with",
        ),
    ),
    (S.INCIDENT, (r"happened|death|died|injur(?:y|ies|ed)|incident|how it ended",)),
    (S.REVIEW_PROCESS, (r"(?:how|why)\b.*\breview\w*|method\w*|took part|contribut\w+",)),
    (
        S.BACKGROUND,
        (
            r"^(?:meet|introducing|getting to know)|^(?:the )?(?:family|child|children|household)|day in the life",
            r"setting the scene|circumstances|early life",
            r"(?:family|child|household|home)\b.*\b(?:life|background|circumstances|story|situation)",
        ),
    ),
    (S.INTRODUCTION, (r"^(?:in brief|at a glance)",)),
    (S.CONCLUSION, (r"last words?|conclu\w+|finally|closing",)),
    (S.RESOURCES, (r"more (?:information|help)|links|resources|reading|helplines?|tools",)),
)
_PATTERNS = tuple((kind, re.compile(rf"\b(?:{'|'.join(words)})\b", re.IGNORECASE)) for kind, words in _HINTS)


def kind_by_hint(heading: str) -> S | None:
    """Return the kind that a short heading's words hint at, None where they hint at none."""
    words = headings.without_number(heading)
    if len(words.split()) > LONGEST:
        return None
    return next((kind for kind, pattern in _PATTERNS if pattern.search(words)), None)


def kind_of_heading(heading: str) -> S | None:
    """Return the kind that a line opens which is a heading: by its wording, else by what its words hint at."""
    return headings.classify_heading(heading) or kind_by_hint(heading)
