"""Web pages the way sites are built: themes, menus, accordions, notes, line ends. All of it is invented."""

import time

import pytest
from soundness import said
from test_loaders_html import load

from ingest.blocks import Loaded

PARAGRAPH = "<p>The social worker and the school in Saltmere did not speak before the meeting was held.</p>"
WORDS = "The social worker and the school in Saltmere did not speak before the meeting was held."


def cited(loaded: Loaded) -> list[tuple[str, str]]:
    notes = [(loaded.text[:place].split()[-1], loaded.blocks[block]) for place, block in loaded.notes]
    return [(word, loaded.text[block.start : block.end]) for word, block in notes]


@pytest.mark.parametrize(
    "around",
    [
        '<div id="sidebar"><p>Report a concern online at any hour of the day.</p></div>',
        '<div class="left-nav"><a href="/a">About us</a></div>',
        '<ul class="menu"><li><a href="/a">About us</a></ul>',
        '<div class="related-posts"><h2>Related</h2><a href="/b">Another review</a></div>',
        '<ul><li><a href="/a">Home</a><li><a href="/b">About us</a><li><a href="/c">News</a><li><a href="/d">Contact</a></ul>',
        '<div class="page-footer"><p>Marlowe Council, Quay Street.</p></div>',
        '<div role="search"><p>Find what you need</p></div>',
        '<div class="social-share">Share this page</div>',
        '<div class="gdpr cookie-notice"><p>We use cookies to make this site work for you.</p></div>',
        '<div class="pagination"><a href="/2">Next page</a></div>',
        '<div class="site-footer"><p>Copyright.</p></div>',
        '<section id="comments"><p>One comment on this page so far.</p></section>',
        '<div class="govuk-phase-banner"><p>This is a new service.</p></div>',
        '<form action="/f"><label>Was it helpful to you today?</label></form>',
        "<noscript>Turn on scripts.</noscript>",
        "<aside><h2>Related pages</h2><p>Another page about what the board does in the year.</p></aside>",
    ],
)
def test_what_a_site_adds_to_its_pages_is_left_out(around: str) -> None:
    outside = load(f"<body><h1>Review</h1>{PARAGRAPH}{around}</body>")
    inside = load(f"<body><main><h1>Review</h1>{PARAGRAPH}{around}</main></body>")

    assert outside.text == f"Review\n\n{WORDS}"
    # Links in a marked article may be the article's own.
    assert inside.text.startswith(outside.text)
    assert (outside.flags, inside.flags) == ((), ())


def test_content_is_kept_whatever_a_theme_calls_its_boxes() -> None:
    page = f"""<body class="has-sidebar no-sidebar"><div class="wrapper sidebar-right"><div class="elementor-widget-text-editor">
      <h1>Review</h1></div><div class="elementor-widget widget_text">{PARAGRAPH}</div>
      <div class="banner-free share-learning-with-staff"><p>Ask the child.</p></div></div></body>"""

    assert load(page).text == f"Review\n\n{WORDS}\n\nAsk the child."


def test_a_box_beside_the_text_that_says_something_is_kept() -> None:
    page = f"""<main><h1>Review</h1>{PARAGRAPH}<aside class="key-learning"><h2>Key learning</h2>
      <ul><li>See the child alone at every visit.<li>Ask who lives at home.</ul></aside></main>"""

    assert said(load(page)) == [
        ("heading", None, "Review"),
        ("paragraph", None, WORDS),
        ("heading", None, "Key learning"),
        ("item", "•", "See the child alone at every visit."),
        ("item", "•", "Ask who lives at home."),
    ]


def test_what_stands_outside_of_a_small_main_part_is_read() -> None:
    page = f"<body><main><p>Download the review.</p></main><div>{PARAGRAPH}{PARAGRAPH}</div><footer>Us</footer></body>"

    assert load(page).text == f"Download the review.\n\n{WORDS}\n\n{WORDS}"


def test_a_title_above_the_main_part_is_its_title_and_the_name_of_a_site_is_not() -> None:
    hero = f'<div class="hero"><h1>Child Fen</h1></div><main>{PARAGRAPH}</main>'
    site = f'<header><h1 class="site-title"><a href="/">Marlowe Board</a></h1></header><main>{PARAGRAPH}</main>'

    assert load(f"<body>{hero}</body>").text == f"Child Fen\n\n{WORDS}"
    assert load(f"<body>{site}</body>").text == WORDS


