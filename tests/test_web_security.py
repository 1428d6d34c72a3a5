"""What no route may forget: headers, forms that are ours, and words of others that stay words."""

import logging
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from bs4 import Tag
from fastapi import FastAPI
from fastapi.telemetry import get_telemetry_data
from opentelemetry import trace
from opentelemetry.sdk.trace import TracerProvider
from starlette.testclient import TestClient
from website import (
    OWN,
    SETTINGS,
    ScriptedAssistant,
    answered,
    ask,
    briefing,
    citation,
    fields,
    newsletter,
    open_live,
    soup,
    words,
)

from assistant.answer import Answer, ReviewsSearched, Status
from assistant.filters import Filters
from vectorstore.live import LiveIndex
from web.app import create_app
from web.settings import WebSettings

CSP = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; font-src 'self'; connect-src 'self'; "
    "form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)
HTML = {"Accept": "text/html"}
PAYLOADS = (
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "\"><svg onload=alert(1)>",
    "'><iframe srcdoc='<script>alert(1)</script>'>",
    "</textarea><script>alert(1)</script>",
    "</title><script>alert(1)</script>",
    "[click](javascript:alert(1))",
    "![x](http://elsewhere.example/x.png)",
    "<a href=\"http://elsewhere.example\">here</a>",
    "{{ settings.secret }}{% raw %}",
    "<style>@import 'http://elsewhere.example/x.css';</style>",
    "<!--><base href=http://elsewhere.example/>-->",
    "<math><mtext></mtext><mglyph><style><img src=x onerror=alert(1)>",
    "&lt;script&gt;alert(1)&lt;/script&gt;",
)  # fmt: skip
REMOTE = re.compile(r"^(?:[a-z+.-]+:|//)", re.IGNORECASE)


@pytest.fixture(scope="module")
def live(tmp_path_factory: pytest.TempPathFactory) -> Iterator[LiveIndex]:
    live = open_live(tmp_path_factory.mktemp("live"), [briefing(), newsletter()])
    yield live
    live.close()


@pytest.fixture
def app(live: LiveIndex) -> FastAPI:
    return create_app(ScriptedAssistant({"fault": RuntimeError("secret")}), live, SETTINGS)


@pytest.fixture
def client(app: FastAPI) -> TestClient:
    return TestClient(app, headers=HTML)


@pytest.mark.parametrize(
    ("method", "path", "status", "kept"),
    [
        ("GET", "/", 200, "no-store"),
        ("GET", "/ask", 303, "no-store"),
        ("POST", "/ask", 403, "no-store"),
        ("POST", "/ask/stream", 403, "no-store"),
        ("GET", "/conversations/nobody", 404, "no-store"),
        ("GET", "/conversations/nobody/export", 404, "no-store"),
        ("GET", "/documents", 200, "private, no-cache"),
        ("GET", "/documents/zed-briefing", 200, "private, no-cache"),
        ("GET", "/documents/nobody", 404, "no-store"),
        ("GET", "/documents/zed-briefing/corrections", 200, "no-store"),
        ("POST", "/documents/zed-briefing/corrections", 403, "no-store"),
        ("GET", "/documents/zed-briefing/passages/zed-briefing-0/corrections", 200, "no-store"),
        ("POST", "/documents/zed-briefing/passages/zed-briefing-0/corrections", 403, "no-store"),
        ("GET", "/evaluation-questions/new", 200, "no-store"),
        ("POST", "/evaluation-questions", 403, "no-store"),
        ("GET", "/quality", 403, "no-store"),
        ("POST", "/quality/evaluate", 403, "no-store"),
        ("POST", "/quality/rollback", 403, "no-store"),
        ("POST", "/quality/v/release", 403, "no-store"),
        ("GET", "/about", 200, "private, no-cache"),
        ("GET", "/about/starters", 200, "private, no-cache"),
        ("GET", "/about/starters/data-flow", 200, "no-store"),
        ("GET", "/about/starters/nothing", 404, "no-store"),
        ("GET", "/privacy", 200, "private, no-cache"),
        ("GET", "/accessibility", 200, "private, no-cache"),
        ("GET", "/problem", 200, "private, no-cache"),
        ("GET", "/brand.css", 404, "no-store"),
        ("GET", "/reviews", 200, "private, no-cache"),
        ("GET", "/reviews/zed-briefing-1", 200, "no-store"),
        ("GET", "/reviews/nobody", 404, "no-store"),
        ("GET", "/themes", 200, "private, no-cache"),
        ("GET", "/themes/neglect", 200, "private, no-cache"),
        ("GET", "/themes/nothing", 404, "no-store"),
        ("GET", "/themes/neglect/meeting", 200, "private, no-cache"),
        ("GET", "/themes/neglect/meeting.docx", 200, "no-store"),
        ("POST", "/api/ask", 415, "no-store"),
        ("POST", "/api/ask/stream", 415, "no-store"),
        ("GET", "/api/documents", 200, "no-store"),
        ("GET", "/api/documents/zed-briefing", 200, "no-store"),
        ("GET", "/api/documents/zed-briefing/text", 200, "no-store"),
        ("GET", "/api/passages/zed-briefing-0", 200, "no-store"),
        ("GET", "/healthz", 200, "no-store"),
        ("GET", "/static/site.css", 200, "no-cache"),
        ("GET", "/static/site.js", 200, "no-cache"),
        ("GET", "/static/nothing", 404, "no-cache"),
        ("GET", "/nothing", 404, "no-store"),
        ("DELETE", "/documents", 403, "no-store"),
        ("OPTIONS", "/documents", 405, "no-store"),
        ("TRACE", "/", 405, "no-store"),
    ],
)
def test_every_response_has_the_headers_that_keep_it_to_itself(
    client: TestClient, method: str, path: str, status: int, kept: str
) -> None:
    response = client.request(method, path, follow_redirects=False)
    headers = response.headers

    assert response.status_code == status
    assert headers["content-security-policy"] == CSP
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["referrer-policy"] == "same-origin"
    assert headers["cross-origin-opener-policy"] == "same-origin"
    assert headers["permissions-policy"].startswith("camera=()")
    assert headers["cache-control"] == kept or status == 404
    assert not {"server", "x-powered-by", "access-control-allow-origin", "strict-transport-security"} & set(headers)


