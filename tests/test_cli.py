"""The command line as a user meets it: one process a command, real files, the real model.

The processes are forked from one that has done the imports, but where a test says `afresh`.
"""

import json
import os
import subprocess
import sys
import time
from pathlib import Path

import pytest
from briefings import BRIEFINGS
from forked import ROOT, run


class CommandLine:
    """Runs commands in a data directory of its own; `is_afresh` starts each as a shell does."""

    def __init__(self, folder: Path, *, is_afresh: bool = False) -> None:
        self.folder = folder
        self.documents = folder / "reviews"
        self.documents.mkdir(parents=True)
        self._is_afresh = is_afresh
        for name, text in BRIEFINGS.items():
            (self.documents / name).write_text(text, encoding="utf-8")

    def run(self, *arguments: str) -> subprocess.CompletedProcess[str]:
        environment = os.environ | {"REVIEW_LEARNING_DATA": str(self.folder / "data"), "PYTHONPATH": str(ROOT)}
        if not self._is_afresh:
            return run(arguments, environment, self.folder, timeout=120)
        command = [sys.executable, "-m", "review_learning", *arguments]
        return subprocess.run(
            command, capture_output=True, text=True, env=environment, cwd=self.folder, timeout=120, check=False
        )


@pytest.fixture(scope="module")
def loaded(tmp_path_factory: pytest.TempPathFactory) -> CommandLine:
    line = CommandLine(tmp_path_factory.mktemp("cli"))
    done = line.run("ingest", "reviews")
    assert done.returncode == 0, done.stderr
    return line


@pytest.fixture
def line(tmp_path: Path) -> CommandLine:
    return CommandLine(tmp_path)


def test_the_first_documents_go_live_and_each_file_is_reported(tmp_path: Path) -> None:
    line = CommandLine(tmp_path, is_afresh=True)
    (line.documents / "locked.pdf").write_bytes(b"%PDF-1.7 broken")
    (line.documents / "old.doc").write_bytes(b"\xd0\xcf\x11\xe0")

    done = line.run("ingest", "reviews")

    assert done.returncode == 0
    told = [text.split(":")[0] for text in done.stdout.splitlines()]
    assert told == [
        "loaded     child-on.txt",
        "loaded     child-t.txt",
        "refused    locked.pdf",
        "loaded     newsletter.txt",
        "refused    old.doc",
        "Live",
    ]
    assert "Case Mapping Exercise, 6 Step Briefing; Child On; 6 sections, 9 passages" in done.stdout
    assert done.stderr == ""
    assert line.run("ingest", "reviews", "--strict").returncode == 1


def test_a_folder_without_a_file_is_one_line_and_exit_1(tmp_path: Path, line: CommandLine) -> None:
    (tmp_path / "none").mkdir()

    done = line.run("ingest", "none")

    assert (done.returncode, done.stdout, done.stderr) == (
        1,
        "",
        "review-learning: There is no file in none (hidden ones are left out): name the folder of your reviews.\n",
    )


def test_nothing_loaded_is_exit_1_and_wrong_usage_is_exit_2(tmp_path: Path, line: CommandLine) -> None:
    (tmp_path / "empty.txt").write_text("")

    assert [
        line.run(*arguments).returncode
        for arguments in (("ingest", "empty.txt"), ("ingest", "missing"), ("ask",), ("index", "verify"))
    ] == [1, 2, 2, 1]


def test_the_same_files_again_are_unchanged_and_new_ones_wait_as_a_candidate(line: CommandLine) -> None:
    first = line.documents / "child-on.txt"
    line.run("ingest", str(first))

    again = line.run("ingest", str(first), "--json")
    more = line.run("ingest", "reviews", "--json")

    assert (json.loads(again.stdout)["release"], [f["outcome"] for f in json.loads(again.stdout)["files"]]) == (
        "unchanged",
        ["unchanged"],
    )
    assert (json.loads(more.stdout)["release"], [f["outcome"] for f in json.loads(more.stdout)["files"]]) == (
        "candidate",
        ["unchanged", "loaded", "loaded"],
    )
    assert [v["state"] for v in json.loads(line.run("index", "list", "--json").stdout)] == ["candidate", "live"]
    unread = line.run("index", "promote", "--approved-by", "Robin")
    assert (unread.returncode, unread.stdout) == (1, "")
    assert "Nobody can have read the content pack: it was written just now." in unread.stderr
    assert '--approved-by NAME --sign-off "NAME: REASON"' in unread.stderr
    assert "Nothing was released: " in unread.stderr
    unsigned = line.run("index", "promote", "--approved-by", "Robin")
    assert (unsigned.returncode, unsigned.stdout) == (4, "")
    assert unsigned.stderr.startswith("INCONCLUSIVE questions: no question of the sets is answered by these documents")
    released = line.run("index", "promote", "--approved-by", "Robin", "--sign-off", "Kit: no questions yet")
    assert (released.returncode, released.stdout.splitlines()[0]) == (
        0,
        "INCONCLUSIVE, signed off by Kit: no questions yet; content approved by Robin.",
    )
    assert "signed off by Kit: no questions yet; content approved by Robin" in line.run("index", "releases").stdout
    assert [v["documents"] for v in json.loads(line.run("index", "list", "--json").stdout)] == [3, 1]
    assert line.run("index", "rollback").stdout.startswith("Live: ")
    assert line.run("index", "verify").stdout.startswith("Whole")
    assert line.run("index", "prune", "--keep", "0").stdout == "Removed: nothing\n"


