"""Accordions and tabs of a web page: which element is the title of which panel, closed or not."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from ingest.markup import Tag

_NAMES = re.compile(r"panel|accordion|collaps|expand|toggle|tab-?(?:content|pane)|details", re.IGNORECASE)
_TABS = (
    "[role=tab], [data-toggle=tab], [data-bs-toggle=tab], [data-toggle=pill], [data-bs-toggle=pill], .govuk-tabs__tab"
)
_OPENERS = "button.accordion, [aria-expanded], [aria-controls], [data-toggle=collapse], [data-bs-toggle=collapse]"
_NO_TITLE = re.compile(r"(?:(?:show|hide|expand|collapse|open|close|read|view)\b.*|menu|search|share.*)", re.IGNORECASE)
_HEADINGS = ["h1", "h2", "h3", "h4", "h5", "h6"]
_SITE = ["nav", "header", "footer", "form", "dialog"]


@dataclass(slots=True)
class Panels:
    """What is opened by a click. Elements are known by their `id()`, panels that tabs open by their id in the page."""

    opened: set[str] = field(default_factory=set)
    titles: set[int] = field(default_factory=set)
    tabs: dict[int, Tag] = field(default_factory=dict)
    tab_of: dict[str, Tag] = field(default_factory=dict)

    def is_opened(self, tag: Tag) -> bool:
        """Return whether an element is a panel, which readers open: by its id, its name, or the button above it."""
        if str(tag.get("id")) in self.opened or is_panel_by_name(tag):
            return True
        above = tag.find_previous_sibling()
        return above is not None and (
            above.has_attr("aria-expanded") or above.select_one("[aria-expanded]") is not None
        )


def is_panel_by_name(tag: Tag) -> bool:
    """Return whether its classes name an element as a panel."""
    return bool(_NAMES.search(" ".join(str(name) for name in tag.get_attribute_list("class") if name)))


def panels_of(soup: Tag) -> Panels:
    """Return the panels of a page, and the titles that stand in no heading."""
    # Each selector alone would walk the whole page, and most elements have no attribute.
    tags = [tag for tag in soup.find_all(True) if tag.attrs]
    found = Panels({name for tag in tags for name in str(tag.get("aria-controls", "")).split()})
    by_id = {str(tag["id"]): tag for tag in tags if "id" in tag.attrs}
    for tab in (tag for tag in tags if tag.css.match(_TABS)):
        if _target(tab) in by_id and not _is_entangled(tab):
            found.tabs[id(tab)], found.tab_of[_target(tab)] = tab, tab
            found.opened.add(_target(tab))
    for opener in (tag for tag in tags if tag.css.match(_OPENERS)):
        if _target(opener):
            found.opened.add(_target(opener))
        if id(opener) not in found.tabs and _is_title(opener, by_id):
            found.titles.add(id(opener))
    return found


def _is_entangled(tab: Tag) -> bool:
    """Return whether a tab stands in its own panel or holds it, as in a page where an id is given twice."""
    name = _target(tab)
    return tab.find(id=name) is not None or any(outer.get("id") == name for outer in tab.parents)


def _target(tag: Tag) -> str:
    """Return the id of what a click on an element opens, "" where that is not one element."""
    link = str(tag.get("href") or "")
    named = tag.get("aria-controls") or tag.get("data-target") or tag.get("data-bs-target") or link[link.find("#") :]
    return str(named).strip().removeprefix("#") if len(str(named).split()) == 1 else ""


def _is_title(opener: Tag, by_id: Mapping[str, Tag]) -> bool:
    """Return whether it has the title of a panel that comes after it, and no heading says so already."""
    words = opener.get_text(" ").strip()
    if not words or _NO_TITLE.fullmatch(words) or opener.find_parent([*_HEADINGS, "summary", *_SITE]):
        return False
    if opener.find([*_HEADINGS, "p", "ul", "ol", "table", "summary"]):
        return False
    panel = by_id.get(_target(opener)) or opener.find_next_sibling()
    return panel is not None and panel.name not in {"nav", "ul", "button"} and bool(panel.get_text().strip())
