"""Characters that no reader sees: they are never stored, and those that may carry a message are reported."""

import re

from vectorstore.flags import Flag, FlagKind

LONGEST_SHOWN = 80

# Soft hyphens, joiners, direction marks, tags and variants of letters for programs that have none of them.
CHARACTERS = "\u00ad\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff\U000e0000-\U000e01ef"
INVISIBLE = re.compile(f"[{CHARACTERS}]")
_STRETCH = re.compile(f"[{CHARACTERS}]+")
# Joiners stand alone inside words of some scripts, and files begin with a mark of their byte order.
_HARMLESS_ALONE = frozenset("\u200c\u200d\u2060\ufeff")
# The flags of England, Scotland and Wales are a black flag and tags.
_FLAG_TAGS = re.compile("(?<=\U0001f3f4)[\U000e0061-\U000e007a]{3,6}\U000e007f")
_TAG_BASE = 0xE0000


def suspicious(text: str) -> str:
    """Return the invisible characters of a text but for those that have a use."""
    stretches = (s.replace("\u00ad", "") for s in _STRETCH.findall(_FLAG_TAGS.sub("", text)))
    return "".join(stretch for stretch in stretches if stretch not in _HARMLESS_ALONE)


def invisible_flags(found: str, page: int | None = None) -> list[Flag]:
    """Return a flag that counts the characters and tells what tags among them spell; none for none."""
    if not found:
        return []
    count = "1 invisible character" if len(found) == 1 else f"{len(found)} invisible characters"
    spelled = "".join(chr(ord(c) - _TAG_BASE) for c in found if 0x20 <= ord(c) - _TAG_BASE < 0x7F).strip()
    cut = spelled if len(spelled) <= LONGEST_SHOWN else f"{spelled[:LONGEST_SHOWN]}…"
    detail = f"Left out: {count}, which spell “{cut}”" if spelled else f"Left out: {count}"
    return [Flag(FlagKind.INVISIBLE_CHARACTERS, page, detail)]
