"""Text recognition: pages that are pictures, drawn by pdfium and read by tesseract, without a file being written."""

import ctypes
import os
import re
import shutil
import signal
import subprocess
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from statistics import median

from lxml import etree  # type: ignore[import-untyped]

from ingest.drawing import Drawing, can_draw
from ingest.sheet import Fragment

DOTS_PER_INCH = 300
POINTS_PER_INCH = 72
MOST_DOTS = 6_000
MOST_PAGES = 500
# In per cent: what tesseract itself holds for noise.
LEAST_SURE = 20
# Sizes are guessed from the letters of a line; within this share of the usual one they are the usual one.
SAME_SIZE = 0.18
LANGUAGE = "eng"
_DIE_WITH_PARENT = 1

_BOX = re.compile(r"bbox (-?\d+) (-?\d+) (-?\d+) (-?\d+)")
_BASELINE = re.compile(r"baseline (-?[\d.]+) (-?[\d.]+)")
_SIZE = re.compile(r"x_size ([\d.]+)")
_SURE = re.compile(r"x_wconf (\d+)")


def lacking() -> str | None:
    """Return what text recognition lacks on this machine, in words; None where it is there."""
    if shutil.which("tesseract") is None:
        return "tesseract is not installed"
    if not can_draw():
        return "pypdfium2 is not installed (`pip install '.[ocr]'`)"
    return None


@dataclass(slots=True)
class Recogniser:
    """Reads pages of one PDF until its seconds are over. For a child process: pdfium is not safe with threads."""

    data: bytes
    seconds: float
    pages: int = 0
    _ends: float = field(init=False)
    _drawing: Drawing | None = None

    def __post_init__(self) -> None:
        self._ends = time.monotonic() + self.seconds

    def read(self, number: int) -> list[Fragment] | None:
        """Return the words of a page, from 1, where they stand; None where time is over or it cannot be drawn."""
        left = self._ends - time.monotonic()
        if left <= 0 or self.pages >= MOST_PAGES:
            return None
        self.pages += 1
        try:
            picture, scale, height = self._draw(number)
            told = _tesseract(picture, round(scale * POINTS_PER_INCH), left)
        except (MemoryError, OSError, RuntimeError, ValueError, subprocess.SubprocessError):
            return None
        return even_sizes(words_of(told, scale, height)) if told else None

    def _draw(self, number: int) -> tuple[bytes, float, float]:
        """Return the page as a grey picture (PGM), how many dots a point has, and its height in points."""
        self._drawing = self._drawing or Drawing(self.data)
        return self._drawing.grey(number, DOTS_PER_INCH / POINTS_PER_INCH, MOST_DOTS)


def _tesseract(picture: bytes, dots: int, seconds: float) -> bytes:
    """Return what tesseract reads, as hOCR; the process is gone when this returns or its parent dies."""
    command = ["tesseract", "stdin", "stdout", "-l", LANGUAGE, "--dpi", str(dots), "hocr"]
    done = subprocess.run(
        command,
        input=picture,
        capture_output=True,
        timeout=seconds,
        check=False,
        env={**os.environ, "OMP_THREAD_LIMIT": "1"},
        preexec_fn=_die_with_parent(),
    )
    return done.stdout if done.returncode == 0 else b""


def _die_with_parent() -> Callable[[], None] | None:
    """Return what makes Linux end the process with its parent; elsewhere a closed pipe ends it at its next word."""
    try:
        control = ctypes.CDLL(None).prctl
    except (OSError, AttributeError):
        return None
    return lambda: control(_DIE_WITH_PARENT, signal.SIGKILL)


def words_of(told: bytes, scale: float, height: float) -> list[Fragment]:
    """Return the words of hOCR on a page of so many points in height; a point has `scale` dots."""
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, recover=True)
    tree = etree.fromstring(told, parser)
    if tree is None:
        return []
    lines = (span for span in tree.iter("{*}span") if _SIZE.search(span.get("title") or ""))
    return [fragment for line in lines for fragment in _line(line, scale, height)]


def _line(line: etree._Element, scale: float, height: float) -> Iterator[Fragment]:
    title = line.get("title")
    size, box, base = _SIZE.search(title), _BOX.search(title), _BASELINE.search(title)
    if not size or not box:
        return
    below = float(base[2]) if base else 0.0
    y = height - (float(box[4]) + below) / scale
    for word in line.iter("{*}span"):
        told, text = word.get("title") or "", "".join(word.itertext()).strip()
        sure, place = _SURE.search(told), _BOX.search(told)
        if sure and place and text and int(sure[1]) >= LEAST_SURE:
            yield Fragment(f"{text} ", int(place[1]) / scale, int(place[3]) / scale, y, float(size[1]) / scale)


def even_sizes(words: list[Fragment]) -> list[Fragment]:
    """Return the words in whole sizes, those of about the usual size in that one, so that only headings stand out."""
    if not words:
        return []
    usual = median(word.size for word in words for _ in word.text)
    return [_sized(word, usual) for word in words]


def _sized(word: Fragment, usual: float) -> Fragment:
    size = usual if abs(word.size - usual) <= SAME_SIZE * usual else word.size
    return Fragment(word.text, word.x0, word.x1, word.y, float(max(1, round(size))))
