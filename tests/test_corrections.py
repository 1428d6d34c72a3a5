"""What people say about documents: kept safely, checked, put into every build after it, and taken back."""

import json
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from shelf import WordEmbedder, loaded
from typer.testing import CliRunner, Result

from assistant.assistant import Assistant
from ingest.candidate import Built, build
from ingest.commands import add_ingest, add_rebuild, unused_lines
from ingest.corrected import corrected
from ingest.correction_commands import add_correcting
from ingest.intake import Intake, examine
from ingest.report import Outcome, Release, with_held_back
from ingest.show_commands import add_show
from vectorstore.attribution import Added
from vectorstore.commands import document_commands, index_commands
from vectorstore.consent import Consent, Decision
from vectorstore.contents import read_documents, read_passages
from vectorstore.corrections import Correction, log_corrections, passage_keys, read_corrections, read_log
from vectorstore.data import DataDirectory
from vectorstore.document import Document
from vectorstore.erasure import erase
from vectorstore.facts import checked, facts_of
from vectorstore.faults import Damaged, Refused
from vectorstore.live import LiveIndex
from vectorstore.lock import writing
from vectorstore.manifest import ManifestCorrection, read_manifest
from vectorstore.passage import Passage
from vectorstore.releases import read_pointer
from vectorstore.sections import Polarity, SectionType
from vectorstore.versions import promote, rollback

FIRST = """Practice Review

Child Om

Findings

* Nobody asked who else lived in the household.
* Letters went to an old address.

Recommendations

* All agencies to check the address at every contact.
"""
SECOND = FIRST.replace("Practice Review", "Practice Review\n\nMay 2023").replace("old address", "former address")
OTHER = FIRST.replace("Child Om", "Child Ek").replace("Letters went to", "Midwives were not told of")


@pytest.fixture
def data(tmp_path: Path) -> DataDirectory:
    return DataDirectory(tmp_path / "data")


def say(data: DataDirectory, document_id: str, by: str = "Robin", **values: object) -> tuple[Correction, ...]:
    return log_corrections(data, document_id, values, by, frozenset({"a", "b", "c"}))  # type: ignore[arg-type]


def said(data: DataDirectory) -> list[tuple[str, str, object, str]]:
    return [(one.document_id, one.field, one.value, one.by) for one in read_corrections(data)]


def test_the_last_word_on_a_field_stands_and_the_log_keeps_all(data: DataDirectory) -> None:
    say(data, "a", area="Westmarch", publisher="Westmarch Board")
    say(data, "a", area="Saltmere", by="Kit")
    say(data, "a", publisher=None)

    assert said(data) == [("a", "area", "Saltmere", "Kit")]
    assert [one.value for one in read_log(data)] == ["Westmarch", "Westmarch Board", "Saltmere", None]


def test_what_stands_already_is_not_recorded_again(data: DataDirectory) -> None:
    say(data, "a", area="Westmarch")

    assert say(data, "a", area=" Westmarch ", publisher=None) == ()
    assert len(read_log(data)) == 1


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(text=st.text(max_size=30), cut=st.integers(min_value=1))
def test_a_line_cut_off_anywhere_counts_for_nothing_and_the_next_is_whole(
    data: DataDirectory, text: str, cut: int
) -> None:
    data.corrections.unlink(missing_ok=True)
    say(data, "a", area="Westmarch")
    whole = data.corrections.read_bytes()
    say(data, "b", publisher=f"}} {text}")
    line = data.corrections.read_bytes()[len(whole) :].strip(b"\n")
    data.corrections.write_bytes(whole + b"\n" + line[: cut % len(line)])

    assert said(data) == [("a", "area", "Westmarch", "Robin")]
    say(data, "c", area="Marlowe")
    assert said(data) == [("a", "area", "Westmarch", "Robin"), ("c", "area", "Marlowe", "Robin")]


@pytest.mark.parametrize(
    "damage",
    [
        b"nonsense\n",
        b"[]\n",
        b'{"document_id": "a"}\n',
        b'{"document_id": "a", "field": "title", "value": "x", "by": "R", "when": "2026"}\n',
        b'{"document_id": "a", "field": "area", "value": ["x"], "by": "R", "when": "2026"}\n',
    ],
)
def test_a_damaged_log_is_a_fault_and_is_not_added_to(data: DataDirectory, damage: bytes) -> None:
    data.root.mkdir()
    data.corrections.write_bytes(damage)

    with pytest.raises(Damaged, match=r"corrections\.jsonl"):
        say(data, "a", area="Westmarch")
    assert data.corrections.read_bytes() == damage


