"""The page that a cited passage stands on, as a picture beside its text; and the way from one passage to the next."""

import threading
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from urllib.parse import urlsplit

import printed
import pytest
from bs4 import Tag
from shelf import WordEmbedder
from starlette.testclient import TestClient
from website import SETTINGS, ScriptedAssistant, answered, ask, briefing, citation, open_live, soup, words

from ingest.sandbox import Limits, Sandbox
from vectorstore.contents import LoadedDocument
from vectorstore.data import DataDirectory
from vectorstore.erasure import erase
from vectorstore.live import LiveIndex
from vectorstore.page_pictures import Lettering, PagePicture, PagePictures
from vectorstore.withdrawals import Action, log_withdrawal
from web import pictures
from web.app import create_app
from web.pictures import Draw, Pictures

CITED = "Nobody asked the child what a day was like."
LONG = [f"Line {n} says that agencies wrote letters to each other and" for n in range(8)]
FILES = {
    "one": printed.pdf(["Findings", "The school had written twice before that.", f"*{CITED}", "It was not read."]),
    "two": printed.pdf(["Findings", *LONG], ["so it went on over the page until the end."], ["A third page of words."]),
}
HTML = {"Accept": "text/html"}


@pytest.fixture(scope="module")
def documents() -> dict[str, LoadedDocument]:
    return {name: printed.read(name, data) for name, data in FILES.items()}


@pytest.fixture(scope="module")
def draw() -> Iterator[Draw]:
    with Sandbox(Limits(seconds=10, children=1)) as sandbox:

        def drawn(original: Path, number: int) -> PagePicture | None:
            result = sandbox.draw(original, number)
            return result if isinstance(result, PagePicture) else None

        yield drawn


@pytest.fixture
def live(tmp_path: Path, documents: dict[str, LoadedDocument]) -> Iterator[LiveIndex]:
    live = open_live(tmp_path, [*documents.values(), briefing()])
    for name, data in FILES.items():
        printed.store(tmp_path, name, data)
    yield live
    live.close()


def served(live: LiveIndex, draw: Draw | None, assistant: ScriptedAssistant | None = None) -> TestClient:
    return TestClient(create_app(assistant or ScriptedAssistant(), live, SETTINGS, draw=draw), headers=HTML)


def address(one: LoadedDocument, words: str, end: str = "") -> str:
    start = one.text.index(words)
    until = one.text.index(end, start) + len(end) if end else start + len(words)
    return f"/documents/{one.document.id}?start={start}&end={until}"


def figures(page: str) -> list[Tag]:
    return soup(page).select(".as-printed-pages figure")


def kept(live: LiveIndex) -> list[str]:
    return sorted(str(path.relative_to(live.data.documents)) for path in live.data.documents.glob("*/*page-*"))


def test_the_page_is_shown_after_the_text_with_boxes_over_the_ink(
    live: LiveIndex, draw: Draw, documents: dict[str, LoadedDocument]
) -> None:
    client = served(live, draw)
    page = client.get(address(documents["one"], CITED)).text
    [figure] = figures(page)
    [picture], boxes = figure.select("img"), figure.select("rect")
    shown = client.get(str(picture["src"]))

    assert picture["alt"] == (
        f"Picture of page 1 of {documents['one'].document.title}, with the cited passage outlined; its text stands above."
    )
    assert (shown.status_code, shown.headers["content-type"]) == (200, "image/png")
    assert shown.headers["cache-control"] == "private, no-cache"
    [(left, top, width, height)] = [
        tuple(int(str(box[name])) for name in ("x", "y", "width", "height")) for box in boxes
    ]
    ink = printed.red_ink(PagePicture(shown.content, Lettering(0, 0)))
    for edge, red in zip((left, top, left + width, top + height), ink, strict=True):
        assert abs(edge - red) <= 8
    assert page.index('id="cited"') < page.index("<img")
    assert soup(page).select_one("a[href='#picture']") and "style=" not in page
    assert kept(live) == ["one/page-1.json", "one/page-1.png"]


def test_a_passage_on_two_pages_has_both_and_one_on_more_says_so(
    live: LiveIndex, draw: Draw, documents: dict[str, LoadedDocument]
) -> None:
    client, two = served(live, draw), documents["two"]
    over_two = client.get(address(two, "Line 7", "until the end.")).text
    over_all = client.get(address(two, "Line 7", "of words.")).text

    assert [str(one.select("img")[0]["src"]) for one in figures(over_two)] == [
        "/documents/two/pages/1.png",
        "/documents/two/pages/2.png",
    ]
    assert all(figure.select("rect") for figure in figures(over_two))
    assert len(figures(over_all)) == pictures.MOST_PAGES
    assert pictures.MORE_PAGES in words(over_all, ".as-printed-pages")


