"""The fictional sample corpus, built from `evals/sources`: `python -m evals.corpus` writes it.

`evals/corpus` holds the files as a board would publish them, `evals/expected` what a reader sees in those that are
neither plain text nor Markdown. Both are committed; the same sources always give the same text.
"""

import codecs
from pathlib import Path

from evals.deck_sample import slide_bytes
from evals.docx_sample import docx_bytes
from evals.html_sample import html_bytes
from evals.pdf_sample import pdf_bytes
from evals.sample_source import PLAIN, Source, plain_bytes, read_source, reading_text

HERE = Path(__file__).parent
SOURCES = HERE / "sources"
CORPUS = HERE / "corpus"
EXPECTED = HERE / "expected"

_SLIDES = frozenset({"slides", "wheel"})
_WRITERS = {".txt": plain_bytes, ".md": plain_bytes, ".docx": docx_bytes, ".html": html_bytes, ".pdf": pdf_bytes}


def sources() -> list[Source]:
    """Return every source, in order of its file's name."""
    return [read_source(path) for path in sorted(SOURCES.iterdir())]


def build(corpus: Path, expected: Path) -> list[str]:
    """Write the files of the corpus and their expected texts into the two folders; return the names of the files."""
    for folder in (corpus, expected):
        folder.mkdir(parents=True, exist_ok=True)
    for source in sources():
        (corpus / source.name).write_bytes(_bytes(source))
        if source.suffix not in PLAIN:
            (expected / f"{source.name}.txt").write_text(reading_text(source), encoding="utf-8")
    return [source.name for source in sources()]


def texts(corpus: Path = CORPUS, expected: Path = EXPECTED) -> dict[str, str]:
    """Return the text of every file of the corpus by its name: its own where it is plain, else the expected one."""
    return {path.name: _text(path, expected) for path in sorted(corpus.iterdir())}


def _bytes(source: Source) -> bytes:
    return slide_bytes(source) if source.settings.get("layout") in _SLIDES else _WRITERS[source.suffix](source)


def _text(path: Path, expected: Path) -> str:
    if path.suffix not in PLAIN:
        return (expected / f"{path.name}.txt").read_text(encoding="utf-8")
    raw = path.read_bytes()
    if raw.startswith(codecs.BOM_UTF16_LE):
        return raw.decode("utf-16")
    try:
        return raw.decode("utf-8")
    except UnicodeDecodeError:
        return raw.decode("windows-1252")


if __name__ == "__main__":
    print("\n".join(build(CORPUS, EXPECTED)))
