"""What a reader of a Word document sees of its words: some are hidden, too small, or white on white."""

import re
from collections.abc import Iterable, Mapping
from enum import StrEnum

from ingest import wordml
from ingest.wordml import Element, Style, W, is_on, value

# In half points, as Word counts.
TOO_SMALL = 2
# Of 255, on average over red, green and blue.
NEARLY_WHITE = 245
LIGHT = 215
DARK = 90

_DRAWING = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
_SHAPE = "{http://schemas.microsoft.com/office/word/2010/wordprocessingShape}"
_PAGE = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}"
_VML = "{urn:schemas-microsoft-com:vml}"
_FILLS = frozenset(f"{_DRAWING}{name}" for name in ("solidFill", "gradFill", "blipFill", "pattFill", "grpFill"))
_HEX = re.compile(r"#?([0-9A-Fa-f]{6})(?: .*)?")
_HIGHLIGHTS_SEEN = frozenset({"none", "white", "yellow", "cyan", "green", "lightGray"})


class Sight(StrEnum):
    """Whether words are seen; the value tells a person what was done with those that may not be."""

    SEEN = ""
    HIDDEN = "left out, hidden"
    SMALL = "left out, too small to read"
    BLACKED = "left out, under black highlighting"
    WHITE = "left out, white on white"
    DOUBTFUL = "kept, white on what may be a picture"


def is_left_out(sight: Sight) -> bool:
    """Return whether the words are no part of what a reader sees."""
    return sight in {Sight.HIDDEN, Sight.SMALL, Sight.BLACKED, Sight.WHITE}


def has_backdrop(roots: Iterable[Element]) -> bool:
    """Return whether a picture or shape lies behind the text somewhere in the parts of a document."""
    for root in roots:
        if any(anchor.get("behindDoc") in {"1", "true"} for anchor in root.iter(f"{_PAGE}anchor")):
            return True
        if any("z-index:-" in (shape.get("style") or "").replace(" ", "") for shape in root.iter(f"{_VML}*")):
            return True
    return False


def sight(run: Element, style: Style, own: Style, tables: Mapping[str, bool], backdrop: bool) -> Sight:
    """Return how a run is seen. `own` is its character style; `tables` tells which styles of tables have dark cells."""
    look = run.find(f"{W}rPr")
    if is_on(look, "vanish", style.hidden or own.hidden):
        return Sight.HIDDEN
    if (wordml.size(look) or style.size) <= TOO_SMALL:
        return Sight.SMALL
    coloured = None if look is None else look.find(f"{W}color")
    colour = (value(coloured) if coloured is not None else None) or own.colour or style.colour
    if not _is_lighter(colour, NEARLY_WHITE):
        return Sight.BLACKED if _is_blacked(look, colour) else Sight.SEEN
    return _on_ground(run, look, own.shade or style.shade, tables, backdrop)


def _is_blacked(look: Element, colour: str | None) -> bool:
    """Return whether somebody took dark words out with a black ground, under which Word keeps them.

    Words that have no colour of their own turn white on black shading, and stay as they are under highlighting.
    """
    highlight = None if look is None else value(look.find(f"{W}highlight"))
    is_coloured = colour not in {None, "", "auto"}
    shaded = is_coloured and _is_darker(wordml.fill(look) or "", DARK)
    return (highlight == "black" or shaded) and not _is_lighter(colour or "", DARK)


def _on_ground(run: Element, look: Element, shade: str, tables: Mapping[str, bool], backdrop: bool) -> Sight:
    """Return how white words are seen: what is nearest behind them decides."""
    highlight = None if look is None else value(look.find(f"{W}highlight"))
    if highlight not in {None, "none"}:
        return Sight.WHITE if highlight in _HIGHLIGHTS_SEEN else Sight.SEEN
    for fill in _fills(run, look, shade, tables):
        return Sight.WHITE if _is_lighter(fill, LIGHT) else Sight.SEEN
    return Sight.DOUBTFUL if backdrop else Sight.WHITE


def _fills(run: Element, look: Element, shade: str, tables: Mapping[str, bool]) -> Iterable[str]:
    """Yield the colours behind a run, the nearest first; "000000" for any that is not plain."""
    paragraph = next(run.iterancestors(f"{W}p"), None)
    above = () if paragraph is None else (paragraph.find(f"{W}pPr"),)
    yield from filter(None, (wordml.fill(properties) for properties in (look, *above)))
    if shade:
        yield shade
    for outer in run.iterancestors():
        if outer.tag == f"{W}tc":
            yield from filter(None, [wordml.fill(outer.find(f"{W}tcPr"))])
        elif outer.tag == f"{W}tbl":
            yield from filter(None, [wordml.fill(outer.find(f"{W}tblPr"))])
            if tables.get(value(outer.find(f"{W}tblPr/{W}tblStyle")) or ""):
                yield "000000"
        elif outer.tag == f"{_SHAPE}wsp":
            yield from _shape_fill(outer)
        elif outer.tag.startswith(_VML) and outer.get("fillcolor") and outer.get("filled") not in {"f", "false"}:
            yield _hex(outer.get("fillcolor"))
        elif outer.tag == f"{W}document":
            page = outer.find(f"{W}background")
            yield from () if page is None else [_hex(page.get(f"{W}color") or "ffffff")]


def _shape_fill(shape: Element) -> Iterable[str]:
    properties = shape.find(f"{_SHAPE}spPr")
    kinds = [] if properties is None else list(properties)
    if any(kind.tag == f"{_DRAWING}noFill" for kind in kinds):
        return
    for kind in kinds:
        if kind.tag in _FILLS:
            plain = kind.find(f"{_DRAWING}srgbClr")
            yield "000000" if plain is None else _hex(plain.get("val") or "")
            return
    reference = shape.find(f"{_SHAPE}style/{_DRAWING}fillRef")
    if reference is not None and reference.get("idx") != "0":
        yield "000000"


def _hex(colour: str) -> str:
    """Return a colour as six digits; black for a name other than white, which is all that is asked of it."""
    match = _HEX.fullmatch(colour)
    return match[1] if match else "ffffff" if colour.split()[:1] in (["white"], ["auto"]) else "000000"


def _is_lighter(colour: str, than: int) -> bool:
    match = _HEX.fullmatch(colour)
    return match is not None and sum(bytes.fromhex(match[1])) / 3 >= than


def _is_darker(colour: str, than: int) -> bool:
    match = _HEX.fullmatch(colour)
    return match is not None and sum(bytes.fromhex(match[1])) / 3 < than
