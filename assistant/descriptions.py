"""Reviews that a question describes and does not name: "the baby in the bath case", "the newsletter's eleven year old".

A description is looked up in what each review's own passages say. It decides only where one review clearly wins.
"""

import re
from collections.abc import Mapping, Sequence
from math import log
from weakref import WeakKeyDictionary

from assistant.catalogue import Key, key_of
from vectorstore.acronyms import expand
from vectorstore.document import Document, Review
from vectorstore.index import Index
from vectorstore.keywords import tokens
from vectorstore.passage import Passage
from vectorstore.sections import SectionType

_HEAD = r"(?:case(?: review)?|review|briefing|report|newsletter|bulletin|summary|scr|lcspr|cspr|sar|dhr|family|one)"
# A name for a case ends here: "the case conference", "the review panel" and "the family history" describe no review.
_END = (
    r"(?=['’]?\s*(?:$|[?!.,;:–—-]|(?:re|about|and|on|in|for|with|what|who|which|when|where|why|how|was|were|is|did|do|does"
    r"|had|has|have|say|says|said|please|pls|any|anyone|anybody|should|or|than|that)\b))"
)
_NO_WORD_OF_IT = (
    r"(?!(?:the|a|an|this|that|these|any|each|every|which|what|who|why|how|did|does|do|was|were|is|are|be|has|had|have"
    r"|say|says|said|to|and|or|but|from|by|about|if|when|i|we|they|he|she|it|there|same|other|last|next|whole|your|our"
    r"|my)\b)"
)
_WORDS = rf"(?:{_NO_WORD_OF_IT}[\w'’-]+\s+)"
_IN_THE_CASE = rf"\b(?:the|that)\s+(?P<said>(?:{_WORDS}{{1,4}}(?:in|on|with|of) the\s+)?{_WORDS}{{1,5}}?)"
_SOMEBODY = r"(?:old|baby|boy|girl|teenager|child|twins?|toddler|family|adult)"
_WRITTEN = (
    rf"{_IN_THE_CASE}(?P<head>{_HEAD}){_END}",
    rf"^(?P<said>{_WORDS}{{1,5}}?)(?P<head>case|review|one)(?=\s*(?:$|[,:;–—?]|-\s))",
    rf"\b(?:the|that)\s+(?P<head>newsletter|briefing|report|bulletin)['’]s\s+"
    rf"(?P<said>(?:[\w-]+\s+){{0,4}}?{_SOMEBODY})\b",
    r"\b(?:the|that)\s+(?P<head>case|review|report|briefing|one)\s+(?:where|whose|with|of|about|in which)\s+"
    r"(?P<said>[^,;:?.]{4,80})",
)
_PATTERNS = tuple(re.compile(written, re.IGNORECASE) for written in _WRITTEN)
_GENERIC = frozenset(
    tokens(
        """case cases review reviews serious local child children's safeguarding practice learning briefing
        report summary family families one two three old year years aged loaded full final key main good
        best published safeguarding board partnership adult people person real actual professionals agency
        services service single individual current present own usual original previous following different
        similar open closed complex social care police health school legal court mental internal independent
        rapid domestic homicide"""
    )
)
_NUMBERS_TEXT = """
    one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen
"""
_AS_DIGITS = {word: str(number) for number, word in enumerate(_NUMBERS_TEXT.split(), 1)}
_IN_WORDS = {number: word for word, number in _AS_DIGITS.items()}
_OF_ITS_KIND = frozenset({"newsletter", "bulletin", "sar", "dhr"})
_TELLING = frozenset({SectionType.INCIDENT, SectionType.BACKGROUND})
MOST_PASSAGES = 400
IN_ITS_NAME, IN_ITS_STORY, HALF = 4.0, 2.0, 1.0
BY_ANOTHER_WORD = 0.6
LEAST, MARGIN, TIE, CLEAR_OF_A_TIE, MOST_TIED = 0.4, 1.3, 0.85, 0.6, 3

Weights = dict[Key, float]


def described(index: Index, question: str, among: Sequence[Review]) -> tuple[Review, ...]:
    """Return the review of `among` that the question describes, a few that fit equally well, or none."""
    words = _description(question)
    if not words or len(among) < 2:
        return ()
    scores = _scores(index, words, among)
    ranked = sorted(among, key=lambda review: -scores[review.document_id, review.subject])
    return _decided(ranked, [scores[r.document_id, r.subject] for r in ranked])


