"""Which pages are pictures of text, which words a reader cannot see, and what a person should be told of either."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from ingest.blocks import Refused
from ingest.cards import card_edges
from ingest.ink import Hidden
from ingest.painting import Canvas
from ingest.sheet import Fragment, Sheet
from ingest.unseen import unseen_flags
from vectorstore.flags import Flag, FlagKind

# A stamp or a page number may be printed over the picture of a page.
FEW_VISIBLE = 50
# As a share of the page: smaller pictures stand beside text.
LARGE_PICTURE = 0.3
# Letters that were turned into drawings have many curves each.
MANY_CURVES = 500

NO_TEXT_LAYER = (
    "It is a picture and has no text of its own. Install tesseract and load the file again, or check the page."
)
NOT_RECOGNISED = "It is a picture, and text recognition did not get to it in time or found no words. Check the page."
RECOGNISED = "It was read by text recognition: check the page before you rely on it."
HELD_RECOGNISED = "It is a picture, and its words are those of a text recognition in the file: check the page."
UNREADABLE = "It cannot be read. Open the file and check the page."

# Gives the words of a page that is a picture; None where it cannot.
Recognised = Callable[[int], Sequence[Fragment] | None]


@dataclass(frozen=True, slots=True)
class PageRead:
    """A page: what is printed on it, whether text recognition read that, and what a person should look at."""

    sheet: Sheet
    by_ocr: bool = False
    flags: tuple[Flag, ...] = ()


def read_page(number: int, canvas: Canvas, recognised: Recognised | None) -> PageRead:
    """Return what a reader sees on the page. Of a picture of text that is what text recognition read, if anything."""
    paper = canvas.paper
    seen = paper.seen()
    if not _is_picture(canvas, seen):
        rules = canvas.rules + card_edges(paper.boxes, seen, canvas.box)
        return PageRead(Sheet(number, seen, rules), flags=_hidden(number, paper.hidden(layer=True)))
    hidden = _hidden(number, paper.hidden(layer=False))
    layer = paper.layer()
    if any(f.text.strip() for f in layer):
        flag = Flag(FlagKind.READ_BY_OCR, number, HELD_RECOGNISED)
        return PageRead(Sheet(number, seen + layer, canvas.rules), by_ocr=True, flags=(flag, *hidden))
    found = recognised(number) if recognised else None
    if found:
        flag = Flag(FlagKind.READ_BY_OCR, number, RECOGNISED)
        return PageRead(Sheet(number, list(found)), by_ocr=True, flags=(flag, *hidden))
    why = NOT_RECOGNISED if recognised else NO_TEXT_LAYER
    return PageRead(Sheet(number, seen, canvas.rules), flags=(Flag(FlagKind.NO_TEXT, number, why), *hidden))


def unreadable_page(number: int) -> PageRead:
    """Return a page that could not be read, empty."""
    return PageRead(Sheet(number), flags=(Flag(FlagKind.UNREADABLE_PAGE, number, UNREADABLE),))


def without_text(pages: Sequence[PageRead]) -> Refused:
    """Return why a file without any text is not loaded."""
    scans = sum(flag.kind is FlagKind.NO_TEXT for page in pages for flag in page.flags)
    which = f"{scans} of them are pictures" if len(pages) > 1 else "it is a picture"
    looks = f"; {which}, so it looks scanned" if scans else ""
    none = f"None of its {len(pages)} pages holds" if len(pages) > 1 else "Its only page holds no"
    return Refused(
        "no_text",
        f"{none} text{looks}. Install tesseract, which reads scans, and load it again, or find the original file.",
    )


def _is_picture(canvas: Canvas, seen: Sequence[Fragment]) -> bool:
    """Return whether the page shows hardly any text of its own, but a large picture or a great many drawn curves."""
    letters = sum(len(f.text.strip()) for f in seen)
    left, bottom, right, top = canvas.box
    share = canvas.paper.pictures / max(1.0, (right - left) * (top - bottom))
    return letters < FEW_VISIBLE and (share >= LARGE_PICTURE or (not letters and canvas.curves >= MANY_CURVES))


def _hidden(number: int, hidden: Sequence[Hidden]) -> tuple[Flag, ...]:
    return tuple(flag for words in hidden for flag in unseen_flags(words.text, f"left out, {words.why}", number))
