"""Files to save: what a browser is told of them, under whatever name they have."""

from pathlib import PurePath
from urllib.parse import quote

from fastapi import Response

WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
MARKDOWN = "text/markdown; charset=utf-8"


def download(content: str | bytes, name: str, media_type: str) -> Response:
    """Return the content as a file to save."""
    return Response(content, media_type=media_type, headers={"Content-Disposition": attachment(name)})


def attachment(name: str) -> str:
    """Return the header that has a file saved under its own name (RFC 6266), whatever letters that has."""
    own = PurePath(name.replace("\\", "/")).name
    plain = "".join(letter if letter.isascii() and (letter.isalnum() or letter in " ._-") else "_" for letter in own)
    exact = f"; filename*=UTF-8''{quote(own, safe='')}" if own != plain else ""
    return f'attachment; filename="{plain}"{exact}'
