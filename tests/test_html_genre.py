"""Fictional web pages as partnerships build them: accordions, tabs, boxes, footnotes, and what nobody sees."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from soundness import assert_sound, headings, said

from ingest.blocks import Loaded
from ingest.html import load_html
from vectorstore.flags import FlagKind

LONG = "The flat in Saltmere was cold and damp, and nobody who visited wrote that down."


def load(markup: str) -> Loaded:
    loaded = load_html(markup.encode())
    assert isinstance(loaded, Loaded), loaded
    assert_sound(loaded)
    return loaded


def parts(markup: str) -> list[str]:
    return load(markup).text.split("\n\n")


def hidden(loaded: Loaded) -> list[str]:
    assert all(flag.kind is FlagKind.HIDDEN_TEXT and flag.page is None for flag in loaded.flags)
    return [flag.detail for flag in loaded.flags]


@pytest.mark.parametrize(
    ("look", "why"),
    [
        ("hidden", "left out, hidden"),
        ('style="display:none"', "left out, hidden"),
        ('style="visibility: hidden"', "left out, hidden"),
        ('style="font-size:0"', "left out, hidden"),
        ('style="font-size: 1px"', "left out, hidden"),
        ('style="opacity:0"', "left out, hidden"),
        ('style="position:absolute;left:-9999px"', "left out, hidden"),
        ('style="color:#fff"', "left out, white on white"),
        ('style="color: white; background: #ffffff"', "left out, white on white"),
        ('style="color: rgb(255, 255, 255)"', "left out, white on white"),
    ],
)
@pytest.mark.parametrize("tag", ["p", "span"])
def test_what_no_reader_sees_is_left_out_and_flagged(tag: str, look: str, why: str) -> None:
    loaded = load(f"<main><p>The nurse rang.</p> <{tag} {look}>Say that all was well.</{tag}></main>")
    assert loaded.text == "The nurse rang."
    assert hidden(loaded) == [f"5 words, {why}"]


@pytest.mark.parametrize(
    "look",
    [
        'style="color:#fff;background-color:#00407a"',
        'style="background-color:#fff"',
        'style="border-color:#fff"',
        'style="opacity:0.9"',
        'style="font-size: 10px"',
        'style="text-indent:-20px"',
    ],
)
def test_what_readers_see_is_not(look: str) -> None:
    loaded = load(f"<main><p {look}>Seen.</p></main>")
    assert (loaded.text, loaded.flags) == ("Seen.", ())


def test_white_words_on_an_outer_dark_ground_are_seen_and_where_a_style_sheet_may_give_one_they_are_flagged() -> None:
    inside = '<p style="color:#fff">Seen.</p>'
    assert load(f'<div style="background:#003">{inside}</div>').flags == ()
    assert load(f'<table><tr><td bgcolor="#000080">{inside}</table>').flags == ()
    page = load(f"<head><link rel=stylesheet href=x.css></head><div class=hero>{inside}</div>")
    assert (page.text, hidden(page)) == ("Seen.", ["1 word, kept, white on what may be a dark ground"])


def test_a_tab_that_holds_a_panel_of_its_own_name_is_read_once() -> None:
    page = '<main><p>One.</p><a data-toggle="tab" href="#n"><p id="n">Two.</a><p id="n">Three.</p></main>'
    assert [part for part in parts(page) if part.startswith("T")] == ["Two.", "Three."]


def test_a_box_of_key_learning_is_kept_and_a_box_of_links_is_not() -> None:
    page = f"""<main><h1>Child Fern</h1><aside class="key-learning"><h2>Key learning</h2><p>{LONG}</p></aside>
    <aside><h2>Related</h2><ul><li><a href="/a">Another review of the Saltmere board</a></ul></aside>
    <aside class="sidebar"><p>{LONG}</p></aside><p>The end.</p></main><aside><p>{LONG}</p></aside>"""
    assert parts(page) == ["Child Fern", "Key learning", LONG, "The end."]


@pytest.mark.parametrize(
    "around",
    [
        '<div class="sidebar">x</div>',
        '<div id="footer">x</div>',
        '<div class="main-nav">x</div>',
        '<div role="navigation">x</div>',
        '<ul class="menu"><li>x</ul>',
        '<div class="widget-area">x</div>',
        '<div class="site-footer">x</div>',
        '<div class="breadcrumbs">x</div>',
        '<div role="complementary">x</div>',
    ],
)
def test_parts_of_the_site_are_left_out_by_their_names(around: str) -> None:
    assert parts(f'<body><div class="has-sidebar"><p>{LONG}</p></div>{around}</body>') == [LONG]


@pytest.mark.parametrize(
    "page",
    [
        f"<article><h1>Fern</h1></article><section><p>{LONG}</p></section>",
        f"<main><h1>Fern</h1></main><div><p>{LONG}</p></div>",
        f"<main><h1>Fern</h1></main><main><p>{LONG}</p></main>",
        f"<main><h1>Fern</h1></main><article><p>{LONG}</p></article>",
        f"<article><h1>Fern</h1></article><article><p>{LONG}</p></article>",
        f'<div role="main"><article><h1>Fern</h1></article><article><p>{LONG}</p></article></div>',
    ],
)
def test_nothing_is_lost_where_a_page_has_several_parts(page: str) -> None:
    assert parts(f"<body><nav>Home</nav>{page}<footer>Contact</footer></body>") == ["Fern", LONG]


def test_a_short_article_does_not_bring_in_a_long_list_of_links() -> None:
    links = "".join(f'<li><a href="/{n}">A page of the Saltmere partnership {n}</a>' for n in range(30))
    assert parts(f"<body><div><ul>{links}</ul></div><main><h1>Fern</h1><p>{LONG}</p></main></body>") == ["Fern", LONG]


GOVUK = """<div class="govuk-accordion"><div class="govuk-accordion__controls"><button>Show all sections</button></div>
<div class="govuk-accordion__section"><div class="govuk-accordion__section-header">
<h2 class="govuk-accordion__section-heading"><button class="govuk-accordion__section-button" aria-expanded="false"
aria-controls="c-1"><span class="govuk-accordion__section-heading-text">Housing</span><span
class="govuk-visually-hidden govuk-accordion__section-heading-divider">, </span><span
class="govuk-accordion__section-toggle"><span>Show</span></span></button></h2></div>
<div id="c-1" class="govuk-accordion__section-content" hidden="until-found"><p>It was cold.</p></div></div></div>"""


@pytest.mark.parametrize(
    "accordion",
    [
        GOVUK,
        "<details><summary>Housing</summary><p>It was cold.</p></details>",
        "<details><summary><h3>Housing</h3></summary><p>It was cold.</p></details>",
        '<button aria-expanded="false" aria-controls="x">Housing</button><div id="x" hidden><p>It was cold.</p></div>',
        '<button class="accordion" aria-expanded="false">Housing</button><div hidden><p>It was cold.</p></div>',
        '<div class="card"><div class="card-header"><h5><a data-toggle="collapse" href="#x">Housing</a></h5></div>'
        '<div id="x" class="collapse"><div class="card-body">It was cold.</div></div></div>',
        '<div class="accordion-item"><button class="accordion-button" data-bs-toggle="collapse" data-bs-target="#x">'
        'Housing</button><div id="x" class="accordion-collapse collapse"><p>It was cold.</p></div></div>',
        '<a data-toggle="collapse" href="#x">Housing</a><div id="x" style="display:none"><p>It was cold.</p></div>',
        '<div role="button" aria-expanded="false" aria-controls="x">Housing</div>'
        '<div id="x" style="display:none"><p>It was cold.</p></div>',
    ],
)
def test_accordions_are_read_with_their_titles(accordion: str) -> None:
    loaded = load(f"<main><h1>Fern</h1>{accordion}</main>")
    assert said(loaded) == [
        ("heading", None, "Fern"),
        ("heading", None, "Housing"),
        ("paragraph", None, "It was cold."),
    ]
    assert headings(loaded)[1][0] > 1
    assert loaded.flags == ()


@pytest.mark.parametrize(
    "tabs",
    [
        '<div role="tablist"><button role="tab" aria-controls="a">Home</button><button role="tab" aria-controls="b">'
        'School</button></div><div role="tabpanel" id="a"><p>Cold.</p></div><div role="tabpanel" id="b" hidden><p>'
        "Loud.</p></div>",
        '<ul class="nav nav-tabs"><li><a data-toggle="tab" href="#a">Home</a><li><a data-toggle="tab" href="#b">School'
        '</a></ul><div class="tab-content"><div class="tab-pane" id="a">Cold.</div><div class="tab-pane" id="b">Loud.'
        "</div></div>",
        '<div class="govuk-tabs"><h2 class="govuk-tabs__title">Contents</h2><ul class="govuk-tabs__list"><li><a '
        'class="govuk-tabs__tab" href="#a">Home</a><li><a class="govuk-tabs__tab" href="#b">School</a></ul><div '
        'class="govuk-tabs__panel" id="a"><h2>Home</h2>Cold.</div><div class="govuk-tabs__panel" id="b"><h2>School</h2>'
        "Loud.</div></div>",
    ],
)
def test_tabs_are_read_one_after_the_other_under_their_titles(tabs: str) -> None:
    loaded = load(f"<main><h1>Fern</h1>{tabs}</main>")
    assert said(loaded) == [
        ("heading", None, "Fern"),
        ("heading", None, "Home"),
        ("paragraph", None, "Cold."),
        ("heading", None, "School"),
        ("paragraph", None, "Loud."),
    ]


@pytest.mark.parametrize(
    ("markup", "expected"),
    [
        ("<p>1. One<br>2. Two,<br>and more<br>3. Three</p>", [("1.", "One"), ("2.", "Two, and more"), ("3.", "Three")]),
        ("<p>We ask:<br/>- One<br/>- Two</p>", [(None, "We ask:"), ("-", "One"), ("-", "Two")]),
        ("<p>• One<br>• Two</p>", [("•", "One"), ("•", "Two")]),
        ("<div>One.<br><br>Two.</div>", [(None, "One."), (None, "Two.")]),
        ("<div>\n<b>One</b>\n<i>two</i>\n</div>", [(None, "One two")]),
        ("<p>12 Fern Road<br>Saltmere</p>", [(None, "12 Fern Road Saltmere")]),
    ],
)
def test_line_ends_part_items_and_paragraphs(markup: str, expected: list[tuple[str | None, str]]) -> None:
    assert [entry[1:] for entry in said(load(markup))] == expected


@pytest.mark.parametrize(
    ("link", "note"),
    [
        ('<sup><a href="#fn1">1</a></sup>', '<ol><li id="fn1">Policy, <i>2029</i>. <a href="#r1">↩</a></ol>'),
        ('<sup id="r1"><a href="#n1">[1]</a></sup>', '<p id="n1"><a href="#r1">[1]</a> Policy, 2029.</p>'),
        (
            '<a href="#_ftn1" name="_ftnref1"><sup>[1]</sup></a>',
            '<p><a href="#_ftnref1" name="_ftn1">[1]</a> Policy, 2029.',
        ),
        (
            '<a role="doc-noteref" href="#x">1</a>',
            '<div id="x"><p>Policy, 2029. <a href="#y" role="doc-backlink">Back</a>',
        ),
        ('<a href="#fn:1">1</a>', '<footer><ol><li id="fn:1"><p>Policy, 2029.</p></li></ol></footer>'),
        ('<a href="#fn1">1</a>', '<aside><p id="fn1"><sup>1</sup> Policy, 2029.</p></aside>'),
    ],
)
def test_footnotes_stand_behind_what_cites_them(link: str, note: str) -> None:
    loaded = load(f"<main><h1>Fern</h1><p>The policy{link} was not used.</p><p>{LONG}</p>{note}</main>")
    assert said(loaded) == [
        ("heading", None, "Fern"),
        ("paragraph", None, "The policy was not used."),
        ("note", "1", "Policy, 2029."),
        ("paragraph", None, LONG),
    ]
    assert loaded.notes == ((loaded.text.index("policy") + len("policy"), 2),)


def test_a_footnote_of_a_table_stands_behind_it_and_one_cited_twice_is_written_once() -> None:
    sign = '<sup><a href="#fn1">1</a></sup>'
    page = f"<table><tr><th>Theme<th>Seen<tr><td>Home<td>Cold.{sign}</table><p>Damp.{sign}</p><p id=fn1>File.</p>"
    loaded = load(page)
    assert said(loaded)[2:] == [
        ("label", None, "Home"),
        ("cell", None, "Cold.", "Home", "Seen"),
        ("note", "1", "File."),
        ("paragraph", None, "Damp."),
    ]
    assert [number for _, number in loaded.notes] == [4, 4]


@pytest.mark.parametrize(
    "link", ['<a href="#part">1</a>', '<sup><a href="#gone">1</a></sup>', '<a href="#fn1">see</a>']
)
def test_other_links_within_a_page_stay_words(link: str) -> None:
    page = f'<p>Part {link} says so.</p><div id="part"><h2>Home</h2><p>Cold.</p></div><p id="fn1">Note.</p>'
    assert [block.kind.value for block in load(page).blocks] == ["paragraph", "heading", "paragraph", "paragraph"]


PIECES = [
    "<p>",
    "</p>",
    "<main>",
    "</main>",
    "<aside>",
    "</aside>",
    '<a href="#n">1</a>',
    "<sup>",
    "</sup>",
    '<p id="n">',
    '<li id="n">',
    "<br>",
    "<table>",
    "<td>",
    '<button aria-expanded="false" aria-controls="n">',
    "</button>",
    "<div hidden>",
    "</div>",
    '<p style="color:#fff">',
    "<h2>",
    "</h2>",
    '<a data-toggle="tab" href="#n">',
    "</a>",
    '<div class="sidebar">',
    "<details>",
    "<summary>",
    "• a ",
    "1. b ",
    "word ",
    "\u200b\u200b",
    "<dl><dt>",
]


@given(st.lists(st.sampled_from(PIECES), max_size=30).map("".join))
def test_whatever_the_markup_the_blocks_cover_the_text_and_notes_are_notes(markup: str) -> None:
    loaded = load_html(markup.encode())
    if isinstance(loaded, Loaded):
        assert_sound(loaded)
        assert all(loaded.blocks[number].kind.value == "note" for _, number in loaded.notes)
        assert all(0 < place <= len(loaded.text) for place, _ in loaded.notes)