@pytest.mark.parametrize(
    ("field", "typed", "kept"),
    [
        ("date", "2017", "2017"),
        ("date", "2017-03", "2017-03"),
        ("date", "2017-03-28", "2017-03-28"),
        ("date", " March  2017 ", "March 2017"),
        ("date", "28th March 2017", "28th March 2017"),
        ("date", "Autumn 2019", "Autumn 2019"),
        ("nation", "northern ireland", "Northern Ireland"),
        ("population", "Adults", "adults"),
        ("url", "https://example.org/a.pdf?x=1", "https://example.org/a.pdf?x=1"),
        ("section", "good practice", "good_practice"),
        ("themes", "Neglect", "neglect"),
        ("publisher", "West\u202emarch\x00\nBoard\u200b", "Westmarch Board"),
        ("publisher", "", ""),
    ],
)
def test_a_value_is_kept_in_one_form(field: str, typed: str, kept: str) -> None:
    assert checked(field, typed) == kept


@pytest.mark.parametrize(
    ("field", "typed", "told"),
    [
        ("date", "2017-13", "is no date"),
        ("date", "2017-02-30", "is no date"),
        ("date", "last spring", "is no date"),
        ("date", "March", "is no date"),
        ("date", "<b>2017", "is no date"),
        ("nation", "Cornwall", "England, Wales, Scotland, Northern Ireland"),
        ("population", "teenagers", "children, adults"),
        ("population", "", "cannot be left open"),
        ("url", "javascript:alert(1)", "https://"),
        ("url", "file:///etc/passwd", "https://"),
        ("url", "https://", "https://"),
        ("url", "https://name:word@example.org/", "https://"),
        ("url", "https://[", "https://"),
        ("section", "verdict", "findings"),
        ("themes", "domestic violence", "domestic abuse"),
        ("publisher", "x" * 201, "200 characters"),
    ],
)
def test_a_value_that_the_field_cannot_hold_is_refused_in_one_line(field: str, typed: str, told: str) -> None:
    with pytest.raises(Refused) as refused:
        checked(field, typed)

    assert told in str(refused.value) and "\n" not in str(refused.value)


def test_nothing_is_recorded_where_one_value_is_refused_or_nobody_says_it(data: DataDirectory) -> None:
    with pytest.raises(Refused):
        say(data, "a", area="Westmarch", date="soon")
    with pytest.raises(Refused, match="your name"):
        say(data, "a", by=" \u200b ", area="Westmarch")

    assert read_log(data) == ()


def test_a_document_cannot_come_to_replace_itself_nor_one_that_is_unknown(data: DataDirectory) -> None:
    say(data, "c", supersedes="b")
    say(data, "b", supersedes="a")

    for document_id, other in [("a", "c"), ("a", "a"), ("c", "nobody")]:
        with pytest.raises(Refused):
            say(data, document_id, supersedes=other)


def test_values_that_hang_together_are_corrected_together() -> None:
    one = loaded("a", ["Nobody asked.", "None recorded."])
    keys = passage_keys(one.passages)
    lines = [
        Correction("a", None, "date", "March 2017", "Robin", "2026-01-02T03:04:05+00:00"),
        Correction("a", None, "publisher", "", "Kit", "2026-01-03T03:04:05+00:00"),
        Correction("a", keys["a-1"], "section", "good_practice", "Robin", "2026-01-02T03:04:05+00:00"),
        Correction("a", keys["a-0"], "section", "recommendations", "Robin", "2026-01-02T03:04:05+00:00"),
        Correction("a", keys["a-0"], "themes", ("neglect",), "Robin", "2026-01-02T03:04:05+00:00"),
    ]

    made = corrected([one], lines)

    document, (first, second) = made.documents[0].document, made.documents[0].passages
    assert (document.date, document.year, document.publisher) == ("March 2017", 2017, None)
    assert document.attribution("date") == "added by Robin, 2026-01-02"
    assert [f.said for f in facts_of(document) if f.field == "publisher"] == ["added by Kit, 2026-01-03"]
    assert (first.section, first.polarity, first.themes) == (
        SectionType.RECOMMENDATIONS,
        Polarity.RECOMMENDATION,
        ("neglect",),
    )
    assert (second.section, second.polarity) == (SectionType.GOOD_PRACTICE, Polarity.MENTION)
    assert made.unused == ()


