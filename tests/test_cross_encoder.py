"""A cross-encoder that is configured takes part in the order of passages and sentences, and in nothing else."""

import json
import os
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

import pytest
from briefings import BRIEFINGS, open_briefings, read
from cross_encoders import build_cross_encoder
from forked import run
from test_selection import NOTHING, ranked, words

from assistant.assistant import Assistant
from assistant.cross_reading import MOST_READ, WEIGHT, passages_read, sentences_read
from assistant.selection import excerpt
from vectorstore.embedder import CrossEncoder, _bundled_path, load_cross_encoder, load_embedder
from vectorstore.faults import ModelMissing
from vectorstore.live import LiveIndex

QUESTION = "what went wrong with supervision for child on"
SUPERVISION = "The social worker had one supervision session about the family in seven months."
STEPPED_DOWN = "The case was stepped down to Early Help although two agencies had written that they did not agree."
SET_ANOTHER = "set the local path of one, or leave the setting CROSS_ENCODER out."


class Liking:
    """Gives 1 to texts that hold the word and 0 to the others."""

    id = "liking"

    def __init__(self, word: str) -> None:
        self._word = word
        self.read: list[str] = []

    def scores(self, question: str, texts: Sequence[str]) -> list[float]:
        self.read += texts
        return [float(self._word in text) for text in texts]


@pytest.fixture(scope="module")
def path(tmp_path_factory: pytest.TempPathFactory) -> str:
    """Return the path of a model that likes the word of one finding, which is not the one that is asked for."""
    return build_cross_encoder(tmp_path_factory.mktemp("models") / "likes-agencies", "agencies")


@pytest.fixture(scope="module")
def reader(path: str) -> CrossEncoder:
    return load_cross_encoder(path)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("briefings")


@pytest.fixture(scope="module")
def live(folder: Path) -> Iterator[LiveIndex]:
    opened = open_briefings(folder, load_embedder())
    yield opened
    opened.close()


def test_a_local_model_scores_question_and_text_together_from_0_to_1(path: str, reader: CrossEncoder) -> None:
    scores = reader.scores(QUESTION, [SUPERVISION, STEPPED_DOWN, f"{'many other words ' * 400}"])

    assert (reader.id, [round(score, 2) for score in scores]) == (path, [0.02, 0.99, 0.02])
    assert scores == load_cross_encoder(path).scores(QUESTION, [SUPERVISION, STEPPED_DOWN, "words " * 1000])


def test_what_it_prefers_stands_first_in_the_answer(live: LiveIndex, reader: CrossEncoder) -> None:
    without, with_it = Assistant(live.use).ask(QUESTION), Assistant(live.use, reader=reader).ask(QUESTION)

    assert [without.citations[0].quote, with_it.citations[0].quote] == [SUPERVISION, STEPPED_DOWN]
    texts = {name.removesuffix(".txt"): read(name, text).text for name, text in BRIEFINGS.items()}
    assert all(texts[c.document_id][c.start : c.end] == c.quote for c in with_it.citations)


@pytest.mark.parametrize(
    "question",
    [
        QUESTION,
        "Which agencies disagreed with the step down?",
        "Which reviews talk about supervision?",
        "All the findings for Child On",
        "Which medals did the swimming team of Saltmere win?",
        "I've got a baby here with a bruise, what do I do?",
        "Who is Child On really, what is his surname?",
    ],
)
def test_whether_a_question_is_answered_and_how_surely_does_not_rest_on_it(
    question: str, live: LiveIndex, reader: CrossEncoder
) -> None:
    without, with_it = Assistant(live.use).ask(question), Assistant(live.use, reader=reader).ask(question)

    assert (with_it.status, with_it.answerability) == (without.status, without.answerability)


def test_where_it_tells_nothing_apart_the_answer_is_the_same(live: LiveIndex) -> None:
    for question in (QUESTION, "Which reviews talk about supervision?", "Why were the fathers mixed up?"):
        without = Assistant(live.use).ask(question)
        with_it = Assistant(live.use, reader=Liking("no such word")).ask(question)

        assert (with_it.answer, with_it.citations) == (without.answer, without.citations)


