"""Who may open what: every route, for everybody who might try."""

from collections.abc import Callable, Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from fastapi import FastAPI
from fastapi.routing import APIRoute
from starlette.testclient import TestClient
from website import OWN, SETTINGS, ScriptedAssistant, ask, briefing, fields, open_live, soup, words

from assistant.records import Records
from vectorstore.live import LiveIndex
from web.accounts import Accounts
from web.actions import Actions
from web.app import create_app
from web.person import Access, Role
from web.readers import Readers
from web.this_machine import ThisMachine
from web.users import ApiToken, BrowserKey, Refused, Users

HTML = {"Accept": "text/html"}
PASSWORD = "twelve or more letters"
TOKEN = "the-token-of-this-start"

# Every route with the least role that may use it; None where strangers may.
ROUTES: dict[tuple[str, str], Role | None] = {
    ("GET", "/"): Role.PRACTITIONER,
    ("GET", "/ask"): Role.PRACTITIONER,
    ("POST", "/ask"): Role.PRACTITIONER,
    ("POST", "/ask/stream"): Role.PRACTITIONER,
    ("GET", "/conversations/{conversation_id}"): Role.PRACTITIONER,
    ("GET", "/conversations/{conversation_id}/export"): Role.PRACTITIONER,
    ("GET", "/documents"): Role.PRACTITIONER,
    ("GET", "/documents/{document_id}"): Role.PRACTITIONER,
    ("GET", "/documents/{document_id}/original"): Role.PRACTITIONER,
    ("GET", "/documents/{document_id}/pages/{number}.png"): Role.PRACTITIONER,
    ("GET", "/about"): Role.PRACTITIONER,
    ("GET", "/recommendations"): Role.PRACTITIONER,
    ("GET", "/recommendations.csv"): Role.PRACTITIONER,
    ("GET", "/history"): Role.PRACTITIONER,
    ("GET", "/history.json"): Role.PRACTITIONER,
    ("POST", "/history/delete"): Role.PRACTITIONER,
    ("POST", "/history/{conversation_id}/name"): Role.PRACTITIONER,
    ("POST", "/history/{conversation_id}/delete"): Role.PRACTITIONER,
    ("POST", "/sign-out"): Role.PRACTITIONER,
    ("GET", "/reviews"): Role.PRACTITIONER,
    ("GET", "/reviews/{review_id}"): Role.PRACTITIONER,
    ("GET", "/themes"): Role.PRACTITIONER,
    ("GET", "/themes/{slug}"): Role.PRACTITIONER,
    ("GET", "/themes/{slug}/meeting"): Role.PRACTITIONER,
    ("GET", "/themes/{slug}/meeting.docx"): Role.PRACTITIONER,
    ("GET", "/api/recommendations"): Role.PRACTITIONER,
    ("POST", "/api/ask"): Role.PRACTITIONER,
    ("POST", "/api/ask/stream"): Role.PRACTITIONER,
    ("GET", "/api/openapi.json"): Role.PRACTITIONER,
    ("GET", "/api/documents"): Role.PRACTITIONER,
    ("GET", "/api/documents/{document_id}"): Role.PRACTITIONER,
    ("GET", "/api/documents/{document_id}/text"): Role.PRACTITIONER,
    ("GET", "/api/passages/{passage_id}"): Role.PRACTITIONER,
    ("GET", "/quizzes"): Role.TRAINER,
    ("POST", "/quizzes"): Role.TRAINER,
    ("GET", "/quizzes/{quiz_id}"): Role.TRAINER,
    ("POST", "/quizzes/{quiz_id}/accept-all"): Role.TRAINER,
    ("GET", "/quizzes/{quiz_id}/delete"): Role.TRAINER,
    ("POST", "/quizzes/{quiz_id}/delete"): Role.TRAINER,
    ("POST", "/quizzes/{quiz_id}/items/{item_id}"): Role.TRAINER,
    ("GET", "/quizzes/{quiz_id}/items/{item_id}/edit"): Role.TRAINER,
    ("POST", "/quizzes/{quiz_id}/items/{item_id}/edit"): Role.TRAINER,
    ("GET", "/quizzes/{quiz_id}/runs"): Role.TRAINER,
    ("POST", "/quizzes/{quiz_id}/runs"): Role.TRAINER,
    ("GET", "/quizzes/{quiz_id}/runs/{run_id}/end"): Role.TRAINER,
    ("POST", "/quizzes/{quiz_id}/runs/{run_id}/end"): Role.TRAINER,
    ("GET", "/quizzes/{quiz_id}/present"): Role.TRAINER,
    ("GET", "/quizzes/{quiz_id}/files/{form}"): Role.TRAINER,
    ("GET", "/documents/{document_id}/corrections"): Role.MAINTAINER,
    ("POST", "/documents/{document_id}/corrections"): Role.MAINTAINER,
    ("GET", "/documents/{document_id}/passages/{passage_id}/corrections"): Role.MAINTAINER,
    ("POST", "/documents/{document_id}/passages/{passage_id}/corrections"): Role.MAINTAINER,
    ("GET", "/conversations/{conversation_id}/{number}/evaluation-question"): Role.MAINTAINER,
    ("GET", "/evaluation-questions"): Role.MAINTAINER,
    ("POST", "/evaluation-questions"): Role.MAINTAINER,
    ("GET", "/evaluation-questions/new"): Role.MAINTAINER,
    ("GET", "/evaluation-questions/{name}"): Role.MAINTAINER,
    ("GET", "/quality"): Role.MAINTAINER,
    ("POST", "/quality/evaluate"): Role.MAINTAINER,
    ("POST", "/quality/rollback"): Role.MAINTAINER,
    ("POST", "/quality/rebuild"): Role.MAINTAINER,
    ("GET", "/quality/{version}"): Role.MAINTAINER,
    ("GET", "/quality/{version}/release"): Role.MAINTAINER,
    ("POST", "/quality/{version}/release"): Role.MAINTAINER,
    ("GET", "/quality/{version}/discard"): Role.MAINTAINER,
    ("POST", "/quality/{version}/discard"): Role.MAINTAINER,
    ("GET", "/upload"): Role.MAINTAINER,
    ("POST", "/upload"): Role.MAINTAINER,
    ("GET", "/upload/{upload_id}"): Role.MAINTAINER,
    ("GET", "/waiting/{document_id}"): Role.MAINTAINER,
    ("POST", "/waiting/{document_id}/approve"): Role.MAINTAINER,
    ("POST", "/waiting/{document_id}/withdraw"): Role.MAINTAINER,
    ("GET", "/about/starters"): Role.MAINTAINER,
    ("GET", "/about/starters/{name}"): Role.MAINTAINER,
    ("GET", "/q/{key}"): None,
    ("GET", "/q/{key}/end"): None,
    ("GET", "/q/{key}/{item_id}"): None,
    ("POST", "/q/{key}/{item_id}"): None,
    ("GET", "/q/{key}/{item_id}/answer"): None,
    ("GET", "/privacy"): None,
    ("GET", "/accessibility"): None,
    ("GET", "/problem"): None,
    ("GET", "/brand.css"): None,
    ("GET", "/sign-in"): None,
    ("POST", "/sign-in"): None,
    ("GET", "/healthz"): None,
}
GUARDED = sorted((role, method, path) for (method, path), role in ROUTES.items() if role)


