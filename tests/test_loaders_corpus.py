"""The sample corpus through the loaders: line for line what its authors say that a reader sees."""

import re
from pathlib import Path

import pytest
from soundness import assert_sound

from evals.corpus import sources
from evals.sample_source import Kind
from ingest.blocks import Loaded
from ingest.intake import Intake, examine
from ingest.sandbox import LOADERS

EVALS = Path(__file__).parents[1] / "evals"
EXPECTED = sorted((EVALS / "expected").glob("*.txt"))
# A header and a footer are printed on every page; the loader keeps the first of each.
MOST_RUNNING_LINES = 2


NOTES = {source.name: {line.text for line in source.lines if line.kind is Kind.NOTE} for source in sources()}


def lines(text: str) -> list[str]:
    """The lines that are not empty, without the raised numbers of footnotes."""
    plain = re.sub(r"[⁰¹²³⁴-⁹]", "", text)
    return [line.strip() for line in plain.splitlines() if line.strip()]


def without_notes(found: list[str], notes: set[str]) -> tuple[list[str], set[str]]:
    """The lines of the page itself, and the footnotes among the lines without their numbers."""
    unnumbered = {line: re.sub(r"^\d{1,2}\.? ", "", line) for line in found}
    return [line for line in found if unnumbered[line] not in notes], {*unnumbered.values()} & notes


@pytest.mark.parametrize("expected", EXPECTED, ids=lambda path: path.stem)
def test_a_sample_reads_as_expected(expected: Path) -> None:
    intake = examine(EVALS / "corpus" / expected.stem)
    assert isinstance(intake, Intake)
    loaded = LOADERS[intake.format](intake.data)
    assert isinstance(loaded, Loaded)
    assert_sound(loaded)
    notes = NOTES[expected.stem]
    wanted, _ = without_notes(lines(expected.read_text(encoding="utf-8")), notes)
    found, found_notes = without_notes(lines(loaded.text), notes)
    assert found_notes == notes
    running = [line for line in found if line not in wanted]
    assert [line for line in found if line not in running] == wanted
    assert len(running) <= (MOST_RUNNING_LINES if intake.format == "pdf" else 0)


def test_the_corpus_has_samples_of_every_format_that_needs_more_than_reading_its_lines() -> None:
    assert {Path(path.stem).suffix for path in EXPECTED} == {".pdf", ".docx", ".html"}
