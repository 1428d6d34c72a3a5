"""Documents sent over the web: read as `ingest` reads them, nothing hostile gets far, and nothing live is lost."""

import io
import sys
import threading
import time
import zipfile
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from itertools import pairwise
from pathlib import Path
from typing import IO, Any

import anyio
import pytest
from fastapi import FastAPI, Request
from hypothesis import given, settings
from hypothesis import strategies as st
from shelf import WordEmbedder, loaded, release
from starlette.testclient import TestClient
from starlette.types import Message
from website import HOST, OWN, SETTINGS, ScriptedAssistant, soup, words

from ingest.report import FileReport, Outcome
from ingest.uploads import KEPT, UploadReport, Uploads
from vectorstore.contents import read_documents
from vectorstore.data import DataDirectory
from vectorstore.erasure import erase
from vectorstore.faults import NoSpace
from vectorstore.live import LiveIndex
from vectorstore.lock import writing
from vectorstore.releases import read_pointer
from vectorstore.versions import candidate, promote
from vectorstore.withdrawals import Action, log_withdrawal
from web.app import create_app
from web.person import Person, Role
from web.receiving import CUT_OFF, NONE_CHOSEN, NOT_SENT, TOO_MANY, receive
from web.this_machine import ThisMachine
from web.uploading import Uploading

HTML = {"Accept": "text/html"}
PATIENCE_SECONDS = 60
REVIEW = "Practice Review\n\nChild {name}\n\nFindings\n\n* {finding}\n"
OM = REVIEW.format(name="Om", finding="Nobody asked who else lived in the household.").encode()
EK = REVIEW.format(name="Ek", finding="Midwives were not invited to the strategy meeting.").encode()

# The command of the server, with an embedder that needs no model.
READS = """
import sys
sys.path[:0] = [{tests!r}]
from pathlib import Path
from shelf import WordEmbedder, loaded, release
from ingest.upload_reading import read_upload
from vectorstore.data import DataDirectory
read_upload(DataDirectory(Path({data!r})), sys.argv[1], WordEmbedder, 0)
"""
HANGS = "import time\ntime.sleep(600)"


class Watched(ThisMachine):
    """Remembers what was to be recorded."""

    def __init__(self, role: Role = Role.MAINTAINER) -> None:
        super().__init__()
        self.role = role
        self.did: list[tuple[str, str]] = []

    def person(self, request: Request, session: object) -> Person | None:
        return Person("ann", "Ann", self.role)

    def record(self, person: Person, did: str, about: str) -> None:
        self.did.append((did, about))


class Site:
    """A served data directory, and the browser of somebody who sends documents to it."""

    def __init__(self, data: DataDirectory, app: FastAPI, access: Watched, client: TestClient) -> None:
        self.data, self.app, self.access, self.client = data, app, access, client
        self.uploads = Uploads(data)

    def token(self) -> str:
        field = soup(self.client.get("/upload").text).select_one("main input[name=token]")
        return str(field["value"]) if field else ""

    def send(self, *files: tuple[str, bytes], **fields: str) -> tuple[int, str, str]:
        """Send files as a browser does; return the status, where that led, and what is shown there."""
        sent = [("files", one) for one in files]
        response = self.client.post("/upload", data={"token": self.token()} | fields, files=sent, headers=OWN)
        return response.status_code, response.url.path, response.text

    def read(self, *files: tuple[str, bytes]) -> str:
        """Send files and return the page of the report once it is there."""
        status, path, _ = self.send(*files)
        assert (status, path.startswith("/upload/")) == (200, True)
        until(lambda: "being read" not in self.client.get(path).text)
        return self.client.get(path).text

    def left(self) -> list[str]:
        """Return what the folder of uploads holds."""
        return sorted(str(path.relative_to(self.data.uploads)) for path in self.data.uploads.rglob("*"))

    def live(self) -> str | None:
        pointer = read_pointer(self.data)
        return pointer.version if pointer else None


def until(true: Callable[[], bool]) -> None:
    end = time.monotonic() + PATIENCE_SECONDS
    while not true():
        assert time.monotonic() < end, "it did not come about"
        time.sleep(0.05)


