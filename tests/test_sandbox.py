"""The child processes: hostile files end within their limits, with a reason, and the next file is read."""

import multiprocessing
import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import hostile
import pytest

from ingest.blocks import Loaded, Refused
from ingest.intake import Intake, examine_bytes
from ingest.sandbox import Limits, Sandbox, confine

SECONDS = 2.0
# Beside the limit: noticing, killing, and starting another child on a busy machine.
MARGIN = 6.0
GOOD = Intake("0", "good.txt", "text", "text/plain", b"The next file is read.")


@pytest.fixture(scope="module")
def sandbox() -> Iterator[Sandbox]:
    with Sandbox(Limits(seconds=SECONDS, memory=512 * 1024**2)) as made:
        made.load(GOOD)
        yield made


def accepted(name: str, data: bytes) -> Intake:
    intake = examine_bytes(name, data)
    assert isinstance(intake, Intake), intake
    return intake


def unchecked(format_: str, data: bytes) -> Intake:
    """Return what intake would have refused, to see that the child withstands it as well."""
    return Intake("1", "hostile", format_, "", data)


REFUSED: dict[str, tuple[str, Callable[[], Intake]]] = {
    "flate bomb": ("damaged", lambda: accepted("a.pdf", hostile.flate_bomb())),
    "flate bomb packed twice": ("damaged", lambda: accepted("a.pdf", hostile.flate_bomb(2))),
    "page that takes long": ("timeout", lambda: accepted("a.pdf", hostile.busy_page(3_000_000))),
    "many pages": ("too_long", lambda: accepted("a.pdf", hostile.many_pages(30_000, 30_000))),
    "more pages than it says": ("too_long", lambda: accepted("a.pdf", hostile.many_pages(5_000, 1))),
    "page tree in a circle": ("damaged", lambda: accepted("a.pdf", hostile.page_cycle())),
    "arrays in arrays": ("damaged", lambda: accepted("a.pdf", hostile.deep_array())),
    "objects without use": ("no_text", lambda: accepted("a.pdf", hostile.many_objects(30_000))),
    "cut off": ("damaged", lambda: accepted("a.pdf", hostile.text_pdf("words")[:200])),
    "rubbish": ("damaged", lambda: accepted("a.pdf", b"%PDF-1.7\n" + bytes(range(256)) * 4_000)),
    "password": ("encrypted", lambda: accepted("a.pdf", hostile.locked("secret"))),
    "no text": ("no_text", lambda: accepted("a.pdf", hostile.page_pdf(b""))),
    "laughing entities": ("damaged", lambda: accepted("a.docx", hostile.billion_laughs())),
    "one long word": ("memory or damaged", lambda: unchecked("docx", hostile.long_text(200))),
    "no word at all": ("empty", lambda: accepted("a.docx", hostile.word("<w:p/>"))),
    "no Word file": ("damaged", lambda: unchecked("docx", b"PK\x03\x04")),
    "tags in tags": ("damaged", lambda: accepted("a.html", b"<div>" * 20_000 + b"deep")),
    "page of nothing": ("empty", lambda: accepted("a.html", b"<!doctype html><script>alert(1)</script>")),
}


@pytest.mark.parametrize("name", REFUSED)
def test_a_hostile_file_is_refused_in_time_and_the_next_one_read(name: str, sandbox: Sandbox) -> None:
    expected, make = REFUSED[name]
    intake = make()
    start = time.monotonic()
    result = sandbox.load(intake)
    assert time.monotonic() - start < SECONDS + MARGIN
    assert isinstance(result, Refused)
    assert result.code in expected.split(" or ")
    assert result.reason.endswith(".") and "\n" not in result.reason
    assert isinstance(sandbox.load(GOOD), Loaded)


