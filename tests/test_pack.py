"""The content pack: what a person reads before a release, in words."""

import re
from dataclasses import replace
from pathlib import Path

from shelf import WordEmbedder, loaded, release
from test_gate import GOOD, outcome

from evals.evaluation import Evaluation
from evals.gate import Judgement, Rule, Verdict
from evals.pack import Entry, Failure, Standing, chosen, failures, packed
from evals.report import pack_part, write_pack
from evals.trial import Trial
from prompts.render import template_names
from prompts.wordings import wordings
from vectorstore.attribution import Added
from vectorstore.contents import LoadedDocument
from vectorstore.data import DataDirectory
from vectorstore.sections import SectionType
from vectorstore.versions import build_candidate
from vectorstore.withdrawals import Action, log_withdrawal

PASSED = Judgement((Rule("verbatim", "quotes stand word for word", Verdict.PASS, 1.0, 1.0, 3),))
STANDING = Standing(("Saltmere hub: 01632 960000",), "Checked on 1 November 2026.", None)


def known(name: str, source: str, **more: object) -> LoadedDocument:
    one = loaded(name)
    return replace(one, document=replace(one.document, source=source, **more))  # type: ignore[arg-type]


def test_the_pack_tells_what_is_new_changed_gone_and_withdrawn(tmp_path: Path) -> None:
    data, embedder = DataDirectory(tmp_path / "data"), WordEmbedder()
    same, replaced, renamed, gone = (known(n, f"{n}.txt") for n in ("same", "replaced", "renamed", "gone"))
    release(data, [same, replaced, renamed, gone], embedder)
    log_withdrawal(data, "gone", Action.WITHDRAW, "asked by the board", "Robin")
    said = Added("publisher", "Kit", "2026-11-02")
    after = [
        same,
        known("text2", "replaced.txt"),
        known("renamed", "renamed.txt", publisher="Saltmere Board", added=(said,)),
        known("fresh", "fresh.txt", date="2025", subjects=("Child On",), collection="sample"),
    ]
    version = build_candidate(data, after, embedder)

    pack = packed(data, Trial(version, PASSED), STANDING)

    blank = Entry("", "", "", None, None, (), False, None, (), 0)
    changed = "changed in what is known of it, or in how it was read"
    assert pack.documents == (
        replace(blank, source="fresh.txt", id="fresh", title="fresh", date="2025", subjects=("Child On",), is_sample=True, news="new"),
        replace(
            blank, source="renamed.txt", id="renamed", title="renamed", publisher="Saltmere Board", news=changed,
            added=("publisher, added by Kit, 2026-11-02",),
        ),
        replace(blank, source="replaced.txt", id="text2", title="text2", news="another text under the same file name"),
        replace(blank, source="same.txt", id="same", title="same"),
    )  # fmt: skip
    assert pack.gone == ("gone.txt",)
    (withdrawn,) = pack.withdrawn
    assert withdrawn.startswith("gone.txt: asked by the board (Robin, ")


def test_what_a_document_has_less_of_than_before_is_told(tmp_path: Path) -> None:
    data, embedder = DataDirectory(tmp_path / "data"), WordEmbedder()
    one = loaded("old", ["A finding of the panel.", "Each agency should ask.", "Each agency should write."])
    kinds = (SectionType.FINDINGS, SectionType.RECOMMENDATIONS, SectionType.RECOMMENDATIONS)
    told = tuple(replace(p, section=kind) for p, kind in zip(one.passages, kinds, strict=True))
    old = replace(one, passages=told, document=replace(one.document, source="a.txt"))
    release(data, [old], embedder)
    new = loaded("new", ["A finding of the panel."])
    version = build_candidate(data, [replace(new, document=replace(new.document, source="a.txt"))], embedder)

    [entry] = packed(data, Trial(version, PASSED), STANDING).documents

    assert entry.news == (
        "another text under the same file name; passages 3 before, 1 now; recommendations 2 before, 0 now"
    )


