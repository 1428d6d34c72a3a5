"""What is known of a web page before it is read: its panels and footnotes, and where its article may be."""

from collections.abc import Iterator
from dataclasses import dataclass

from ingest.footlinks import FootLinks, foot_links
from ingest.markup import Tag
from ingest.panels import Panels, panels_of


@dataclass(frozen=True, slots=True)
class Layout:
    """The panels and footnotes of a page, and whether it has a sheet of styles, which may colour words."""

    panels: Panels
    links: FootLinks
    has_sheet: bool


def layout_of(soup: Tag) -> Layout:
    """Return the layout of a page."""
    return Layout(panels_of(soup), foot_links(soup), soup.select_one("link[rel=stylesheet], style") is not None)


def articles(soup: Tag) -> Iterator[list[Tag]]:
    """Yield where the article may be, the likeliest place first; where each holds little, it is all over the page."""
    mains = soup.select("main, [role=main]")
    yield [main for main in mains if not any(outer is other for outer in main.parents for other in mains)]
    found = [a for a in soup.find_all("article") if not a.find_parent("article")]
    if len(found) == 1 and not any(main.get_text().strip() for main in mains):
        yield found
