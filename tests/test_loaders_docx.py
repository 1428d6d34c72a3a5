"""Word documents: the order of the page, list numbers as Word prints them, and headings by style or by look."""

import io
import re

import docx
import hostile
from docx.document import Document
from docx.enum.style import WD_STYLE_TYPE
from docx.shared import Pt
from hypothesis import given, settings
from hypothesis import strategies as st
from soundness import assert_sound, headings, said

from ingest.blocks import Loaded, Refused
from ingest.docx import load_docx


def load(document: Document) -> Loaded:
    out = io.BytesIO()
    document.save(out)
    return load_bytes(out.getvalue())


def load_bytes(data: bytes) -> Loaded:
    loaded = load_docx(data)
    assert isinstance(loaded, Loaded), loaded
    assert_sound(loaded)
    return loaded


def paragraph(words: str, properties: str = "", look: str = "") -> str:
    return f"<w:p><w:pPr>{properties}</w:pPr><w:r><w:rPr>{look}</w:rPr><w:t>{words}</w:t></w:r></w:p>"


def listed(words: str, list_id: int, depth: int = 0) -> str:
    return paragraph(words, f'<w:numPr><w:ilvl w:val="{depth}"/><w:numId w:val="{list_id}"/></w:numPr>')


def with_lists(body: str, numbering: str) -> Loaded:
    """Load a document whose lists are defined as given; its numbering part replaces the usual one."""
    main = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    document = docx.Document(io.BytesIO(hostile.word(body)))
    part = document.part.numbering_part
    part._element = docx.oxml.parse_xml(f'<w:numbering xmlns:w="{main}">{numbering}</w:numbering>')
    return load(document)


def level(depth: int, style: str, pattern: str, start: int = 1) -> str:
    numbers = f'<w:start w:val="{start}"/><w:numFmt w:val="{style}"/><w:lvlText w:val="{pattern}"/>'
    return f'<w:lvl w:ilvl="{depth}">{numbers}</w:lvl>'


def list_of(list_id: int, family: int, override: str = "") -> str:
    return f'<w:num w:numId="{list_id}"><w:abstractNumId w:val="{family}"/>{override}</w:num>'


def test_paragraphs_and_tables_are_read_in_the_order_of_the_page() -> None:
    document = docx.Document()
    document.core_properties.title = "Learning from Family D"
    document.add_heading("Learning from Family D", 0)
    document.add_heading("Findings", 1)
    document.add_paragraph("The nurse ").add_run("rang the school").bold = True
    table = document.add_table(3, 3)
    rows = [["No", "Recommendation", "Lead"], ["1", "Ring the school first.", "Health"], ["2", "Write it down.", "All"]]
    for row, texts in zip(table.rows, rows, strict=True):
        for cell, text in zip(row.cells, texts, strict=True):
            cell.text = text
    document.add_paragraph("After the table.")
    loaded = load(document)
    assert loaded.title == "Learning from Family D"
    assert loaded.text == (
        "Learning from Family D\n\nFindings\n\nThe nurse rang the school\n\nNo\tRecommendation\tLead\n"
        "1\tRing the school first.\tHealth\n2\tWrite it down.\tAll\n\nAfter the table."
    )
    assert headings(loaded) == [(1, "Learning from Family D"), (2, "Findings")]
    assert [[loaded.text[a:b] for a, b in block.emphasis] for block in loaded.blocks if block.emphasis] == [
        ["rang the school"]
    ]
    assert said(loaded)[6:] == [
        ("label", None, "1"),
        ("cell", None, "Ring the school first.", "1", "Recommendation"),
        ("cell", None, "Health", "1", "Lead"),
        ("label", None, "2"),
        ("cell", None, "Write it down.", "2", "Recommendation"),
        ("cell", None, "All", "2", "Lead"),
        ("paragraph", None, "After the table."),
    ]


def test_list_styles_give_the_numbers_that_word_prints() -> None:
    document = docx.Document()
    for words, style in [
        ("one", "List Number"),
        ("two", "List Number"),
        ("dot", "List Bullet 2"),
        ("three", "List Number"),
    ]:
        document.add_paragraph(words, style=style)
    loaded = load(document)
    assert loaded.text == "1. one\n2. two\n• dot\n3. three"
    assert [block.level for block in loaded.blocks] == [1, 1, 2, 1]


def test_a_style_that_is_indented_deeper_than_its_list_has_depths_is_numbered() -> None:
    document = docx.Document()
    own = document.styles.add_style("Plan Text", WD_STYLE_TYPE.PARAGRAPH)
    own.base_style = document.styles["List Number 3"]
    for words, style in [
        ("one", "List Number 2"),
        ("two", "List Number 2"),
        ("own", "Plan Text"),
        ("next", "Plan Text"),
    ]:
        document.add_paragraph(words, style=style)
    loaded = load(document)
    assert loaded.text == "1. one\n2. two\n1. own\n2. next"
    assert [block.level for block in loaded.blocks] == [2, 2, 3, 3]


