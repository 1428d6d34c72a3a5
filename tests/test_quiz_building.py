"""Quizzes drafted from the sample corpus, with the model and the index that are used: what is asked, what is not."""

import dataclasses
import json
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from sample_quizzes import TODAY, drafted, loaded, of_kind, opened
from typer.testing import CliRunner

import review_learning
from assistant.quizzes.askable import Form
from assistant.quizzes.building import Unbuilt, Wish, beside_theme, build, checked
from assistant.quizzes.distractors import Doubt, distractors
from assistant.quizzes.drafts import Drafts
from assistant.quizzes.quiz import Decision, Item, ItemKind, Quiz
from assistant.quizzes.showable import identifies, is_usable, printed_small
from assistant.quizzes.staleness import stale
from assistant.quizzes.statements import told
from assistant.quizzes.verifier import faults
from assistant.quizzes.whom import Whom, about, could_be_of
from assistant.reviews import reviews
from assistant.themes import themes
from evals.distractors import admitted, pairs
from evals.gate import MOST_TRUE_OPTIONS
from ingest.commands import load
from vectorstore.data import DataDirectory
from vectorstore.embedder import load_embedder
from vectorstore.index import Index
from vectorstore.live import LiveIndex
from vectorstore.withdrawals import Withdrawal

RUNNER = CliRunner()
# A theme on which the sample has hardly anything that may be shown.
SCARCE = "supervision of children and home safety"


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> DataDirectory:
    return loaded(tmp_path_factory)


@pytest.fixture(scope="module")
def index(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Index]:
    yield from opened(tmp_path_factory)


@pytest.fixture(scope="module")
def quiz(index: Index) -> Quiz:
    return drafted(index, items=12, seed=7)


@pytest.fixture(scope="module")
def many(index: Index) -> Quiz:
    return drafted(index, items=140, seed=7)


def test_every_item_passes_the_verifier_and_every_quote_is_the_stored_text(index: Index, many: Quiz) -> None:
    for item in many.items:
        assert faults(index, item) == ()
        for quote in item.quotes:
            cited = quote.cited
            assert index.text(cited.document_id)[cited.start : cited.end] == cited.quote


def test_the_sample_gives_120_different_items_of_seven_kinds(many: Quiz) -> None:
    assert len({item.id for item in many.items}) >= 120
    assert len({item.kind for item in many.items}) >= 7


def test_the_same_seed_gives_the_same_quiz_and_another_one_others(index: Index, quiz: Quiz) -> None:
    assert drafted(index, items=12, seed=7) == quiz
    assert {item.id for item in drafted(index, items=12, seed=8).items} != {item.id for item in quiz.items}


def test_an_older_version_of_a_document_is_not_asked_about(index: Index) -> None:
    older = {one.id for one in index.documents.values() if one.source == "child-w2-briefing-2030.docx"}

    assert older and older.isdisjoint(one.passage.document_id for one in (*told(index).statements, *told(index).points))


def test_nothing_is_accepted_in_a_draft(quiz: Quiz) -> None:
    assert quiz.accepted == ()
    assert {item.decision for item in quiz.items} == {Decision.DRAFT}


def test_no_passage_comes_twice_where_there_are_enough(many: Quiz) -> None:
    keys = Counter(quote.cited.url for item in many.items for quote in item.key)

    assert [url for url, times in keys.items() if times > 1] == []


def test_the_right_answer_stands_at_every_place(many: Quiz) -> None:
    of_three = {ItemKind.SINGLE, ItemKind.SCENARIO, ItemKind.WHICH_REVIEW}
    places = Counter(item.right[0] for item in many.items if item.kind in of_three and item.options)

    assert set(places) == {0, 1, 2} and max(places.values()) <= 2 * min(places.values())


def test_no_passage_comes_twice_in_a_quiz(index: Index, many: Quiz) -> None:
    shown: Counter[str | None] = Counter()
    for item in many.items:
        shown.update({index.passage_at(quote.cited.document_id, quote.cited.start) for quote in item.quotes})

    assert None not in shown and len(shown) >= len(many.items) > 100
    assert [passage for passage, times in shown.items() if times > 1] == []


