"""The release of a version: only what the gate passed and a person approved goes live, with the grounds on record."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field

from evals.evaluation import Factory
from evals.gate import Verdict
from evals.pack import Pack, Standing, packed
from evals.questions import Question
from evals.report import keep_approved
from evals.trial import (
    Models,
    Trial,
    kept_trial,
    key_of,
    program_hash,
    question_files,
    read_questions,
    try_out,
)
from vectorstore.consent import Consent, Decision
from vectorstore.data import DataDirectory
from vectorstore.embedder import Embedder
from vectorstore.faults import Damaged, Refused
from vectorstore.lock import writing
from vectorstore.releases import Grounds
from vectorstore.versions import promote

REFUSED, INCONCLUSIVE = 1, 4

Progress = Callable[[int, int], None]


def _no_progress(done: int, total: int) -> None:
    """Tell nobody."""


@dataclass(frozen=True, slots=True)
class Gatekeeper:
    """Whoever wants a version released asks here: the command line, `ingest --promote` and the Quality page."""

    data: DataDirectory
    embedder: Callable[[], Embedder]
    factory: Factory
    margin: float
    standing: Callable[[], Standing]
    models: Models = field(default_factory=dict)

    def __post_init__(self) -> None:
        program_hash()  # taken once, while the files are those that run

    def questions(self) -> list[Question]:
        """Return the questions that are asked. Raise `evals.trial.BadQuestions`."""
        return read_questions(question_files(self.data))

    def kept(self, version: str) -> Trial | None:
        """Return the last trial of a version where all that it rests on is still the same."""
        try:
            return kept_trial(self.data, version, self._key(version))
        except Damaged:
            return None

    def trial(self, version: str, progress: Progress = _no_progress) -> Trial:
        """Return the trial of a version: the last one where it still holds, else a new one."""
        return self.kept(version) or self.tried(version, self.questions(), progress)

    def tried(
        self, version: str, questions: Sequence[Question], progress: Progress = _no_progress, robustness: bool = False
    ) -> Trial:
        """Return a new trial of a version with these questions. Raise what `evals.trial.try_out` raises."""
        made_with = self._made_with()
        return try_out(
            self.data, version, self.embedder(), questions, self.factory, self.margin, progress, robustness, made_with
        )

    def pack(self, trial: Trial) -> Pack:
        """Return what is to be read and approved before a release. Raise Damaged where its documents are not whole."""
        try:
            return packed(self.data, trial, self.standing())
        except (OSError, ValueError, KeyError, TypeError) as fault:
            told = (
                f"The documents of index {trial.version} or of the live one cannot be read ({fault}): build it again."
            )
            raise Damaged(told) from fault

    def release(self, trial: Trial, consent: Consent) -> Decision:
        """Release the version that was tried, or say what stands against it: rules with value and limit, what lacks.

        Raise Refused where something changed since the trial, and what `vectorstore.versions.promote` raises.
        """
        verdict = trial.judgement.verdict
        if verdict is Verdict.FAIL:
            return Decision(False, tuple(rule.line for rule in trial.judgement.against), REFUSED)
        pack = self.pack(trial)
        if against := tuple(_against(trial, pack, consent)):
            unsigned = verdict is Verdict.INCONCLUSIVE and not consent.sign_off
            return Decision(False, against, INCONCLUSIVE if unsigned else REFUSED)
        with writing(self.data):
            if self._key(trial.version) != trial.key:
                raise Refused("Something changed since the evaluation: run `review-learning evals run` again.")
            keep_approved(self.data, pack)
            promote(self.data, trial.version, _grounds(trial, pack, consent))
        signed = f", signed off by {consent.sign_off}" if verdict is Verdict.INCONCLUSIVE else ""
        return Decision(True, (f"{verdict.value}{signed}; content approved by {consent.approved_by}.",), 0)

    def _key(self, version: str) -> str:
        return key_of(self.data, version, self.questions(), self.margin, self._made_with())

    def _made_with(self) -> Models:
        """Return what answers are made with beside the index: contacts and addresses stand in them as well."""
        return {**self.models, "standing": repr(self.standing())}


def _against(trial: Trial, pack: Pack, consent: Consent) -> Iterator[str]:
    """Yield what stands against the release, one line each."""
    verdict = trial.judgement.verdict
    signed = verdict is Verdict.INCONCLUSIVE and consent.sign_off
    if not signed:
        yield from (rule.line for rule in trial.judgement.against)
    if verdict is Verdict.INCONCLUSIVE and not signed:
        yield 'INCONCLUSIVE needs a person who answers for it: --sign-off "NAME: REASON".'
    if not (consent.approved_by or "").strip():
        yield "Nobody has approved the content: read the content pack, then give --approved-by NAME."
    if consent.read is not None and (unread := [one.id for one in pack.answers if one.id not in consent.read]):
        yield f"{len(unread)} of {len(pack.answers)} answers are not ticked as read: {', '.join(unread)}."


def _grounds(trial: Trial, pack: Pack, consent: Consent) -> Grounds:
    asked = trial.candidate
    return Grounds(
        by=consent.by,
        verdict=trial.judgement.verdict.value,
        approved_by=consent.approved_by,
        sign_off=consent.sign_off if trial.judgement.verdict is Verdict.INCONCLUSIVE else None,
        questions=len(asked.outcomes) if asked else 0,
        asked=tuple(one.id for one in asked.outcomes) if asked else (),
        questions_sha256=asked.questions_sha256 if asked else None,
        program_sha256=program_hash(),
        pack_sha256=pack.sha256,
        read=None if consent.read is None else len(consent.read & {one.id for one in pack.answers}),
    )