def test_a_passage_is_found_by_its_words_also_where_it_moved_or_stands_twice() -> None:
    before = loaded("a", ["Ask.", "Listen.", "Ask."])
    line = Correction("a", passage_keys(before.passages)["a-2"], "addressee", "schools", "Robin", "2026-01-02")
    after = loaded("a", ["New first line.", "Ask.", "Listen.", "Ask."])

    addressees = [p.addressee for p in corrected([after], [line]).documents[0].passages]

    assert addressees == [None, None, None, "schools"]


def test_a_correction_whose_passage_or_value_is_gone_is_told_and_kept() -> None:
    one = loaded("a", ["Ask."])
    lost = Correction("a", passage_keys(one.passages)["a-0"], "addressee", "schools", "Robin", "2026-01-02")
    odd = Correction("a", None, "nation", "Atlantis", "Robin", "2026-01-02")

    made = corrected([loaded("a", ["Ask again."])], [lost, odd, Correction("gone", None, "area", "X", "R", "2026")])

    assert unused_lines(Built(Release.NONE, None, unused=made.unused)) == [
        "1 correction holds a value that is no longer known: nation of document a, by Robin on 2026-01-02. It is kept.",
        "1 correction no longer finds its passage: addressee of “Ask.”, document a, by Robin on 2026-01-02. It is kept.",
    ]


class Place:
    """The commands on a data directory of their own, as a maintainer runs them."""

    def __init__(self, root: Path) -> None:
        import typer

        self.root, self.data = root, DataDirectory(root / "data")
        self.embedder = WordEmbedder()
        self.app = typer.Typer()
        index, documents = (
            index_commands(lambda: self.data),
            document_commands(lambda: self.data, lambda: self.embedder, lambda _: None),
        )
        add_ingest(self.app, lambda: self.data, lambda: self.embedder, self.gate)
        add_rebuild(index, lambda: self.data, lambda: self.embedder, self.gate)
        add_show(documents, lambda: self.data)
        add_correcting(documents, lambda: self.data, lambda: self.embedder, self.gate)
        self.app.add_typer(index, name="index")
        self.app.add_typer(documents, name="documents")
        for name, text in {"first.txt": FIRST, "second.txt": SECOND, "other.txt": OTHER}.items():
            (root / name).write_text(text, encoding="utf-8")

    def gate(self, version: str, consent: Consent) -> Decision:
        """Pass everything."""
        promote(self.data, version)
        return Decision(True, (), 0)

    def run(self, *words: str) -> Result:
        return CliRunner().invoke(self.app, list(words))

    def ingest(self, *names: str, promote: bool = False) -> Result:
        return self.run("ingest", *(str(self.root / name) for name in names), *(["--promote"] if promote else []))

    def version(self) -> Path:
        pointer = read_pointer(self.data)
        assert pointer
        return self.data.indexes / pointer.version

    def document(self, source: str) -> Document:
        return next(one for one in read_documents(self.version()) if one.source == source)

    def passages(self, source: str) -> list[Passage]:
        name = self.document(source).id
        return [one for one in read_passages(self.version()) if one.document_id == name]

    def cited(self, question: str) -> set[str]:
        live = LiveIndex(self.data, lambda: self.embedder)
        try:
            return {citation.source for citation in Assistant(live.use).ask(question).citations}
        finally:
            live.close()


@pytest.fixture
def place(tmp_path: Path) -> Iterator[Place]:
    yield Place(tmp_path)


def test_a_correction_waits_in_a_candidate_and_outlives_loading_again_rebuilding_and_going_back(place: Place) -> None:
    place.ingest("first.txt", "other.txt")
    name = place.document("first.txt").id

    done = place.run("documents", "correct", name[:6], "--area", "Westmarch", "--by", "Robin")
    assert done.exit_code == 0
    assert done.output.startswith(f"Recorded of {name}: area: “Westmarch”. Candidate: ")
    assert len(done.output.splitlines()) == 1
    assert place.document("first.txt").area is None
    promote(place.data)
    assert place.document("first.txt").area == "Westmarch"
    assert "already holds" in place.ingest("first.txt").output
    place.run("index", "rebuild", "--promote")
    assert place.document("first.txt").attribution("area") == f"added by Robin, {read_log(place.data)[0].day}"
    place.run("documents", "correct", name, "--clear", "area", "--by", "Kit", "--promote")
    assert place.document("first.txt").area is None
    rollback(place.data)
    assert place.document("first.txt").area == "Westmarch"