@pytest.fixture(scope="module")
def live(tmp_path_factory: pytest.TempPathFactory) -> Iterator[LiveIndex]:
    live = open_live(tmp_path_factory.mktemp("live"), [briefing()])
    yield live
    live.close()


@pytest.fixture(scope="module")
def accounts() -> Accounts:
    records = Records()
    users = Users(records)
    for role in Role:
        assert not isinstance(users.add(role.name.lower(), PASSWORD, role), Refused)
    users.add("another", PASSWORD, Role.PRACTITIONER)
    return Accounts(records)


@pytest.fixture(scope="module")
def opening(accounts: Accounts) -> dict[str, str]:
    """Return a token of each role's account by its name. A password takes so long to check that it is checked once."""
    people = [accounts.users.checked(role.name.lower(), PASSWORD) for role in Role]
    return {person.name: accounts.new_token(person, "test", 1) for person in people if person}


def served(live: LiveIndex, access: Access) -> FastAPI:
    return create_app(ScriptedAssistant(), live, SETTINGS, access=access)


@pytest.fixture(scope="module")
def app(live: LiveIndex, accounts: Accounts) -> FastAPI:
    return served(live, accounts)


def routes(app: FastAPI) -> set[tuple[str, str]]:
    """Return the method and path of every route."""
    seen = set()
    for route in app.routes:
        inner = getattr(getattr(route, "original_router", None), "routes", [route])
        seen |= {(m, r.path) for r in inner if isinstance(r, APIRoute) for m in r.methods}
    return seen


