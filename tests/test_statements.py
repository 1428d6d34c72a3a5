"""The pages that say what this assistant is: filled in by the settings, and nothing said that is not so."""

import json
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from starlette.testclient import TestClient
from website import SETTINGS, ScriptedAssistant, ask, briefing, open_live, soup, words

from assistant.answer import Answer, Status
from assistant.filters import Filters
from assistant.history import History
from assistant.records import Records
from vectorstore.data import DataDirectory
from vectorstore.live import LiveIndex
from vectorstore.releases import Grounds, read_releases
from web.accounts import Accounts
from web.app import create_app
from web.assurance import UNTESTED, Assurance, assurance_of
from web.brand import BLACK, READABLE, WHITE, brand_css, colour_refused, contrast, deep, on
from web.person import Access, Role
from web.readers import Readers
from web.settings import Feedback, WebSettings
from web.this_machine import ThisMachine
from web.users import Refused

HTML = {"Accept": "text/html"}
NOBODY = "Nobody is set to read this; tell your safeguarding lead."
PUBLIC = ("/privacy", "/accessibility", "/problem")


@pytest.fixture(scope="module")
def live(tmp_path_factory: pytest.TempPathFactory) -> Iterator[LiveIndex]:
    live = open_live(tmp_path_factory.mktemp("live"), [briefing()])
    yield live
    live.close()


def accounts() -> Accounts:
    return Accounts(Records())


def client(
    live: LiveIndex,
    settings: WebSettings = SETTINGS,
    access: Access = ThisMachine(),  # noqa: B008
    history: History | None = None,
) -> TestClient:
    app = create_app(
        ScriptedAssistant({"fault": RuntimeError("secret")}), live, settings, access=access, history=history
    )
    return TestClient(app, headers=HTML, raise_server_exceptions=False)


def table(html: str) -> dict[str, list[str]]:
    """Return the rows of the first table by their headings."""
    rows = soup(html).select("tbody tr")
    return {row.select("th")[0].get_text(): [cell.get_text() for cell in row.select("td")] for row in rows}


def test_strangers_may_read_what_is_kept_and_whom_to_tell_and_see_nothing_else(live: LiveIndex) -> None:
    stranger = client(live, access=accounts())

    for path in PUBLIC:
        page = stranger.get(path)
        assert (page.status_code, dict(page.cookies)) == (200, {})
        assert "Child Zed" not in page.text
        assert soup(page.text).select(".who-is-here, textarea, main form") == []
    assert stranger.get("/about").status_code == 401


def test_whoever_is_signed_in_stays_so_on_the_pages_that_are_open_to_all(live: LiveIndex) -> None:
    access = accounts()
    person = access.users.add("ann", "twelve or more letters", Role.PRACTITIONER)
    assert not isinstance(person, Refused)
    token = access.new_token(person, "x", 1)

    page = client(live, access=access).get("/privacy", headers={"Authorization": f"Bearer {token}"})

    assert words(page.text, ".who-is-here") == "ann Sign out"


def test_every_page_leads_to_the_statements(live: LiveIndex) -> None:
    served = client(live)
    for path in ("/", "/documents", "/nothing", *PUBLIC):
        links = {str(link["href"]) for link in soup(served.get(path).text).select("footer a")}
        assert {"/about", *PUBLIC} <= links


def test_privacy_in_memory_says_so_and_names_no_accounts(live: LiveIndex) -> None:
    page = client(live).get("/privacy").text

    kept = table(page)
    assert kept["Questions and answers"] == [
        "the person who asked",
        "in the memory of the server",
        "until the assistant is restarted; before that, the oldest go once there are more than 1,000 conversations, "
        "or 50 questions in one",
    ]
    assert not [what for what in kept if "account" in what or "sign-on" in what]
    assert "No language model is set" in words(page)
    assert "proxy" not in words(page)


def test_privacy_with_accounts_and_history_says_how_long_each_is_kept(live: LiveIndex) -> None:
    page = client(live, access=accounts(), history=History(Records(), 30)).get("/privacy").text

    assert {what: cells[1:] for what, cells in table(page).items() if cells[1].startswith("in the file")} == {
        "Questions and answers": [
            "in the file app.sqlite in the data directory",
            "30 days after the last question in the conversation, or until its owner deletes it",
        ],
        "That a question on a live case, with personal details, or on who somebody is was asked, without its text": [
            "in the file app.sqlite in the data directory",
            "as the conversation that it was asked in",
        ],
        "The account: name, role, the day it was made, and a hash of the password, never the password": [
            "in the file app.sqlite in the data directory",
            "until the account is deleted",
        ],
        "That a browser is signed in": [
            "in the file app.sqlite in the data directory",
            "12 hours, or until signing out",
        ],
        "That a program may use the account": [
            "in the file app.sqlite in the data directory",
            "as long as was set, 366 days at most",
        ],
        "What was done: signing in and out, uploads, releases, corrections, quizzes, changes of accounts; never a question": [
            "in the file app.sqlite in the data directory",
            "1 year",
        ],
        "That a link opens a quiz, with its first four letters alone, and how often each answer was chosen by it; "
        "never by whom, and shown 5 people at a time, not while all answered alike. What is typed into a text box is not kept": [
            "in the file app.sqlite in the data directory",
            "until the link ends, 14 days at most, or until a trainer ends it or deletes the quiz",
        ],
    }
    assert "They go by themselves after 30 days." in words(page)


