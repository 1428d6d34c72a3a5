"""The documents that an operator completes: filled in with what is so, open where the program cannot know."""

import io
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import docx
import pytest
from docx.oxml.ns import qn
from markdown_it import MarkdownIt
from starlette.testclient import TestClient
from website import SETTINGS, ScriptedAssistant, briefing, open_live, soup, words

from assistant.history import History
from assistant.markdown_docx import markdown_docx
from assistant.records import Records
from vectorstore.live import LiveIndex
from web.accounts import Accounts
from web.app import create_app
from web.installation import Installation, WayIn, installation_of
from web.keeping import kept
from web.parts import Parts
from web.person import Access
from web.readers import Readers
from web.settings import Feedback, WebSettings
from web.starters import STARTERS, Starter, written
from web.this_machine import ThisMachine

HTML = {"Accept": "text/html"}
TODAY = date(2031, 5, 4)
every_starter = pytest.mark.parametrize("starter", STARTERS, ids=lambda starter: starter.name)


@pytest.fixture(scope="module")
def live(tmp_path_factory: pytest.TempPathFactory) -> Iterator[LiveIndex]:
    live = open_live(tmp_path_factory.mktemp("live"), [briefing()])
    yield live
    live.close()


def accounts() -> Accounts:
    return Accounts(Records())


def installation(
    live: LiveIndex,
    settings: WebSettings = SETTINGS,
    access: Access = ThisMachine(),  # noqa: B008
    history: History | None = None,
) -> Installation:
    app = create_app(ScriptedAssistant(), live, settings, access=access, history=history)
    parts: Parts = app.state.parts
    return installation_of(parts)


def tables(markdown: str) -> list[dict[str, list[str]]]:
    """Return each table: its rows by their first cell, as a reader sees them."""
    page = soup(MarkdownIt("commonmark").enable("table").render(markdown))
    found = []
    for table in page.select("table"):
        rows = [[cell.get_text() for cell in row.select("td")] for row in table.select("tbody tr")]
        found.append({first: rest for first, *rest in rows})
    return found


def test_the_facts_are_those_of_the_installation(live: LiveIndex) -> None:
    settings = replace(
        SETTINGS,
        https=True,
        questions_a_minute=15,
        feedback=Feedback("The team | on *Mondays*"),
        data_protection_contact="<dpo> at board.example",
    )
    here = installation(live, settings, accounts(), History(Records(), 30))

    facts = tables(written(STARTERS[0], here, TODAY))[0]

    assert facts.pop("Program") == [f"Review Learning Assistant {here.program}"]
    assert facts == {
        "Index version": [here.loaded.version],
        "Documents loaded": ["1 (fictional samples among them: 1)"],
        "Reviews in them": ["1"],
        "Who gets in": ["accounts with a name and a password"],
        "Encryption on the way (HTTPS)": ["set: a proxy in front of the assistant ends it"],
        "Host names that it answers to": ["testserver"],
        "Conversations": [
            "kept for 30 days after the last question, in the file app.sqlite in the data directory"
        ],
        "Language model": ["none; nothing leaves the machine"],
        "Questions that one person may ask in a minute": ["15"],
        "Local contacts for concerns": ["none set"],
        "Who reads reports of problems": ["The team | on *Mondays*"],
        "Contact for data protection": ["<dpo> at board.example"],
    }  # fmt: skip


@every_starter
def test_a_starter_says_that_it_is_one_and_what_is_left_to_do(live: LiveIndex, starter: Starter) -> None:
    text = written(starter, installation(live), TODAY)

    assert text.startswith(
        "**Starter, not an assessment: complete it with your data protection officer.** "
        "The program filled in what it knows of this installation on 4 May 2031."
    )
    assert text.count("**TO COMPLETE: ") >= 2
    assert "{{" not in text and "{%" not in text and "None" not in text


