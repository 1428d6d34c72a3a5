"""Text-speak, dialect and family words as people type them, with the plain word that the safety patterns know. Data.

Single letters are read only where no name of a review can stand: "Child N" is a name, "him n her" is not.
"""

import re

# Plain word: what is typed for it.
TYPED_FOR = {
    "and": "nd",
    "because": "cos coz cuz bcos bcoz",
    "brother": "bro",
    "child": "bairn kiddie kiddy kiddo nipper littlun laddie sprog",
    "children": "bairns weans kiddies kiddos littluns",
    "baby": "babba bubba bubs newbie babby",
    "can not": "cannae canny",
    "could": "cud cld",
    "do not": "dinnae divnt",
    "do not know": "dunno",
    "down": "doon",
    "girl": "lass lassie lasses",
    "going to": "gonna gonnae gunna",
    "grandmother": "nana nanna nanny granny gran nan gramma",
    "has": "haz",
    "hand": "haun",
    "have": "hav",
    "have not": "havnae havnt",
    "head": "heid",
    "hit": "skelped walloped clouted lamped belted thumped",
    "home": "hame",
    "house": "hoose",
    "little": "lil wee ickle",
    "man": "fella bloke geezer",
    "mum": "mam mammy mummy mams",
    "no": "nae",
    "nothing": "nowt",
    "anything": "owt",
    "out": "oot",
    "partner": "bf",
    "people": "ppl folk",
    "please": "pls plz plse",
    "police": "polis",
    "right now": "rn atm",
    "said": "sed",
    "says": "sez",
    "should": "shud shld shd",
    "something": "summat sumthing",
    "someone": "sum1 sumone somebody",
    "that is": "thats thts",
    "think": "fink reckon reckons",
    "today": "2day tday",
    "tomorrow": "tmrw tmw tmoz tmro 2moro 2morrow tommorow tomoz",
    "tonight": "2nite 2night tonite",
    "want to": "wanna",
    "was not": "wisnae wasnae",
    "what": "wot wat whit",
    "when": "wen",
    "will not": "wullnae winnae",
    "with": "wi wiv",
    "would": "wud wld",
    "you": "yous ye yer u",
}
# Where a plain word would be another one, or a name, it counts only beside the words that make it clear.
_BESIDE = (
    (r"\b(he|she|him|her|mum|dad|kids?|it|phone) n\b", r"\1 and"),
    (r"\b(you|how|they|we|kids) r\b", r"\1 are"),
    (r"\b(my|his|her|their) (?:da|paw)\b", r"\1 dad"),
    (r"\b(my|his|her|their) (?:ma|maw)\b", r"\1 mum"),
    (r"\b(a|the|this|that|my|our|little) wean\b(?! off)", r"\1 child"),
    (r"\b(my|our|her|his) (?:oldest|eldest|youngest|little un)\b", r"\1 child"),
)
_NAMED = r"(?<!child )(?<!baby )(?<!adult )(?<!family )(?<!person )"
_WORDS = {typed: plain for plain, forms in TYPED_FOR.items() for typed in forms.split()}
_TYPED = re.compile(rf"{_NAMED}\b(?:{'|'.join(sorted(_WORDS, key=len, reverse=True))})\b", re.IGNORECASE)
_IN_PLACE = [(re.compile(pattern, re.IGNORECASE), plain) for pattern, plain in _BESIDE]


def plain(words: str) -> str:
    """Return the words with text-speak and dialect put into plain ones."""
    for pattern, spelled in _IN_PLACE:
        words = pattern.sub(spelled, words)
    return _TYPED.sub(lambda match: _WORDS[match[0].lower()], words)
