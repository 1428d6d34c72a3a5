"""The subjects and places that a question names, read in context: "child at risk" names nobody."""

import re
from collections.abc import Callable, Iterable, Mapping

from vectorstore.document import Document, Review

_NOUNS = {
    "child": r"child(?:ren)?|kids?|case|review|baby|family", "children": r"child(?:ren)?|kids?|case|review|family", "baby": r"baby|infant|child|case|review",
    "family": r"family|families|case|review|children", "young person": r"young person|yp|child|case|review", "adult": r"adult|case|review",
}  # fmt: skip
_OF_A_CASE = r"kids?|children|child|case|review|family|famil(?:y|ies)|house(?:hold)?|briefing|report|siblings?|mum|mother|dad|father|baby|twins|findings?|recommendations?|actions?"
_DIGITS = {
    "one": "1",
    "two": "2",
    "three": "3",
    "four": "4",
    "five": "5",
    "six": "6",
    "seven": "7",
    "eight": "8",
    "nine": "9",
    "ten": "10",
}
# Pseudonyms that are also everyday words: "child at risk" and "should a child be seen" name nobody.
_PREPOSITIONS = frozenset(["as", "at", "by", "if", "in", "of", "on", "or", "so", "to", "up"])
_OTHER_WORDS = frozenset(
    ["a", "am", "an", "be", "do", "go", "ha", "he", "hi", "is", "it", "me", "my", "no", "oh", "ok", "us", "we"]
)
_AS_A_TERM = re.compile(r"\s+(?:risk|harm|need)\b", re.IGNORECASE)
_OF_A_NAME = re.compile(
    r"(?:'s|’s)?\s*(?:$|[?!.,;:–—-]|(?:re|about|and|for|with|please|pls|findings?|recommendations?|recs|actions?|learning|review|briefing|report|case|family|anything|what|who|when|why|how|was|were|did|had|has)\b)",
    re.IGNORECASE,
)
_MODAL = re.compile(
    r"\b(?:should|can|could|will|would|must|may|might|shall|let|to|does|do|did|need|needs)\s+(?:[\w'’]+\s+){0,3}$",
    re.IGNORECASE,
)
_SHORT_COUNTY = {
    "oxon": "oxfordshire", "northants": "northamptonshire", "notts": "nottinghamshire", "bucks": "buckinghamshire", "herts": "hertfordshire", "lincs": "lincolnshire",
    "leics": "leicestershire", "hants": "hampshire", "wilts": "wiltshire", "glos": "gloucestershire", "cambs": "cambridgeshire", "beds": "bedfordshire",
    "berks": "berkshire", "lancs": "lancashire", "worcs": "worcestershire", "shrops": "shropshire", "staffs": "staffordshire", "warks": "warwickshire",
    "derbys": "derbyshire", "middx": "middlesex", "northumb": "northumberland", "cumb": "cumberland", "yorks": "yorkshire",
}  # fmt: skip
_NOT_A_PLACE = frozenset(
    [
        "safeguarding",
        "children",
        "adults",
        "adult",
        "board",
        "partnership",
        "partners",
        "local",
        "lscb",
        "community",
        "safety",
        "child",
        "protection",
        "committee",
        "and",
        "of",
        "the",
        "upon",
    ]
)


def named_reviews(question: str, reviews: Iterable[Review]) -> tuple[Review, ...]:
    """Return the reviews whose subject the question names, in any case where it can mean nobody else."""
    return tuple(review for review in reviews if review.subject and _names(question, review.subject))


def named_documents(
    question: str, documents: Mapping[str, Document], text_of: Callable[[str], str]
) -> tuple[Document, ...]:
    """Return the documents of the place that the question names ("the Saltmere report"): those whose publisher has it
    in its name, and those that state no publisher but speak of the place."""
    words = {_SHORT_COUNTY.get(w, w) for w in re.findall(r"[a-z]+", question.lower())}
    places = {
        frozenset(place)
        for d in documents.values()
        if d.publisher and (place := _place(d.publisher)) and place <= words
    }
    return tuple(d for d in documents.values() if any(_is_of(place, d, text_of) for place in places))


