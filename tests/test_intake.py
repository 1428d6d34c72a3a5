"""Intake: what is accepted as a file, and why the rest is not."""

import hashlib
import os
import unicodedata
from pathlib import Path

import hostile
import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.blocks import Refused
from ingest.intake import LONGEST_NAME, MOST_BYTES, Intake, display_name, examine, examine_bytes

WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
OLD_OFFICE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
ACCEPTED = {
    "note.txt": (b"The nurse wrote it down.", "text", "text/plain"),
    "note.md": (b"# Note", "markdown", "text/markdown"),
    "note.markdown": (b"# Note", "markdown", "text/markdown"),
    "page.html": (b"<!doctype html><p>Hello", "html", "text/html"),
    "page.HTM": (b"<p>Hello", "html", "text/html"),
    "review.docx": (hostile.word("<w:p/>"), "docx", WORD),
    "review.pdf": (b"\n" + hostile.text_pdf("Hello"), "pdf", "application/pdf"),
    "wide.txt": ("Caf\u00e9".encode("utf-16"), "text", "text/plain"),
}


def code(result: Intake | Refused) -> str:
    return result.code if isinstance(result, Refused) else "accepted"


@pytest.mark.parametrize("name", ACCEPTED)
def test_a_file_whose_content_is_what_its_ending_says_is_accepted(name: str, tmp_path: Path) -> None:
    data, format_, media_type = ACCEPTED[name]
    (tmp_path / name).write_bytes(data)
    expected = Intake(hashlib.sha256(data).hexdigest()[:16], name, format_, media_type, data)
    assert examine(tmp_path / name) == expected


def test_the_id_depends_on_the_content_alone() -> None:
    first, second = examine_bytes("a.txt", b"same"), examine_bytes("b.txt", b"same")
    assert isinstance(first, Intake) and isinstance(second, Intake)
    assert first.id == second.id


@pytest.mark.parametrize(
    ("name", "data", "expected"),
    [
        ("page.pdf", b"<!DOCTYPE html><p>Not found", "mismatch"),
        ("photo.pdf", b"\x89PNG\r\n\x1a\n", "mismatch"),
        ("page.txt", b"\xef\xbb\xbf <!doctype HTML><p>Hello", "mismatch"),
        ("review.txt", hostile.text_pdf("Hello"), "mismatch"),
        ("review.md", hostile.word("<w:p/>"), "mismatch"),
        ("nul.txt", b"one\0two", "mismatch"),
        ("nul.html", b"<p>one\0two", "mismatch"),
        ("nul-in-utf16.txt", "one\0two".encode("utf-16"), "mismatch"),
        ("review.docx", hostile.text_pdf("Hello"), "mismatch"),
        (
            "archive.docx",
            hostile.with_part("word/document.xml", b"").replace(b"word/document.xml", b"word/documant.xml"),
            "mismatch",
        ),
        ("old.docx", OLD_OFFICE + b"\0" * 600, "mismatch"),
        ("locked.docx", OLD_OFFICE + "EncryptedPackage".encode("utf-16-le"), "encrypted"),
        ("cut.docx", hostile.word("<w:p/>")[:3000], "damaged"),
        ("bomb.docx", hostile.long_text(30), "archive"),
        ("parts.docx", hostile.many_entries(2001), "archive"),
        ("empty.pdf", b"", "empty"),
        ("review.doc", OLD_OFFICE, "unsupported"),
        ("review.rtf", b"{\\rtf1}", "unsupported"),
        ("table.xlsx", b"PK\x03\x04", "unsupported"),
        ("README", b"words", "unsupported"),
    ],
)
def test_content_that_does_not_fit_is_refused(name: str, data: bytes, expected: str) -> None:
    assert code(examine_bytes(name, data)) == expected


def test_refusals_say_what_why_and_what_to_do() -> None:
    assert examine_bytes("page.pdf", b"<html>") == Refused(
        "mismatch", "The file is not what its ending .pdf says; it holds a web page. Save it in its own format."
    )
    assert examine_bytes("a.doc", b"x") == Refused(
        "unsupported", "Files of type .doc cannot be loaded. Save the document as .docx or .pdf and load that."
    )
    assert examine_bytes("a.xlsx", b"x") == Refused(
        "unsupported", "Files of type .xlsx cannot be loaded. Supported are .txt, .md, .html, .docx and .pdf."
    )


def test_only_ordinary_files_are_read(tmp_path: Path) -> None:
    target = tmp_path / "real.txt"
    target.write_text("words")
    (tmp_path / "link.txt").symlink_to(target)
    os.mkfifo(tmp_path / "pipe.txt")
    (tmp_path / "folder.txt").mkdir()
    results = {name: code(examine(tmp_path / name)) for name in ("link.txt", "pipe.txt", "folder.txt", "none.txt")}
    assert results == {
        "link.txt": "not_a_file",
        "pipe.txt": "not_a_file",
        "folder.txt": "not_a_file",
        "none.txt": "missing",
    }
    assert code(examine(Path("/dev/zero"))) == "not_a_file"


def test_a_file_over_the_limit_is_refused_unread(tmp_path: Path) -> None:
    large = tmp_path / "large.txt"
    with large.open("wb") as file:
        file.truncate(MOST_BYTES + 1)
    assert code(examine(large)) == "too_big"


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("plan\u202efdp.txt", "planfdp.txt"),
        ("a\nb\x00c\u200bd.txt", "a b cd.txt"),
        ("\u200b", "unnamed"),
        ("n" * 300 + ".docx", "n" * 194 + "….docx"),
    ],
)
def test_a_name_is_shown_without_what_hides_or_reorders_it(name: str, shown: str) -> None:
    assert display_name(name) == shown


@given(st.text(max_size=400))
def test_no_name_is_long_empty_or_invisible(name: str) -> None:
    shown = display_name(name)
    assert 0 < len(shown) <= LONGEST_NAME
    assert not any(
        unicodedata.category(c) in {"Cc", "Cs"} or unicodedata.bidirectional(c) in {"RLO", "LRO"} for c in shown
    )


@given(st.binary(max_size=2000), st.sampled_from(["a.txt", "a.md", "a.html", "a.docx", "a.pdf"]))
def test_any_bytes_are_accepted_or_refused(data: bytes, name: str) -> None:
    assert isinstance(examine_bytes(name, data), Intake | Refused)
    assert isinstance(examine_bytes(name, b"PK\x03\x04" + data), Intake | Refused)