def test_a_fault_too_has_the_headers(client: TestClient) -> None:
    form = fields(client.get("/").text) | {"question": "fault"}
    response = client.post("/ask", data=form, headers=OWN)

    assert (response.status_code, response.headers["content-security-policy"]) == (500, CSP)


def test_over_tls_the_cookie_is_bound_to_the_host_and_browsers_remember(live: LiveIndex) -> None:
    settings = WebSettings(SETTINGS.allowed_hosts, SETTINGS.secret, https=True)
    response = TestClient(create_app(ScriptedAssistant(), live, settings)).get("/")

    assert response.headers["strict-transport-security"] == "max-age=31536000"
    assert response.headers["set-cookie"].startswith("__Host-review-learning-session=")
    assert "; Secure" in response.headers["set-cookie"]


def test_the_session_cookie_is_for_this_host_and_no_script(client: TestClient) -> None:
    first, second = client.get("/"), client.get("/")
    name, *flags = first.headers["set-cookie"].split("; ")

    assert name.startswith("review-learning-session=")
    assert set(flags) == {"HttpOnly", "Path=/", "SameSite=lax"}
    assert "set-cookie" not in second.headers


@pytest.mark.parametrize(
    "path",
    [
        "/documents",
        "/documents/zed-briefing",
        "/about",
        "/privacy",
        "/problem",
        "/healthz",
        "/api/documents",
        "/static/site.css",
        "/nothing",
    ],
)
def test_where_nothing_is_asked_no_cookie_is_set(client: TestClient, path: str) -> None:
    assert "set-cookie" not in client.get(path).headers


@pytest.mark.parametrize(
    ("headers", "token", "status"),
    [
        (OWN, "own", 303),
        ({"Sec-Fetch-Site": "same-origin"}, "own", 303),
        (OWN | {"Sec-Fetch-Site": "same-origin"}, "own", 303),
        ({"Sec-Fetch-Site": "none"}, "own", 303),
        ({}, "own", 403),
        (OWN, "", 403),
        (OWN, None, 403),
        (OWN, "another session's", 403),
        (OWN, "é\ud800"[:1], 403),
        ({"Origin": "https://elsewhere.example"}, "own", 403),
        ({"Origin": "null"}, "own", 403),
        ({"Sec-Fetch-Site": "cross-site"}, "own", 403),
        ({"Sec-Fetch-Site": "same-site"}, "own", 403),
        (OWN | {"Sec-Fetch-Site": "cross-site"}, "own", 403),
        ({"Origin": "https://elsewhere.example", "Sec-Fetch-Site": "same-origin"}, "own", 403),
    ],
)
def test_a_form_is_taken_only_from_a_page_of_ours_in_the_same_session(
    app: FastAPI, client: TestClient, headers: dict[str, str], token: str | None, status: int
) -> None:
    own = fields(client.get("/").text)["token"]
    others = fields(TestClient(app, headers=HTML).get("/").text)["token"]
    sent = {"own": own, "another session's": others}.get(token or "", token)
    form = {"question": "My careful question"} | ({} if sent is None else {"token": sent})
    response = client.post("/ask", data=form, headers=headers, follow_redirects=False)

    assert own != others
    assert response.status_code == status
    if status == 403:
        assert words(response.text, "h1") == "Nothing was sent"
        assert words(response.text, "textarea") == "My careful question"
        assert client.post("/ask", data=fields(response.text) | form | {"token": own}, headers=OWN).status_code == 200