def test_rebuilding_reads_every_original_again(loaded: CommandLine) -> None:
    done = loaded.run("index", "rebuild")

    assert done.returncode == 0
    assert [text.split()[0] for text in done.stdout.splitlines()] == ["loaded", "loaded", "loaded", "Candidate:"]


def test_a_question_is_answered_with_its_sources(loaded: CommandLine) -> None:
    done = loaded.run("ask", "Why did nobody notice the missed dental appointments?")

    assert done.returncode == 0
    assert "“Eleven dental appointments were missed" in done.stdout
    assert "[1] child-on.txt: Case Mapping Exercise" in done.stdout
    assert done.stderr == ""


def test_a_refusal_is_no_failure(loaded: CommandLine) -> None:
    done = loaded.run("ask", "--json", "I've got a baby here with a bruise, what do I do?")

    assert (done.returncode, json.loads(done.stdout)["status"]) == (0, "live_case")


def test_a_question_in_bytes_that_are_no_text_is_asked_without_them(line: CommandLine) -> None:

    done = line.run("ask", os.fsdecode(b"I've got a baby here with a bruise, caf\xe9, what do I do?"))

    assert (done.returncode, done.stderr, "call 999 now" in done.stdout) == (0, "", True)


def test_a_batch_gives_one_line_a_question_in_order_and_goes_on_after_a_bad_one(loaded: CommandLine) -> None:
    asked = [
        {
            "id": "a",
            "question": "and what are the recommendations?",
            "history": [{"q": "What were the findings for Child On?"}],
            "kind": "ignored",
        },
        {"id": "b", "question": ""},
        {"id": "c", "question": "Which form of supervision was set up?", "history": None},
        {"id": "d", "question": "Which form of\u2028supervision was set up?"},
    ]
    lines = [json.dumps(question, ensure_ascii=False).encode() for question in asked]
    lines = [b"\xef\xbb\xbf" + lines[0] + b"\r", lines[1], b"{no json", b'{"id": "caf\xe9"}', b"", *lines[2:]]
    lines.append(rb'{"id": "\ud800", "question": "Which form of \ud800supervision was set up?"}')
    (loaded.folder / "questions.jsonl").write_bytes(b"\n".join(lines) + b"\n")

    done = loaded.run("ask", "--batch", "questions.jsonl")

    answers = [json.loads(text) for text in done.stdout.split("\n")[:-1]]
    assert [(answer["id"], answer["status"]) for answer in answers] == [
        ("a", "answered"),
        ("b", "unavailable"),
        (None, "unavailable"),
        (None, "unavailable"),
        ("c", "answered"),
        ("d", "answered"),
        ("\ud800", "answered"),
    ]
    assert [c["item"] for c in answers[0]["citations"]] == ["R1", "R2"]
    assert all(isinstance(answer["seconds"], float) for answer in answers)
    assert done.stderr == ""


def test_documents_are_listed_and_shown_as_they_were_understood(loaded: CommandLine) -> None:
    listed = loaded.run("documents", "list")
    identity = next(text.split()[0] for text in listed.stdout.splitlines() if "child-t.txt" in text)

    shown = json.loads(loaded.run("documents", "show", identity, "--json").stdout)

    assert "Eldermoor Safeguarding Children Board; undated; Child T" in listed.stdout
    assert (shown["kind_titled"], shown["kind_stated"], shown["subjects"]) == (
        "Progress Report, Serious Case Review",
        "Serious Case Review",
        ["Child T"],
    )
    assert loaded.run("documents", "show", "nonsense").returncode == 2


def test_the_doctor_finds_everything_sound(loaded: CommandLine) -> None:
    done = loaded.run("doctor")

    assert done.returncode == 0
    assert [text.split()[0] for text in done.stdout.splitlines()] == ["data", "model", "index", "scans", "contacts"]


