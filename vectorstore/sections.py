"""The kinds of section that reviews have, and what a statement from each may be called."""

from enum import StrEnum


class SectionType(StrEnum):
    """What a section holds, whatever its heading says."""

    INTRODUCTION = "introduction"
    STRATEGIC_CONTEXT = "strategic_context"
    BACKGROUND = "background"
    SAFEGUARDING_CONCERNS = "safeguarding_concerns"
    INCIDENT = "incident"
    REVIEW_PROCESS = "review_process"
    FINDINGS = "findings"
    LEARNING = "learning"
    GOOD_PRACTICE = "good_practice"
    RECOMMENDATIONS = "recommendations"
    ACTIONS = "actions"
    PROGRESS = "progress"
    IMPACT_EVIDENCE = "impact_evidence"
    CASE_STUDY = "case_study"
    OUTCOME = "outcome"
    QUESTIONS = "questions"
    CONCLUSION = "conclusion"
    GLOSSARY = "glossary"
    RESOURCES = "resources"
    UNCLASSIFIED = "unclassified"


class Polarity(StrEnum):
    """What a section says about the themes that it mentions."""

    CONCERN = "concern"
    GOOD_PRACTICE = "good_practice"
    RECOMMENDATION = "recommendation"
    IMPACT = "impact"
    MENTION = "mention"


# Rule of evidence 3: every quote is shown with the status of what it states.
STATUS_OF_EVIDENCE: dict[SectionType, str] = {
    SectionType.INTRODUCTION: "introduction",
    SectionType.STRATEGIC_CONTEXT: "the board's own programme",
    SectionType.BACKGROUND: "background",
    SectionType.SAFEGUARDING_CONCERNS: "concerns known before",
    SectionType.INCIDENT: "account of the incident",
    SectionType.REVIEW_PROCESS: "how the review was done",
    SectionType.FINDINGS: "finding",
    SectionType.LEARNING: "learning point",
    SectionType.GOOD_PRACTICE: "good practice in the case",
    SectionType.RECOMMENDATIONS: "recommendation",
    SectionType.ACTIONS: "action",
    SectionType.PROGRESS: "progress reported by the board",
    SectionType.IMPACT_EVIDENCE: "change reported since the review",
    SectionType.CASE_STUDY: "case study of another family",
    SectionType.OUTCOME: "outcome in a case study of another family",
    SectionType.QUESTIONS: "question for reflection",
    SectionType.CONCLUSION: "conclusion",
    SectionType.GLOSSARY: "glossary",
    SectionType.RESOURCES: "further information",
    SectionType.UNCLASSIFIED: "other section",
}

POLARITY: dict[SectionType, Polarity] = {
    SectionType.FINDINGS: Polarity.CONCERN,
    SectionType.LEARNING: Polarity.CONCERN,
    SectionType.SAFEGUARDING_CONCERNS: Polarity.CONCERN,
    SectionType.GOOD_PRACTICE: Polarity.GOOD_PRACTICE,
    SectionType.RECOMMENDATIONS: Polarity.RECOMMENDATION,
    SectionType.ACTIONS: Polarity.RECOMMENDATION,
    SectionType.PROGRESS: Polarity.IMPACT,
    SectionType.IMPACT_EVIDENCE: Polarity.IMPACT,
}


def polarity_of(section: SectionType) -> Polarity:
    """Return what the section says about a theme; a mention where its type tells nothing."""
    return POLARITY.get(section, Polarity.MENTION)
