"""Who brings a live case gets their own words: a child, somebody about staff, somebody for themselves, the public."""

import pytest

from assistant.answer import Status
from assistant.safety import route
from prompts.render import render

CONTACTS = ("Fernmoor front door: 01632 960 001",)
ASKED = {
    "live_case_child": """
        my dad hits me
        im 12 and im scared to go home
        nobody at home feeds us and mum dont wake up
        my stepdad said he will kill me if i tell
        i'm in year 8 and my mums boyfriend comes in my room
        my little brother hasnt eaten and mum isnt here
    """,
    "live_case_staff": """
        worried about a colleague, he's messaging pupils at night
        Staff member grabbed a child by the neck today, who do I tell
        My daughter says the coach touched her
        I think a child is being abused by his foster carer, who should I speak to
        a teacher is in a relationship with a year 11 girl
        allegation against one of our teaching assistants, what do I do
        TA was seen tickling a child in the store cupboard with the door shut
    """,
    "live_case_own": """
        a dad shoved me against the car after conference and said he knows my reg
        i want to die
        Im on a visit and dad has locked the door and wont let me leave
        I cant stop thinking about the little one we lost in March, I go home and cry
        I'm completely burnt out and can't cope any more
        my client followed me home and i dont feel safe
        he keeps hitting me and the baby was in my arms last time
    """,
    "live_case_public": """
        I think my neighbour is hitting her little boy
        my nephew has bruises all over his legs and my sister says its football
        can hear a baby being hit in the flat upstairs
        My niece's boyfriend shakes the pram when the baby cries
        there's a kid on the bus every morning, thin as a rake, eats out of the bin
        my ex took our daughter on saturday and won't answer his phone
    """,
    "live_case": """
        I've got a baby here with a bruise on her arm, what do I do?
        my client says she will kill herself tonight, she has a baby
        HV here. 5 wk old, bruise on cheek, parents say he rolled onto dummy. Refer?
        a pupil says her dad hits her
        my mate is a midwife and she's got a woman who's hidden the pregnancy
    """,
}
PAIRS = [(text, line.strip()) for text, lines in ASKED.items() for line in lines.strip().splitlines()]


@pytest.mark.parametrize(("text", "question"), PAIRS)
def test_each_asker_gets_the_text_that_is_meant_for_them(text: str, question: str) -> None:
    routed = route(question, CONTACTS)

    assert routed is not None
    assert (routed.status, routed.text) == (Status.LIVE_CASE, render(text, contacts=CONTACTS))


@pytest.mark.parametrize("text", ASKED)
@pytest.mark.parametrize("contacts", [(), CONTACTS])
def test_every_text_begins_with_999_names_the_contacts_and_says_that_nothing_is_kept(
    text: str, contacts: tuple[str, ...]
) -> None:
    told = render(text, contacts=contacts)

    assert "call 999" in told.splitlines()[0]
    assert all(f"- {contact}" in told for contact in contacts)
    assert "Your question was not kept" in told


@pytest.mark.parametrize(
    "question",
    [
        "were workers threatened by the father",
        "What support did staff get after the child's death?",
        "any learning on allegations against foster carers",
        "how do reviews say managers should look after staff who are distressed",
        "Did the teacher shout at the boy?",
    ],
)
def test_questions_about_staff_in_reviews_are_for_the_documents(question: str) -> None:
    assert route(question) is None