def test_a_wrong_setting_is_one_line_and_exit_2(line: CommandLine, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("REVIEW_LEARNING_SECRET", "short")

    done = line.run("ask", "What were the findings?")

    told = "review-learning: the setting REVIEW_LEARNING_SECRET cannot be used: The secret has fewer than 16 bytes.\n"
    assert (done.returncode, done.stdout, done.stderr) == (2, "", told)


def test_a_second_writer_is_told_so_and_exits_1(loaded: CommandLine) -> None:
    code = "import sys, time; from pathlib import Path; from vectorstore.data import DataDirectory; from vectorstore.lock import writing\nwith writing(DataDirectory(Path(sys.argv[1]))):\n    print('held', flush=True); time.sleep(60)"
    holder = subprocess.Popen(
        [sys.executable, "-c", code, str(loaded.folder / "data")], stdout=subprocess.PIPE, text=True, cwd=ROOT
    )
    try:
        assert holder.stdout and holder.stdout.readline() == "held\n"
        began = time.monotonic()
        done = loaded.run("ingest", "reviews")
    finally:
        holder.kill()
        holder.communicate()

    assert (done.returncode, done.stderr) == (
        1,
        "review-learning: Another update of the index runs: wait until it is done, then try again.\n",
    )
    assert time.monotonic() - began < 30


def test_help_names_every_command(loaded: CommandLine) -> None:
    told = loaded.run("--help").stdout

    assert all(command in told for command in ("ingest", "ask", "serve", "doctor", "index", "documents"))


def test_a_document_is_withdrawn_reinstated_and_erased(tmp_path: Path, line: CommandLine) -> None:
    line.run("ingest", "reviews")
    ids = {d["source"]: d["id"] for d in json.loads(line.run("documents", "list", "--json").stdout)}
    name = ids["child-on.txt"]
    question = ("ask", "--json", "What are the recommendations for Child On?")

    withdrawn = line.run("documents", "withdraw", name[:8], "--reason", "asked by the board", "--by", "Robin")
    hidden = json.loads(line.run(*question).stdout)
    listed = json.loads(line.run("documents", "withdrawn", "--json").stdout)
    again = line.run("ingest", "reviews", "--strict")
    back = line.run("documents", "reinstate", name, "--reason", "by mistake")
    shown = json.loads(line.run(*question).stdout)
    erased = line.run("documents", "withdraw", name, "--reason", "asked by the family", "--erase", "--yes")

    assert withdrawn.stdout.startswith("Withdrawn on ") and name in withdrawn.stdout
    assert hidden["status"] == "not_found" and hidden["citations"] == []
    assert [(e["document_id"], e["action"], e["by"], e["reason"]) for e in listed] == [
        (name, "withdraw", "Robin", "asked by the board")
    ]
    assert again.returncode == 1 and "refused    child-on.txt: This document was withdrawn on" in again.stdout
    assert back.returncode == 0 and shown["status"] == "answered"
    assert erased.returncode == 0 and "Erased on " in erased.stdout
    left = {p.name for p in (tmp_path / "data").rglob("*") if name in p.name}
    assert left == set() and len(json.loads(line.run("documents", "list", "--json").stdout)) == 2


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (("withdraw", "ffff", "--reason", "x"), "There is no document ffff"),
        (("reinstate", "{id}", "--reason", "x"), "is not withdrawn"),
        (("withdraw", "", "--reason", "x"), "There is no document"),
    ],
)
def test_a_withdrawal_that_cannot_be_is_told_in_one_line(
    loaded: CommandLine, arguments: tuple[str, ...], told: str
) -> None:
    name = json.loads(loaded.run("documents", "list", "--json").stdout)[0]["id"]

    done = loaded.run("documents", *(argument.format(id=name) for argument in arguments))

    assert done.returncode == 1 and told in done.stderr and len(done.stderr.splitlines()) == 1


def test_a_version_is_evaluated_and_compared_with_itself(loaded: CommandLine) -> None:
    asked = {
        "id": "a1", "question": "How many dental appointments were missed by Child On?", "kind": "fact", "answerable": True,
        "evidence": [{"doc": "child-on.txt", "quote": "Eleven dental appointments were missed and each was written down"}],
        "must_mention": [["eleven"]], "must_not_mention": [],
    }  # fmt: skip
    (loaded.folder / "own.jsonl").write_text(json.dumps(asked))

    done = loaded.run("evals", "run", "--index", "live", "--questions", "own.jsonl", "--json")
    told = json.loads(done.stdout)
    compared = loaded.run("evals", "compare", "live", "live")

    assert (done.returncode, told["verdict"], told["candidate"]["questions"]) == (0, "PASS", 1)
    assert {name: told["candidate"]["figures"][name] for name in ("evidence", "vital", "verbatim")} == {
        "evidence": 1.0,
        "vital": 1.0,
        "verbatim": 1.0,
    }
    assert compared.returncode == 0 and compared.stdout.splitlines()[-2:] == ["Worse: 0", "Better: 0"]


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (("run", "--index", "nonsense"), "There is no index nonsense"),
        (("run", "--index", "live", "--questions", "reviews/child-on.txt"), "child-on.txt cannot be read as questions"),
    ],
)
def test_what_cannot_be_evaluated_is_told_in_one_line_and_exit_3(
    loaded: CommandLine, arguments: tuple[str, ...], told: str
) -> None:
    done = loaded.run("evals", *arguments)

    assert (done.returncode, done.stdout) == (3, "")
    assert told in done.stderr and len(done.stderr.splitlines()) == 1


def test_without_a_candidate_there_is_nothing_to_evaluate(line: CommandLine) -> None:
    done = line.run("evals", "run")

    assert (done.returncode, done.stdout) == (3, "")
    assert done.stderr == (
        "review-learning: There is no candidate index: load documents with `review-learning ingest FOLDER`.\n"
    )
