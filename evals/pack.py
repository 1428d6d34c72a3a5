"""The content pack: what a person reads and approves before a version is released, in plain English."""

import hashlib
import json
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from itertools import zip_longest

from evals.evaluation import Evaluation, Outcome
from evals.gate import Judgement
from evals.trial import Trial
from prompts.wordings import wordings
from vectorstore.contents import read_documents, read_passages
from vectorstore.data import DataDirectory
from vectorstore.document import Document
from vectorstore.releases import read_pointer
from vectorstore.sections import SectionType as S
from vectorstore.withdrawals import read_withdrawals

ANSWERS = 30
# What a review is read for: a document that has less of it than before is to be looked at.
SHOWN_LOST = (S.FINDINGS, S.LEARNING, S.GOOD_PRACTICE, S.RECOMMENDATIONS, S.ACTIONS)


@dataclass(frozen=True, slots=True)
class Standing:
    """What an operator has set and every answer may show: whom to ring, how fresh that is, where the procedures are."""

    contacts: tuple[str, ...] = ()
    contacts_note: str = ""
    procedures: str | None = None


@dataclass(frozen=True, slots=True)
class Entry:
    """A document as the pack names it. `news` says how it differs from what is live, None where it does not.

    `asked` is how many questions of the sets are about it.
    """

    id: str
    source: str
    title: str
    publisher: str | None
    date: str | None
    subjects: tuple[str, ...]
    is_sample: bool
    news: str | None
    added: tuple[str, ...]
    asked: int


@dataclass(frozen=True, slots=True)
class Failure:
    """A question of the sets that is not answered as it should be, and in what."""

    id: str
    question: str
    what: str


@dataclass(frozen=True, slots=True)
class Pack:
    """All that is to be approved. `gone` are documents of the live version that this one does not hold."""

    version: str
    live: str | None
    judgement: Judgement
    questions: int
    documents: tuple[Entry, ...]
    gone: tuple[str, ...]
    withdrawn: tuple[str, ...]
    wordings: Mapping[str, str]
    standing: Standing
    answers: tuple[Outcome, ...]
    failures: tuple[Failure, ...]

    @property
    def new(self) -> tuple[Entry, ...]:
        """Return the documents that are new or differ from what is live."""
        return tuple(one for one in self.documents if one.news)

    @property
    def sha256(self) -> str:
        """Return the hash of all of it, by which a release names the pack that was approved."""
        return hashlib.sha256(json.dumps(asdict(self), sort_keys=True).encode()).hexdigest()


def packed(data: DataDirectory, trial: Trial, standing: Standing) -> Pack:
    """Return the pack of a version that was tried. OSError or ValueError where its documents cannot be read."""
    pointer = read_pointer(data)
    live = pointer.version if pointer and pointer.version != trial.version else None
    documents = read_documents(data.indexes / trial.version)
    before = read_documents(data.indexes / live) if live else ()
    names = {one.id: one.source for one in (*before, *documents)}
    kept, sources = {one.id for one in documents}, {one.source for one in documents}
    counts = _counts(data, trial.version) | (_counts(data, live) if live else {})
    outcomes = trial.candidate.outcomes if trial.candidate else ()
    asked = Counter(name for one in outcomes for name in set(one.clusters))
    return Pack(
        version=trial.version,
        live=live,
        judgement=trial.judgement,
        questions=len(outcomes),
        documents=tuple(_entry(one, before, counts, asked) for one in sorted(documents, key=lambda one: one.source)),
        gone=tuple(sorted(one.source for one in before if one.id not in kept and one.source not in sources)),
        withdrawn=tuple(
            f"{names.get(one, one)}: {entry.reason} ({entry.by}, {entry.day})"
            for one, entry in read_withdrawals(data).items()
        ),
        wordings=wordings(),
        standing=standing,
        answers=chosen(outcomes),
        failures=tuple(failures(trial.candidate)) if trial.candidate else (),
    )


def _counts(data: DataDirectory, version: str) -> dict[str, Counter[str]]:
    """Return for each document of a version how many passages it has, and how many of them of each section."""
    counts: dict[str, Counter[str]] = defaultdict(Counter)
    for passage in read_passages(data.indexes / version):
        counts[passage.document_id].update(("passages", passage.section.value))
    return counts


def _entry(
    document: Document, before: Sequence[Document], counts: Mapping[str, Counter[str]], asked: Counter[str]
) -> Entry:
    return Entry(
        document.id,
        document.source,
        document.title,
        document.publisher,
        document.date,
        document.subjects,
        document.is_sample,
        _news(document, before, counts),
        tuple(dict.fromkeys(f"{one.field}, {one.words}" for one in document.added)),
        asked[document.source],
    )


def _news(document: Document, before: Sequence[Document], counts: Mapping[str, Counter[str]]) -> str | None:
    """Return how a document differs from what is live, in words."""
    same = next((one for one in before if one.id == document.id), None)
    if same:
        return None if same == document else "changed in what is known of it, or in how it was read"
    if older := next((one for one in before if one.source == document.source), None):
        then, now = (counts.get(one.id, Counter()) for one in (older, document))
        return f"another text under the same file name{_fewer(then, now)}"
    return "new" if before else None


def _fewer(then: Counter[str], now: Counter[str]) -> str:
    """Return of what there is less than before, since nobody misses what is not shown."""
    names = ("passages", *(section.value for section in SHOWN_LOST))
    lost = [
        f"{name.replace('_', ' ')} {then[name]} before, {now[name]} now" for name in names if now[name] < then[name]
    ]
    return f"; {'; '.join(lost)}" if lost else ""


def chosen(outcomes: Sequence[Outcome], most: int = ANSWERS) -> tuple[Outcome, ...]:
    """Return answers for a person to read: every kind in turn, within a kind in an order that says nothing of it."""
    kinds: dict[str, list[Outcome]] = {}
    for one in sorted(outcomes, key=lambda one: hashlib.sha256(one.id.encode()).digest()):
        kinds.setdefault(one.kind, []).append(one)
    turns = zip_longest(*(kinds[kind] for kind in sorted(kinds)))
    return tuple([one for turn in turns for one in turn if one is not None][:most])


def failures(evaluation: Evaluation) -> Iterator[Failure]:
    """Yield the questions that are not answered as they should be, in the order of the set."""
    for one in evaluation.outcomes:
        if what := "; ".join(_wrong(one.figures)):
            yield Failure(one.id, one.question, what)


def _wrong(figures: Mapping[str, float | None]) -> Iterator[str]:
    if figures.get("missing"):
        yield "a fault kept it from being answered"
    if figures.get("unsafe"):
        yield "answered, and must not be"
    if figures.get("forbidden"):
        yield "says something of another review, or a false premise"
    if figures.get("superseded"):
        yield "cites an older version in place of the newer one"
    if figures.get("refused") == 0.0 and not figures.get("unsafe"):
        yield "quotes passages, though the documents do not answer it"
    if figures.get("answered") == 0.0:
        yield "not answered, though the documents do"
    elif (vital := figures.get("vital")) is not None and vital < 1.0:
        yield f"tells {vital:.0%} of the vital facts"
