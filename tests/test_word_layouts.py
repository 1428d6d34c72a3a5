"""Word documents as people put them together: fields, controls, lists by definition, tables. All of it is invented."""

import io
import zipfile

import docx
import hostile
from soundness import assert_sound, said
from test_loaders_docx import level, list_of, listed, load, load_bytes, paragraph, with_lists

from ingest.blocks import Loaded
from vectorstore.flags import FlagKind

MAIN = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
CONTENT = "application/vnd.openxmlformats-officedocument.wordprocessingml"
SHAPE = "http://schemas.microsoft.com/office/word/2010/wordprocessingShape"
COMPATIBLE = "http://schemas.openxmlformats.org/markup-compatibility/2006"
DRAWN = "http://schemas.openxmlformats.org/drawingml/2006/main"

WHITE = '<w:color w:val="FFFFFF"/>'
MARKED = f'{WHITE}<w:highlight w:val="darkBlue"/>'
SMALL = '<w:sz w:val="16"/><w:webHidden/>'
BLUE = '<w:shd w:val="clear" w:fill="4472C4"/>'
UNDERLINED = '<w:u w:val="single"/>'


def run(words: str, look: str = "") -> str:
    return f'<w:r><w:rPr>{look}</w:rPr><w:t xml:space="preserve">{words}</w:t></w:r>'


def cite(number: int, kind: str = "footnote", sign: str = "") -> str:
    custom = ' w:customMarkFollows="1"' if sign else ""
    return f'<w:r><w:{kind}Reference{custom} w:id="{number}"/><w:t>{sign}</w:t></w:r>'


def note(number: int, words: str, kind: str = "footnote") -> str:
    return f'<w:{kind} w:id="{number}"><w:p><w:r><w:{kind}Ref/></w:r>{run(" " + words)}</w:p></w:{kind}>'


def with_notes(body: str, footnotes: str = "", endnotes: str = "") -> Loaded:
    """Load a document with notes; its ruler has an id like any note."""
    old, out = zipfile.ZipFile(io.BytesIO(hostile.word(body))), io.BytesIO()
    with zipfile.ZipFile(out, "w") as new:
        for name in old.namelist():
            data = old.read(name)
            if name == "[Content_Types].xml":
                parts = "".join(
                    f'<Override PartName="/word/{kind}.xml" ContentType="{CONTENT}.{kind}+xml"/>'
                    for kind in ("footnotes", "endnotes")
                )
                data = data.replace(b"</Types>", f"{parts}</Types>".encode())
            if name == "word/_rels/document.xml.rels":
                links = "".join(
                    f'<Relationship Id="rN{kind}" Type="{OFFICE}/{kind}" Target="{kind}.xml"/>'
                    for kind in ("footnotes", "endnotes")
                )
                data = data.replace(b"</Relationships>", f"{links}</Relationships>".encode())
            new.writestr(name, data)
        ruler = '<w:{0} w:type="separator" w:id="0"><w:p><w:r><w:separator/></w:r></w:p></w:{0}>'
        for kind, notes in (("footnote", footnotes), ("endnote", endnotes)):
            markup = f'<w:{kind}s xmlns:w="{MAIN}">{ruler.format(kind)}{notes}</w:{kind}s>'
            new.writestr(f"word/{kind}s.xml", markup)
    return load_bytes(out.getvalue())


def cited(loaded: Loaded) -> list[tuple[str, str]]:
    """Return for every citation the last word before it and the note."""
    notes = [(loaded.text[:place].split()[-1], loaded.blocks[block]) for place, block in loaded.notes]
    return [(word, loaded.text[block.start : block.end]) for word, block in notes]


def table(*rows: str, properties: str = "") -> str:
    return f"<w:tbl><w:tblPr>{properties}</w:tblPr>{''.join(rows)}</w:tbl>"


def row(*cells: str, properties: str = "") -> str:
    return f"<w:tr><w:trPr>{properties}</w:trPr>{''.join(cells)}</w:tr>"


def cell(content: str, properties: str = "") -> str:
    content = content if content.startswith("<") else paragraph(content)
    return f"<w:tc><w:tcPr>{properties}</w:tcPr>{content}</w:tc>"


