"""Whether a sentence that a model wrote says what its quotes say: the check that no prompt can replace.

Every quote has to stand in its passage, and every number, date, name and negation of the sentence in its quotes, as has
every other word that carries meaning, in their order: the sentence is its quotes, shortened.
What fails is dropped, never repaired.
"""

import re
import unicodedata
from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby

from assistant.answer import Citation
from vectorstore.keywords import STOP_WORDS, tokens
from vectorstore.sentences import sentence_spans

FEWEST_WORDS = 3
LONGEST_SENTENCE = 400
NEAR = 4

_WORD = re.compile(r"\d+(?:[.,/:]\d+)*|[^\W\d_]+(?:['-][^\W_]+)*|[%£€$]|[.;:,!?]")
_MARKS = re.compile(r"[\[\]<>{}|\\`*_#]|https?:|www\.|@|\n", re.IGNORECASE)
_FOLDED = str.maketrans("‘’‛“”„–—‐‑−", "'''\"\"\"-----")
_BREAKS = frozenset(".;:,!?")
NEGATION = re.compile(
    r"not?|never|nobody|none|nothing|nowhere|neither|nor|without|cannot|unable|\w+n't|fail(?:ed|s|ing|ure|ures)?"
    r"|lack(?:ed|s|ing)?|hardly|rarely|seldom|barely"
)
# What ought to be or may have been is no report of what was.
_MODAL = re.compile(r"should|must|ought|will|would|could|can|may|might|shall|needs?|possibly|perhaps|alleged(?:ly)?")
# What may be said of a quote in words that are not its own.
_REPORTING = frozenset(tokens("review found said states reported because"))
_OPPOSITE = ("un", "in", "im", "ir", "il", "dis", "non", "mis")
_UNITS = """zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen
seventeen eighteen nineteen twenty"""
_TENS = "thirty forty fifty sixty seventy eighty ninety"
_DIGITS = {word: str(number) for number, word in enumerate(_UNITS.split())} | {
    word: str(ten * 10) for ten, word in enumerate(_TENS.split(), 3)
}
_AMOUNT_WORDS = """hundred thousand million first second third fourth fifth once twice half dozen quarter all every most
many few several some always often sometimes daily weekly monthly yearly"""
_DATE_WORDS = """january february march april june july august september october november december monday tuesday
wednesday thursday friday saturday sunday spring summer autumn winter"""
_AMOUNTS, _DATES = frozenset(_AMOUNT_WORDS.split()), frozenset(_DATE_WORDS.split())


