"""Web pages: the article that a reader came for, without what surrounds it on every page of the site."""

import re

from ingest.blocks import Loaded, Refused
from ingest.breaks import BREAK, on_one_line, parted
from ingest.encoding import decode
from ingest.footlinks import is_loose_sign
from ingest.layout import Layout, articles, layout_of
from ingest.linked import LinkedNotes
from ingest.manuscript import Manuscript, Phrase, Run, compose
from ingest.markup import PageElement, Tag, parse, text_of
from ingest.numbering import printed
from ingest.surroundings import is_decoration, is_hidden, is_site_part, is_white, may_be_coloured, title_outside
from ingest.tables import Cell, CellDraft, is_layout, spread, write_table
from ingest.unseen import unseen_flags

MEDIA_TYPE = "text/html"
BULLET = "•"

_INLINE = (
    frozenset({"a", "abbr", "acronym", "b", "bdi", "bdo", "big", "cite", "code", "data", "del", "dfn", "em", "font"})
    | {"i", "img", "ins", "kbd", "label", "mark", "picture", "q", "rp", "rt", "ruby", "s", "samp", "small", "source"}
    | {"span", "strike", "strong", "sub", "sup", "time", "tt", "u", "var", "wbr"}
)
_BOLD, _ITALIC = frozenset({"b", "strong"}), frozenset({"i", "em", "cite", "dfn"})
_NO_MARKER = re.compile(r"list-style(?:-type)?\s*:[^;]*\bnone\b", re.IGNORECASE)
_LIST_STYLES = {"1": "decimal", "a": "lowerLetter", "A": "upperLetter", "i": "lowerRoman", "I": "upperRoman"}
_HEADING = re.compile(r"h[1-6]")
_NUMBER = re.compile(r"\s*([+-]?\d{1,6})")


def load_html(data: bytes) -> Loaded | Refused:
    """Return the text of a web page's main article, or a refusal where there is none."""
    soup = parse(decode(data))
    named = soup.find("title")
    title = named.get_text() if named else None
    layout = layout_of(soup)
    whole, all_words = _read(soup, [soup.body or soup], title, layout)
    for roots in articles(soup):
        loaded, words = _read(soup, roots, title, layout)
        if isinstance(loaded, Loaded) and words * 2 >= all_words:
            return loaded
    return whole


def _read(soup: Tag, roots: list[Tag], title: str | None, layout: Layout) -> tuple[Loaded | Refused, int]:
    """Return what is read below the elements, and how many letters of it are no links to elsewhere."""
    reader = _Reader(layout)
    if roots and (outside := title_outside(soup, roots)) is not None:
        reader.title(outside)
    for root in roots:
        reader.read(root)
    return reader.manuscript.loaded(MEDIA_TYPE, title), reader.own