def test_privacy_behind_a_sign_on_says_what_it_sees(live: LiveIndex) -> None:
    page = client(live, access=Readers(["testclient"], "X-Forwarded-User")).get("/privacy").text

    assert "A code made from the name that the sign-on gives" in words(page)
    assert "can see every page, question and answer that passes" in words(page)


def test_privacy_names_the_model_the_contact_and_a_database_elsewhere(live: LiveIndex) -> None:
    settings = replace(
        SETTINGS, model="<m> at models.example", data_protection_contact="The DPO <dpo>", records_elsewhere=True
    )
    page = client(live, settings, accounts()).get("/privacy").text

    assert "A language model is used: <m> at models.example." in words(page)
    assert "About personal data: The DPO <dpo>." in words(page)
    assert table(page)["That a browser is signed in"][1] == "in the database that the setting RECORDS names"
    assert "Nobody is set to be asked about personal data here." in words(client(live).get("/privacy").text)


def test_the_text_of_what_privacy_says_is_never_kept_is_not_kept(tmp_path: Path) -> None:
    file = tmp_path / "app.sqlite"
    records = Records(f"sqlite:///{file}")
    history = History(records, 30)
    for status in (Status.LIVE_CASE, Status.PERSONAL_DATA, Status.IDENTIFICATION):
        history.add(history.start(), "wintergreen", Answer(status, "Call 999."), Filters())
    history.add(history.start(), "spearmint", Answer(Status.NOT_FOUND, "Nothing."), Filters())
    records.close()

    content = b"".join(one.read_bytes() for one in tmp_path.iterdir())
    assert (b"wintergreen" in content, b"spearmint" in content) == (False, True)


@pytest.mark.parametrize("path", ["/problem", "/accessibility"])
@pytest.mark.parametrize(
    ("feedback", "told", "link"),
    [
        (None, NOBODY, None),
        (Feedback("The team, on Mondays"), "Tell them yourself. Reports are read by: The team, on Mondays.", None),
        (
            Feedback("The team, on Mondays", "team@board.example"),
            "Write to team@board.example. It is read by: The team, on Mondays.",
            "mailto:team@board.example",
        ),
        (
            Feedback("The team", "https://board.example/form"),
            "Write to https://board.example/form. It is read by: The team.",
            "https://board.example/form",
        ),
    ],
)
def test_a_problem_is_reported_to_whoever_reads_it_and_to_nobody_else(
    live: LiveIndex, path: str, feedback: Feedback | None, told: str, link: str | None
) -> None:
    page = client(live, replace(SETTINGS, feedback=feedback)).get(path).text

    assert told in words(page, "main")
    assert (NOBODY in words(page)) is (feedback is None)
    assert [a["href"] for a in soup(page).select("main a[href^=http], main a[href^=mailto]")] == [link] * bool(link)


@pytest.mark.parametrize("address", ["javascript:alert(1)", "a@b", "a@b.example?bcc=c@d.example", "mailto:a@b.example"])
def test_an_address_that_leads_elsewhere_is_refused(address: str) -> None:
    with pytest.raises(ValueError, match="It must be an e-mail address"):
        Feedback("Somebody", address)


def test_under_each_answer_there_is_a_way_to_say_that_it_is_wrong(live: LiveIndex) -> None:
    served = client(live)
    page = soup(served.get(ask(served, "what")).text)

    assert [link.get_text() for link in page.select(".answer a[href='/problem']")] == [
        "Something wrong with this answer? (answer 1)"
    ]


def test_accessibility_claims_no_conformance(live: LiveIndex) -> None:
    page = words(client(live).get("/accessibility").text, "main")

    assert "No screen reader, voice control or screen magnifier has been run." in page
    assert "No disabled person has tried it." in page
    assert "For the operator to complete" in page
    assert "complian" not in page and "conform" not in page


def judged(data: DataDirectory, version: str, **more: object) -> None:
    """Write the judgement of an evaluation as the gate does."""
    shares = {"ndcg@10": 0.834, "vital": 0.9, "answered": 0.975, "refused": None}
    measures = [
        {"name": name, "value": value, "size": 40, "low": 0.85 if name == "vital" else None, "high": 0.94}
        for name, value in shares.items()
    ]
    record = {"verdict": "PASS", "questions": 40, "rules": [], "measures": measures} | more
    data.evaluations.mkdir(exist_ok=True)
    (data.evaluations / f"{version}.gate.json").write_text(json.dumps(record))