@contextmanager
def opened(root: Path, script: str = READS, access: Watched | None = None) -> Iterator[Site]:
    data = DataDirectory(root)
    access = access or Watched()
    command = [sys.executable, "-c", script.format(tests=str(Path(__file__).parent), data=str(root))]
    live = LiveIndex(data, WordEmbedder)
    app = create_app(ScriptedAssistant(), live, SETTINGS, None, Uploading(command), access=access)
    with TestClient(app, headers=HTML) as client:
        yield Site(data, app, access, client)


@pytest.fixture
def site(tmp_path: Path) -> Iterator[Site]:
    with opened(tmp_path / "data", HANGS) as site:
        yield site


def outcomes(page: str) -> dict[str, str]:
    """Return what the report says of each file."""
    cards = soup(page).select("main .card")
    return {card.h3.get_text(): " ".join(card.select("p")[0].get_text().split()) for card in cards if card.h3}


def test_the_first_go_live_and_later_ones_wait_and_change_nothing_until_they_are_released(tmp_path: Path) -> None:
    with opened(tmp_path / "data") as site:
        assert "What you send now goes live at once." in words(site.client.get("/upload").text, "main")
        told = words(site.read(("om.txt", OM)), "main")
        first = site.live()
        assert first and f"1 file of this upload went live with index {first}" in told

        assert "Answers do not change yet." in words(site.client.get("/upload").text, "main")
        page = site.read(("om.txt", OM), ("C:\\Reviews\\ek.txt", EK), ("../../ek.txt", b""), ("x.pdf", b"MZ\x90\0"))
        told = words(page, "main")

        waiting = candidate(site.data)
        assert waiting and site.live() == first != waiting
        assert outcomes(page)["om.txt"] == "Unchanged: it was loaded before"
        assert outcomes(page)["x.pdf"].startswith("Refused: The file is not what its ending .pdf says; it holds a prog")
        assert "1 loaded, 1 unchanged, 2 refused." in told
        assert "It holds 2 files of this upload, and all that was loaded before." in told
        assert "Not in it: 2 refused." in told
        assert f"Index {waiting} waits as a candidate." in told and "index promote --approved-by NAME" in told
        assert [d.source for d in read_documents(site.data.indexes / waiting)] == ["ek.txt", "om.txt"]
        assert site.access.did[0][0] == "sent documents" and site.access.did[0][1].endswith(", 1 files")
        assert [name for name in site.left() if "files" in name] == []

        promote(site.data)
        address = f"/upload/{site.uploads.latest()[0].id}"
        assert "was released since" in words(site.client.get(address).text, "main")
    with opened(tmp_path / "data", HANGS) as again:
        assert outcomes(again.client.get(address).text) == outcomes(page)


def test_of_what_was_refused_or_withdrawn_it_is_never_said_that_the_index_holds_it(tmp_path: Path) -> None:
    with opened(tmp_path / "data") as site:
        site.read(("om.txt", OM))
        first = site.uploads.latest()[0]
        told = words(site.read(("x.pdf", b"no PDF")), "main")
        assert "Nothing changed: none of these files was taken into an index." in told

        assert first.report and first.report.files[0].document_id
        log_withdrawal(site.data, first.report.files[0].document_id, Action.WITHDRAW, "asked", "Robin")
        told = words(site.client.get(f"/upload/{first.id}").text, "main")
        assert "Nothing of it is shown any more." in told and "Not in it: 1 withdrawn." in told
        assert "This document was withdrawn since, and is shown to nobody." in told


