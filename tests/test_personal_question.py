"""Personal details in a question stop it before it is searched for or kept. All of them are made up."""

from time import process_time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.answer import Status
from assistant.personal_question import details
from assistant.safety import may_be_confirmed, route

WITH_DETAILS = """
Any learning for Liam Carter, 7, who is neglected?
is there anything like Kayleigh (14) in the reviews
what do reviews say about a 7 year old Jayden
Jayden Smith aged 3 was hurt, any reviews
reviews about bruises, baby is called ollie and is 6 weeks old
learning for DOB 12/03/2011
her nhs number is 943 476 5919 any learning
patient 9434765919 learning on diabetes
lessons for a family at LS6 3HN
family at OX4 1AB what do reviews say
mum on 07911 123456, learning on DV
ring +44 7911 123456
email jane.smith81@gmail.com the findings
NI AB 12 34 56 C
mosaic id 1234567 neglect learning
his birthday is 12 March what about it
Ivy is 3 and neglected. what do the reviews say
What do reviews say on 14-year-old Chelsea
Mohammed Khan, 15, county lines learning
Kayleigh-Ann, 9 months, learning on faltering growth
learning on my client Sarah Jones please
findings on O'Brien? Siobhan O'Brien, aged 12
born 12/3/11 what learning
crime number 12345678
""".strip().splitlines()
WITHOUT = """
What did the review of Child Z, aged 3, find?
What happened to Baby Ivy, 3 months?
Was Child Tamsin (4) seen alone?
Recommendation 3
What does Finding 4 say?
Working Together 2018
What happened on 12/09/2014?
In March 2013, 15 months later, what changed?
Section 47
Children aged 5 to 11
Was Child One 3 when he died?
Babies aged 3 months
What are the 7 minute briefings on neglect?
Year 9 girls who self harm
In Oxford 15 years ago what was learned
how did MASH, 24 hours a day, respond
Did NSPCC 0808 800 5000 get a call
ring 999
Which review has R1 2nd draft
What did Childline 0800 1111 do
Did the Health Visitor see the 6 week old Twins?
what did Ofsted 2019 say
SCR 2016/17
what is in 2014-2015
The Children Act 1989, 17 and 47
List 10 recommendations for Saltmere, 5 for Marlowe
How old was the boy, 7 or 8?
is the twin 3 years old
Which review has the 7 year old Polish boy?
What did Marlowe Partnership, 3 years after, do?
a 16 year old British Pakistani girl
who was called when the 7 year old was found
was the mother called by police, aged 19
were the police called
Was Mother, 19, a care leaver?
Did Dad (32) have a record?
reviews from Westmarch, 12 of them
At Christmas, 2 weeks later
""".strip().splitlines()
NAMED = "Any learning for Liam Carter, 7, who was neglected?"
BAIT = [
    "1",
    "0 ",
    "Aa ",
    "Aa, ",
    "07911 ",
    "943 476 5919 ",
    "born ",
    "is 7 ",
    "girl called ",
    "7 year old ",
    "LS6 3HN ",
]
SECONDS = 1


@pytest.mark.parametrize("question", WITH_DETAILS)
def test_details_of_a_person_are_found(question: str) -> None:
    assert details(question)
    assert (routed := route(question)) is not None and routed.status in {Status.PERSONAL_DATA, Status.LIVE_CASE}


@pytest.mark.parametrize("question", WITHOUT)
def test_subjects_of_reviews_and_other_numbers_are_no_details(question: str) -> None:
    assert details(question) == ()


def test_a_name_may_be_said_to_be_published_or_made_up() -> None:
    routed = route(NAMED)

    assert routed is not None
    assert "holds what looks like a person's name. It was not kept" in routed.text
    assert "“This is a published review name or a made-up name”" in routed.text
    assert "Liam" not in routed.text and may_be_confirmed(NAMED)
    assert route(NAMED, published_name=True) is None


@pytest.mark.parametrize(
    "question",
    [
        "Learning for Liam Carter, 7, NHS number 943 476 5919?",
        "What do reviews say about a family at LS6 3HN?",
        "reviews about a mum on 07911 123456",
    ],
)
def test_no_word_makes_a_number_or_an_address_nobodys(question: str) -> None:
    routed = route(question, published_name=True)

    assert routed is not None and routed.status is Status.PERSONAL_DATA
    assert not may_be_confirmed(question) and "made-up" not in routed.text


def test_nothing_can_be_confirmed_beside_a_live_case() -> None:
    present = "Liam Carter, 7, is here with a burn on his arm, what do I do?"
    mentioned = "I have Liam Carter, 7, on my caseload, any learning on neglect?"
    told = [route(question, published_name=True) for question in (present, mentioned)]

    assert [routed.status if routed else None for routed in told] == [Status.LIVE_CASE, Status.PERSONAL_DATA]
    assert all(routed and "call 999" in routed.text.splitlines()[0] for routed in told)
    assert not may_be_confirmed(present) and not may_be_confirmed(mentioned)


@pytest.mark.parametrize("bait", BAIT)
def test_bait_is_read_in_time(bait: str) -> None:
    began = process_time()
    route((bait * 1_000)[:1_000])

    assert process_time() - began < SECONDS


@given(st.text(max_size=200))
def test_whatever_is_typed_finds_its_way_and_each_kind_of_detail_is_said_once(question: str) -> None:
    found = details(question)
    routed = route(question)

    assert found == tuple(dict.fromkeys(found))
    assert routed is not None or not found


@pytest.mark.parametrize(
    "question",
    [
        "Jayden Okafor has been neglected by his mother and is not in school. What do reviews say about that?",
        "Sofia Brown was hit by her dad yesterday what do reviews say about that",
        "any learning? Kyle Marsh keeps being left alone at night",
        "What have reviews said where a mother does this: Amy O’Neil’s mum slapped her",
    ],
)
def test_two_names_and_a_harm_are_a_real_persons(question: str) -> None:
    assert details(question) == ("a person's name",)


@pytest.mark.parametrize(
    "question",
    [
        "Child Zed has been neglected by his mother. What do reviews say?",
        "Young Person Elm was hit by a car, what was learned?",
        "What if Social Services neglected to tell the school?",
        "Was Marlowe neglected before the review?",
        "When Early Help was hit by cuts, what happened to families?",
        "Has Fernmoor County Council neglected its duties?",
        "Serious Case Reviews have hurt trust, do they say?",
    ],
)
def test_subjects_of_reviews_and_bodies_are_nobodys_name(question: str) -> None:
    assert details(question) == ()
