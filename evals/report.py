"""The report on a trial: one HTML file that needs nothing else, and JUnit XML for what runs checks."""

import re
from collections.abc import Iterator, Mapping, Sequence, Set
from dataclasses import dataclass
from pathlib import Path
from xml.etree import ElementTree

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup, escape

from evals import curve
from evals.comparison import Row, compared
from evals.curve import TENTHS, curves
from evals.evaluation import Outcome
from evals.gate import Judgement, Verdict
from evals.intervals import measures
from evals.latency import latencies
from evals.meanings import MEANINGS
from evals.pack import Pack
from evals.trial import Trial
from vectorstore.data import DataDirectory
from vectorstore.files import replace_file

TEMPLATES = Path(__file__).parent / "templates"
_TEMPLATES = Environment(
    loader=FileSystemLoader(TEMPLATES),
    undefined=StrictUndefined,
    autoescape=True,
    trim_blocks=True,
    lstrip_blocks=True,
)
_EMPHASIS = re.compile(r"\*\*([^*\n]+)\*\*")
WORST = 20
# The drawing of differences: how wide it is, in pixels, and what difference its edge stands for.
WIDTH, EDGE, ROW_HEIGHT = 300, 0.25, 24


@dataclass(frozen=True, slots=True)
class Bar:
    """A difference with its interval as it is drawn: places from the left, in pixels."""

    name: str
    y: int
    low: float
    mean: float
    high: float


def said(answer: str) -> Markup:
    """Return an answer as it is read, with what it emphasises in strong type."""
    return Markup(_EMPHASIS.sub(r"<strong>\1</strong>", str(escape(answer))))


_TEMPLATES.filters["said"] = said


def html_report(trial: Trial, margin: float) -> str:
    """Return the report as one page without script, with everything that it shows inside."""
    title = f"Evaluation of {trial.version}: {trial.judgement.verdict.value}"
    return _page("report.html", title, f"Evaluation of index {trial.version}", _values(trial, margin))


def report_part(trial: Trial, margin: float) -> str:
    """Return the report as a part of a page, from its second headings down."""
    return _TEMPLATES.get_template("report.html").render(_values(trial, margin))


def _values(trial: Trial, margin: float) -> dict[str, object]:
    """Return what the template of the report shows."""
    candidate, live = trial.candidate, trial.live
    comparison = compared(live, candidate) if live and candidate else None
    bars = list(_bars(comparison.rows)) if comparison else []
    return {
        "version": trial.version,
        "verdict": trial.judgement.verdict,
        "rules": trial.judgement.rules,
        "candidate": candidate,
        "figures": measures(candidate) if candidate else (),
        "meanings": MEANINGS,
        "comparison": comparison,
        "bars": bars,
        "limit": _place(-margin),
        "middle": _place(0),
        "width": WIDTH,
        "height": ROW_HEIGHT * max(1, len(bars)),
        "worst": worst(candidate.outcomes) if candidate else (),
        "of_live": {one.id: one.answer for one in live.outcomes} if live else {},
        "curves": curves(candidate, live),
        "tenths": TENTHS,
        "curve_width": curve.WIDTH,
        "curve_height": curve.HEIGHT,
        "robust": {n: run for n, run in (("Candidate", candidate), ("Live", live)) if run and run.robustness},
        "latencies": latencies(candidate, live),
    }


def write_pack(data: DataDirectory, pack: Pack, folder: Path | None = None) -> Path:
    """Write the content pack as one page without script, by default beside the evaluations, and return its path."""
    return _write(_pack_file(folder or data.evaluations, pack), f"Content pack of index {pack.version}", pack)


def is_written(data: DataDirectory, pack: Pack) -> bool:
    """Return whether this very pack stands beside the evaluations, so that somebody may have read it."""
    path = _pack_file(data.evaluations, pack)
    return path.is_file() and pack.sha256 in path.read_text(encoding="utf-8", errors="replace")


def keep_approved(data: DataDirectory, pack: Pack) -> Path:
    """Keep the pack that was approved under its hash, which `releases.jsonl` names, and return its path."""
    path = data.evaluations / f"{pack.version}.approved-{pack.sha256[:12]}.html"
    return _write(path, f"Approved content of index {pack.version}", pack)


def _write(path: Path, heading: str, pack: Pack) -> Path:
    values: dict[str, object] = {"pack": pack, "form": None, "ticked": frozenset()}
    replace_file(path, _page("pack.html", heading, heading, values).encode())
    return path


def _pack_file(folder: Path, pack: Pack) -> Path:
    return folder / f"{pack.version}.pack.html"


def pack_part(pack: Pack, form: str, ticked: Set[str]) -> str:
    """Return the content pack as a part of a page: its ticks belong to the form with that id."""
    return _TEMPLATES.get_template("pack.html").render(pack=pack, form=form, ticked=ticked)


def _page(body: str, title: str, heading: str, values: Mapping[str, object]) -> str:
    return _TEMPLATES.get_template("page.html").render(body=body, title=title, heading=heading, **values)


def worst(outcomes: Sequence[Outcome]) -> tuple[Outcome, ...]:
    """Return the questions that were answered worst: unsafe or false first, then by what their answers leave out."""
    return tuple(one for one in sorted(outcomes, key=_worth) if _worth(one)[0] < 1)[:WORST]


def _worth(outcome: Outcome) -> tuple[float, str]:
    figures = outcome.figures
    if figures.get("unsafe") or figures.get("forbidden"):
        return -1.0, outcome.id
    known = [v for name in ("refused", "vital", "evidence") if (v := figures.get(name)) is not None]
    return (sum(known) / len(known) if known else 1.0), outcome.id


def _bars(rows: Sequence[Row]) -> Iterator[Bar]:
    drawn = [row for row in rows if row.name != "words" and row.mean is not None]
    for number, row in enumerate(drawn):
        low, mean, high = (_place(value or 0.0) for value in (row.low, row.mean, row.high))
        yield Bar(row.name, number * ROW_HEIGHT + ROW_HEIGHT // 2, low, mean, high)


def _place(value: float) -> float:
    """Return where a difference is drawn; what lies beyond the edge is drawn at the edge."""
    return round((max(-EDGE, min(EDGE, value)) + EDGE) / (2 * EDGE) * WIDTH, 1)


def junit_report(version: str, judgement: Judgement) -> str:
    """Return the rules as test cases: what does not pass is a failure, since neither may be released unseen."""
    failed = len(judgement.against)
    suite = ElementTree.Element(
        "testsuite",
        name=f"release gate {version}",
        tests=str(len(judgement.rules)),
        failures=str(failed),
        skipped="0",
        errors="0",
    )
    for rule in judgement.rules:
        case = ElementTree.SubElement(suite, "testcase", classname="gate", name=f"{rule.name}: {rule.what}")
        if rule.verdict is not Verdict.PASS:
            ElementTree.SubElement(case, "failure", message=rule.line, type=rule.verdict.value)
    return ElementTree.tostring(suite, encoding="unicode", xml_declaration=True)
