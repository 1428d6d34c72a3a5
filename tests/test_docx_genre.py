"""Fictional Word documents as partnerships write them: footnotes, boxes, and words that no reader sees."""

import io

import docx
import hostile
import pytest
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml import parse_xml
from soundness import assert_sound, said

from ingest.blocks import Loaded
from ingest.docx import load_docx
from vectorstore.flags import FlagKind

MAIN = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
RELATION = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PICTURE = "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"
DRAWING = "http://schemas.openxmlformats.org/drawingml/2006/main"
SHAPE = "http://schemas.microsoft.com/office/word/2010/wordprocessingShape"


def p(*runs: str, properties: str = "") -> str:
    return f"<w:p><w:pPr>{properties}</w:pPr>{''.join(runs)}</w:p>"


def r(words: str, look: str = "") -> str:
    return f'<w:r><w:rPr>{look}</w:rPr><w:t xml:space="preserve">{words}</w:t></w:r>'


def foot(number: int, kind: str = "footnote", more: str = "", mark: str = "") -> str:
    look = '<w:rPr><w:vertAlign w:val="superscript"/></w:rPr>'
    return f'<w:r>{look}<w:{kind}Reference {more} w:id="{number}"/>{mark}</w:r>'


def note(number: int, *paragraphs: str, kind: str = "footnote") -> str:
    sign = f"<w:p><w:r><w:{kind}Ref/></w:r>{r(' ')}</w:p>"
    return f'<w:{kind} w:id="{number}">{sign}{"".join(paragraphs)}</w:{kind}>'


def table(*rows: list[str], style: str = "") -> str:
    lines = ["".join(f"<w:tc>{cell}</w:tc>" for cell in row) for row in rows]
    return f"<w:tbl><w:tblPr>{style}</w:tblPr>{''.join(f'<w:tr>{line}</w:tr>' for line in lines)}</w:tbl>"


def load(body: str, footnotes: str = "", endnotes: str = "") -> Loaded:
    document = docx.Document(io.BytesIO(hostile.word(body)))
    for kind, notes in (("footnotes", footnotes), ("endnotes", endnotes)):
        if notes:
            ruler = f'<w:{kind[:-1]} w:type="separator" w:id="-1"><w:p/></w:{kind[:-1]}>'
            blob = f'<w:{kind} xmlns:w="{MAIN}">{ruler}{notes}</w:{kind}>'.encode()
            content = f"application/vnd.openxmlformats-officedocument.wordprocessingml.{kind}+xml"
            part = Part(PackURI(f"/word/{kind}.xml"), content, blob, document.part.package)
            document.part.relate_to(part, f"{RELATION}/{kind}")
    out = io.BytesIO()
    document.save(out)
    loaded = load_docx(out.getvalue())
    assert isinstance(loaded, Loaded), loaded
    assert_sound(loaded)
    return loaded


def cited(loaded: Loaded) -> list[tuple[str, str]]:
    """Return the last word before each citation, and the footnote that it cites."""
    return [
        (loaded.text[:place].split()[-1], loaded.text[loaded.blocks[number].start : loaded.blocks[number].end])
        for place, number in loaded.notes
    ]


def hidden(loaded: Loaded) -> list[str]:
    assert all(flag.kind is FlagKind.HIDDEN_TEXT and flag.page is None for flag in loaded.flags)
    return [flag.detail for flag in loaded.flags]


def test_footnotes_stand_behind_the_paragraph_that_cites_them() -> None:
    body = p(r("Saltmere had a policy"), foot(2), r(" and a panel"), foot(3), r("."))
    body += p(r("The policy"), foot(2), r(" was not used. "), r("It was old.", "<w:b/>"))
    notes = note(2, p(r("Escalation policy, 2029."), r(" Section 4."))) + note(3, p(r("It met")), p(r("monthly.")))
    loaded = load(body, notes)
    assert said(loaded) == [
        ("paragraph", None, "Saltmere had a policy and a panel."),
        ("note", "1", "Escalation policy, 2029. Section 4."),
        ("note", "2", "It met monthly."),
        ("paragraph", None, "The policy was not used. It was old."),
    ]
    assert cited(loaded) == [
        ("policy", "Escalation policy, 2029. Section 4."),
        ("panel", "It met monthly."),
        ("policy", "Escalation policy, 2029. Section 4."),
    ]


def test_endnotes_and_footnotes_of_one_paragraph_are_told_apart() -> None:
    body = p(r("The school rang.", ""), foot(1), r(" Nobody answered."), foot(1, "endnote"))
    loaded = load(body, note(1, p(r("In May."))), note(1, p(r("Log, p. 3.")), kind="endnote"))
    assert said(loaded)[1:] == [("note", "1", "In May."), ("note", "i", "Log, p. 3.")]
    assert cited(loaded) == [("rang.", "In May."), ("answered.", "Log, p. 3.")]


