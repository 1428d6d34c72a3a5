"""Adding a question to a set: looked at, given an id, and written as one line at the end of a file that is reviewed."""

import errno
import json
import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from pydantic import ValidationError

from evals.drafts import Draft
from evals.gold import Places
from evals.questions import Question, numbered_lines
from evals.trial import BadQuestions, question_files, read_questions
from evals.vetting import Problem, out_of_order, repeats, vet
from vectorstore.data import DataDirectory
from vectorstore.faults import Refused
from vectorstore.files import replace_file
from vectorstore.index import Index
from vectorstore.lock import noting
from vectorstore.passage import Passage

DEFAULT = "added.jsonl"
SUFFIX = ".jsonl"
NEAR = 6

# What a reviewer would not see, or would see as the end of a line.
_UNSEEN = frozenset({"Cc", "Cf", "Zl", "Zp"})


@dataclass(frozen=True, slots=True)
class Added:
    """A question where it stands: the file, the number of its line, and the line. `is_asked` by every `evals run`."""

    path: Path
    number: int
    line: str
    question: Question
    is_asked: bool


@dataclass(frozen=True, slots=True)
class Checked:
    """A file of questions that was looked at: how many lines it has, and what is wrong, one line a problem."""

    questions: int
    problems: tuple[str, ...]


def add(data: DataDirectory, draft: Draft, index: Index | None, to: Path | None = None) -> Added | list[Problem]:
    """Return the question as it was added to the file, or what is wrong with it; nothing is written then.

    Raise Refused where the file cannot be added to, or a set that is asked cannot be read; UpdateRunning, NoSpace.
    """
    path = _target(data, to)
    places = Places(index)
    draft = draft.completed()
    problems = vet(draft, places)
    with noting(data):
        here, others = _read([path] if path.exists() else []), _read(_without(question_files(data), path))
        problems += repeats(draft, [*others, *here])
        if problems:
            return problems
        question = draft.in_order(places).named(next_id(path, here, others))
        return _append(data, path, question)


def check(data: DataDirectory, path: Path, index: Index | None) -> Checked:
    """Return what is wrong with a file that people wrote: as if each line was added after those before it.

    Raise Refused where it, or another set that is asked, cannot be read.
    """
    others = _read(_without(question_files(data), path))
    known = list(others)
    places = Places(index)
    problems: list[str] = []
    try:
        lines = numbered_lines(path)
    except (OSError, ValueError) as fault:
        raise Refused(f"{path} cannot be read as UTF-8 text: save it as such, then check it again.") from fault
    for number, line in lines:
        try:
            question = Question.model_validate_json(line)
        except ValidationError as fault:
            problems += [f"{path.name}:{number}: {told}" for told in _shape(fault)]
            continue
        problems += [f"{path.name}:{number} {question.id}: {told}" for told in _told(question, known, places)]
        known.append(question)
    return Checked(len(lines), tuple(problems))


def found(data: DataDirectory, name: str) -> Added | None:
    """Return the question of that id in the sets that are asked, None where there is none. Raise Refused."""
    for path in question_files(data):
        for number, line in _lines(path):
            try:
                question = Question.model_validate_json(line)
            except ValidationError:
                continue
            if question.id == name:
                return Added(path, number, line, question, is_asked=True)
    return None


def near(index: Index, question: str) -> list[Passage]:
    """Return the passages that are closest to a question in meaning, whatever was answered."""
    return [hit.passage for hit in index.dense(question, NEAR)]


def line_of(question: Question) -> str:
    """Return the question as one line of JSON, what cannot be seen in it escaped, what says nothing left out."""
    text = json.dumps(question.model_dump(mode="json", exclude_defaults=True), ensure_ascii=False)
    return "".join(json.dumps(c)[1:-1] if unicodedata.category(c) in _UNSEEN else c for c in text)


def next_id(path: Path, here: Sequence[Question], others: Sequence[Question]) -> str:
    """Return an id that no question has: letters as the file's last one has, else as its name, and the next number."""
    letters = re.sub(r"\d+$", "", here[-1].id) if here else re.sub("[^a-z]", "", path.stem.lower()) or "q"
    taken = [int(one.id[len(letters) :]) for one in (*others, *here) if re.sub(r"\d+$", "", one.id) == letters]
    return f"{letters}{max(taken, default=0) + 1:03d}"


def _target(data: DataDirectory, to: Path | None) -> Path:
    """Return the file itself, since replacing a link would part it from the file that is reviewed."""
    if to is None:
        return (data.questions / DEFAULT).resolve()
    if to.suffix != SUFFIX:
        raise Refused(f"{to} is no {SUFFIX} file, and no other is read as questions: name one.")
    if not to.parent.is_dir():
        raise Refused(f"There is no folder {to.parent}: make it, or name a file in one that there is.")
    return to.resolve()


def _without(paths: Sequence[Path], path: Path) -> list[Path]:
    return [one for one in paths if one.resolve() != path.resolve()]


def _read(paths: Sequence[Path]) -> list[Question]:
    try:
        return read_questions(paths)
    except BadQuestions as fault:
        raise Refused(f"{fault} `evals add --check FILE` shows all that is wrong with it.") from fault


def _lines(path: Path) -> list[tuple[int, str]]:
    try:
        return numbered_lines(path)
    except (OSError, ValueError) as fault:
        raise Refused(f"{path} cannot be read as UTF-8 text: save it as such.") from fault


def _append(data: DataDirectory, path: Path, question: Question) -> Added:
    """Write the file anew with the line at its end: a reader sees it whole, with the line or without."""
    line = line_of(question)
    try:
        before = path.read_bytes() if path.exists() else b""
        if before and not before.endswith(b"\n"):
            before += b"\n"
        replace_file(path, before + line.encode() + b"\n")
    except OSError as fault:
        if fault.errno in {errno.ENOSPC, errno.EDQUOT}:
            raise
        raise Refused(f"{path} cannot be written to ({fault.strerror}): name another file with --to.") from fault
    is_asked = path in {one.resolve() for one in question_files(data)}
    return Added(path, before.count(b"\n") + 1, line, question, is_asked)


def _shape(fault: ValidationError) -> Iterator[str]:
    for error in fault.errors(include_url=False, include_input=False):
        field = ".".join(map(str, error["loc"]))
        yield f"{f'{field}: ' if field else ''}{error['msg']}. Mend the line."


def _told(question: Question, known: Sequence[Question], places: Places) -> Iterator[str]:
    draft = Draft.of(question)
    yield from (problem.line for problem in (*vet(draft, places), *repeats(draft, known)))
    if out_of_order(draft, places):
        yield "The quotes of a list stand otherwise in the document: put them in its order."
    if any(one.id == question.id for one in known):
        yield "The id is used twice: give it the next number that is free."
    if question.wording_of and question.wording_of not in {one.id for one in known}:
        yield f"There is no question {question.wording_of} before it that it could be another wording of."
