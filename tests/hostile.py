"""Makers of files that are meant to harm whoever opens them. Small instances; nothing here is ever stored."""

import io
import zipfile
import zlib
from collections.abc import Iterable

import docx
from pypdf import PdfReader, PdfWriter

PAGE = b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Resources << /Font << /F1 5 0 R >> >> >>"
FONT = b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>"
CATALOG = b"<< /Type /Catalog /Pages 2 0 R >>"
ONE_PAGE = b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>"


def stream(content: bytes, extra: bytes = b"") -> bytes:
    """Return a stream object."""
    return b"<< /Length %d %s >>\nstream\n%s\nendstream" % (len(content), extra, content)


def pdf(objects: Iterable[bytes], trailer: bytes = b"") -> bytes:
    """Return a PDF of objects numbered from 1, the first of which is the catalogue."""
    out, offsets = bytearray(b"%PDF-1.7\n"), []
    for number, body in enumerate(objects, 1):
        offsets.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    table = b"".join(b"%010d 00000 n \n" % offset for offset in offsets)
    size = len(offsets) + 1
    head = b"xref\n0 %d\n0000000000 65535 f \n%s" % (size, table)
    return (
        bytes(out)
        + head
        + b"trailer\n<< /Size %d /Root 1 0 R %s >>\nstartxref\n%d\n%%%%EOF" % (size, trailer, len(out))
    )


def page_pdf(content: bytes, catalog: bytes = CATALOG, extra: bytes = b"") -> bytes:
    """Return a PDF with one page that is painted by the content."""
    return pdf([catalog, ONE_PAGE, PAGE, stream(content, extra), FONT])


def text_pdf(text: str, before: bytes = b"") -> bytes:
    """Return a PDF that says something."""
    return page_pdf(before + b"BT /F1 12 Tf 72 700 Td (%s) Tj ET" % text.encode("latin-1"))


def flate_bomb(times: int = 1) -> bytes:
    """Return a PDF whose page unpacks to far more than is allowed, packed several times over."""
    packed = b" " * 80_000_000
    for _ in range(times):
        packed = zlib.compress(packed, 9)
    names = b"[" + b"/FlateDecode " * times + b"]"
    return page_pdf(packed, extra=b"/Filter " + names)


def busy_page(repeats: int) -> bytes:
    """Return a PDF whose page is small when packed and long to read."""
    return page_pdf(zlib.compress(b"1 0 0 1 0 0 cm q Q\n" * repeats, 9), extra=b"/Filter /FlateDecode")


def many_pages(count: int, said: int) -> bytes:
    """Return a PDF that names one page many times and says how many it has."""
    kids = b"3 0 R " * count
    return pdf([CATALOG, b"<< /Type /Pages /Kids [%s] /Count %d >>" % (kids, said), PAGE, stream(b""), FONT])


def nested_forms(pages: int = 20, depth: int = 6, width: int = 12) -> bytes:
    """Return a PDF in which each drawing draws the next one many times."""
    forms = [b"<< %s >>" % b" ".join(b"/X%d %d 0 R" % (n, 6 + n) for n in range(depth))]
    resources = b"/Resources << /Font << /F1 5 0 R >> /XObject 6 0 R >>"
    page = b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R %s >>" % resources
    kids = b"<< /Type /Pages /Kids [%s] /Count %d >>" % (b"3 0 R " * pages, pages)
    for level in range(depth):
        inner = b"/X%d Do " % (level + 1) * width if level + 1 < depth else b"BT /F1 9 Tf 72 72 Td (deep) Tj ET "
        forms.append(stream(inner, b"/Type /XObject /Subtype /Form /BBox [0 0 595 842] " + resources))
    forms[0] = b"<< %s >>" % b" ".join(b"/X%d %d 0 R" % (n, 7 + n) for n in range(depth))
    return pdf([CATALOG, kids, page, stream(b"/X0 Do"), FONT, *forms])


def page_cycle() -> bytes:
    """Return a PDF whose page tree holds itself."""
    return pdf([CATALOG, b"<< /Type /Pages /Kids [2 0 R] /Count 1 >>", PAGE, stream(b""), FONT])


def deep_array() -> bytes:
    """Return a PDF with arrays inside arrays, far deeper than any program needs."""
    return page_pdf(b"BT /F1 12 Tf %s TJ ET" % (b"[" * 50_000 + b"]" * 50_000))


def many_objects(count: int = 100_000) -> bytes:
    """Return a PDF with a great many objects that nothing names."""
    return pdf([CATALOG, ONE_PAGE, PAGE, stream(b""), FONT, *[b"null"] * count])


def locked(password: str) -> bytes:
    """Return a PDF that opens with a password only."""
    writer = PdfWriter(clone_from=PdfReader(io.BytesIO(text_pdf("Opened with the password."))))
    writer.encrypt(password, "owner", algorithm="RC4-128")
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


def word(body: str, before: str = "") -> bytes:
    """Return a Word file whose body is the given mark-up."""
    main = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    markup = f'{before}<w:document xmlns:w="{main}"><w:body>{body}</w:body></w:document>'
    return with_part("word/document.xml", markup.encode())


def with_part(name: str, content: bytes) -> bytes:
    """Return an ordinary Word file with one of its parts replaced or added."""
    plain, out = io.BytesIO(), io.BytesIO()
    docx.Document().save(plain)
    with zipfile.ZipFile(plain) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for entry in old.namelist():
            if entry != name:
                new.writestr(entry, old.read(entry))
        new.writestr(name, content)
    return out.getvalue()


def outside_entity(path: str) -> bytes:
    """Return a Word file that asks for a file of the computer that opens it."""
    paragraph = "<w:p><w:r><w:t>before &secret; after</w:t></w:r></w:p>"
    return word(paragraph, f'<!DOCTYPE x [<!ENTITY secret SYSTEM "file://{path}">]>')


def billion_laughs() -> bytes:
    """Return a Word file with a text that multiplies by ten nine times."""
    names = [f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 10)]
    laughs = f'<!DOCTYPE x [<!ENTITY l0 "ha">{"".join(names)}]>'
    return word("<w:p><w:r><w:t>&l9;</w:t></w:r></w:p>", laughs)


def long_text(megabytes: int) -> bytes:
    """Return a Word file with one very long word."""
    return word(f"<w:p><w:r><w:t>{'a' * megabytes * 1_000_000}</w:t></w:r></w:p>")


def many_paragraphs(count: int) -> bytes:
    """Return a Word file with a great many paragraphs, small when packed."""
    return word("<w:p><w:r><w:t>a</w:t></w:r></w:p>" * count)


def many_entries(count: int) -> bytes:
    """Return a Word file with a great many parts."""
    out = io.BytesIO(with_part("x", b""))
    with zipfile.ZipFile(out, "a") as archive:
        for number in range(count):
            archive.writestr(f"word/media/{number}", b"")
    return out.getvalue()
