"""The command `evals add` as a maintainer types it: what is written where, what is refused, and how it ends."""

import json
from dataclasses import dataclass
from pathlib import Path

import pytest
import typer
from click.testing import Result
from shelf import WordEmbedder, loaded, release
from typer.testing import CliRunner

from evals.adding_commands import add_adding
from evals.questions import Evidence, Kind, Question, load
from vectorstore.data import DataDirectory

CLOSED = "The plan was closed after five weeks, without any meeting of those who knew."
RUNG = "Nobody had rung the school about it, although the school knew of the move."
ASKED = ("How soon did they shut the plan?", "--kind", "fact", "--gold", f"plan.txt: {CLOSED}", "--vital", "five weeks")


@dataclass(frozen=True, slots=True)
class Maintainer:
    """Whoever types the command; `data` is where the program keeps what it has."""

    data: DataDirectory
    app: typer.Typer

    def types(self, *arguments: str) -> Result:
        return CliRunner().invoke(self.app, arguments)

    @property
    def added(self) -> Path:
        return self.data.questions / "added.jsonl"


@pytest.fixture
def maintainer(tmp_path: Path) -> Maintainer:
    data, app = DataDirectory(tmp_path / "data"), typer.Typer()
    release(data, [loaded("plan", [CLOSED, RUNG])], WordEmbedder())
    add_adding(app, lambda: data, WordEmbedder)
    return Maintainer(data, app)


def test_everything_that_was_typed_is_written_and_what_comes_next_is_told(maintainer: Maintainer) -> None:
    done = maintainer.types(
        ASKED[0], "--kind", "follow_up", *ASKED[3:-1], "five weeks|5 weeks", "--okay", "without any meeting", "--forbidden", "six weeks",
        "--tag", "plans", "--tag", "closing", "--signpost", "--history", "What was the plan?",
    )  # fmt: skip

    written = list(load(maintainer.added))
    assert written == [
        Question(
            id="added001", question=ASKED[0], kind=Kind.FOLLOW_UP, answerable=True,
            evidence=(Evidence(doc="plan.txt", quote=CLOSED),), must_mention=(("five weeks", "5 weeks"),),
            may_mention=(("without any meeting",),), must_not_mention=("six weeks",), must_signpost=True,
            tags=("plans", "closing"), history=written[0].history,
        )
    ]  # fmt: skip
    assert [one.q for one in written[0].history] == ["What was the plan?"]
    line = maintainer.added.read_text().rstrip("\n")
    assert (done.exit_code, done.output.splitlines()) == (
        0,
        [
            f"{maintainer.added}, line 1:",
            line,
            "Have it reviewed and commit it. The next `review-learning evals run` asks it.",
        ],
    )


def test_programs_are_told_in_json(maintainer: Maintainer) -> None:
    done = maintainer.types(*ASKED, "--json")

    assert (done.exit_code, json.loads(done.output)) == (
        0,
        {
            "file": str(maintainer.added),
            "line": 1,
            "asked": True,
            "question": json.loads(maintainer.added.read_text()),
        },
    )


def test_a_file_elsewhere_has_to_be_named_when_it_is_asked(maintainer: Maintainer, tmp_path: Path) -> None:
    own = tmp_path / "own.jsonl"

    done = maintainer.types(*ASKED, "--to", str(own))

    assert [one.question for one in load(own)] == [ASKED[0]] and not maintainer.added.exists()
    assert done.output.splitlines()[-1] == (
        f"Have it reviewed and commit it. The next `review-learning evals run --questions {own}` asks it."
    )


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (
            (*ASKED[:3], "--gold", "plan.txt: The plan was shut after seven weeks, as all of them had wanted.", "--vital", "seven"),
            "stands nowhere",
        ),
        ((*ASKED[:3], "--gold", f"plan.txt: {CLOSED}"), "vital"),
        (("Is there a plan?", "--kind", "unanswerable"), "has no answer"),
    ],
)  # fmt: skip
def test_what_is_wrong_is_told_a_line_each_and_nothing_is_written(
    maintainer: Maintainer, arguments: tuple[str, ...], told: str
) -> None:
    done = maintainer.types(*arguments)

    assert (done.exit_code, done.stdout, maintainer.added.exists()) == (1, "", False)
    assert all(line.startswith("review-learning: ") for line in done.stderr.splitlines())
    assert told in done.stderr


@pytest.mark.parametrize("arguments", [(), (*ASKED, "--check", __file__)])
def test_without_a_question_or_with_two_things_to_do_the_usage_is_told(
    maintainer: Maintainer, arguments: tuple[str, ...]
) -> None:
    done = maintainer.types(*arguments)

    assert (done.exit_code, done.stdout) == (2, "")
    assert done.stderr == ("review-learning: `evals add` cannot tell what to do: give a question, or --check FILE.\n")


def test_a_file_that_people_edited_is_checked_for_people_and_for_programs(maintainer: Maintainer) -> None:
    maintainer.types(*ASKED)
    sound = (
        maintainer.types("--check", str(maintainer.added)),
        maintainer.types("--check", str(maintainer.added), "--json"),
    )
    maintainer.added.write_text(maintainer.added.read_text().replace("five weeks, without", "five weeks with"))
    wrong = (
        maintainer.types("--check", str(maintainer.added)),
        maintainer.types("--check", str(maintainer.added), "--json"),
    )

    assert [(one.exit_code, one.output.strip()) for one in sound] == [
        (0, f"{maintainer.added}: 1 questions, nothing wrong."),
        (0, json.dumps({"file": str(maintainer.added), "questions": 1, "problems": []})),
    ]
    assert [one.exit_code for one in wrong] == [1, 1]
    assert json.loads(wrong[1].output)["problems"] == wrong[0].output.splitlines()
    assert "stands nowhere" in wrong[0].output
