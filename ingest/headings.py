"""Which kind of section a heading opens, by its wording. One row a kind; the first that matches wins."""

import re
from dataclasses import dataclass

from vectorstore.sections import SectionType as S

LONGEST = 160

# What may stand before the words of a heading: a number, "Step 3:", "Appendix A –", "The".
_BEFORE = r"(?:(?:step|part|section|box|appendix)\s*[\da-h]{1,2}\s*[:.\-–—]?\s*|\d{1,2}(?:\.\d{1,2})*[.):]?\s+)?(?:the\s+|our\s+)?"
# What may stand behind them: "continued", "cont'd..", a colon, a question mark.
_AFTER = r"(?P<continued>\s*[,\-–—(]*\s*(?:cont(?:'|’|in)?u?e?d?|contd)\.{0,3}\)?)?\s*[:?]?\s*"
_CASE = r"(?:case|review|incident|child|family|young person|adult)"
_THIS = r"(?:this|the|our|each)"

_WORDING: tuple[tuple[S, str], ...] = (
    (
        S.IMPACT_EVIDENCE,
        rf"good practice and evidence as a result of {_THIS} [^.?!]{{3,60}}|evidence of (?:impact|change|improvement)s?"
        r"|what (?:has changed|difference (?:has|did|have) (?:this|it|we) ma[dk]e|difference (?:this|it|that|we)(?: has| have)? made)(?: since[^.?!]{0,30})?"
        r"|(?:what|how) (?:have|has) (?:we|practice|things|services) changed[^.?!]{0,30}"
        r"|impact(?: and evidence| so far| of [^.?!]{3,40})?|difference made|assurance|changes? (?:made )?since [^.?!]{3,40}",
    ),
    (
        S.INTRODUCTION,
        rf"introduction(?: and background)?|overview|why (?:this|the) (?:briefing|review|report|newsletter)|about {_THIS} (?:briefing|review|report|newsletter|document|summary)"
        rf"|purpose(?: of {_THIS} (?:report|briefing|review|newsletter|document))?|foreword|preface|executive summary"
        r"|why (?:are |have )?(?:we|i|you)(?: are)? (?:producing|produced|reading|writing|written|sharing) [^.?!]{3,40}|why we are (?:reporting|writing)|welcome",
    ),
    (
        S.STRATEGIC_CONTEXT,
        r"strategic (?:approach|response|context)|local context|national context|context|policy context|legal context",
    ),
    (
        S.CASE_STUDY,
        r"case (?:study|studies|example|vignette)s?(?:\s*[\da-h]{1,2})?(?:\s*[:\-–—].{0,80})?|practice example|vignette",
    ),
    (
        S.OUTCOME,
        rf"outcomes?(?: for {_THIS} [^.?!]{{3,30}}| for (?:children|families))?|what happened (?:next|since|afterwards)|what happened in the end",
    ),
    (
        S.INCIDENT,
        r"(?:(?:critical|serious|significant|index|key|fatal)\s+)?(?:incident|trigger (?:event|incident))|what happened(?: to [^.?!]{2,30})?"
        r"|(?:reason|trigger) for (?:the |this )?review|circumstances (?:of|surrounding) the (?:death|incident|injur(?:y|ies)).{0,20}",
    ),
    (
        S.BACKGROUND,
        rf"background(?: information| and context| (?:to|of) {_THIS} {_CASE}[^.?!]{{0,30}})?|{_CASE} (?:summary|background|history|composition|context|details)"
        rf"|who (?:was|is|were|are) [^.?!]{{1,40}}|circumstances(?: leading to {_THIS} [^.?!]{{3,30}})?|(?:brief )?facts(?: of the case)?"
        rf"|(?:brief |short )?(?:summary|outline) of (?:the )?(?:case|events|facts|circumstances)|about (?:the )?(?:child|family|case|adult).{{0,20}}"
        r"|pen (?:picture|portrait)s?(?: of [^.?!]{2,30})?|(?:the )?(?:child|family)(?:'s|’s)? story|facts",
    ),
    (
        S.SAFEGUARDING_CONCERNS,
        r"safeguarding concerns?|concerns|known (?:risks|concerns)|what (?:was|were) (?:already )?known[^.?!]{0,40}"
        r"|(?:overview (?:of )?|summary of )?agency involvement|(?:summary )?chronology(?: of (?:key )?events)?"
        r"|key (?:practice )?(?:episodes|events)|timeline|involvement of (?:agencies|services|professionals)",
    ),
    (
        S.REVIEW_PROCESS,
        r"(?:the )?review(?: process| method(?:ology)?| panel| team)?|method(?:ology)?(?: and scope)?|approach(?: and methodology)?|process"
        r"|how (?:was )?(?:the|this) review (?:was )?(?:done|carried out|conducted|undertaken)|how we (?:reviewed (?:it|this|the case)|did (?:it|the review))|terms of reference|scope(?: of (?:the|this) review)?"
        r"|decision to (?:undertake|hold|commission) [^.?!]{1,60}|parallel (?:processes|reviews|investigations|proceedings)"
        r"|(?:the )?(?:family|practitioner|professional)(?:'s|’s)? (?:involvement|contribution|engagement|participation).{0,40}"
        r"|(?:involvement|contribution|engagement) (?:of|from|with) (?:the |practitioners|family|parents).{0,40}|why (?:was )?(?:the|a) review [^.?!]{3,50}"
        r"|decision and rationale|statement (?:by|of) (?:the )?(?:independent )?reviewers?(?: [^.?!]{0,40})?|confidentiality|timescales?|panel membership|contributors(?: to the review)?|dissemination|equality and diversity",
    ),
    (
        S.GOOD_PRACTICE,
        r"(?:examples? of |areas of )?(?:good|effective|positive|notable) practice(?: examples?| identified| in (?:the|this) case)?"
        r"|what (?:was |is |has been |did we )?(?:worked|went|works|working|going|done|do) well|strengths|what helped|good practice points",
    ),
    (
        S.RECOMMENDATIONS,
        r"(?:(?:key|multi-agency|overview|single[- ]agency|national|local|summary of|final) )*(?:actions?\s*(?:and|&|/)\s*)?recommendations?"
        r"(?: (?:for|to|from|arising|made|of) (?:(?! [-–—] )[^.;:]){2,60})?|recommendations?\s*(?:and|&|/)\s*(?:key )?(?:actions?|next steps|action plan)"
        r"|(?:considerations|challenges) for the (?:board|partnership)|what (?:the review|we) recommend(?:s|ed)?",
    ),
    (
        S.ACTIONS,
        r"(?:key |agreed |required |next |immediate |single[- ]agency |multi-agency )?(?:actions?|next steps|action plan)(?: (?:taken forward|required|agreed|from [^.?!]{3,40}))?"
        r"|improving (?:systems|practice|systems and practice)"
        r"|what (?:happens|comes) next|what we (?:want|would like|need) to (?:change|see)(?: next)?"
        r"|what (?:needs to|will|must|should) (?:happen|change)(?: next| now)?|what (?:we are|the board is|the partnership is) (?:going to do|doing)(?: next| about it)?",
    ),
    (
        S.LEARNING,
        r"(?:summary of (?:the )?)?(?:the )?(?:(?:key|main|practice|identified|emerging|immediate|multi-agency|wider|overall) )*(?:learning|lessons)"
        r"(?: (?:points?|themes?|messages?|summary|opportunities))?(?:\s*(?:and|&)\s*good practice(?: examples?)?)?"
        r"(?: (?:learn(?:ed|t)|identified|for (?:practice|practitioners|professionals|agencies)|from (?:the|this|these) (?:reviews?|cases?)|to be learn(?:ed|t)))?"
        r"|key (?:practice )?(?:messages?|points)(?: for (?:practice|practitioners))?|practice points|take[- ]?away(?: message)?s?"
        r"|what (?:can |did |have )?(?:we|i|practitioners) (?:have |can |to )?learn(?:ed|t)?(?: (?:from|about) [^.?!]{3,40})?|priorities for learning(?: and change)?"
        r"|implications for practice|messages for practice|(?:practice|organisational|practice and organisational|agency) learning"
        r"|what (?:this|it) means for (?:practice|practitioners|professionals|you|me|us|your (?:team|practice))"
        r"|what (?:do|does|should) (?:this|it|i|you|we|practitioners|professionals) (?:mean|need to know|know)(?: for (?:me|you|my practice|practice))?"
        r"|what (?:to do|you (?:can|need to|should) do|(?:should|can|must|do) (?:i|you|we|practitioners) (?:need to )?do)(?: now| next| differently| this week| today)?",
    ),
    (
        S.FINDINGS,
        r"(?:(?:key |main |summary of |overall |review |multi-agency |response to (?:the )?)*(?:the )?findings?(?:\s*(?:/|and|&)\s*(?:themes?|analysis|learning))?(?: of (?:the|this) review)?)"
        r"|(?:key |main |emerging |practice |common |cross-cutting )*(?:issues|themes)(?: and (?:themes|findings))?(?: (?:arising )?(?:from|across|in) [^.?!]{3,40})?"
        r"|(?:critical |thematic |practice )?analysis(?: of (?:practice|themes|key [^.?!]{3,30}))?(?: by theme)?|key lines of enquiry(?: \([^.?!]{2,8}\))?"
        r"|what (?:did )?(?:we|the review|reviewers?) f(?:ou|i)nd(?: out)?|what went wrong|what (?:could have been|was not) done (?:better|well)|why (?:does )?(?:it|this) matters?"
        r"|areas for (?:improvement|development)|missed opportunities|what hindered",
    ),
    (
        S.PROGRESS,
        r"progress(?: (?:to date|update|made|report|since [^.?!]{3,40}|against [^.?!]{3,40}|on [^.?!]{3,40}))?|actions? (?:taken(?: (?:to date|so far|since [^.?!]{3,40}))?|since [^.?!]{3,40})"
        r"|what (?:we have|has been|have we|has been) (?:already )?done(?: so far| since[^.?!]{0,30})?|response(?: to (?:the )?(?:findings|recommendations|review))?"
        r"|what (?:we|the (?:board|partnership|agencies)|agencies|partners) (?:did|have done)(?: about it| next| so far)?"
        r"|(?:board|partnership|agency|single[- ]agency)(?:'s|’s)? response|update since [^.?!]{3,40}|what (?:is|has) happen(?:ing|ed) (?:as a result|since)",
    ),
    (
        S.QUESTIONS,
        r"(?:(?:reflective|discussion|key|team|practice|supervision) )*questions?(?: (?:to (?:consider|ask|discuss)|for (?:the (?:board|partnership)|reflection|discussion|your team|teams|you|supervision|practitioners).{0,30}))?"
        r"|points for (?:reflection|discussion)|(?:time (?:for|to) )?reflect(?:ion|ions|ive practice)?|(?:things|points) to (?:consider|think about|discuss)|food for thought"
        r"|think about|talk about it|for your (?:team|supervision)|for (?:discussion|reflection)(?: in (?:your )?(?:team|supervision).{0,20})?",
    ),
    (
        S.CONCLUSION,
        r"conclusions?|concluding (?:remarks|comments|thoughts)|summary(?: and conclusions?)?|final (?:remarks|comments|thoughts)|in summary",
    ),
    (
        S.GLOSSARY,
        r"glossary(?: of terms)?(?: and abbreviations)?|abbreviations|acronyms(?: used)?|list of (?:acronyms|abbreviations)",
    ),
    (
        S.RESOURCES,
        r"(?:further |useful |more |additional |other )?(?:information|resources|links|reading|guidance|support|contacts|training)(?: (?:and|&) (?:resources|support|links|guidance|reading|training))?"
        r"|references|bibliography|where (?:to (?:find|get)|can i (?:find|get)) [^.?!]{3,40}|(?:find out|want to know|read) more(?: about [^.?!]{3,30})?|appendi(?:x|ces)(?: [\da-z])?(?:\s*[:\-–—].{0,80})?|contact(?: us| details)?",
    ),
)
_PATTERNS = tuple((kind, re.compile(rf"{_BEFORE}(?:{words}){_AFTER}", re.IGNORECASE)) for kind, words in _WORDING)