@pytest.mark.parametrize(
    ("review", "whom"),
    [
        ("Baby Ivy", {Whom.BABY}),
        ("Young Person Q2", {Whom.TEENAGER}),
        ("Child A4", {Whom.PUPIL}),
        ("Child One", {Whom.TEENAGER, Whom.PUPIL}),
        ("Child Two", {Whom.SMALL}),
    ],
)
def test_a_review_is_about_whom_its_name_or_the_ages_in_it_tell(index: Index, review: str, whom: set[Whom]) -> None:
    [entry] = [one for one in reviews(index) if one.name == review]

    assert about(index, entry) >= whom
    assert could_be_of(index, entry, "The midwife did not ask about the birth.") is (Whom.BABY in whom)


def test_about_half_of_the_statements_to_be_judged_are_true(many: Quiz) -> None:
    truths = Counter(item.options[0].right for item in many.items if item.kind is ItemKind.TRUE_FALSE)

    assert min(truths.values()) * 3 >= max(truths.values())


def test_wrong_options_are_of_other_reviews_and_of_themes_that_this_one_has_not(index: Index, many: Quiz) -> None:
    wrong, entries = distractors(index), {entry.name: entry for entry in reviews(index)}
    tried = 0
    for item in (one for one in many.items if one.kind in {ItemKind.SINGLE, ItemKind.MULTIPLE, ItemKind.SCENARIO}):
        own = wrong.said(entries[item.about or ""])
        for option in (one for one in item.options if not one.right):
            tried += 1
            assert option.quote.review != item.about
            shown = [one for one in told(index).statements if one.words == option.words]
            assert shown and all(own.themes.isdisjoint(one.passage.themes) for one in shown)
    assert tried >= 20


def test_options_do_not_name_a_child_a_number_or_a_harm(index: Index, many: Quiz) -> None:
    small = printed_small(index)
    words = [one.words for item in many.items for one in item.options if one.is_quoted]

    assert words and [one for one in words if not is_usable(one, small)] == []


def test_a_situation_leaves_out_what_could_identify(index: Index, many: Quiz) -> None:
    scenarios = [item for item in many.items if item.kind is ItemKind.SCENARIO]
    told_words = [quote.words for item in scenarios for quote in item.scenario]
    subjects = re.compile(r"\b(?:Child|Baby|Children|Family|Young Person) \w+")

    assert scenarios and told_words
    assert [one for one in told_words if identifies(subjects.sub("", one), printed_small(index))] == []


@pytest.mark.parametrize(
    "words",
    [
        "The child who died had been seen by three agencies in one week.",
        "Child K was spoken to alone by the school nurse before the meeting.",
        "He told the youth worker more than once that home was not safe.",
        "The plan for the children was written by the team in Barchester.",
        "The case was closed 14 days after the referral had been made.",
        "This was not shared with the health visitor or with the school.",
        "Staff did not know",
        "The mother had a history of heroin use and of violence in her teens.",
    ],
)
def test_what_tells_who_it_was_or_leans_on_something_is_no_statement(index: Index, words: str) -> None:
    assert not is_usable(words, printed_small(index))


def test_a_plain_statement_on_practice_is_one(index: Index) -> None:
    words = "Health visitors did not know that the plan had been closed by the team."

    assert is_usable(words, printed_small(index))


def test_actions_about_a_family_are_never_asked_about(index: Index) -> None:
    actions = [one for one in told(index).points if one.form is Form.ACTION]

    assert (
        actions and [one.words for one in actions if re.search(r"\b(?:mother|father|family|child)\b", one.words)] == []
    )


def test_a_statement_may_be_true_of_its_own_review_and_of_one_on_the_same_case(index: Index) -> None:
    wrong = distractors(index)
    by_name = {entry.name: entry for entry in reviews(index)}
    plan, review = (next(by_name[name] for name in by_name if words in name) for words in ("what we said", "Slides"))
    statement = next(one for one in told(index).statements if one.entry.id == review.id)

    assert wrong.doubt(review, statement) is Doubt.SAME_CASE
    assert wrong.doubt(plan, statement) is Doubt.SAME_CASE


