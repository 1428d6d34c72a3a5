"""PDF: what is painted on each page, and where. Words that a reader cannot see are left out."""

import io
import logging
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from pypdf import PageObject, PdfReader
from pypdf.errors import LimitReachedError
from pypdf.generic import ArrayObject, ContentStream, DictionaryObject, IndirectObject, StreamObject

# Letters and widths of a font are nowhere else in pypdf; a release that moves this fails on import, not in use.
from pypdf.generic._font import Font

from ingest.blocks import Loaded, Refused
from ingest.brush import Glyph, Space
from ingest.pages import write_pages
from ingest.painting import OPAQUE, Canvas
from ingest.scans import PageRead, Recognised, read_page, unreadable_page, without_text

MEDIA_TYPE = "application/pdf"
MOST_PAGES = 2_000
MOST_LETTERS = 20_000_000
MOST_FORMS, DEEPEST_FORM = 500, 6

_BOLD = re.compile(r"bold|black|heavy|demi|semibd|[-,]bd\b", re.IGNORECASE)
_ITALIC = re.compile(r"ital|obli", re.IGNORECASE)
_LIGATURES = str.maketrans(
    {0xFB00: "ff", 0xFB01: "fi", 0xFB02: "fl", 0xFB03: "ffi", 0xFB04: "ffl", 0xFB05: "st", 0xFB06: "st"}
)
# In the Windows encoding of PDF every code without a letter of its own shows a bullet.
_UNUSED = re.compile("[\x7f-\x9f]")
_FORCED_BOLD = 1 << 18

# What pypdf says of a list of pages that it will not count to its end.
_TOO_MANY_ENTRIES = re.compile(r"page entry limit|array element count")

ENCRYPTED = Refused("encrypted", "The PDF is protected with a password. Save a copy without one and load that.")
logging.getLogger("pypdf").setLevel(logging.CRITICAL)


def load_pdf(data: bytes, recognised: Recognised | None = None) -> Loaded | Refused:
    """Return the text of a PDF with its pages, or a refusal: encrypted, damaged, too long, or without text.

    `recognised` gives the words of a page that is a picture, by its number from 1.
    """
    try:
        reader = PdfReader(io.BytesIO(data))
        if reader.is_encrypted and not reader.decrypt(""):
            return ENCRYPTED
        if _page_count(reader) > MOST_PAGES:
            return Refused("too_long", f"The PDF has more than {MOST_PAGES:,} pages. Split it and load the parts.")
        sheets = _sheets(reader, recognised)
        title = reader.metadata.title if reader.metadata else None
    except (MemoryError, RecursionError):
        raise
    except Exception as error:  # hostile files provoke errors of every kind from pypdf
        return _damaged(error)
    if isinstance(sheets, Refused):
        return sheets
    loaded = write_pages([page.sheet for page in sheets]).loaded(MEDIA_TYPE, title, len(sheets))
    if isinstance(loaded, Refused):
        return loaded
    flags = tuple(flag for page in sheets for flag in page.flags)
    by_ocr = tuple(page.sheet.number for page in sheets if page.by_ocr)
    return replace(loaded, flags=(*loaded.flags, *flags), ocr_pages=by_ocr)


def _damaged(error: Exception) -> Refused:
    return Refused(
        "damaged", f"The PDF cannot be read ({type(error).__name__}). Open it, print it to a new PDF and load that."
    )


def _page_count(reader: PdfReader) -> int:
    """Return what the file says at its root, which costs nothing, or the true count where it says less."""
    try:
        pages = reader.root_object["/Pages"].get_object()
        said = pages.get("/Count", 0) if isinstance(pages, DictionaryObject) else 0
        return said if isinstance(said, int) and said > MOST_PAGES else len(reader.pages)
    except LimitReachedError as limit:
        if not _TOO_MANY_ENTRIES.search(str(limit)):
            raise  # pages in a circle are damage, not length
        return MOST_PAGES + 1


def _sheets(reader: PdfReader, recognised: Recognised | None) -> list[PageRead] | Refused:
    """Return the pages; a page that cannot be read is empty unless all are."""
    pages, failure, fonts, letters = list[PageRead](), None, dict[int, _Face](), 0
    for number, page in enumerate(reader.pages, 1):
        try:
            pages.append(read_page(number, _PageReader(reader, fonts).read(page), recognised))
        except (MemoryError, RecursionError):
            raise
        except Exception as error:
            failure = error
            pages.append(unreadable_page(number))
        letters += sum(len(f.text) for f in pages[-1].sheet.fragments)
        if letters > MOST_LETTERS:
            return Refused(
                "too_long", f"The PDF holds more than {MOST_LETTERS:,} letters. Split it and load the parts."
            )
    if letters:
        return pages
    return _damaged(failure) if failure else without_text(pages)


class _Face:
    """A font as far as reading needs it: letters and widths of its codes, and whether it is bold or italic."""

    def __init__(self, font: Font) -> None:
        self._font = font
        descriptor = font.font_descriptor
        weight = str(descriptor.weight)
        heavy = weight.isdigit() and int(weight) >= 600
        self.bold = bool(_BOLD.search(font.name)) or heavy or bool(int(_number(descriptor.flags)) & _FORCED_BOLD)
        self.italic = bool(_ITALIC.search(font.name)) or abs(_number(descriptor.italic_angle)) > 1
        self._glyphs: dict[str, Glyph] = {}

    def glyphs(self, codes: bytes) -> list[Glyph]:
        """Return what the codes show."""
        if isinstance(self._font.encoding, str):
            return [self._glyph(code, code, False) for code in codes.decode(self._font.encoding, "replace")]
        table = self._font.encoding
        return [self._glyph(chr(code), table.get(code, chr(code)), code == 32) for code in codes]

    def _glyph(self, code: str, letter: str, is_space: bool) -> Glyph:
        if code not in self._glyphs:
            font = self._font
            is_blank = code == font.space_char
            width = _number(font.space_width if is_blank else font.get_text_width(code))
            shown = str(font.character_map.get(letter, _UNUSED.sub("•", letter))) if font.interpretable else ""
            self._glyphs[code] = Glyph(shown.translate(_LIGATURES), width / 1000, is_space)
        return self._glyphs[code]