_CONTENTS = re.compile(r"(?:table of )?contents|in this (?:issue|briefing|newsletter|edition)\s*:?", re.IGNORECASE)
_NUMBERED = re.compile(
    r"(?P<label>(?:key |practice )?(?P<noun>finding|theme|learning point|learning|lesson|key line of enquiry|kloe|issue|recommendation|action|learning theme)"
    r"\s+(?:no\.?\s*)?(?P<number>\d{1,2}[a-z]?|[a-h]|[ivx]{1,4}|one|two|three|four|five|six|seven|eight|nine|ten)(?:\s*\([^)\n]{2,40}\))?)(?!\w)"
    r"\s*(?P<stop>[:.\-–—)]\s*|$|\s(?=[A-Z]))(?P<rest>.*)",
    re.IGNORECASE | re.DOTALL,
)
_NOUN_SECTION = {"recommendation": S.RECOMMENDATIONS, "action": S.ACTIONS} | dict.fromkeys(
    ("learning point", "learning", "lesson", "learning theme"), S.LEARNING
)
_NUMBER_PREFIX = re.compile(
    r"(?:\d{1,2}(?:\.\d{1,2})*[.):]?|[A-H][.)]|(?:step|part|section|box)\s*\d{1,2}\s*[:.\-–—]?)\s+(?=\S)", re.IGNORECASE
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


def classify(text: str) -> S | None:
    """Return the kind of section that a heading with these words opens, or None."""
    text = text.strip()
    if len(text) > LONGEST or "\n" in text:
        return None
    return next((kind for kind, pattern in _PATTERNS if pattern.fullmatch(text)), None)


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


def looks_like_heading(text: str) -> bool:
    """Return whether an isolated line of unknown wording reads as a heading: short, capitalised, no final stop."""
    words = text.split()
    if not 1 <= len(words) <= MOST_WORDS_BY_LOOK or "\n" in text or text[-1] in ".;,!:" or "http" in text:
        return False
    return (text[0].isupper() or text[0].isdigit()) and any(c.isalpha() for c in text) and not _RUN_IN_DATE.match(text)
