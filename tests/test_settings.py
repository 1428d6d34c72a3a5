"""Settings from the environment: a wrong one is told in one line by its name, contacts reach the live-case text."""

from collections.abc import Iterator
from datetime import date

import pytest

from review_learning import Settings, opened_assistant, settings, web_settings

HUB = '[{"service": "Fernmoor hub", "phone": "01632 960001", "hours": "day and night"}]'
HUB_LINE = "Fernmoor hub (day and night): 01632 960001"
TODAY = date(2026, 6, 1)


@pytest.fixture(autouse=True)
def read_anew() -> Iterator[None]:
    settings.cache_clear()
    yield
    settings.cache_clear()


@pytest.mark.parametrize(
    ("name", "value", "told"),
    [
        ("PORT", "many", "Input should be a valid integer, unable to parse string as an integer."),
        ("SECRET", "short", "The secret has fewer than 16 bytes."),
        ("PROCEDURES_URL", "foo", "The address of the local procedures must begin with https:// or http://."),
        ("CONTACTS", "hub", "It is not JSON (Expecting value: line 1 column 1 (char 0))."),
        ("CONTACTS", '[{"service": "hub"}]', "0: phone: Field required."),
        (
            "BRAND_COLOUR",
            "#ffe14d",
            "On a white page it reaches a contrast of 1.3 to 1, and buttons need 3: take a darker one.",
        ),
        ("BRAND_COLOUR", "navy", "It must be # and six hexadecimal digits, for example #0b4a6f."),
        (
            "FEEDBACK_ADDRESS",
            "team@board.example",
            "Nobody is named who reads it: set REVIEW_LEARNING_FEEDBACK_READER too.",
        ),
        ("FEEDBACK_ADDRESS", "javascript:x", "It must be an e-mail address, or begin with https:// or http://."),
        ("ALLOWED_HOSTS", "localhost", "It is not JSON (Expecting value: line 1 column 1 (char 0))."),
    ],
)
def test_a_wrong_setting_is_one_line_with_its_name(
    name: str, value: str, told: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv(f"REVIEW_LEARNING_{name}", value)

    with pytest.raises(SystemExit) as end:
        settings()

    line = f"review-learning: the setting REVIEW_LEARNING_{name} cannot be used: {told}\n"
    assert (end.value.code, capsys.readouterr()) == (2, ("", line))


def test_an_empty_variable_is_an_unset_one(monkeypatch: pytest.MonkeyPatch) -> None:
    unset = {name: field.get_default() for name, field in Settings.model_fields.items()}
    for name in unset:
        monkeypatch.setenv(f"REVIEW_LEARNING_{name.upper()}", "")

    assert settings().model_dump() == unset


def test_lists_are_written_as_json(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("REVIEW_LEARNING_ALLOWED_HOSTS", '["reviews.example"]')
    monkeypatch.setenv("REVIEW_LEARNING_CONTACTS", HUB)

    assert (settings().allowed_hosts, [contact.service for contact in settings().contacts]) == (
        ("reviews.example",),
        ["Fernmoor hub"],
    )


@pytest.mark.parametrize(
    ("contacts", "checked", "lines"),
    [
        ("", "2026-05-01", ()),
        (HUB, "2026-03-03", (HUB_LINE,)),
        (
            HUB,
            "2026-03-02",
            (
                HUB_LINE,
                "Last checked on 2 March 2026, more than 90 days ago: check the numbers before you rely on them.",
            ),
        ),
        (
            HUB,
            "",
            (
                HUB_LINE,
                "Nobody has recorded when these numbers were checked: check them before you rely on them.",
            ),
        ),
    ],
    ids=["none", "fresh", "stale", "never checked"],
)
def test_numbers_that_were_not_checked_of_late_are_said_to_be_so(
    contacts: str, checked: str, lines: tuple[str, ...], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("REVIEW_LEARNING_CONTACTS", contacts)
    monkeypatch.setenv("REVIEW_LEARNING_CONTACTS_CHECKED", checked)

    assert web_settings().contact_lines(TODAY) == lines


def test_a_live_case_is_given_the_local_numbers_and_how_far_to_rely_on_them(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("REVIEW_LEARNING_CONTACTS", HUB)

    with opened_assistant() as assistant:
        answer = assistant.ask("I've got a baby here with a bruise, what do I do?")

    assert f"- {HUB_LINE}\n- Nobody has recorded when these numbers were checked" in answer.answer


def test_without_a_secret_every_start_has_one_of_its_own() -> None:
    secrets = {web_settings().secret for _ in range(3)}

    assert len(secrets) == 3 and {len(secret) for secret in secrets} == {32}
