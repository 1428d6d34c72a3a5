"""What a careful reader finds in each sample document: `python -m evals.layouts` writes it to `evals/layouts`.

It is read from the sources with `evals/layouts.json`, in which their author says what each heading holds and whom each
document is about; the programs that read the built files have no part in it. `label` is None where it is not settled
how an item is named, `page` is None where there are no pages or an item begins at the end of one.
"""

import json
import re
from collections.abc import Iterator
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

from pypdf import PdfReader

from evals.corpus import CORPUS, sources
from evals.sample_source import PLAIN, Source, without_marks

HERE = Path(__file__).parent
AUTHOR = HERE / "layouts.json"
LAYOUTS = HERE / "layouts"
KINDS = (
    "findings",
    "learning",
    "recommendations",
    "actions",
    "good_practice",
    "progress",
    "impact_evidence",
    "questions",
)
LETTERS = {"recommendations": "R", "actions": "A", "findings": "F", "learning": "L"}
_PREFIX = re.compile(r"^(?:step \d: |\d{1,2}\.? |appendix \w: )?")
_CASE = re.compile(r"^(?:case \d: |20\d\d – .+ – )", re.I)
_NAMED = re.compile(r"^(Finding|Theme|KLOE) (\w{1,2}): (.+)$")
_RUN_IN = re.compile(r"^\*{0,2}(?:(Recommendation|Finding|Learning point) (\w{1,2})|(R)(\d))[:.]\*{0,2} (.+)$")
_LIST = re.compile(r"^\*\*(Learning|Recommendations)[^:*]*:\*\* (.+)$")
_NUMBER = re.compile(r"^(\d{1,2}\.\d{1,2}) (.+)$")
_ORDER = re.compile(r"^(\d{1,2})\. (.+)$")
_BULLET = re.compile(r"^[-*•] (.+)$")
_TO = re.compile(r"^(?:Recommendation to )?([A-Z][\w ,'’]{1,45}?) [-–] (.+)$")
_ASIDE = re.compile(
    r"^The Board expects the following|^Do you receive|^Why not sign up|^For more about|^This newsletter was correct"
)


@dataclass(frozen=True, slots=True)
class Item:
    """One statement that must be found: its kind, and its first and last words."""

    subject: str | None
    kind: str
    label: str | None
    page: int | None
    starts: str
    ends: str
    addressee: str | None = None


@dataclass(slots=True)
class _Place:
    """Where the reader is."""

    subject: str | None
    kind: str = ""
    heading: str = ""
    named: bool = False
    count: int = 0
    columns: list[str] = field(default_factory=list)
    row: str = ""


def layouts() -> dict[str, dict[str, Any]]:
    """Return what is expected of every file by its name."""
    author = json.loads(AUTHOR.read_text(encoding="utf-8"))
    return {source.name: _layout(source, author) for source in sources()}


def _layout(source: Source, author: dict[str, Any]) -> dict[str, Any]:
    about: dict[str, Any] = {"population": "children"} | author["documents"][source.name]
    pages = _pages(source.name)
    headings = author["headings"] | about.pop("headings", {})
    items, sections = _read(source, about["subjects"], headings, about.pop("grid", False), pages)
    return about | {"pages": len(pages), "sections": sections, "items": [asdict(item) for item in items]}


def _read(
    source: Source, subjects: list[str], headings: dict[str, str], grid: bool, pages: list[str]
) -> tuple[list[Item], list[dict[str, Any]]]:
    place = _Place(subjects[0] if len(subjects) == 1 else None)
    items: list[Item] = []
    sections: list[dict[str, Any]] = []
    for line in _lines(source, grid):
        if (kind := _heading(line, place, subjects, headings, source)) is not None:
            title = line.lstrip("#").strip()
            if not kind.endswith("+"):
                sections.append({"type": kind, "heading": title, "subject": place.subject, "items": 0})
                place.count = 0
            place.columns = []
            place.kind, place.heading = kind.rstrip("+"), title
            is_named = bool(_NAMED.match(title))
            place.named = is_named or (place.named and line.startswith("####"))
            if is_named and place.kind == "findings" and title.startswith("Finding"):
                items.append(_named(title, place, pages))
                sections[-1]["items"] += 1
            continue
        found = list(_items(line, place, headings, pages))
        items += found
        if sections:
            sections[-1]["items"] += len(found)
    return items, sections


def _lines(source: Source, grid: bool) -> Iterator[str]:
    """The lines of the source; a grid of headed boxes one box after another."""
    heads: list[str] = []
    for line in (text.strip(" ") for text in source.body.splitlines()):
        cells = [cell.strip() for cell in line.strip("|").split("|")]
        if not grid or not line.startswith("|"):
            yield line.replace(">>> ", "### ") if line.startswith(">>> ") else line
        elif not heads:
            heads = cells
        else:
            for head, cell in zip(heads, cells, strict=True):
                yield f"## {head}"
                yield from (f"- {part}" for part in cell.split(" // "))
            heads = []


def _heading(line: str, place: _Place, subjects: list[str], headings: dict[str, str], source: Source) -> str | None:
    """The kind of section that the heading opens, with + where it goes on; None where the line is not a heading."""
    title = line.lstrip("#").strip().strip("*")
    if len(subjects) > 1 and _CASE.sub("", title) in subjects:
        place.subject = _CASE.sub("", title)
        return "unclassified"
    plain = _PREFIX.sub("", title.lower().rstrip(":"))
    marked = line.startswith("#")
    if named := _NAMED.match(title) if marked else None:
        return "findings" if named[1] == "Finding" else headings.get("theme n", "findings")
    kind = headings.get(plain)
    if not marked and (source.suffix not in PLAIN or len(title) > 60 or line.startswith(("- ", "* ", "|"))):
        return None
    if line.startswith("# "):
        return "unclassified"
    if kind is None:
        return _unknown(plain, source) if marked else None
    if kind.endswith("!") and len(subjects) > 1:
        place.subject = None
    return kind.rstrip("!")


