"""What other programs read of a quiz that was exported, and what they should read, in one form to compare."""

import json
import os
import re
import shutil
import subprocess
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from html.parser import HTMLParser
from pathlib import Path
from typing import Any, TextIO
from unittest.mock import patch
from xml.etree.ElementTree import Element

import ply.yacc
import pytest
from hypothesis import strategies as st

from assistant.quizzes.exports.asked import shown
from assistant.quizzes.feedback import choice_words, item_feedback, option_feedback, quoted, situation
from assistant.quizzes.quiz import Item, ItemKind
from assistant.xml_text import xml_text

ROOT = Path(__file__).parents[1]
NODE_MODULES = ROOT / ".node" / "node_modules"
HOW = {
    ItemKind.TRUE_FALSE: "Choose one answer, and say why.",
    ItemKind.MULTIPLE: "Choose every answer that is right.",
    ItemKind.MATCH: "Give each finding the letter of the recommendation that was made on it.",
    ItemKind.ORDER: "Number these in their order, from 1 for the first.",
    ItemKind.SHORT: "Answer in your own words. Several may be good: the review is what counts.",
    ItemKind.REFLECTIVE: "Talk about it. There is more than one good answer, and it is not scored.",
}
ADAPTED = (
    "The review's own words. What is left out, marked […], could help to identify a family, or leads away from the"
    " question.",
)


@dataclass(frozen=True)
class Answer:
    """`right` is the share of the mark in per cent for multiple answers, else 100 or 0."""

    words: str
    right: float
    feedback: str


@dataclass(frozen=True)
class Question:
    title: str
    stem: str
    answers: tuple[Answer, ...] = ()
    pairs: tuple[tuple[str, str], ...] = ()
    feedback: str = ""


def spaced(words: str) -> str:
    """Return words with one space wherever there is white space, since that is all that a page shows of it."""
    return " ".join(xml_text(words).split())


def expected(item: Item) -> Question:
    """Return what a course platform has to read of an item that it asks in the type meant for it."""
    told = [f"“{situation(item)}”"] if item.scenario else []
    lines = [*told, *(ADAPTED if item.kind is ItemKind.SCENARIO else ()), item.stem]
    lines.append(HOW.get(item.kind, "Choose one answer."))
    if item.kind is ItemKind.MATCH:
        lines += [f"{'ABCDEFG'[n]}. {quoted(item.pairs[place].recommendation)}" for n, place in enumerate(shown(item))]
    return Question(
        title=f"{item.kind.value} {item.id}",
        stem=spaced(" ".join(lines)),
        answers=_answers(item),
        pairs=_pairs(item),
        feedback=spaced(" ".join(item_feedback(item))),
    )


def _answers(item: Item) -> tuple[Answer, ...]:
    right, wrong = len(item.right), len(item.options) - len(item.right)
    lost = round(-100 / wrong, 5) if item.kind is ItemKind.MULTIPLE and wrong else 0
    return tuple(
        Answer(
            spaced(choice_words(item, one)),
            round(100 / right, 5) if one.right else lost,
            spaced(option_feedback(item, one)),
        )
        for one in item.options
    )


def _pairs(item: Item) -> tuple[tuple[str, str], ...]:
    order = shown(item)
    if item.pairs:
        return tuple((spaced(quoted(pair.finding)), "ABCDEFG"[order.index(n)]) for n, pair in enumerate(item.pairs))
    return tuple((spaced(quoted(item.stages[place].quote)), str(place + 1)) for place in order if item.stages)