def test_drawings_within_drawings_are_followed_only_so_far(sandbox: Sandbox) -> None:
    result = sandbox.load(accepted("a.pdf", hostile.nested_forms(pages=3)))
    assert isinstance(result, Loaded)
    # Painted thousands of times in one place, on pages that are all alike.
    assert result.text == "deep"


def test_an_outside_entity_is_not_read(sandbox: Sandbox, tmp_path: Path) -> None:
    secret = tmp_path / "secret"
    secret.write_text("TOP-SECRET")
    result = sandbox.load(accepted("a.docx", hostile.outside_entity(str(secret))))
    assert isinstance(result, Loaded)
    assert "TOP-SECRET" not in result.text


def test_a_script_in_a_pdf_is_not_text(sandbox: Sandbox) -> None:
    catalog = b"<< /Type /Catalog /Pages 2 0 R /OpenAction << /S /JavaScript /JS (app.alert\\(1\\)) >> >>"
    data = hostile.page_pdf(b"BT /F1 12 Tf 72 700 Td (Only this.) Tj ET", catalog)
    result = sandbox.load(accepted("a.pdf", data))
    assert isinstance(result, Loaded)
    assert result.text == "Only this."


def test_the_death_of_a_child_is_a_reason() -> None:
    busy = accepted("a.pdf", hostile.busy_page(3_000_000))
    with Sandbox(Limits(seconds=20, children=1)) as sandbox:
        sandbox.load(GOOD)
        killer = threading.Timer(2.0, _kill_children)
        killer.start()
        result = sandbox.load(busy)
        killer.join()
        assert isinstance(result, Refused)
        assert result.code == "crash"
        assert isinstance(sandbox.load(GOOD), Loaded)


def test_text_over_the_limit_is_refused() -> None:
    with Sandbox(Limits(seconds=30)) as sandbox:
        result = sandbox.load(accepted("a.html", b"<p>" + b"a" * 21_000_000))
    assert isinstance(result, Refused)
    assert result.code == "too_long"


def test_children_that_die_while_idle_are_replaced() -> None:
    with Sandbox(Limits(seconds=20)) as sandbox:
        sandbox.load(GOOD)
        for _ in range(3):
            _kill_children()
            time.sleep(0.3)
            assert isinstance(sandbox.load(GOOD), Loaded)


def _kill_children() -> None:
    for child in multiprocessing.active_children():
        if child.pid:
            os.kill(child.pid, signal.SIGSEGV)


def test_files_are_read_from_several_threads_at_once(sandbox: Sandbox) -> None:
    intakes = [accepted("a.md", f"Text {number}.".encode()) for number in range(30)]
    with ThreadPoolExecutor(8) as threads:
        results = list(threads.map(sandbox.load, intakes))
    assert [r.text for r in results if isinstance(r, Loaded)] == [f"Text {number}." for number in range(30)]


def test_a_format_without_a_loader_is_a_fault(sandbox: Sandbox) -> None:
    with pytest.raises(KeyError, match="odt"):
        sandbox.load(unchecked("odt", b"words"))


def test_the_child_can_write_no_file(tmp_path: Path) -> None:
    child = multiprocessing.get_context("forkserver").Process(target=_write_confined, args=(str(tmp_path / "x"),))
    child.start()
    child.join(30)
    assert child.exitcode == 0
    assert (tmp_path / "x").read_bytes() == b""


def _write_confined(path: str) -> None:
    confine(1024**3)
    try:
        with Path(path).open("wb", buffering=0) as file:
            file.write(b"words")
    except OSError:
        sys.exit(0)
    sys.exit(1)


def test_the_child_imports_nothing_heavy() -> None:
    heavy = "{'torch', 'chromadb', 'sentence_transformers', 'langchain_core', 'transformers', 'fastapi', 'numpy'}"
    script = f"import sys, ingest.sandbox; sys.exit(len({heavy} & set(sys.modules)))"
    root = Path(__file__).parents[1]
    assert subprocess.run([sys.executable, "-c", script], cwd=root, check=False).returncode == 0
