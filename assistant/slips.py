"""Slips of the keyboard in the words on which a child's safety turns. They are put right without any index.

Only words of danger are known here: `spelling.py` puts right the rest, once documents are searched.
"""

import re
from difflib import get_close_matches

_WORDS_OF_DANGER = """
    abused abusing abusive assaulted attacked battered beaten beating bleeding breathing bruise bruised bruises bruising
    burned caseload choking cigarette clinic concerned disclosed disclosing disclosure drowned drowning fractured
    fracture fractures frightened goodbye grabbed groomed grooming hitting hungry immediately injured injuries injury
    kicked kicking killed missing neglect neglected overdose paracetamol poisoned punched punching referral scared
    screaming seizure sexual sexually shaken smacked smothered stabbed starving strangled strangling strangulation
    suicidal suicide swollen tablets terrified threatened threatening threatens toddler tonight touched touches touching
    tomorrow unconscious unexplained unresponsive violence violent visiting worried
"""
_DANGER = frozenset(_WORDS_OF_DANGER.split())
# Words of their own that a single letter parts from one of danger.
_OTHER_WORDS_TEXT = """
    amused bearing beating boating breaching broken buried busing coached coaching hiring hitched heating kicker packed
    smacks stable stabled wearied toughed touchy voice violet visitor visiting missed missions sharing
"""
_OTHER_WORDS = frozenset(_OTHER_WORDS_TEXT.split())
_LONG = re.compile(r"\b[a-z]{6,}\b", re.IGNORECASE)
_ALIKE = 0.86


def put_right(words: str) -> str:
    """Return the words with slips in words of danger put right; whatever is a letter or two from none is left."""
    return _LONG.sub(lambda match: _meant(match[0]), words)


def _meant(word: str) -> str:
    typed = word.lower()
    if typed in _DANGER or typed in _OTHER_WORDS:
        return word
    alike = get_close_matches(typed, [known for known in _DANGER if known[0] == typed[0]], n=1, cutoff=_ALIKE)
    # Another ending of the same word is no slip: "visited" is not "visiting", nor "injures" "injured".
    return alike[0] if alike and not _is_ending(typed, alike[0]) else word


def _is_ending(typed: str, known: str) -> bool:
    shared = next(
        (n for n, (a, b) in enumerate(zip(typed, known, strict=False)) if a != b), min(len(typed), len(known))
    )
    return shared >= min(len(typed), len(known)) - 1
