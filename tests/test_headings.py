"""Headings by their wording, in the variants that boards print."""

import pytest

from ingest.headings import Numbered, classify, depth, is_continuation, looks_like_heading, numbered, without_number
from vectorstore.sections import SectionType as S


@pytest.mark.parametrize(
    ("wording", "section"),
    [
        ("The Background", S.BACKGROUND),
        ("2. Case summary", S.BACKGROUND),
        ("Brief outline of the circumstances", S.BACKGROUND),
        ("Who was Marlowe?", S.BACKGROUND),
        ("Safeguarding Concerns", S.SAFEGUARDING_CONCERNS),
        ("Overview of agency involvement", S.SAFEGUARDING_CONCERNS),
        ("What happened?", S.INCIDENT),
        ("Step 3 – The Incident", S.INCIDENT),
        ("Terms of Reference", S.REVIEW_PROCESS),
        ("Family involvement in the review", S.REVIEW_PROCESS),
        ("The Findings cont'd..", S.FINDINGS),
        ("Findings / Themes continued", S.FINDINGS),
        ("4.2 Key themes", S.FINDINGS),
        ("Analysis of practice", S.FINDINGS),
        ("What did the review find?", S.FINDINGS),
        ("Summary of the key learning and good practice examples", S.LEARNING),
        ("Lessons to be learnt", S.LEARNING),
        ("What does this mean for me?", S.LEARNING),
        ("Good Practice:", S.GOOD_PRACTICE),
        ("What worked well", S.GOOD_PRACTICE),
        ("Good Practice and Evidence as a result of this Review and similar Review", S.IMPACT_EVIDENCE),
        ("What difference has this made?", S.IMPACT_EVIDENCE),
        ("Key Actions and Recommendations", S.RECOMMENDATIONS),
        ("RECOMMENDATIONS:", S.RECOMMENDATIONS),
        ("Recommendations for the partnership", S.RECOMMENDATIONS),
        ("ACTIONS:", S.ACTIONS),
        ("What needs to change", S.ACTIONS),
        ("Progress to date", S.PROGRESS),
        ("Board response", S.PROGRESS),
        ("Case Study 2", S.CASE_STUDY),
        ("Outcome", S.OUTCOME),
        ("Questions for your team", S.QUESTIONS),
        ("A question for your next team meeting", S.QUESTIONS),
        ("One question for supervision", S.QUESTIONS),
        ("Food for thought", S.QUESTIONS),
        ("7. Conclusion", S.CONCLUSION),
        ("List of abbreviations", S.GLOSSARY),
        ("Appendix A: terms", S.RESOURCES),
    ],
)
def test_a_heading_is_known_by_its_wording(wording: str, section: S) -> None:
    assert classify(wording) is section


@pytest.mark.parametrize(
    "line",
    [
        "The findings of the review were shared with staff in the spring.",
        "Recommendation to Training Group - the course is to be renewed.",
        "Individuals are not following the procedure.",
        "Progress was slow",
        "Child Zed",
        "The review panel met twice and heard from the family",
    ],
)
def test_a_line_of_the_body_is_no_heading(line: str) -> None:
    assert classify(line) is None


@pytest.mark.parametrize(
    ("wording", "continues"),
    [
        ("The Findings cont'd..", True),
        ("Findings (continued)", True),
        ("Recommendations contd", True),
        ("The Findings", False),
    ],
)
def test_a_heading_says_whether_it_continues_another(wording: str, continues: bool) -> None:
    assert is_continuation(wording) is continues


def test_numbered_statements_give_label_and_statement() -> None:
    text = "Finding 3: Handovers are late when families move."

    assert numbered(text) == Numbered(S.FINDINGS, "Finding 3", "Handovers are late when families move.", 11)
    assert numbered("Learning point 2 – Ask again") == Numbered(S.LEARNING, "Learning point 2", "Ask again", 19)
    assert numbered("Recommendation 4") == Numbered(S.RECOMMENDATIONS, "Recommendation 4", "", 16)
    assert numbered("Findings of 3 reviews were compared") is None
    assert numbered("Action is needed") is None


def test_numbers_before_a_heading_tell_its_depth() -> None:
    assert [depth(heading) for heading in ("2. Background", "2.1 Family", "2.1.3 Siblings", "Background")] == [
        1,
        2,
        3,
        0,
    ]
    assert [without_number(heading) for heading in ("2.1 Family", "Step 4: The Review", "Family")] == [
        "Family",
        "The Review",
        "Family",
    ]


@pytest.mark.parametrize(
    ("line", "looks"),
    [
        ("Unseen men", True),
        ("Statement by the lead officer", True),
        ("No one had asked.", False),
        ("every visit was late", False),
        ("Published: May 2031", False),
        ("The worker rang the school twice and the nurse once that week", False),
    ],
)
def test_a_heading_of_unknown_wording_is_known_by_its_look(line: str, looks: bool) -> None:
    assert looks_like_heading(line) is looks


@pytest.mark.parametrize(
    "words",
    [
        "It wasn’t all missed",
        "Not everything went wrong",
        "What we would like to see again",
        "Practice to be proud of",
        "Credit where it is due",
        "Bright spots",
        "What shone",
        "Things that were done well",
    ],
)
def test_good_practice_is_known_by_what_a_careful_writer_may_call_it(words: str) -> None:
    assert classify(words) is S.GOOD_PRACTICE


@pytest.mark.parametrize(
    "words",
    ["What we want to see", "What was missed", "What went wrong", "It was all missed", "What we would do differently"],
)
def test_what_went_wrong_is_no_good_practice(words: str) -> None:
    assert classify(words) is not S.GOOD_PRACTICE