def test_a_drawn_page_is_drawn_once(live: LiveIndex, draw: Draw, documents: dict[str, LoadedDocument]) -> None:
    drawn: list[int] = []
    client = served(live, lambda original, number: (drawn.append(number), draw(original, number))[1])
    for _ in range(3):
        client.get(address(documents["one"], CITED))
        client.get("/documents/one/pages/1.png")

    assert drawn == [1]


def test_words_that_cannot_be_placed_are_said_to_be_so(live: LiveIndex, documents: dict[str, LoadedDocument]) -> None:
    blank = PagePicture(b"a picture", Lettering(100, 200))
    page = served(live, lambda *_: blank).get(address(documents["one"], CITED)).text

    [figure] = figures(page)
    assert figure.select("rect") == []
    assert pictures.NOT_PLACED in figure.text
    assert "outlined" not in str(figure.select("img")[0]["alt"])


@pytest.mark.parametrize(
    "data",
    [printed.locked(FILES["one"]), FILES["one"][:300], b"%PDF-1.7 nothing"],
    ids=["locked", "cut off", "rubbish"],
)
def test_a_file_that_cannot_be_drawn_has_its_text_and_one_line(
    live: LiveIndex, draw: Draw, documents: dict[str, LoadedDocument], data: bytes
) -> None:
    (live.data.documents / "one" / "original.pdf").write_bytes(data)
    drawn: list[int] = []
    client = served(live, lambda original, number: (drawn.append(number), draw(original, number))[1])
    for _ in range(2):
        page = client.get(address(documents["one"], CITED)).text
        assert words(page, "mark") == CITED
        assert pictures.NOT_DRAWN in words(page) and figures(page) == []

    assert client.get("/documents/one/pages/1.png").status_code == 404
    assert (drawn, kept(live)) == ([1], [])


def test_a_page_that_could_not_be_drawn_is_tried_again_after_a_rest(
    live: LiveIndex, documents: dict[str, LoadedDocument]
) -> None:
    now, one = [0.0], documents["one"].document
    outcomes = iter([None, None, PagePicture(b"x", Lettering(1, 1))])
    shown = Pictures(live.data, lambda *_: next(outcomes), clock=lambda: now[0])
    seen = []
    for now[0] in (0, pictures.REST_SECONDS - 1, pictures.REST_SECONDS, 2 * pictures.REST_SECONDS - 1, 900):
        seen.append(shown.page(one, 1) is not None)

    assert (seen, next(outcomes, "none left")) == ([False, False, False, False, True], "none left")


def test_a_missing_file_leaves_the_text(live: LiveIndex, draw: Draw, documents: dict[str, LoadedDocument]) -> None:
    (live.data.documents / "one" / "original.pdf").unlink()

    page = served(live, draw).get(address(documents["one"], CITED)).text

    assert words(page, "mark") == CITED and pictures.NOT_DRAWN in words(page)


def test_other_formats_and_uncited_pages_have_no_picture(live: LiveIndex, draw: Draw) -> None:
    client = served(live, draw)
    zed = citation(briefing(), 0).url.partition("#")[0]
    for where in (zed, "/documents/one", "/documents/one?start=9&end=1", "/documents/one?start=0&end=99999999999"):
        page = client.get(where).text
        assert "as-printed-pages" not in page and pictures.NOT_DRAWN not in page

    for number in ("0", "2", "99999", "-1", "x", "1.5", "٣"):
        assert client.get(f"/documents/one/pages/{number}.png").status_code == 404
    assert client.get("/documents/zed-briefing/pages/1.png").status_code == 404
    assert client.get("/documents/nobody/pages/1.png").status_code == 404
    assert kept(live) == []


def test_without_what_draws_nothing_is_said_of_pictures(live: LiveIndex, documents: dict[str, LoadedDocument]) -> None:
    page = served(live, None).get(address(documents["one"], CITED)).text

    assert words(page, "mark") == CITED
    assert "picture of" not in page.lower() and pictures.NOT_DRAWN not in page


def test_a_withdrawn_document_shows_none_and_an_erased_one_leaves_none(
    live: LiveIndex, draw: Draw, documents: dict[str, LoadedDocument]
) -> None:
    client, where = served(live, draw), address(documents["one"], CITED)
    assert len(figures(client.get(where).text)) == 1
    late = PagePictures(live.data).find("one", 1)
    assert late

    log_withdrawal(live.data, "one", Action.WITHDRAW, "asked for", "kit")
    live.refresh()
    assert [client.get(one).status_code for one in (where, "/documents/one/pages/1.png")] == [410, 410]

    erase(live.data, "one", "asked for", "kit", WordEmbedder())
    # What was being drawn meanwhile is kept nowhere.
    PagePictures(live.data).keep("one", 1, late)
    assert not (live.data.documents / "one").exists()


def test_eight_who_look_at_once_all_see_their_page(
    live: LiveIndex, draw: Draw, documents: dict[str, LoadedDocument]
) -> None:
    client = served(live, draw)
    wheres = [address(documents["one"], CITED), *(address(documents["two"], f"Line {n}") for n in range(7))]
    with ThreadPoolExecutor(8) as threads:
        pages = list(threads.map(lambda where: client.get(where).text, wheres))

    assert [len(figures(page)) for page in pages] == [1] * 8
    assert all(figure.select("rect") for page in pages for figure in figures(page))


