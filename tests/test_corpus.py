import re
import unicodedata
import zipfile
from collections import Counter
from io import BytesIO
from pathlib import Path
from typing import Any

import docx
import pytest
from bs4 import BeautifulSoup
from docx.table import Table
from docx.text.paragraph import Paragraph
from lxml import etree
from pypdf import PdfReader

from evals.corpus import CORPUS, EXPECTED, SOURCES, build, sources, texts
from evals.sample_source import PLAIN, Kind, Source, read_source, reading_text

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
REAL_REVIEWS = Path(__file__).parents[2] / "shared" / "reviews"
SOURCE_OF = {source.name: source for source in sources()}
FORMATTED = sorted(name for name in SOURCE_OF if Path(name).suffix not in PLAIN)


def squashed(text: str) -> str:
    """Letters and digits alone: what is left of a text whatever its layout."""
    return re.sub(r"[\W_]+", "", unicodedata.normalize("NFKC", text)).lower()


def notes_last(name: str, text: str) -> str:
    """The squashed text with its footnotes taken from the foot of their pages to its end."""
    notes = [squashed(line.marker + line.text) for line in SOURCE_OF[name].lines if line.kind is Kind.NOTE]
    for note in notes:
        before, found, after = text.partition(note)
        text = before + after + found
    return text


def pdf_text(data: bytes, source: Source) -> str:
    furniture = {source.settings.get("header"), source.settings.get("footer")}
    pages = [page.extract_text().splitlines() for page in PdfReader(BytesIO(data)).pages]
    for page in pages:  # header, footer and page number are drawn last
        while page[-1].strip() in furniture or re.fullmatch(r"Page \d+ of \d+|\d{1,2}", page[-1].strip()):
            page.pop()
    text = squashed(" ".join(line for page in pages for line in page))
    for row in (line for line in source.lines if line.kind is Kind.ROW):
        header = squashed("".join(row.cells))
        before, found, after = text.partition(header)
        text = before + found + after.replace(header, "")  # a table's header stands again on its next page
    return text


def docx_text(data: bytes) -> str:
    numbers: Counter[str] = Counter()
    parts: list[str] = []
    for block in docx.Document(BytesIO(data)).iter_inner_content():
        rows = block.rows if isinstance(block, Table) else []
        cells = list({cell._tc: cell for row in rows for cell in row.cells}.values())  # a merged cell comes again
        paragraphs = [block] if isinstance(block, Paragraph) else [p for cell in cells for p in cell.paragraphs]
        for paragraph in paragraphs:
            for number in paragraph._p.xpath("./w:pPr/w:numPr/w:numId/@w:val"):
                numbers[number] += 1
                parts.append(str(numbers[number]))
            parts += words(paragraph._p)
    return squashed(" ".join(parts) + footnotes(data))


def words(element: Any) -> list[str]:  # noqa: ANN401 (lxml)
    """The words and the numbers of footnotes in the element, a text box once."""
    shown = list(element.iter(W + "t", W + "footnoteReference"))
    apart = [found for found in shown if not any("Fallback" in above.tag for above in found.iterancestors())]
    return [found.text if found.tag == W + "t" else found.get(W + "id") for found in apart]


def footnotes(data: bytes) -> str:
    with zipfile.ZipFile(BytesIO(data)) as parts:
        if "word/footnotes.xml" not in parts.namelist():
            return ""
        notes = etree.fromstring(parts.read("word/footnotes.xml")).iter(W + "footnote")
        return "".join(note.get(W + "id") + "".join(words(note)) for note in notes if words(note))


def html_text(data: bytes) -> str:
    main = BeautifulSoup(data, "html.parser").main
    assert main is not None
    for numbered in main.find_all("ol"):
        for number, item in enumerate(numbered.find_all("li"), 1):
            item.insert(0, f"{number}. ")
    return squashed(main.get_text(" "))


def seen(name: str, data: bytes) -> str:
    """The squashed text that an independent reader finds in a built file."""
    match Path(name).suffix:
        case ".pdf":
            return pdf_text(data, SOURCE_OF[name])
        case ".docx":
            return docx_text(data)
        case ".html":
            return html_text(data)
        case _:
            return data.decode("utf-8", errors="replace")


