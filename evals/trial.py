"""A candidate on trial: its integrity, the questions put to it and to what is live, and the judgement of the gate."""

import hashlib
import json
from collections.abc import Callable, Mapping, Sequence
from contextlib import ExitStack
from dataclasses import asdict, dataclass
from functools import cache
from pathlib import Path
from types import MappingProxyType

from pydantic import ValidationError

from evals.distractors import admitted, pairs
from evals.evaluation import Evaluation, Factory, evaluate, hash_of
from evals.gate import MARGIN, Judgement, Rule, Verdict, judge
from evals.integrity import broken, unopened
from evals.intervals import measures
from evals.questions import Question, load
from evals.robustness import with_robustness
from vectorstore.data import DataDirectory
from vectorstore.embedder import Embedder
from vectorstore.faults import IndexFault, NothingToDo
from vectorstore.files import replace_file, sha256_of
from vectorstore.index import Index
from vectorstore.manifest import manifest_hash
from vectorstore.releases import read_pointer, read_releases
from vectorstore.versions import verify, version_names
from vectorstore.withdrawals import Withdrawal, read_withdrawals

SAMPLE_QUESTIONS = Path(__file__).parent / "questions" / "sample.jsonl"


_ROOT = Path(__file__).parents[1]
_MAKES_ANSWERS = ("assistant", "evals", "prompts", "vectorstore")
_MADE_BY = frozenset({".py", ".jinja", ".csv", ".json", ".jsonl"})

# The models beside the index's own that answers are made with, by what they are for; None where there is none.
Models = Mapping[str, str | None]
NO_MODELS: Models = MappingProxyType({})


class BadQuestions(ValueError):
    """Raised where question sets cannot be asked; the text says which line and why."""


@dataclass(frozen=True, slots=True)
class Trial:
    """What was found: the judgement, and the evaluations that it rests on where the candidate could be opened.

    `key` names all that went in: where it is still the same, so is the judgement.
    """

    version: str
    judgement: Judgement
    candidate: Evaluation | None = None
    live: Evaluation | None = None
    key: str = ""


def question_files(data: DataDirectory) -> list[Path]:
    """Return the question sets that are asked: the sample's, and those in the data directory in order of name."""
    return [SAMPLE_QUESTIONS, *sorted(data.questions.glob("*.jsonl"))]


def read_questions(paths: Sequence[Path]) -> list[Question]:
    """Return the questions of all files. Raise BadQuestions for a line that does not fit, or an id used twice."""
    found: dict[str, Question] = {}
    for path in paths:
        try:
            questions = load(path)
        except ValidationError as fault:
            told = fault.errors()[0]
            where = ".".join(map(str, told["loc"]))
            look = f"`review-learning evals add --check {path}` shows every line that is wrong"
            raise BadQuestions(
                f"{path.name} cannot be read as questions ({where + ': ' if where else ''}{told['msg']}): {look}."
            ) from fault
        except (OSError, ValueError) as fault:
            raise BadQuestions(f"{path.name} cannot be read as questions ({fault}): mend it.") from fault
        for question in questions:
            if question.id in found:
                raise BadQuestions(f"The id {question.id} of {path.name} is used twice: give one of them another.")
            found[question.id] = question
    return list(found.values())


def try_out(
    data: DataDirectory,
    version: str,
    embedder: Embedder,
    questions: Sequence[Question],
    factory: Factory,
    margin: float = MARGIN,
    progress: Callable[[int, int], None] = lambda done, total: None,
    robustness: bool = False,
    models: Models = NO_MODELS,
) -> Trial:
    """Return the trial of a version against what is live, and keep its evaluations in the data directory.

    A version that is live is tried as for a first release. `robustness` asks the questions again, put otherwise.
    `models` are those that the factory's answers are made with and the index does not name. Raise
    `evals.gold.Unresolved`, or IndexFault where what is live cannot be opened.
    """
    pointer = read_pointer(data)
    if problems := verify(data, version):
        return _kept(data, Trial(version, unopened(problems)))
    key = key_of(data, version, questions, margin, models)
    withdrawn = read_withdrawals(data)
    with ExitStack() as stack:
        try:
            candidate = _opened(data, version, embedder, withdrawn, stack)
        except IndexFault as fault:
            return _kept(data, Trial(version, unopened([str(fault)]), key=key))
        others = [pointer.version] if pointer and pointer.version != version else []
        live = [_opened(data, name, embedder, withdrawn, stack) for name in others]
        lacking = broken(candidate, live[0] if live else None, set(withdrawn))
        removed = _removed(data, questions) if live else []
        options = admitted(candidate, pairs())
        runs = evaluate([candidate, *live], questions, factory, progress)
        if robustness:
            runs = with_robustness(runs, [candidate, *live], questions, factory, progress)
    for run in runs:
        run.save(evaluation_file(data, run.index_version))  # for `evals compare`, of whichever trial was the last
    before = runs[1] if live else None
    return _kept(data, Trial(version, judge(runs[0], before, lacking, margin, removed, options), runs[0], before, key))