def test_several_articles_of_a_newsletter_are_all_read() -> None:
    page = f"<body><div><article><h2>Child A</h2>{PARAGRAPH}</article><article><h2>Child B</h2>{PARAGRAPH}</article></div></body>"

    assert load(page).text == f"Child A\n\n{WORDS}\n\nChild B\n\n{WORDS}"


@pytest.mark.parametrize(
    "accordion",
    [
        "<details><summary>Housing</summary><p>It was cold.</p></details>",
        '<h3><button aria-expanded="false" aria-controls="p1">Housing</button></h3><div id="p1" aria-hidden="true" style="display:none"><p>It was cold.</p></div>',
        '<button aria-expanded="false" aria-controls="p1">Housing</button><div id="p1" hidden><p>It was cold.</p></div>',
        '<button class="accordion">Housing</button><div class="panel" style="display: none"><p>It was cold.</p></div>',
        '<div class="card-header"><a data-toggle="collapse" href="#c1">Housing</a></div><div id="c1" class="collapse"><p>It was cold.</p></div>',
        '<div class="accordion-item"><h3 class="accordion-header"><button class="accordion-button" data-bs-toggle="collapse" data-bs-target="#b1">Housing</button></h3><div id="b1" class="accordion-collapse collapse"><div class="accordion-body"><p>It was cold.</p></div></div></div>',
        '<div class="govuk-accordion"><div class="govuk-accordion__controls"><button class="govuk-accordion__show-all" aria-expanded="false">Show all sections</button></div><div class="govuk-accordion__section"><div class="govuk-accordion__section-header"><h3 class="govuk-accordion__section-heading"><button aria-controls="g1" aria-expanded="false" class="govuk-accordion__section-button">Housing<span class="govuk-accordion__section-toggle">Show</span></button></h3></div><div id="g1" class="govuk-accordion__section-content" hidden="until-found"><p>It was cold.</p></div></div></div>',
        '<ul role="tablist"><li><a role="tab" href="#t1">Housing</a></ul><div id="t1" role="tabpanel" hidden><p>It was cold.</p></div>',
        '<ul class="nav nav-tabs"><li><a data-toggle="tab" href="#t1">Housing</a></ul><div class="tab-content"><div id="t1" class="tab-pane"><p>It was cold.</p></div></div>',
        '<div class="toggle" aria-expanded="false" aria-controls="p1"><h3>Housing</h3></div><div id="p1" style="display:none"><p>It was cold.</p></div>',
    ],
)
def test_panels_are_read_under_their_titles(accordion: str) -> None:
    page = f"<main><h1>Review</h1><h2>Themes</h2>{accordion}<h2>Next</h2>{PARAGRAPH}</main>"
    loaded = load(page)

    assert [(b.level, loaded.text[b.start : b.end]) for b in loaded.blocks] == [
        (1, "Review"),
        (2, "Themes"),
        (3, "Housing"),
        (0, "It was cold."),
        (2, "Next"),
        (0, WORDS),
    ]
    assert loaded.flags == ()


@pytest.mark.parametrize(
    ("citation", "note"),
    [
        ('<sup><a href="#fn1" id="r1">1</a></sup>', '<ol><li id="fn1">Minutes of the board. <a href="#r1">↩</a></li></ol>'),
        ('<a href="#fn1" id="r1" class="footnote-ref" role="doc-noteref"><sup>1</sup></a>', '<section class="footnotes" role="doc-endnotes"><ol><li id="fn1"><p>Minutes of the board.<a href="#r1">↩︎</a></p></li></ol></section>'),
        ('<a name="r1" href="#_ftn1">[1]</a>', '<p><a name="_ftn1" href="#r1">[1]</a> Minutes of the board.</p>'),
        ('<sup id="r1"><a href="#fn1">[1]</a></sup>', '<footer><p id="fn1">[1] Minutes of the board.</p></footer>'),
    ],
)  # fmt: skip
def test_a_note_that_a_link_leads_to_stands_behind_the_words_that_cite_it(citation: str, note: str) -> None:
    loaded = load(f"<main><h1>Review</h1><p>The board met twice{citation} and closed.</p>{PARAGRAPH}{note}</main>")

    assert said(loaded) == [
        ("heading", None, "Review"),
        ("paragraph", None, "The board met twice and closed."),
        ("note", "1", "Minutes of the board."),
        ("paragraph", None, WORDS),
    ]
    assert cited(loaded) == [("twice", "Minutes of the board.")]


