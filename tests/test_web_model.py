"""Where a model is configured, pages name it and its host before a question is asked; elsewhere they say none is."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from starlette.testclient import TestClient
from website import SETTINGS, ScriptedAssistant, open_live, words

import review_learning
from web.app import create_app

HTML = {"Accept": "text/html"}


@pytest.fixture(autouse=True)
def read_anew() -> Iterator[None]:
    for cached in (review_learning.settings, review_learning.language_model):
        cached.cache_clear()
    yield
    for cached in (review_learning.settings, review_learning.language_model):
        cached.cache_clear()


@pytest.mark.parametrize("path", ["/", "/documents", "/about", "/nothing"])
def test_every_page_says_to_whom_questions_are_sent(path: str, tmp_path: Path) -> None:
    settings = replace(SETTINGS, model="<m> at models.example")

    with TestClient(create_app(ScriptedAssistant(), open_live(tmp_path, []), settings), headers=HTML) as client:
        page = client.get(path).text

    assert "Questions are sent to a language model, <m> at models.example" in words(page, "footer")
    assert "Nothing you type leaves the machine" not in words(page)


def test_without_a_model_nothing_is_said_to_be_sent(tmp_path: Path) -> None:
    with TestClient(create_app(ScriptedAssistant(), open_live(tmp_path, []), SETTINGS), headers=HTML) as client:
        assert "sent to" not in words(client.get("/").text, "footer")
        assert "Nothing you type leaves the machine" in words(client.get("/about").text)


def test_the_model_of_the_environment_is_the_one_that_pages_name(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("REVIEW_LEARNING_MODEL", "openai:some-model")
    monkeypatch.setenv("REVIEW_LEARNING_MODEL_URL", "http://127.0.0.1:9/v1")

    assert review_learning.web_settings().model == "some-model on this machine"


@pytest.mark.parametrize(
    ("name", "value", "told"),
    [
        ("MODEL", "some-model", "It must be PROVIDER:NAME, for example openai:NAME"),
        ("MODEL_URL", "models.example", "It must begin with https:// or http:// and hold no user name"),
        ("MODEL_URL", "https://me:word@models.example", "It must begin with https:// or http:// and hold no user name"),
        ("MODEL_TOTAL_SECONDS", "0", "Input should be greater than 0"),
    ],
)
def test_a_wrong_setting_is_one_line_with_its_name(
    name: str, value: str, told: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv(f"REVIEW_LEARNING_{name}", value)

    with pytest.raises(SystemExit):
        review_learning.settings()

    told_line = f"review-learning: the setting REVIEW_LEARNING_{name} cannot be used: {told}.\n"
    assert capsys.readouterr().err == told_line
