"""How the version that is served was tested and released, in words for people who read no figures."""

from dataclasses import dataclass
from datetime import datetime

from evals.evaluation import Measure
from evals.gate import Verdict
from evals.runs import Run, read_runs
from vectorstore.data import DataDirectory
from vectorstore.releases import Release, read_releases

VERDICTS = {
    Verdict.PASS: "It passed",
    Verdict.FAIL: "It did not pass",
    Verdict.INCONCLUSIVE: "It showed too little to say that this version is no worse than the one before",
}
UNTESTED = "This version was not evaluated on any questions."
# Of a share, what it is a share of.
_SHARES = {
    "answered": "of the questions that the documents answer were answered",
    "refused": "of the questions that they do not answer were rightly refused",
    "vital": "of the facts that matter most were told",
}
_RANKING = "ndcg@10"


@dataclass(frozen=True, slots=True)
class Assurance:
    """Sentences: the release, the verdict, and one for each figure that the verdict rests on."""

    released: str
    verdict: str
    figures: tuple[str, ...] = ()


def assurance_of(data: DataDirectory, version: str) -> Assurance:
    """Return how the version was tested and released."""
    release = next((one for one in reversed(read_releases(data)) if one.version == version), None)
    run = next((one for one in read_runs(data) if one.version == version), None)
    if run and run.questions:
        return Assurance(_released(version, release), _verdict(run), tuple(filter(None, map(_figure, run.measures))))
    return Assurance(_released(version, release), _of_the_release(release) if release else UNTESTED)


def _verdict(run: Run) -> str:
    because = f" Against it: {', '.join(run.against)}." if run.against else ""
    return f"It was asked {run.questions} questions. {VERDICTS[Verdict(run.verdict)]}.{because}"


def _of_the_release(release: Release) -> str:
    grounds = release.grounds
    if not grounds.verdict or not grounds.questions:
        return UNTESTED
    return f"Before its release it was asked {grounds.questions} questions. {VERDICTS[Verdict(grounds.verdict)]}."


def _released(version: str, release: Release | None) -> str:
    if release is None:
        return f"When index version {version} was released is not recorded."
    day = datetime.fromisoformat(release.when)
    did = "is served again since" if release.action == "rollback" else "was released on"
    approved = release.grounds.approved_by
    words = (
        f"Its content was approved by {approved}." if approved else "Nobody is recorded as having approved its content."
    )
    signed = (
        f" In spite of the verdict it was signed off by {release.grounds.sign_off}." if release.grounds.sign_off else ""
    )
    return f"Index version {version} {did} {day.day} {day:%B %Y}. {words}{signed}"


def _figure(measure: Measure) -> str:
    """Return a figure in a sentence, an empty one where it was not measured."""
    if measure.value is None:
        return ""
    if measure.name == _RANKING:
        return f"How high the passages that answer stood among the first ten: {measure.value:.2f}, where 1 is best."
    if measure.name not in _SHARES:
        return ""
    interval = (
        ""
        if measure.low is None or measure.high is None
        else f" (90 % interval: {_percent(measure.low)} to {_percent(measure.high)})"
    )
    return f"{_percent(measure.value)} {_SHARES[measure.name]}{interval}."


def _percent(share: float) -> str:
    return f"{share * 100:.0f} %"
