"""Other subjects and other work are no questions for review documents; a theme by itself always is one."""

import pytest

from assistant.answer import Status
from assistant.safety import route

OTHER = """
what's the weather in Leeds tomorrow
write my court statement for Thursday
tell me a joke
how do I reset my password
can you write me a birthday message for my team manager
whats the mileage rate this year and how do i claim
can i sue the council
write a python script to sort a list
who won the match last night
what is the capital of France
best takeaway near the civic centre
translate this into Polish: good morning everyone
how many days annual leave do I get
my printer wont print
hello
thanks
are you a robot
what film should we watch
Is it legal to record a phone call
please write a letter to my landlord
compose a poem about safeguarding
help me write my dissertation introduction
what is 17 x 23
is my contract of employment legally binding
who is the prime minister
where can i get a parking permit for the office
can you do me a risk assessment for a school trip
How do I get an outlook calendar shared
suggest a secret santa gift
whats the best way to lose weight
What time is the next train to Oxford?
which hotel should we book for the conference
locked out of my account
write me a referral form
""".strip().splitlines()
IN_SCOPE = """
What did the letter from the GP say?
Write a summary of the findings
Can you recommend a review on neglect?
list the recommendations for training
did mum text from her phone
was there a court statement in Child Z
write up the actions for police as bullets
how is social media raised in the reviews
was the password to the child's phone known
What messages did the mother send him?
any mention of gaming or the internet?
what was said about legal advice at the strategy meeting
what does the law require of schools, according to the reviews
Did the family go on holiday?
was there a printer problem that delayed the minutes
give me the key messages
make a table of the recommendations
what stories do families tell about their lives?
key message for schools?
Give me the main messages for health visitors
what did the referral form say
Which reviews mention a takeaway or a pub where the child worked?
did interpreters translate for the mother
was the case recorded in the chronology
risk assessments - what was missing
is there anything about parents' legal rights
what about the dog?
who was told about the letter
do the reviews mention weather or flooding
number 3
and the actions?
more please
how many
hotels and taxis
what about hotels
bank holidays
weddings
social media
gaming and xbox
interpreters
temperature in the home
help me understand the findings
why did the school fail to make a referral to MASH
did anyone write a chronology for the conference
who has to draft the care plan
professionals need to write letters parents can read, which review
""".strip().splitlines()


@pytest.mark.parametrize("question", OTHER)
def test_other_subjects_and_other_work_are_out_of_scope(question: str) -> None:
    assert (routed := route(question)) is not None and routed.status is Status.OUT_OF_SCOPE


@pytest.mark.parametrize("question", IN_SCOPE)
def test_questions_with_everyday_words_are_searched_for(question: str) -> None:
    assert route(question) is None
