"""A present duty that is asked for is answered as what was once written, and that is said before anything else."""

from pathlib import Path

import pytest
from briefings import open_briefings
from shelf import WordEmbedder

from assistant.assistant import Assistant
from assistant.duty import asks_for_duty

DUTIES = """
how long do we have to share core group minutes
How soon must a strategy meeting be held?
what is the timescale for an initial conference
whats the deadline for a section 47
what are the current rules on bruising in babies
Is there a legal duty to tell the police?
is there a time limit on return home interviews
which form do I use for a referral
what referral form does a school need to fill in
who should attend a strategy discussion
who has to be invited to the core group
Who chairs a child protection conference?
how do I escalate if social care step down and I disagree
how can a school challenge a decision
who do we report a bruise to
Do I have to tell the GP?
must we share this with health visitors
what must schools do before a second suspension
when should legal planning meetings happen
are schools required to keep a chronology
am I allowed to share without consent
by when does the social worker have to see the child
what's the escalation policy
how many working days do agencies get for the minutes
how often should supervision be held
""".strip().splitlines()

OTHERS = """
how long was the mother in hospital
What did the review recommend about core group minutes?
when was Child On seen by the midwife
who attended the strategy meeting
who was invited to the core group?
what should have happened after the bruise was seen
what is the recommendation on minutes
which actions are for schools
how did the school challenge the decision
What happened to Child T?
how many reviews mention dental neglect
what do the reviews say about escalation
why did nobody share the minutes
what good practice was there in supervision
what learning is there on resistant parents
is there anything on fathers
who was Child On living with
which reviews are about babies
what can we learn from the newsletter
tell me about professional curiosity
what forms of abuse are described
what must have been known to the GP
how long did it take to hold the conference
when did the police tell social care
list the findings on information sharing
""".strip().splitlines()


@pytest.mark.parametrize("question", DUTIES)
def test_what_must_be_done_today_is_a_question_of_duty(question: str) -> None:
    assert asks_for_duty(question)


@pytest.mark.parametrize("question", OTHERS)
def test_what_a_review_tells_is_none(question: str) -> None:
    assert not asks_for_duty(question)


def test_the_answer_says_first_that_it_is_of_its_time_and_where_todays_rules_are(tmp_path: Path) -> None:
    live = open_briefings(tmp_path, WordEmbedder())
    asking = Assistant(live.use, procedures="https://procedures.example/")

    answer = asking.ask("who should attend supervision of the social worker in Child On")
    other = asking.ask("what did the review find about supervision of the social worker in Child On")
    live.close()

    first = answer.answer.splitlines()[0]
    assert answer.citations and first.startswith(
        "Check current procedures first (https://procedures.example/): duties, time limits, forms and steps change. "
        "What follows is what was written at the time ("
    )
    assert answer.notices[0] == first
    assert "Check current procedures" not in other.answer