class _Reader:
    """Walks the elements and keeps the words of the block that is being read."""

    def __init__(self, layout: Layout) -> None:
        self.manuscript: Manuscript = Manuscript()
        self.own = 0
        self._out: Manuscript | CellDraft = self.manuscript
        self._runs: list[Run] = []
        self._item: tuple[str | None, int] | None = None
        self._level = 1
        self._rank = 1
        # What a button opens is read by readers, whether or not it was open when the page was saved.
        self._panels = layout.panels
        self._links = layout.links
        self._notes = LinkedNotes(self.manuscript, self._links.notes)
        self._told: set[tuple[str, str]] = set()
        self._has_sheet = layout.has_sheet

    def title(self, heading: Tag) -> None:
        """Read the title of the page, which stands before what is read below."""
        self._heading(heading, 1)

    def read(self, root: Tag) -> None:
        """Read everything below an element."""
        self._walk(root, False, False)
        self._flush()

    def _walk(self, element: Tag, bold: bool, italic: bool) -> None:
        for child in element.children:
            self._child(child, bold, italic)

    def _child(self, child: PageElement, bold: bool, italic: bool) -> None:
        if isinstance(child, Tag):
            self._element(child, bold, italic)
        elif (words := text_of(child)) is not None:
            self._runs.append(Run(words, bold, italic))
            self.own += 0 if child.find_parent("a") else len(words.strip())

    def _element(self, tag: Tag, bold: bool, italic: bool) -> None:
        if self._is_around(tag):
            return
        if tag.name == "br":
            self._runs.append(BREAK)
        elif id(tag) in self._links.citing:
            self._runs.append(Run("", note=self._links.citing[id(tag)]))
        elif id(tag) in self._panels.titles:
            self._flush()
            self._title(tag)
        elif tag.name in _INLINE:
            if not (tag.name == "sup" and is_loose_sign(tag, self._runs[-2:])):
                self._walk(tag, bold or tag.name in _BOLD, italic or tag.name in _ITALIC)
        else:
            self._flush()
            if (tab := self._panels.tab_of.get(str(tag.get("id")))) is not None:
                self._tab(tab, tag)
            self._block(tag)
            self._flush()

    def _title(self, tag: Tag) -> None:
        """Write the title of a panel that stands in no heading."""
        held, self._runs = self._runs, []
        self._walk(tag, False, False)
        title, self._runs = compose(on_one_line(self._runs)), held
        self._out.heading(title, self._rank + 1)

    def _tab(self, tab: Tag, panel: Tag) -> None:
        """Write the title of a tab over its panel, unless the panel begins with it."""
        first = panel.find(_HEADING)
        if first is None or first.get_text().split() != tab.get_text().split():
            self._title(tab)

    def _block(self, tag: Tag) -> None:
        match tag.name:
            case "h1" | "h2" | "h3" | "h4" | "h5" | "h6":
                self._rank = int(tag.name[1])
                self._heading(tag, self._rank)
            case "summary":
                self._heading(tag, self._rank + 1)
            case "ul" | "ol" | "menu":
                self._list(tag)
            case "table":
                self._table(tag)
            case "dl":
                self._definitions(tag)
            case "pre":
                self._lines(tag)
            case _:
                self._walk(tag, False, False)

    def _heading(self, tag: Tag, level: int) -> None:
        """Write a heading; the words of a button in it are its own, for it opens a panel below."""
        for button in tag.find_all("button"):
            button.name = "span"
        if tag.find(_HEADING):
            self._walk(tag, False, False)
            return
        self._walk(tag, False, False)
        runs, self._runs = self._runs, []
        self._out.heading(compose(on_one_line(runs)), level)
        self._follow()

    def _list(self, tag: Tag) -> None:
        number = _whole(tag, "start", 1)
        for child in tag.children:
            if not isinstance(child, Tag) or child.name != "li":
                self._child(child, False, False)
            elif not self._is_around(child):
                self._flush()
                number = _whole(child, "value", number)
                outer, self._item = self._item, (_marker(tag, number), self._level)
                self._level += 1
                self._walk(child, False, False)
                self._flush()
                self._level -= 1
                self._item = outer if outer is None else None
                number += 1

    def _definitions(self, tag: Tag) -> None:
        """Write terms and what they mean as rows of a table without a header."""
        self._strays(tag, frozenset({"div"}), frozenset({"dt", "dd"}))
        rows: list[list[Cell]] = []
        for child in tag.find_all(["dt", "dd"]):
            if not _is_entry(child, tag) or self._is_around(child):
                continue
            cell = self._cell(child)
            if child.name == "dt" or not rows:
                rows.append([cell, Cell()] if child.name == "dt" else [Cell(), cell])
            else:
                rows[-1][1] = Cell(rows[-1][1].statements + cell.statements)
        if isinstance(self._out, CellDraft):
            self._write_plainly(rows)
        elif rows:
            write_table(self._out, rows, headers=0, titled=True)
            self._follow()

    def _lines(self, tag: Tag) -> None:
        for line in tag.get_text().splitlines():
            self._runs.append(Run(line))
            self._flush()

    def _table(self, tag: Tag) -> None:
        rows = [row for row in tag.find_all("tr") if _is_row(row, tag) and not self._is_around(row)]
        if isinstance(caption := tag.find("caption"), Tag) and caption.find_parent("table") is tag:
            self._walk(caption, False, False)
            self._flush()
        self._strays(tag, frozenset({"thead", "tbody", "tfoot", "tr"}), frozenset({"caption", "colgroup"}))
        cells = [[c for c in row.find_all(["td", "th"], recursive=False) if not self._is_around(c)] for row in rows]
        headed = any(cell.name == "th" for row in cells for cell in row)
        boxes = tag.get("role") in {"presentation", "none"} or (
            not headed and (tag.find("table") or tag.select_one("td :is(h1,h2,h3,h4,h5,h6)"))
        )
        grid = [] if boxes else spread([[self._placed(cell) for cell in row] for row in cells])
        if isinstance(self._out, CellDraft) and not boxes:
            self._write_plainly(grid)
        elif boxes or is_layout(grid) or isinstance(self._out, CellDraft):
            for cell in (cell for row in cells for cell in row):
                self._walk(cell, False, False)
                self._flush()
        else:
            write_table(self._out, grid, _header_rows(cells), _has_row_headers(cells))
            self._follow()

    def _strays(self, tag: Tag, structure: frozenset[str], read_elsewhere: frozenset[str]) -> None:
        """Read what stands in a table or list of definitions without being in a cell, where browsers show it too."""
        for child in tag.children:
            if isinstance(child, Tag) and child.name in structure:
                self._strays(child, structure, read_elsewhere)
            elif not isinstance(child, Tag) or not (child.name in read_elsewhere or _is_cell(child)):
                self._child(child, False, False)
        self._flush()

    def _write_plainly(self, rows: list[list[Cell]]) -> None:
        for cell in (cell for row in rows for cell in row if not cell.merged):
            for marker, phrase in cell.statements:
                self._out.item(phrase, marker, self._level)

    def _placed(self, tag: Tag) -> tuple[Cell, int, int]:
        return self._cell(tag), _whole(tag, "colspan", 1), _whole(tag, "rowspan", 1)

    def _cell(self, tag: Tag) -> Cell:
        """Return a cell's statements; the block that is being read outside waits meanwhile."""
        held = self._out, self._runs, self._item, self._level
        draft = CellDraft()
        self._out, self._runs, self._item, self._level = draft, [], None, 1
        self._walk(tag, False, False)
        self._flush()
        self._out, self._runs, self._item, self._level = held
        return draft.cell()

    def _flush(self) -> None:
        """Write the words that were read so far: as a block, or as several where line ends part them."""
        runs, self._runs = self._runs, []
        for line in parted(runs):
            self._write(compose(line))
        self._follow()

    def _write(self, phrase: Phrase) -> None:
        if not phrase.text:
            self.manuscript.took_out(phrase)
        elif self._item:
            (marker, level), self._item = self._item, None
            if marker is None:
                self._out.text(phrase, level)
            else:
                self._out.item(phrase, marker, level)
        else:
            self._out.paragraph(phrase, self._level)

    def _follow(self) -> None:
        if self._out is self.manuscript:
            self._notes.follow()

    def _is_around(self, tag: Tag) -> bool:
        """Return whether an element is left out; what is hidden from readers is flagged."""
        if id(tag) in self._links.holders or id(tag) in self._panels.tabs:
            return True
        if id(tag) in self._panels.titles:
            return False
        is_opened = is_hidden(tag) and self._panels.is_opened(tag)
        if is_site_part(tag) or (is_decoration(tag) and not self._panels.is_opened(tag)):
            return True
        if is_hidden(tag):
            return not is_opened and self._tell("left out, hidden", tag)
        if is_white(tag):
            # A style sheet may well have coloured what is behind.
            kept = self._has_sheet or may_be_coloured(tag)
            self._tell("kept, white on what may be a dark ground" if kept else "left out, white on white", tag)
            return not kept
        return False

    def _tell(self, why: str, tag: Tag) -> bool:
        words = compose([Run(tag.get_text(" "))]).text
        if any(c.isalpha() for c in words) and (why, words) not in self._told:
            self._told.add((why, words))
            self.manuscript.flags += unseen_flags(words, why)
        return True


