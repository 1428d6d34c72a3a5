"""The Markdown of an answer as HTML that is safe to show: few tags, no address but those of its own sources."""

from collections.abc import Mapping
from functools import cache

import nh3
from markdown_it import MarkdownIt
from markdown_it.rules_inline import StateInline
from markupsafe import Markup

TAGS = {"p", "ul", "ol", "li", "strong", "em", "blockquote", "code", "br", "h4", "a"}
ATTRIBUTES = {"a": {"href", "class", "aria-label"}, "ol": {"start"}}
MOST_DIGITS = 4


def answer_html(text: str, sources: Mapping[int, str], prefix: str) -> Markup:
    """Return the text as HTML; a marker [n] of a known source links to `#prefix-n` and is named by `sources[n]`."""
    html = _parser().render(text, {"sources": sources, "prefix": prefix})
    return Markup(nh3.clean(html, tags=TAGS, attributes=ATTRIBUTES, link_rel=None, url_schemes=set()))


@cache
def _parser() -> MarkdownIt:
    # A link or picture in an answer can only come from a document or a model, and neither may lead a reader away.
    parser = MarkdownIt("commonmark", {"html": False, "breaks": True})
    parser.disable(["link", "image", "autolink", "reference", "entity"])
    parser.inline.ruler.after("escape", "citation", _citation)
    parser.add_render_rule("heading_open", lambda *_: "<h4>")
    parser.add_render_rule("heading_close", lambda *_: "</h4>\n")
    return parser


def _citation(state: StateInline, silent: bool) -> bool:
    """Turn a marker [n] into a link to the source that has the number; other brackets stay as they are."""
    if state.src[state.pos] != "[":
        return False
    close = state.src.find("]", state.pos, state.pos + MOST_DIGITS + 2)
    digits = state.src[state.pos + 1 : close]
    if close < 0 or not (digits.isascii() and digits.isdigit()) or int(digits) not in state.env["sources"]:
        return False
    if not silent:
        name = state.env["sources"][int(digits)]
        link = state.push("link_open", "a", 1)
        link.attrs = {"class": "cite", "href": f"#{state.env['prefix']}-{int(digits)}", "aria-label": name}
        state.push("text", "", 0).content = f"[{int(digits)}]"
        state.push("link_close", "a", -1)
    state.pos = close + 1
    return True
