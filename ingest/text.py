"""Plain text: lines become blocks. Light mark-up that people paste into text files is not shown to readers."""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from itertools import pairwise

from ingest.blocks import Block, BlockKind, Loaded, Refused
from ingest.encoding import decode
from ingest.headers import are_headers
from ingest.invisible import INVISIBLE, invisible_flags, suspicious
from ingest.pasted import PastedLine, paged_lines
from ingest.piped import with_tabs

MEDIA_TYPE = "text/plain"
SHORTEST_WRAP, LONGEST_WRAP = 50, 110
MOST_ROW_TITLE = 80
LONGEST_UNDERLINED = 120

LIST_MARKER = re.compile(
    r"(?P<marker>[-*•–▪◦‣·●○■□➢➤►▶✓✔❖\uf0a7\uf0b7]|o(?=[ \t])"
    r"|[RAF]\d{1,2}[.):]|\([A-H]\)|\(?(?:\d{1,2}|[a-z]|[ivx]{1,4})[.)]|\d{1,2}(?:\.\d{1,2}){1,3}\.?)"
    r"(?P<gap>[ \t]+)(?=\S)"
)
ATX = re.compile(r"(?P<marks>#{1,6})[ \t]+(?=\S)")
# Bounded, so that a line of opening marks is not read through once for each of them.
LINK = re.compile(r"!?\[([^\[\]\n]*)\]\(([^)\s]{0,2000})\)")
TAG = re.compile(
    r"</?(?:a|b|br|div|em|h[1-6]|hr|i|img|li|ol|p|span|strong|sub|sup|table|tbody|td|th|thead|tr|u|ul)\b[^<>\n]*>", re.I
)
EMPHASIS = re.compile(
    r"\*{2,3}(?=\S)(.{1,1000}?)(?<=\S)\*{2,3}|(?<![\w*])\*(?=\S)([^*]+?)(?<=\S)\*(?![\w*])|(?<!\w)_{1,3}(?=\S)([^_]+?)(?<=\S)_{1,3}(?!\w)"
)
STRAY_EMPHASIS = re.compile(r"\*{2,}")
TABLE_RULE = re.compile(r"\s*\|[\s|:\-]+\|?\s*")
_LINE_END = re.compile("\r\n|\r|\u0085")
UNDERLINE = re.compile(r"\s*(?:={3,}|-{3,}|~{3,}|_{3,}|\*{3,})\s*")
QUOTED = re.compile(r"^>[ \t]?")
RULE = re.compile(r"[\s|:\-=_*]{3,}")
BULLET_INSIDE = re.compile(r"(?:(?<=\s)|^)[•▪◦‣][ \t]+(?=[^•▪◦‣\s])")
_ALONE = frozenset({BlockKind.HEADING, BlockKind.RUNNING})


@dataclass(frozen=True, slots=True)
class Line:
    """One line as a reader sees it. `kind` is None where only wording can tell what the line is."""

    text: str
    kind: BlockKind | None = None
    level: int = 0
    marker: str | None = None
    marker_width: int = 0
    indent: int = 0
    emphasis: tuple[tuple[int, int], ...] = ()
    page: int = 1

    @property
    def blank(self) -> bool:
        """Return whether nothing is printed on the line."""
        return not self.text.strip()


@dataclass(slots=True)
class _Draft:
    """Text written so far and the blocks found in it."""

    parts: list[str] = field(default_factory=list)
    blocks: list[Block] = field(default_factory=list)
    length: int = 0
    page_starts: list[int] = field(default_factory=lambda: [0])

    def turn(self, page: int) -> None:
        """Note that what is written next stands on a page."""
        self.page_starts += [self.length] * (page - len(self.page_starts))

    def write(self, text: str) -> int:
        """Append text and return where it begins."""
        start = self.length
        self.parts.append(text)
        self.length += len(text)
        return start


def load_text(data: bytes) -> Loaded | Refused:
    """Return the text of a plain text file with its lines kept, or a refusal where there is none to read."""
    raw = decode(data)
    pages = "\f".join(tidy(page) for page in raw.split("\f"))
    pasted = [line for line in paged_lines(pages.strip("\n")) if not TABLE_RULE.fullmatch(line.text)]
    read = _read_lines(with_tabs([line.text for line in pasted]))
    lines = [_on_page(line, of) for line, of in zip(read, pasted, strict=True)]
    if all(line.blank for line in lines):
        return Refused("empty", "The file holds no text. Check that the right file was chosen.")
    while lines[0].blank:
        del lines[0]
    return replace(_assemble(lines, lines[-1].page), flags=tuple(invisible_flags(suspicious(raw))))


def _on_page(line: Line, pasted: PastedLine) -> Line:
    return Line(pasted.text, BlockKind.RUNNING, page=pasted.page) if pasted.running else replace(line, page=pasted.page)