def sign_in(app: FastAPI, name: str, password: str = PASSWORD, **more: str) -> TestClient:
    client = TestClient(app, headers=HTML)
    page = soup(client.get("/sign-in").text)
    form = {str(field["name"]): str(field.get("value", "")) for field in page.select("form.ask input")}
    client.post("/sign-in", data=form | {"name": name, "password": password} | more, headers=OWN)
    return client


def send(client: TestClient, method: str, path: str, **headers: str) -> tuple[int, str]:
    for name, value in {
        "conversation_id": "c",
        "document_id": "zed-briefing",
        "passage_id": "zed-briefing-0",
        "review_id": "zed-briefing-1",
        "upload_id": "u",
        "quiz_id": "0123456789ab",
        "item_id": "0123456789ab",
        "run_id": "r",
        "form": "gift",
        "slug": "neglect",
    }.items():
        path = path.replace(f"{{{name}}}", value)
    path = path.replace("{number}", "1").replace("{version}", "v").replace("{name}", "x")
    json = {"json": {"question": "what"}} if path.startswith("/api") and method == "POST" else {}
    response = client.request(method, path, headers=OWN | headers, follow_redirects=False, **json)  # type: ignore[arg-type]
    return response.status_code, response.text


def test_every_route_says_who_may_use_it(app: FastAPI) -> None:
    assert routes(app) == set(ROUTES)


@pytest.mark.parametrize(("role", "method", "path"), GUARDED)
def test_a_stranger_gets_nothing_of_any_route(app: FastAPI, role: Role, method: str, path: str) -> None:
    for headers in ({}, {"Authorization": "Bearer wrong"}, {"Authorization": "Basic wrong"}, {"X-Forwarded-User": "a"}):
        status, text = send(TestClient(app, headers=HTML), method, path, **headers)

        assert status == 401
        assert "Child Zed" not in text
        assert "Fernmoor" not in text


@pytest.mark.parametrize(("role", "method", "path"), GUARDED)
@pytest.mark.parametrize("who", list(Role), ids=lambda who: str(who.name.lower()))
def test_a_route_is_open_to_its_role_and_higher_ones_only(
    app: FastAPI, opening: dict[str, str], who: Role, role: Role, method: str, path: str
) -> None:
    token = opening[who.name.lower()]

    status, _ = send(TestClient(app, headers=HTML), method, path, Authorization=f"Bearer {token}")

    if who < role:
        assert status == 403
    else:
        # Without releases there is no Quality page, and nothing takes uploads; a form without its own token is refused whoever sends it.
        assert status != 401
        assert (status != 403) or method == "POST" or path.startswith(("/quality", "/upload"))


