"""The commands `quiz …` on a quiz of which a document was withdrawn."""

import json
from pathlib import Path

from quiz_site import Site, opened
from typer.testing import CliRunner

from assistant.quizzes.commands import quiz_commands
from assistant.quizzes.runs import Runs
from assistant.records import Records
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

    assert CliRunner().invoke(commands, ["delete", name]).output == f"Quiz {name} is deleted.\n"

    assert [len(site.runs.of(one)) for one in (name, other)] == [0, 1]
    live.close()
