"""PDFs of a few lines of print, the cited ones in red, so that a test sees where their ink is."""

import io
from collections.abc import Sequence
from pathlib import Path

from PIL import Image
from pypdf import PdfReader, PdfWriter
from reportlab.lib.pagesizes import A5
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas

from ingest.blocks import Loaded
from ingest.pdf import load_pdf
from ingest.reading import read_document
from vectorstore.contents import LoadedDocument
from vectorstore.data import DataDirectory
from vectorstore.originals import Originals
from vectorstore.page_pictures import Box, PagePicture

pdfmetrics.registerFont(TTFont("Vera", "Vera.ttf"))
RED = "*"


def pdf(*pages: Sequence[str], turned: int = 0, cut: bool = False, on_its_side: bool = False) -> bytes:
    """Return a PDF whose pages hold these lines; one that begins with a star is cited and printed in red."""
    out = io.BytesIO()
    canvas = Canvas(out, pagesize=A5, invariant=1)
    for lines in pages:
        # The sides of a page that is turned by a quarter are exchanged: what is printed is within either.
        canvas.setPageRotation(turned)
        if cut:
            canvas.setCropBox((30, 60, 400, 400))
        if on_its_side:
            canvas.translate(420, 0)
            canvas.rotate(90)
        for place, line in enumerate(lines):
            canvas.setFont("Vera", 9)
            canvas.setFillColorRGB(1 if line.startswith(RED) else 0, 0, 0)
            canvas.drawString(50, 350 - 16 * place, line.removeprefix(RED))
        canvas.showPage()
    canvas.save()
    return out.getvalue()


def locked(data: bytes) -> bytes:
    """Return the PDF so that it opens with a password only."""
    writer, out = PdfWriter(clone_from=PdfReader(io.BytesIO(data))), io.BytesIO()
    writer.encrypt("secret", "owner", algorithm="RC4-128")
    writer.write(out)
    return out.getvalue()


def red_ink(picture: PagePicture) -> Box:
    """Return the left, top, right and bottom of what is red in the picture."""
    red, green, _ = Image.open(io.BytesIO(picture.png)).convert("RGB").split()
    ink = Image.merge("L", [green]).point(lambda dot: 255 if dot < 150 else 0)
    black = red.point(lambda dot: 0 if dot < 150 else 255)
    found = Image.composite(ink, black.point(lambda _: 0), black).getbbox()
    assert found
    return found


def around(boxes: Sequence[Box]) -> Box:
    """Return the box round all of the boxes."""
    lefts, tops, rights, bottoms = zip(*boxes, strict=True)
    return min(lefts), min(tops), max(rights), max(bottoms)


def read(document_id: str, data: bytes) -> LoadedDocument:
    """Return the PDF as it is loaded."""
    loaded = load_pdf(data)
    assert isinstance(loaded, Loaded), loaded
    document, passages = read_document(document_id, f"{document_id}.pdf", loaded)
    return LoadedDocument(document, loaded.text, passages)


def store(root: Path, document_id: str, data: bytes) -> None:
    """Keep the PDF as the original of the document."""
    Originals(DataDirectory(root)).store(document_id, f"{document_id}.pdf", data, {})