class _Words(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.words: list[str] = []

    def handle_data(self, data: str) -> None:
        self.words.append(data)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        assert tag in {"p", "br"}, f"<{tag}> is not ours"
        self.words.append(" ")


def words_of(html: str | None) -> str:
    """Return the words that a browser shows of HTML, in which there may be no tags but ours."""
    reader = _Words()
    reader.feed(html or "")
    reader.close()
    return spaced("".join(reader.words))


# gift-pegjs


class Node:
    """gift-pegjs in a process of its own, which is started once."""

    def __init__(self, to: TextIO, back: TextIO) -> None:
        self._to = to
        self._back = back

    def read(self, written: bytes) -> list[dict[str, Any]]:
        """Return what it reads, in its own words; AssertionError where it refuses the file."""
        self._to.write(json.dumps(written.decode()) + "\n")
        self._to.flush()
        answer = json.loads(self._back.readline())
        assert "fault" not in answer, f"{answer}\n{written.decode()}"
        questions: list[dict[str, Any]] = answer["read"]
        return questions


@contextmanager
def node() -> Iterator[Node]:
    """Yield gift-pegjs; the test is skipped, or fails where it is required, if Node or the package is not there."""
    if not shutil.which("node") or not (NODE_MODULES / "gift-pegjs").is_dir():
        why = "gift-pegjs is not in .node: `make .node/ready` sets it up where Node and npm are installed"
        if os.environ.get("NODE_TESTS") == "required":
            pytest.fail(why)
        pytest.skip(why)
    with subprocess.Popen(
        ["node", str(ROOT / "tests" / "gift_reader.js")],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        encoding="utf-8",
        env={**os.environ, "NODE_PATH": str(NODE_MODULES)},
    ) as process:
        assert process.stdin and process.stdout
        yield Node(process.stdin, process.stdout)
        process.stdin.close()


def from_pegjs(read: dict[str, Any]) -> Question:
    """Return a question of gift-pegjs, whose true/false carries what is said to the wrong and to the right choice."""
    answers: tuple[Answer, ...] = ()
    if read["type"] == "TF":
        wrong, right = words_of(read["trueFeedback"]["text"]), words_of(read["falseFeedback"]["text"])
        answers = tuple(
            Answer(words, 100 * (truth is read["isTrue"]), right if truth is read["isTrue"] else wrong)
            for words, truth in (("True", True), ("False", False))
        )
    elif read["type"] == "MC":
        answers = tuple(
            Answer(words_of(one["text"]["text"]), _weight(one), words_of(one["feedback"]["text"]))
            for one in read["choices"]
        )
    return Question(
        title=read["title"],
        stem=words_of(read["stem"]["text"]),
        answers=answers,
        pairs=tuple((words_of(one["subquestion"]["text"]), one["subanswer"]) for one in read.get("matchPairs", ())),
        feedback=words_of((read.get("globalFeedback") or {"text": ""})["text"]),
    )


def _weight(choice: dict[str, Any]) -> float:
    return float(choice["weight"]) if choice["weight"] is not None else 100 * bool(choice["isCorrect"])


# pygiftparser, which leaves the escapes of answers as they are and all feedback after the last answer in one piece

# It would write its tables beside itself, as a file that it does not close.
with patch.object(ply.yacc, "yacc", partial(ply.yacc.yacc, debug=False, write_tables=False)):
    from pygiftparser import gift, parser

_ESCAPED = re.compile(r"\\([\\~=#{}:])")
_WEIGHT = re.compile(r"%(-?[\d.]+)%")


def read_by_pygift(written: bytes) -> list[gift.Question]:
    """Return what pygiftparser reads, in its own words."""
    questions: list[gift.Question] = parser.parse(written.decode()).questions
    return questions


def from_pygift(read: gift.Question) -> Question:
    """Return a question of pygiftparser."""
    options = read.answer.options or []
    told = [one.feedback or "" for one in options]
    last, _, general = (f"#{told[-1]}" if options else "####").partition("####")
    told[-1:] = [last[1:]] if options else []
    return Question(
        title=read.name,
        stem=words_of(read.text.removeprefix("[html]").replace("\\\\", "\\")),
        answers=() if _is_matching(read) else tuple(_pygift_answers(read, told)),
        pairs=tuple(
            (_pygift_words(pair["first"]), pair["second"])
            for pair in (read.answer.get_pair(one) for one in options if _is_matching(read))
        ),
        feedback=_pygift_words(general),
    )


def _pygift_answers(read: gift.Question, told: Sequence[str]) -> Iterator[Answer]:
    if isinstance(read.answer, gift.TrueFalse):
        wrong, right = map(_pygift_words, re.split(r"(?<!\\)#", told[0]))
        truth = read.answer.options[0].text
        yield from (Answer(one, 100 * (one == truth), right if one == truth else wrong) for one in ("True", "False"))
        return
    for one, feedback in zip(read.answer.options, told, strict=True):
        weight = _WEIGHT.match(one.raw_text[1:])
        words = one.raw_text[1:][weight.end() :] if weight else one.raw_text[1:]
        yield Answer(
            _pygift_words(words), float(weight[1]) if weight else 100 * one.percentage, _pygift_words(feedback)
        )


def _is_matching(read: gift.Question) -> bool:
    return isinstance(read.answer, gift.Matching)


def _pygift_words(text: str) -> str:
    return words_of(_ESCAPED.sub(r"\1", text.strip().removeprefix("[html]")))


# Moodle XML


def from_xml(read: Element) -> Question:
    """Return a question of Moodle XML as the standard library reads it."""
    return Question(
        title=read.findtext("name/text", ""),
        stem=words_of(read.findtext("questiontext/text")),
        answers=tuple(
            Answer(
                words_of(one.findtext("text")).replace("true", "True").replace("false", "False")
                if read.get("type") == "truefalse"
                else words_of(one.findtext("text")),
                float(one.get("fraction", "nan")),
                words_of(one.findtext("feedback/text")),
            )
            for one in read.findall("answer")
        ),
        pairs=tuple(
            (words_of(one.findtext("text")), one.findtext("answer/text", "")) for one in read.findall("subquestion")
        ),
        feedback=words_of(read.findtext("generalfeedback/text")),
    )


# Words that break exporters

PIECES = (
    "Zoë O’Brien", "“said”", '"plain"', "it's", "£1,200", "a:b", "::", "{", "}", "{=a ~b}", "\\", "\\n", "\\=", "=", "~",
    "#", "####", "->", "%50%", "[html]", "[the child]", "//", "<b>bold</b>", "<script>alert(1)</script>", "</p>", "&",
    "&amp;", "&lt;", "&&058;", "]]>", "<!--", "$CATEGORY: x", "TRUE", "T", "\n", "\n\n", "\r\n", "\t", "\u2028", "\x0b",
    "\x00", "\xa0", "🧸", "👩‍👧", "שלום", "مرحبا", "\u202e", "\u200f", "{{ title }}", "{% if %}", "1. ", "- ", "*",
)  # fmt: skip


def hostile(without: str = "") -> st.SearchStrategy[str]:
    """Return words with all that formats give a meaning to, but for pieces in which one of these characters stands."""
    pieces = [piece for piece in PIECES if not set(piece) & set(without)]
    letters = st.text(st.characters(codec="utf-8", exclude_characters=without), max_size=6)
    words = st.lists(st.sampled_from(pieces) | letters, min_size=1, max_size=6).map("".join)
    return words.filter(lambda text: bool(spaced(text)))
