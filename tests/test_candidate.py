"""From files to a candidate: what takes the sample's place, what is built again, and what a damaged store costs."""

import json
import shutil
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import pytest
import typer
from shelf import WordEmbedder
from typer.testing import CliRunner

from ingest.candidate import SETTINGS, Built, build
from ingest.commands import TO_RELEASE, add_ingest, load
from ingest.loading import CHANGED, DAMAGED, GONE, NOTHING_TO_CITE, load_files, read_again, stored_documents
from ingest.report import FileReport, Outcome, Release, of_document, with_versions
from ingest.sandbox import Sandbox
from vectorstore.consent import Consent, Decision
from vectorstore.contents import read_documents
from vectorstore.data import DataDirectory
from vectorstore.document import SAMPLE, Age, Document, OtherVersion
from vectorstore.faults import NothingToDo
from vectorstore.manifest import read_manifest
from vectorstore.originals import Originals
from vectorstore.releases import read_pointer
from vectorstore.versions import candidate, promote, rollback

REVIEW = "Practice Review\n\nChild {name}\n\nFindings\n\n* {finding}\n"
FINDINGS = {
    "sample.txt": REVIEW.format(name="Vo", finding="The health visitor was told of the move too late."),
    "first.txt": REVIEW.format(name="Om", finding="Nobody asked who else lived in the household."),
    "second.txt": REVIEW.format(name="Ek", finding="Midwives were not invited to the strategy meeting."),
}
HEADINGS_ONLY = "Practice Review\n\nFindings\n"


class Place:
    """A data directory beside the files that are loaded into it."""

    def __init__(self, root: Path, sandbox: Sandbox) -> None:
        self.root = root
        self.sandbox = sandbox
        self.data = DataDirectory(root / "data")
        self.originals = Originals(self.data)
        self.embedder = WordEmbedder()
        for name, text in FINDINGS.items():
            (root / name).write_text(text, encoding="utf-8")

    def load(self, *names: str, **options: bool) -> tuple[dict[str, str | None], Release]:
        """Load files as `ingest` does; return the outcome or the reason by file, and what became of the index."""
        reports, built = load(self.data, self.embedder, [self.root / name for name in names], **options)
        return outcomes(reports), built.release

    def gate(self, version: str, consent: Consent) -> Decision:
        """Pass what somebody has approved."""
        if not consent.approved_by:
            return Decision(False, ("FAIL no worse",), 1)
        promote(self.data, version)
        return Decision(True, ("PASS",), 0)

    def load_sample(self) -> None:
        load(self.data, self.embedder, [self.root / "sample.txt"], collection=SAMPLE)

    def rebuild(self) -> Built:
        return build(self.data, self.embedder, always=True, progress=lambda done, total: None)

    def keep(self, *names: str) -> dict[str, str | None]:
        """Load files into the store only."""
        files = [self.root / name for name in names]
        return outcomes(load_files(files, self.data, self.sandbox, None, lambda report: None))

    def read_again(self) -> dict[str, str | None]:
        return outcomes(read_again(self.data, self.sandbox, lambda report: None))

    def held(self, version: str | None) -> list[str]:
        """Return the sources of a version's documents."""
        assert version
        return [document.source for document in read_documents(self.data.indexes / version)]

    def live(self) -> str | None:
        pointer = read_pointer(self.data)
        return pointer.version if pointer else None

    def stored(self) -> list[str]:
        return sorted(str(record["source"]) for record in self.originals.records().values())

    def folder(self, source: str) -> Path:
        ids = [i for i, record in self.originals.records().items() if record["source"] == source]
        return self.data.documents / ids[0]


def outcomes(reports: Sequence[FileReport]) -> dict[str, str | None]:
    return {report.source: report.reason or report.outcome.value for report in reports}


@pytest.fixture(scope="module")
def sandbox() -> Iterator[Sandbox]:
    with Sandbox() as one:
        yield one


@pytest.fixture
def place(tmp_path: Path, sandbox: Sandbox) -> Place:
    return Place(tmp_path, sandbox)


def test_the_first_document_of_ones_own_takes_the_samples_place_for_good(place: Place) -> None:
    place.load_sample()
    sample = place.folder("sample.txt")
    shutil.copytree(sample, place.root / "kept")

    assert place.load("first.txt") == ({"first.txt": "loaded"}, Release.LIVE)
    assert (place.held(place.live()), place.stored()) == (["first.txt"], ["first.txt"])

    # As a run leaves it that was killed after going live and before the sample was forgotten.
    shutil.copytree(place.root / "kept", sample)
    assert place.load("second.txt") == ({"second.txt": "loaded"}, Release.CANDIDATE)
    promote(place.data)
    assert place.held(place.live()) == ["first.txt", "second.txt"]
    assert place.load("second.txt") == ({"second.txt": "unchanged"}, Release.UNCHANGED)
    assert place.stored() == ["first.txt", "second.txt"]


