"""The Quality pages: what is live and why, what waits, how it was evaluated, and the release behind the gate."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Annotated, ClassVar

from fastapi import APIRouter, Depends, Response
from fastapi.responses import RedirectResponse
from markupsafe import Markup
from starlette.status import HTTP_303_SEE_OTHER

from evals.gate import Verdict
from evals.meanings import MEANINGS
from evals.pack import Pack
from evals.report import pack_part, report_part
from evals.runs import Run, read_runs
from evals.trial import BadQuestions, Trial, read_trial
from ingest.outstanding import Outstanding, outstanding
from ingest.unreleased import Standing, Unreleased, left_out, only_in
from vectorstore.consent import Consent
from vectorstore.data import DataDirectory
from vectorstore.document import Document
from vectorstore.faults import Damaged, IndexFault
from vectorstore.releases import Release, read_releases
from vectorstore.versions import Version, candidate, rollback, versions
from web.background import Progress
from web.maintaining import WithForm, refuse_foreign
from web.parts import Parts, WithParts, WithSession
from web.problems import ProblemError
from web.releasing import Releasing
from web.rendering import Page
from web.sessions import Session

INSTEAD = (
    "Release with the command: review-learning index promote --approved-by NAME, once you have read the content pack "
    "that review-learning evals report writes."
)
NO_VERSION = (
    "Version not found",
    "No index version with this name was evaluated. The Quality page lists those that were.",
)
RELEASED = (
    "This version was released already",
    "The Quality page says when, on which verdict, and who approved its content.",
)
NOT_WHOLE = (
    "This evaluation cannot be shown",
    "Its files are not whole any more. Evaluate the version again on the Quality page.",
)
NO_NAME = "Enter your name"
NO_REASON = "Say why it may be released although the evaluation is inconclusive"
MOST_NAMED = 3
OTHER_PACK = "The content has changed since this page was opened: read what changed, and tick the answers again"


def releasing(parts: WithParts) -> Releasing:
    """Return what releases are made with. Raise a problem where the program is served without it."""
    if parts.releasing is None:
        raise ProblemError(403, "Releases are not made by this server", INSTEAD)
    return parts.releasing


WithReleasing = Annotated[Releasing, Depends(releasing)]
router = APIRouter()


@dataclass(frozen=True, slots=True, kw_only=True)
class QualityPage(Page):
    """The versions, the releases and the runs.

    `new` are the documents of the candidate that are not served, `left_out` stored ones that it does not hold.
    """

    template: ClassVar[str] = "quality.html"
    token: str
    versions: tuple[Version, ...]
    releases: tuple[Release, ...]
    runs: tuple[Run, ...]
    progress: Progress | None
    errors: dict[str, str]
    new: tuple[Document, ...]
    left_out: tuple[Unreleased, ...]
    outstanding: Outstanding
    rebuilding: Progress | None
    meanings: ClassVar[Mapping[str, str]] = MEANINGS

    @property
    def live(self) -> Release | None:
        """Return the release that what is served went live with."""
        names = {one.name for one in self.versions if one.state == "live"}
        return next((one for one in self.releases if one.version in names), None)

    @property
    def candidate(self) -> Version | None:
        """Return what waits to be released."""
        return next((one for one in self.versions if one.state == "candidate"), None)

    @property
    def can_go_back(self) -> bool:
        """Return whether there is an earlier version to go back to."""
        return any(one.state == "previous" for one in self.versions)

    @property
    def can_build(self) -> bool:
        """Return whether a build would give more than there is: corrections, or documents that are only stored."""
        return self.outstanding.count > 0 or any(one.standing is Standing.STORED for one in self.left_out)

    def run(self, version: str) -> Run | None:
        """Return the last run of a version."""
        return next((one for one in self.runs if one.version == version), None)


@dataclass(frozen=True, slots=True, kw_only=True)
class RunPage(Page):
    """How a version was evaluated, with the report."""

    template: ClassVar[str] = "run.html"
    is_entry: ClassVar[bool] = False
    trial: Trial
    report: Markup
    may_be_released: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class PackPage(Page):
    """The content pack of a version, what it lacks that people said, and the form that releases it."""

    template: ClassVar[str] = "pack_page.html"
    is_entry: ClassVar[bool] = False
    token: str
    pack: Pack
    body: Markup
    needs_sign_off: bool
    outstanding: Outstanding
    typed: dict[str, str]
    errors: dict[str, str]
    against: tuple[str, ...]


@router.get("/quality")
def quality_page(parts: WithParts, session: WithSession, made: WithReleasing) -> Response:
    """Return the overview."""
    return _overview(parts, session, made, {})


@router.post("/quality/evaluate")
def evaluate(parts: WithParts, session: WithSession, made: WithReleasing, form: WithForm) -> Response:
    """Start an evaluation of a version that is on disk; where another runs, that one goes on."""
    refuse_foreign(parts, session, form)
    version = str(form.get("version", ""))
    if version not in {one.name for one in versions(parts.live.data)}:
        raise ProblemError(404, *NO_VERSION)
    made.evaluating.start(version)
    parts.record("began an evaluation", version)
    return RedirectResponse("/quality", HTTP_303_SEE_OTHER)


@router.post("/quality/rollback")
def go_back(parts: WithParts, session: WithSession, made: WithReleasing, form: WithForm) -> Response:
    """Make the version live again that was live before."""
    refuse_foreign(parts, session, form)
    name = str(form.get("name", "")).strip()
    if not name:
        return _overview(parts, session, made, {"name": NO_NAME})
    try:
        rollback(parts.live.data, name, str(form.get("served", "")) or None)
    except IndexFault as fault:
        return _overview(parts, session, made, {"form": str(fault)})
    parts.live.refresh()
    parts.record("went back a version")
    return RedirectResponse("/quality", HTTP_303_SEE_OTHER)


@router.get("/quality/{version}")
def run_page(version: str, parts: WithParts, made: WithReleasing) -> Response:
    """Return how a version was evaluated."""
    trial = _trial(parts, version)
    page = RunPage(
        title=f"Evaluation of index {version}",
        current="/quality",
        trial=trial,
        # Escaped where it was made, as the content pack below.
        report=Markup(report_part(trial, made.gatekeeper.margin)),
        may_be_released=_is_candidate(parts, version),
    )
    return parts.respond(page)


@router.get("/quality/{version}/release")
def pack_page(version: str, parts: WithParts, session: WithSession, made: WithReleasing) -> Response:
    """Return the content pack to read, and the form that releases the version."""
    return _pack_page(parts, session, made, version, {}, frozenset(), {}, ())


@router.post("/quality/{version}/release")
def release(version: str, parts: WithParts, session: WithSession, made: WithReleasing, form: WithForm) -> Response:
    """Release the version behind the gate, or return the pack again with what stands against it."""
    refuse_foreign(parts, session, form)
    typed = {name: str(form.get(name, "")).strip() for name in ("name", "reason")}
    read = frozenset(str(one) for one in form.getlist("read"))
    trial, pack = _fresh(parts, made, version)
    against: tuple[str, ...] = ()
    if form.get("pack") != pack.sha256:
        errors, read = {"form": OTHER_PACK}, frozenset()
    else:
        errors = _left_open(trial, pack, typed, read)
    if not errors:
        sign_off = f"{typed['name']}: {typed['reason']}" if typed["reason"] else None
        try:
            decision = made.gatekeeper.release(trial, Consent(typed["name"], typed["name"], sign_off, read))
        except IndexFault as fault:
            errors["form"] = str(fault)
        else:
            if decision.is_live:
                parts.live.refresh()
                parts.record("released a version", version)
                return RedirectResponse("/quality", HTTP_303_SEE_OTHER)
            errors["form"], against = "This version was not released", decision.lines
    return _pack_page(parts, session, made, version, typed, read, errors, against)


def _left_open(trial: Trial, pack: Pack, typed: dict[str, str], read: frozenset[str]) -> dict[str, str]:
    """Return what of the form is not filled in, by field, in the words of the page."""
    errors = {}
    if unread := [one.id for one in pack.answers if one.id not in read]:
        more = f" and {len(unread) - MOST_NAMED} more" if len(unread) > MOST_NAMED else ""
        named = ", ".join(unread[:MOST_NAMED])
        errors[f"read-{unread[0]}"] = (
            f"{len(unread)} of {len(pack.answers)} answers are not ticked as read: {named}{more}"
        )
    if not typed["name"]:
        errors["name"] = NO_NAME
    if _is_inconclusive(trial) and not typed["reason"]:
        errors["reason"] = NO_REASON
    return errors


def _is_inconclusive(trial: Trial) -> bool:
    return trial.judgement.verdict is Verdict.INCONCLUSIVE


def _overview(parts: Parts, session: Session, made: Releasing, errors: dict[str, str]) -> Response:
    data = parts.live.data
    new, kept_back, missing = _unserved(data)
    page = QualityPage(
        title="Quality",
        current="/quality",
        is_error=bool(errors),
        token=parts.sessions.token(session),
        versions=versions(data),
        releases=read_releases(data)[::-1],
        runs=read_runs(data),
        progress=made.evaluating.progress(),
        errors=errors,
        new=new,
        left_out=kept_back,
        outstanding=missing,
        rebuilding=made.rebuilding.progress(),
    )
    return _respond(parts, session, page)


def _unserved(data: DataDirectory) -> tuple[tuple[Document, ...], tuple[Unreleased, ...], Outstanding]:
    """Return the documents that only the candidate holds, and documents and corrections that it lacks.

    A version that is damaged tells of none, and can still be replaced.
    """
    version = candidate(data)
    try:
        return tuple(only_in(data, version)) if version else (), left_out(data), outstanding(data)
    except Damaged:
        return (), (), Outstanding(version is not None, {})


def _pack_page(
    parts: Parts,
    session: Session,
    made: Releasing,
    version: str,
    typed: dict[str, str],
    read: frozenset[str],
    errors: dict[str, str],
    against: tuple[str, ...],
) -> Response:
    trial, pack = _fresh(parts, made, version)
    page = PackPage(
        title=f"Release index {version}",
        current="/quality",
        is_error=bool(errors),
        token=parts.sessions.token(session),
        pack=pack,
        body=Markup(pack_part(pack, "release", read)),
        outstanding=outstanding(parts.live.data),
        needs_sign_off=_is_inconclusive(trial),
        typed=typed,
        errors=errors,
        against=against,
    )
    return _respond(parts, session, page)


def _fresh(parts: Parts, made: Releasing, version: str) -> tuple[Trial, Pack]:
    """Return a trial that still holds, with its pack. Raise a problem where there is none."""
    if not _is_candidate(parts, version):
        was_released = version in {one.version for one in read_releases(parts.live.data)}
        raise ProblemError(*(409, *RELEASED) if was_released else (404, *NO_VERSION))
    try:
        trial = made.gatekeeper.kept(version)
    except BadQuestions as fault:
        raise ProblemError(409, "The question sets cannot be asked", str(fault)) from fault
    if trial is None:
        raise ProblemError(
            409,
            "This version has to be evaluated first",
            "It was not, or something changed since: start it on the Quality page.",
        )
    return trial, made.gatekeeper.pack(trial)


def _trial(parts: Parts, version: str) -> Trial:
    if version not in {one.version for one in read_runs(parts.live.data)}:
        raise ProblemError(404, *NO_VERSION)
    try:
        return read_trial(parts.live.data, version)
    except (OSError, ValueError) as fault:
        raise ProblemError(409, *NOT_WHOLE) from fault


def _is_candidate(parts: Parts, version: str) -> bool:
    return any(one.name == version and one.state == "candidate" for one in versions(parts.live.data))


def _respond(parts: Parts, session: Session, page: Page) -> Response:
    response = parts.respond(page, 422 if page.is_error else 200)
    parts.sessions.keep(session, response)
    return response