def test_at_most_two_in_a_hundred_true_statements_pass_for_wrong_options(index: Index) -> None:
    for part in ("fit", "held"):
        found = admitted(index, [pair for pair in pairs() if pair.set == part])
        assert found.true >= 55 and found.untrue >= 55
        assert found.share is not None and found.share <= MOST_TRUE_OPTIONS
        assert found.untrue_admitted > 0  # limits that let nothing through would be no limits


def test_labelled_pairs_say_what_their_documents_say(index: Index) -> None:
    texts = {one.source: _folded(index.text(one.id)) for one in index.documents.values()}
    sets = {part: {pair.statement for pair in pairs() if pair.set == part} for part in ("fit", "held")}

    assert [
        pair.id for pair in pairs() if pair.quoted_from and _folded(pair.statement) not in texts[pair.quoted_from]
    ] == []
    assert [pair.id for pair in pairs() if pair.true and not pair.proof] == []
    assert len({pair.id for pair in pairs()}) == len(pairs()) >= 120
    assert sets["fit"].isdisjoint(sets["held"])


def _folded(text: str) -> str:
    words = text.translate(str.maketrans("‘’“”", "''\"\"")).replace("**", "").replace("|", " ")
    return " ".join(words.split())


def test_every_theme_of_two_reviews_or_more_gives_a_quiz(index: Index) -> None:
    found = {}
    for theme in themes(index):
        for population, many in (("children", theme.children), ("adults", theme.adults)):
            if many >= 2:
                made = build(index, Wish(theme=theme.name, population=population, items=5), TODAY)
                found[theme.name, population] = len(made.items) if isinstance(made, Quiz) else 0

    assert len(found) > 40
    assert {name: many for name, many in found.items() if many < 5} == {}


def test_a_quiz_is_filled_up_from_the_reviews_that_carry_its_theme_and_says_so(index: Index) -> None:
    quiz = drafted(index, theme=SCARCE, items=5)
    beside = [item for item in quiz.items if SCARCE not in item.themes]
    carrying = {one.entry.name for theme in themes(index) if theme.name == SCARCE for one in theme.carried}

    assert len(quiz.items) == 5 and 0 < len(beside) < 5
    assert {item.about or item.key[0].review for item in beside} <= carrying
    assert (beside_theme(quiz) or "").startswith(f"{len(beside)} items are not on “{SCARCE}”, but on other learning")
    assert beside_theme(drafted(index, theme="neglect", items=5)) is None


def test_a_quiz_on_a_theme_asks_about_that_theme_only(index: Index) -> None:
    quiz = drafted(index, theme="fathers and hidden men", items=10)

    assert len(quiz.items) == 10
    assert all("fathers and hidden men" in item.themes for item in quiz.items)


def test_a_quiz_on_a_review_asks_about_that_review(index: Index) -> None:
    quiz = drafted(index, reviews=("Marlowe",), items=8)

    asked = {item.about or item.key[0].review for item in quiz.items}
    assert asked == {"Marlowe"}


def test_adults_and_children_are_never_mixed(index: Index) -> None:
    quiz = drafted(index, population="adults", items=15)

    populations = {index.documents[quote.cited.document_id].population for item in quiz.items for quote in item.quotes}
    assert populations == {"adults"}


@pytest.mark.parametrize(
    ("wish", "told_words"),
    [
        (Wish(theme="gardening"), "No review loaded has learning on “gardening”. Themes that there are: "),
        (Wish(audience="wizards"), "“wizards” is no agency that is known here. Those are: police, "),
        (Wish(reviews=("Child Nobody",)), "There is no review “Child Nobody”. Those loaded: "),
        (Wish(reviews=("Marlowe", "Rowan")), "Reviews about children and about adults are never mixed"),
        (Wish(population="dogs"), "“dogs” is neither children nor adults."),
    ],
)
def test_a_wish_that_cannot_be_met_is_told_with_what_there_is(index: Index, wish: Wish, told_words: str) -> None:
    answer = checked(index, wish)

    assert isinstance(answer, Unbuilt) and answer.why.startswith(told_words)


