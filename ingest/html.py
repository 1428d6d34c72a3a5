"""Web pages: the article that a reader came for, without what surrounds it on every page of the site."""

import re
from collections.abc import Iterator

from bs4 import BeautifulSoup
from bs4.element import NavigableString, PageElement, PreformattedString, Tag

from ingest.blocks import Loaded, Refused
from ingest.manuscript import Manuscript, Run, compose
from ingest.numbering import printed
from ingest.tables import Cell, CellDraft, is_layout, spread, write_table
from ingest.text import decode

MEDIA_TYPE = "text/html"
BULLET = "•"

_NEVER_SHOWN = (
    frozenset({"script", "style", "noscript", "template", "svg", "math", "head", "nav", "footer", "aside"})
    | {"iframe", "object", "embed", "applet", "canvas", "video", "audio", "map", "dialog", "progress", "meter"}
    | {"button", "input", "select", "option", "textarea", "datalist"}
)
_INLINE = (
    frozenset({"a", "abbr", "acronym", "b", "bdi", "bdo", "big", "cite", "code", "data", "del", "dfn", "em", "font"})
    | {"i", "img", "ins", "kbd", "label", "mark", "picture", "q", "rp", "rt", "ruby", "s", "samp", "small", "source"}
    | {"span", "strike", "strong", "sub", "sup", "time", "tt", "u", "var", "wbr"}
)
_BOLD, _ITALIC = frozenset({"b", "strong"}), frozenset({"i", "em", "cite", "dfn"})
_AROUND_ROLES = frozenset({"navigation", "banner", "contentinfo", "search", "complementary"}) | {
    "dialog",
    "alertdialog",
    "menu",
    "menubar",
}
_AROUND_NAMES = re.compile(
    r"(?:^|[\s_-])(?:cookies?|breadcrumbs?|skip-?(?:links?|to|nav|navigation|content)|site-?(?:header|footer|nav)"
    r"|social-?(?:share|links|media)|share-?(?:buttons|links)|back-?to-?top|sr-only|visually-?hidden|screen-reader-text)"
    r"(?:$|[\s_-])",
    re.IGNORECASE,
)
_PANEL_NAMES = re.compile(r"panel|accordion|collaps|expand|toggle|tab-?(?:content|pane)|details", re.IGNORECASE)
_UNSEEN_STYLE = re.compile(r"(?:display\s*:\s*none|visibility\s*:\s*hidden|font-size\s*:\s*0)(?![.\d])", re.IGNORECASE)
_NO_MARKER = re.compile(r"list-style(?:-type)?\s*:[^;]*\bnone\b", re.IGNORECASE)
_LIST_STYLES = {"1": "decimal", "a": "lowerLetter", "A": "upperLetter", "i": "lowerRoman", "I": "upperRoman"}
_HEADING = re.compile(r"h[1-6]")
_NUMBER = re.compile(r"\s*([+-]?\d{1,6})")


def load_html(data: bytes) -> Loaded | Refused:
    """Return the text of a web page's main article, or a refusal where there is none."""
    soup = BeautifulSoup(decode(data), "lxml")
    title = soup.title.get_text() if soup.title else None
    loaded: Loaded | Refused = Refused("empty", "")
    for root in _articles(soup):
        reader = _Reader(soup)
        reader.read(root)
        loaded = reader.manuscript.loaded(MEDIA_TYPE, title)
        if isinstance(loaded, Loaded):
            break
    return loaded


def _articles(soup: BeautifulSoup) -> Iterator[Tag]:
    """Yield where the article may be, the likeliest place first; a page may leave its <main> empty."""
    yield from soup.select("main, [role=main]", limit=1)
    articles = [a for a in soup.find_all("article") if not a.find_parent("article")]
    if len(articles) == 1:
        yield from articles
    yield soup.body or soup


class _Reader:
    """Walks the elements and keeps the words of the block that is being read."""

    def __init__(self, soup: BeautifulSoup) -> None:
        self.manuscript: Manuscript = Manuscript()
        self._out: Manuscript | CellDraft = self.manuscript
        self._runs: list[Run] = []
        self._item: tuple[str | None, int] | None = None
        self._level = 1
        self._rank = 1
        # What a button opens is read by readers, whether or not it was open when the page was saved.
        self._opened = {name for tag in soup.select("[aria-controls]") for name in str(tag["aria-controls"]).split()}

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
        elif isinstance(child, NavigableString) and not isinstance(child, PreformattedString):
            self._runs.append(Run(str(child), bold, italic))

    def _element(self, tag: Tag, bold: bool, italic: bool) -> None:
        if self._is_around(tag):
            return
        if tag.name == "br":
            self._runs.append(Run(" "))
        elif tag.name in _INLINE:
            self._walk(tag, bold or tag.name in _BOLD, italic or tag.name in _ITALIC)
        else:
            self._flush()
            self._block(tag)
            self._flush()

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
        self._out.heading(compose(runs), level)

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
        boxes = (
            tag.get("role") in {"presentation", "none"}
            or tag.find("table")
            or tag.select_one("td :is(h1,h2,h3,h4,h5,h6)")
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
        """Write the words that were read so far as a block."""
        phrase = compose(self._runs)
        self._runs = []
        if not phrase.text:
            self.manuscript.took_out(phrase)
            return
        if self._item:
            (marker, level), self._item = self._item, None
            if marker is None:
                self._out.text(phrase, level)
            else:
                self._out.item(phrase, marker, level)
        else:
            self._out.paragraph(phrase, self._level)

    def _is_around(self, tag: Tag) -> bool:
        """Return whether an element is not shown, or belongs to the site rather than to the article."""
        if tag.name in _NEVER_SHOWN or tag.get("role") in _AROUND_ROLES or _is_unseen(tag):
            return tag.name in _NEVER_SHOWN or not (str(tag.get("id")) in self._opened or _is_opened_above(tag))
        if tag.name in {"header", "form"}:
            of_article = tag.name == "header" and tag.find_parent(["main", "article"])
            return not (of_article or _holds_the_page(tag))
        names = " ".join(str(name) for key in ("id", "class") for name in tag.get_attribute_list(key) if name)
        return (
            bool(_AROUND_NAMES.search(names))
            and tag.name not in {"body", "main", "article"}
            and not _holds_the_page(tag)
        )


def _is_opened_above(tag: Tag) -> bool:
    """Return whether it is the panel of an accordion: named so, or behind its button."""
    if _PANEL_NAMES.search(" ".join(str(name) for name in tag.get_attribute_list("class") if name)):
        return True
    above = tag.find_previous_sibling()
    return above is not None and (above.has_attr("aria-expanded") or above.select_one("[aria-expanded]") is not None)


def _is_unseen(tag: Tag) -> bool:
    hidden = tag.has_attr("hidden") or tag.get("aria-hidden") == "true"
    return hidden or bool(_UNSEEN_STYLE.search(str(tag.get("style") or "")))


def _holds_the_page(tag: Tag) -> bool:
    """Return whether the element, whatever its name says, has the article inside: some sites wrap all in a form."""
    return bool(tag.find(["main", "article", "h1"]))


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