def test_a_note_cited_in_a_table_stands_below_it_and_may_be_cited_again() -> None:
    note = '<ol><li id="n1">Minutes.</ol>'
    rows = '<tr><th>Agency<th>Seen<tr><td>Health<td>Once<sup><a href="#n1">1</a></sup>'
    loaded = load(f'<main><table>{rows}</table><p>Nothing else<sup><a href="#n1">1</a></sup>.</p>{note}</main>')

    assert loaded.text == "Agency\tSeen\nHealth\tOnce\n\n1 Minutes.\n\nNothing else."
    assert cited(loaded) == [("Once", "Minutes."), ("else", "Minutes.")]


def test_raised_numbers_are_not_glued_to_words_and_units_stay_whole() -> None:
    page = "<p>The board met<sup>1</sup> in a room of 20 m<sup>2</sup> on the 4<sup>th</sup> day.<sup>2, 3</sup></p>"

    assert load(page).text == "The board met in a room of 20 m2 on the 4th day."


def test_links_to_parts_of_a_page_are_no_notes() -> None:
    page = f'<main><p>See part <a href="#p2">2</a> and <sup><a href="#h">3</a></sup>.</p><div id="p2"><h2 id="h">Two</h2>{PARAGRAPH}</div></main>'

    assert load(page).text.startswith("See part 2 and 3.\n\nTwo\n\n")


def test_lines_parted_by_breaks_are_items_titles_or_one_paragraph() -> None:
    page = (
        "<p>We learned:<br>• See the child<br/>• Ask who<br> lives at home</p><p><b>Background</b><br>They moved twice.</p>"
        "<p>First words.<br><br>Second words.</p><p>Quay Street<br>Saltmere</p><div>1. Ring<br>2. Write</div>"
    )

    assert said(load(page)) == [
        ("paragraph", None, "We learned:"),
        ("item", "•", "See the child"),
        ("item", "•", "Ask who lives at home"),
        ("heading", None, "Background"),
        ("paragraph", None, "They moved twice."),
        ("paragraph", None, "First words."),
        ("paragraph", None, "Second words."),
        ("paragraph", None, "Quay Street Saltmere"),
        ("item", "1.", "Ring"),
        ("item", "2.", "Write"),
    ]


def test_a_table_with_headings_in_its_cells_keeps_rows_and_columns() -> None:
    page = (
        "<table><thead><tr><th scope=col><h3>No</h3><th scope=col><h3>Action</h3></thead><tbody>"
        "<tr><th scope=row rowspan=2>1<td><h4>Ring</h4><p>the school.</p><tr><td>Write it down.</tbody></table>"
    )

    assert said(load(page)) == [
        ("label", None, "No"),
        ("label", None, "Action"),
        ("label", None, "1"),
        ("cell", None, "Ring", "1", "Action"),
        ("cell", None, "the school.", "1", "Action"),
        ("cell", None, "Write it down.", "1", "Action"),
    ]


def test_captions_of_figures_and_grouped_definitions_are_read() -> None:
    page = f"<main>{PARAGRAPH}<figure><img src=a alt=x><figcaption>The path of the child.</figcaption></figure><dl><div><dt>Lead<dd>Health</div></dl></main>"

    assert said(load(page)) == [
        ("paragraph", None, WORDS),
        ("paragraph", None, "The path of the child."),
        ("label", None, "Lead"),
        ("cell", None, "Health", "Lead", None),
    ]


def test_asides_within_asides_are_judged_in_time() -> None:
    nested = "<aside>" * 150 + "x" * 50 + "</aside>" * 150

    assert load(f"<main>{PARAGRAPH}{nested}</main>").text.startswith(WORDS)


@pytest.mark.parametrize(
    "head", ["<style>" + ".a   " * 20_000 + "</style>", "<style>" + "@media {/*" * 5_000 + "</style>", "x<br>" * 5_000]
)
def test_style_sheets_and_breaks_without_end_are_read_in_time(head: str) -> None:
    began = time.process_time()

    assert load(f"{head}{PARAGRAPH}").text.endswith(WORDS)
    assert time.process_time() - began < 5


@pytest.mark.parametrize(
    "markup",
    [
        '<div style="background-color:#1d3557"><p style="color:#fff">Key learning for all staff.</p></div>',
        '<div class="hero dark"><p style="color:white">Key learning for all staff.</p></div>',
    ],
)
def test_white_words_in_a_box_that_may_be_dark_are_kept(markup: str) -> None:
    assert (
        load(f"<main><h1>Review</h1>{PARAGRAPH}{markup}</main>").text
        == f"Review\n\n{WORDS}\n\nKey learning for all staff."
    )
