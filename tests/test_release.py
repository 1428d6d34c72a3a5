"""The release of a version: behind the gate, approved by a person, with its grounds on record."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from shelf import RememberingModel, release
from test_trial import LOADED, QUESTIONS, served

from evals.gate import Verdict
from evals.pack import Standing
from evals.release import Gatekeeper
from evals.release_commands import gate
from evals.report import write_pack
from evals.trial import SAMPLE_QUESTIONS, hash_of, program_hash, read_questions
from vectorstore.consent import Consent, Decision
from vectorstore.data import DataDirectory
from vectorstore.embedder import Embedder
from vectorstore.faults import Refused
from vectorstore.releases import Grounds, read_pointer, read_releases
from vectorstore.versions import build_candidate, rollback
from vectorstore.withdrawals import Action, log_withdrawal

ROBIN = Consent("login", approved_by="Robin")


@pytest.fixture(scope="module")
def embedder() -> Embedder:
    return RememberingModel()


@pytest.fixture
def keeper(tmp_path: Path, embedder: Embedder) -> Iterator[Gatekeeper]:
    data = DataDirectory(tmp_path / "data")
    release(data, LOADED, embedder)
    data.questions.mkdir()
    (data.questions / "own.jsonl").write_text("\n".join(one.model_dump_json() for one in QUESTIONS))
    standing = Standing(("Saltmere hub: 01632 960000",), "Checked on 1 November 2026.", "https://procedures.example")
    yield Gatekeeper(data, lambda: embedder, served, 0.05, lambda: standing)


def live(keeper: Gatekeeper) -> str | None:
    pointer = read_pointer(keeper.data)
    return pointer.version if pointer else None


def rebuilt(keeper: Gatekeeper) -> str:
    return build_candidate(keeper.data, LOADED[::-1], keeper.embedder())


def test_what_passed_and_was_approved_goes_live_with_its_grounds_on_record(keeper: Gatekeeper) -> None:
    version = rebuilt(keeper)
    trial = keeper.trial(version)
    asked = read_questions([SAMPLE_QUESTIONS, keeper.data.questions / "own.jsonl"])

    decision = keeper.release(trial, ROBIN)

    assert (decision, live(keeper)) == (Decision(True, ("PASS; content approved by Robin.",), 0), version)
    assert trial.candidate
    assert read_releases(keeper.data)[-1].grounds == Grounds(
        by="login",
        verdict="PASS",
        approved_by="Robin",
        sign_off=None,
        questions=len(trial.candidate.outcomes),
        questions_sha256=hash_of(asked),
        program_sha256=program_hash(),
        # The pack names what it would replace, so it is another one once it is live.
        pack_sha256=read_releases(keeper.data)[-1].grounds.pack_sha256,
        read=None,
        asked=tuple(one.id for one in trial.candidate.outcomes),
    )
    approved = next(keeper.data.evaluations.glob("*.approved-*.html")).read_text()
    assert str(read_releases(keeper.data)[-1].grounds.pack_sha256) in approved
    assert "PASS on " in read_releases(keeper.data)[-1].line
    assert "content approved by Robin; by login" in read_releases(keeper.data)[-1].line

    before = read_releases(keeper.data)[0].grounds
    rollback(keeper.data, "Kit")
    assert read_releases(keeper.data)[-1].grounds == replace(before, by="Kit")
    rollback(keeper.data, "Kit")
    assert "content approved by Robin; by Kit" in read_releases(keeper.data)[-1].line


def test_the_approved_pack_is_the_one_that_was_written(keeper: Gatekeeper) -> None:
    trial = keeper.trial(rebuilt(keeper))
    text = write_pack(keeper.data, keeper.pack(trial)).read_text()

    keeper.release(trial, ROBIN)

    assert str(read_releases(keeper.data)[-1].grounds.pack_sha256) in text


def test_what_fails_stays_out_whoever_signs_and_rule_value_and_limit_are_named(keeper: Gatekeeper) -> None:
    before, version = live(keeper), build_candidate(keeper.data, LOADED[1:], keeper.embedder())

    decision = keeper.release(keeper.trial(version), Consent("login", "Robin", "Robin: we need it today"))

    assert (decision.is_live, decision.exit_code, live(keeper)) == (False, 1, before)
    assert decision.lines[0] == (
        "FAIL         integrity: child-on.txt is in the live index and not in this one, and nobody withdrew it "
    )
    lost = next(line for line in decision.lines if "questions lost" in line)
    assert "2 questions can be asked of live and not of this one" in lost and "2.000 (limit 0.000" in lost


def test_inconclusive_needs_a_name_and_a_reason_which_are_recorded(keeper: Gatekeeper) -> None:
    (keeper.data.questions / "own.jsonl").unlink()
    before, trial = live(keeper), keeper.trial(rebuilt(keeper))

    refused = keeper.release(trial, ROBIN)
    assert (trial.judgement.verdict, refused.exit_code, live(keeper)) == (Verdict.INCONCLUSIVE, 4, before)
    assert refused.lines == (
        "INCONCLUSIVE questions: no question of the sets is answered by these documents: "
        "nothing shows that it is no worse ",
        'INCONCLUSIVE needs a person who answers for it: --sign-off "NAME: REASON".',
    )

    decision = keeper.release(trial, Consent("login", "Robin", "Kit: no questions are written yet"))
    assert decision.lines == (
        "INCONCLUSIVE, signed off by Kit: no questions are written yet; content approved by Robin.",
    )
    assert (live(keeper), read_releases(keeper.data)[-1].grounds.sign_off) == (
        trial.version,
        "Kit: no questions are written yet",
    )


@pytest.mark.parametrize("words", ["Kit", "Kit: ", ": because", " : "])
def test_a_sign_off_without_a_name_or_without_a_reason_is_none(words: str) -> None:
    with pytest.raises(Refused, match=r'A sign-off is a name and a reason: --sign-off "NAME: REASON"\.'):
        Consent("login", sign_off=words)


@pytest.mark.parametrize("name", [None, " "])
def test_nothing_is_released_whose_content_nobody_approved(name: str | None, keeper: Gatekeeper) -> None:
    before = live(keeper)

    decision = keeper.release(keeper.trial(rebuilt(keeper)), Consent("login", name))

    assert (decision, live(keeper)) == (
        Decision(
            False,
            ("Nobody has approved the content: read the content pack, then give --approved-by NAME.",),
            1,
        ),
        before,
    )


def test_where_reading_is_asked_for_every_answer_of_the_pack_has_to_be_ticked(keeper: Gatekeeper) -> None:
    trial = keeper.trial(rebuilt(keeper))
    answers = [one.id for one in keeper.pack(trial).answers]

    short = keeper.release(trial, Consent("login", "Robin", read=frozenset(answers[1:])))
    assert short.lines == (f"1 of 30 answers are not ticked as read: {answers[0]}.",)

    assert keeper.release(trial, Consent("login", "Robin", read=frozenset([*answers, "zz9"]))).is_live
    assert read_releases(keeper.data)[-1].grounds.read == 30


def test_what_changed_since_the_trial_has_to_be_tried_again(keeper: Gatekeeper) -> None:
    before, trial = live(keeper), keeper.trial(rebuilt(keeper))
    log_withdrawal(keeper.data, "child-on", Action.WITHDRAW, "asked by the board", "Robin")

    with pytest.raises(Refused, match="Something changed since the evaluation"):
        keeper.release(trial, ROBIN)

    assert live(keeper) == before
    assert keeper.kept(trial.version) is None


def test_a_trial_is_kept_as_long_as_all_that_it_rests_on_is_the_same(keeper: Gatekeeper) -> None:
    trial = keeper.trial(rebuilt(keeper))
    own = keeper.data.questions / "own.jsonl"

    assert keeper.kept(trial.version) == trial == keeper.trial(trial.version)

    own.write_text("\n".join(one.model_dump_json() for one in QUESTIONS[:-1]))
    assert keeper.kept(trial.version) is None


def test_a_judgement_whose_answers_were_lost_or_changed_holds_no_more(keeper: Gatekeeper) -> None:
    trial = keeper.trial(rebuilt(keeper))
    [answers] = keeper.data.evaluations.glob("*.runs.json")

    answers.write_text(answers.read_text().replace("answered", "refused"))
    assert keeper.kept(trial.version) is None
    answers.unlink()
    assert keeper.kept(trial.version) is None


def test_a_judgement_does_not_hold_for_other_contacts_since_they_stand_in_answers(keeper: Gatekeeper) -> None:
    trial = keeper.trial(rebuilt(keeper))
    other = replace(keeper, standing=lambda: Standing(("Other hub: 01632 960001",)))

    assert (keeper.kept(trial.version), other.kept(trial.version)) == (trial, None)


def test_a_question_that_is_taken_out_after_a_release_is_missed(keeper: Gatekeeper) -> None:
    keeper.release(keeper.trial(rebuilt(keeper)), ROBIN)
    own = keeper.data.questions / "own.jsonl"
    own.write_text("\n".join(one.model_dump_json() for one in QUESTIONS if one.id != "a2"))

    judgement = keeper.trial(build_candidate(keeper.data, LOADED[1:] + LOADED[:1], keeper.embedder())).judgement

    assert [(rule.name, rule.detail) for rule in judgement.against] == [
        ("questions removed", "see a2: put them back, with the words that their documents have now")
    ]


def test_approval_counts_for_a_pack_that_was_there_to_be_read(keeper: Gatekeeper) -> None:
    before, version = live(keeper), rebuilt(keeper)
    decide = gate(lambda: keeper)

    early = decide(version, ROBIN)
    assert (early.is_live, early.exit_code, live(keeper)) == (False, 1, before)
    assert early.lines[1].startswith("Nobody can have read the content pack: it was written just now. Read it, then: ")
    later = decide(version, ROBIN)
    assert (later.is_live, live(keeper)) == (True, version)


def test_a_version_whose_documents_are_lost_is_refused_in_words(keeper: Gatekeeper) -> None:
    before, version = live(keeper), rebuilt(keeper)
    (keeper.data.indexes / version / "documents.jsonl").unlink()

    decision = gate(lambda: keeper)(version, ROBIN)

    assert (decision.is_live, decision.exit_code, live(keeper)) == (False, 1, before)
    assert decision.lines[-1].startswith(f"The documents of index {version} or of the live one cannot be read")


@pytest.mark.parametrize("kind", ["cross_encoder", "model"])
def test_a_judgement_does_not_hold_for_other_models_than_it_was_made_with(kind: str, keeper: Gatekeeper) -> None:
    trial = keeper.trial(rebuilt(keeper))
    other = replace(keeper, models={kind: "another"})

    assert keeper.kept(trial.version) == trial
    assert other.kept(trial.version) is None
    with pytest.raises(Refused, match="Something changed since the evaluation"):
        other.release(trial, ROBIN)
    assert other.trial(trial.version).key == other.trial(trial.version).key != trial.key