@every_starter
@pytest.mark.parametrize("way", WayIn)
@pytest.mark.parametrize("model", [None, "<m> at models.example"])
def test_a_starter_is_whole_whatever_is_set(live: LiveIndex, starter: Starter, way: WayIn, model: str | None) -> None:
    ways: dict[WayIn, Access] = {
        WayIn.THIS_MACHINE: ThisMachine("token"),
        WayIn.ACCOUNTS: accounts(),
        WayIn.SIGN_ON: Readers(["127.0.0.1"], "X-User"),
    }
    here = installation(live, replace(SETTINGS, model=model), ways[way])

    made = soup(MarkdownIt("commonmark").enable("table").render(written(starter, here, TODAY)))

    assert here.way_in is way
    # A line that is no row any more would end the table and stand as a paragraph with bars in it.
    assert [p.get_text() for p in made.select("p, li, h2, h3") if "|" in p.get_text()] == []
    assert {len({len(row.select("th, td")) for row in one.select("tr")}) for one in made.select("table")} <= {1}
    levels = [int(heading.name[1]) for heading in made.select("h1, h2, h3, h4")]
    assert 1 not in levels and all(after - before <= 1 for before, after in zip([1, *levels], levels, strict=False))
    if starter.name != "retention-schedule":
        assert ("<m> at models.example" in made.get_text()) is (model is not None)


@pytest.mark.parametrize("name", ["data-protection-impact-assessment", "data-flow", "retention-schedule"])
def test_what_is_kept_is_what_the_privacy_page_says(live: LiveIndex, name: str) -> None:
    starter = next(one for one in STARTERS if one.name == name)
    here = installation(live, access=accounts(), history=History(Records(), 7))

    rows = {one.what: [one.of, one.where, one.until] for one in kept(here)}

    assert rows in tables(written(starter, here, TODAY))


def test_no_law_is_named_but_those_that_were_looked_up(live: LiveIndex) -> None:
    text = " ".join(written(starter, installation(live), TODAY) for starter in STARTERS)

    named = {word for word in ("Article 35", "Article 6", "section 149", "Equality Act 2010") if word in text}
    assert named == {"Article 35", "Article 6", "section 149", "Equality Act 2010"}
    assert text.count("Article") == 2 and text.count(" Act ") == 1


def test_the_list_leads_to_every_file(live: LiveIndex) -> None:
    client = TestClient(create_app(ScriptedAssistant(), live, SETTINGS), headers=HTML)
    page = client.get("/about/starters").text
    links = [str(link["href"]) for link in soup(page).select(".card a")]

    files = {link: client.get(link) for link in links}

    assert len(files) == 2 * len(STARTERS)
    for link, file in files.items():
        name, _, form = link.rpartition("/")[2].partition("?form=")
        assert file.status_code == 200
        assert file.headers["content-disposition"] == f'attachment; filename="{name}.{form}"'
        title = next(one.title for one in STARTERS if one.name == name)
        if form == "md":
            assert file.text.startswith(f"# {title}\n\n**Starter, not an assessment")
        else:
            assert docx.Document(io.BytesIO(file.content)).paragraphs[0].text == title
    assert "/about/starters" in client.get("/about").text


@pytest.mark.parametrize("path", ["nothing", "data-flow?form=pdf", "..%2fabout"])
def test_there_is_no_other_file(live: LiveIndex, path: str) -> None:
    client = TestClient(create_app(ScriptedAssistant(), live, SETTINGS), headers=HTML)

    assert client.get(f"/about/starters/{path}").status_code == 404


def test_a_word_file_has_the_headings_lists_and_tables_of_its_markdown() -> None:
    text = "A **strong** and *soft* [word](http://e.example) \\<b\\>.\n\n## One\n\n- first\n- second\n\n1. third\n\n| a | b |\n|---|---|\n| x \\| y | |\n"

    made = docx.Document(io.BytesIO(markdown_docx("Title\x00", text)))

    written = [(p.style.name if p.style else "", p.text) for p in made.paragraphs]
    assert written == [
        ("Heading 1", "Title"),
        ("Normal", "A strong and soft word <b>."),
        ("Heading 2", "One"),
        ("List Bullet", "first"),
        ("List Bullet", "second"),
        ("List Number", "third"),
    ]
    runs = made.paragraphs[1].runs
    assert [run.text for run in runs if run.bold] == ["strong"] and [run.text for run in runs if run.italic] == ["soft"]
    [table] = made.tables
    assert [[cell.text for cell in row.cells] for row in table.rows] == [["a", "b"], ["x | y", ""]]
    assert table.rows[0]._tr.trPr.find(qn("w:tblHeader")) is not None


def test_without_documents_the_starters_say_so(tmp_path: Path) -> None:
    here = installation(open_live(tmp_path, []))
    record = next(one for one in STARTERS if one.name == "algorithmic-transparency-record")

    text = written(record, here, TODAY)

    assert "Nothing is live, so nothing was tested." in text
    assert tables(text)[0]["Index version"] == ["none is live"]
    assert words(MarkdownIt().render(text), "h2") == "Tier 1: in short"