def test_what_is_wrong_with_a_file_is_told_and_stops_no_other(tmp_path: Path) -> None:
    bomb = io.BytesIO()
    with zipfile.ZipFile(bomb, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("word/document.xml", b" " * 50_000_000)
    private = REVIEW.format(name="Ek", finding="Her date of birth is 3 May 2011, Liam Hartley.").encode()
    with opened(tmp_path / "data") as site:
        page = site.read(("bomb.docx", bomb.getvalue()), ("om.txt", OM), ("private.txt", private), ("none", b"x"))
        assert "what looks like a date of birth" in words(page, "main")
        (held,) = soup(page).select(".card:has(h3:-soup-contains('private.txt')) a.open")
        assert "Her date of birth is" in words(site.client.get(str(held["href"])).text, ".text")

    assert {name: told.partition(":")[0] for name, told in outcomes(page).items()} == {
        "bomb.docx": "Refused",
        "om.txt": "Loaded",
        "private.txt": "Held back",
        "none": "Refused",
    }
    assert list(outcomes(page)) == ["bomb.docx", "none", "private.txt", "om.txt"]
    assert [str(one.get_text()) for one in soup(page).select(".card strong.error")] == ["Refused", "Refused"]


def test_where_no_file_is_taken_the_report_says_that_nothing_changed(tmp_path: Path) -> None:
    with opened(tmp_path / "data") as site:
        site.read(("om.txt", OM))
        unchanged = words(site.read(("none", b"x")), "main")
        site.read(("ek.txt", EK))
        waits = words(site.read(("a_<b>_none", b"x")), "main")
        again = words(site.read(("om.txt", OM)), "main")

    for told in (unchanged, waits):
        assert "Nothing changed: none of these files was taken into an index." in told
        assert "already" not in told and "candidate" not in told
    assert "a_<b>_none" in waits
    assert "waits as a candidate already. It holds 1 file of this upload" in again


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("../../../etc/passwd.txt", "passwd.txt"),
        ("a/b\\c.txt", "c.txt"),
        ("gpj.\u202etxt", "gpj.txt"),
        ("bell\x07.txt", "bell .txt"),
        ("x" * 296 + ".txt", "x" * 195 + "….txt"),
        ("<img src=x onerror=1>.txt", "<img src=x onerror=1>.txt"),
        ("/", "unnamed"),
    ],
)
def test_a_name_is_shown_without_what_hides_in_it_and_is_never_a_path(site: Site, name: str, shown: str) -> None:
    boundary = b"--b\r\nContent-Disposition: form-data; "
    body = boundary + b'name="token"\r\n\r\n' + site.token().encode() + b"\r\n"
    body += boundary + f'name="files"; filename="{name}"\r\n\r\n'.encode() + OM + b"\r\n--b--\r\n"
    kind = {"Content-Type": "multipart/form-data; boundary=b"}

    path = site.client.post("/upload", content=body, headers=OWN | kind).url.path

    (upload,) = site.uploads.latest()
    assert (upload.names, path) == ((shown,), f"/upload/{upload.id}")
    inside = [name.removeprefix(upload.id) for name in site.left()]
    assert inside == ["", "/files", "/files/1", "/lock", "/upload.json"]


def test_two_files_of_one_name_are_two_files(site: Site) -> None:
    site.send(("a.txt", OM), ("a.txt", EK))

    (upload,) = site.uploads.latest()
    assert upload.names == ("a.txt", "a.txt")
    assert [file.read_bytes() for file in site.uploads.files(upload)] == [OM, EK]


def test_what_is_not_taken_is_told_why_and_leaves_nothing(site: Site) -> None:
    large = ("large.pdf", b"%PDF-" + b"0" * 51 * 1024**2)
    tries: Sequence[tuple[tuple[tuple[str, bytes], ...], dict[str, str], int, str]] = [
        ((("om.txt", OM), large), {}, 413, "“large.pdf” is larger than 50 MB, and nothing was taken."),
        (tuple((f"{n}.txt", OM) for n in range(200)), {}, 422, TOO_MANY),
        ((("", b""),), {}, 422, NONE_CHOSEN),
        ((("om.txt", OM),), {"token": "forged"}, 403, NOT_SENT),
        ((("om.txt", OM),), {"token": "x" * 5_000}, 422, CUT_OFF),
    ]
    for files, fields, status, line in tries:
        got, path, text = site.send(*files, **fields)
        assert (got, path, line in words(text, ".summary"), site.left()) == (status, "/upload", True, [])

    for content, kind, status in [
        (b"{}", "application/json", 415),
        (b"x", "multipart/form-data", 415),
        (b"x", "multipart/form-data; boundary=b", 422),
        (b"--b\r\nContent-Disposition: form-data; name=token\r\n\r\n", "multipart/form-data; boundary=b", 422),
        (b"--b\r\n" + b"a" * 9_000, "multipart/form-data; boundary=b", 422),
    ]:
        response = site.client.post("/upload", content=content, headers=OWN | {"Content-Type": kind})
        assert (response.status_code, site.left()) == (status, [])
        assert words(response.text, ".summary h2") == "There is a problem"