@pytest.fixture(scope="module")
def rebuilt(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("rebuilt")
    build(folder / "corpus", folder / "expected")
    return folder


def test_the_committed_corpus_is_what_its_sources_give(rebuilt: Path) -> None:
    committed = {path.name: seen(path.name, path.read_bytes()) for path in CORPUS.iterdir()}
    assert {path.name: seen(path.name, path.read_bytes()) for path in (rebuilt / "corpus").iterdir()} == committed


def test_the_committed_expected_texts_are_what_the_sources_give(rebuilt: Path) -> None:
    committed = {path.name: path.read_text(encoding="utf-8") for path in EXPECTED.iterdir()}
    assert {path.name: path.read_text(encoding="utf-8") for path in (rebuilt / "expected").iterdir()} == committed


def test_a_second_build_gives_the_same_bytes(rebuilt: Path, tmp_path: Path) -> None:
    build(tmp_path / "corpus", tmp_path / "expected")
    first = {path.name: path.read_bytes() for path in (rebuilt / "corpus").iterdir()}
    assert {path.name: path.read_bytes() for path in (tmp_path / "corpus").iterdir()} == first


@pytest.mark.parametrize("name", FORMATTED)
def test_the_expected_text_is_what_the_built_file_shows(name: str) -> None:
    expected = (EXPECTED / f"{name}.txt").read_text(encoding="utf-8")
    assert notes_last(name, seen(name, (CORPUS / name).read_bytes())) == squashed(expected)


def test_there_is_an_expected_text_for_every_file_that_is_not_plain() -> None:
    assert sorted(path.name for path in EXPECTED.iterdir()) == [f"{name}.txt" for name in FORMATTED]


def test_the_corpus_covers_every_format() -> None:
    assert Counter(path.suffix for path in CORPUS.iterdir()) == {
        ".txt": 8,
        ".md": 4,
        ".docx": 12,
        ".pdf": 11,
        ".html": 5,
    }


def test_the_corpus_is_small() -> None:
    sizes = [path.stat().st_size for path in CORPUS.iterdir()]
    assert sum(sizes) < 4_000_000
    assert max(sizes) < 150_000


@pytest.mark.parametrize("name", sorted(SOURCE_OF))
def test_every_file_says_that_it_is_fictional(name: str) -> None:
    assert "fictional" in texts()[name].lower()


def test_the_long_report_has_six_to_ten_numbered_pages() -> None:
    pages = PdfReader(CORPUS / "marlowe-practice-review.pdf").pages
    assert 6 <= len(pages) <= 10
    assert all(f"Page {n} of {len(pages)}" in page.extract_text() for n, page in enumerate(pages, 1))


def test_one_text_file_is_windows_1252() -> None:
    raw = (CORPUS / "child-v-executive-summary.txt").read_bytes()
    with pytest.raises(UnicodeDecodeError):
        raw.decode("utf-8")
    assert "Child V’s aunt" in texts()["child-v-executive-summary.txt"]


def test_one_text_file_is_hard_wrapped_at_72_columns() -> None:
    lines = texts()["rapid-review-learning-note.txt"].splitlines()
    assert max(map(len, lines)) <= 72
    assert sum(len(line) > 60 for line in lines) > 30


def test_no_sentence_is_shared_with_the_real_reviews() -> None:
    if not REAL_REVIEWS.is_dir():
        pytest.skip("the real reviews are not beside the project")
    real = {name.name: shingles(name.read_text(encoding="utf-8")) for name in REAL_REVIEWS.glob("*.txt")}
    ours = {name: shingles(text) for name, text in texts().items()}
    assert {(a, b): found for a in ours for b in real if (found := ours[a] & real[b])} == {}


def shingles(text: str, words: int = 12) -> set[tuple[str, ...]]:
    found = re.findall(r"[a-z0-9']+", text.lower())
    return {tuple(found[n : n + words]) for n in range(len(found) - words + 1)}


def test_a_source_without_a_file_name_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "nameless.txt"
    path.write_text("title: Nothing\n---\nText\n", encoding="utf-8")
    with pytest.raises(ValueError, match="needs a line"):
        read_source(path)


def test_the_reading_text_numbers_lists_keeps_tables_in_rows_and_drops_bold_marks() -> None:
    body = "# Title\nA **bold** word.\n- one\n- two\n1. first\n2. second\n1. again\n"
    body += "| A | B |\n| x | y // z |\n>>> More\nEnd.\n<<<\n"
    assert reading_text(Source("a.html", {}, body)) == (
        "Title\n\nA bold word.\n\n• one\n• two\n\n1. first\n2. second\n\n1. again\n\nA\tB\nx\t• y • z\n\nMore\n\nEnd.\n"
    )


def test_every_source_becomes_a_file_of_the_corpus() -> None:
    assert len(SOURCE_OF) == len(list(SOURCES.iterdir()))
    assert sorted(SOURCE_OF) == sorted(path.name for path in CORPUS.iterdir())