def test_any_difference_in_what_is_approved_is_another_pack(tmp_path: Path) -> None:
    data = DataDirectory(tmp_path / "data")
    release(data, [loaded("a")], WordEmbedder())
    trial = Trial(build_candidate(data, [loaded("a"), loaded("b")], WordEmbedder()), PASSED)

    pack = packed(data, trial, STANDING)

    assert packed(data, trial, STANDING).sha256 == pack.sha256
    assert packed(data, trial, replace(STANDING, contacts=("Other hub: 01632 960001",))).sha256 != pack.sha256
    assert replace(pack, wordings=pack.wordings | {"signpost": "Ring somebody."}).sha256 != pack.sha256


def test_thirty_answers_are_chosen_of_every_kind_and_always_the_same() -> None:
    outcomes = [outcome(n, GOOD, kind) for n, kind in enumerate(["fact"] * 60 + ["list"] * 20 + ["why"] * 3)]

    picked = chosen(outcomes)

    assert {kind: sum(one.kind == kind for one in picked) for kind in ("fact", "list", "why")} == {
        "fact": 14,
        "list": 13,
        "why": 3,
    }
    assert chosen(outcomes[::-1]) == picked
    assert len(chosen(outcomes[:5])) == 5


def test_known_failures_are_named_in_words() -> None:
    wrong = [
        {"missing": 1.0, "answered": 0.0},
        {"unsafe": 1.0, "refused": 0.0},
        {"refused": 0.0},
        {"answered": 1.0, "vital": 0.5, "forbidden": 1.0},
        {"answered": 1.0, "vital": 1.0, "forbidden": 0.0},
    ]
    evaluation = Evaluation("v", "h", tuple(outcome(n, figures) for n, figures in enumerate(wrong)), {})

    assert list(failures(evaluation)) == [
        Failure("q0", "Question 0?", "a fault kept it from being answered; not answered, though the documents do"),
        Failure("q1", "Question 1?", "answered, and must not be"),
        Failure("q2", "Question 2?", "quotes passages, though the documents do not answer it"),
        Failure(
            "q3", "Question 3?", "says something of another review, or a false premise; tells 50% of the vital facts"
        ),
    ]


def test_every_sentence_that_a_person_may_read_is_in_it_without_template_marks() -> None:
    said = wordings()

    assert set(template_names()) - set(said) == {
        "draft_instructions",
        "draft_passages",
        "standalone_instructions",
        "standalone_questions",
    }
    assert [name for name, words in said.items() if not words or re.search(r"[{}|]|==", words)] == []
    assert said["unavailable"] == "No reviews can be searched at the moment: [reason]"
    assert "999" in said["live_case"] and "[contact]" in said["live_case"]


def test_the_written_pack_has_all_of_it_escaped_and_a_tick_for_each_answer(tmp_path: Path) -> None:
    data = DataDirectory(tmp_path / "data")
    release(data, [known("a", "a.txt", title="A <b>bold</b> review")], WordEmbedder())
    hostile = replace(outcome(1, {"answered": 1.0, "vital": 0.0}), answer="<script>alert(1)</script>")
    version = build_candidate(data, [known("a", "a.txt", title="A <b>bold</b> review"), loaded("b")], WordEmbedder())
    pack = packed(data, Trial(version, PASSED, Evaluation(version, "h", (hostile,), {})), STANDING)

    html = write_pack(data, pack).read_text()

    assert [tag for tag in ("<script", "<b>", "http://", "https://") if tag in html] == []
    for told in (
        pack.sha256,
        "A &lt;b&gt;bold&lt;/b&gt; review",
        "Saltmere hub: 01632 960000",
        "tells 0% of the vital",
    ):
        assert told in html
    assert html.count('type="checkbox"') == 1
    assert 'value="q1" form="release" checked' in pack_part(pack, "release", {"q1"})