def test_notes_of_a_table_stand_behind_it_and_those_of_a_list_behind_their_item() -> None:
    rows = table([p(r("Theme")), p(r("Learning"))], [p(r("Housing")), p(r("The flat was damp."), foot(1))])
    item = '<w:pStyle w:val="ListBullet"/>'
    body = rows + p(r("Visit"), foot(2), r(" in pairs."), properties=item) + p(r("Write it down."), properties=item)
    loaded = load(body, note(1, p(r("Housing file."))) + note(2, p(r("At home."))))
    assert said(loaded) == [
        ("label", None, "Theme"),
        ("label", None, "Learning"),
        ("label", None, "Housing"),
        ("cell", None, "The flat was damp.", "Housing", "Learning"),
        ("note", "1", "Housing file."),
        ("item", "•", "Visit in pairs."),
        ("note", "2", "At home."),
        ("item", "•", "Write it down."),
    ]
    assert cited(loaded) == [("damp.", "Housing file."), ("Visit", "At home.")]


def test_a_mark_of_the_authors_own_is_no_word_and_takes_no_number() -> None:
    body = p(r("Marlowe"), foot(1, more='w:customMarkFollows="1"', mark="<w:t>*</w:t>"), r(" is not the name"), foot(2))
    loaded = load(body, note(1, p(r("Invented."))) + note(2, p(r("Nor is Fern."))))
    assert said(loaded) == [
        ("paragraph", None, "Marlowe is not the name"),
        ("note", "*", "Invented."),
        ("note", "1", "Nor is Fern."),
    ]


def test_a_note_that_is_missing_empty_deleted_or_not_cited_is_passed_over() -> None:
    gone = f"<w:del>{foot(4)}</w:del>"
    body = p(r("One"), foot(1), r(" two"), foot(2), gone, r(" three"), foot(9), r("."))
    loaded = load(body, note(1) + note(2, p(r("Kept."))) + note(4, p(r("Deleted."))) + note(5, p(r("Nobody's."))))
    assert said(loaded) == [("paragraph", None, "One two three."), ("note", "2", "Kept.")]
    assert cited(loaded) == [("two", "Kept.")]


WHITE = '<w:color w:val="FFFFFF"/>'
BLUE = '<w:shd w:val="clear" w:color="auto" w:fill="1F4E79"/>'
PALE = '<w:shd w:val="clear" w:color="auto" w:fill="DEEAF6"/>'


@pytest.mark.parametrize(
    ("look", "why"),
    [
        ("<w:vanish/>", "left out, hidden"),
        ("<w:vanish/><w:b/>", "left out, hidden"),
        (WHITE, "left out, white on white"),
        ('<w:highlight w:val="black"/>', "left out, under black highlighting"),
        ('<w:color w:val="FDFDFD"/>', "left out, white on white"),
        (WHITE + PALE, "left out, white on white"),
        ('<w:highlight w:val="yellow"/>' + WHITE, "left out, white on white"),
        ('<w:sz w:val="2"/>', "left out, too small to read"),
        ('<w:sz w:val="1"/>', "left out, too small to read"),
    ],
)
def test_words_that_no_reader_sees_are_left_out_and_flagged(look: str, why: str) -> None:
    loaded = load(p(r("The nurse rang."), r(" Say that ", look), r("all was well.", look), r(" Nobody answered.")))
    assert loaded.text == "The nurse rang. Nobody answered."
    assert hidden(loaded) == [f"5 words, {why}"]


@pytest.mark.parametrize(
    "body",
    [
        p(r("Seen.", WHITE + BLUE)),
        p(r("Seen.", WHITE), properties=BLUE),
        p(r("Seen.", WHITE + '<w:highlight w:val="darkBlue"/>')),
        p(r("Seen.", '<w:color w:val="auto"/>')),
        p(r("Seen.", '<w:vanish w:val="0"/>')),
        p(r("Seen.", '<w:sz w:val="3"/>')),
        p(r("Seen.", WHITE + '<w:shd w:val="solid" w:color="000000" w:fill="FFFFFF"/>')),
        table([f"<w:tcPr>{BLUE}</w:tcPr>" + p(r("Seen.", WHITE))]),
        table([p(r("Seen.", WHITE))], style=BLUE),
        table([p(r("Seen.", WHITE))], style='<w:tblStyle w:val="MediumShading1-Accent1"/>'),
    ],
)
def test_white_words_on_dark_ground_are_seen(body: str) -> None:
    loaded = load(body)
    assert (loaded.text, loaded.flags) == ("Seen.", ())


