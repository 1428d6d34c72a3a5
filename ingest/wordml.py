"""WordprocessingML: what styles, lists and notes of a document say, as plain values."""

import re
from dataclasses import dataclass
from typing import Any

from ingest.lists import Level, ListKind

# In half points, as Word counts.
DEFAULT_SIZE = 20

# The elements of a parsed part; its library has no types that mypy knows.
Element = Any

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
# Properties, what was deleted, and the same text box again for programs of before 2010.
NOT_SHOWN = frozenset(
    f"{W}{n}" for n in ("del", "moveFrom", "pPr", "rPr", "sectPr", "tblPr", "tblGrid", "trPr", "tcPr", "sdtPr")
) | {"{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"}
_OFF = frozenset({"0", "false", "off", "none"})
_HEADING = re.compile(r"heading (\d)", re.IGNORECASE)
_LISTED = re.compile(r"list (?:bullet|number|paragraph)?\s*(\d)?", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Style:
    """What a paragraph takes from its style. `heading` is 0 for none; `size` is in half points.

    `colour` and `shade` are six digits, "" or "auto" where none is set. `listed_by` is the id of the style that puts
    it in its list, this one or one that it is based on.
    """

    name: str = ""
    heading: int = 0
    bold: bool = False
    italic: bool = False
    size: int = DEFAULT_SIZE
    list_id: str | None = None
    listed_by: str | None = None
    depth: int = 0
    hidden: bool = False
    colour: str = ""
    shade: str = ""
    capitals: bool = False

    @property
    def is_title(self) -> bool:
        """Return whether this is the style of the document's title."""
        return self.name.lower() == "title"


def is_no_text(element: Element) -> bool:
    """Return whether it is a content control that nobody filled in, or that holds a generated table of contents."""
    if element.tag != f"{W}sdt":
        return False
    gallery = value(element.find(f"{W}sdtPr/{W}docPartObj/{W}docPartGallery"))
    return element.find(f"{W}sdtPr/{W}showingPlcHdr") is not None or gallery == "Table of Contents"


def is_shown(element: Element) -> bool:
    """Return whether an element stands in nothing that was deleted or is there a second time."""
    return not any(outer.tag in NOT_SHOWN for outer in element.iterancestors())


def value(element: Element) -> str | None:
    """Return the value of a property, None where it is not set."""
    return None if element is None else element.get(f"{W}val")


def whole(element: Element) -> int | None:
    """Return the value of a property that is a number, None where it is not set or not a sane number."""
    text = value(element) or ""
    return int(text) if re.fullmatch(r"\d{1,6}", text) else None


def is_on(properties: Element, name: str, otherwise: bool) -> bool:
    """Return whether a switch is set among the properties."""
    element = None if properties is None else properties.find(f"{W}{name}")
    return otherwise if element is None else value(element) not in _OFF


def size(look: Element) -> int | None:
    """Return the font size in half points, None where it is not set."""
    return None if look is None else whole(look.find(f"{W}sz"))


def fill(properties: Element) -> str | None:
    """Return the colour behind what has the properties, None where it has none of its own."""
    shading = None if properties is None else properties.find(f"{W}shd")
    if shading is None:
        return None
    # A solid pattern covers the fill with its own colour.
    colour = shading.get(f"{W}color" if value(shading) == "solid" else f"{W}fill") or "auto"
    return None if colour == "auto" else str(colour)


def dark_tables(root: Element) -> dict[str, bool]:
    """Return of each style of tables whether it colours cells, where white words are meant to stand out."""
    found = [style for style in root.findall(f"{W}style") if style.get(f"{W}type") == "table"]
    return {s.get(f"{W}styleId"): any(fill(shading.getparent()) for shading in s.iter(f"{W}shd")) for s in found}


def outline(element: Element) -> int:
    """Return the heading level that an outline level stands for, 0 for none."""
    level = whole(element)
    return 0 if level is None or level > 8 else level + 1


def list_place(properties: Element) -> tuple[str | None, int | None]:
    """Return the id and the depth of the list that a paragraph is in."""
    if properties is None:
        return None, None
    return value(properties.find(f"{W}numId")), whole(properties.find(f"{W}ilvl"))


def notes(root: Element, kind: str) -> dict[tuple[str, str], Element]:
    """Return the footnotes or endnotes by kind and id, without the rulers that Word keeps among them."""
    found = [] if root is None else root.findall(f"{W}{kind}")
    return {(kind, note.get(f"{W}id")): note for note in found if note.get(f"{W}type") is None}


def styles(root: Element) -> dict[str, Style]:
    """Return the styles by id; under "" that of paragraphs which name none."""
    elements = {element.get(f"{W}styleId"): element for element in root.findall(f"{W}style")}
    default = root.find(f"{W}docDefaults/{W}rPrDefault/{W}rPr")
    base = Style(size=size(default) or DEFAULT_SIZE)
    resolved = {key: _resolved(elements, key, base) for key in elements}
    usual = [k for k, e in elements.items() if e.get(f"{W}type") == "paragraph" and e.get(f"{W}default") == "1"]
    return {**resolved, "": resolved[usual[0]] if usual else base}


def _resolved(elements: dict[str, Element], key: str, base: Style) -> Style:
    """Return a style with what it takes from those that it is based on, the farthest first."""
    chain: list[str] = []
    parent: str | None = key
    while parent in elements and parent not in chain:
        chain.append(parent)
        parent = value(elements[parent].find(f"{W}basedOn"))
    style = base
    for name in reversed(chain):
        style = _with_own(style, elements[name])
    return style


def _with_own(style: Style, element: Element) -> Style:
    look = element.find(f"{W}rPr")
    name = value(element.find(f"{W}name")) or ""
    list_id, depth = list_place(element.find(f"{W}pPr/{W}numPr"))
    listed = _LISTED.fullmatch(name)
    if depth is None and listed and listed[1]:
        depth = int(listed[1]) - 1
    return Style(
        name=name,
        heading=_heading(name, element.find(f"{W}pPr/{W}outlineLvl"), style.heading),
        bold=is_on(look, "b", style.bold),
        italic=is_on(look, "i", style.italic),
        size=size(look) or style.size,
        list_id=list_id or style.list_id,
        listed_by=element.get(f"{W}styleId") if list_id else style.listed_by,
        depth=style.depth if depth is None else depth,
        hidden=is_on(look, "vanish", style.hidden),
        colour=(None if look is None else value(look.find(f"{W}color"))) or style.colour,
        shade=fill(look) or fill(element.find(f"{W}pPr")) or style.shade,
        capitals=is_on(look, "caps", style.capitals),
    )


def _heading(name: str, element: Element, otherwise: int) -> int:
    if name.lower() == "title":
        return 1
    if match := _HEADING.fullmatch(name):
        return int(match[1])
    return otherwise if element is None else outline(element)


def list_kinds(root: Element) -> dict[str, ListKind]:
    """Return the lists of a document by id, none where it has no numbering part."""
    if root is None:
        return {}
    abstract = {e.get(f"{W}abstractNumId"): e for e in root.findall(f"{W}abstractNum")}
    linked = {value(e.find(f"{W}styleLink")): e for e in abstract.values()}
    kinds = {}
    for element in root.findall(f"{W}num"):
        family = value(element.find(f"{W}abstractNumId")) or ""
        own = abstract.get(family)
        # A list that is a style of its own is defined where that style is.
        named = None if own is None else value(own.find(f"{W}numStyleLink"))
        defined = linked.get(named, own) if named else own
        levels = ({} if defined is None else _levels(defined)) | _overridden(element)
        kinds[element.get(f"{W}numId")] = ListKind(family, levels, _restarts(element))
    return kinds


def _levels(element: Element) -> dict[int, Level]:
    return {int(level.get(f"{W}ilvl")): _level(level) for level in element.findall(f"{W}lvl")}


def _level(level: Element) -> Level:
    return Level(
        value(level.find(f"{W}numFmt")) or "decimal",
        value(level.find(f"{W}lvlText")) or "",
        1 if (start := whole(level.find(f"{W}start"))) is None else start,
        restarts=whole(level.find(f"{W}lvlRestart")) != 0,
        digits=level.find(f"{W}isLgl") is not None and is_on(level, "isLgl", False),
        linked=value(level.find(f"{W}pStyle")),
    )


def _overridden(element: Element) -> dict[int, Level]:
    """Return the levels that one list of a family has for itself."""
    found = ((o.get(f"{W}ilvl"), o.find(f"{W}lvl")) for o in element.findall(f"{W}lvlOverride"))
    return {int(depth): _level(level) for depth, level in found if level is not None}


def _restarts(element: Element) -> dict[int, int]:
    overrides = element.findall(f"{W}lvlOverride")
    starts = {int(o.get(f"{W}ilvl")): whole(o.find(f"{W}startOverride")) for o in overrides}
    return {depth: start for depth, start in starts.items() if start is not None}