@dataclass(frozen=True, slots=True)
class Support:
    """What a sentence says that it relies on: a passage by its number, and its words."""

    number: int
    quote: str


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence of a model that passed the check, and the numbers of the citations that it rests on."""

    text: str
    numbers: tuple[int, ...]


def grounded(text: str, supports: Iterable[Support], citations: Mapping[int, Citation]) -> Sentence | None:
    """Return the sentence with the citations that it rests on, None where it says anything that they do not.

    Unknown numbers are dropped; a quote that is not in its passage, or two reviews in one sentence, drop the sentence.
    """
    known = [support for support in supports if support.number in citations]
    cited = [citations[support.number] for support in known]
    if not known or not _is_one_plain_sentence(text) or len({(c.document_id, c.review, c.section) for c in cited}) != 1:
        return None
    if not all(_stands_in(s.quote, c.quote) for s, c in zip(known, cited, strict=True)):
        return None
    quotes = [folded(support.quote) for support in known]
    around = [_sentences_of(s.quote, c.quote) for s, c in zip(known, cited, strict=True)]
    if not _says_the_same(folded(text), quotes, around, cited[0]):
        return None
    return Sentence(" ".join(text.split()), tuple(sorted({support.number for support in known})))


def folded(text: str) -> str:
    """Return the text with one kind of space, dash and quotation mark: what printers choose, not authors."""
    return " ".join(unicodedata.normalize("NFKC", text).translate(_FOLDED).split())


def _is_one_plain_sentence(text: str) -> bool:
    return 0 < len(text.strip()) <= LONGEST_SENTENCE and not _MARKS.search(text.strip()) and text.isprintable()


def _stands_in(quote: str, passage: str) -> bool:
    """Return whether the quote stands in the passage as whole words, and is no snippet that could mean anything."""
    words = folded(quote)
    if len(words.split()) < FEWEST_WORDS and words != folded(passage):
        return False
    return re.search(rf"(?<!\w){re.escape(words)}(?!\w)", folded(passage)) is not None


def _sentences_of(quote: str, passage: str) -> str:
    """Return the sentences of the passage that the quote is taken from, so that a "not" cannot be cut off."""
    whole, words = folded(passage), folded(quote)
    begins = whole.find(words)
    ends = begins + len(words)
    return " ".join(whole[s:e] for s, e in sentence_spans(whole) if s < ends and begins < e)


def _says_the_same(text: str, quotes: Sequence[str], around: Sequence[str], cited: Citation) -> bool:
    said, quoted = words_of(text), words_of(" . ".join(quotes))
    label = words_of(" . ".join(filter(None, (cited.review, cited.title, cited.publisher, cited.item))))
    whole = words_of(" . ".join(around))
    return (
        amounts(said) <= amounts(quoted)
        and counts_alike(said, quoted)
        and _names(said) <= _forms(quoted) | _forms(label)
        and _agrees_in_negation(said, quoted, whole)
        and is_modal(said) == is_modal(whole)
        and not is_opposite(said, quoted)
        and _is_shortened(said, quoted, _stems(label))
    )


def words_of(text: str) -> list[str]:
    """Return the words, numbers, signs and marks of a folded text."""
    return [word.removesuffix("'s") for word in _WORD.findall(text)]


def _plain(word: str) -> str:
    return _DIGITS.get(word.lower(), word.lower())


def _stems(words: Iterable[str]) -> set[str]:
    return {stem for word in words if word.lower() not in STOP_WORDS and word not in _BREAKS for stem in _stem(word)}


def _stem(word: str) -> list[str]:
    return tokens(_plain(word)) if any(letter.isalnum() for letter in word) else [word]


def amounts(words: Iterable[str]) -> set[str]:
    """Return the numbers, dates and quantities, written in one way."""
    plain = {_plain(word) for word in words}
    return {word for word in plain if word[0].isdigit() or word in _AMOUNTS or word in _DATES or word in "%£€$"}


def counts_alike(said: Sequence[str], quoted: Sequence[str]) -> bool:
    """Return whether every number counts what it counts in the quotes: eleven weeks are not eleven months."""
    for place, word in enumerate(said):
        following = [*_stems(said[place + 1 : place + 2])]
        if not _plain(word)[0].isdigit() or not following:
            continue
        near = (_stems(quoted[at + 1 : at + 1 + NEAR]) for at, w in enumerate(quoted) if _plain(w) == _plain(word))
        if not any(following[0] in stems for stems in near):
            return False
    return True


def _names(words: Sequence[str]) -> set[str]:
    """Return what may be a name: every capitalised word but those that only begin the sentence."""
    capitalised = {word for word in words if word != word.lower() and not NEGATION.fullmatch(word.lower())}
    opening = words[0] if words and words[0].lower() in STOP_WORDS and len(words[0]) > 1 else None
    return {word if len(word) <= 3 else word.lower() for word in capitalised if word != opening}


def _forms(words: Iterable[str]) -> set[str]:
    """Return the words as names are compared: short ones as they are printed, since "On" is a child and "on" none."""
    forms = set(words)
    return forms | {word.lower() for word in forms if len(word) > 3}


def is_modal(words: Sequence[str]) -> bool:
    """Return whether the words say what ought to be or may be, and not what was."""
    # Capitals within a sentence are names: the month May, a Child in Need plan.
    return any(_MODAL.fullmatch(word if place else word.lower()) for place, word in enumerate(words))


def _agrees_in_negation(said: Sequence[str], quoted: Sequence[str], whole: Sequence[str]) -> bool:
    """Return whether nothing that the passage denies is asserted, and nothing denied that the quotes assert."""
    if _asserted(said) & _denied(whole):
        return False
    return not _denies(said) or (bool(_denied(said) & _denied(quoted)) and not _denied(said) & _asserted(quoted))


def _denies(words: Iterable[str]) -> bool:
    return any(NEGATION.fullmatch(word.lower()) for word in words)


def _denied(words: Sequence[str]) -> set[str]:
    """Return the words that a negation stands before, in its clause; those before it where none follow ("did not")."""
    found: set[str] = set()
    for clause in _clauses(words):
        places = [place for place, word in enumerate(clause) if NEGATION.fullmatch(word.lower())]
        for place in places:
            behind = [word for word in clause[place + 1 :] if _stems([word])][:NEAR]
            found |= _stems(behind or clause[:place])
    return {word for word in found if not NEGATION.fullmatch(word)}


def _clauses(words: Sequence[str]) -> Iterator[list[str]]:
    for is_break, clause in groupby(words, key=_BREAKS.__contains__):
        if not is_break:
            yield list(clause)


def _asserted(words: Sequence[str]) -> set[str]:
    return _stems(word for word in words if not NEGATION.fullmatch(word.lower())) - _denied(words)


def is_opposite(said: Sequence[str], quoted: Sequence[str]) -> bool:
    """Return whether a word stands with "un-" or the like in one of the two and without it in the other."""
    ours, theirs = {word.lower() for word in said}, {word.lower() for word in quoted}
    new = ours - theirs
    return any(
        prefix + word in theirs or (word.startswith(prefix) and word.removeprefix(prefix) in theirs)
        for word in new
        for prefix in _OPPOSITE
    )


def _is_shortened(said: Sequence[str], quoted: Sequence[str], label: Container[str]) -> bool:
    """Return whether every word that carries meaning is the quotes' own and stands in their order.

    Otherwise "the school told the mother" would pass for the mother who told the school, an uncle for a father.
    """
    left = iter(_in_order(quoted))
    own = [stem for stem in _in_order(said) if not NEGATION.fullmatch(stem)]
    theirs = _stems(quoted)
    said_of_it = [stem for stem in own if stem in theirs or (stem not in label and stem not in _REPORTING)]
    return bool(said_of_it) and all(stem in left for stem in said_of_it)


def _in_order(words: Iterable[str]) -> list[str]:
    return [stem for word in words if _stems([word]) for stem in _stem(word)]
