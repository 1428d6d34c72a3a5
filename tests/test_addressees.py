"""Whom a recommendation is addressed to, in its own words."""

import pytest

from ingest.addressees import addressee
from vectorstore.sections import SectionType as S


@pytest.mark.parametrize(
    ("words", "who"),
    [
        ("Ring the next health visitor: do not wait for the note.", None),
        ("Tell your manager: they can help.", None),
        ("Ask every school: who was told?", None),
        ("Check again with the police: was it sent?", None),
        ("Health visitors and midwives: ask where each child sleeps.", "Health visitors and midwives"),
        ("Police and the Crown Prosecution Service - share the review.", "Police and the Crown Prosecution Service"),
        ("The Partnership should audit twenty referrals.", "Partnership"),
        ("All agencies: stop using language that blames.", "All agencies"),
        ("Recommendation to the Policy Group - review the guidance.", "Policy Group"),
    ],
)
def test_an_order_is_addressed_to_nobody_and_a_body_in_front_of_its_task_is_named(words: str, who: str | None) -> None:
    assert addressee(words, S.RECOMMENDATIONS) == who
    assert addressee(words, S.FINDINGS) is None
