"""A quiz as participants take it by a link: anonymous, one question a page, and nothing of them kept."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime, timedelta
from itertools import repeat
from pathlib import Path

import pytest
from quiz_site import HTML, Site, of_kind, opened
from quizzes import ALL, MATCH, ORDER, quiz, reworded
from starlette.requests import Request
from starlette.testclient import TestClient
from website import OWN, SETTINGS, ScriptedAssistant, soup, words

from assistant.quizzes.quiz import Item, ItemKind
from assistant.quizzes.runs import QuizRun, Runs
from assistant.quizzes.session import session
from assistant.records import Records, now
from vectorstore.live import LiveIndex
from web.app import create_app
from web.limits import Limit
from web.quiz_link import ANSWERED, Taken, taken_quiz
from web.quiz_runs import origin
from web.this_machine import ThisMachine

HOSTILE = "<script>alert(1)</script> & “so on” <b>"


@pytest.fixture(scope="module")
def live(tmp_path_factory: pytest.TempPathFactory) -> Iterator[LiveIndex]:
    live = opened(tmp_path_factory.mktemp("live"))
    yield live
    live.close()


@pytest.fixture(scope="module")
def site(live: LiveIndex) -> Site:
    return Site(live)


@pytest.fixture(scope="module")
def made(site: Site) -> str:
    """Build a quiz of which every item is accepted but the first."""
    made = site.build()
    site.accept_all(made)
    assert site.press(made, site.quiz(made).items[0].id, "reject")[0] == 303
    return made


@pytest.fixture
def link(site: Site, made: str) -> str:
    return site.publish(made)


def somebody(site: Site) -> TestClient:
    """Return a browser that was never here."""
    return TestClient(site.app, headers=HTML)


def answer(client: TestClient, link: str, item: Item, *chosen: int, **fields: str) -> tuple[int, str]:
    """Answer an item, and return the status and the page that follows."""
    sent = {"chosen": [str(one) for one in chosen]} | fields
    response = client.post(f"{link}/{item.id}", data=sent, headers=OWN)
    return response.status_code, response.text


def test_a_stranger_goes_from_the_content_note_through_every_question_to_the_end(
    site: Site, made: str, link: str
) -> None:
    client = somebody(site)
    start = client.get(link)
    assert start.status_code == 200
    assert words(start.text, ".round").startswith("Content note: ")
    assert "call 999" in words(start.text, ".round")
    address, titles = str(soup(start.text).select_one("a.link-button")["href"]), []  # type: ignore[index]
    while not address.endswith("/end"):
        page = soup(client.get(address).text)
        titles.append(words(str(page), "h1"))
        first = page.select("[name=chosen][type]")[:1]
        each = [("chosen", str(n)) for n in range(len(page.select("select")))]
        sent = {"chosen": [value for _, value in each] or [str(one["value"]) for one in first], "words": "Something"}
        said = client.post(address, data=sent, headers=OWN).text
        assert "what the review says" in words(said, "h1")
        assert not soup(said).select("main a[href^='/documents']")
        address = str(soup(said).select_one("a.link-button")["href"])  # type: ignore[index]

    assert titles == [f"Question {number} of 9" for number in range(1, 10)]
    assert "call 999" in client.get(address).text
    assert list(dict(client.cookies)) == [ANSWERED]
    assert {cookie.path for cookie in client.cookies.jar} == {link}


def test_pages_of_a_link_lead_nowhere_that_needs_an_account_and_score_nobody(site: Site, made: str, link: str) -> None:
    item = of_kind(site.quiz(made), ItemKind.SINGLE)
    client = somebody(site)
    addresses = link, f"{link}/{item.id}", f"{link}/end", f"{link}/0123456789ab", f"{link}x"
    for page in (*(client.get(one).text for one in addresses), answer(client, link, item, 0)[1]):
        links = {str(one["href"]) for one in soup(page).select("a")}
        assert all(one.startswith((link, "/privacy", "/accessibility", "/problem", "#", "tel:")) for one in links)
        assert {client.get(one).status_code for one in links if one.startswith(("/p", "/a"))} == {200}
        assert "not configured" not in page
        assert not soup(page).select("form[action='/sign-out'], script:not([src])")
        assert not {"well done", "correct", "incorrect", "your score", "points:"} & set(
            words(page, "main").lower().split()
        )


def test_feedback_says_where_the_words_stand_and_opens_sources_for_those_who_may(
    site: Site, made: str, link: str
) -> None:
    item = of_kind(site.quiz(made), ItemKind.SINGLE)
    wrong = next(place for place, option in enumerate(item.options) if not option.right)

    page = answer(somebody(site), link, item, wrong)[1]
    said = [words(str(one), "li") for one in soup(page).select(".options li")]

    for place, option in enumerate(item.options):
        assert ("The review says: " in said[place]) == option.right
        assert option.quote.words in said[place] and option.quote.reference in said[place]
        assert ("You chose this" in said[place]) == (place == wrong)
        assert ("Right answer" in said[place]) == option.right
    assert not soup(page).select("a[href^='/documents']")
    own = site.client.get(f"{link}/{item.id}/answer?chosen={wrong}").text
    assert item.key[0].cited.url in {str(one["href"]) for one in soup(own).select("a")}


@pytest.mark.parametrize("typed", [[], ["0", "1"], ["9"], ["-1"], ["x"], ["٣"], [HOSTILE], ["0"] * 500])
def test_an_answer_that_cannot_be_taken_is_asked_for_again_and_counts_nothing(
    site: Site, made: str, link: str, typed: list[str]
) -> None:
    item = of_kind(site.quiz(made), ItemKind.SINGLE)
    client = somebody(site)

    response = client.post(f"{link}/{item.id}", data={"chosen": typed}, headers=OWN)

    if typed == ["0"] * 500:
        assert response.status_code == 200
    else:
        assert (response.status_code, words(response.text, ".summary a")) == (422, "Choose one answer")
        assert soup(response.text).title.get_text().startswith("Error: ")  # type: ignore[union-attr]
        assert "<script>alert" not in response.text and not dict(client.cookies)
    assert client.get(f"{link}/{item.id}/answer", params={"chosen": typed}).status_code == 200


def test_what_is_typed_is_shown_back_as_text_and_kept_nowhere(tmp_path: Path, live: LiveIndex) -> None:
    records = Records(f"sqlite:///{tmp_path / 'app.sqlite'}")
    site = Site(live, runs=Runs(records))
    made = site.build(seed="2")
    site.accept_all(made)
    link = site.publish(made)
    item = of_kind(site.quiz(made), ItemKind.SHORT)
    client = somebody(site)

    status, page = answer(client, link, item, words=f"wintergreen {HOSTILE} " + "x" * 50_000)

    shown = words(page, ".written")
    assert status == 200
    assert shown.startswith(f"wintergreen {HOSTILE}") and len(shown) <= 2_000
    assert "<script>alert" not in page
    assert "wintergreen" not in client.get(f"{link}/{item.id}").text
    records.close()
    kept = [path for root in (tmp_path, live.data.root) for path in root.rglob("*") if path.is_file()]
    assert [path.name for path in kept if b"wintergreen" in path.read_bytes()] == []


def test_the_reason_for_true_or_false_may_be_written_and_is_shown_back_and_not_kept(site: Site, made: str) -> None:
    link = site.publish(made)
    item = next(item for item in site.quiz(made).accepted if item.kind is ItemKind.TRUE_FALSE)
    client = somebody(site)

    lacking = answer(client, link, item, words=f"because {HOSTILE}")
    said = answer(client, link, item, 1, words=f"because {HOSTILE}")
    without = answer(client, link, item, 0)

    assert (lacking[0], words(lacking[1], "#words")) == (422, f"because {HOSTILE}")
    assert (said[0], words(said[1], ".written")) == (200, f"because {HOSTILE}")
    assert "You chose this" in words(said[1], ".options li:nth-child(2)")
    assert without[0] == 200 and not soup(without[1]).select(".written")
    assert "because" not in client.get(f"{link}/{item.id}").text + without[1]
    assert words(said[1], "h2").startswith("Your reason")


def test_totals_are_for_trainers_and_of_five_people_at_least_each_browser_once(
    site: Site, made: str, link: str
) -> None:
    item = of_kind(site.quiz(made), ItemKind.SINGLE)
    page = f"/quizzes/{made}/runs"
    for person in range(4):
        client = somebody(site)
        for _ in range(3):  # back, and answered again
            assert answer(client, link, item, person % 2)[0] == 200
    assert "Fewer than 5 people have answered any question, or all of them alike" in words(
        site.client.get(page).text, ".run"
    )
    assert not soup(site.client.get(page).text).select(".totals")

    answer(somebody(site), link, item, 2)

    table = soup(site.client.get(page).text).select_one(".totals")
    assert words(str(table), "caption") == "5 people"
    assert [words(str(row), "td") for row in table.select("tbody tr")] == ["2", "2", "1"]  # type: ignore[union-attr]
    assert ["right answer" in row.get_text() for row in table.select("tbody tr")] == [o.right for o in item.options]  # type: ignore[union-attr]
    assert somebody(site).get(page).status_code == 401
    site.runs.end(made)


def test_a_form_opens_one_link_however_often_it_is_sent_and_no_other_browser_is_shown_it(live: LiveIndex) -> None:
    site = Site(live)
    made = site.build(seed="6", items="2")
    site.accept_all(made)
    page = f"/quizzes/{made}/runs"
    form = site.form(page, page) | {"days": "1"}

    status, where = site.post(page, form)
    shown = [words(site.client.get(where).text, ".link-to-quiz") for _ in range(2)]

    assert (status, shown[0]) == (303, shown[1])
    assert site.post(page, form) == (303, where)
    assert len(site.runs.of(made)) == 1
    other = Site(live, runs=site.runs)
    assert other.client.get(where).status_code == 200
    assert not soup(other.client.get(where).text).select(".link-to-quiz")
    assert site.post(page, site.form(page, page) | {"days": "2"})[0] == 303
    names = [f"{run.name}, open until" for run in site.runs.of(made)]
    titles = [title.get_text() for title in soup(site.client.get(page).text).select(".run h3")]
    assert [title.startswith(name) for title, name in zip(titles, names, strict=True)] == [True, True]
    assert shown[0].rpartition("/q/")[2].startswith(site.runs.of(made)[1].name[5:9]) and names[0] != names[1]

    site.runs.end(made)

    assert not soup(site.client.get(where).text).select(".link-to-quiz")


def test_ending_a_link_asks_first_on_a_page_of_its_own(live: LiveIndex, made: str) -> None:
    site = Site(live)
    site.publish(made)
    [run] = site.runs.of(made)
    link = soup(site.client.get(f"/quizzes/{made}/runs").text).select_one(".run a[href$='/end']")
    path = f"/quizzes/{made}/runs/{run.id}/end"

    assert link and str(link["href"]) == path
    asked = site.client.get(path).text
    assert run.name in words(asked, ".lead") and "cannot be brought back" in words(asked, "main")
    assert site.runs.of(made)
    assert site.post(path, site.form(path, path)) == (303, f"/quizzes/{made}/runs")
    assert site.runs.of(made) == ()


LOOPBACK = ("127.0.0.1", "localhost", "[::1]")


@pytest.mark.parametrize(
    ("hosts", "https", "host", "begins"),
    [
        ((*LOOPBACK, "learning.example"), False, "127.0.0.1:8000", ("http://learning.example:8000", False)),
        ((*LOOPBACK, "learning.example"), True, "localhost:8000", ("https://learning.example", False)),
        ((*LOOPBACK, "a.example", "b.example"), True, "b.example", ("https://b.example", False)),
        (LOOPBACK, False, "127.0.0.1:8000", ("http://127.0.0.1:8000", True)),
        (LOOPBACK, False, "[::1]:8000", ("http://[::1]:8000", True)),
    ],
)
def test_a_link_begins_with_an_address_that_others_can_open_where_there_is_one(
    hosts: tuple[str, ...], https: bool, host: str, begins: tuple[str, bool]
) -> None:
    scope = {"type": "http", "scheme": "http", "path": "/", "headers": [(b"host", host.encode())]}

    assert origin(Request(scope), replace(SETTINGS, allowed_hosts=hosts, https=https)) == begins


def test_where_no_other_machine_can_open_a_link_the_page_says_so_and_what_to_do(live: LiveIndex, made: str) -> None:
    app = create_app(
        ScriptedAssistant(), live, replace(SETTINGS, allowed_hosts=LOOPBACK), access=ThisMachine(), runs=Runs(Records())
    )
    page = TestClient(app, base_url="http://127.0.0.1:8000", headers=HTML).get(f"/quizzes/{made}/runs").text

    assert "A link opens on this machine only" in words(page, ".notice")
    assert [str(link["href"]) for link in soup(page).select(".notice a")] == [
        f"/quizzes/{made}/present",
        f"/quizzes/{made}#files",
    ]


@pytest.mark.parametrize("key", ["x", "A" * 32, "..%2F..", "%00", "é", "x" * 2_000])
def test_a_link_that_opens_nothing_is_a_page_that_says_what_to_do(site: Site, key: str) -> None:
    for path in (f"/q/{key}", f"/q/{key}/end", f"/q/{key}/0123456789ab", f"/q/{key}/0123456789ab/answer"):
        response = somebody(site).get(path)
        assert response.status_code == 404
        assert not dict(response.cookies)
    assert "This quiz is not open" in words(somebody(site).get(f"/q/{'A' * 32}").text, "h1")


def test_links_end_by_time_and_by_hand(live: LiveIndex) -> None:
    clock: list[datetime] = [now()]
    site = Site(live, runs=Runs(Records(), lambda: clock[0]))
    made = site.build(seed="3")
    site.accept_all(made)
    by_time, by_hand = site.publish(made), site.publish(made)
    run = site.runs.of(made)[0]
    ended = next(link for link in (by_time, by_hand) if site.runs.opened(link.removeprefix("/q/")).id == run.id)  # type: ignore[union-attr]

    assert site.post(f"/quizzes/{made}/runs/{run.id}/end", {"token": site.token()}) == (303, f"/quizzes/{made}/runs")
    assert [somebody(site).get(link).status_code for link in (by_time, by_hand)].count(404) == 1
    assert somebody(site).get(ended).status_code == 404
    clock[0] += timedelta(days=1)
    assert [somebody(site).get(link).status_code for link in (by_time, by_hand)] == [404, 404]


def test_only_what_is_accepted_can_be_opened_or_run(site: Site, made: str, link: str) -> None:
    rejected = site.quiz(made).items[0]
    for path in (f"{link}/{rejected.id}", f"{link}/{rejected.id}/answer"):
        page = somebody(site).get(path)
        assert (page.status_code, words(page.text, "h1")) == (404, "This question was changed or taken out")
        assert soup(page.text).select_one("a.link-button")["href"] == link  # type: ignore[index]
        assert rejected.stem not in page.text
    assert answer(somebody(site), link, rejected, 0)[0] == 404

    draft = site.build(seed="5", items="2")
    status, page = site.post(f"/quizzes/{draft}/runs", {"token": site.token(), "days": "1"})
    assert (status, words(page, "#days-error")) == (
        422,
        "Error: No item can be shown: accept at least one that still holds",
    )
    for days in ("", "0", "3", "999", HOSTILE):
        status, page = site.post(f"/quizzes/{made}/runs", {"token": site.token(), "days": days})
        assert (status, "Choose how long" in page) == (422, True)


def test_another_site_cannot_answer_and_a_flood_is_stopped(live: LiveIndex, site: Site, made: str, link: str) -> None:
    item = of_kind(site.quiz(made), ItemKind.SINGLE)
    foreign = {"Origin": "http://elsewhere.example"}
    assert somebody(site).post(f"{link}/{item.id}", data={"chosen": "0"}, headers=foreign).status_code == 403

    app = create_app(ScriptedAssistant(), live, SETTINGS, access=site.access, runs=site.runs)
    object.__setattr__(app.state.parts, "quiz_answers", Limit(2, 60))
    answers = [
        TestClient(app, headers=HTML).post(f"{link}/{item.id}", data={"chosen": "0"}, headers=OWN) for _ in range(3)
    ]
    assert [one.status_code for one in answers] == [200, 200, 429]
    assert "send your answer again" in words(answers[2].text, ".lead")


@pytest.fixture(scope="module")
def every_kind(site: Site) -> Iterator[tuple[TestClient, Taken]]:
    """Serve a quiz with an item of every kind, whose words are mark-up wherever there are words."""
    items = tuple(reworded(item, repeat(HOSTILE)) for item in ALL)
    made = quiz(items, HOSTILE)
    told = session(made, made.accepted, (HOSTILE,))
    run = QuizRun(id="r", quiz_id=made.id, key_hash="", made=now(), ends=now())
    taken = Taken("key", run, site.runs, made, made.accepted, told)
    site.app.dependency_overrides[taken_quiz] = lambda: taken
    yield somebody(site), taken
    site.app.dependency_overrides.clear()


@pytest.mark.parametrize("number", range(len(ALL)), ids=[item.kind.name for item in ALL])
def test_an_item_of_every_kind_is_asked_and_answered_with_its_words_as_text(
    every_kind: tuple[TestClient, Taken], number: int
) -> None:
    client, taken = every_kind
    item = taken.items[number]
    many = len(item.options or item.pairs or item.stages)

    pages = [client.get(f"/q/key/{item.id}").text, client.get(f"/q/key/{item.id}/answer").text]
    pages += [client.get(f"/q/key/{item.id}/answer", params={"chosen": list(range(many))}).text]
    pages += [client.post(f"/q/key/{item.id}", data={"chosen": ["0"], "words": HOSTILE}, headers=OWN).text]

    asked = soup(pages[0]).select("form [name=chosen], form [name=words]")
    assert len(asked) == (many or 1) + (item.kind is ItemKind.TRUE_FALSE)  # which has a box for the reason
    for page in (*pages, client.get("/q/key").text, client.get("/q/key/end").text):
        assert "<script>alert" not in page and "“so on” <b>" not in page
    assert "<script>alert(1)</script>" in words(pages[0], ".stem")


def test_what_was_matched_and_put_in_order_is_shown_beside_what_the_review_has(site: Site) -> None:
    made = quiz([MATCH, ORDER])
    run = QuizRun(id="r", quiz_id=made.id, key_hash="", made=now(), ends=now())
    taken = Taken("key", run, site.runs, made, made.accepted, session(made, made.accepted, ()))
    app = create_app(ScriptedAssistant(), site.live, SETTINGS, access=site.access, runs=site.runs)
    app.dependency_overrides[taken_quiz] = lambda: taken
    client = TestClient(app, headers=HTML)

    asked = soup(client.get(f"/q/key/{MATCH.id}").text)
    assert [one.get_text(strip=True)[:2] for one in asked.select(".options li")] == ["A.", "B.", "C."]
    assert [str(one["value"]) for one in asked.select("#chosen-0 option")] == ["", "0", "1", "2"]
    half = client.post(f"/q/key/{MATCH.id}", data={"chosen": ["1", "", "0"]}, headers=OWN)
    assert half.status_code == 422
    assert [str(one["value"]) for one in soup(half.text).select("option[selected]")] == ["1", "0"]

    matched = soup(client.post(f"/q/key/{MATCH.id}", data={"chosen": ["2", "1", "0"]}, headers=OWN).text)
    assert [one.get_text() for one in matched.select(".options .kind")] == [
        "You chose this",
        "You chose another",
        "You chose another",
    ]
    ordered = soup(client.post(f"/q/key/{ORDER.id}", data={"chosen": ["0", "1", "2", "3"]}, headers=OWN).text)
    # Shown third, first, fourth, second.
    assert [one.get_text() for one in ordered.select(".options .kind")] == [
        f"You gave it place {place}" for place in (2, 4, 1, 3)
    ]