def test_who_has_to_wait_too_long_for_others_reads_the_text_now_and_sees_the_picture_later(
    live: LiveIndex, documents: dict[str, LoadedDocument]
) -> None:
    begun, done = threading.Event(), threading.Event()

    def slow(original: Path, number: int) -> PagePicture:
        begun.set()
        assert done.wait(10)
        return PagePicture(b"x", Lettering(1, 1))

    shown = Pictures(live.data, slow, patience=0.05)
    one, two = documents["one"].document, documents["two"].document
    with ThreadPoolExecutor(1) as threads:
        first = threads.submit(shown.page, one, 1)
        assert begun.wait(10)
        assert shown.page(two, 1) is None
        done.set()
        assert first.result(10)

    assert shown.page(two, 1)


def test_only_so_much_is_kept_and_the_oldest_goes_first(tmp_path: Path) -> None:
    for name in ("a", "b", "c"):
        printed.store(tmp_path, name, FILES["one"])
    few = PagePictures(DataDirectory(tmp_path), most_bytes=2_500)
    picture = PagePicture(b"x" * 1_000, Lettering(5, 5, "é", ((1, 2, 3, 4),)))
    for name in ("a", "b", "c"):
        few.keep(name, 1, picture)

    assert [few.find(name, 1) for name in ("a", "b", "c")] == [None, picture, picture]
    (tmp_path / "documents" / "c" / "page-1.json").write_text("{")
    assert few.find("c", 1) is None


def three(documents: dict[str, LoadedDocument]) -> ScriptedAssistant:
    """Return an assistant whose answer cites three passages of three documents."""
    loaded = [documents["one"], briefing(), documents["two"]]
    return ScriptedAssistant({"found": answered(*(citation(one, 0, n) for n, one in enumerate(loaded, 1)))})


def steps(page: str) -> dict[str, str]:
    """Return the words of the links in the trail without what is told to screen readers, and where they lead."""
    links = soup(page).select("nav.trail a")
    return {str(next(iter(link.stripped_strings))): str(link["href"]) for link in links}


def test_the_way_leads_through_the_citations_of_an_answer_and_back(
    live: LiveIndex, documents: dict[str, LoadedDocument]
) -> None:
    client = served(live, None, three(documents))
    back = ask(client, "found")
    first = str(soup(client.get(back).text).select(".source a.open")[0]["href"])
    page = client.get(first).text
    assert words(page, "nav.trail span") == "Citation 1 of 3"
    assert list(steps(page)) == ["Next cited passage", "Back to the answer"]

    second = client.get(steps(page)["Next cited passage"]).text
    assert words(second, "nav.trail span") == "Citation 2 of 3" and words(second, "h1") == "Briefing: Child Zed"
    assert steps(second)["Previous cited passage"] == first
    third = client.get(steps(second)["Next cited passage"]).text
    assert list(steps(third)) == ["Previous cited passage", "Back to the answer"]
    end = urlsplit(steps(third)["Back to the answer"])
    assert (end.path, end.fragment) == (urlsplit(back).path, "a1-s-3")
    assert soup(client.get(end.path).text).select_one(f"#{end.fragment}")


def test_what_was_withdrawn_is_passed_by(live: LiveIndex, documents: dict[str, LoadedDocument]) -> None:
    client = served(live, None, three(documents))
    first = str(soup(client.get(ask(client, "found")).text).select(".source a.open")[0]["href"])
    log_withdrawal(live.data, "zed-briefing", Action.WITHDRAW, "asked for", "kit")
    live.refresh()

    following = client.get(steps(client.get(first).text)["Next cited passage"]).text

    assert words(following, "nav.trail span") == "Citation 3 of 3"
    assert steps(following)["Previous cited passage"] == first


def test_a_way_that_is_not_theirs_or_leads_nowhere_is_not_there(
    live: LiveIndex, documents: dict[str, LoadedDocument]
) -> None:
    assistant = three(documents)
    client = served(live, None, assistant)
    first = str(soup(client.get(ask(client, "found")).text).select(".source a.open")[0]["href"])
    others = [
        first.replace("answer=1", "answer=2"),
        first.replace("answer=1", "answer=0"),
        first.replace("source=1", "source=2"),
        first.replace("source=1", "source=-1"),
        first.replace("source=1", "source=" + "9" * 5_000),
        first.replace("conversation=", "conversation=x"),
        first.replace("start=", "start=0"),
    ]
    assert [bool(steps(client.get(one).text)) for one in [first, *others]] == [True] + [False] * len(others)
    assert {client.get(one).status_code for one in others} == {200}
    # Somebody else with the address, and the same person after a restart.
    assert steps(served(live, None, assistant).get(first).text) == {}
    assert words(served(live, None).get(first).text, "mark")
