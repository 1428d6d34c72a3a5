"""What python-docx cannot write into the Word files of the sample corpus: footnotes and text boxes."""

from xml.sax.saxutils import escape

from docx.document import Document
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml import parse_xml
from docx.text.paragraph import Paragraph

from evals.sample_source import Line

_W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
_DRAWN = (
    f'{_W} xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" '
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
    'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" '
    'xmlns:v="urn:schemas-microsoft-com:vml"'
)
_FOOTNOTES = "application/vnd.openxmlformats-officedocument.wordprocessingml.footnotes+xml"
_RULES = (("separator", -1), ("continuationSeparator", 0))


def add_footnotes(document: Document, notes: list[Line]) -> None:
    """Add the part that holds the words of the footnotes, with the two rules that Word keeps there too."""
    rules = "".join(
        f'<w:footnote w:type="{kind}" w:id="{number}"><w:p><w:r><w:{kind}/></w:r></w:p></w:footnote>'
        for kind, number in _RULES
    )
    words = "".join(
        f'<w:footnote w:id="{note.marker}"><w:p><w:r><w:rPr><w:vertAlign w:val="superscript"/></w:rPr>'
        f'<w:footnoteRef/></w:r><w:r><w:t xml:space="preserve"> {escape(note.text)}</w:t></w:r></w:p></w:footnote>'
        for note in notes
    )
    xml = f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?><w:footnotes {_W}>{rules}{words}</w:footnotes>'
    part = Part(PackURI("/word/footnotes.xml"), _FOOTNOTES, xml.encode(), document.part.package)
    document.part.relate_to(part, RELATIONSHIP_TYPE.FOOTNOTES)


def cite_footnote(paragraph: Paragraph, number: str) -> None:
    """Add the raised number of a footnote to the paragraph."""
    run = paragraph.add_run()
    run.font.superscript = True
    run._r.append(parse_xml(f'<w:footnoteReference {_W} w:id="{number}"/>'))


def add_text_box(paragraph: Paragraph, title: str, lines: list[Line]) -> None:
    """Add a text box as Word writes it: the shape, and the same words again for programs that do not know shapes."""
    words = _boxed(title, bold=True) + "".join(_boxed(line.text, bold=False) for line in lines)
    content = f"<w:txbxContent>{words}</w:txbxContent>"
    number = 1 + len(paragraph.part.element.xpath("//w:drawing"))
    paragraph.add_run()._r.append(
        parse_xml(
            f'<mc:AlternateContent {_DRAWN}><mc:Choice Requires="wps"><w:drawing><wp:inline>'
            f'<wp:extent cx="5400000" cy="1260000"/><wp:docPr id="{number}" name="Text Box {number}"/><a:graphic>'
            '<a:graphicData uri="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"><wps:wsp>'
            '<wps:cNvSpPr txBox="1"/><wps:spPr><a:xfrm><a:off x="0" y="0"/><a:ext cx="5400000" cy="1260000"/></a:xfrm>'
            '<a:prstGeom prst="rect"><a:avLst/></a:prstGeom></wps:spPr>'
            f"<wps:txbx>{content}</wps:txbx><wps:bodyPr/></wps:wsp></a:graphicData></a:graphic></wp:inline></w:drawing>"
            '</mc:Choice><mc:Fallback><w:pict><v:shape id="box" type="#_x0000_t202" style="width:425pt;height:99pt">'
            f"<v:textbox>{content}</v:textbox></v:shape></w:pict></mc:Fallback></mc:AlternateContent>"
        )
    )


def _boxed(text: str, bold: bool) -> str:
    look = "<w:rPr><w:b/></w:rPr>" if bold else ""
    return f'<w:p><w:r>{look}<w:t xml:space="preserve">{escape(text)}</w:t></w:r></w:p>'