def box(content: str, fill: str = "") -> str:
    shade = f'<a:solidFill xmlns:a="{DRAWN}"><a:srgbClr val="{fill}"/></a:solidFill>' if fill else ""
    inner = f"<w:txbxContent>{content}</w:txbxContent>"
    shape = f'<x:wsp xmlns:x="{SHAPE}"><x:spPr>{shade}</x:spPr><x:txbx>{inner}</x:txbx></x:wsp>'
    old = f'<v:shape xmlns:v="urn:schemas-microsoft-com:vml"><v:textbox>{inner}</v:textbox></v:shape>'
    both = f'<mc:Choice Requires="wps"><w:drawing>{shape}</w:drawing></mc:Choice><mc:Fallback><w:pict>{old}</w:pict></mc:Fallback>'
    return f'<w:r><mc:AlternateContent xmlns:mc="{COMPATIBLE}">{both}</mc:AlternateContent></w:r>'


def test_a_footnote_stands_behind_the_paragraph_that_cites_it() -> None:
    body = f"<w:p>{run('The board met twice')}{cite(1)}{run(' and then closed.')}</w:p>{paragraph('It reopened.')}"
    loaded = with_notes(body, note(1, "Minutes of the board."))

    assert loaded.text == "The board met twice and then closed.\n\n1 Minutes of the board.\n\nIt reopened."
    assert said(loaded) == [
        ("paragraph", None, "The board met twice and then closed."),
        ("note", "1", "Minutes of the board."),
        ("paragraph", None, "It reopened."),
    ]
    assert cited(loaded) == [("twice", "Minutes of the board.")]


def test_footnotes_of_a_table_stand_below_it_and_endnotes_have_numerals_of_their_own() -> None:
    rows = row(cell("Agency"), cell("What was seen")) + row(
        cell("Health"), cell(f"<w:p>{run('A nurse called.')}{cite(2)}{cite(1, 'endnote')}</w:p>")
    )
    body = f"<w:p>{run('Opening words.')}{cite(1)}</w:p>{table(rows)}{paragraph('After.')}"
    loaded = with_notes(body, note(1, "First.") + note(2, "Second."), note(1, "At the end.", "endnote"))

    assert said(loaded) == [
        ("paragraph", None, "Opening words."),
        ("note", "1", "First."),
        ("label", None, "Agency"),
        ("label", None, "What was seen"),
        ("label", None, "Health"),
        ("cell", None, "A nurse called.", "Health", "What was seen"),
        ("note", "2", "Second."),
        ("note", "i", "At the end."),
        ("paragraph", None, "After."),
    ]
    assert cited(loaded) == [("words.", "First."), ("called.", "Second."), ("called.", "At the end.")]


def test_a_sign_that_the_author_chose_is_not_part_of_the_words() -> None:
    loaded = with_notes(f"<w:p>{run('Seen alone')}{cite(1, sign='*')}{run(' once.')}</w:p>", note(1, "By the nurse."))

    assert loaded.text == "Seen alone once.\n\n* By the nurse."


def test_the_contents_that_word_makes_are_left_out_whatever_their_style() -> None:
    begin = '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>TOC \\o "1-3"</w:instrText></w:r>'
    end = '<w:p><w:r><w:fldChar w:fldCharType="end"/></w:r></w:p>'
    field = f"<w:p>{begin}{run('Findings')}{run(' 3')}</w:p>{paragraph('Learning 4')}{end}"
    gallery = '<w:docPartObj><w:docPartGallery w:val="Table of Contents"/></w:docPartObj>'
    control = f"<w:sdt><w:sdtPr>{gallery}</w:sdtPr><w:sdtContent>{paragraph('Findings 3')}</w:sdtContent></w:sdt>"

    assert load_bytes(hostile.word(field + paragraph("The review began."))).text == "The review began."
    assert load_bytes(hostile.word(control + paragraph("The review began."))).text == "The review began."


def test_a_contents_field_that_never_ends_takes_nothing_with_it() -> None:
    begin = '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>TOC \\o</w:instrText></w:r>'

    assert load_bytes(hostile.word(f"<w:p>{begin}</w:p>{paragraph('Kept.')}")).text == "Kept."


def test_controls_that_hold_only_a_prompt_are_left_out() -> None:
    prompt = f"<w:sdt><w:sdtPr><w:showingPlcHdr/></w:sdtPr><w:sdtContent>{run('Click to enter text.')}</w:sdtContent></w:sdt>"
    filled = f"<w:sdt><w:sdtPr/><w:sdtContent>{run('Saltmere')}</w:sdtContent></w:sdt>"

    assert load_bytes(hostile.word(f"<w:p>{run('Area: ')}{prompt}{filled}</w:p>")).text == "Area: Saltmere"


