"""The pages that a cited passage stands on, as pictures with a box round its words: of PDFs, drawn when looked at."""

import threading
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from vectorstore.data import DataDirectory
from vectorstore.document import Document
from vectorstore.originals import Originals
from vectorstore.page_pictures import Box, PagePicture, PagePictures
from vectorstore.placement import placed

PDF = "application/pdf"
# A passage stands on two pages at most; whoever types another place into the address gets the first two.
MOST_PAGES = 2
# Seconds that a request waits for others to have theirs drawn; its text is shown without then.
PATIENCE = 5.0
# Seconds in which a page that could not be drawn is not tried again; the fault may have been the machine's.
REST_SECONDS = 300.0
# Pages that are remembered as failed; of more, the others are tried each time.
MOST_FAILED = 1_000
# Dots of the picture between the words and the box round them.
_ROOM = 3

NOT_PLACED = "The words could not be placed on the picture."
PARTLY_PLACED = "Some of the words could not be placed on the picture."
NOT_DRAWN = "The page that this passage stands on cannot be shown as a picture: only its text is here."
NOT_ALL_DRAWN = "Another page that this passage stands on cannot be shown as a picture: only its text is here."
MORE_PAGES = f"The passage goes on over more pages; the first {MOST_PAGES} are shown."

# Draws a page of a file, by its number from 1; None where that cannot be done.
Draw = Callable[[Path, int], PagePicture | None]


class Pictures:
    """Pages of the documents in the data directory, kept once they are drawn. Safe to share between threads."""

    def __init__(
        self,
        data: DataDirectory,
        draw: Draw | None = None,
        patience: float = PATIENCE,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self.can_draw = draw is not None
        self._originals = Originals(data)
        self._kept = PagePictures(data)
        self._draw = draw
        self._patience = patience
        self._turn = threading.Lock()
        self._clock = clock
        self._failed: dict[tuple[str, int], float] = {}

    def page(self, document: Document, number: int) -> PagePicture | None:
        """Return a page, by its number from 1; None where it has none, cannot be drawn or others take too long."""
        if not self.can_draw or document.media_type != PDF or not 1 <= number <= len(document.pages):
            return None
        if kept := self._kept.find(document.id, number):
            return kept
        if self._rests(document.id, number) or not self._turn.acquire(timeout=self._patience):
            return None
        try:
            return self._kept.find(document.id, number) or self._drawn(document.id, number)
        finally:
            self._turn.release()

    def _drawn(self, document_id: str, number: int) -> PagePicture | None:
        try:
            original = self._originals.original(document_id)
        except KeyError:
            return None
        if self._draw is None or self._rests(document_id, number):
            return None
        picture = self._draw(original, number)
        if picture:
            self._kept.keep(document_id, number, picture)
        else:
            self._remember(document_id, number)
        return picture

    def _rests(self, document_id: str, number: int) -> bool:
        """Return whether the page could not be drawn a short while ago."""
        failed = self._failed.get((document_id, number))
        return failed is not None and self._clock() - failed < REST_SECONDS

    def _remember(self, document_id: str, number: int) -> None:
        now = self._clock()
        self._failed = {page: failed for page, failed in self._failed.items() if now - failed < REST_SECONDS}
        if len(self._failed) < MOST_FAILED:
            self._failed[document_id, number] = now


@dataclass(frozen=True, slots=True)
class PageView:
    """A page with a box round each line of the cited words. `note` says where they could not all be placed."""

    number: int
    url: str
    width: int
    height: int
    boxes: tuple[Box, ...]
    note: str | None
    alternative: str


@dataclass(frozen=True, slots=True)
class PagesView:
    """The pages of a cited passage. `note` says why they are not all here."""

    pages: tuple[PageView, ...]
    note: str | None = None


def pages_view(pictures: Pictures, document: Document, text: str, span: tuple[int, int]) -> PagesView | None:
    """Return the pages that the span stands on; None where there are no pictures of such documents here."""
    if not pictures.can_draw or document.media_type != PDF:
        return None
    meets = [(max(a, span[0]), min(b, span[1])) for a, b in document.pages]
    on = [number for number, (a, b) in enumerate(meets, 1) if a < b and text[a:b].strip()]
    shown = [
        _page_view(picture, document, text, number, meets[number - 1])
        for number in on[:MOST_PAGES]
        if (picture := pictures.page(document, number))
    ]
    if len(shown) < min(len(on), MOST_PAGES) or not on:
        return PagesView(tuple(shown), NOT_DRAWN if not shown else NOT_ALL_DRAWN)
    return PagesView(tuple(shown), MORE_PAGES if len(on) > MOST_PAGES else None)


def picture_url(document_id: str, number: int) -> str:
    """Return the address of a page's picture."""
    return f"/documents/{document_id}/pages/{number}.png"


def _page_view(picture: PagePicture, document: Document, text: str, number: int, cited: tuple[int, int]) -> PageView:
    a, b = document.pages[number - 1]
    found = placed(picture.lettering, text[a:b], cited[0] - a, cited[1] - a)
    outlined = ", with the cited passage outlined" if found.boxes else ""
    return PageView(
        number,
        picture_url(document.id, number),
        picture.lettering.width,
        picture.lettering.height,
        tuple((x0 - _ROOM, y0 - _ROOM, x1 + _ROOM, y1 + _ROOM) for x0, y0, x1, y1 in found.boxes),
        None if found.is_whole else PARTLY_PLACED if found.boxes else NOT_PLACED,
        f"Picture of page {number} of {document.title}{outlined}; its text stands above.",
    )
