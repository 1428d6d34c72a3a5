"""The sample corpus through the loaders: line for line what its authors say that a reader sees."""

from pathlib import Path

import pytest
from soundness import assert_sound

from ingest.blocks import Loaded
from ingest.intake import Intake, examine
from ingest.sandbox import LOADERS

EVALS = Path(__file__).parents[1] / "evals"
EXPECTED = sorted((EVALS / "expected").glob("*.txt"))
# A header and a footer are printed on every page; the loader keeps the first of each.
MOST_RUNNING_LINES = 2


def lines(text: str) -> list[str]:
    return [line.strip() for line in text.splitlines() if line.strip()]


@pytest.mark.parametrize("expected", EXPECTED, ids=lambda path: path.stem)
def test_a_sample_reads_as_expected(expected: Path) -> None:
    intake = examine(EVALS / "corpus" / expected.stem)
    assert isinstance(intake, Intake)
    loaded = LOADERS[intake.format](intake.data)
    assert isinstance(loaded, Loaded)
    assert_sound(loaded)
    wanted, found = lines(expected.read_text(encoding="utf-8")), lines(loaded.text)
    running = [line for line in found if line not in wanted]
    assert [line for line in found if line not in running] == wanted
    assert len(running) <= (MOST_RUNNING_LINES if intake.format == "pdf" else 0)


def test_the_corpus_has_samples_of_every_format_that_needs_more_than_reading_its_lines() -> None:
    assert {Path(path.stem).suffix for path in EXPECTED} == {".pdf", ".docx", ".html"}
