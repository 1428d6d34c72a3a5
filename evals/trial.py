"""A candidate on trial: its integrity, the questions put to it and to what is live, and the judgement of the gate."""

import json
from collections.abc import Callable, Mapping, Sequence
from contextlib import ExitStack
from dataclasses import asdict, dataclass
from pathlib import Path

from evals.evaluation import Evaluation, Factory, evaluate
from evals.gate import MARGIN, Judgement, Rule, Verdict, judge
from evals.integrity import broken, unopened
from evals.questions import Question, load
from vectorstore.data import DataDirectory
from vectorstore.embedder import Embedder
from vectorstore.faults import IndexFault
from vectorstore.index import Index
from vectorstore.releases import read_pointer
from vectorstore.versions import verify
from vectorstore.withdrawals import Withdrawal, read_withdrawals

SAMPLE_QUESTIONS = Path(__file__).parent / "questions" / "sample.jsonl"


class BadQuestions(ValueError):
    """Raised where question sets cannot be asked; the text says which line and why."""


@dataclass(frozen=True, slots=True)
class Trial:
    """What was found: the judgement, and the evaluations that it rests on where the candidate could be opened."""

    version: str
    judgement: Judgement
    candidate: Evaluation | None = None
    live: Evaluation | None = None


def question_files(data: DataDirectory) -> list[Path]:
    """Return the question sets that are asked: the sample's, and those in the data directory in order of name."""
    return [SAMPLE_QUESTIONS, *sorted(data.questions.glob("*.jsonl"))]


def read_questions(paths: Sequence[Path]) -> list[Question]:
    """Return the questions of all files. Raise BadQuestions for a line that does not fit, or an id used twice."""
    found: dict[str, Question] = {}
    for path in paths:
        try:
            questions = load(path)
        except (OSError, ValueError) as fault:
            told = " ".join(str(fault).split())
            raise BadQuestions(f"{path.name} cannot be read as questions: {told[:200]}. Mend that line.") from fault
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
) -> Trial:
    """Return the trial of a version against what is live, and keep its evaluations in the data directory.

    A version that is live is tried as for a first release. Raise `evals.gold.Unresolved`, or IndexFault where what is
    live cannot be opened.
    """
    pointer = read_pointer(data)
    if problems := verify(data, version):
        return _kept(data, Trial(version, unopened(problems)))
    withdrawn = read_withdrawals(data)
    with ExitStack() as stack:
        try:
            candidate = _opened(data, version, embedder, withdrawn, stack)
        except IndexFault as fault:
            return _kept(data, Trial(version, unopened([str(fault)])))
        others = [pointer.version] if pointer and pointer.version != version else []
        live = [_opened(data, name, embedder, withdrawn, stack) for name in others]
        lacking = broken(candidate, live[0] if live else None, set(withdrawn))
        runs = evaluate([candidate, *live], questions, factory, progress)
    for run in runs:
        run.save(evaluation_file(data, run.index_version))
    before = runs[1] if live else None
    return _kept(data, Trial(version, judge(runs[0], before, lacking, margin), runs[0], before))


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
        "live": trial.live.index_version if trial.live else None,
        "verdict": trial.judgement.verdict,
        "rules": [asdict(rule) for rule in trial.judgement.rules],
    }
    data.evaluations.mkdir(parents=True, exist_ok=True)
    text = json.dumps(record, ensure_ascii=False, indent=1)
    judgement_file(data, trial.version).write_text(text, encoding="utf-8")
    return trial


def judgement_file(data: DataDirectory, version: str) -> Path:
    """Return where the judgement on a version is kept."""
    return data.evaluations / f"{version}.gate.json"


def read_trial(data: DataDirectory, version: str) -> Trial:
    """Return the last trial of a version. OSError or ValueError where none is kept whole."""
    try:
        record = json.loads(judgement_file(data, version).read_text(encoding="utf-8"))
        rules = tuple(Rule(**rule | {"verdict": Verdict(rule["verdict"])}) for rule in record["rules"])
        names = (version, record["live"])
    except (KeyError, TypeError) as fault:
        raise ValueError(f"the judgement on {version} is none of this program's ({fault})") from fault
    candidate, live = (_read(data, name) for name in names)
    return Trial(version, Judgement(rules), candidate, live)


def _read(data: DataDirectory, version: str | None) -> Evaluation | None:
    path = evaluation_file(data, version) if version else None
    return Evaluation.read(path) if path and path.is_file() else None
