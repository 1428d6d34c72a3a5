"""Numbers of automatic lists as a reader sees them: 3 is "3", "c", "C", "iii" or "III"."""

from collections.abc import Callable

_ROMAN = dict(
    zip(
        ("m", "cm", "d", "cd", "c", "xc", "l", "xl", "x", "ix", "v", "iv", "i"),
        (1000, 900, 500, 400, 100, 90, 50, 40, 10, 9, 5, 4, 1),
        strict=True,
    )
)
MOST_ROMAN = 3999


def letters(number: int) -> str:
    """Return a, b … z, aa, bb … for 1, 2 …, the way word processors go on after z."""
    rounds, letter = divmod(number - 1, 26)
    return chr(ord("a") + letter) * (rounds + 1)


def roman(number: int) -> str:
    """Return the Roman numeral in small letters."""
    out = ""
    for sign, value in _ROMAN.items():
        while number >= value:
            out += sign
            number -= value
    return out


STYLES: dict[str, Callable[[int], str]] = {
    "decimal": str,
    "decimalZero": "{:02d}".format,
    "lowerLetter": letters,
    "upperLetter": lambda number: letters(number).upper(),
    "lowerRoman": roman,
    "upperRoman": lambda number: roman(number).upper(),
}


def printed(number: int, style: str) -> str:
    """Return the number in a style of `STYLES`; as digits where the style is not known or cannot show it."""
    if number < 1 or number > MOST_ROMAN or style not in STYLES:
        return str(number)
    return STYLES[style](number)
