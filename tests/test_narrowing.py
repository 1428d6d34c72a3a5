"""What a question is narrowed to: typed into the form, told beside the answer, kept for the next question."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from starlette.testclient import TestClient
from website import OWN, SETTINGS, ScriptedAssistant, briefing, fields, newsletter, open_live, soup, words

from assistant.filters import Filters
from vectorstore.live import LiveIndex
from web.app import create_app
from web.narrowing import Typed, filled_in, filters_error, filters_of, in_words

EVERY_FIELD = Typed("Child Zed", "neglect", "school", "good_practice", "Fernmoor Sample Board", "2019", "2021")


@pytest.fixture
def live(tmp_path: Path) -> Iterator[LiveIndex]:
    live = open_live(tmp_path, [briefing(), newsletter()])
    yield live
    live.close()


@pytest.fixture
def assistant() -> ScriptedAssistant:
    return ScriptedAssistant()


@pytest.fixture
def client(live: LiveIndex, assistant: ScriptedAssistant) -> TestClient:
    return TestClient(create_app(assistant, live, SETTINGS), headers={"Accept": "text/html"})


def send(client: TestClient, page: str, **typed: str) -> str:
    form = fields(client.get(page).text) | {"question": "what"} | typed
    return client.post("/ask", data=form, headers=OWN).text


def test_the_fields_narrow_the_question_are_told_and_stay_for_the_next_one(
    client: TestClient, assistant: ScriptedAssistant
) -> None:
    page = send(client, "/", theme="neglect", year_from="2019")

    assert assistant.asked[-1][2] == Filters(theme="neglect", year_from=2019)
    assert words(page, ".chosen p") == "Searched only: Theme: neglect From: 2019"
    kept = {str(one["name"]): str(one.get("value")) for one in soup(page).select(".narrowing input")}
    assert kept["year_from"] == "2019"
    assert words(page, "#theme option[selected]") == "neglect"
    assert soup(page).select_one("details.narrowing[open]") is not None


def test_a_question_can_be_asked_of_everything_instead(client: TestClient, assistant: ScriptedAssistant) -> None:
    page = soup(send(client, "/", theme="neglect"))
    form = {str(one["name"]): str(one["value"]) for one in page.select("form.chosen [name]")}
    client.post("/ask", data=form, headers=OWN)

    assert assistant.asked[-1][2] == Filters(everywhere=True)


def test_nothing_is_said_or_opened_where_nothing_was_narrowed(client: TestClient) -> None:
    page = soup(send(client, "/"))

    assert page.select(".chosen") == []
    assert page.select("details.narrowing[open]") == []


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        (Typed(year_from="19"), "Enter years as four figures, as 2019"),
        (Typed(year_to="two"), "Enter years as four figures, as 2019"),
        (Typed(year_to="２０１９"), "Enter years as four figures, as 2019"),
        (Typed(year_from="2021", year_to="2019"), "Enter the earlier year first"),
        (Typed(year_from="2019", year_to="2019"), None),
        (Typed(), None),
    ],
)
def test_years_that_cannot_be_are_told(typed: Typed, told: str | None) -> None:
    assert filters_error(typed) == told


def test_what_was_typed_is_given_back_with_what_is_wrong(client: TestClient, assistant: ScriptedAssistant) -> None:
    page = send(client, "/", year_from="2021", year_to="2019", agency="police")

    assert assistant.asked == []
    assert words(page, "#question-error") == "Error: Enter the earlier year first"
    assert str(soup(page).select_one("#year_from")["value"]) == "2021"  # type: ignore[index]
    assert words(page, "textarea") == "what"


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("child zed", "Child Zed"),
        ("zed", "Child Zed"),
        ("elm", "Young Person Elm"),
        ("nobody", "nobody"),
        ("o", "o"),
        ("young per", "Young Person Elm"),
        ("?", "?"),
    ],
)
def test_a_review_may_be_named_in_part_where_no_other_is_named_so(live: LiveIndex, typed: str, meant: str) -> None:
    with live.use() as index:
        assert filters_of(Typed(review=typed), index).review == meant


def test_fields_and_filters_are_each_others(live: LiveIndex) -> None:
    with live.use() as index:
        filters = filters_of(EVERY_FIELD, index)

    assert filled_in(filters) == EVERY_FIELD
    assert in_words(filters) == (
        "Review: Child Zed",
        "Theme: neglect",
        "Agency: school",
        "Section: Good practice",
        "Publisher: Fernmoor Sample Board",
        "From: 2019",
        "To: 2021",
    )
    assert in_words(Filters(everywhere=True)) == ()