def released(data: DataDirectory, grounds: Grounds, action: str = "promote") -> str:
    """Write the last release again with other grounds, and return its version."""
    last = read_releases(data)[-1]
    record = {name: getattr(last, name) for name in last.__slots__} | {"when": "2026-05-04T10:00:00+00:00"}
    grounded = {name: getattr(grounds, name) for name in grounds.__slots__}
    with data.releases.open("a") as file:
        file.write(json.dumps(record | {"action": action, "grounds": grounded}) + "\n")
    return last.version


def test_the_about_page_tells_the_verdict_the_figures_and_who_approved(tmp_path: Path) -> None:
    live = open_live(tmp_path, [briefing()])
    judged(live.data, released(live.data, Grounds(approved_by="Robin <b>")))

    page = words(client(live).get("/about").text, "main")

    assert "It was asked 40 questions. It passed." in page
    assert "90 % of the facts that matter most were told (90 % interval: 85 % to 94 %)." in page
    assert "was released on 4 May 2026. Its content was approved by Robin <b>." in page
    assert "Fictional sample. The document loaded here was written" in page


def test_how_a_version_was_tested_is_told_in_words(tmp_path: Path) -> None:
    live = open_live(tmp_path, [briefing()])
    version = released(live.data, Grounds(verdict="INCONCLUSIVE", questions=12, sign_off="Ann: the trial is small"))
    on_release = assurance_of(live.data, version)
    judged(live.data, version, verdict="FAIL", rules=[{"name": "no worse: vital", "verdict": "FAIL"}])
    again = assurance_of(live.data, version)

    day = f"Index version {version} was released on 4 May 2026. Nobody is recorded as having approved its content."
    signed = f"{day} In spite of the verdict it was signed off by Ann: the trial is small."
    assert on_release == Assurance(
        signed,
        "Before its release it was asked 12 questions. "
        "It showed too little to say that this version is no worse than the one before.",
    )
    assert again == Assurance(
        signed,
        "It was asked 40 questions. It did not pass. Against it: no worse: vital.",
        (
            "How high the passages that answer stood among the first ten: 0.83, where 1 is best.",
            "90 % of the facts that matter most were told (90 % interval: 85 % to 94 %).",
            "98 % of the questions that the documents answer were answered.",
        ),
    )


def test_a_version_that_no_question_was_asked_of_says_so(live: LiveIndex) -> None:
    assert UNTESTED in words(client(live).get("/about").text)
    assert assurance_of(live.data, "other") == Assurance(
        "When index version other was released is not recorded.", UNTESTED
    )


def test_without_an_index_the_pages_still_stand(tmp_path: Path) -> None:
    served = client(open_live(tmp_path, []))

    assert {path: served.get(path).status_code for path in ("/about", *PUBLIC)} == dict.fromkeys(
        ("/about", *PUBLIC), 200
    )


colours = st.integers(0, 0xFFFFFF).map(lambda number: f"#{number:06x}")


@given(colours)
def test_what_stands_on_any_colour_that_is_taken_can_be_read(colour: str) -> None:
    assume(colour_refused(colour) is None)

    assert contrast(colour, on(colour)) >= READABLE
    assert contrast(deep(colour), WHITE) >= READABLE
    assert on(deep(colour)) == WHITE


def test_contrast_is_as_the_guidelines_reckon_it() -> None:
    assert contrast(BLACK, WHITE) == contrast(WHITE, BLACK) == pytest.approx(21)
    assert contrast("#777777", WHITE) == pytest.approx(4.48, abs=0.005)


@pytest.mark.parametrize("colour", ["red", "#fff", "#0b4a6g", "#0b4a6f;}", "#0b4a6f\n", "#ffffff", "#ffdd00"])
def test_what_is_no_colour_or_too_pale_is_refused(colour: str) -> None:
    assert colour_refused(colour)
    with pytest.raises(ValueError, match=r"It must be #|On a white page"):
        replace(SETTINGS, brand_colour=colour)


def test_a_colour_is_a_style_sheet_of_our_own_after_the_sites(live: LiveIndex) -> None:
    served = client(live, replace(SETTINGS, brand_colour="#c8102e"), accounts())
    page = soup(served.get("/sign-in").text)

    sheets = [str(link["href"]) for link in page.select("link[rel=stylesheet]")]
    style = served.get(sheets[1])

    assert (len(sheets), sheets[1]) == (2, "/brand.css?v=c8102e")
    assert page.select("style, [style]") == []
    assert style.headers["content-type"] == "text/css; charset=utf-8"
    assert style.headers["cache-control"] == "public, max-age=31536000, immutable"
    assert style.text == brand_css("#c8102e")
    assert style.text.splitlines() == [
        ":root { --brand: #c8102e; --on-brand: #ffffff; }",
        f"@media (prefers-color-scheme: dark) {{ :root {{ --brand: {deep('#c8102e')}; --on-brand: #ffffff; }} }}",
    ]


def test_without_a_colour_there_is_one_style_sheet(live: LiveIndex) -> None:
    served = client(live)

    assert len(soup(served.get("/").text).select("link[rel=stylesheet]")) == 1
    assert served.get("/brand.css").status_code == 404