def test_a_style_is_numbered_at_the_depth_that_is_linked_to_it() -> None:
    linked = level(2, "lowerLetter", "%3)").replace("<w:numFmt", '<w:pStyle w:val="ListNumber2"/><w:numFmt')
    family = f'<w:abstractNum w:abstractNumId="7">{level(0, "decimal", "%1.")}{linked}</w:abstractNum>'
    body = "".join(paragraph(w, f'<w:pStyle w:val="ListNumber{d}"/>') for w, d in (("a", ""), ("b", 2), ("c", 2)))
    ids = re.findall(r'numId w:val="(\d+)"', docx.Document().styles["List Number"].element.xml)
    ids += re.findall(r'numId w:val="(\d+)"', docx.Document().styles["List Number 2"].element.xml)
    assert with_lists(body, family + "".join(list_of(int(n), 7) for n in ids)).text == "1. a\na) b\nb) c"


def test_lists_of_several_depths_count_and_restart() -> None:
    kinds = level(0, "decimal", "%1.") + level(1, "lowerLetter", "%2)") + level(2, "lowerRoman", "%1.%2.%3")
    family = f'<w:abstractNum w:abstractNumId="7">{kinds}</w:abstractNum>'
    restart = '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/></w:lvlOverride>'
    body = listed("a", 1) + listed("b", 1, 1) + listed("c", 1, 1) + listed("d", 1, 2) + listed("e", 1)
    body += listed("f", 1, 1) + listed("goes on", 2) + listed("starts again", 3) + paragraph("Between.")
    body += listed("and on", 3)
    loaded = with_lists(body, family + list_of(1, 7) + list_of(2, 7) + list_of(3, 7, restart))
    assert loaded.text == (
        "1. a\na) b\nb) c\n1.b.i d\n2. e\na) f\n3. goes on\n1. starts again\n\nBetween.\n\n2. and on"
    )


def test_bullets_of_symbol_fonts_and_numbers_without_a_mark_are_shown() -> None:
    kinds = level(0, "bullet", "\uf0b7") + level(1, "bullet", "o") + level(2, "upperRoman", "Part %3", 4)
    body = listed("a", 1) + listed("b", 1, 1) + listed("c", 1, 2) + listed("no list", 0)
    loaded = with_lists(body, f'<w:abstractNum w:abstractNumId="0">{kinds}</w:abstractNum>{list_of(1, 0)}')
    assert loaded.text == "• a\n◦ b\nPart IV c\n\nno list"


def test_headings_are_told_by_their_look() -> None:
    document = docx.Document()
    large = document.add_paragraph().add_run("Briefing on Family D")
    large.bold, large.font.size = True, Pt(20)
    document.add_paragraph("The nurse rang the school and the school rang the office on the same day.")
    document.add_paragraph().add_run("The Background").bold = True
    document.add_paragraph("The family moved twice.")
    document.add_paragraph().add_run("This bold sentence is a statement.").bold = True
    loaded = load(document)
    assert headings(loaded) == [(1, "Briefing on Family D"), (2, "The Background")]


def test_boxes_of_a_page_layout_are_read_one_after_the_other() -> None:
    document = docx.Document()
    table = document.add_table(2, 2)
    for number, cell in enumerate((c for row in table.rows for c in row.cells), 1):
        cell.paragraphs[0].add_run(f"{number} Box").bold = True
        cell.add_paragraph(f"Words of box {number}.")
    assert load(document).text == "\n\n".join(f"{n} Box\n\nWords of box {n}." for n in (1, 2, 3, 4))


def test_merged_cells_are_read_once_and_name_what_they_span() -> None:
    document = docx.Document()
    table = document.add_table(3, 3)
    for row, texts in zip(
        table.rows, [["Area", "Seen", ""], ["Home", "Cold.", "Damp."], ["", "Dark.", ""]], strict=True
    ):
        for cell, text in zip(row.cells, texts, strict=True):
            cell.text = text
    table.cell(0, 1).merge(table.cell(0, 2))
    table.cell(1, 0).merge(table.cell(2, 0))
    loaded = load(document)
    assert loaded.text == "Area\tSeen\nHome\tCold.\tDamp.\n\tDark."
    assert [entry for entry in said(loaded) if entry[0] == "cell"] == [
        ("cell", None, "Cold.", "Home", "Seen"),
        ("cell", None, "Damp.", "Home", "Seen"),
        ("cell", None, "Dark.", "Home", "Seen"),
    ]


