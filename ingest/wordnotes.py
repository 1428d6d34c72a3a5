"""Footnotes and endnotes of a Word document: which there are, in the order in which they are cited, and their signs."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from ingest.numbering import printed
from ingest.wordml import Element, W, is_shown, value, whole

KINDS = {f"{W}footnoteReference": "footnote", f"{W}endnoteReference": "endnote"}
_USUAL = {"footnote": "decimal", "endnote": "lowerRoman"}
_SIGNS = "*†‡§"


@dataclass(frozen=True, slots=True)
class Cited:
    """A note that is cited: the number that stands for it in the document, its marker as printed, its element."""

    number: str
    marker: str
    element: Element


def cited_notes(
    body: Element, notes: Mapping[tuple[str, str], Element], settings: Element
) -> dict[tuple[str, str], Cited]:
    """Return the notes that the body cites by kind and id."""
    found: dict[tuple[str, str], Cited] = {}
    counts = {kind: _first(kind, body, settings) - 1 for kind in _USUAL}
    for place in _references(body):
        kind, own = KINDS[place.tag], own_mark(place)
        name = (kind, place.get(f"{W}id"))
        if name in found or name not in notes:
            continue
        counts[kind] += not own
        marker = own or _marker(counts[kind], _format(kind, body, settings))
        found[name] = Cited(str(len(found) + 1), marker, notes[name])
    return found


def own_mark(place: Element) -> str:
    """Return the mark that the author typed behind a reference in place of a number, "" for none."""
    custom = place.get(f"{W}customMarkFollows") in {"1", "true", "on"}
    return "".join(text.text or "" for text in place.getparent().findall(f"{W}t")).strip() if custom else ""


def _references(body: Element) -> Iterator[Element]:
    yield from (place for place in body.iter(*KINDS) if is_shown(place))


def _settings(kind: str, name: str, body: Element, settings: Element) -> Element:
    """Return what the document sets for a kind of notes: in a part of it, or for all."""
    for root in (body, settings):
        for properties in () if root is None else root.iter(f"{W}{kind}Pr"):
            if (found := properties.find(f"{W}{name}")) is not None:
                return found
    return None


def _first(kind: str, body: Element, settings: Element) -> int:
    return whole(_settings(kind, "numStart", body, settings)) or 1


def _format(kind: str, body: Element, settings: Element) -> str:
    return value(_settings(kind, "numFmt", body, settings)) or _USUAL[kind]


def _marker(number: int, style: str) -> str:
    if style != "chicago":
        return printed(number, style)
    rounds, sign = divmod(number - 1, len(_SIGNS))
    return _SIGNS[sign] * (rounds + 1)
