"""Bytes of text files as text: UTF-8, UTF-16 and Windows-1252, told apart by what the bytes are."""

_MARKS = (b"\xff\xfe", b"\xfe\xff")
# In UTF-16 every second byte of our languages is zero, nearly.
ZEROS, STRAY_ZEROS = 0.7, 0.05
SAMPLE = 4096


def decode(data: bytes) -> str:
    """Return the text: UTF-16 where it is, else UTF-8; bytes that are none are read as Windows-1252.

    Old briefings are saved in Windows-1252 throughout, and newer ones have such a quotation mark pasted in.
    """
    if (codec := utf16(data)) is not None:
        return data.decode(codec, errors="replace")
    text = data.decode("utf-8-sig", errors="surrogateescape")
    if text.isascii() or not any("\udc80" <= c <= "\udcff" for c in text):
        return text
    return "".join(_as_windows(c) if "\udc80" <= c <= "\udcff" else c for c in text)


def utf16(data: bytes) -> str | None:
    """Return which UTF-16 the bytes are in, by their mark or their zeros; None for none."""
    if data.startswith(_MARKS):
        return "utf-16"
    sample = data[: SAMPLE - SAMPLE % 2]
    if len(data) % 2 or len(sample) < 4:
        return None
    even, odd = (sample[n::2].count(0) / (len(sample) / 2) for n in (0, 1))
    if odd >= ZEROS and even <= STRAY_ZEROS:
        return "utf-16-le"
    return "utf-16-be" if even >= ZEROS and odd <= STRAY_ZEROS else None


def _as_windows(escaped: str) -> str:
    return bytes([ord(escaped) - 0xDC00]).decode("cp1252", errors="replace")
