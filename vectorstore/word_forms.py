"""Forms of a word that no stemmer joins: plurals and past tenses of their own, numbers in words, short measures."""

import re

# The form that a question and a passage are compared by, with the others. "Found", "met", "sent" and "bit" are left
# apart: they would become findings, meetings, special needs and bites.
_FORMS_TEXT = """
    child children
    grandchild grandchildren
    man men
    woman women
    midwife midwives
    wife wives
    foot feet
    tooth teeth
    beat beaten
    bleed bled
    break broke broken
    burn burnt
    buy bought
    catch caught
    draw drew drawn
    drink drank drunk
    drive drove driven
    eat ate eaten
    fall fell fallen
    feed fed
    fight fought
    forget forgot forgotten
    give gave given
    grow grew grown
    hide hid hidden
    learn learnt
    lose lost
    pay paid
    ring rang rung
    run ran
    sell sold
    shake shook shaken
    shoot shot
    sit sat
    sleep slept asleep
    spend spent
    steal stole stolen
    strike struck
    swear swore sworn
    tear tore torn
    throw threw thrown
    wake woke woken
    wear wore worn
    withdraw withdrew withdrawn
    year yr yrs
    month mth mths
    week wk wks
    hour hr hrs
    minute mins
"""
_UNITS = ("two", "three", "four", "five", "six", "seven", "eight", "nine")
_TEENS = (
    "ten", "eleven", "twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen",
)  # fmt: skip
_TENS = ("twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety")
# "One" is mostly no number.
_DIGITS = {word: number for number, word in enumerate((*_UNITS, *_TEENS), 2)}
_TENS_AS_DIGITS = {word: 10 * number for number, word in enumerate(_TENS, 2)}
_AFTER_TENS = {"one": 1} | {word: _DIGITS[word] for word in _UNITS}
_COMPOUND = re.compile(rf"\b({'|'.join(_TENS)})(?:[- ]({'|'.join(_AFTER_TENS)}))?\b")
_FORMS = {form: line.split()[0] for line in _FORMS_TEXT.strip().splitlines() for form in line.split()[1:]}
_FORMS |= {word: str(number) for word, number in _DIGITS.items()}


def one_form(word: str) -> str:
    """Return the form that stands for a word in small letters: "hidden" is "hide", "seven" is "7"; else the word."""
    return _FORMS.get(word, word)


def in_digits(text: str) -> str:
    """Return a text in small letters with its compound numbers in digits: "seventy-three" is "73"."""
    return _COMPOUND.sub(lambda match: str(_TENS_AS_DIGITS[match[1]] + _AFTER_TENS.get(match[2] or "", 0)), text)
