"""What surrounds the article on a web page: the site's own parts, and what no reader sees."""

import re
from collections.abc import Sequence

from ingest.markup import Tag

_NEVER_SHOWN = (
    frozenset({"script", "style", "noscript", "template", "svg", "math", "head", "nav", "footer"})
    | {"iframe", "object", "embed", "applet", "canvas", "video", "audio", "map", "dialog", "progress", "meter"}
    | {"button", "input", "select", "option", "textarea", "datalist"}
)
_AROUND_ROLES = frozenset({"navigation", "banner", "contentinfo", "search"}) | {
    "dialog",
    "alertdialog",
    "menu",
    "menubar",
}
_AROUND_NAMES = re.compile(
    r"(?:^|[\s_-])(?:cookies?|breadcrumbs?|skip-?(?:links?|to|nav|navigation|content)|site-?(?:header|footer|nav)"
    r"|social-?(?:share|links|media)|share-?(?:buttons|links)|back-?to-?top|sr-only|visually-?hidden|screen-reader-text"
    r"|section-toggle|accordion__(?:controls|icon)|govuk-tabs__title)"
    r"(?:$|[\s_-])",
    re.IGNORECASE,
)
# Whole names only: a page that "has-sidebar" is none.
_SITE_PART = re.compile(
    r"(?:(?:site|page|global|main|primary|secondary|left|right|top|bottom|mobile|sub|section|govuk|nhsuk|phase|cookie"
    r"|notification|alert|emergency)[-_]?){0,3}"
    r"(?:side-?bar|footer|nav|navbar|navigation|mega-?menu|menu|widget-?area|masthead|banner|pagination|pager|toolbar)"
    r"(?:[-_](?:area|wrapper|container|inner))?"
    r"|related-?(?:links|content|pages|posts|articles|news)|newsletter(?:-?signup)?|advert(?:isement)?s?"
    r"|comments?(?:-(?:area|list))?|sharedaddy|addthis\S*|post-?tags|subscribe|popup",
    re.IGNORECASE,
)
_UNSEEN_STYLE = re.compile(
    r"(?:display\s*:\s*none|visibility\s*:\s*hidden|font-size\s*:\s*0|(?:^|[;\s])opacity\s*:\s*0(?:\.0+)?(?=\s*(?:;|$|!)))(?![.\d])"
    r"|font-size\s*:\s*(?:0?\.\d+|1)(?:px|pt)|(?:left|top|text-indent)\s*:\s*-\d{4,}",
    re.IGNORECASE,
)
_WHITE = r"(?:#fff(?:fff)?\b|white\b|rgba?\(\s*255\s*,\s*255\s*,\s*255\b[^)]*\))"
_WHITE_WORDS = re.compile(rf"(?:^|[;\s])color\s*:\s*{_WHITE}", re.IGNORECASE)
_WHITE_GROUND = re.compile(rf"background(?:-color)?\s*:\s*(?:{_WHITE}|transparent|none)", re.IGNORECASE)
_GROUND = re.compile(r"background(?:-color|-image)?\s*:", re.IGNORECASE)
# Names of boxes that a page is likely to colour.
_COLOURED = re.compile(r"bg|background|dark|hero|cover|colou?r|inverse|callout|highlight|card|box", re.IGNORECASE)
_FILE = re.compile(r"\.(?:pdf|docx?|pptx?)\b|^#", re.IGNORECASE)
_LOGO = re.compile(r"logo|brand|site-?(?:title|name)", re.IGNORECASE)
FEWEST_ASIDE_WORDS = 8
# A menu by its look: so many links, nearly all of its words, a few words each.
FEWEST_LINKS, LINK_SHARE, LINK_WORDS = 4, 0.8, 4