def test_bullets_in_a_cell_are_statements_of_their_own() -> None:
    document = docx.Document()
    table = document.add_table(2, 2)
    table.cell(0, 1).text = "Learning"
    table.cell(1, 0).text = "Housing"
    table.cell(1, 1).text = "• Cold • Damp"
    table.cell(1, 1).add_paragraph("Dark", style="List Bullet")
    loaded = load(document)
    assert loaded.text == "\tLearning\nHousing\t• Cold • Damp • Dark"
    assert [entry[1:3] for entry in said(loaded)[2:]] == [("•", "Cold"), ("•", "Damp"), ("•", "Dark")]


def test_only_what_is_shown_is_read() -> None:
    deleted = "<w:del><w:r><w:delText>deleted</w:delText></w:r></w:del>"
    inserted = "<w:ins><w:r><w:t> inserted</w:t></w:r></w:ins>"
    hidden = "<w:r><w:rPr><w:vanish/></w:rPr><w:t>hidden</w:t></w:r>"
    field = "<w:r><w:instrText>HYPERLINK x</w:instrText></w:r>"
    link = "<w:hyperlink><w:r><w:t> a link</w:t></w:r></w:hyperlink>"
    signs = "<w:r><w:tab/><w:t>tab</w:t><w:br/><w:t>line</w:t><w:noBreakHyphen/><w:t>end</w:t><w:softHyphen/></w:r>"
    body = f"<w:p><w:r><w:t>Kept</w:t></w:r>{deleted}{inserted}{hidden}{field}{link}{signs}</w:p>"
    assert load_bytes(hostile.word(body)).text == "Kept inserted a link tab line-end"


def test_content_controls_are_read_and_the_table_of_contents_is_not() -> None:
    contents = paragraph("Findings 3", '<w:pStyle w:val="TOC1"/>')
    body = f"<w:sdt><w:sdtContent>{contents}{paragraph('In a control.')}</w:sdtContent></w:sdt>"
    document = docx.Document(io.BytesIO(hostile.word(body)))
    document.styles.add_style("TOC 1", 1).style_id = "TOC1"
    assert load(document).text == "In a control."


def test_a_text_box_is_read_once_after_the_paragraph_that_holds_it() -> None:
    drawing = "http://schemas.microsoft.com/office/word/2010/wordprocessingShape"
    compatible = "http://schemas.openxmlformats.org/markup-compatibility/2006"
    box = f"<w:txbxContent>{paragraph('In the box.')}</w:txbxContent>"
    choice = f'<mc:Choice Requires="wps"><w:drawing><x:txbx xmlns:x="{drawing}">{box}</x:txbx></w:drawing></mc:Choice>'
    both = f'<mc:AlternateContent xmlns:mc="{compatible}">{choice}<mc:Fallback><w:pict>{box}</w:pict></mc:Fallback></mc:AlternateContent>'
    body = f"<w:p><w:r><w:t>Before.</w:t></w:r><w:r>{both}</w:r></w:p>{paragraph('After.')}"
    assert load_bytes(hostile.word(body)).text == "Before.\n\nIn the box.\n\nAfter."


def test_default_titles_are_not_shown() -> None:
    for title in (
        "",
        "Microsoft Word - briefing v2.doc",
        "Document1",
        "briefing-final.docx",
        "PowerPoint Presentation",
    ):
        document = docx.Document()
        document.core_properties.title = title
        document.add_paragraph("Words.")
        assert load(document).title is None


def test_damaged_and_empty_files_are_refused() -> None:
    for data, code in ((b"PK\x03\x04rubbish", "damaged"), (hostile.word("<w:p/>"), "empty")):
        result = load_docx(data)
        assert isinstance(result, Refused)
        assert result.code == code


TEXTS = st.text(st.characters(exclude_categories=("Cs", "Cc")), max_size=12)


@settings(max_examples=40)
@given(st.lists(st.tuples(st.sampled_from(["p", "h", "b", "t"]), TEXTS), max_size=8))
def test_whatever_the_words_the_blocks_cover_the_text(parts: list[tuple[str, str]]) -> None:
    document = docx.Document()
    for kind, words in parts:
        match kind:
            case "h":
                document.add_heading(words, 2)
            case "b":
                document.add_paragraph().add_run(words).bold = True
            case "t":
                document.add_table(2, 2).cell(1, 1).text = words
            case _:
                document.add_paragraph(words, style="List Bullet" if len(words) > 6 else None)
    out = io.BytesIO()
    document.save(out)
    loaded = load_docx(out.getvalue())
    if isinstance(loaded, Loaded):
        assert_sound(loaded)