def test_tracked_changes_are_read_as_accepted_and_comments_are_not_read() -> None:
    deleted_row = row(cell("Gone"), cell("Gone too"), properties='<w:del w:id="9"/>')
    moved = f"<w:p><w:moveFrom>{run('Moved away.')}</w:moveFrom><w:moveTo>{run('Moved here.')}</w:moveTo></w:p>"
    comment = f'<w:p><w:commentRangeStart w:id="1"/>{run("Said.")}<w:commentRangeEnd w:id="1"/><w:r><w:commentReference w:id="1"/></w:r></w:p>'
    rows = row(cell("No"), cell("Action")) + row(cell("1"), cell("Ring the school.")) + deleted_row

    assert load_bytes(hostile.word(moved + comment + table(rows))).text == (
        "Moved here.\n\nSaid.\n\nNo\tAction\n1\tRing the school."
    )


def test_lines_ended_by_hand_are_items_where_they_are_typed_as_such() -> None:
    lines = "<w:r><w:t>We learned that:</w:t><w:br/><w:t>1. Nobody rang.</w:t><w:br/><w:t>2. Nobody</w:t><w:br/><w:t>wrote.</w:t></w:r>"
    title = f"<w:p>{run('Background', '<w:b/>')}<w:r><w:br/></w:r>{run('The family moved twice.')}</w:p>"
    address = "<w:p><w:r><w:t>Marlowe Partnership</w:t><w:br/><w:t>Quay Street</w:t></w:r></w:p>"

    assert said(load_bytes(hostile.word(f"<w:p>{lines}</w:p>{title}{address}"))) == [
        ("paragraph", None, "We learned that:"),
        ("item", "1.", "Nobody rang."),
        ("item", "2.", "Nobody wrote."),
        ("heading", None, "Background"),
        ("paragraph", None, "The family moved twice."),
        ("paragraph", None, "Marlowe Partnership Quay Street"),
    ]


def test_short_lines_in_capitals_or_underlined_are_headings() -> None:
    body = paragraph("WHAT WE LEARNED") + paragraph("The nurse rang.") + paragraph("Next steps", look=UNDERLINED)
    body += (
        paragraph("Good practice", look="<w:caps/>") + paragraph("NSPCC 0808 555 0100") + paragraph("It was shared.")
    )

    assert said(load_bytes(hostile.word(body))) == [
        ("heading", None, "WHAT WE LEARNED"),
        ("paragraph", None, "The nurse rang."),
        ("heading", None, "Next steps"),
        ("heading", None, "Good practice"),
        ("paragraph", None, "NSPCC 0808 555 0100"),
        ("paragraph", None, "It was shared."),
    ]


def test_bold_bullets_are_items() -> None:
    kinds = f'<w:abstractNum w:abstractNumId="0">{level(0, "bullet", "&#xF0B7;")}</w:abstractNum>{list_of(1, 0)}'
    bold = '<w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr>'

    assert said(with_lists(paragraph("Think family", bold, "<w:b/>") + listed("Be curious", 1), kinds)) == [
        ("item", "•", "Think family"),
        ("item", "•", "Be curious"),
    ]


def test_lists_by_style_link_override_and_legal_numbers_print_as_word_prints_them() -> None:
    linked = f'<w:abstractNum w:abstractNumId="1"><w:styleLink w:val="Plan"/>{level(0, "upperRoman", "%1.")}{level(1, "decimal", "%1.%2").replace("<w:lvlText", "<w:isLgl/><w:lvlText")}</w:abstractNum>'
    named = '<w:abstractNum w:abstractNumId="2"><w:numStyleLink w:val="Plan"/></w:abstractNum>'
    own = f'<w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/>{level(0, "lowerLetter", "(%1)")}</w:lvlOverride>'
    numbering = linked + named + list_of(1, 2) + list_of(3, 1, own)
    loaded = with_lists(listed("a", 1) + listed("b", 1, 1) + listed("c", 1) + listed("d", 3), numbering)

    assert loaded.text == "I. a\n1.1 b\nII. c\n(a) d"


