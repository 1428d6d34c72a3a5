"""The colour of an organisation: whether it can be read on and seen, and the style sheet that puts it in place."""

import re

WHITE, BLACK = "#ffffff", "#000000"
READABLE = 4.5  # WCAG 1.4.3, words on their ground
SEEN = 3.0  # WCAG 1.4.11, the edge of a button on the page
# In the dark a deep shade of the colour, so that a light band does not dazzle; words on it are always white.
DEEP = 10.0

_HEX = re.compile(r"#[0-9a-fA-F]{6}")


def colour_refused(colour: str) -> str | None:
    """Return why a colour cannot be the brand's, None where it can."""
    if not _HEX.fullmatch(colour):
        return "It must be # and six hexadecimal digits, for example #0b4a6f"
    if (seen := contrast(colour, WHITE)) < SEEN:
        return (
            f"On a white page it reaches a contrast of {seen:.1f} to 1, and buttons need {SEEN:.0f}: take a darker one"
        )
    return None


def contrast(one: str, other: str) -> float:
    """Return the contrast of two colours as WCAG reckons it, from 1 to 21."""
    darker, lighter = sorted((_luminance(one), _luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


def on(colour: str) -> str:
    """Return whether white or black is read more easily on the colour; one of them always reaches 4.5 to 1."""
    return WHITE if contrast(colour, WHITE) >= READABLE else BLACK


def deep(colour: str) -> str:
    """Return the colour, or a shade of it that is dark enough for a dark page."""
    channels = _channels(colour)
    while contrast(shade := _hex(channels), WHITE) < DEEP:
        channels = [value * 0.95 for value in channels]
    return shade


def brand_address(colour: str) -> str:
    """Return the address of the style sheet, another one for every colour, since browsers keep it."""
    return f"/brand.css?v={colour[1:]}"


def brand_css(colour: str) -> str:
    """Return the style sheet that stands after the site's own."""
    dark = deep(colour)
    return (
        f":root {{ --brand: {colour}; --on-brand: {on(colour)}; }}\n"
        f"@media (prefers-color-scheme: dark) {{ :root {{ --brand: {dark}; --on-brand: {on(dark)}; }} }}\n"
    )


def _channels(colour: str) -> list[float]:
    return [int(colour[place : place + 2], 16) for place in (1, 3, 5)]


def _hex(channels: list[float]) -> str:
    return "#" + "".join(f"{int(value):02x}" for value in channels)


def _luminance(colour: str) -> float:
    linear = [
        value / 12.92 if value <= 0.04045 else ((value + 0.055) / 1.055) ** 2.4
        for value in (channel / 255 for channel in _channels(colour))
    ]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]