@pytest.mark.parametrize("opened", ["session", "token"])
@pytest.mark.parametrize("ends", ["time", "stopped", "password", "deleted"])
def test_what_has_ended_opens_nothing(live: LiveIndex, opened: str, ends: str) -> None:
    records = Records()
    users = Users(records)
    person = users.add("ann", PASSWORD, Role.MAINTAINER)
    assert not isinstance(person, Refused)
    access = Accounts(records)
    app = served(live, access)
    client = sign_in(app, "ann")
    headers = {"Authorization": f"Bearer {access.new_token(person, 'x', 1)}"} if opened == "token" else {}
    client = TestClient(app, headers=HTML) if opened == "token" else client
    assert client.get("/documents", headers=headers).status_code == 200

    match ends:
        case "time":
            with records.transaction() as session:
                for kind in (ApiToken, BrowserKey):
                    for key in session.query(kind):
                        key.ends -= timedelta(days=2)
        case "stopped":
            users.set_active("ann", False)
        case "password":
            users.set_password("ann", PASSWORD + "!")
        case "deleted":
            users.delete("ann")

    assert client.get("/documents", headers=headers).status_code == 401


def test_a_conversation_is_nobody_elses(app: FastAPI) -> None:
    mine, other = sign_in(app, "practitioner"), sign_in(app, "another")
    address = ask(mine, "what").partition("#")[0]

    assert mine.get(address).status_code == 200
    for path in (address, f"{address}/export", f"{address}/export?form=json"):
        assert other.get(path).status_code == 404
    question = sign_in(app, "maintainer").get(f"{address}/1/evaluation-question")
    assert (question.status_code, words(question.text, "textarea")) == (404, "")
    form = fields(other.get("/").text) | {"question": "and then", "conversation_id": address.rpartition("/")[2]}
    assert other.post("/ask", data=form, headers=OWN).status_code == 404


def test_the_pages_of_maintainers_are_named_to_nobody_else(app: FastAPI) -> None:
    named = {}
    for name in ("practitioner", "maintainer"):
        client = sign_in(app, name)
        pages = [client.get(page).text for page in ("/", ask(client, "what"), "/documents/zed-briefing")]
        links = {str(link["href"]) for page in pages for link in soup(page).select("a")}
        own = ("quality", "correct", "evaluation", "upload")
        named[name] = {link for link in links if any(word in link for word in own)}

    assert named["practitioner"] == set()
    assert len(named["maintainer"]) == 4


def test_quizzes_are_named_to_trainers_and_maintainers_alone(app: FastAPI) -> None:
    named = {
        role.name.lower(): bool(soup(sign_in(app, role.name.lower()).get("/").text).select("nav a[href='/quizzes']"))
        for role in Role
    }

    assert named == {"practitioner": False, "trainer": True, "maintainer": True}


def test_a_program_cannot_go_on_with_the_conversation_of_another(app: FastAPI, accounts: Accounts) -> None:
    tokens = {}
    for name in ("practitioner", "another"):
        person = accounts.users.checked(name, PASSWORD)
        assert person
        tokens[name] = {"Authorization": f"Bearer {accounts.new_token(person, 'x', 1)}"}
    client = TestClient(app)
    first = client.post("/api/ask", json={"question": "what"}, headers=tokens["practitioner"]).json()
    asked = {"question": "and then", "conversation_id": first["conversation_id"]}

    again = client.post("/api/ask", json=asked, headers=tokens["practitioner"]).json()
    foreign = client.post("/api/ask", json=asked, headers=tokens["another"]).json()

    assert again["conversation_id"] == first["conversation_id"]
    assert foreign["conversation_id"] != first["conversation_id"]