@pytest.mark.parametrize(
    ("change", "fault"),
    [
        (lambda item: _with_first_wrong(item, right=True), "It has not as many right answers as it asks for."),
        (lambda item: replace(item, options=item.options[:1]), "It has too few options."),
        (lambda item: replace(item, options=(item.options[0],) * 3), "Two options are the same."),
        (lambda item: replace(item, key=()), "Nothing proves its answer."),
        (lambda item: replace(item, stem=" "), "The question is empty, or longer than 800 characters."),
        (lambda item: _with_first_wrong(item, words="Other words"), "An option is not in the words of its quote."),
    ],
)
def test_the_verifier_names_what_is_wrong(index: Index, quiz: Quiz, change: object, fault: str) -> None:
    assert callable(change)
    assert fault in faults(index, change(of_kind(quiz, ItemKind.SINGLE)))


def _with_first_wrong(item: Item, **values: object) -> Item:
    place = next(n for n, option in enumerate(item.options) if not option.right)
    changed = replace(item.options[place], **values)  # type: ignore[arg-type]
    return replace(item, options=(*item.options[:place], changed, *item.options[place + 1 :]))


def test_a_quote_that_moved_by_a_letter_fails(index: Index, quiz: Quiz) -> None:
    item = of_kind(quiz, ItemKind.SHORT)
    cited = replace(item.key[0].cited, start=item.key[0].cited.start + 1, end=item.key[0].cited.end + 1)

    found = faults(index, replace(item, key=(replace(item.key[0], cited=cited), *item.key[1:])))

    assert found and found[0].startswith("A quote does not stand in its source as it did")


def test_an_option_that_is_true_of_the_review_fails(index: Index, many: Quiz) -> None:
    item = of_kind(many, ItemKind.MULTIPLE)
    first, second = (item.options[place] for place in item.right)
    wrong = [option for option in item.options if not option.right]
    claimed = replace(item, kind=ItemKind.SINGLE, options=(first, replace(second, right=False), *wrong))

    found = faults(index, claimed)

    assert found == (f"What is to be wrong may be true of {item.about}: “{second.words}”",)


def test_an_item_that_names_a_withdrawn_review_is_stale_and_is_forgotten(
    index: Index, many: Quiz, tmp_path: Path
) -> None:
    drafts = Drafts(DataDirectory(tmp_path))
    drafts.add(many)
    for kind in (ItemKind.TRUE_FALSE, ItemKind.WHICH_REVIEW):
        item = next(one for one in many.items if one.kind is kind and _names_more_than_it_quotes(one))
        quoted = {quote.cited.document_id for quote in item.quotes}
        gone = next(name for name in item.sources if name not in quoted)
        view = index.without({gone: Withdrawal(gone, "x", "at", "by", "reason")})

        assert stale(view, item) == "A source was withdrawn or is not loaded any more."
        drafts.forget_document(gone)
        left = drafts.get(many.id)
        assert left is not None and item.id not in {one.id for one in left.items}


def _names_more_than_it_quotes(item: Item) -> bool:
    return len(item.sources) > len({quote.cited.document_id for quote in item.quotes})


def test_no_good_practice_and_a_later_change_are_no_good_practice(index: Index) -> None:
    done_well = [one.words for one in (*told(index).statements, *told(index).points) if one.form is Form.DONE_WELL]

    assert done_well and [words for words in done_well if "no evidence of good practice" in words.lower()] == []


def test_a_damaged_file_hides_no_other_quiz_and_stops_no_erasure(quiz: Quiz, tmp_path: Path) -> None:
    drafts = Drafts(DataDirectory(tmp_path))
    drafts.add(quiz)
    damaged = tmp_path / "quizzes" / "000000000000.json"
    damaged.write_text("{", encoding="utf-8")

    assert list(drafts.all()) == [quiz] and drafts.damaged() == ["000000000000.json"]
    drafts.forget_document(quiz.items[0].sources[0])
    left = drafts.get(quiz.id)
    assert not damaged.exists() and left is not None and len(left.items) < len(quiz.items)


