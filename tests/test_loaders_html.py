"""Web pages: the article, without what the site puts around it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from soundness import assert_sound, headings, said

from ingest.blocks import Loaded, Refused
from ingest.html import load_html


def load(markup: str) -> Loaded:
    loaded = load_html(markup.encode())
    assert isinstance(loaded, Loaded), loaded
    assert_sound(loaded)
    return loaded


PAGE = """<!doctype html><html><head><title>Learning from Family D | Harrowmere Partnership</title>
<style>p {}</style></head>
<body class="has-cookie-banner"><a class="skip-link" href="#main">Skip to main content</a>
<div id="cookie-banner"><p>We use cookies.</p><button>Accept</button></div>
<header><p>Harrowmere</p><nav><a href="/">Home</a></nav></header>
<nav class="breadcrumb">Home / Reviews</nav>
<main id="main"><header><h1>Learning from<br>Family D</h1></header>
<p>The nurse <b>rang</b>&nbsp;the school &amp; the   office.</p><script>alert(1)</script>
<aside>Related pages</aside><p hidden>hidden</p><p style="display: none">none</p><i aria-hidden="true">*</i>
<form><label>Was this page useful?</label><button>Yes</button></form><!-- a comment --></main>
<footer>Contact us</footer></body></html>"""


def test_only_the_article_is_read() -> None:
    loaded = load(PAGE)
    assert loaded.text == "Learning from Family D\n\nThe nurse rang the school & the office."
    assert loaded.title == "Learning from Family D | Harrowmere Partnership"
    assert loaded.media_type == "text/html"


@pytest.mark.parametrize("tag", ["nav", "footer", "aside", "script", "style", "noscript", "template", "svg", "button"])
def test_what_surrounds_the_article_is_left_out_in_pages_without_main_too(tag: str) -> None:
    assert load(f"<body><p>Kept.</p><{tag}>Left out.</{tag}></body>").text == "Kept."


def test_a_form_around_the_whole_page_is_kept() -> None:
    assert load("<body><form><h1>Review</h1><p>Words.</p><input value='x'></form>").text == "Review\n\nWords."


def test_headings_lists_and_quotations_are_told_apart() -> None:
    loaded = load(
        "<h2>Findings</h2><ol start=3 type=a><li>First<ul><li>Nested</ul><li><p>Second</p><p>More</p></ol>"
        "<blockquote>A <em>quiet</em> child.</blockquote><ul><li>Bullet</ul>"
    )
    assert loaded.text == "Findings\n\nc. First\n• Nested\nd. Second\n\nMore\n\nA quiet child.\n\n• Bullet"
    assert [block.level for block in loaded.blocks if block.marker] == [1, 2, 1, 1]


def test_a_list_without_markers_shows_only_typed_ones() -> None:
    markup = '<ul style="list-style-type: none"> • One • Two</ul><ul style="list-style: none"><li>Three</ul>'
    assert said(load(markup)) == [("item", "•", "One"), ("item", "•", "Two"), ("paragraph", None, "Three")]


def test_accordions_are_read_open() -> None:
    loaded = load(
        "<h2>Themes</h2><details><summary>Neglect</summary><p>Words.</p></details>"
        '<h3><button aria-controls="panel">Housing</button></h3><div id="panel" hidden><p>More words.</p></div>'
    )
    assert headings(loaded) == [(2, "Themes"), (3, "Neglect"), (3, "Housing")]
    assert loaded.text == "Themes\n\nNeglect\n\nWords.\n\nHousing\n\nMore words."


def test_tables_have_headers_row_titles_and_merged_cells_once() -> None:
    loaded = load(
        "<table><caption>What we saw</caption><thead><tr><th></th><th>Good</th><th>To learn</th></tr></thead>"
        "<tr><td rowspan=2>Housing</td><td>Quick</td><td><ul><li>x<li>y</ul></td></tr>"
        "<tr><td colspan=2>Wide</td></tr></table>"
    )
    assert loaded.text == "What we saw\n\n\tGood\tTo learn\nHousing\tQuick\t• x • y\n\tWide"
    assert said(loaded)[3:] == [
        ("label", None, "Housing"),
        ("cell", None, "Quick", "Housing", "Good"),
        ("cell", "•", "x", "Housing", "To learn"),
        ("cell", "•", "y", "Housing", "To learn"),
        ("cell", None, "Wide", "Housing", "Good"),
    ]


def test_a_table_that_lays_out_a_page_is_read_box_by_box() -> None:
    markup = "<table><tr><td><h2>1 Box</h2><p>One.</p></td><td><h2>2 Box</h2>Two.</td></tr><tr><td>3<td>4</table>"
    assert load(markup).text == "1 Box\n\nOne.\n\n2 Box\n\nTwo.\n\n3\n\n4"


def test_definitions_are_rows() -> None:
    loaded = load("<dl><dt>MASH<dd>Multi-agency hub<dt>CP<dd>Child protection<dd>A plan</dl>")
    assert said(loaded) == [
        ("label", None, "MASH"),
        ("cell", None, "Multi-agency hub", "MASH", None),
        ("label", None, "CP"),
        ("cell", None, "Child protection", "CP", None),
        ("cell", None, "A plan", "CP", None),
    ]


def test_entities_of_a_document_type_are_not_resolved() -> None:
    loaded = load('<!DOCTYPE html [<!ENTITY x SYSTEM "file:///etc/hostname">]><p>a &x; b</p>')
    assert "&x;" in loaded.text


def test_old_pages_in_windows_letters_are_read() -> None:
    loaded = load_html("<p>The child’s voice – heard</p>".encode("cp1252"))
    assert isinstance(loaded, Loaded)
    assert loaded.text == "The child’s voice – heard"


def test_a_page_with_nothing_to_read_is_refused() -> None:
    result = load_html(b"<html><body><nav>Home</nav></body></html>")
    assert isinstance(result, Refused)
    assert result.code == "empty"


TAGS = [
    "p",
    "div",
    "h1",
    "h3",
    "ul",
    "ol",
    "li",
    "table",
    "tr",
    "td",
    "th",
    "b",
    "i",
    "a",
    "span",
    "br",
    "details",
    "summary",
    "dl",
    "dt",
    "dd",
    "blockquote",
    "pre",
    "main",
    "article",
    "header",
    "form",
]
OTHERS = '<td rowspan="3" colspan="2">|<ol type="i" start="4">|<p hidden>|<!--x-->|&nbsp;|&#8203;|a| be|end. |• |1. |\n'
PIECES = st.sampled_from(
    [*(f"<{t}>" for t in TAGS), *(f"</{t}>" for t in TAGS), *OTHERS.split("|"), "\u0301", "e\u0301"]
)
BLOCKS = st.sampled_from(
    [
        f"<{t}>"
        for t in ["p", "div", "ul", "li", "table", "td", "tr", "dl", "dd", "h2", "section", "blockquote", "ol", "b"]
    ]
)


@given(st.lists(PIECES, max_size=40).map("".join))
def test_whatever_the_markup_the_blocks_cover_the_text(markup: str) -> None:
    loaded = load_html(markup.encode())
    if isinstance(loaded, Loaded):
        assert_sound(loaded)


@given(st.lists(BLOCKS, max_size=30))
def test_every_word_is_kept_once(tags: list[str]) -> None:
    marked = [f"{tag} word{number} " for number, tag in enumerate(tags)]
    loaded = load_html("".join(marked).encode())
    expected = sorted(f"word{number}" for number in range(len(tags)))
    found = sorted(w for w in loaded.text.split() if w.startswith("word")) if isinstance(loaded, Loaded) else []
    assert found == expected


def test_the_panels_of_an_accordion_are_read_though_they_are_closed() -> None:
    page = """<main><h1>Learning</h1>
      <div class="acc"><h3><button aria-expanded="false">One</button></h3><div hidden><p>First panel.</p></div></div>
      <h3>Two</h3><div class="accordion-panel" style="display:none"><p>Second panel.</p></div>
      <div hidden><p>Never shown.</p></div></main>"""

    loaded = load_html(page.encode())

    assert isinstance(loaded, Loaded)
    assert loaded.text.split("\n\n") == ["Learning", "One", "First panel.", "Two", "Second panel."]