def body_of(site: Site, *, rest: bytes = b"") -> bytes:
    """Return the beginning of a form that is ours, in the middle of a file."""
    part = b"--b\r\nContent-Disposition: form-data; "
    head = part + b'name="token"\r\n\r\n' + site.token().encode() + b"\r\n"
    return head + part + b'name="files"; filename="a.txt"\r\n\r\n' + OM + rest


def scope_of(client: TestClient) -> dict[str, Any]:
    cookie = "; ".join(f"{name}={value}" for name, value in dict(client.cookies).items())
    headers = {"host": HOST, "content-type": "multipart/form-data; boundary=b", "cookie": cookie, "accept": "text/html"}
    raw = [(name.encode(), value.encode()) for name, value in (headers | {"origin": OWN["Origin"]}).items()]
    return {
        "type": "http", "method": "POST", "path": "/upload", "raw_path": b"/upload", "query_string": b"",
        "headers": raw, "http_version": "1.1", "scheme": "http", "root_path": "", "client": ("testclient", 1),
    }  # fmt: skip


def test_a_request_that_is_cancelled_leaves_no_file(site: Site) -> None:
    messages = [
        {"type": "http.request", "body": body_of(site), "more_body": True},
        {"type": "http.disconnect"},
    ]
    seen: list[list[str]] = []

    async def receive_() -> dict[str, Any]:
        seen.append(site.left())
        return messages.pop(0)

    async def send(message: Message) -> None:
        """Tell nobody: they are gone."""

    anyio.run(site.app, scope_of(site.client), receive_, send)

    # The file was there when the connection ended.
    assert any(name.endswith("/files/1") for name in seen[-1])
    assert (site.left(), site.uploads.latest()) == ([], ())


@pytest.mark.parametrize("role", [Role.PRACTITIONER, Role.TRAINER])
def test_of_those_who_may_not_send_documents_nothing_is_read(tmp_path: Path, role: Role) -> None:
    with opened(tmp_path / "data", access=Watched(role)) as site:
        statuses: list[int] = []

        async def receive_() -> dict[str, Any]:
            raise AssertionError("the body was read")

        async def send(message: Message) -> None:
            statuses.append(message.get("status", 0))

        anyio.run(site.app, scope_of(site.client), receive_, send)
        foreign = scope_of(site.client)
        foreign["headers"] = [(n, b"http://elsewhere" if n == b"origin" else v) for n, v in foreign["headers"]]
        anyio.run(site.app, foreign, receive_, send)

        assert [status for status in statuses if status] == [403, 403]


class OnAFullDisk:
    """Takes the names of files, and has no place for what is in them."""

    def __init__(self) -> None:
        self.names: list[str] = []

    def new_file(self, name: str) -> IO[bytes]:
        self.names.append(name)
        return open("/dev/full", "wb")  # noqa: PTH123


def request_of(*pieces: bytes) -> Request:
    scope = {"type": "http", "method": "POST", "headers": [(b"content-type", b"multipart/form-data; boundary=b")]}
    messages = [{"type": "http.request", "body": one, "more_body": True} for one in pieces]
    messages.append({"type": "http.request", "body": b"", "more_body": False})

    async def receive_() -> dict[str, Any]:
        return messages.pop(0)

    return Request(scope, receive_)


def test_a_full_disk_is_told(site: Site) -> None:
    whole = body_of(site, rest=b"x" * 20_000 + b"\r\n--b--\r\n")

    with pytest.raises(NoSpace):
        anyio.run(receive, request_of(whole), OnAFullDisk(), lambda _: True)


@given(cuts=st.lists(st.integers(0, 400), max_size=6), damage=st.binary(max_size=40), at=st.integers(0, 400))
@settings(max_examples=60, deadline=None)
def test_a_form_in_whatever_pieces_and_however_damaged_is_taken_whole_or_not_at_all(
    tmp_path_factory: pytest.TempPathFactory, cuts: list[int], damage: bytes, at: int
) -> None:
    part = b"--b\r\nContent-Disposition: form-data; "
    whole = (
        part + b'name="token"\r\n\r\nours\r\n' + part + b'name="files"; filename="a.txt"\r\n\r\n' + OM + b"\r\n--b--"
    )
    sent = whole[:at] + damage + whole[at:]
    places = [0, *sorted(cuts), len(sent)]
    pieces = [sent[a:b] for a, b in pairwise(places)]
    uploads = Uploads(DataDirectory(tmp_path_factory.getbasetemp() / "pieces"))

    with uploads.arriving() as arriving:
        refused = anyio.run(receive, request_of(*pieces), arriving, lambda token: token == "ours")
        if not damage:
            assert refused is None
            assert (arriving.folder / "files" / "1").read_bytes() == OM
        if refused:
            assert refused.status in {403, 413, 415, 422}
    assert uploads.latest() == () and not arriving.folder.exists()