def is_site_part(tag: Tag) -> bool:
    """Return whether an element belongs to the site, or is none that has words."""
    if tag.name == "aside" or tag.get("role") == "complementary":
        return not _holds_learning(tag)
    if tag.name == "footer" and tag.find_parent(["blockquote", "figure"]):
        return False
    if tag.name in _NEVER_SHOWN or tag.get("role") in _AROUND_ROLES:
        return True
    if tag.name in {"header", "form"}:
        of_article = tag.name == "header" and tag.find_parent(["main", "article"])
        return not (of_article or _holds_the_page(tag))
    names = [str(name) for key in ("id", "class") for name in tag.get_attribute_list(key) if name]
    named = _AROUND_NAMES.search(" ".join(names)) or any(_SITE_PART.fullmatch(name) for name in names)
    around = bool(named) or _is_menu(tag)
    return around and tag.name not in {"body", "main", "article"} and not _holds_the_page(tag)


def is_decoration(tag: Tag) -> bool:
    """Return whether an element is shown but says nothing, such as an icon."""
    return tag.get("aria-hidden") == "true"


def is_hidden(tag: Tag) -> bool:
    """Return whether an element is not shown by its own attributes."""
    return tag.has_attr("hidden") or bool(_UNSEEN_STYLE.search(str(tag.get("style") or "")))


def is_white(tag: Tag) -> bool:
    """Return whether an element makes its words white, with no other colour set behind them."""
    if not (_WHITE_WORDS.search(_style(tag)) or (tag.name == "font" and _is_white_name(str(tag.get("color"))))):
        return False
    for outer in (tag, *tag.parents):
        if _GROUND.search(_style(outer)):
            return bool(_WHITE_GROUND.search(_style(outer)))
        if outer.has_attr("bgcolor"):
            return _is_white_name(str(outer["bgcolor"]))
    return True


def may_be_coloured(tag: Tag) -> bool:
    """Return whether the names of an element, or of one around it, tell of a ground that a style sheet colours."""
    named = (str(n) for outer in (tag, *tag.parents) for key in ("class", "id") for n in outer.get_attribute_list(key))
    return any(_COLOURED.search(name) for name in named)


def title_outside(soup: Tag, roots: Sequence[Tag]) -> Tag | None:
    """Return the page's title where it stands before the article and not in it, and is not the name of the site."""
    title = soup.find("h1")
    if title is None or any(root.find("h1") for root in roots) or title.find_parent(["nav", "footer", "aside"]):
        return None
    names = " ".join(str(n) for outer in (title, *title.parents) for n in outer.get_attribute_list("class") if n)
    return None if title.select_one("a[href='/'], img") or _LOGO.search(names) else title


def _is_menu(tag: Tag) -> bool:
    """Return whether nearly all words of a list outside a marked article are short links to other pages."""
    if tag.name not in {"ul", "ol"} or tag.find_parent(["li", "main", "article", "td"]):
        return False
    links = tag.find_all("a", href=True)
    if len(links) < FEWEST_LINKS or any(_FILE.search(str(link["href"])) for link in links):
        return False
    words = sum(len(link.get_text(" ").split()) for link in links)
    return words <= LINK_WORDS * len(links) and words >= LINK_SHARE * len(tag.get_text(" ").split())


def _style(tag: Tag) -> str:
    return str(tag.get("style") or "")


def _is_white_name(colour: str) -> bool:
    return re.fullmatch(_WHITE, colour.strip(), re.IGNORECASE) is not None


def _holds_learning(aside: Tag) -> bool:
    """Return whether an aside of the article has words of its own, rather than links to other pages."""
    if not aside.find_parent(["main", "article"]) and not aside.find_parent(attrs={"role": "main"}):
        return False
    names = [str(name) for key in ("id", "class") for name in aside.get_attribute_list(key) if name]
    if any(_SITE_PART.fullmatch(name) for name in names):
        return False
    count = len(aside.get_text(" ").split())
    linked = sum(len(link.get_text(" ").split()) for link in aside.find_all("a"))
    return count - linked >= FEWEST_ASIDE_WORDS and linked <= count / 2


def _holds_the_page(tag: Tag) -> bool:
    """Return whether the element, whatever its name says, has the article inside: some sites wrap all in a form."""
    return bool(tag.find(["main", "article", "h1"]))
