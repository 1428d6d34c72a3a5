"""What words take up of a review's name: an answer that does can be guessed by whoever never read the review.

“Baby T6” and a statement on feeds go together before anything is known of the review.
"""

import re

from vectorstore.word_forms import one_form

# Whom a name tells of -> how the name does, and how words do.
_PEOPLE = {
    "a baby": (
        r"\b(?:bab(?:y|ies)|infants?|unborn|newborn|first year)\b",
        r"\b(?:bab(?:y|ies)|infan\w+|unborn|newborn|births?|born|matern\w+|midwi\w+|pregnan\w+|neonat\w+|antenatal"
        r"|postnatal|perinatal|feeds?|feeding|rolling|crawl\w*|cots?|bumps?|safer? sleep\w*)\b",
    ),
    "several children": (
        r"\b(?:siblings?|twins?|children|brothers?|sisters?)\b",
        r"\b(?:siblings?|twins?|brothers?|sisters?)\b",
    ),
    "somebody nearly grown": (
        r"\b(?:young (?:person|people|adults?)|teenagers?)\b",
        r"\b(?:young (?:person|people|adults?)|teenage\w*|adolescen\w+|care leavers?|leaving care|pathway plans?"
        r"|personal advis[eo]rs?)\b",
    ),
}
_WORD = re.compile(r"[a-z]{4,}")
# What names of reviews and documents are made of tells nothing of one.
_COMMON = frozenset(
    {
        "action",
        "adult",
        "adults",
        "agencies",
        "agency",
        "analysis",
        "baby",
        "board",
        "briefing",
        "case",
        "cases",
        "child",
        "children",
        "family",
        "findings",
        "group",
        "learning",
        "local",
        "minute",
        "multi",
        "newsletter",
        "partnership",
        "people",
        "person",
        "plan",
        "practice",
        "progress",
        "published",
        "recent",
        "recently",
        "report",
        "review",
        "reviews",
        "safeguarding",
        "serious",
        "sibling",
        "siblings",
        "slides",
        "summary",
        "team",
        "thematic",
        "what",
        "with",
        "young",
        "from",
        "have",
        "said",
        "that",
        "their",
        "this",
        "would",
    }
)


def hints(name: str, words: str) -> frozenset[str]:
    """Return what words take up of the name of a review: whom it tells of, and words of its own."""
    name, words = name.lower(), words.lower()
    people = {who for who, (named, told) in _PEOPLE.items() if re.search(named, name) and re.search(told, words)}
    own = {_form(word) for word in _WORD.findall(name) if word not in _COMMON}
    return frozenset(people | (own & {_form(word) for word in _WORD.findall(words)}))


def _form(word: str) -> str:
    return one_form(word).removesuffix("s")