def test_the_manifest_tells_who_said_what_of_which_document_and_passage(place: Place) -> None:
    place.ingest("first.txt")
    name, passage = place.document("first.txt").id, place.passages("first.txt")[1]

    done = place.run(
        *("documents", "correct", name, "--nation", "wales", "--passage", f"{passage.start}:{passage.end}"),
        *("--theme", "recording", "--theme", "Neglect", "--by", "Robin", "--promote", "--json"),
    )

    day = read_log(place.data)[0].day
    assert json.loads(done.output)["release"] == "live"
    assert read_manifest(place.version()).corrections == (
        ManifestCorrection(name, None, "nation", "Wales", "Robin", day),
        ManifestCorrection(name, passage.id, "themes", ["recording", "neglect"], "Robin", day),
    )
    assert '"value": "Wales"' in place.run("index", "show").output
    shown = place.run("documents", "show", name).output.splitlines()
    assert f"Nation: Wales (added by Robin, {day})" in shown and "Publisher: not stated" in shown
    assert f"    themes: recording, neglect (added by Robin, {day})" in shown
    assert any(line.startswith(passage.id) for line in shown)
    assert "nation: “Wales”, by Robin" in place.run("documents", "corrections", name[:8]).output


@pytest.mark.parametrize(
    ("words", "code", "told"),
    [
        (["--date", "soon"], 1, "is no date"),
        (["--theme", "neglect"], 2, "--passage"),
        (["--passage", "0:9999", "--theme", "neglect"], 1, "passages are at 0:9999"),
        (["--passage", "nobody", "--theme", "neglect"], 1, "No passage is at nobody"),
        (["--clear", "colour"], 2, "no field colour"),
        (["--area", "X", "--clear", "area"], 2, "as well"),
        (["--supersedes", "zz"], 1, "no document zz"),
        ([], 2, "say what"),
    ],
)
def test_what_cannot_be_recorded_is_told_and_nothing_changes(
    place: Place, words: list[str], code: int, told: str
) -> None:
    place.ingest("first.txt")

    done = place.run("documents", "correct", place.document("first.txt").id, *words)

    fault = str(done.exception) if code == 1 else done.output + str(getattr(done, "stderr", ""))
    assert done.exit_code == code and told in fault
    assert read_log(place.data) == ()


def test_the_older_version_is_left_out_once_that_is_confirmed_and_comes_back(place: Place) -> None:
    place.ingest("first.txt", "second.txt", "other.txt")
    old, new = place.document("first.txt"), place.document("second.txt")
    assert [o.document_id for o in new.other_versions] == [old.id]
    assert f"`documents correct {new.id} --supersedes {old.id}`" in place.run("documents", "show", new.id).output

    place.run("documents", "correct", new.id, "--supersedes", old.id[:8], "--by", "Robin", "--promote")
    assert [one.source for one in read_documents(place.version())] == ["other.txt", "second.txt"]
    assert place.cited("What did the review of Child Om find?") == {"second.txt"}

    place.run("documents", "correct", new.id, "--clear", "supersedes", "--by", "Robin", "--promote")
    assert [one.source for one in read_documents(place.version())] == ["first.txt", "other.txt", "second.txt"]
    assert "first.txt" in place.cited("What did the review of Child Om find?")


def test_that_a_document_replaces_nothing_ends_the_proposal(place: Place) -> None:
    place.ingest("first.txt", "second.txt")

    place.run("documents", "correct", place.document("second.txt").id, "--supersedes", "", "--by", "Robin", "--promote")

    assert {one.source: one.other_versions for one in read_documents(place.version())} == {
        "first.txt": (),
        "second.txt": (),
    }


def test_a_third_version_is_still_proposed_after_the_second_was_confirmed(place: Place) -> None:
    place.ingest("first.txt", "second.txt")
    old, new = place.document("first.txt"), place.document("second.txt")
    place.run("documents", "correct", new.id, "--supersedes", old.id, "--by", "Robin", "--promote")
    (place.root / "third.txt").write_text(SECOND.replace("May 2023", "May 2025"), encoding="utf-8")

    place.ingest("third.txt", promote=True)

    assert [o.document_id for o in place.document("third.txt").other_versions] == [new.id]


