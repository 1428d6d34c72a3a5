"""Every kind of hostile or broken file that we know of ends in time with a reason, and the next good file is read.

`ROWS` is the table; SOAK=1 runs it at full counts. Each row is read whole: loaded, structured, screened.
"""

import ctypes
import gc
import os
import resource
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import hostile
import pytest

from ingest.blocks import Refused
from ingest.intake import Intake, examine, examine_bytes
from ingest.reading import Reading
from ingest.sandbox import Limits, Sandbox

FULL = bool(os.environ.get("SOAK"))
SECONDS = 10.0
# Beside the limit: noticing, killing, and starting another child on a busy machine.
MARGIN = 10.0
MOST_GROWTH = 50 * 1024**2
GOOD = Intake("0", "good.txt", "text", "text/plain", b"Findings\n\nThe next file is read, and it can be cited.\n")
READ = "read"
Maker = Callable[[], bytes]


@dataclass(frozen=True, slots=True)
class Row:
    """A file by its ending and content, how it may end, and where it belongs in the tables of known attacks."""

    ending: str
    make: Maker
    ends: str


def _times(small: int, full: int) -> int:
    return full if FULL else small


def _page(head: bytes) -> bytes:
    return b"<!doctype html><html><body>" + head


def _script() -> bytes:
    catalog = b"<< /Type /Catalog /Pages 2 0 R /OpenAction << /S /JavaScript /JS (app.alert\\(1\\)) >> >>"
    return hostile.page_pdf(b"BT /F1 12 Tf 72 700 Td (Only this.) Tj ET", catalog)


def _odd(content: bytes, extra: bytes = b"") -> Maker:
    """Return the maker of a PDF with content that makes a reader stumble over types rather than over the format."""
    return lambda: hostile.page_pdf(content, extra=extra)


