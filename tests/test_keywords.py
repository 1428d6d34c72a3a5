from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vectorstore.faults import StoreFailed
from vectorstore.keywords import KeywordIndex, tokens


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The schools were told about the child’s injuries", ["school", "told", "child", "injuri"]),
        ("Child X, Q and Ag: 3 of 12 in 2016", ["child", "x", "q", "ag", "3", "12", "2016"]),
        ("No, it was NOT shared", ["no", "not", "share"]),
        ("multi-agency re_viewed", ["multi", "agenc", "re", "view"]),
        ("what did they do?", []),
        ("Zoë’s naïve café", ["zoë", "naïv", "café"]),
    ],
    ids=["plural, apostrophe", "subjects, numbers", "negation", "joined words", "stop words only", "accents"],
)
def test_tokens(text: str, expected: list[str]) -> None:
    assert tokens(text) == expected


TEXTS = ["Midwives were told.", "The school told the midwife.", "Police attended.", "Police attended."]


@pytest.mark.parametrize(
    ("query", "among", "expected"),
    [
        ("midwife", None, [0, 1]),
        ("what did the school do?", None, [1]),
        ("police", None, [2, 3]),
        ("police midwives", [1, 3], [3, 1]),
        ("police", [0], []),
        ("police", [], []),
        ("nothing of the kind", None, []),
        ("", None, []),
    ],
    ids=["stem", "stop words", "equal ones in order", "among", "none among", "among none", "unknown", "empty"],
)
def test_search_finds_positions_best_first(query: str, among: list[int] | None, expected: list[int]) -> None:
    found = KeywordIndex.build(TEXTS).search(query, 10, among)
    assert sorted(position for position, _ in found) == sorted(expected)
    assert [score for _, score in found] == sorted((score for _, score in found), reverse=True)
    if query == "police":
        assert [position for position, _ in found] == expected


def test_only_the_best_k_are_returned() -> None:
    assert [position for position, _ in KeywordIndex.build(TEXTS).search("police", 1)] == [2]


def test_a_saved_index_answers_as_before(tmp_path: Path) -> None:
    built = KeywordIndex.build(TEXTS)
    built.save(tmp_path / "keywords")
    opened = KeywordIndex.open(tmp_path / "keywords")
    assert (opened.size, opened.search("school police", 4)) == (4, built.search("school police", 4))


@pytest.mark.parametrize("name", ["data.csc.index.npy", "params.index.json", "vocab.index.json"])
def test_a_damaged_index_is_one_clear_fault(tmp_path: Path, name: str) -> None:
    KeywordIndex.build(TEXTS).save(tmp_path / "keywords")
    (tmp_path / "keywords" / name).write_bytes(b"{")
    with pytest.raises(StoreFailed, match="keyword index"):
        KeywordIndex.open(tmp_path / "keywords")


@given(st.lists(st.text(max_size=40), min_size=1, max_size=5), st.text(max_size=40))
def test_any_text_can_be_indexed_and_asked_for(texts: list[str], query: str) -> None:
    index = KeywordIndex.build(texts)
    shared = [bool(set(tokens(query)) & set(tokens(text))) for text in texts]
    assert sorted(position for position, _ in index.search(query, 5)) == [
        position for position, found in enumerate(shared) if found
    ]