def _read_lines(raws: list[str]) -> list[Line]:
    """Return the lines; a line of its own that is underlined is a heading, of rank 1 with the file's first ruling."""
    lines = [read_line(raw) for raw in raws]
    signs: list[str] = []
    for number in range(1, len(lines)):
        above, raw = lines[number - 1], raws[number].strip()
        if not UNDERLINE.fullmatch(raw) or not _is_underlined(lines, number - 1, len(raw)):
            continue
        if raw[0] not in signs:
            signs.append(raw[0])
        marker = f"{above.marker} " if above.marker else ""
        lines[number - 1] = Line(marker + above.text.strip(), BlockKind.HEADING, signs.index(raw[0]) + 1)
    return lines


def _is_underlined(lines: list[Line], at: int, width: int) -> bool:
    """Return whether a line stands alone over a ruling that is about as long as it is."""
    line = lines[at]
    alone = at == 0 or lines[at - 1].blank or lines[at - 1].kind is BlockKind.HEADING
    length = len(line.text.strip()) + line.marker_width
    near = width == 3 or abs(length - width) <= max(4, length // 3)
    is_words = not line.blank and not _is_row(line) and line.kind is not BlockKind.HEADING
    return alone and near and is_words and length <= LONGEST_UNDERLINED and line.text.rstrip()[-1] not in ".,;"


def tidy(text: str) -> str:
    """Return the text composed (NFC), with plain line ends and without characters that no reader sees."""
    text = unicodedata.normalize("NFC", _LINE_END.sub("\n", text))
    text = text.replace("\v", "\n").replace("\f", "\n\n")
    text = INVISIBLE.sub("", text).replace("\u00a0", " ").replace("\u2028", "\n").replace("\u2029", "\n\n")
    return "".join(c for c in text if c in "\n\t" or unicodedata.category(c) != "Cc")


def read_line(raw: str) -> Line:
    """Return the line with its mark-up taken out and noted."""
    raw = QUOTED.sub("", TAG.sub(_shown, raw.rstrip()))
    if RULE.fullmatch(raw):
        return Line("")
    if raw.count("|") >= 2 and raw.strip().startswith("|"):
        raw = "\t".join(cell.strip() for cell in raw.strip().strip("|").split("|"))
    body = raw.lstrip(" ")
    if heading := ATX.match(body):
        text, _ = _plain(body[heading.end() :].rstrip("# "))
        return Line(text, BlockKind.HEADING, level=len(heading["marks"]))
    indent = len(raw) - len(body)
    if (item := LIST_MARKER.match(body)) and "\t" not in body[item.end() :].strip():
        text, emphasis = _plain(body[item.end() :])
        return Line(text, BlockKind.ITEM, 1 + indent // 2, item["marker"], len(item["marker"]) + 1, indent, emphasis)
    text, emphasis = _plain(raw if "\t" in raw else body)
    return Line(text, indent=indent, emphasis=emphasis)


def _shown(tag: re.Match[str]) -> str:
    """Return what a reader sees of a tag that was pasted into a text: a bullet, a gap or nothing."""
    name = tag[0].strip("<>/ ").split()[0].lower()
    if name == "li":
        return "" if tag[0].startswith("</") else " • "
    return " " if name in {"br", "p", "td", "th", "div"} else ""


def _plain(text: str) -> tuple[str, tuple[tuple[int, int], ...]]:
    """Return the text without links' and emphasis' marks, and the spans that were emphasised."""
    text = LINK.sub(lambda m: m[1] if m[2] in {"", "#"} or m[0].startswith("!") else f"{m[1]} ({m[2]})", text)
    out, spans, at = "", [], 0
    for match in EMPHASIS.finditer(text):
        out += STRAY_EMPHASIS.sub("", text[at : match.start()])
        inner = match[1] or match[2] or match[3]
        spans.append((len(out), len(out) + len(inner)))
        out += inner
        at = match.end()
    return out + STRAY_EMPHASIS.sub("", text[at:]), tuple(spans)


def _assemble(lines: list[Line], pages: int) -> Loaded:
    """Return the stored text and its blocks: wrapped lines joined to one block, runs of tabbed lines to a table."""
    draft, width, at = _Draft(), _wrap_width(lines), 0
    while at < len(lines):
        end = _block_end(lines, at, width)
        draft.turn(1 if lines[at].blank else lines[at].page)
        if lines[at].blank:
            draft.write("\n")
        elif _is_row(lines[at]):
            _write_table(draft, [line.text for line in lines[at:end]])
        else:
            _write_lines(draft, lines[at:end])
        at = end
    text = "".join(draft.parts).rstrip("\n")
    if pages == 1:
        return Loaded(text, tuple(draft.blocks), MEDIA_TYPE)
    starts = [min(start, len(text)) for start in draft.page_starts]
    return Loaded(text, tuple(draft.blocks), MEDIA_TYPE, tuple(pairwise([*starts, len(text)])))


def _block_end(lines: list[Line], at: int, width: int) -> int:
    end = at + 1
    if lines[at].blank:
        return end
    if _is_row(lines[at]):
        while end < len(lines) and _is_row(lines[end]):
            end += 1
        return end
    while end < len(lines) and _runs_on(lines[end - 1], lines[end], width):
        end += 1
    return end


def _is_row(line: Line) -> bool:
    return "\t" in line.text.rstrip("\n")


def _wrap_width(lines: list[Line]) -> int:
    """Return the column at which the file's lines are broken by hand, 0 where they are not.

    Only lines that another one follows right below can have been broken.
    """
    broken = [_width(a) for a, b in pairwise(lines) if not (a.blank or b.blank or b.marker or b.kind)]
    widest = max(broken, default=0)
    full = sum(width >= widest * 0.8 for width in broken)
    return widest if SHORTEST_WRAP <= widest <= LONGEST_WRAP and full >= len(broken) * 0.6 else 0


def _width(line: Line) -> int:
    return line.indent + line.marker_width + len(line.text)


def _runs_on(line: Line, following: Line, width: int) -> bool:
    """Return whether a line was broken only because the next word did not fit."""
    if following.blank or following.kind or line.kind in _ALONE or _is_row(following) or not width:
        return False
    first_word = following.text.split(maxsplit=1)[0]
    return _width(line) + 1 + len(first_word) > width


def _write_lines(draft: _Draft, lines: list[Line]) -> None:
    first = lines[0]
    if first.marker:
        draft.write(f"{first.marker} ")
    start, emphasis = draft.length, []
    for number, line in enumerate(lines):
        if number:
            draft.write("\n")
        draft.turn(line.page)
        begin = draft.write(line.text)
        emphasis += [(begin + a, begin + b) for a, b in line.emphasis]
    block = Block(first.kind or BlockKind.PARAGRAPH, start, draft.length, first.level, first.marker)
    whole = len(emphasis) == 1 and emphasis[0] == (block.start, block.end)
    draft.blocks.append(block if whole else replace(block, emphasis=tuple(emphasis)))
    draft.write("\n")


def _write_table(draft: _Draft, rows: list[str]) -> None:
    """Write rows of cells; the first row is the header where it has an empty corner or short cells only."""
    cells = [row.split("\t") for row in rows]
    header = cells[0] if len(cells) > 1 and _is_header(cells[0]) else []
    titled = _has_row_titles(cells[1:] if header else cells, bool(header and not header[0].strip()), bool(header))
    for row_number, row in enumerate(cells):
        title = row[0].strip() if titled and (row_number or not header) and row[0].strip() else None
        for column, cell in enumerate(row):
            if column:
                draft.write("\t")
            is_label = (header and not row_number) or (title is not None and not column)
            name = header[column].strip() or None if column < len(header) else None
            for block in _cell_blocks(cell, draft.length):
                kind = BlockKind.LABEL if is_label else BlockKind.CELL
                draft.blocks.append(
                    replace(
                        block,
                        kind=kind,
                        row=None if is_label else title,
                        column=name if kind is BlockKind.CELL else None,
                    )
                )
            draft.write(cell)
        draft.write("\n")


def _has_row_titles(rows: list[list[str]], empty_corner: bool, headed: bool) -> bool:
    """Return whether the first cell names its row: below a header, or where a title stands beside a longer text."""
    if headed:
        return empty_corner or all(0 < len(row[0]) <= MOST_ROW_TITLE for row in rows)
    return all(len(row) == 2 and 0 < len(row[0].split()) <= 8 and len(row[1]) > len(row[0]) for row in rows)


def _is_header(cells: list[str]) -> bool:
    if are_headers(cells):
        return True
    sentence = (len(cell) > 5 and cell.strip().endswith(".") for cell in cells)
    return not cells[0].strip() or (all(len(cell.split()) <= 6 for cell in cells) and not any(sentence))


def _cell_blocks(cell: str, offset: int) -> Iterator[Block]:
    """Yield the statements of a cell: all of it, or one for each bullet inside."""
    bullets = list(BULLET_INSIDE.finditer(cell))
    bounds: list[tuple[int, int, str | None]] = [(0, bullets[0].start() if bullets else len(cell), None)]
    ends = [*(bullet.start() for bullet in bullets[1:]), len(cell)]
    bounds += [(bullet.end(), end, bullet[0].strip()) for bullet, end in zip(bullets, ends, strict=False)]
    for start, end, marker in bounds:
        stripped = cell[start:end].strip()
        if stripped:
            begin = offset + start + cell[start:end].index(stripped)
            yield Block(BlockKind.CELL, begin, begin + len(stripped), marker=marker)
