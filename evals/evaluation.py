"""Asking an index every question of a set: the answers, what each is worth, and the figures of the whole."""

import hashlib
import json
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, contextmanager
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any, Protocol, Self

from assistant.answer import Answer, Status
from assistant.evidence import Evidence
from evals.gold import OF_ANY_INDEX, Asked, Span, resolve
from evals.metrics import aurc, auroc, coverage_at, mean, quantile, risk_at, risk_coverage
from evals.questions import Question
from evals.scoring import score
from vectorstore.files import replace_file
from vectorstore.index import Index

SHOWN_QUOTES = 12
# Where the curve of risk over coverage is read.
COVERAGE, RISK = 0.8, 0.05


class Asking(Protocol):
    """Whatever answers questions in conversations: `assistant.assistant.Assistant`, or a damaged one in a test."""

    def ask(self, question: str, conversation_id: str | None = None) -> Answer:
        """Return the answer, and keep it in the conversation."""
        ...


Opened = Callable[[], AbstractContextManager[Index | None]]
# Makes what answers from an index, and tells the second argument of the evidence that each answer was made from.
Factory = Callable[[Opened, Callable[[Evidence], None]], Asking]


@dataclass(frozen=True, slots=True)
class Outcome:
    """One question as it was answered. `clusters` are its gold documents by file name, `slices` its kind and tags."""

    id: str
    question: str
    kind: str
    answerable: bool
    clusters: tuple[str, ...]
    slices: tuple[str, ...]
    gold: tuple[str, ...]
    status: str
    answer: str
    quotes: tuple[str, ...]
    answerability: float
    figures: Mapping[str, float | None]
    held_back: bool = False
    cited: tuple[Span, ...] = ()

    @property
    def is_answered(self) -> bool:
        """Return whether the question was answered, at least in part."""
        return self.status in {Status.ANSWERED, Status.PARTIAL}


@dataclass(frozen=True, slots=True)
class Measure:
    """A measure of the whole, on `size` questions or groups of them, with a 90 % interval where it has one."""

    name: str
    value: float | None
    size: int
    low: float | None = None
    high: float | None = None

    @property
    def line(self) -> str:
        """Return the measure on one line."""
        value = "-" if self.value is None else f"{self.value:.3f}"
        interval = "" if self.low is None else f" ({self.low:+.3f} to {self.high:+.3f})"
        return f"{self.name}: {value}{interval}, n {self.size}"


@dataclass(frozen=True, slots=True)
class Evaluation:
    """All of a set on one index. `seconds` are by question, in its order, and not part of what is compared."""

    index_version: str
    questions_sha256: str
    outcomes: tuple[Outcome, ...]
    left_out: Mapping[str, str]
    seconds: tuple[float, ...] = field(default=(), compare=False)
    robustness: tuple[Measure, ...] = field(default=(), compare=False)

    @property
    def figures(self) -> Mapping[str, float | None]:
        """Return every figure as the mean over the questions that it applies to, and those of the answerability."""
        names = dict.fromkeys(name for one in self.outcomes for name in one.figures)
        means = {name: mean(one.figures.get(name) for one in self.outcomes) for name in names}
        curve = self.risk_coverage
        return means | {
            "auroc": auroc(self.answerabilities(True), self.answerabilities(False)),
            f"risk@{COVERAGE}": risk_at(curve, COVERAGE),
            f"coverage@{RISK}": coverage_at(curve, RISK),
            "aurc": aurc(curve),
        }

    @property
    def risk_coverage(self) -> list[tuple[float, float]]:
        """Return (coverage, risk) over the questions that documents are asked: the share of vital facts not told.

        One without an answer counts as wholly wrong, since answering it is; so does one that was not answered.
        """
        asked = [one for one in self.outcomes if one.kind not in OF_ANY_INDEX]
        wrong = [1 - (one.figures.get("vital") or 0.0) if one.answerable else 1.0 for one in asked]
        return risk_coverage([one.answerability for one in asked], wrong)

    def latency(self, share: float) -> float | None:
        """Return the seconds within which this share of the questions was answered."""
        return quantile(self.seconds, share)

    def answerabilities(self, answerable: bool) -> list[float]:
        """Return how sure the assistant was of each question that has an answer, or of each that has none."""
        return [one.answerability for one in self.outcomes if one.answerable is answerable]

    def count(self, name: str) -> int:
        """Return how many questions a figure applies to."""
        return sum(one.figures.get(name) is not None for one in self.outcomes)

    def save(self, path: Path) -> None:
        """Write the evaluation as JSON."""
        replace_file(path, json.dumps(asdict(self), ensure_ascii=False, indent=1).encode())

    @classmethod
    def read(cls, path: Path) -> Self:
        """Return what `save` wrote. OSError or ValueError where there is no such thing."""
        return cls.of(json.loads(path.read_text(encoding="utf-8")))

    @classmethod
    def of(cls, record: dict[str, Any]) -> Self:
        """Return the evaluation that these plain values are of. ValueError where they are of none."""
        try:
            outcomes = tuple(_outcome(one) for one in record.pop("outcomes"))
            robustness = tuple(Measure(**one) for one in record["robustness"])
            return cls(**record | {"outcomes": outcomes, "seconds": tuple(record["seconds"]), "robustness": robustness})
        except (KeyError, TypeError) as fault:
            raise ValueError(f"this is no evaluation of this program ({fault})") from fault