def test_going_back_to_the_sample_does_not_bring_back_first_use(place: Place) -> None:
    place.load_sample()
    place.load("first.txt")
    sample = rollback(place.data).version

    assert place.load("second.txt")[1] is Release.CANDIDATE
    assert place.live() == sample


def test_where_the_first_file_is_held_back_nothing_changes_and_the_next_load_is_first_use(place: Place) -> None:
    place.load_sample()
    sample = place.live()
    private = FINDINGS["first.txt"] + "\n* His date of birth is 3 May 2011, Liam Hartley.\n"
    (place.root / "private.txt").write_text(private, encoding="utf-8")

    reports, release = place.load("private.txt")
    assert (len(reports), release, place.live()) == (1, Release.UNCHANGED, sample)
    assert place.load("second.txt")[1] is Release.LIVE
    assert place.held(place.live()) == ["second.txt"]


def test_a_sample_that_was_kept_stays_in_what_is_built_later(place: Place) -> None:
    place.load_sample()

    assert place.load("first.txt", keep_sample=True)[1] is Release.LIVE
    assert place.held(place.rebuild().version) == ["first.txt", "sample.txt"]
    assert place.load("second.txt")[1] is Release.CANDIDATE
    promote(place.data)
    assert place.held(place.live()) == ["first.txt", "sample.txt", "second.txt"]


def test_a_store_that_is_lost_never_costs_the_live_index_whose_manifest_tells_its_settings(place: Place) -> None:
    place.load("first.txt")
    live = place.live()
    shutil.rmtree(place.data.documents)

    assert place.load("second.txt")[1] is Release.CANDIDATE
    assert place.live() == live
    assert live and read_manifest(place.data.indexes / live).settings == SETTINGS


def test_a_live_index_that_cannot_be_read_is_not_replaced_unasked(place: Place) -> None:
    place.load_sample()
    live = place.live()
    assert live
    (place.data.indexes / live / "documents.jsonl").write_text('{"id"')

    assert place.load("first.txt")[1] is Release.CANDIDATE
    assert place.live() == live


def test_files_that_wait_already_are_not_built_again(place: Place) -> None:
    place.load("first.txt")
    place.load("second.txt")

    command = typer.Typer()
    add_ingest(command, lambda: place.data, lambda: place.embedder, place.gate)
    told = CliRunner().invoke(command, [str(place.root / "second.txt")]).stdout.splitlines()

    waiting = candidate(place.data)
    assert told[0].startswith("unchanged  second.txt: ")
    assert told[1:] == [f"Nothing new: {waiting} already holds all that may be served. It waits. {TO_RELEASE}"]
    refused = CliRunner().invoke(command, [str(place.root / "second.txt"), "--promote"])
    assert (refused.exit_code, "FAIL no worse" in refused.stderr, place.live() == waiting) == (1, True, False)
    released = CliRunner().invoke(command, [str(place.root / "second.txt"), "--promote", "--approved-by", "Robin"])
    assert (released.exit_code, released.stdout.splitlines()[1:]) == (0, ["PASS", f"Live: {waiting}"])
    assert place.live() == waiting


def test_what_is_read_differently_is_built_again_although_the_file_is_the_same(place: Place) -> None:
    place.load("first.txt")
    record = place.folder("first.txt") / "loaded.json"
    record.write_text(record.read_text().replace("Nobody", "No one"))

    assert place.load("first.txt") == ({"first.txt": "unchanged"}, Release.CANDIDATE)


def test_another_model_is_a_reason_to_build_again(place: Place) -> None:
    place.load("first.txt")
    place.embedder = WordEmbedder("other words")

    assert place.load("first.txt") == ({"first.txt": "unchanged"}, Release.CANDIDATE)