@dataclass(slots=True)
class _PageReader:
    """Follows the painting of one page, and of the drawings that are kept apart from it, with the fonts it names."""

    reader: PdfReader
    faces: dict[int, _Face]
    canvas: Canvas = field(init=False)
    resources: DictionaryObject = field(default_factory=DictionaryObject)
    forms: int = 0
    depth: int = 0

    def read(self, page: PageObject) -> Canvas:
        """Return what is painted on the page."""
        box = page.cropbox
        self.canvas = Canvas((float(box.left), float(box.bottom), float(box.right), float(box.top)))
        if (contents := page.get("/Contents")) is not None:
            self._run(contents.get_object(), page.get("/Resources"))
        for box, colour in _laid_over(page):
            self.canvas.lay_over(box, colour)
        return self.canvas

    def _run(self, contents: object, resources: object) -> None:
        found = resources.get_object() if isinstance(resources, IndirectObject | DictionaryObject) else None
        self.resources = found if isinstance(found, DictionaryObject) else DictionaryObject()
        for operands, operator in ContentStream(contents, self.reader, "bytes").operations:
            try:
                match operator:
                    case b"Tf":
                        self.canvas.write_with(self._face(operands[0]), operands[1])
                    case b"Do":
                        self._drawing(operands[0])
                    case b"gs":
                        state = self._resource("/ExtGState", operands[0])
                        self.canvas.see_through(state.get("/ca"), state.get("/BM"))
                    case b"INLINE IMAGE":
                        self.canvas.picture(masked=True)
                    case b"cs":
                        self.canvas.colour_in(self._space(operands[0]))
                    case _:
                        self.canvas.take(operator, operands)
            except (TypeError, ValueError, IndexError, KeyError, AttributeError):
                # What names something that is not there is passed over, as every viewer does.
                continue

    def _resource(self, kind: str, name: object) -> DictionaryObject:
        kinds = self.resources[kind].get_object()
        found = kinds[name].get_object() if isinstance(kinds, DictionaryObject) else None
        if not isinstance(found, DictionaryObject):
            raise TypeError(kind)
        return found

    def _face(self, name: object) -> _Face:
        resource = self._resource("/Font", name)
        reference = resource.indirect_reference
        key = reference.idnum if reference else id(resource)
        if key not in self.faces:
            self.faces[key] = _Face(Font.from_font_resource(resource))
        return self.faces[key]

    def _space(self, name: object) -> Space:
        """Return what the numbers of a colour space mean, by its name or by that of the resource it names."""
        kinds = self.resources.get("/ColorSpace")
        if isinstance(kinds, IndirectObject):
            kinds = kinds.get_object()
        found = kinds.raw_get(name) if isinstance(kinds, DictionaryObject) and name in kinds else name
        if isinstance(found, IndirectObject):
            found = found.get_object()
        kind, *rest = found if isinstance(found, list) else [found]
        count = {"/DeviceGray": 1, "/CalGray": 1, "/DeviceRGB": 3, "/CalRGB": 3, "/DeviceCMYK": 4}.get(str(kind), 0)
        if kind == "/ICCBased" and rest:
            profile: object = rest[0].get_object() if isinstance(rest[0], IndirectObject) else rest[0]
            count = profile.get("/N", 0) if isinstance(profile, DictionaryObject) else 0
        return Space.GREY if count == 1 else Space.KNOWN if count else Space.UNKNOWN

    def _drawing(self, name: object) -> None:
        drawing = self._resource("/XObject", name)
        if drawing.get("/Subtype") == "/Image":
            self.canvas.picture(masked=any(key in drawing for key in ("/SMask", "/Mask", "/ImageMask")))
        elif drawing.get("/Subtype") == "/Form" and isinstance(drawing, StreamObject):
            self._form(drawing)

    def _form(self, form: StreamObject) -> None:
        if self.forms >= MOST_FORMS or self.depth >= DEEPEST_FORM:
            return
        canvas, resources = self.canvas, self.resources
        held = canvas.state, canvas.stack, canvas.line, canvas.pen
        self.forms, self.depth, canvas.stack = self.forms + 1, self.depth + 1, []
        try:
            if (own := form.get("/Matrix")) is not None:
                canvas.take(b"cm", own.get_object())
            self._run(form, form.get("/Resources", resources))
        finally:
            canvas.state, canvas.stack, canvas.line, canvas.pen = held
            self.resources, self.depth = resources, self.depth - 1


def _laid_over(page: PageObject) -> Iterator[tuple[Sequence[object], Sequence[object]]]:
    """Yield the filled boxes that somebody laid over the page as comments: where each lies, and its colour."""
    found = page.get("/Annots")
    notes = found.get_object() if found is not None else ()
    for note in (one.get_object() for one in notes) if isinstance(notes, ArrayObject) else ():
        is_box = isinstance(note, DictionaryObject) and note.get("/Subtype") == "/Square"
        if is_box and _number(note.get("/CA", 1)) >= OPAQUE:
            box, colour = note.get("/Rect"), note.get("/IC")
            if isinstance(box, ArrayObject) and isinstance(colour, ArrayObject):
                yield box, colour


def _number(value: object) -> float:
    """Return a number that a font states about itself, 0 for what is none."""
    return float(value) if isinstance(value, int | float) else 0.0