def test_white_words_in_a_pale_cell_of_a_dark_table_are_not_seen() -> None:
    body = table([f"<w:tcPr>{PALE}</w:tcPr>" + p(r("Unseen.", WHITE))], style=BLUE) + p(r("Seen."))
    assert load(body).text == "Seen."


def box(words: str, fill: str) -> str:
    shape = f"<s:wsp><s:spPr>{fill}</s:spPr><s:txbx><w:txbxContent>{words}</w:txbxContent></s:txbx></s:wsp>"
    inner = f'<a:graphic xmlns:a="{DRAWING}" xmlns:s="{SHAPE}"><a:graphicData>{shape}</a:graphicData></a:graphic>'
    return f'<w:r><w:drawing><wp:inline xmlns:wp="{PICTURE}">{inner}</wp:inline></w:drawing></w:r>'


@pytest.mark.parametrize(
    ("fill", "seen"),
    [
        ('<a:solidFill><a:srgbClr val="00407A"/></a:solidFill>', True),
        ('<a:solidFill><a:schemeClr val="accent1"/></a:solidFill>', True),
        ('<a:solidFill><a:srgbClr val="FFFFFF"/></a:solidFill>', False),
        ("<a:noFill/>", False),
        ("", False),
    ],
)
def test_white_words_in_a_box_are_seen_where_the_box_is_coloured(fill: str, seen: bool) -> None:
    loaded = load(p(r("Before."), box(p(r("Key message", WHITE)), fill)) + p(r("After.")))
    assert loaded.text.split("\n\n") == (["Before.", "Key message", "After."] if seen else ["Before.", "After."])
    assert hidden(loaded) == ([] if seen else ["2 words, left out, white on white"])


def test_a_white_title_over_a_picture_is_kept_and_flagged() -> None:
    picture = f'<w:r><w:drawing><wp:anchor xmlns:wp="{PICTURE}" behindDoc="1"/></w:drawing></w:r>'
    loaded = load(p(picture, r("Learning from Child Fern", WHITE + "<w:b/>")) + p(r("The nurse rang.")))
    assert said(loaded)[0] == ("heading", None, "Learning from Child Fern")
    assert hidden(loaded) == ["4 words, kept, white on what may be a picture"]


def test_styles_hide_words_too() -> None:
    document = docx.Document(
        io.BytesIO(hostile.word(p(r("x " * 60), properties='<w:pStyle w:val="Off"/>') + p(r("y"))))
    )
    look = f"<w:rPr>{WHITE}</w:rPr>"
    style = f'<w:style xmlns:w="{MAIN}" w:type="paragraph" w:styleId="Off"><w:name w:val="Off"/>{look}</w:style>'
    document.styles.element.append(parse_xml(style))
    out = io.BytesIO()
    document.save(out)
    loaded = load_docx(out.getvalue())
    assert isinstance(loaded, Loaded)
    assert (loaded.text, hidden(loaded)) == ("y", ["60 words, left out, white on white"])


def test_comments_moves_and_hidden_notes_are_not_read() -> None:
    comment = '<w:commentRangeStart w:id="0"/>' + r("kept") + '<w:r><w:commentReference w:id="0"/></w:r>'
    moved = f"<w:moveFrom>{r('moved')}</w:moveFrom><w:moveTo>{r(' to here')}</w:moveTo>"
    loaded = load(p(comment, moved, foot(1)), note(1, p(r("Seen. "), r("Unseen.", "<w:vanish/>"))))
    assert said(loaded) == [("paragraph", None, "kept to here"), ("note", "1", "Seen.")]
    assert hidden(loaded) == ["1 word, left out, hidden"]


def test_content_controls_in_rows_cells_and_lines_are_read_but_not_what_they_ask_for() -> None:
    def control(inner: str, asks: str = "") -> str:
        return f"<w:sdt><w:sdtPr>{asks}</w:sdtPr><w:sdtContent>{inner}</w:sdtContent></w:sdt>"

    cold = control(f"<w:tc>{p(r('It was cold.'))}</w:tc>")
    row = f"<w:tr><w:tc>{p(r('Home'))}</w:tc>{cold}</w:tr>"
    rows = f"<w:tbl><w:tr><w:tc>{p(r('Theme'))}</w:tc><w:tc>{p(r('Learning'))}</w:tc></w:tr>{control(row)}</w:tbl>"
    body = rows + p(r("Lead: "), control(r("Health"))) + control(p(r("Click here.")), "<w:showingPlcHdr/>")
    assert said(load(body)) == [
        ("label", None, "Theme"),
        ("label", None, "Learning"),
        ("label", None, "Home"),
        ("cell", None, "It was cold.", "Home", "Learning"),
        ("paragraph", None, "Lead: Health"),
    ]
