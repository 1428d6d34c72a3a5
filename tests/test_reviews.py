"""Which reviews are loaded, what counts as learning on a theme, and how reviews are counted."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from briefings import read
from on_neglect import FEN, changed, documents, opened

from assistant.reviews import Choice, counted, newer_of, other_versions_of, review_of, reviews
from assistant.theme_words import is_denied, times_named
from assistant.themes import theme_of, themes
from vectorstore.attribution import Added
from vectorstore.document import Age, OtherVersion
from vectorstore.index import Index
from vectorstore.themes import THEMES, themes_in


@pytest.fixture(scope="module")
def index(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Index]:
    live = opened(tmp_path_factory.mktemp("neglect"))
    with live.use() as index:
        assert index is not None
        yield index
    live.close()


def names(index: Index, **wanted: str) -> list[str]:
    return [entry.name for entry in Choice(**wanted).of(reviews(index))]


def test_childrens_reviews_come_first_then_the_newest_and_undated_ones_last(index: Index) -> None:
    assert names(index) == ["Child Fen", "Child Tarn", "Child Reed", "Child Moss", "Adult Ada"]
    assert counted(index, reviews(index)) == (4, 1)


@pytest.mark.parametrize(
    ("wanted", "found"),
    [
        ({"words": "REED child"}, ["Child Reed"]),
        ({"words": "safeguarding adult"}, ["Adult Ada"]),
        ({"words": "lighthouse"}, []),
        ({"words": "child m"}, []),
        ({"words": "child mos"}, ["Child Moss"]),
        ({"words": "mos child"}, []),
        ({"words": "fen child"}, ["Child Fen"]),
        ({"words": "?"}, []),
        ({"publisher": "THE WESTMARCH SAFEGUARDING CHILDREN’S BOARD"}, ["Child Tarn"]),
        ({"theme": "neglect"}, ["Child Fen", "Child Reed", "Child Moss", "Adult Ada"]),
        ({"theme": "neglect", "about": "adults"}, ["Adult Ada"]),
        ({"agency": "police"}, ["Child Moss"]),
        ({"publisher": "not stated"}, ["Child Moss"]),
        ({"publisher": "Westmarch Safeguarding Children Board"}, ["Child Tarn"]),
        ({"year": "2029"}, ["Child Reed"]),
        ({"year": "undated", "about": "children"}, ["Child Moss"]),
        ({"theme": "no such theme"}, []),
    ],
)
def test_a_choice_leaves_the_reviews_that_are_like_it(index: Index, wanted: dict[str, str], found: list[str]) -> None:
    assert names(index, **wanted) == found


def test_a_theme_counts_reviews_that_state_learning_on_it_and_nothing_else(index: Index) -> None:
    """Not the background of Child Fen and Child Tarn, nor that there was no evidence of neglect in May."""
    neglect = theme_of(index, "neglect")
    assert neglect is not None
    carried = {one.entry.name: [(p.section.value, p.item) for p in one.passages] for one in neglect.carried}

    assert carried == {
        "Child Fen": [
            ("findings", "unnumbered, 1st"),
            ("findings", "unnumbered, 2nd"),
            ("good_practice", "unnumbered, 1st"),
            ("recommendations", "R1"),
            ("progress", None),
        ],
        "Child Reed": [("findings", "unnumbered, 1st")],
        "Child Moss": [("findings", "unnumbered, 1st")],
        "Adult Ada": [("findings", "unnumbered, 1st")],
    }
    assert (neglect.children, neglect.adults, neglect.passages, neglect.tagged) == (3, 1, 8, "machine-tagged")


def test_every_theme_is_there_once_under_an_address_of_its_own(index: Index) -> None:
    known = themes(index)

    assert [theme.name for theme in known] == sorted(THEMES)
    assert {theme_of(index, theme.slug) for theme in known} == set(known)
    assert theme_of(index, "Neglect") is None and theme_of(index, "") is None


@pytest.mark.parametrize(
    ("theme", "text", "denied"),
    [
        ("neglect", "There was no evidence of neglect at any time.", True),
        ("neglect", "The visit raised no concerns about current neglect.", True),
        ("neglect", "No signs of neglect were seen, and then neglect was seen.", False),
        ("neglect", "There was no plan for the neglect.", False),
        ("domestic abuse", "The shop had no domestic abuse policy.", False),
        ("professional curiosity", "There was no evidence of professional curiosity.", False),
        ("neglect", "Nothing of the kind is said here.", False),
    ],
)
def test_a_harm_that_is_denied_is_told_from_practice_that_was_missing(theme: str, text: str, denied: bool) -> None:
    assert is_denied(theme, text) is denied


def test_words_are_counted_and_those_that_only_look_alike_are_not() -> None:
    assert times_named("neglect", "Neglect, medical neglect and self-neglect.") == 2
    assert themes_in("They were not brought together in a meeting.") == ()
    assert "was not brought" in themes_in("She was not brought to the clinic.")


def test_what_a_person_tagged_is_told_as_confirmed_and_counts_as_said(tmp_path: Path) -> None:
    [moss] = documents("moss")
    police = next(p for p in moss.passages if p.text.startswith("Police"))
    tagged = replace(police, themes=("neglect",), added=(Added("themes", "Robin", "2031-05-04"),))
    kept = tuple(tagged if p is police else p for p in moss.passages)
    live = opened(tmp_path, replace(moss, passages=kept))
    with live.use() as index:
        assert index is not None
        neglect = theme_of(index, "neglect")
    live.close()

    assert neglect is not None
    assert (neglect.passages, neglect.tagged) == (2, "machine-tagged, 1 of 2 confirmed by a person")


def test_two_versions_count_as_one_review_and_the_older_names_the_newer(tmp_path: Path) -> None:
    [newer] = documents("fen")
    older = changed(
        read("old.txt", FEN.replace("2031", "2029")), other_versions=(OtherVersion("fen", Age.OLDER, "dates"),)
    )
    newer = changed(newer, other_versions=(OtherVersion("old", Age.NEWER, "dates"),))
    live = opened(tmp_path, older, newer)
    with live.use() as index:
        assert index is not None
        old, fen = review_of(index, "old-1"), review_of(index, "fen-1")
        assert old and fen and review_of(index, "old-2") is None
        neglect = theme_of(index, "neglect")
        assert neglect is not None

        assert counted(index, reviews(index)) == (1, 0)
        assert (newer_of(index, old), newer_of(index, fen)) == ((fen,), ())
        assert other_versions_of(index, fen) == (old,)
        assert old.edition == "an older version: a newer one is loaded too"
        # What both versions say in the same words is told once, of the newer.
        assert (neglect.children, [one.entry for one in neglect.carried]) == (1, [fen])
    live.close()
