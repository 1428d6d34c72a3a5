"""What words take up of a review's name: an answer that does can be guessed by whoever never read the review.

“Baby T6” and a statement on feeds go together before anything is known of the review.
"""

import re

from assistant.quizzes.whom import told_of
from vectorstore.word_forms import one_form

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
    people = {whom.value for whom in told_of(name) & told_of(words)}
    own = {_form(word) for word in _WORD.findall(name.lower()) if word not in _COMMON}
    return frozenset(people | (own & {_form(word) for word in _WORD.findall(words.lower())}))


def _form(word: str) -> str:
    return one_form(word).removesuffix("s")