def test_signing_in_gives_another_session_and_signing_out_ends_it(app: FastAPI) -> None:
    client = TestClient(app, headers=HTML)
    before = soup(client.get("/sign-in").text)
    cookie = dict(client.cookies)
    form = {str(f["name"]): str(f.get("value", "")) for f in before.select("form.ask input")}
    form |= {"name": "trainer", "password": PASSWORD, "then": "/documents?x=1"}

    response = client.post("/sign-in", data=form, headers=OWN, follow_redirects=False)

    assert (response.status_code, response.headers["location"]) == (303, "/documents?x=1")
    assert dict(client.cookies) != cookie
    page = client.get("/")
    assert words(page.text, ".who-is-here") == "trainer Sign out"
    stolen = dict(client.cookies)
    token = str(soup(page.text).select_one(".who-is-here input")["value"])  # type: ignore[index]
    out = client.post("/sign-out", data={"token": token}, headers=OWN, follow_redirects=False)
    assert (out.status_code, out.headers["location"]) == (303, "/sign-in")
    assert client.get("/").status_code == 401
    assert TestClient(app, headers=HTML, cookies=stolen).get("/").status_code == 401


@pytest.mark.parametrize("then", ["https://elsewhere.example/", "//elsewhere.example", "/\\elsewhere.example", "x", ""])
def test_signing_in_leads_to_no_other_site(app: FastAPI, then: str) -> None:
    client = TestClient(app, headers=HTML)
    form = {str(f["name"]): str(f.get("value", "")) for f in soup(client.get("/sign-in").text).select("form.ask input")}
    form |= {"name": "trainer", "password": PASSWORD, "then": then}

    assert client.post("/sign-in", data=form, headers=OWN, follow_redirects=False).headers["location"] == "/"


def test_a_question_that_came_after_the_session_had_ended_is_given_back(app: FastAPI) -> None:
    client = sign_in(app, "practitioner")
    form = fields(client.get("/").text) | {"question": "What did the nurse do?"}
    client.cookies.clear()
    refused = client.post("/ask", data=form, headers=OWN)
    again = {str(f["name"]): str(f.get("value", "")) for f in soup(refused.text).select("form.ask input")}

    page = client.post("/sign-in", data=again | {"name": "practitioner", "password": PASSWORD}, headers=OWN)

    assert refused.status_code == 401
    assert words(page.text, "textarea") == "What did the nurse do?"
    token = str(soup(page.text).select_one(".who-is-here input")["value"])  # type: ignore[index]
    client.post("/sign-out", data={"token": token}, headers=OWN)
    assert client.get("/").status_code == 401


def test_wrong_passwords_are_told_recorded_and_stopped_after_five(live: LiveIndex) -> None:
    records = Records()
    users = Users(records)
    users.add("ann", PASSWORD, Role.PRACTITIONER)
    app = served(live, Accounts(records))
    client = TestClient(app, headers=HTML)
    form = {str(f["name"]): str(f.get("value", "")) for f in soup(client.get("/sign-in").text).select("form.ask input")}
    form |= {"name": "ann", "password": "not the right one"}

    answers = [client.post("/sign-in", data=form, headers=OWN) for _ in range(6)]

    assert [answer.status_code for answer in answers] == [422] * 5 + [429]
    assert "do not belong together" in words(answers[0].text, ".error")
    assert client.post("/sign-in", data=form | {"password": PASSWORD}, headers=OWN).status_code == 429
    assert [(a.who, a.did) for a in Actions(records).latest(9)] == [("ann", "was refused a sign-in")] * 5


def test_a_sign_in_from_another_page_is_refused(app: FastAPI) -> None:
    form = {"name": "trainer", "password": PASSWORD, "token": "x"}

    assert TestClient(app).post("/sign-in", data=form, headers=OWN).status_code == 403


def test_where_there_are_no_accounts_there_is_nothing_to_sign_in_to(live: LiveIndex) -> None:
    assert TestClient(served(live, ThisMachine())).get("/sign-in").status_code == 404


@pytest.mark.parametrize(("role", "method", "path"), GUARDED)
def test_on_this_machine_the_token_opens_every_page_and_nothing_else_does(
    live: LiveIndex, role: Role, method: str, path: str
) -> None:
    app = served(live, ThisMachine(TOKEN))

    assert send(TestClient(app, headers=HTML), method, path)[0] == 401
    assert send(TestClient(app, headers=HTML), method, path, Authorization="Bearer other")[0] == 401
    assert send(TestClient(app, headers=HTML), method, path, Authorization=f"Bearer {TOKEN}")[0] != 401


