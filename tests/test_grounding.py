"""What a model wrote is shown only where its quotes say the same."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.answer import Citation
from assistant.grounding import Sentence, Support, grounded

FINDING = (
    "Eleven dental appointments were missed and four letters were sent in March 2031. "
    "The school was not told. Police informed the health visitor, Social Care did not."
)
ADVICE = "Midwives should ask every mother about her own childhood."


def citation(number: int, quote: str, review: str = "Child On", section: str = "findings") -> Citation:
    return Citation(
        number=number, quote=quote, source="a.txt", document_id="a", title="Briefing", publisher="Saltmere Board",
        review=review, section=section, heading=None, item=None, page=1, start=0, end=len(quote), url="/",
    )  # fmt: skip


CITATIONS = {
    1: citation(1, FINDING),
    2: citation(2, ADVICE, section="recommendations"),
    3: citation(3, "The twins were unsafe at home.", "Children Ag"),
    4: citation(4, "Practitioners rang the school nurse."),
}
MISSED = "Eleven dental appointments were missed"


@pytest.mark.parametrize(
    ("text", "support"),
    [
        ("Eleven dental appointments were missed.", [(1, MISSED)]),
        ("In Child On, 11 dental appointments were missed.", [(1, MISSED)]),
        ("Four letters were sent in March 2031.", [(1, "four letters were sent in March 2031")]),
        ("The school was never told.", [(1, "The school was not told")]),
        ("Midwives should ask every mother about her childhood.", [(2, ADVICE)]),
        ("Police informed the health visitor.", [(1, "Police informed the health visitor")]),
        ("Practitioners rang the school’s nurse.", [(4, "Practitioners rang the school nurse")]),
        ("Eleven dental appointments were missed.", [(9, "no such passage"), (1, MISSED)]),
    ],
)
def test_a_sentence_that_says_what_its_quotes_say_is_kept(text: str, support: list[tuple[int, str]]) -> None:
    known = tuple(sorted({number for number, _ in support if number in CITATIONS}))

    assert grounded(text, [Support(*one) for one in support], CITATIONS) == Sentence(text, known)


@pytest.mark.parametrize(
    ("text", "support"),
    [
        pytest.param("Twelve dental appointments were missed.", [(1, MISSED)], id="another number"),
        pytest.param("12 dental appointments were missed.", [(1, MISSED)], id="another figure"),
        pytest.param(
            "Four dental appointments were missed.",
            [(1, "Eleven dental appointments were missed and four letters were sent")],
            id="a number of something else",
        ),
        pytest.param("Many dental appointments were missed.", [(1, MISSED)], id="a vague quantity"),
        pytest.param("Four letters were sent in May 2031.", [(1, "four letters were sent in March 2031")], id="month"),
        pytest.param("Four letters were sent in March 2030.", [(1, "four letters were sent in March 2031")], id="year"),
        pytest.param("Darren missed eleven dental appointments.", [(1, MISSED)], id="a name first"),
        pytest.param("The appointments missed were Darren dental.", [(1, MISSED)], id="a name later"),
        pytest.param("In Child Q, eleven dental appointments were missed.", [(1, MISSED)], id="another review"),
        pytest.param("Eleven dental appointments were not missed.", [(1, MISSED)], id="a negation put in"),
        pytest.param("The school was told.", [(1, "The school was not told")], id="a negation left out"),
        pytest.param("The school was told.", [(1, "school was")], id="a quote too short"),
        pytest.param("The school told.", [(4, "rang the school nurse")], id="words that are not quoted"),
        pytest.param(
            "Police did not inform the health visitor.",
            [(1, "Police informed the health visitor, Social Care did not")],
            id="a negation of somebody else",
        ),
        pytest.param("Social Care informed the health visitor.", [(1, "informed the health visitor, Social Care")], id="not cut off"),
        pytest.param("Midwives ask every mother about her childhood.", [(2, ADVICE)], id="advice as fact"),
        pytest.param("Practitioners should ring the school nurse.", [(4, "Practitioners rang the school nurse")], id="fact as advice"),
        pytest.param("The twins were safe at home.", [(3, "The twins were unsafe at home")], id="the opposite"),
        pytest.param("Eleven dental appointments were missed.", [(1, "Eleven appointments were missed")], id="altered quote"),
        pytest.param("Eleven dental appointments were missed.", [(2, MISSED)], id="quote of another passage"),
        pytest.param("Eleven dental appointments were missed.", [(9, MISSED)], id="unknown number"),
        pytest.param("Eleven dental appointments were missed.", [], id="no quote"),
        pytest.param("Eleven dental appointments were missed.", [(1, MISSED), (2, ADVICE)], id="finding and advice"),
        pytest.param("Eleven dental appointments were missed at home.", [(1, MISSED), (3, "The twins were unsafe at home")], id="two reviews"),
        pytest.param("Eleven dental appointments were missed [7].", [(1, MISSED)], id="a marker of its own"),
        pytest.param("Eleven dental appointments were missed https://x.example", [(1, MISSED)], id="a link"),
        pytest.param("Eleven dental appointments\nwere missed.", [(1, MISSED)], id="two lines"),
        pytest.param("Eleven dental appointments were missed and the lazy father was violent and drunk.", [(1, MISSED)], id="more than was quoted"),
        pytest.param("Social Care rang the school nurse.", [(4, "Practitioners rang the school nurse")], id="somebody else"),
        pytest.param("The uncle rang the school nurse.", [(4, "Practitioners rang the school nurse")], id="a relative"),
        pytest.param("The school nurse rang practitioners.", [(4, "Practitioners rang the school nurse")], id="the other way round"),
        pytest.param("", [(1, MISSED)], id="empty"),
        pytest.param(" " * 9, [(1, MISSED)], id="blank"),
        pytest.param("qwj zzk plm xxv", [(1, MISSED)], id="gibberish"),
    ],
)  # fmt: skip
def test_a_sentence_that_says_anything_else_is_left_out(text: str, support: list[tuple[int, str]]) -> None:
    assert grounded(text, [Support(*one) for one in support], CITATIONS) is None


def test_typographic_marks_and_spaces_are_no_difference() -> None:
    cited = {1: citation(1, "Notes said ‘did not  attend’ – nobody asked.")}

    kept = grounded("Notes said 'did not attend'.", [Support(1, "Notes said 'did not attend' - nobody asked")], cited)

    assert kept == Sentence("Notes said 'did not attend'.", (1,))


@given(st.text(max_size=80), st.integers(), st.text(max_size=80))
def test_whatever_is_written_no_quote_but_the_passages_own_passes(text: str, number: int, quote: str) -> None:
    kept = grounded(text, [Support(number, quote)], CITATIONS)

    assert kept is None or (number in CITATIONS and quote.strip())


@given(st.sampled_from(["Eleven", "11", "eleven"]), st.integers(12, 10**9))
def test_no_other_number_passes(shown: str, other: int) -> None:
    assert grounded(f"{shown} dental appointments were missed.", [Support(1, MISSED)], CITATIONS) is not None
    assert grounded(f"{other} dental appointments were missed.", [Support(1, MISSED)], CITATIONS) is None
