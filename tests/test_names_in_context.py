"""Subjects that are everyday words, letters and numbers: eighty forms in which practitioners type them, or mean none."""

import pytest

from assistant.names import named_reviews
from vectorstore.document import Review

SUBJECTS = (
    "Child It",
    "Children So",
    "Child V",
    "Child One",
    "Child Six",
    "Robin",
    "May",
    "Family No",
    "Children C and D",
    "Baby L",
    "Adult By",
)
REVIEWS = [Review("d", subject, "title", None) for subject in SUBJECTS]


def names(question: str) -> list[str | None]:
    return [review.subject for review in named_reviews(question, REVIEWS)]


@pytest.mark.parametrize(
    ("question", "subject"),
    [
        ("What happened to Child It?", "Child It"),
        ("child it re the health visitor", "Child It"),
        ("anything on child it and domestic abuse?", "Child It"),
        ("CHILD IT RECOMMENDATIONS", "Child It"),
        ("child it: what did school know", "Child It"),
        ("in child it, who was mum's partner", "Child It"),
        ("what did the Child It briefing say on handover", "Child It"),
        ("child it's placement, where was that", "Child It"),
        ("Findings for Children So please", "Children So"),
        ("children so findings", "Children So"),
        ("the So siblings and housing", "Children So"),
        ("tell me about children so", "Children So"),
        ("So children: did police refer?", "Children So"),
        ("who chaired the review of Child V", "Child V"),
        ("child v actions for health", "Child V"),
        ("was child v seen alone", "Child V"),
        ("V's dad, did anyone assess him?", "Child V"),
        ("why was the step down in V too early", "Child V"),
        ("What were the key actions out of Child One?", "Child One"),
        ("child 1 recommendations", "Child One"),
        ("child one - was he on a plan", "Child One"),
        ("how old was Child One", "Child One"),
        ("what did we learn from child six", "Child Six"),
        ("Child 6 and the nursery", "Child Six"),
        ("compare child six with reviews on neglect", "Child Six"),
        ("did Robin have a social worker", "Robin"),
        ("robin's school, what did they flag", "Robin"),
        ("the robin review", "Robin"),
        ("what happened to robin?", "Robin"),
        ("recommendations from Robin", "Robin"),
        ("what went wrong for May", "May"),
        ("May's mother and the GP", "May"),
        ("the May review: findings", "May"),
        ("lessons from the Family No review", "Family No"),
        ("family no recs", "Family No"),
        ("Children C and D: what did the nursery see?", "Children C and D"),
        ("children c and d recommendations", "Children C and D"),
        ("was baby l weighed", "Baby L"),
        ("Baby L findings", "Baby L"),
        ("what about adult by and the housing officer?", "Adult By"),
        ("Adult By, what did the GP miss", "Adult By"),
        ("findings in the Baby L case", "Baby L"),
    ],
)
def test_a_name_is_read_where_it_stands_for_somebody(question: str, subject: str) -> None:
    assert names(question) == [subject]


@pytest.mark.parametrize(
    "question",
    [
        "is the child it concerns told of the plan",
        "when a child it is thought is at risk moves area",
        "how is a child it affects supported",
        "does a child it happens to get therapy",
        "children so young should not be left",
        "are children so often missed by services",
        "why were the children so hungry",
        "keep children so that they are safe",
        "what helps children so they talk to us",
        "parents v professionals: who is believed",
        "child v parent conflict of interest",
        "stage V of the process",
        "hepatitis c and d in pregnancy",
        "is one child one too many on a caseload",
        "child one year old and not walking",
        "a child six weeks old with a bruise",
        "child 6 months and a broken arm",
        "what if a child 1 year behind in school is home educated",
        "children six and under in care",
        "one to one work with a child",
        "six recommendations were made, where are they",
        "which one of the reviews talks of fathers",
        "may a school share information without consent",
        "children may be hurt by a parent's drinking",
        "What may have helped the family?",
        "May I see the recommendations about neglect?",
        "reviews published in May 2019 on neglect",
        "since may last year what changed",
        "a robin on the window sill",
        "round robin emails between agencies",
        "is there a family no agency knew",
        "does the family no longer get early help",
        "family no shows at appointments",
        "what to do with a family no one visits",
        "was the adult by the pool the father",
        "an adult by law is eighteen",
        "should an adult by themselves be interviewed",
        "children supervised by an adult by day",
        "band C and D properties and overcrowding",
        "children c section scars",
        "grade l or above",
        "a baby large for dates",
    ],
)
def test_the_same_words_mean_nobody_elsewhere(question: str) -> None:
    assert names(question) == []
