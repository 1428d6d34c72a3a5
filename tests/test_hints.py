"""Headings of a wording of their own are told by single words, but not below a section that has named parts."""

import pytest

from ingest.hints import kind_by_hint
from ingest.markdown import load_markdown
from ingest.reading import read_document
from vectorstore.sections import SectionType as S


@pytest.mark.parametrize(
    ("heading", "kind"),
    [
        ("Meet Rowan", S.BACKGROUND),
        ("3. The family and their views", S.BACKGROUND),
        ("What were people worried about?", S.SAFEGUARDING_CONCERNS),
        ("The night it happened", S.INCIDENT),
        ("How we went about reviewing it", S.REVIEW_PROCESS),
        ("Things the reviewers noticed", S.FINDINGS),
        ("Five messages to pin on the wall", S.LEARNING),
        ("Where practitioners got it wrong and got right", S.GOOD_PRACTICE),
        ("The four recommendations in short", S.RECOMMENDATIONS),
        ("What partners will do by the spring", S.ACTIONS),
        ("How far progress has come", S.PROGRESS),
        ("Has it made a difference?", S.IMPACT_EVIDENCE),
        ("Questions to talk about in your team", S.QUESTIONS),
        ("Last word from Rowan", S.CONCLUSION),
        ("A note on names", None),
        ("Key to the colours", None),
        ("A very long line that only happens to speak of the learning of all who were there that day", None),
    ],
)
def test_a_heading_of_its_own_wording_is_told_by_its_words(heading: str, kind: S | None) -> None:
    assert kind_by_hint(heading) is kind


def test_the_name_of_a_finding_is_no_section_of_its_own() -> None:
    text = """# Learning review: Child Z

## What we found

### Questions nobody put to the team

The nurse was not asked.

### The difference a phone call makes

The school rang once.

## Meet Child Z and the others

Child Z was nine.
"""
    loaded = load_markdown(text.encode())
    _, passages = read_document("d", "file.md", loaded)  # type: ignore[arg-type]
    assert [(p.section, p.text) for p in passages] == [
        (S.FINDINGS, "The nurse was not asked."),
        (S.FINDINGS, "The school rang once."),
        (S.BACKGROUND, "Child Z was nine."),
    ]
