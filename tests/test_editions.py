"""Two versions of one document: recognised by content, proposed, counted once, the newer one named."""

from dataclasses import replace
from pathlib import Path

import pytest
from briefings import BRIEFINGS, SALTMERE, read
from shelf import WordEmbedder, release
from starlette.testclient import TestClient
from website import SETTINGS, words

from assistant.assistant import Assistant, from_index
from assistant.filters import Filters
from ingest.editions import with_other_versions, without_superseded
from ingest.report import FileReport, Outcome, with_versions
from vectorstore.attribution import Added
from vectorstore.contents import LoadedDocument
from vectorstore.data import DataDirectory
from vectorstore.document import Age, Document, OtherVersion
from vectorstore.live import LiveIndex
from vectorstore.versions import build_candidate, promote
from web.app import create_app
from web.viewer import document_view

DATED = SALTMERE.replace("6 Step Briefing\n", "6 Step Briefing\n\nMay 2022\n", 1)
LATER = (
    DATED.replace("May 2022", "June 2024")
    .replace("after two missed appointments.", "after one missed appointment.")
    .replace("Good Practice and Evidence", "3. All agencies to read the chronology before a case is closed.\n\nGood Practice and Evidence", 1)
)  # fmt: skip
FROM_THE_DATES = "the dates in their texts: May 2022 and June 2024"


def proposals(*documents: LoadedDocument) -> dict[str, list[tuple[str, Age, str]]]:
    return {
        one.document.id: [(o.document_id, o.age, o.because) for o in one.document.other_versions]
        for one in with_other_versions(documents)
    }


def test_two_versions_are_recognised_by_content_and_told_apart_by_the_dates_in_their_texts() -> None:
    assert proposals(read("old.txt", DATED), read("new.txt", LATER)) == {
        "old": [("new", Age.OLDER, FROM_THE_DATES)],
        "new": [("old", Age.NEWER, FROM_THE_DATES)],
    }


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("child-on-v1.txt", "child-on-v2.txt"),
        ("child-on.txt", "child-on V1.1.txt"),
        ("child_on_2021.txt", "child_on_2024-03.txt"),
        ("Child On May 2021.txt", "Child On 4 June 2021.txt"),
        ("child on version 9.txt", "child on version 10.txt"),
    ],
)
def test_without_dates_in_the_texts_the_file_names_say_which_is_newer(first: str, second: str) -> None:
    undated = LATER.replace("\n\nJune 2024\n", "\n", 1)

    found = proposals(read(first, SALTMERE), read(second, undated))

    because = f"their file names: {first} and {second}"
    assert [age for name in found for _, age, _ in found[name]] == [Age.OLDER, Age.NEWER]
    assert {text for name in found for _, _, text in found[name]} == {because}


def test_a_version_number_in_the_text_comes_before_the_file_name() -> None:
    first = read("b-v9.txt", SALTMERE.replace("6 Step Briefing\n", "6 Step Briefing\n\nVersion 1.2\n", 1))
    second = read(
        "b-v1.txt", SALTMERE.replace("6 Step Briefing\n", "6 Step Briefing\n\nVersion 1.10\n", 1) + "\nMore.\n"
    )

    assert proposals(first, second)["b-v9"] == [("b-v1", Age.OLDER, "the version numbers in their texts")]


def test_nothing_says_which_is_newer_and_nothing_is_guessed() -> None:
    found = proposals(read("a.txt", SALTMERE), read("b.txt", SALTMERE.replace("eleven", "twelve").replace("Eleven", "Twelve").replace("seven months", "eight months").replace("A step down checklist is now used by all teams.", "All teams now use a checklist.")))  # fmt: skip

    assert [(o, age) for o, age, _ in found["a"]] == [("b", Age.UNKNOWN)]


def test_overlapping_dates_do_not_say_which_is_newer() -> None:
    first = read("a.txt", DATED.replace("May 2022", "2022"))

    assert [age for _, age, _ in proposals(first, read("b.txt", LATER.replace("June 2024", "June 2022")))["a"]] == [
        Age.UNKNOWN
    ]


def test_the_same_text_in_two_files_is_said_to_be_the_same() -> None:
    found = proposals(read("a.txt", SALTMERE), read("b.txt", SALTMERE + "\n"))

    assert found["a"] == [("b", Age.SAME_TEXT, "their words")]


@pytest.mark.parametrize(
    "other",
    [
        pytest.param(SALTMERE.replace("Child On", "Child Ox"), id="another subject in the same words"),
        pytest.param(SALTMERE.replace("Saltmere", "Thornvale"), id="another board"),
        pytest.param(BRIEFINGS["newsletter.txt"], id="another document"),
    ],
)
def test_documents_that_differ_in_what_they_are_about_are_no_versions(other: str) -> None:
    assert proposals(read("a.txt", SALTMERE), read("b.txt", other)) == {"a": [], "b": []}


def test_a_short_part_of_a_report_is_no_version_of_it() -> None:
    summary = SALTMERE.split("The Findings")[0]

    assert proposals(read("a.txt", SALTMERE), read("b.txt", summary)) == {"a": [], "b": []}


def test_nothing_is_proposed_of_a_document_that_a_person_has_decided_on() -> None:
    old, new = read("old.txt", DATED), read("new.txt", LATER)
    decided = replace(new, document=replace(new.document, added=(Added("supersedes", "Robin", "2026-01-05"),)))

    assert proposals(old, decided) == {"old": [], "new": []}


