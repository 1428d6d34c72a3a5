from datetime import date

import pytest

from vectorstore.periods import Period, period_of

YEAR = Period(date(2022, 1, 1), date(2022, 12, 31))
MAY = Period(date(2022, 5, 1), date(2022, 5, 31))
THIRD = Period(date(2022, 5, 3), date(2022, 5, 3))


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("2022", YEAR),
        ("May 2022", MAY),
        ("updated May, 2022", MAY),
        ("3 May 2022", THIRD),
        ("3rd May 2022", THIRD),
        ("May 3, 2022", THIRD),
        ("03/05/2022", THIRD),
        ("3.5.2022", THIRD),
        ("2022-05-03", THIRD),
        ("briefing_20220503_final.pdf", THIRD),
        ("briefing-2022-05.pdf", MAY),
        ("child k May2022.docx", MAY),
        ("Spring 2022", Period(date(2022, 3, 1), date(2022, 5, 31))),
        ("Winter 2022", Period(date(2022, 1, 1), date(2022, 2, 28))),
        ("31 February 2022", None),
        ("13/13/2022", None),
        ("ref-20221399", None),
        ("case 20222", None),
        ("child-k-v2.pdf", None),
        ("", None),
        (None, None),
    ],
)
def test_a_printed_date_is_the_days_that_it_may_mean(words: str | None, expected: Period | None) -> None:
    assert period_of(words) == expected