def test_a_refused_form_can_be_sent_again_from_the_page_that_refused_it(client: TestClient) -> None:
    refused = client.post("/ask", data={"question": "Again"}, headers=OWN)
    form = fields(refused.text) | {"question": words(refused.text, "textarea")}

    assert client.post("/ask", data=form, headers=OWN, follow_redirects=False).status_code == 303


@pytest.mark.parametrize("cookie", ["", "forged", "forged.signature", "é", "a.b.c"])
def test_a_cookie_that_we_did_not_sign_is_no_session(client: TestClient, cookie: str) -> None:
    form = fields(client.get("/").text) | {"question": "Anything"}
    client.cookies.clear()
    sent = HTML | OWN | {"Cookie": f"review-learning-session={cookie}".encode("latin-1").decode("latin-1")}

    assert client.post("/ask", data=form, headers={k: v.encode("latin-1") for k, v in sent.items()}).status_code == 403


def test_the_question_is_in_no_address(client: TestClient) -> None:
    address = ask(client, "wintergreen")
    page = soup(client.get(address).text)

    assert "wintergreen" not in address
    assert page.title is not None
    assert "wintergreen" not in page.title.text
    assert [a["href"] for a in page.select("a[href*=wintergreen]")] == []


def test_nothing_typed_is_logged_or_traced(
    live: LiveIndex, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    class Watched(ScriptedAssistant):
        def ask(
            self,
            question: str,
            conversation_id: str | None = None,
            filters: Filters = Filters(),  # noqa: B008
            published_name: bool = False,
        ) -> Answer:
            traced.append(get_telemetry_data())
            return super().ask(question, conversation_id, filters, published_name)

    traced: list[object] = []
    caplog.set_level(logging.DEBUG)
    monkeypatch.setattr(trace, "get_tracer_provider", TracerProvider)
    client = TestClient(create_app(Watched({"fault wintergreen": ValueError("wintergreen")}), live, SETTINGS))
    for body in ({"question": "wintergreen"}, {"question": "wintergreen", "x": 1}, {"question": "fault wintergreen"}):
        client.post("/api/ask", json=body)

    assert traced == [None, None]
    assert "wintergreen" not in "".join(r.getMessage() for r in caplog.records if not r.name.startswith("httpx"))


def assert_harmless(html: str, payload: str) -> None:
    """Fail where the page holds a tag, an attribute or an address that is not one of the templates'."""
    page = soup(html)
    assert [one.get("src", "").partition("?")[0] for one in page.select("script")] == ["/static/site.js"]  # type: ignore[union-attr]
    assert [one.text for one in page.select("script")] == [""]
    assert page.select("iframe, object, embed, style, base, img, svg, math, form form") == []
    for element in page.find_all(True):
        assert isinstance(element, Tag)
        assert [name for name in element.attrs if name.startswith("on") or name in {"style", "srcdoc"}] == []
        for name in ("href", "src", "action"):
            address = str(element.get(name, ""))
            assert not REMOTE.match(address) or address == "tel:999", address
    assert " ".join(payload.split()) in " ".join(page.get_text().split())


@pytest.mark.parametrize("payload", PAYLOADS)
def test_words_of_a_question_stay_words(client: TestClient, payload: str) -> None:
    too_long = payload + "x" * 1001
    form = fields(client.get("/").text)

    assert_harmless(client.get(ask(client, payload)).text, payload)
    assert_harmless(client.post("/ask", data=form | {"question": too_long}, headers=OWN).text, too_long)
    assert_harmless(client.post("/ask", data={"question": payload}, headers=OWN).text, payload)


def test_words_of_a_document_stay_words(tmp_path: Path) -> None:
    every = " ".join(PAYLOADS)
    hostile = newsletter(every)
    cited = citation(hostile, 1)
    shown = answered(cited, answer=f"{every} [1]", notices=(every,), suggestions=(every,))
    nothing = Answer(
        Status.NOT_FOUND, every, nearest=(cited,), reviews=ReviewsSearched((every,), 1), index_version=every
    )
    app = create_app(ScriptedAssistant({"found": shown, "nothing": nothing}), open_live(tmp_path, [hostile]), SETTINGS)
    with TestClient(app, headers=HTML) as client:
        pages = [client.get(path).text for path in ("/documents", "/documents/newsletter", cited.url)]
        pages += [client.get(ask(client, question)).text for question in ("found", "nothing")]

    for page in pages:
        assert_harmless(page, every)
    assert words(pages[2], "mark#cited") == every


@pytest.mark.parametrize(
    "path",
    [
        "/static/../settings.py",
        "/static/%2e%2e/settings.py",
        "/static/..%2fsettings.py",
        "/static/%2e%2e%2f%2e%2e%2fpyproject.toml",
        "/static//etc/passwd",
        "/static/..\\settings.py",
        "/static/%00site.css",
        "/static/",
        "/documents/..%2f..%2fetc%2fpasswd",
        "/api/documents/..%2f..%2fetc%2fpasswd/text",
        "/conversations/..%2f..%2f",
    ],
)
def test_no_path_leads_out_of_what_is_served(client: TestClient, path: str) -> None:
    response = client.get(path)

    assert response.status_code == 404
    assert "secret" not in response.text


def test_the_style_is_kept_for_a_year_under_the_address_that_pages_use(client: TestClient) -> None:
    link = soup(client.get("/").text).select_one("link[rel=stylesheet]")

    assert link is not None
    assert client.get(str(link["href"])).headers["cache-control"] == "public, max-age=31536000, immutable"
    assert client.get("/static/site.css?v=0").headers["cache-control"] == "no-cache"
    assert client.get("/static/icon.svg").headers["content-type"] == "image/svg+xml"


@pytest.mark.parametrize(
    ("path", "accept", "kind"),
    [
        ("/nothing", "text/html,application/xhtml+xml,*/*;q=0.8", "text/html; charset=utf-8"),
        ("/nothing", "*/*", "text/html; charset=utf-8"),
        ("/nothing", "", "text/html; charset=utf-8"),
        ("/nothing", "application/json", "application/problem+json"),
        ("/nothing", "text/html;q=0.3, application/problem+json", "application/problem+json"),
        ("/nothing", "text/html;q=x, application/json;q=0.1", "application/problem+json"),
        ("/api/nothing", "*/*", "application/problem+json"),
        ("/api/nothing", "text/html", "text/html; charset=utf-8"),
        ("/static/nothing", "*/*", "text/html; charset=utf-8"),
    ],
)
def test_a_problem_is_a_page_or_json_by_what_is_accepted(app: FastAPI, path: str, accept: str, kind: str) -> None:
    response = TestClient(app).get(path, headers={"Accept": accept})

    assert (response.status_code, response.headers["content-type"]) == (404, kind)


@pytest.mark.parametrize("host", ["elsewhere.example", "", "testserver.", "testserver@elsewhere.example", "[::1]"])
def test_another_host_is_refused_on_pages_too(client: TestClient, host: str) -> None:
    response = client.get("/", headers={"Host": host})

    assert (response.status_code, words(response.text, "h1")) == (400, "The request could not be read")


@pytest.mark.parametrize("host", ["[::1]", "[::1]:8000"])
def test_an_ipv6_address_can_be_a_host(live: LiveIndex, host: str) -> None:
    settings = WebSettings(("[::1]",), SETTINGS.secret)

    assert (
        TestClient(create_app(ScriptedAssistant(), live, settings)).get("/", headers={"Host": host}).status_code == 200
    )


@pytest.mark.parametrize("length", ["99999999999", "-1", "abc"])
def test_a_length_that_cannot_be_true_is_refused(client: TestClient, length: str) -> None:
    response = client.post("/ask", content=b"question=a", headers=OWN | {"Content-Length": length})

    assert response.status_code == 413


def test_a_form_over_64_kb_is_a_page_that_says_so(client: TestClient) -> None:
    response = client.post("/ask", data={"question": "x" * 70_000}, headers=OWN)

    assert (response.status_code, words(response.text, "h1")) == (413, "The request is too long")


def test_a_file_in_place_of_the_question_is_refused(client: TestClient) -> None:
    response = client.post("/ask", files={"question": ("a.txt", b"text")}, headers=OWN)

    assert response.status_code == 422


@pytest.mark.parametrize("content", [b"", b"--x", b"\xff\xfe", b"%ff=%ff&question=%ff", b"question=a&question=b"])
@pytest.mark.parametrize(
    "kind",
    ["application/x-www-form-urlencoded", "multipart/form-data; boundary=x", "multipart/form-data", "text/plain"],
)
def test_a_damaged_form_is_a_problem_and_no_fault(client: TestClient, content: bytes, kind: str) -> None:
    for headers in (OWN, {"Origin": "null"}):
        response = client.post("/ask", content=content, headers=headers | {"Content-Type": kind})

        assert response.status_code in {400, 403, 422}