def test_what_a_person_said_is_superseded_is_left_out() -> None:
    old, new = read("old.txt", DATED), read("new.txt", LATER)
    replacing = replace(new, document=replace(new.document, supersedes="old"))

    assert without_superseded([old, replacing]) == [replacing]
    assert without_superseded([old, new]) == [old, new]


def test_proposals_do_not_depend_on_the_order_of_the_documents() -> None:
    documents = [read("old.txt", DATED), read("new.txt", LATER), read("t.txt", BRIEFINGS["child-t.txt"])]

    assert proposals(*documents) == proposals(*reversed(documents))


@pytest.fixture
def live(tmp_path: Path) -> LiveIndex:
    """An index of both versions of one briefing, and of another document."""
    documents = [read("old.txt", DATED), read("new.txt", LATER), read("t.txt", BRIEFINGS["child-t.txt"])]
    data = DataDirectory(tmp_path)
    release(data, with_other_versions(documents), WordEmbedder())
    return LiveIndex(data, WordEmbedder)


def test_an_answer_says_which_version_is_newer_and_shows_what_both_say_once(live: LiveIndex) -> None:
    answer = Assistant(live.use).ask("What are the recommendations for Child On?")

    assert [(c.source, c.item) for c in answer.citations] == [
        ("new.txt", "R1"),
        ("new.txt", "R2"),
        ("new.txt", "R3"),
        ("old.txt", "R2"),
    ]
    assert "Two reviews" not in answer.answer and "2 reviews" not in answer.answer
    assert answer.answer.index("the newer of the versions loaded") < answer.answer.index("an older version")
    (notice,) = [n for n in answer.notices if "versions of one document" in n]
    assert "The newer is “Case Mapping Exercise – 6 Step Briefing – Child On” (June 2024; new.txt)" in notice
    assert "nobody has confirmed yet" in notice
    assert answer.reviews.searched == 1
    live.close()


def test_the_newer_version_stands_first_where_the_two_say_different_things(live: LiveIndex) -> None:
    answer = Assistant(live.use).ask("After how many missed dental appointments should the school nurse be rung?")

    assert [cited.source for cited in answer.citations if "missed appointment" in cited.quote] == ["new.txt", "old.txt"]
    live.close()


def test_what_only_the_older_version_has_is_found_where_the_newer_is_filtered_out(live: LiveIndex) -> None:
    with live.use() as index:
        assert index
        answer, _ = from_index(index, "What are the recommendations for Child On?", (), Filters(year_to=2022))

    assert [(c.source, c.item) for c in answer.citations] == [("old.txt", "R1"), ("old.txt", "R2")]
    live.close()


def test_the_page_of_a_document_names_its_other_version(live: LiveIndex) -> None:
    with live.use() as index:
        assert index
        views = {name: document_view(index, index.documents[name], None, None).editions for name in ("old", "new", "t")}

    assert {name: [(e.document.id, e.is_what, e.because) for e in found] for name, found in views.items()} == {
        "old": [("new", "A newer version of this document", FROM_THE_DATES)],
        "new": [("old", "An older version of this document", FROM_THE_DATES)],
        "t": [],
    }
    with TestClient(create_app(Assistant(live.use), live, SETTINGS)) as client:
        page = words(client.get("/documents/old", headers={"Accept": "text/html"}).text, "main")
    assert (
        "A newer version of this document seems to be loaded: Case Mapping Exercise – 6 Step Briefing – Child On "
        "(June 2024; new.txt). This is read from the dates in their texts: May 2022 and June 2024; "
        "nobody has confirmed it yet." in page
    )


def test_versions_count_as_one_review(live: LiveIndex) -> None:
    answer = Assistant(live.use).ask("Which reviews talk about supervision?")

    assert "of 2 reviews loaded" in answer.answer
    live.close()


def test_a_proposal_about_a_document_that_is_not_loaded_is_not_told(tmp_path: Path) -> None:
    one = read("new.txt", LATER)
    alone = replace(one, document=replace(one.document, other_versions=(OtherVersion("gone", Age.NEWER, "x"),)))
    data = DataDirectory(tmp_path)
    build_candidate(data, [alone], WordEmbedder())
    promote(data)
    live = LiveIndex(data, WordEmbedder)

    answer = Assistant(live.use).ask("What are the recommendations for Child On?")

    assert answer.notices == () and "version" not in answer.answer
    live.close()


def test_of_many_versions_each_document_has_one_notice_that_names_three() -> None:
    names = [f"copy-{number}" for number in range(6)]
    documents = [
        Document(
            name, f"{name}.txt", "text/plain", name,
            other_versions=tuple(OtherVersion(o, Age.UNKNOWN, "their words") for o in names if o != name),
        )
        for name in names
    ]  # fmt: skip
    reports = [FileReport(f"{name}.txt", Outcome.LOADED, document_id=name) for name in names]

    told = with_versions(reports, documents)

    assert {len(one.versions) for one in told} == {1}
    assert (
        told[0]
        .versions[0]
        .startswith("5 other versions of it seem to be loaded: copy-1.txt, copy-2.txt, copy-3.txt and 2 more. All stay")
    )
    assert "`review-learning documents show copy-0` names each" in told[0].versions[0]