@pytest.mark.parametrize(
    "damage",
    [
        lambda record: record.write_bytes(record.read_bytes()[:40]),
        Path.unlink,
        lambda record: record.write_text("[]"),
        lambda record: record.write_text(json.dumps(json.loads(record.read_text()) | {"loaded": {"text": "x"}})),
    ],
    ids=["cut off", "missing", "no record", "of another version"],
)
def test_a_damaged_record_is_reported_and_mended_by_loading_its_file_again(
    place: Place, damage: Callable[[Path], object]
) -> None:
    place.keep("first.txt", "second.txt")
    folder = place.folder("first.txt")
    damage(folder / "loaded.json")

    documents, left_out = stored_documents(place.data)

    assert ([one.document.source for one in documents], outcomes(left_out)) == (
        ["second.txt"],
        {folder.name: DAMAGED.reason},
    )
    assert place.keep("first.txt", "second.txt") == {"first.txt": "loaded", "second.txt": "unchanged"}
    assert place.stored() == ["first.txt", "second.txt"]


def test_a_live_document_that_has_left_the_store_is_told_of(place: Place) -> None:
    place.load("first.txt")
    place.load("second.txt")
    promote(place.data)
    shutil.rmtree(place.folder("first.txt"))

    assert outcomes(place.rebuild().left_out) == {"first.txt": GONE.reason}


def test_a_damaged_record_stops_neither_loading_nor_rebuilding(place: Place) -> None:
    place.keep("first.txt", "second.txt")
    folder = place.folder("first.txt")
    (folder / "loaded.json").write_text("{")

    assert place.load("second.txt") == ({"second.txt": "unchanged", folder.name: DAMAGED.reason}, Release.LIVE)
    assert place.read_again() == {"second.txt": "loaded"}
    assert outcomes(place.rebuild().left_out) == {folder.name: DAMAGED.reason}


def test_a_record_of_another_version_of_the_program_is_renewed_from_the_original(place: Place) -> None:
    place.keep("first.txt")
    record = place.folder("first.txt") / "loaded.json"
    whole = record.read_text()
    record.write_text(json.dumps(json.loads(whole) | {"loaded": {"text": "x"}}))

    assert place.read_again() == {"first.txt": "loaded"}
    assert json.loads(record.read_text()) == json.loads(whole)


@pytest.mark.parametrize(
    "damage", [Path.unlink, lambda original: original.write_text(HEADINGS_ONLY)], ids=["missing", "replaced"]
)
def test_an_original_that_is_not_the_file_that_was_loaded_never_replaces_what_was_read(
    place: Place, damage: Callable[[Path], object]
) -> None:
    place.keep("first.txt")
    folder = place.folder("first.txt")
    record = (folder / "loaded.json").read_bytes()
    damage(folder / "original.txt")

    assert place.read_again() == {"first.txt": CHANGED.reason}
    assert (folder / "loaded.json").read_bytes() == record
    assert place.keep("first.txt") == {"first.txt": "loaded"}
    assert (folder / "original.txt").read_text() == FINDINGS["first.txt"]


def test_a_file_of_headings_only_is_refused_and_not_kept(place: Place) -> None:
    (place.root / "bare.txt").write_text(HEADINGS_ONLY)

    assert place.load("bare.txt") == ({"bare.txt": NOTHING_TO_CITE.reason}, Release.NONE)
    assert place.stored() == []


def test_a_folder_without_a_file_is_said_to_be_so_before_anything_is_written(place: Place) -> None:
    folder = place.root / "reviews"
    (folder / "deeper").mkdir(parents=True)
    (folder / ".hidden.txt").write_text("x")

    with pytest.raises(NothingToDo, match=r"^There is no file in \S+ \(hidden ones are left out\): name the folder"):
        place.load("reviews")
    assert not place.data.root.exists()


def test_the_report_names_what_replaces_which_and_how_to_confirm_what_only_seems_to() -> None:
    def document(name: str, **details: object) -> Document:
        return Document(name, f"{name}.txt", "text/plain", name, **details)  # type: ignore[arg-type]

    new = document("new", supersedes="old", other_versions=(OtherVersion("newer", Age.OLDER, "their words"),))
    documents = [new, document("old"), document("newer"), document("alone")]
    lines = [of_document(Outcome.LOADED, one, ()) for one in documents]

    told = {one.source: one.versions for one in with_versions([*lines, FileReport("x", Outcome.REFUSED)], documents)}

    assert told == {
        "new.txt": (
            "It replaces old.txt, as a person has said; that one is left out.",
            "A newer version of it seems to be loaded: newer.txt. This is read from their words. Both stay until a "
            "person confirms which replaces which: `review-learning documents correct newer --supersedes new`.",
        ),
        "old.txt": ("new.txt replaces it, as a person has said, so it is left out.",),
        "newer.txt": (),
        "alone.txt": (),
        "x": (),
    }