def test_the_printed_address_lets_a_browser_in_and_leaves_no_token_in_it(live: LiveIndex) -> None:
    app = served(live, ThisMachine(TOKEN))
    client = TestClient(app, headers=HTML)

    arrived = client.get(f"/documents?token={TOKEN}&x=1", follow_redirects=False)

    assert (arrived.status_code, arrived.headers["location"]) == (303, "/documents?x=1")
    assert client.get("/documents").status_code == 200
    assert ask(client, "what").startswith("/conversations/")
    assert TestClient(app, headers=HTML).get("/?token=wrong").status_code == 401


def test_a_cookie_of_another_start_opens_nothing(live: LiveIndex) -> None:
    before = TestClient(served(live, ThisMachine("another-token")), headers=HTML)
    before.get("/?token=another-token")

    assert before.cookies
    after = TestClient(served(live, ThisMachine(TOKEN)), headers=HTML, cookies=dict(before.cookies))
    assert after.get("/").status_code == 401


def test_no_refusal_hands_a_stranger_a_cookie_that_opens_the_pages(live: LiveIndex) -> None:
    client = TestClient(served(live, ThisMachine(TOKEN)), headers=HTML)
    tries: list[Callable[[], object]] = [
        lambda: client.get("/"),
        lambda: client.post("/ask", data={"question": "what"}, headers=OWN),
        lambda: client.post("/ask", data={"question": "what"}, headers={"Origin": "http://elsewhere.example"}),
        lambda: client.post("/ask", data={"question": "what"}),
        lambda: client.get("/nothing"),
        lambda: client.get("/sign-in"),
    ]
    for one in tries:
        one()

    assert not client.cookies
    assert client.get("/documents").status_code == 401


def test_behind_a_sign_on_proxy_its_header_lets_readers_in_and_nobody_elses_does(live: LiveIndex) -> None:
    app = served(live, Readers(["testclient"], "X-Forwarded-User"))
    header = {"X-Forwarded-User": "reader@board.example"}

    assert TestClient(app, headers=HTML).get("/documents").status_code == 401
    assert TestClient(app, headers=HTML | header).get("/documents").status_code == 200
    assert TestClient(app, headers=HTML | header).get("/quality").status_code == 403
    assert TestClient(app, headers=HTML | header, client=("10.9.8.7", 1)).get("/documents").status_code == 401


def test_readers_behind_a_proxy_do_not_see_each_others_conversations(live: LiveIndex) -> None:
    app = served(live, Readers(["testclient"], "X-Forwarded-User"))
    mine = TestClient(app, headers=HTML | {"X-Forwarded-User": "a"})
    address = ask(mine, "what").partition("#")[0]

    assert mine.get(address).status_code == 200
    assert TestClient(app, headers=HTML | {"X-Forwarded-User": "b"}).get(address).status_code == 404


def test_nothing_that_opens_an_account_is_in_the_file(tmp_path: Path, live: LiveIndex) -> None:
    file = tmp_path / "app.sqlite"
    records = Records(f"sqlite:///{file}")
    users = Users(records)
    person = users.add("ann", PASSWORD, Role.MAINTAINER)
    assert not isinstance(person, Refused)
    access = Accounts(records)
    token = access.new_token(person, "x", 1)
    client = sign_in(served(live, access), "ann")
    session = next(iter(dict(client.cookies).values())).rpartition(".")[0]
    records.close()

    kept = b"".join(path.read_bytes() for path in tmp_path.iterdir())
    assert b"ann" in kept
    assert [secret for secret in (PASSWORD, token, session) if secret.encode() in kept] == []


def test_a_host_that_is_not_ours_is_refused_before_anything_else(app: FastAPI) -> None:
    assert TestClient(app).get("/sign-in", headers={"Host": "elsewhere.example"}).status_code == 400