def test_only_the_best_by_the_features_are_read_and_the_score_adds_its_weight() -> None:
    found = [ranked(f"{n:02}", 30.0 - 0.9 * n) for n in range(MOST_READ + 2)]
    liking = Liking("Statement 19")

    order = passages_read(liking, QUESTION, found)

    assert len(liking.read) == MOST_READ
    moved = replace(found[19], reading=WEIGHT)
    assert order == (*found[:13], moved, *found[13:19], *found[20:])
    assert [passages_read(None, QUESTION, found), passages_read(liking, QUESTION, [])] == [tuple(found), ()]


def test_of_a_long_passage_the_sentence_that_it_prefers_is_quoted(reader: CrossEncoder) -> None:
    preferred = f"The agencies {words(10, 'b')}"
    long = ranked("long", 1.0, f"{words(12, 'a')} {preferred} {words(12, 'c')}")
    short = ranked("short", 1.0, words(8, "d"))

    read_long, read_short = sentences_read(reader, QUESTION, [long, short])

    assert excerpt(long, 20) == (words(12, "a"),)
    assert excerpt(read_long, 20) == (preferred,)
    assert (read_short.passage, len(read_short.sentences)) == (short.passage, 1)
    assert sentences_read(None, QUESTION, [long]) == (long,)


def test_a_passage_without_a_reading_scores_by_its_features_alone() -> None:
    one = ranked("one", 1.0)
    assert (one.reading, one.score, one.features) == (
        0.0,
        one.features.score,
        replace(NOTHING, closeness=one.features.closeness),
    )


def test_a_model_that_is_not_there_not_whole_or_of_another_kind_is_one_line(tmp_path: Path) -> None:
    broken = build_cross_encoder(tmp_path / "broken", "word")
    (tmp_path / "broken" / "model.safetensors").write_bytes(b"no weights")
    kinds = build_cross_encoder(tmp_path / "kinds", "word", kinds=3)
    (tmp_path / "empty").mkdir()

    for name in ("nobody/such-model", "/nowhere/model", str(tmp_path / "empty"), broken):
        with pytest.raises(ModelMissing) as fault:
            load_cross_encoder(name)
        assert str(fault.value) == f"The cross-encoder {name!r} is not on this machine or cannot be read; {SET_ANOTHER}"
    for name in (kinds, _bundled_path()):
        with pytest.raises(ModelMissing) as fault:
            load_cross_encoder(name)
        assert str(fault.value) == (
            f"The model {name!r} is no cross-encoder, since it does not give two texts one score; {SET_ANOTHER}"
        )


def told_by(folder: Path, model: str, *arguments: str) -> tuple[int, str, str]:
    environment = os.environ | {"REVIEW_LEARNING_DATA": str(folder), "REVIEW_LEARNING_CROSS_ENCODER": model}
    done = run(arguments, environment, folder, timeout=120)
    return done.returncode, done.stdout, done.stderr


def test_the_setting_is_used_by_the_command_line(live: LiveIndex, folder: Path, path: str) -> None:
    code, told, wrong = told_by(folder, path, "ask", "--json", QUESTION)
    _, without, _ = told_by(folder, "", "ask", "--json", QUESTION)

    assert (code, wrong) == (0, "")
    firsts = [json.loads(text)["citations"][0]["quote"] for text in (told, without)]
    assert firsts == [STEPPED_DOWN, SUPERVISION]
    code, told, wrong = told_by(folder, path, "doctor")
    assert f"from this machine's disk; cross-encoder {path}\n" in told


@pytest.mark.parametrize("arguments", [("ask", QUESTION), ("serve", "--port", "0")], ids=["ask", "serve"])
def test_one_that_is_missing_is_told_at_the_start_in_one_line(arguments: tuple[str, ...], tmp_path: Path) -> None:
    line = (
        f"review-learning: The cross-encoder '/nowhere/model' is not on this machine or cannot be read; {SET_ANOTHER}\n"
    )

    assert told_by(tmp_path, "/nowhere/model", *arguments) == (1, "", line)
    assert list(tmp_path.iterdir()) == []