def _decided(ranked: Sequence[Review], scores: Sequence[float]) -> tuple[Review, ...]:
    best = scores[0]
    if best < LEAST:
        return ()
    tied = [r for r, score in zip(ranked, scores, strict=True) if score >= TIE * best]
    rest = scores[len(tied)] if len(tied) < len(scores) else 0.0
    if len(tied) == 1:
        return (ranked[0],) if best >= MARGIN * rest else ()
    together = len(tied) <= MOST_TIED or len({r.document_id for r in tied}) == 1
    return tuple(tied) if together and len(tied) < len(ranked) and rest <= CLEAR_OF_A_TIE * best else ()


def _description(question: str) -> tuple[str, ...]:
    """Return the words by which the question describes a review, numbers as digits, each once."""
    for match in (found for pattern in _PATTERNS for found in pattern.finditer(question)):
        head = match["head"].lower()
        said = re.findall(r"[^\W_]+", re.sub(r"['’]s\b", "", match["said"].lower()))
        words = [_AS_DIGITS.get(word, word) for word in [*said, *([head] if head in _OF_ITS_KIND else [])]]
        if kept := tuple(dict.fromkeys(w for w in words if not _GENERIC.issuperset(tokens(w)))):
            return kept
    return ()


def _scores(index: Index, words: Sequence[str], among: Sequence[Review]) -> Weights:
    """Return how much of the description each review shows, 0 to 1, rare words counting for more."""
    total, scores = 0.0, dict.fromkeys(((r.document_id, r.subject) for r in among), 0.0)
    for word in words:
        shown = _shown(index, word, among)
        rarity = log(1 + (len(among) - len(shown) + 0.5) / (len(shown) + 0.5))
        total += rarity
        for key, weight in shown.items():
            scores[key] += rarity * weight
    return {key: score / total for key, score in scores.items()}


def _shown(index: Index, word: str, among: Sequence[Review]) -> Weights:
    """Return how strongly each review shows a word, or less strongly what reviews print for it."""
    own = _of_words(index, f"{word} {_IN_WORDS.get(word, '')}", among)
    others = " ".join(w for w in expand(word).split() if not _GENERIC.issuperset(tokens(w)))
    by_another = _of_words(index, others, among) if others and not own else {}
    return own | {key: BY_ANOTHER_WORD * weight for key, weight in by_another.items()}


def _of_words(index: Index, words: str, among: Sequence[Review]) -> Weights:
    """Return how strongly each review shows any of the words, 0 to 1: more in its name and its story than elsewhere."""
    stems = frozenset(tokens(words))
    counts: dict[Key, float] = {}
    for hit in index.keywords(words, MOST_PASSAGES):
        if not stems_of(hit.passage).isdisjoint(stems):
            key = key_of(hit.passage)
            counts[key] = counts.get(key, 0.0) + (IN_ITS_STORY if hit.passage.section in _TELLING else 1.0)
    named = _names(index)
    found = {}
    for review in among:
        keys = {(review.document_id, review.subject), (review.document_id, None)}
        count = sum(counts.get(key, 0.0) for key in keys)
        count += IN_ITS_NAME * (not named[review.document_id].isdisjoint(stems))
        if count:
            found[review.document_id, review.subject] = count / (count + HALF)
    return found


def stems_of(passage: Passage) -> frozenset[str]:
    """Return the stems of the passage itself and its heading, without the context that its document lends it."""
    return frozenset(tokens(f"{passage.heading or ''} {passage.text}"))


_NAMES: WeakKeyDictionary[Index, Mapping[str, frozenset[str]]] = WeakKeyDictionary()


def _names(index: Index) -> Mapping[str, frozenset[str]]:
    """Return the stems of what each document is called: title, kind, publisher, file name and year."""
    made = _NAMES.get(index)
    if made is None:
        made = _NAMES[index] = {d.id: _called(d) for d in index.documents.values()}
    return made


def _called(document: Document) -> frozenset[str]:
    said = (document.title, document.kind_titled, document.kind_stated, document.publisher, document.year)
    return frozenset(tokens(" ".join(str(part) for part in said if part)))
