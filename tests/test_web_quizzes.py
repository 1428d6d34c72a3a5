"""The pages of trainers: building a quiz, working on its items, showing it and taking it away."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from quiz_site import HTML, Site, of_kind, opened
from quizzes import MATCH, SCENARIO, SHORT, quote, said
from quizzes import quiz as quiz_of
from starlette.testclient import TestClient
from website import OWN, SETTINGS, ScriptedAssistant, open_live, soup, words

from assistant.quizzes.drafts import Drafts
from assistant.quizzes.exports.formats import FORMATS
from assistant.quizzes.quiz import Decision, ItemKind
from assistant.records import Records
from vectorstore.live import LiveIndex
from vectorstore.withdrawals import Action, log_withdrawal
from web.accounts import Accounts
from web.actions import Actions
from web.app import create_app
from web.person import Role
from web.quiz_slides import SlidePage, slides_of
from web.settings import Contact
from web.users import Refused

HOSTILE = "<script>alert(1)</script> “Which?” & <b>who</b>"
CHANGED = "Somebody changed this after you had opened the page"


@pytest.fixture(scope="module")
def live(tmp_path_factory: pytest.TempPathFactory) -> Iterator[LiveIndex]:
    live = opened(tmp_path_factory.mktemp("live"))
    yield live
    live.close()


@pytest.fixture(scope="module")
def site(live: LiveIndex) -> Site:
    return Site(live)


@pytest.fixture
def quiz(site: Site) -> Iterator[str]:
    """Build a quiz, and be rid of it afterwards."""
    made = site.build()
    yield made
    site.drafts.delete(made)


def test_the_form_offers_what_is_loaded_and_builds_a_quiz_that_the_list_then_shows(site: Site) -> None:
    page = soup(site.client.get("/quizzes").text)
    themes = [option.get_text() for option in page.select("#theme option")]
    names = [str(box["value"]) for box in page.select("[name=reviews]")]
    assert themes[0] == "Any theme" and "neglect" in themes
    assert "Child On" in names and not page.select("[name=population]")

    made = site.build(theme="neglect", reviews=["Child On", "Family W"], items="3", seed="9")

    kept = site.quiz(made)
    assert (kept.theme, kept.seed, set(kept.reviews)) == ("neglect", 9, {"Child On", "Family W"})
    card = words(site.client.get("/quizzes").text, ".card")
    assert kept.title in card and f"0 of {len(kept.items)} item" in card
    again = site.post(
        "/quizzes",
        {"token": site.token(), "theme": "neglect", "reviews": ["Child On", "Family W"], "items": "3", "seed": "9"},
    )
    assert again[0] == 303 and again[1].startswith(f"/quizzes/{made}?known=yes")
    assert "built before" in words(site.client.get(again[1]).text, ".notice[role=status]")
    site.drafts.delete(made)


def test_a_quiz_that_has_fewer_items_than_were_asked_for_says_so(site: Site) -> None:
    _, address = site.post(
        "/quizzes", {"token": site.token(), "theme": "information sharing", "items": "30", "seed": "9"}
    )
    made = address.partition("?")[0].rpartition("/")[2]
    notice = words(site.client.get(address).text, ".notice[role=status]")

    assert f"{len(site.quiz(made).items)} items of the 30 asked for" in notice
    assert "of the 30 asked for" not in site.client.get(f"/quizzes/{made}").text
    assert site.client.get(f"/quizzes/{made}?wished=-1").status_code == 200
    site.drafts.delete(made)


@pytest.mark.parametrize(
    ("fields", "field", "told"),
    [
        ({"items": "0"}, "items", "from 1 to 40"),
        ({"items": "41"}, "items", "from 1 to 40"),
        ({"items": "٣"}, "items", "from 1 to 40"),
        ({"items": ""}, "items", "from 1 to 40"),
        ({"seed": "-1"}, "seed", "at most 6 figures"),
        ({"seed": "9" * 5_000}, "seed", "at most 6 figures"),
        ({"theme": HOSTILE}, "theme", "Choose a theme"),
        ({"audience": "the court of appeal"}, "audience", "Choose an agency"),
        ({"reviews": ["Child Nobody"]}, "reviews", "not loaded any more"),
        (
            {"theme": "neglect", "reviews": ["Baby G"], "audience": "police"},
            "theme",
            "No quiz can be built",
        ),
    ],
    ids=lambda value: str(value)[:40],
)
def test_what_cannot_be_built_is_told_and_nothing_typed_is_lost(
    site: Site, fields: dict[str, str | list[str]], field: str, told: str
) -> None:
    sent = {
        "token": site.token(),
        "theme": "",
        "reviews": ["Family W"],
        "audience": "",
        "items": "7",
        "seed": "5",
    } | fields

    status, page = site.post("/quizzes", sent)

    assert (status, soup(page).select_one(".summary a")["href"]) == (422, f"#{field}")  # type: ignore[index]
    assert told in words(page, f"#{field}-error")
    assert soup(page).title.get_text().startswith("Error: ")  # type: ignore[union-attr]
    if "items" not in fields:
        assert str(soup(page).select_one("#items")["value"]) == "7"  # type: ignore[index]
    if "reviews" not in fields:
        assert [str(box["value"]) for box in soup(page).select("[name=reviews][checked]")] == ["Family W"]
    assert "<script>alert" not in page


def test_the_number_proposed_is_one_that_no_quiz_of_what_is_loaded_has(site: Site) -> None:
    def proposed() -> str:
        return str(soup(site.client.get("/quizzes").text).select_one("#seed")["value"])  # type: ignore[index]

    assert proposed() == "1"
    made = [site.build(items="1", seed=seed) for seed in ("1", "3")]
    assert proposed() == "2"
    older = replace(site.quiz(made[0]), index_version="v0", revision=2)
    assert site.drafts.change(older) and proposed() == "1"
    for one in made:
        site.drafts.delete(one)


def test_an_item_stands_beside_its_source_with_the_right_answer_in_words(site: Site, quiz: str) -> None:
    page = soup(site.client.get(f"/quizzes/{quiz}").text)
    item = of_kind(site.quiz(quiz), ItemKind.SINGLE)
    shown = page.select_one(f"#item-{item.id}")
    assert shown

    told = [line.get_text() for line in shown.select(".options strong")]
    assert [("right" in line) for line in told] == [option.right for option in item.options]
    assert shown.select_one(".source-side blockquote").get_text() == item.key[0].cited.quote  # type: ignore[union-attr]
    links = {str(link["href"]) for link in shown.select("a.open")}
    assert {option.quote.cited.url for option in item.options} | {item.key[0].cited.url} <= links
    for link in (item.key[0].cited.url, item.options[0].quote.cited.url):
        assert words(site.client.get(link).text, "mark")
    text = page.get_text()
    assert "Content note" in text and "call 999" in text and "minutes" in text


def test_each_button_does_what_it_says_and_returns_to_the_item(site: Site, quiz: str) -> None:
    first, second, *_ = site.quiz(quiz).items

    def press(do: str, item: str = first.id) -> str:
        status, where = site.press(quiz, item, do)
        assert status == 303
        return where.rpartition("#item-")[2]

    assert press("accept") == first.id
    assert site.quiz(quiz).items[0].decision is Decision.ACCEPTED
    assert press("reject") == first.id
    assert site.quiz(quiz).items[0].decision is Decision.REJECTED
    assert press("down") == first.id
    assert [item.id for item in site.quiz(quiz).items[:2]] == [second.id, first.id]
    assert press("up") == first.id
    assert press("lock") == first.id
    assert site.quiz(quiz).items[0].locked
    page = soup(site.client.get(f"/quizzes/{quiz}").text).select_one(f"#item-{first.id}")
    assert [button["value"] for button in page.select("[name=do]")] == ["accept", "unlock", "down"]  # type: ignore[union-attr]
    assert site.press(quiz, first.id, "another")[0] == 422
    assert press("unlock") == first.id
    put = press("another", second.id)
    assert put != second.id
    assert site.quiz(quiz).items[1].id == put


def test_an_option_that_is_not_ticked_is_left_out_and_too_few_are_refused_at_the_item(site: Site, quiz: str) -> None:
    item = of_kind(site.quiz(quiz), ItemKind.SINGLE)
    wrong = next(place for place, option in enumerate(item.options) if not option.right)

    status, page = site.press(quiz, item.id, "accept", keep=[str(wrong)])
    assert status == 422
    assert words(page, f"#item-{item.id} .error").startswith("Error: It has too few options")
    assert soup(page).select_one(".summary a")["href"] == f"#item-{item.id}"  # type: ignore[index]

    kept = [str(place) for place in range(3) if place != wrong]
    assert site.press(quiz, item.id, "accept", keep=[*kept, "17", "x", HOSTILE])[0] == 303
    changed = next(one for one in site.quiz(quiz).items if one.id == item.id)
    assert (len(changed.options), changed.by_trainer, changed.decision) == (2, True, Decision.ACCEPTED)


def test_buttons_that_do_not_use_the_ticks_bring_them_back_as_they_were(site: Site, quiz: str) -> None:
    item = of_kind(site.quiz(quiz), ItemKind.SINGLE)

    def ticked(page: str) -> list[str]:
        return [str(box["value"]) for box in soup(page).select(f"#item-{item.id} [name=keep][checked]")]

    for do in ("down", "up", "lock", "unlock", "reject"):
        status, where = site.press(quiz, item.id, do, keep=["0", "2"])
        assert (status, ticked(site.client.get(where).text)) == (303, ["0", "2"])
    others = soup(site.client.get(where).text).select(f".quiz-item:not(#item-{item.id}) [name=keep]:not([checked])")
    assert not others and ticked(site.client.get(f"/quizzes/{quiz}").text) == ["0", "1", "2"]
    refused = site.press(quiz, item.id, "accept", keep=["1"])
    assert (refused[0], ticked(refused[1])) == (422, ["1"])


def test_moving_in_a_page_that_is_not_how_the_quiz_stands_is_refused(site: Site, quiz: str) -> None:
    first, second, *_ = site.quiz(quiz).items
    action = f"/quizzes/{quiz}/items/{second.id}"
    stale = site.form(f"/quizzes/{quiz}", action)
    assert site.press(quiz, first.id, "down")[0] == 303
    before = site.quiz(quiz)

    status, page = site.post(action, stale | {"do": "down"})

    assert (status, CHANGED in words(page, ".summary"), site.quiz(quiz)) == (409, True, before)


def test_without_local_contacts_the_trainer_is_told_and_participants_have_somebody_to_ask(
    live: LiveIndex, quiz: str
) -> None:
    ring = replace(SETTINGS, contacts=(Contact("Hub", "01632 960001"),))
    told = []
    for settings in (SETTINGS, ring):
        site = Site(live)
        site.client = TestClient(create_app(ScriptedAssistant(), live, settings), headers=HTML)
        page = site.client.get(f"/quizzes/{quiz}").text
        told.append(("REVIEW_LEARNING_CONTACTS" in words(page, "main"), words(page, ".round")))

    assert [is_told for is_told, _ in told] == [True, False]
    assert "ask your manager or your organisation’s safeguarding lead" in told[0][1]
    assert "configured" not in told[0][1] and "Hub: 01632 960001" in told[1][1]


def test_rewording_is_checked_marked_and_shown_as_text(site: Site, quiz: str) -> None:
    item = of_kind(site.quiz(quiz), ItemKind.SINGLE)
    path = f"/quizzes/{quiz}/items/{item.id}/edit"
    right = item.right[0]
    sent = site.form(path, path) | {f"option-{place}": option.words for place, option in enumerate(item.options)}

    too_long = site.post(path, sent | {"stem": "x" * 801})
    personal = site.post(path, sent | {"stem": "What of Tom Bell, born 3/4/2015, NHS 943 476 5919?"})
    for status, page in (too_long, personal):
        assert status == 422 and "Error:" in words(page, "#stem-error")
    assert "x" * 801 in words(too_long[1], "#stem")
    assert site.quiz(quiz).revision == 1

    before = "<script>alert()</script> Think: & <b>who</b>"
    stem, reworded = f"{before} {item.stem}", f"<i>In short: {item.options[right].quote.words}</i>"
    assert site.post(path, sent | {"stem": stem, f"option-{right}": reworded}) == (
        303,
        f"/quizzes/{quiz}#item-{item.id}",
    )
    page = site.client.get(f"/quizzes/{quiz}").text
    shown = words(page, f"#item-{item.id}")
    assert "Edited by trainer." in shown and stem in shown and reworded in shown
    assert f"In the review: “{item.options[right].quote.words}”" in shown
    assert "<script>alert" not in page and "“<i>In" not in page


def test_an_answer_that_is_turned_round_is_refused_where_it_was_typed(site: Site, quiz: str) -> None:
    item = of_kind(site.quiz(quiz), ItemKind.SINGLE)
    path, right = f"/quizzes/{quiz}/items/{item.id}/edit", item.right[0]
    sent = site.form(path, path) | {f"option-{place}": option.words for place, option in enumerate(item.options)}

    status, page = site.post(path, sent | {"stem": item.stem, f"option-{right}": f"Never: {item.options[right].words}"})

    field = soup(page).select_one(f"#option-{right}")
    assert status == 422 and field is not None and field["aria-invalid"] == "true"
    assert "turns round what its passage says" in words(page, f"#option-{right}-error")
    assert soup(page).select_one(".summary a")["href"] == f"#option-{right}"  # type: ignore[index]
    assert not soup(page).select("#stem-error")
    assert site.quiz(quiz).revision == 1


def test_what_somebody_else_changed_meanwhile_is_never_overwritten(site: Site, quiz: str) -> None:
    item = of_kind(site.quiz(quiz), ItemKind.SINGLE)
    action, path = f"/quizzes/{quiz}/items/{item.id}", f"/quizzes/{quiz}/items/{item.id}/edit"
    button, edit = site.form(f"/quizzes/{quiz}", action), site.form(path, path)
    everything = site.form(f"/quizzes/{quiz}", f"/quizzes/{quiz}/accept-all")
    assert site.press(quiz, item.id, "reject")[0] == 303
    before = site.quiz(quiz)

    for status, page in (
        site.post(action, button | {"do": "accept"}),
        site.post(f"/quizzes/{quiz}/accept-all", everything),
        site.post(path, edit | {"stem": "My own words?"}),
    ):
        assert status == 409
        assert CHANGED in words(page, ".summary")

    assert words(page, "#stem") == "My own words?"
    assert site.quiz(quiz) == before
    # With what the page has now, it is done.
    again = site.post(
        path,
        {f["name"]: f["value"] for f in soup(page).select("form.correct [type=hidden]")}
        | {"stem": f"In your own words: {item.stem}"}
        | {f"option-{n}": o.words for n, o in enumerate(item.options)},
    )  # type: ignore[misc]
    assert again[0] == 303


def test_a_change_of_another_item_is_in_nobodys_way(site: Site, quiz: str) -> None:
    first, second, *_ = site.quiz(quiz).items
    action = f"/quizzes/{quiz}/items/{second.id}"
    button = site.form(f"/quizzes/{quiz}", action)
    assert site.press(quiz, first.id, "reject")[0] == 303

    assert site.post(action, button | {"do": "reject"})[0] == 303
    assert [item.decision for item in site.quiz(quiz).items[:2]] == [Decision.REJECTED] * 2


def test_a_page_that_is_not_there_leads_back_to_the_quiz_or_to_all_of_them(site: Site, quiz: str) -> None:
    def leads(path: str) -> tuple[int, str, str]:
        response = site.client.get(path)
        [link] = soup(response.text).select("main a")
        return response.status_code, str(link["href"]), link.get_text()

    to_quiz = f"/quizzes/{quiz}", "Go to the quiz"
    assert leads(f"/quizzes/{quiz}/items/zzz/edit") == (404, *to_quiz)
    assert leads(f"/quizzes/{quiz}/files/gift") == leads(f"/quizzes/{quiz}/present") == (409, *to_quiz)
    assert leads(f"/quizzes/{quiz}/runs/zzz/end") == (404, f"/quizzes/{quiz}/runs", "Go to the links of the quiz")
    assert leads("/quizzes/0123456789ab") == (404, "/quizzes", "Go to the quizzes")


@pytest.mark.parametrize(
    "path", ["/quizzes/0123456789ab", "/quizzes/..%2F..%2Flive", "/quizzes/x/delete", "/quizzes/%00/present"]
)
def test_an_address_of_no_quiz_is_not_found(site: Site, path: str) -> None:
    assert site.client.get(path).status_code == 404


def test_wrong_items_actions_and_forms_of_other_pages_change_nothing(site: Site, quiz: str) -> None:
    item = site.quiz(quiz).items[0]
    action = f"/quizzes/{quiz}/items/{item.id}"
    form = site.form(f"/quizzes/{quiz}", action)
    before = site.quiz(quiz)

    assert site.client.get(f"/quizzes/{quiz}/items/zzz/edit").status_code == 404
    assert site.post(f"/quizzes/{quiz}/items/zzz", form | {"do": "accept"})[0] == 404
    assert site.post(action, form | {"do": HOSTILE})[0] == 422
    for path in (
        action,
        f"{action}/edit",
        f"/quizzes/{quiz}/accept-all",
        f"/quizzes/{quiz}/delete",
        "/quizzes",
        f"/quizzes/{quiz}/runs",
        f"/quizzes/{quiz}/runs/r/end",
    ):
        assert site.post(path, form | {"do": "accept", "token": "x"})[0] == 403
        assert site.client.post(path, data=form, headers={"Origin": "http://elsewhere.example"}).status_code == 403
    assert site.quiz(quiz) == before


def test_stale_items_say_why_and_are_shown_to_nobody(tmp_path: Path) -> None:
    live = opened(tmp_path)
    site = Site(live)
    quiz = site.build()
    site.accept_all(quiz)
    gone = site.quiz(quiz).items[0].key[0].cited.document_id
    stale = [item for item in site.quiz(quiz).items if gone in item.sources]
    link = site.publish(quiz)

    log_withdrawal(live.data, gone, Action.WITHDRAW, "asked for", "Robin")

    page = site.client.get(f"/quizzes/{quiz}").text
    for item in stale:
        shown = soup(page).select_one(f"#item-{item.id}")
        assert shown and "withdrawn" in words(str(shown), ".notice")
        assert [str(one["value"]) for one in shown.select("button")][:2] == ["reject", "another"]
        assert not [quote for quote in item.quotes if quote.words in page or quote.cited.quote in page]
        assert not shown.select(".stem, .options, .source-side, a")
        edit = f"/quizzes/{quiz}/items/{item.id}/edit"
        assert site.client.get(edit, follow_redirects=False).headers["location"] == f"/quizzes/{quiz}#item-{item.id}"
    assert f"{len(stale)} do" in words(site.client.get("/quizzes").text, ".card")
    left = len(site.quiz(quiz).items) - len(stale)
    assert f"{left} question" in words(site.stranger.get(link).text, ".lead")
    assert site.stranger.get(f"{link}/{stale[0].id}").status_code == 404
    live.close()


def test_the_projector_shows_each_question_and_then_its_answer(site: Site, quiz: str) -> None:
    assert site.client.get(f"/quizzes/{quiz}/present").status_code == 409
    first, second, *_ = site.quiz(quiz).items
    for item in (first, second):
        assert site.press(quiz, item.id, "accept")[0] == 303

    titles, read_out, address = [], [], f"/quizzes/{quiz}/present"
    while address:
        page = site.client.get(address).text
        titles.append(words(page, "h1"))
        read_out.append(words(page, "title").partition(" – ")[0])
        following = soup(page).select_one("a[rel=next]")
        address = str(following["href"]) if following else ""
    assert titles == [
        site.quiz(quiz).title,
        "Question 1 of 2", "Question 1 of 2: what the review says",
        "Question 2 of 2", "Question 2 of 2: what the review says",
        "The end of the quiz",
    ]  # fmt: skip
    assert read_out == [
        "Beginning", "1 of 2, question", "1 of 2, answer", "2 of 2, question", "2 of 2, answer", "End",
    ]  # fmt: skip
    assert "Content note" in site.client.get(f"/quizzes/{quiz}/present?at=-1").text
    assert words(site.client.get(f"/quizzes/{quiz}/present?at=999").text, "h1") == "The end of the quiz"


def test_a_long_situation_has_a_page_of_its_own_and_long_pages_have_smaller_type() -> None:
    long = replace(SCENARIO, scenario=tuple(quote(f"{n}. {'What was known then. ' * 6}") for n in range(4)))
    short = replace(SCENARIO, options=SCENARIO.options[:2], scenario=SCENARIO.scenario[:1])
    items = (short, long, MATCH, SHORT)
    made = quiz_of(items)
    slides = tuple(slides_of(items))
    pages = [
        SlidePage(title="", quiz=made, told=said(made), items=items, slides=slides, at=at) for at in range(len(slides))
    ]

    assert [(one.slide.step.name, one.slide.number, one.shows_situation, one.size) for one in pages] == [
        ("BEGINNING", 0, False, "smaller"),
        ("QUESTION", 1, True, "large"), ("ANSWER", 1, True, "smaller"),
        ("SITUATION", 2, True, "smaller"), ("QUESTION", 2, False, "large"), ("ANSWER", 2, False, "smallest"),
        ("QUESTION", 3, False, "smaller"), ("ANSWER", 3, False, "smallest"),
        ("QUESTION", 4, False, "large"), ("ANSWER", 4, False, "smaller"),
        ("END", 0, False, "smaller"),
    ]  # fmt: skip
    assert [one.following for one in pages[:-1]] == [
        "Begin", "Show the answer", "Next question", "Show the question", "Show the answer", "Next question",
        "Show the answer", "Next question", "Show the answer", "To the end",
    ]  # fmt: skip


def test_files_hold_what_is_accepted_and_nothing_else_leaves(site: Site, quiz: str) -> None:
    assert site.client.get(f"/quizzes/{quiz}/files/gift").status_code == 409
    first, second, *_ = site.quiz(quiz).items
    assert site.press(quiz, first.id, "accept")[0] == 303

    page = soup(site.client.get(f"/quizzes/{quiz}").text)
    links = [str(link["href"]) for link in page.select("a[download]")]
    assert links == [
        f"/quizzes/{quiz}/files/{name}" for name in sorted(FORMATS, key=lambda name: FORMATS[name].has_key)
    ]
    for link in links:
        response = site.client.get(link)
        name = link.rpartition("/")[2]
        assert response.status_code == 200
        assert f'filename="quiz-{quiz}{FORMATS[name].ending}"' in response.headers["content-disposition"]
    record = site.client.get(f"/quizzes/{quiz}/files/json").text
    assert first.id in record and second.id not in record
    assert site.client.get(f"/quizzes/{quiz}/files/exe").status_code == 404


def test_deleting_asks_first_and_takes_links_and_totals_with_it(site: Site) -> None:
    quiz = site.build(seed="77")
    site.accept_all(quiz)
    link = site.publish(quiz)
    assert site.stranger.get(link).status_code == 200
    asked = site.client.get(f"/quizzes/{quiz}/delete").text
    assert "1 link to it is open" in asked
    assert site.quiz(quiz)

    assert site.post(f"/quizzes/{quiz}/delete", {"token": site.token()}) == (303, "/quizzes?deleted=yes")

    assert (site.drafts.get(quiz), site.runs.of(quiz), site.stranger.get(link).status_code) == (None, (), 404)
    assert site.client.get(f"/quizzes/{quiz}").status_code == 404


def test_who_did_what_is_recorded_without_words_of_the_quiz(live: LiveIndex) -> None:
    records = Records()
    access = Accounts(records)
    assert not isinstance(access.users.add("tess", "twelve or more letters", Role.TRAINER), Refused)
    person = access.users.checked("tess", "twelve or more letters")
    assert person
    bearer = {"Authorization": f"Bearer {access.new_token(person, 'x', 1)}"}
    site = Site(live, access)
    site.client.headers.update(bearer)
    quiz = site.build(seed="88")
    item = site.quiz(quiz).items[0]
    site.press(quiz, item.id, "accept")
    site.publish(quiz)
    site.client.get(f"/quizzes/{quiz}/files/gift")
    site.post(f"/quizzes/{quiz}/delete", {"token": site.token()})

    done = [(one.did, one.about) for one in Actions(records).of("tess")][::-1][1:]

    assert done == [
        ("built a quiz", quiz),
        ("accepted a quiz item", quiz),
        ("opened a quiz by a link", f"{quiz}, days: 1"),
        ("took a quiz away", f"{quiz}, gift"),
        ("deleted a quiz", quiz),
    ]


def test_too_many_quizzes_at_once_are_told_when_to_come_again(live: LiveIndex) -> None:
    site = Site(live)
    app = create_app(ScriptedAssistant(), live, replace(SETTINGS, questions_a_minute=1), access=site.access)
    site.client = type(site.client)(app, headers={"Accept": "text/html"})
    site.client.get("/?token=the token of this start")
    sent = {"token": site.token(), "items": "x", "seed": "1"}

    answers = [site.client.post("/quizzes", data=sent, headers=OWN) for _ in range(2)]

    assert [answer.status_code for answer in answers] == [422, 429]
    assert "You can build the next quiz in" in words(answers[1].text, ".lead")
    assert answers[1].headers["Retry-After"]


def test_where_nothing_is_loaded_the_pages_say_so(tmp_path: Path) -> None:
    live = open_live(tmp_path, [])
    site = Site(live)

    assert "No documents are loaded yet" in words(site.client.get("/quizzes").text, "main")
    sent = {"token": site.client.get("/") and str(soup(site.client.get("/").text).select_one("[name=token]")["value"])}  # type: ignore[index]
    assert site.post("/quizzes", sent)[0] == 409
    assert Drafts(live.data).all() == []
    live.close()