def _is_of(place: frozenset[str], document: Document, text_of: Callable[[str], str]) -> bool:
    if document.publisher:
        return place <= _place(document.publisher)
    return place <= set(re.findall(r"[a-z]+", text_of(document.id).lower()))


def _place(publisher: str) -> set[str]:
    return set(re.findall(r"[a-z]+", publisher.lower().replace("'s", "").replace("’s", ""))) - _NOT_A_PLACE


def _names(question: str, subject: str) -> bool:
    noun, _, key = subject.rpartition(" ")
    if not noun:
        return re.search(rf"(?<!\w){re.escape(key)}(?!\w)", question, re.IGNORECASE) is not None
    nouns = _NOUNS.get(noun.lower(), re.escape(noun))
    keys = re.escape(key) if key.lower() not in _DIGITS else f"{key}|{_DIGITS[key.lower()]}"
    if " " in noun and any(joint in subject for joint in (" and ", " & ", ", ")):
        return re.search(rf"(?<!\w){re.escape(subject)}(?!\w)", question, re.IGNORECASE) is not None
    for match in re.finditer(rf"(?<!\w)(?:{nouns})\s+(?P<key>{keys})(?!\w)(?!-)", question, re.IGNORECASE):
        if not _is_everyday(question, match, noun, key):
            return True
    if _by_key_of_a_case(question, key):
        return True
    return _by_key_alone(question, key)


def _is_everyday(question: str, match: re.Match[str], noun: str, key: str) -> bool:
    """Return whether the key is the ordinary word, by its case and by what stands before and behind it."""
    word, before, after = match["key"].lower(), question[: match.start()], question[match.end() :]
    if word not in _PREPOSITIONS | _OTHER_WORDS:
        return False
    if match["key"] == key and match[0][0].isupper():
        return bool(_AS_A_TERM.match(after))
    if not match[0].lower().startswith(noun.lower()):
        return True
    return bool(_MODAL.search(before)) or not _OF_A_NAME.match(after)


def _by_key_of_a_case(question: str, key: str) -> bool:
    """Return whether the key stands before a word for a case: "the Ag children", "ag briefing"."""
    if len(key) > 3 or key.lower() in _DIGITS:
        return False
    flags = 0 if key.lower() in _PREPOSITIONS | _OTHER_WORDS or len(key) == 1 else re.IGNORECASE
    return re.search(rf"(?<![\w'’-]){re.escape(key)}(?:'s|’s)? (?:{_OF_A_CASE})\b", question, flags) is not None


def _by_key_alone(question: str, key: str) -> bool:
    """Return whether the key stands alone in the case in which it is printed: "in Ag", "for X"."""
    if len(key) > 3 or key.lower() in _DIGITS or not re.fullmatch(r"[A-Z]{1,3}\d?|[A-Z][a-z]", key):
        return False
    before = (
        r"(?<=\bin )|(?<=\bfor )|(?<=\bof )|(?<=\babout )|(?<=\bre )|(?<=\bwith )|(?<=\bfrom )|(?<=\band )|(?<=\bto )"
    )
    return re.search(rf"(?:{before}){re.escape(key)}(?![\w'’-])(?! (?:&|and E)\b)", question) is not None


def without_names(question: str, reviews: Iterable[Review]) -> str:
    """Return the question without the subjects that it names: inside their reviews the names tell nothing apart."""
    for review in reviews:
        if not review.subject:
            continue
        noun, _, key = review.subject.rpartition(" ")
        nouns = _NOUNS.get(noun.lower(), re.escape(noun)) if noun else ""
        keys = f"{re.escape(key)}|{_DIGITS[key.lower()]}" if key.lower() in _DIGITS else re.escape(key)
        question = re.sub(
            rf"(?<!\w)(?:{nouns})\s+(?:{keys})(?:'s|’s)?(?!\w)" if noun else rf"(?<!\w){keys}(?:'s|’s)?(?!\w)",
            " ",
            question,
            flags=re.IGNORECASE,
        )
    return " ".join(question.split())