def evaluate(
    indexes: Sequence[Index],
    questions: Sequence[Question],
    factory: Factory,
    progress: Callable[[int, int], None] = lambda done, total: None,
) -> list[Evaluation]:
    """Return an evaluation of each index; their questions are asked in turns, so that times can be compared.

    Raise `evals.gold.Unresolved` where a gold quote stands nowhere in a document of the first index. Of the others,
    which may hold an earlier text of that document, such a question is left out.
    """
    runs = [_Run(index, questions, factory, is_first=index is indexes[0]) for index in indexes]
    total = sum(len(run.asked) for run in runs)
    done = 0
    for question in questions:
        for run in runs:
            if question.id in run.asked:
                run.ask(question.id)
                done += 1
                progress(done, total)
    return [run.evaluation() for run in runs]


class _Run:
    """One index while it is asked."""

    def __init__(self, index: Index, questions: Sequence[Question], factory: Factory, *, is_first: bool) -> None:
        found = resolve(questions, index, leave_out=not is_first)
        self.index, self.left_out = index, found.left_out
        self.asked = {one.question.id: one for one in found.asked}
        self._hash = hash_of(questions)
        self._outcomes: list[Outcome] = []
        self._seconds: list[float] = []
        self._seen: list[Evidence] = []
        self._asking = factory(self._opened, self._seen.append)

    @contextmanager
    def _opened(self) -> Iterator[Index]:
        yield self.index

    def ask(self, question_id: str) -> None:
        """Ask one question after those of its history, in a conversation of its own."""
        asked, conversation = self.asked[question_id], None
        for earlier in asked.question.history:
            conversation = self._asking.ask(earlier.q, conversation).conversation_id
        self._seen.clear()
        began = time.perf_counter()
        answer = self._asking.ask(asked.question.question, conversation)
        self._seconds.append(round(time.perf_counter() - began, 4))
        self._outcomes.append(_told(asked, answer, self._seen[-1] if self._seen else None, self.index))

    def evaluation(self) -> Evaluation:
        return Evaluation(
            self.index.version, self._hash, tuple(self._outcomes), dict(self.left_out), tuple(self._seconds)
        )


def _told(asked: Asked, answer: Answer, evidence: Evidence | None, index: Index) -> Outcome:
    question = asked.question
    ranked = [hit.passage for hit in evidence.retrieved.hits] if evidence else []
    return Outcome(
        id=question.id,
        question=question.question,
        kind=question.kind.value,
        answerable=question.answerable,
        clusters=tuple(dict.fromkeys(one.doc for one in question.evidence)) or _wordings(question),
        slices=(question.kind.value, *question.tags),
        gold=tuple(one.quote for one in question.evidence),
        status=answer.status.value,
        answer=answer.answer,
        quotes=tuple(one.quote for one in answer.citations[:SHOWN_QUOTES]),
        answerability=answer.answerability,
        figures=dict(score(asked, answer, ranked, index.text)),
        held_back=question.held_back,
        cited=tuple(Span(one.document_id, one.start, one.end) for one in answer.citations),
    )


def _wordings(question: Question) -> tuple[str, ...]:
    """Return what the wordings of a question without gold have in common: the id of the first of them."""
    return (question.wording_of,) if question.wording_of else ()


def hash_of(questions: Sequence[Question]) -> str:
    """Return the SHA-256 of a set of questions, whatever their order."""
    lines = sorted(question.model_dump_json() for question in questions)
    return hashlib.sha256("\n".join(lines).encode()).hexdigest()


def _outcome(record: dict[str, object]) -> Outcome:
    values = dict(record)
    for name in ("clusters", "slices", "gold", "quotes"):
        values[name] = tuple(values[name])  # type: ignore[arg-type]
    values["cited"] = tuple(Span(**one) for one in record["cited"])  # type: ignore[attr-defined]
    return Outcome(**values)  # type: ignore[arg-type]