ROWS: dict[str, Row] = {
    "flate bomb": Row("pdf", hostile.flate_bomb, "damaged"),
    "flate bomb packed twice": Row("pdf", lambda: hostile.flate_bomb(2), "damaged"),
    "content under the limit that takes long": Row("pdf", lambda: hostile.busy_page(_times(500_000, 3_700_000)), "timeout damaged memory no_text"),
    "200k page entries": Row("pdf", lambda: hostile.many_pages(_times(5_000, 200_000), _times(5_000, 200_000)), "too_long"),
    "90k entries of one page": Row("pdf", lambda: hostile.many_pages(_times(3_000, 90_000), 1), "too_long"),
    "drawings in drawings on 60 pages": Row("pdf", lambda: hostile.nested_forms(_times(3, 60)), "nothing timeout"),
    "pages in a circle": Row("pdf", hostile.page_cycle, "damaged"),
    "cut off": Row("pdf", lambda: hostile.text_pdf("words")[:200], "damaged"),
    "empty": Row("pdf", lambda: b"", "empty"),
    "web page as PDF": Row("pdf", lambda: b"<!doctype html><p>Not found", "mismatch"),
    "rubbish": Row("pdf", lambda: b"%PDF-1.7\n" + bytes(range(256)) * _times(1_000, 40_000), "damaged"),
    "objects without use": Row("pdf", lambda: hostile.many_objects(_times(10_000, 300_000)), "no_text"),
    "arrays in arrays": Row("pdf", hostile.deep_array, "damaged"),
    "script on opening": Row("pdf", _script, READ),
    "needs a password": Row("pdf", lambda: hostile.locked("secret"), "encrypted"),
    "no characters": Row("pdf", _odd(b""), "no_text"),
    "filter that is a number": Row("pdf", _odd(b"x", b"/Filter 7"), "damaged no_text"),
    "filter that nobody knows": Row("pdf", _odd(b"x", b"/Filter /Nonesuch"), "damaged no_text"),
    "parameters of the wrong type": Row("pdf", _odd(b"x", b"/Filter /FlateDecode /DecodeParms [(a)]"), "damaged no_text"),
    "operators without operands": Row("pdf", _odd(b"BT Tf Td TJ Tm ' \" ET Q Q cm Do"), "damaged no_text"),
    "hidden words": Row("pdf", _odd(b"BT /F1 12 Tf 3 Tr 72 700 Td (Hidden.) Tj ET"), "read no_text"),
    "white words": Row("pdf", _odd(b"1 g BT /F1 12 Tf 72 700 Td (White.) Tj ET"), "read no_text"),
    "words of a tenth of a point": Row("pdf", _odd(b"BT /F1 0.1 Tf 72 700 Td (Tiny.) Tj ET"), "read no_text"),
    "outside entity": Row("docx", lambda: hostile.outside_entity("/etc/hostname"), "nothing damaged"),
    "laughing entities": Row("docx", hostile.billion_laughs, "damaged"),
    "600 MB of text": Row("docx", lambda: hostile.long_text(_times(30, 180)), "archive"),
    "4M paragraphs": Row("docx", lambda: hostile.many_paragraphs(_times(50_000, 4_000_000)), "archive"),
    "800 MB part without use": Row("docx", lambda: hostile.with_part("word/media/a", b"a" * 1_000_000 * _times(20, 210)), "archive"),
    "too many parts": Row("docx", lambda: hostile.many_entries(2_001), "archive"),
    "password of an office": Row("docx", lambda: b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"), "encrypted"),
    "PDF as Word file": Row("docx", lambda: hostile.text_pdf("a"), "mismatch"),
    "tags in tags": Row("html", lambda: b"<div>" * _times(5_000, 200_000) + b"deep", "damaged too_long memory timeout"),
    "one table": Row("html", lambda: _page(b"<table>" + b"<tr><td>a<td>b" * _times(1_000, 200_000)), "read timeout too_long memory damaged"),
    "headings": Row("html", lambda: _page(b"<h2>Finding</h2><p>It was so.</p>" * _times(500, 100_000)), "read timeout too_long memory"),
    "page of scripts": Row("html", lambda: _page(b"<script>alert(1)</script>"), "empty"),
    "NULs in a page": Row("html", lambda: b"<p>a\0b", "mismatch"),
    "NULs in a text": Row("txt", lambda: b"a\0b", "mismatch"),
    "one line of a text": Row("txt", lambda: b"The nurse wrote it down. " * _times(8_000, 800_000), "read timeout too_long memory"),
    "headings of a text": Row("md", lambda: b"# Finding\n\nIt was so.\n\n" * _times(500, 100_000), "read timeout too_long memory"),
    "rows of a text": Row("md", lambda: b"| a | b |\n" * _times(1_000, 100_000), "read timeout too_long memory nothing"),
    "quotes in quotes": Row("md", lambda: b">" * _times(5_000, 200_000) + b" a", "read damaged empty timeout memory"),
    "brackets": Row("md", lambda: b"[" * _times(20_000, 200_000), "read damaged timeout memory nothing"),
    "stars": Row("md", lambda: b"**a " * _times(5_000, 50_000), "read timeout memory nothing"),
}  # fmt: skip
BAIT = {"letter": "a", "capital": "A", "space": " ", "hyphen": "-", "digit and dot": "1.", "dot": ".", "bracket": "[", "star": "**a ", "links": "[](", "mark": "# "}  # fmt: skip
ROWS |= {f"bait: {name}": Row("txt", lambda b=b: ("x " + b * (_times(20_000, 200_000) // len(b))).encode(), "read empty timeout nothing") for name, b in BAIT.items()}  # type: ignore[misc]  # fmt: skip

# The rows of the tables that the program is held against, by the words that name them there.
KNOWN = (
    "flate bomb", "packed twice", "under the limit", "200k page", "90k entries", "drawings in drawings", "in a circle",
    "cut off", "empty", "web page as PDF", "rubbish", "objects without use", "arrays in arrays", "script on opening",
    "password", "no characters", "filter that", "parameters of the wrong type", "operators without", "hidden words",
    "white words", "tenth of a point", "outside entity", "laughing", "600 MB", "4M paragraphs", "800 MB", "too many parts",
    "password of an office", "PDF as Word", "tags in tags", "one table", "headings", "NULs", "one line", "bait",
)  # fmt: skip


@pytest.fixture(scope="module")
def sandbox() -> Iterator[Sandbox]:
    with Sandbox(Limits(seconds=SECONDS)) as made:
        assert isinstance(made.read(GOOD, "good.txt", None), Reading)
        yield made


@pytest.fixture(scope="module")
def memory_at_first() -> int:
    return _resident()


def _resident() -> int:
    """Return the bytes that this process holds, without what the makers above used and the allocator still keeps."""
    gc.collect()
    ctypes.CDLL(None).malloc_trim(0)
    pages = int(Path("/proc/self/statm").read_text().split()[1])
    return pages * resource.getpagesize()


@pytest.mark.parametrize("name", ROWS)
def test_a_hostile_file_ends_in_time_with_a_reason_and_the_next_is_read(
    name: str, sandbox: Sandbox, memory_at_first: int
) -> None:
    row = ROWS[name]
    data = row.make()
    start = time.monotonic()
    intake = examine_bytes(f"a.{row.ending}", data)
    result = intake if isinstance(intake, Refused) else sandbox.read(intake, "a", None)
    del data, intake
    seconds = time.monotonic() - start

    assert seconds < SECONDS + MARGIN
    assert _ending(result) in row.ends.split()
    if isinstance(result, Refused):
        assert result.reason.endswith(".") and "\n" not in result.reason
    del result
    assert isinstance(sandbox.read(GOOD, "good.txt", None), Reading)
    assert _resident() - memory_at_first < MOST_GROWTH


def _ending(result: Reading | Refused) -> str:
    if isinstance(result, Refused):
        return result.code
    return READ if result.passages else "nothing"


@pytest.mark.parametrize("known", KNOWN)
def test_no_known_kind_of_attack_is_forgotten(known: str) -> None:
    assert [name for name in ROWS if known in name]


def test_every_maker_of_hostile_files_is_in_the_table() -> None:
    source = Path(__file__).read_text()
    makers = {name for name, value in vars(hostile).items() if callable(value) and value.__module__ == "hostile"}
    building_blocks = {"stream", "pdf", "word"}
    assert {name for name in makers - building_blocks if f"hostile.{name}" not in source} == set()


@pytest.mark.parametrize(
    "name",
    ["../../etc/passwd.txt", "%2e%2e%2fa.txt", "a\\..\\b.txt", "a\x00b.txt", "\u202eetad.txt", "n" * 4096 + ".txt"],
)
def test_a_name_is_data_and_never_a_place(name: str) -> None:
    intake = examine_bytes(name, b"words")
    assert isinstance(intake, Intake)
    assert intake.id.isalnum() and len(intake.name) <= 200


def test_links_pipes_and_devices_are_not_read(tmp_path: Path) -> None:
    (tmp_path / "real.txt").write_text("words")
    (tmp_path / "link.txt").symlink_to(tmp_path / "real.txt")
    os.mkfifo(tmp_path / "pipe.txt")
    paths = (tmp_path / "link.txt", tmp_path / "pipe.txt", Path("/dev/zero"))
    assert [r.code for path in paths if isinstance(r := examine(path), Refused)] == ["not_a_file"] * 3