def _is_entry(tag: Tag, definitions: Tag) -> bool:
    """Return whether a term or meaning stands in the list itself; a <div> may group them."""
    parent = tag.parent
    while parent is not None and parent is not definitions and parent.name == "div":
        parent = parent.parent
    return parent is definitions


def _is_row(tag: Tag, table: Tag) -> bool:
    """Return whether a row is the table's own, and not one astray in something else that stands in the table."""
    parent = tag.parent
    while parent is not None and parent is not table and parent.name in {"thead", "tbody", "tfoot"}:
        parent = parent.parent
    return parent is table


def _is_cell(tag: Tag) -> bool:
    return tag.name in {"td", "th"} and tag.parent is not None and tag.parent.name == "tr"


def _marker(tag: Tag, number: int) -> str | None:
    if _NO_MARKER.search(str(tag.get("style") or "")):
        return None
    if tag.name != "ol":
        return BULLET
    return f"{printed(number, _LIST_STYLES.get(str(tag.get('type')), 'decimal'))}."


def _whole(tag: Tag, name: str, otherwise: int) -> int:
    match = _NUMBER.match(str(tag.get(name) or ""))
    return int(match[1]) if match else otherwise


def _header_rows(cells: list[list[Tag]]) -> int | None:
    """Return how many rows at the top are headers by mark-up, None where mark-up does not say."""
    count = 0
    for row in cells:
        if not row or not (row[0].find_parent("thead") or all(cell.name == "th" for cell in row)):
            break
        count += 1
    return count or None


def _has_row_headers(cells: list[list[Tag]]) -> bool | None:
    marked = [row[0].name == "th" for row in cells if row and any(cell.name == "td" for cell in row)]
    return True if marked and all(marked) else None