def test_an_item_of_a_withdrawn_document_is_stale(index: Index, quiz: Quiz) -> None:
    item = of_kind(quiz, ItemKind.SHORT)
    gone = item.key[0].cited.document_id
    view = index.without({gone: Withdrawal(gone, "x", "at", "by", "reason")})

    assert stale(index, item) is None
    assert stale(view, item) == "A source was withdrawn or is not loaded any more."


def test_a_draft_is_read_as_it_was_kept_and_kept_once(data: DataDirectory, quiz: Quiz) -> None:
    drafts = Drafts(data)
    assert drafts.add(quiz) == quiz
    changed = replace(quiz, revision=2, title="Changed")

    assert drafts.change(changed)
    assert not drafts.change(changed)  # somebody who still has revision 1 comes too late
    assert drafts.add(quiz) == changed == drafts.get(quiz.id)
    assert list(drafts.all()) == [changed]
    drafts.forget_document(quiz.items[0].quotes[0].cited.document_id)
    left = drafts.get(quiz.id)
    assert left is not None and quiz.items[0] not in left.items and len(left.items) < len(quiz.items)
    assert drafts.delete(quiz.id) and drafts.get(quiz.id) is None and not drafts.delete(quiz.id)


@pytest.mark.parametrize("quiz_id", ["../../etc/passwd", "", "0123456789ab/..", "ABCDEF012345"])
def test_an_id_that_is_none_opens_no_file(data: DataDirectory, quiz_id: str) -> None:
    assert Drafts(data).get(quiz_id) is None
    assert not Drafts(data).delete(quiz_id)


def test_from_the_command_line_a_quiz_is_built_decided_on_and_taken_away(
    data: DataDirectory, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("REVIEW_LEARNING_DATA", str(data.root))
    built = run("quiz", "build", "--theme", "recording", "--items", "6", "--seed", "7", "--json")
    quiz = json.loads(built)
    name = quiz["id"]

    assert f"{name}  " in run("quiz", "list") and "0 of 6 accepted" in run("quiz", "list")
    assert "Nothing of quiz" in run("quiz", "export", name, exit_code=1)
    assert "3 of 6 accepted" in run("quiz", "accept", name, "1", "2", "3")
    assert "2 of 6 accepted" in run("quiz", "reject", name, "3")
    assert "There is no item 9: the quiz has 6. Nothing was changed." in run("quiz", "accept", name, "9", exit_code=1)
    assert "\n4. " in run("quiz", "another", name, "4")
    shown = run("quiz", "show", name)
    assert shown.count("; accepted)") == 2 and shown.count("; rejected)") == 1
    written = run("quiz", "export", name, "--folder", str(tmp_path / "out"))
    assert len(list((tmp_path / "out").iterdir())) == written.count(f"quiz-{name}") >= 8
    assert run("quiz", "delete", name, "--yes") == f"Quiz {name} is deleted.\n"
    assert "There is no quiz" in run("quiz", "show", name, exit_code=1)


def run(*arguments: str, exit_code: int = 0) -> str:
    result = RUNNER.invoke(review_learning.app, list(arguments))
    assert result.exit_code == exit_code, result.output
    return result.output if exit_code == 0 else f"{result.output}{result.exception}"


def test_a_quiz_of_the_sample_says_that_it_is_fictional(quiz: Quiz) -> None:
    assert quiz.is_sample
    assert dataclasses.asdict(quiz)["index_version"]


def test_five_real_documents_give_24_items_of_six_kinds(shared: Path, tmp_path: Path) -> None:
    directory = DataDirectory(tmp_path / "five")
    load(directory, load_embedder(), [shared / "reviews"])
    live = LiveIndex(directory, load_embedder)
    with live.use() as index:
        assert index is not None
        quiz = drafted(index, items=80, seed=7)
        assert [item for item in quiz.items if faults(index, item)] == []
    live.close()

    assert len({item.id for item in quiz.items}) >= 24
    assert len({item.kind for item in quiz.items}) >= 6