def _removed(data: DataDirectory, questions: Sequence[Question]) -> list[str]:
    """Return the ids of questions that the last release was asked and that are in no set any more."""
    asked = next((one.grounds.asked for one in reversed(read_releases(data)) if one.grounds.asked), ())
    return sorted(set(asked) - {question.id for question in questions})


def key_of(
    data: DataDirectory, version: str, questions: Sequence[Question], margin: float, models: Models = NO_MODELS
) -> str:
    """Return the hash of all that a judgement rests on: versions, withdrawals, questions, margin, models, the program.

    Raise NothingToDo where there is no such version.
    """
    pointer = read_pointer(data)
    if version not in version_names(data):
        raise NothingToDo(f"There is no index {version}: `review-learning index list` shows those that there are.")
    withdrawn = sorted(name for name in read_withdrawals(data))
    live = asdict(pointer) if pointer else None
    parts = [
        version,
        manifest_hash(data.indexes / version),
        live,
        withdrawn,
        hash_of(questions),
        margin,
        dict(models),
        program_hash(),
    ]
    return hashlib.sha256(json.dumps(parts).encode()).hexdigest()


@cache
def program_hash() -> str:
    """Return the SHA-256 of the files that answers and judgements are made by."""
    inside = (file for folder in _MAKES_ANSWERS for file in (_ROOT / folder).rglob("*") if file.suffix in _MADE_BY)
    files = [_ROOT / "review_learning.py", *sorted(inside)]
    named = "\n".join(f"{file.relative_to(_ROOT).as_posix()} {sha256_of(file)}" for file in files)
    return hashlib.sha256(named.encode()).hexdigest()


def _opened(
    data: DataDirectory, version: str, embedder: Embedder, withdrawn: Mapping[str, Withdrawal], stack: ExitStack
) -> Index:
    index = Index.open(data, version, embedder)
    stack.callback(index.close)
    return index.without(withdrawn)


def evaluation_file(data: DataDirectory, version: str) -> Path:
    """Return where the evaluation of a version is kept."""
    return data.evaluations / f"{version}.json"


def _kept(data: DataDirectory, trial: Trial) -> Trial:
    """Return the trial, with its judgement written beside the evaluations."""
    record = {
        "version": trial.version,
        "verdict": trial.judgement.verdict,
        "rules": [asdict(rule) for rule in trial.judgement.rules],
        "questions": len(trial.candidate.outcomes) if trial.candidate else 0,
        "measures": [asdict(one) for one in measures(trial.candidate)] if trial.candidate else [],
        "key": trial.key,
        "runs_sha256": _keep_runs(data, trial),
    }
    replace_file(judgement_file(data, trial.version), json.dumps(record, ensure_ascii=False, indent=1).encode())
    return trial


def _keep_runs(data: DataDirectory, trial: Trial) -> str:
    """Write both evaluations of a trial into one file, and return its SHA-256."""
    runs = {name: asdict(run) if run else None for name, run in (("candidate", trial.candidate), ("live", trial.live))}
    text = json.dumps(runs, ensure_ascii=False).encode()
    replace_file(_runs_file(data, trial.version), text)
    return hashlib.sha256(text).hexdigest()


def _runs_file(data: DataDirectory, version: str) -> Path:
    return data.evaluations / f"{version}.runs.json"


def judgement_file(data: DataDirectory, version: str) -> Path:
    """Return where the judgement on a version is kept."""
    return data.evaluations / f"{version}.gate.json"


def read_trial(data: DataDirectory, version: str) -> Trial:
    """Return the last trial of a version. OSError or ValueError where none is kept whole, as it was written."""
    try:
        record = json.loads(judgement_file(data, version).read_text(encoding="utf-8"))
        rules = tuple(Rule(**rule | {"verdict": Verdict(rule["verdict"])}) for rule in record["rules"])
        key, written = str(record["key"]), str(record["runs_sha256"])
    except (KeyError, TypeError) as fault:
        raise ValueError(f"the judgement on {version} is none of this program's ({fault})") from fault
    text = _runs_file(data, version).read_bytes()
    if hashlib.sha256(text).hexdigest() != written:
        raise ValueError(f"the answers that the judgement on {version} rests on were changed since")
    runs = {name: Evaluation.of(run) if run else None for name, run in json.loads(text).items()}
    return Trial(version, Judgement(rules), runs["candidate"], runs["live"], key)


def kept_trial(data: DataDirectory, version: str, key: str) -> Trial | None:
    """Return the last trial of a version where nothing has changed since, None where it has, or there was none."""
    try:
        trial = read_trial(data, version)
    except (OSError, ValueError):
        return None
    return trial if trial.key == key else None