def test_erasing_forgets_what_was_said_and_that_others_replace_it(place: Place) -> None:
    place.ingest("first.txt", "second.txt", "other.txt")
    old, new = place.document("first.txt").id, place.document("second.txt").id
    place.run("documents", "correct", new, "--supersedes", old, "--area", "Westmarch", "--later")
    place.run("documents", "correct", old, "--area", "Saltmere", "--later")

    erase(place.data, old, "asked by the board", "Robin", place.embedder)

    assert [(one.document_id, one.field) for one in read_log(place.data)] == [(new, "area")]


def name_a_birthday(place: Place, source: str) -> str:
    """Write into a file what looks like a real person's details, and return the id that it has then."""
    with (place.root / source).open("a", encoding="utf-8") as file:
        file.write("\nThe date of birth of the sibling was 12 March 2011.\n")
    intake = examine(place.root / source)
    assert isinstance(intake, Intake)
    return intake.id


def test_what_seems_to_hold_personal_details_is_in_no_index_until_a_person_approves_it(place: Place) -> None:
    name = name_a_birthday(place, "first.txt")

    done = place.ingest("first.txt", "other.txt")
    assert done.exit_code == 0
    assert "held back  first.txt: It seems to hold personal details" in done.output
    assert f"documents approve {name} --by NAME" in done.output
    assert [one.source for one in read_documents(place.version())] == ["other.txt"]
    waiting = place.run("documents", "waiting").output
    assert waiting.splitlines()[0].startswith(f"{name}  first.txt") and "a date of birth" in waiting

    shown = place.run("documents", "show", name).output.splitlines()
    assert shown[0] == "It is held back, and in no index, until a person has looked at it and approved it."
    assert any("[" in line and "findings" in line for line in shown)

    done = place.run("documents", "approve", name[:8], "--by", "Robin")
    assert done.exit_code == 0 and f"Recorded of {name}: approved. Candidate: " in done.output
    shown = place.run("documents", "show", name).output.splitlines()
    assert shown[0].startswith("It is in the candidate that waits to be released.")
    promote(place.data)
    assert [one.source for one in read_documents(place.version())] == ["first.txt", "other.txt"]
    assert "Approved, having been held back: added by Robin" in place.run("documents", "show", name).output
    assert place.run("documents", "waiting").output == "No document is held back.\n"


def test_where_everything_is_held_back_that_is_said_and_nothing_goes_live(place: Place) -> None:
    name = name_a_birthday(place, "first.txt")

    done = place.ingest("first.txt")

    assert (done.exit_code, read_pointer(place.data)) == (1, None)
    assert "Every document is held back, so there is nothing to index" in done.output
    again = place.run("documents", "correct", name, "--area", "Westmarch")
    assert again.output.endswith("`review-learning documents waiting` shows them and why.\n")
    assert list(place.data.documents.glob("*/original.txt")) != []


def test_what_is_said_while_an_update_runs_is_recorded_and_the_build_left_to_later(place: Place) -> None:
    place.ingest("first.txt")
    name = place.document("first.txt").id
    with ThreadPoolExecutor(1) as other, writing(place.data):
        later = other.submit(place.run, "documents", "correct", name, "--area", "Westmarch", "--later").result()
        now = other.submit(place.run, "documents", "correct", name, "--nation", "Wales").result()

    assert (later.exit_code, now.exit_code) == (0, 1) and "index rebuild" in str(now.exception)
    assert [(one.field, one.value) for one in read_corrections(place.data)] == [
        ("area", "Westmarch"),
        ("nation", "Wales"),
    ]


def test_a_document_that_is_not_held_back_needs_no_approval(place: Place) -> None:
    place.ingest("first.txt")

    done = place.run("documents", "approve", place.document("first.txt").id, "--by", "Robin")

    assert done.exit_code == 1 and "is not held back" in str(done.exception)


def test_a_newer_version_that_is_held_back_does_not_take_the_older_one_out(place: Place) -> None:
    new = name_a_birthday(place, "second.txt")
    place.ingest("first.txt", "second.txt")
    log_corrections(
        place.data,
        new,
        {"supersedes": place.document("first.txt").id},
        "R",
        frozenset({place.document("first.txt").id}),
    )

    built = build(place.data, place.embedder, always=True, progress=lambda done, total: None)
    promote(place.data)

    assert [one.source for one in read_documents(place.version())] == ["first.txt"]
    assert [one.id for one in built.held] == [new]
    assert with_held_back([], built.held) == [] and Outcome.HELD_BACK == "held back"
    assert built.held[0].added == (Added("supersedes", "R", read_log(place.data)[0].day),)
