"""The commands `quiz …`: what is withdrawn, exported, deleted, listed, and reviews that share a name."""

import json
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest
import typer
from briefings import read
from on_neglect import REED
from quiz_site import Site, opened
from shelf import WordEmbedder, release
from typer.testing import CliRunner

from assistant.quizzes.commands import quiz_commands
from assistant.quizzes.drafts import timed
from assistant.quizzes.runs import Runs
from assistant.quizzes.session import NO_CONTACTS
from assistant.records import Records
from vectorstore.contents import LoadedDocument
from vectorstore.data import DataDirectory
from vectorstore.faults import Refused
from vectorstore.live import LiveIndex
from vectorstore.withdrawals import Action, log_withdrawal


def test_of_an_item_whose_source_was_withdrawn_only_the_reason_is_shown(tmp_path: Path) -> None:
    live = opened(tmp_path)
    site = Site(live)
    name = site.build()
    commands = quiz_commands(lambda: live.data, live.use, lambda: (), lambda: None)
    gone = site.quiz(name).items[0].key[0].cited.document_id
    words = {quote.cited.quote for quote in site.quiz(name).items[0].key if quote.cited.document_id == gone}
    assert all(one in CliRunner().invoke(commands, ["show", name]).output for one in words)

    log_withdrawal(live.data, gone, Action.WITHDRAW, "asked for", "Robin")

    shown = CliRunner().invoke(commands, ["show", name]).output
    as_json = CliRunner().invoke(commands, ["show", name, "--json"]).output
    assert "NOT TO BE USED: A source was withdrawn or is not loaded any more.\n\n2. " in shown
    for item in site.quiz(name).items:
        if gone in {quote.cited.document_id for quote in item.quotes}:
            assert not [quote for quote in item.quotes if quote.words in shown or quote.words in as_json]
    assert json.loads(as_json)["draft"]["items"][0]["stale"].startswith("A source was withdrawn")
    live.close()


def test_a_quiz_that_is_deleted_takes_its_links_and_totals_with_it(tmp_path: Path) -> None:
    live, records = opened(tmp_path), Records()
    site = Site(live, runs=Runs(records))
    name, other = site.build(items="2"), site.build(items="2", seed="2")
    for one in (name, other):
        assert site.runs.publish(one, 1)
    commands = quiz_commands(lambda: live.data, live.use, lambda: (), lambda: records)

    asked = CliRunner().invoke(commands, ["delete", name], input="n\n")
    assert (asked.exit_code, "(2 items, 0 accepted), with its links and totals? [y/N]" in asked.output) == (1, True)
    assert CliRunner().invoke(commands, ["delete", name], input="").exit_code == 1
    assert site.quiz(name) and len(site.runs.of(name)) == 1

    assert CliRunner().invoke(commands, ["delete", name, "--yes"]).output == f"Quiz {name} is deleted.\n"

    assert [len(site.runs.of(one)) for one in (name, other)] == [0, 1]
    live.close()


@pytest.fixture(scope="module")
def live(tmp_path_factory: pytest.TempPathFactory) -> Iterator[LiveIndex]:
    live = opened(tmp_path_factory.mktemp("live"))
    yield live
    live.close()


def commands_on(live: LiveIndex, *contacts: str) -> typer.Typer:
    return quiz_commands(lambda: live.data, live.use, lambda: contacts, lambda: None)


@pytest.fixture(scope="module")
def accepted(live: LiveIndex) -> str:
    site = Site(live)
    name = site.build(items="2")
    site.accept_all(name)
    return name


def test_what_is_exported_again_is_told_to_be_replaced(live: LiveIndex, accepted: str, tmp_path: Path) -> None:
    wanted = ["export", accepted, "--format", "gift", "--folder", str(tmp_path / "new" / "folder")]
    line = f"{tmp_path}/new/folder/quiz-{accepted}.gift.txt  GIFT, for Moodle and other platforms"

    told = [CliRunner().invoke(commands_on(live, "Hub: 01632 960001"), wanted).output for _ in range(2)]

    assert told == [f"{line}\n", f"{line} (replaced)\n"]


def test_a_folder_that_cannot_be_written_is_told_in_one_line(live: LiveIndex, accepted: str, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("x")
    for folder in ("/proc/quiz", str(tmp_path / "file" / "below")):
        result = CliRunner().invoke(commands_on(live, "Hub"), ["export", accepted, "--folder", folder])

        assert isinstance(result.exception, Refused)
        assert str(result.exception).startswith(f"{folder}/quiz-{accepted}")
        assert str(result.exception).endswith(": choose another folder with --folder.")
        assert "\n" not in str(result.exception)


def test_who_exports_without_local_contacts_is_told_which_settings_are_wanting(
    live: LiveIndex, accepted: str, tmp_path: Path
) -> None:
    wanted = ["export", accepted, "--format", "json", "--folder", str(tmp_path)]

    without, with_some = (CliRunner().invoke(commands_on(live, *lines), wanted) for lines in ((), ("Hub: 01632",)))

    assert (without.stderr, with_some.stderr) == (f"{NO_CONTACTS}\n", "")
    assert "configured" not in next(tmp_path.iterdir()).read_text(encoding="utf-8")


def test_quizzes_are_listed_the_latest_first_to_the_second(live: LiveIndex, accepted: str) -> None:
    site = Site(live)
    other = site.build(items="2", seed="2")
    noon = datetime(2031, 5, 1, 12, tzinfo=UTC)
    for name, second in ((other, 1), (accepted, 2)):
        quiz = site.quiz(name)
        assert site.drafts.change(replace(timed(quiz, noon.replace(second=second)), revision=quiz.revision + 1))

    lines = CliRunner().invoke(commands_on(live), ["list"]).output.splitlines()

    assert [line.split("  ")[:-1] for line in lines] == [
        [accepted, "2031-05-01, 12:00 UTC", "2 of 2 accepted", "number 1"],
        [other, "2031-05-01, 12:00 UTC", "0 of 2 accepted", "number 2"],
    ]
    site.drafts.delete(other)


def namesakes() -> tuple[LoadedDocument, ...]:
    """Return two reviews of one publisher, title and subject, which their dates alone tell apart."""
    dates = {"a.txt": "March 2030", "b.txt": "June 2031"}
    return tuple(read(name, REED.replace("June 2029", date)) for name, date in dates.items())


def test_a_name_of_several_reviews_is_answered_with_their_whole_names(tmp_path: Path) -> None:
    data = DataDirectory(tmp_path)
    release(data, [*namesakes(), read("c.txt", REED.replace("Child Reed", "Child Fen"))], WordEmbedder())
    live = LiveIndex(data, WordEmbedder)
    commands = commands_on(live)

    vague = CliRunner().invoke(commands, ["build", "--review", "child reed"])
    whole = CliRunner().invoke(commands, ["build", "--review", "Child Reed (June 2031)", "--items", "1"])
    alone = CliRunner().invoke(commands, ["build", "--review", "child fen"])

    assert str(alone.exception) == "“child fen” is listed as “Child Fen”: give that name."
    assert str(vague.exception) == (
        "“child reed” may be one of 2 reviews. Say which, as one of:\n"
        '  --review "Child Reed (June 2031)"\n  --review "Child Reed (March 2030)"'
    )
    assert "There is no review" not in f"{whole.output}{whole.exception}"
    live.close()