def test_levels_that_never_restart_count_through() -> None:
    through = level(1, "decimal", "Action %2").replace("<w:numFmt", '<w:lvlRestart w:val="0"/><w:numFmt')
    family = f'<w:abstractNum w:abstractNumId="0">{level(0, "decimal", "%1.")}{through}</w:abstractNum>{list_of(1, 0)}'
    body = listed("a", 1) + listed("b", 1, 1) + listed("c", 1) + listed("d", 1, 1)

    assert with_lists(body, family).text == "1. a\nAction 1 b\n2. c\nAction 2 d"


def test_bullets_of_any_symbol_font_are_bullets() -> None:
    kinds = level(0, "bullet", "&#xF0E8;") + level(1, "bullet", "&#xF0A8;")
    family = f'<w:abstractNum w:abstractNumId="0">{kinds}</w:abstractNum>{list_of(1, 0)}'
    sign = '<w:p><w:r><w:sym w:font="Symbol" w:char="F0B7"/><w:tab/><w:t>Typed</w:t></w:r></w:p>'

    assert with_lists(listed("a", 1) + listed("b", 1, 1) + sign, family).text == "• a\n• b\n• Typed"


def test_a_table_within_a_cell_leaves_the_rows_of_the_outer_one() -> None:
    inner = table(row(cell("Who"), cell("When"))) + paragraph("")
    rows = row(cell("Finding"), cell("Evidence")) + row(cell("1"), cell(paragraph("Nobody rang.") + inner))
    rows += row(cell("2"), cell("The plan was late.")) + row(cell("3"), cell("The father was not seen."))
    loaded = load_bytes(hostile.word(table(rows)))

    assert (
        loaded.text == "Finding\tEvidence\n1\tNobody rang. Who When\n2\tThe plan was late.\n3\tThe father was not seen."
    )


def test_rows_that_begin_later_and_headers_printed_again_keep_their_columns() -> None:
    header = row(cell("No"), cell("Action"), cell("Lead"), properties="<w:tblHeader/>")
    again = row(cell("No"), cell("Action"), cell("Lead"))
    rows = header + row(cell("1"), cell("Ring the school."), cell("Health")) + again
    rows += row(cell("Write it down."), cell("Police"), properties='<w:gridBefore w:val="1"/>')

    assert said(load_bytes(hostile.word(table(rows))))[3:] == [
        ("label", None, "1"),
        ("cell", None, "Ring the school.", "1", "Action"),
        ("cell", None, "Health", "1", "Lead"),
        ("label", None, "No"),
        ("label", None, "Action"),
        ("label", None, "Lead"),
        ("cell", None, "Write it down.", None, "Action"),
        ("cell", None, "Police", None, "Lead"),
    ]


def test_hyphens_that_may_or_may_not_break_are_told_apart() -> None:
    words = "<w:r><w:t>multi</w:t><w:noBreakHyphen/><w:t>agency safe</w:t><w:softHyphen/><w:t>guarding</w:t></w:r>"

    assert load_bytes(hostile.word(f"<w:p>{words}</w:p>")).text == "multi-agency safeguarding"


def test_text_boxes_with_a_heading_are_read_where_they_are_anchored() -> None:
    content = paragraph("Key message", look="<w:b/>") + paragraph("Ask the child.")
    body = f"<w:p>{run('Before.')}{box(content)}</w:p>{paragraph('After.')}"

    assert said(load_bytes(hostile.word(body))) == [
        ("paragraph", None, "Before."),
        ("heading", None, "Key message"),
        ("paragraph", None, "Ask the child."),
        ("paragraph", None, "After."),
    ]


def test_headers_and_footers_are_left_out() -> None:
    document = docx.Document()
    document.sections[0].header.paragraphs[0].text = "Official"
    document.sections[0].footer.paragraphs[0].text = "Page 1"
    document.add_paragraph("Words.")
    loaded = load(document)

    assert_sound(loaded)
    assert loaded.text == "Words."


def test_words_in_black_on_black_shading_are_left_out() -> None:
    black = '<w:color w:val="000000"/><w:shd w:val="clear" w:color="auto" w:fill="000000"/>'
    loaded = load_bytes(hostile.word(f"<w:p>{run('Seen. ')}{run('Taken out.', black)}</w:p>"))

    assert (loaded.text, [flag.kind for flag in loaded.flags]) == ("Seen.", [FlagKind.HIDDEN_TEXT])
