"""Pages of a PDF as pictures, drawn by pdfium. For a child process only: pdfium is not safe with threads."""

from collections.abc import Iterator
from importlib.util import find_spec
from io import BytesIO
from pathlib import Path
from typing import Protocol

from vectorstore.page_pictures import Box, Lettering, PagePicture

# A page of A4 becomes about 950 dots wide: legible at full size, and on the finer screens of phones.
DOTS_PER_POINT = 1.6
MOST_DOTS = 1_600
# What no page holds that somebody is to read; the words of such a one are not looked for.
MOST_LETTERS = 20_000


class _Places(Protocol):
    """Where a point of a page stands on its picture, turned and cut as a reader sees it."""

    def to_bitmap(self, page_x: float, page_y: float) -> tuple[int, int]: ...


class _Image(Protocol):
    """A picture in Pillow's memory."""

    def save(self, to: BytesIO, form: str) -> None: ...


class _Bitmap(Protocol):
    """A picture in pdfium's memory."""

    width: int
    height: int

    def to_pil(self) -> _Image: ...

    def get_posconv(self, page: "_Page") -> _Places: ...

    def close(self) -> None: ...


class _Text(Protocol):
    """What pdfium reads on a page. The box of a letter is left, bottom, right and top, in points."""

    def count_chars(self) -> int: ...

    def get_charbox(self, index: int) -> tuple[float, float, float, float]: ...


class _Page(Protocol):
    """A page in pdfium's memory."""

    def get_size(self) -> tuple[float, float]: ...

    def render(self, scale: float, *, grayscale: bool = ...) -> _Bitmap: ...

    def get_textpage(self) -> _Text: ...

    def close(self) -> None: ...


def can_draw() -> bool:
    """Return whether pdfium and Pillow are on this machine."""
    return all(find_spec(name) for name in ("pypdfium2", "PIL"))


class Drawing:
    """A PDF whose pages are drawn, by their numbers from 1.

    What cannot be opened or drawn raises an error of pdfium's, which is a RuntimeError, or IndexError.
    """

    def __init__(self, source: bytes | Path) -> None:
        import pypdfium2  # type: ignore[import-untyped]

        self._pdf = pypdfium2.PdfDocument(source)
        self._raw = pypdfium2.raw

    def grey(self, number: int, dots_per_point: float, most_dots: int) -> tuple[bytes, float, float]:
        """Return the page as a grey picture (PGM), how many dots a point has, and its height in points."""
        page: _Page = self._pdf[number - 1]
        scale = _scale(page, dots_per_point, most_dots)
        drawn = page.render(scale=scale, grayscale=True)
        picture = _saved(drawn, "PPM")
        height = drawn.height / scale
        drawn.close()
        page.close()
        return picture, scale, height

    def picture(self, number: int) -> PagePicture:
        """Return the page as a reader of the file sees it, and where its letters stand."""
        page: _Page = self._pdf[number - 1]
        drawn = page.render(scale=_scale(page, DOTS_PER_POINT, MOST_DOTS))
        letters = list(self._letters(page, drawn.get_posconv(page)))
        lettering = Lettering(
            drawn.width, drawn.height, "".join(one for one, _ in letters), tuple(box for _, box in letters)
        )
        return PagePicture(_saved(drawn, "PNG"), lettering)

    def _letters(self, page: _Page, places: _Places) -> Iterator[tuple[str, Box]]:
        """Yield what pdfium reads on the page, letter by letter, in its order and without white space."""
        text = page.get_textpage()
        count = text.count_chars()
        for index in range(count if count <= MOST_LETTERS else 0):
            code = self._raw.FPDFText_GetUnicode(text, index)
            letter = chr(code) if code < 0xD800 or 0xDFFF < code < 0x110000 else ""
            if letter.strip():
                left, bottom, right, top = text.get_charbox(index)
                # Of a page that is turned the corners change places.
                (x0, y0), (x1, y1) = places.to_bitmap(left, top), places.to_bitmap(right, bottom)
                yield letter, (min(x0, x1), min(y0, y1), max(x0, x1), max(y0, y1))


def _scale(page: _Page, dots_per_point: float, most_dots: int) -> float:
    """Return how many dots a point gets; a page of a poster's size is drawn coarser, so that it fits into memory."""
    return min(dots_per_point, most_dots / max(1.0, *page.get_size()))


def _saved(drawn: _Bitmap, form: str) -> bytes:
    """Return the picture as a file of the form, by Pillow's name of it."""
    file = BytesIO()
    drawn.to_pil().save(file, form)
    return file.getvalue()