def test_one_is_read_at_a_time_and_a_second_is_told_so(site: Site) -> None:
    path = site.send(("om.txt", OM))[1]

    assert "The reading is about to begin." in words(site.client.get(path).text, "main")
    assert soup(site.client.get("/upload").text).select("form[enctype]") == []
    response = site.client.post("/upload", files=[("files", ("ek.txt", EK))], headers=OWN)
    assert (response.status_code, "Another upload is being read." in words(response.text, ".summary")) == (409, True)
    assert len(site.uploads.latest()) == 1


def test_while_a_command_writes_nothing_is_taken(site: Site) -> None:
    held, done = threading.Event(), threading.Event()

    def hold() -> None:
        with writing(site.data):
            held.set()
            done.wait(PATIENCE_SECONDS)

    other = threading.Thread(target=hold)
    other.start()
    assert held.wait(PATIENCE_SECONDS)
    status, _, text = site.send(("om.txt", OM))
    done.set()
    other.join()

    assert (status, "being updated by a command" in words(text, ".summary"), site.left()) == (409, True, [])


def test_a_server_that_stops_breaks_the_reading_off_which_is_told_and_loses_nothing(tmp_path: Path) -> None:
    release(DataDirectory(tmp_path / "data"), [loaded("own")], WordEmbedder())
    with opened(tmp_path / "data", HANGS) as site:
        live = site.live()
        path = site.send(("ek.txt", EK))[1]
    assert [name for name in site.left() if "files" in name] == []
    with opened(tmp_path / "data", HANGS) as site:
        told = words(site.client.get(path).text, "main")
        assert "The server was stopped before all files were read." in told and "ek.txt" in told
        assert (site.live(), site.client.get("/healthz").json()["ready"]) == (live, True)
        assert site.send(("ek.txt", EK))[0] == 200


def test_files_that_a_killed_server_left_are_removed_at_the_next_start(tmp_path: Path) -> None:
    uploads = Uploads(DataDirectory(tmp_path / "data"))
    with uploads.arriving() as arriving:
        arriving.new_file("a.txt").close()
        arriving.arrived()
    (upload,) = uploads.latest()
    assert uploads.files(upload)[0].exists() and not upload.is_running

    with opened(tmp_path / "data", HANGS) as site:
        assert [name for name in site.left() if "files" in name] == []
        assert "was broken off" in site.client.get(f"/upload/{upload.id}").text


def test_an_upload_is_nobodys_who_guesses_and_old_reports_go(tmp_path: Path) -> None:
    uploads = Uploads(DataDirectory(tmp_path))
    for number in range(KEPT + 2):
        with uploads.arriving() as arriving:
            arriving.folder = arriving.folder.rename(tmp_path / "uploads" / f"20310101T0000{number:02}-00000000")
            arriving.arrived()
    uploads.clear()

    assert len(uploads.latest()) == KEPT
    for guess in ("../documents", "20310101T000000-00000000", "20310101T000021-0000000", "", "."):
        assert uploads.get(guess) is None
    (tmp_path / "uploads" / "20310101T000021-00000000" / "upload.json").write_text("{")
    assert uploads.get("20310101T000021-00000000") is None


def test_erasing_a_document_takes_the_reports_that_name_it(tmp_path: Path) -> None:
    data = DataDirectory(tmp_path)
    release(data, [loaded("document-om"), loaded("document-ek")], WordEmbedder())
    uploads = Uploads(data)
    for name in ("om", "ek"):
        with uploads.arriving() as arriving:
            arriving.new_file(f"{name}.txt").close()
            arriving.arrived()
        upload = uploads.get(arriving.id)
        assert upload
        uploads.end(upload, UploadReport((FileReport(f"{name}.txt", Outcome.LOADED, document_id=f"document-{name}"),)))

    erase(data, "document-om", "asked", "Robin", WordEmbedder())

    assert [upload.names for upload in uploads.latest()] == [("ek.txt",)]
