"""Text as XML can hold it."""

import re

_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


def xml_text(text: str) -> str:
    """Return the text without the characters that no XML file can hold."""
    return _CONTROL.sub("", text)