def _unknown(title: str, source: Source) -> str:
    raise ValueError(f"{source.name}: the author has not said what {title!r} holds")


def _named(title: str, place: _Place, pages: list[str]) -> Item:
    match = _NAMED.match(title)
    assert match is not None
    return _item(place, f"{match[1]} {match[2]}", match[3], pages)


def _items(line: str, place: _Place, headings: dict[str, str], pages: list[str]) -> Iterator[Item]:
    if line.startswith("|") or "\t" in line:
        yield from _row(line, place, headings, pages)
        return
    text = line.strip()
    if match := _LIST.match(text):
        kind = "learning" if match[1] == "Learning" else "recommendations"
        for n, part in enumerate(match[2].rstrip(".").split("; "), 1):
            yield _item(place, f"unnumbered, {_ordinal(n)}", part, pages, kind)
        return
    if place.kind not in KINDS or not text or text.startswith(("^", "http", ">", "<", "- Recommendation 2**")):
        return
    if _ASIDE.match(text):
        return
    if match := _RUN_IN.match(text):
        word = match[1] or match[3]
        label = f"{word} {match[2]}" if match[2] else f"R{match[4]}"
        kind = "learning" if word.startswith("Learning") else place.kind
        yield _item(place, label, match[5], pages, kind)
    elif match := _NUMBER.match(text):
        kind = "good_practice" if match[2].startswith("Good practice.") else ""
        yield _item(place, match[1], match[2], pages, kind)
    elif match := _ORDER.match(text):
        known = place.kind in LETTERS
        yield _item(place, f"{LETTERS[place.kind]}{match[1]}" if known else None, match[2], pages)
    else:
        place.count += 1
        bullet = _BULLET.match(text)
        counted = f"unnumbered, {_ordinal(place.count)}"
        has_none = place.named or place.kind in ("progress", "impact_evidence")
        yield _item(place, None if has_none else counted, bullet[1] if bullet else text, pages)


def _row(line: str, place: _Place, headings: dict[str, str], pages: list[str]) -> Iterator[Item]:
    cells = [cell.strip() for cell in (line.strip("|").split("|") if line.startswith("|") else line.split("\t"))]
    if set("".join(cells)) <= {"-"}:
        return
    if not place.columns:
        place.columns = [headings.get(f"column {cell.lower()}", "") for cell in cells]
        return
    if cells[0] != "^":
        place.row = cells[0]
    for kind, cell in zip(place.columns, cells, strict=True):
        for part in re.split(r" // |<li>|•", cell) if kind and cell != "^" else ():
            words = re.sub(r"<[^>]+>", "", part).strip()
            if words and not words.startswith(("None", "No evidence")):
                yield _item(place, _row_label(place.row, kind), words, pages, kind)


def _row_label(row: str, kind: str) -> str | None:
    """The number of the row as printed, with the letter of its kind where it is a bare number."""
    if row.isdigit():
        return f"{LETTERS[kind]}{row}" if kind in ("recommendations", "actions") else None
    return row if re.match(r"[A-Z]{1,2}\d", row) else None


def _item(place: _Place, label: str | None, text: str, pages: list[str], kind: str = "") -> Item:
    addressee = _TO.match(text) if (kind or place.kind) == "recommendations" else None
    plain = re.sub(r"[*]+", "", without_marks(addressee[2] if addressee else text)).strip()
    words = re.sub(r"[⁰¹²³⁴-⁹]", "", plain).split()
    starts = " ".join(words[:6])
    on = [n for n, page in enumerate(pages, 1) if squashed(starts) in page]
    page = on[-1] if on else None
    return Item(
        place.subject, kind or place.kind, label, page, starts, " ".join(words[-4:]), addressee and addressee[1]
    )


def _pages(name: str) -> list[str]:
    if not name.endswith(".pdf"):
        return []
    return [squashed(page.extract_text()) for page in PdfReader(CORPUS / name).pages]


def squashed(text: str) -> str:
    """Return the letters and digits of the text alone."""
    return re.sub(r"[\W_]+", "", text).lower()


def _ordinal(n: int) -> str:
    teens = 10 < n % 100 < 14
    return f"{n}{'th' if teens else {1: 'st', 2: 'nd', 3: 'rd'}.get(n % 10, 'th')}"


def write() -> None:
    """Write one file for each document, with an item to a line."""
    LAYOUTS.mkdir(exist_ok=True)
    for name, layout in layouts().items():
        (LAYOUTS / f"{name}.json").write_text(as_text(layout), encoding="utf-8")


def as_text(layout: dict[str, Any]) -> str:
    """Return the layout as JSON that can be read and compared line by line."""
    parts = []
    for key, value in layout.items():
        nested = key in ("sections", "items")
        lines = ",\n".join("  " + json.dumps(one, ensure_ascii=False) for one in value) if nested else ""
        parts.append(f'"{key}": ' + (f"[\n{lines}\n]" if nested else json.dumps(value, ensure_ascii=False)))
    return "{\n" + ",\n".join(parts) + "\n}\n"


if __name__ == "__main__":
    write()
