"""Forms in which people name reviews, and words that look like a name, as somebody wrote them who had not seen the rules."""

import pytest

from assistant.names import named_reviews
from vectorstore.document import Review

SUBJECTS_TEXT = "Child At, Child On, Child Em, Child X, Baby G, Family W, Children Be, Child T, Adult H, Rowan, Marlowe, Imogen, Child K, Child C7, Child W2"
REVIEWS = [Review("d", subject, "title", None) for subject in SUBJECTS_TEXT.split(", ")]
NAMED = [
    ("what did the child at review say about home visits", "Child At"),
    ("The AT review - who chaired it and what were the recs?", "Child At"),
    ("Was Child At's school invited to the conference?", "Child At"),
    ("child AT, main findings pls", "Child At"),
    ("re On: how long was the gap between referral and first visit", "Child On"),
    ("Can I have the timeline for Child On", "Child On"),
    ("in child-on's case did the GP share info", "Child On"),
    ("how old was Em when the health visitor first raised concerns", "Child Em"),
    ("findings from child em on parental mental health?", "Child Em"),
    ("Em's review mentions a missed strategy meeting, where abouts", "Child Em"),
    ("what did reviewers conclude in Child X about the police response", "Child X"),
    ("childx recommendations", "Child X"),
    ("remind me what happened w/ kid X in the review", "Child X"),
    ("baby g - was there a pre-birth assessment", "Baby G"),
    ("Anything in the Baby G report on safer sleep?", "Baby G"),
    ("lessons from babyg for midwives", "Baby G"),
    ("Did Baby G's father get assessed by anyone", "Baby G"),
    ("fam w, how many children were there", "Family W"),
    ("Family W neglect findings in 5 bullets", "Family W"),
    ("what does the W family review say about drift", "Family W"),
    ("children be: what's said about elective home ed", "Children Be"),
    ("Which agencies contributed to the Children Be review?", "Children Be"),
    ("the BE children, were they ever spoken to alone", "Children Be"),
    ("Child T school's role", "Child T"),
    ("whats the key learning out of child t's review", "Child T"),
    ("adult h capacity assessment, was one done?", "Adult H"),
    ("SAR Adult H, what did housing do wrong", "Adult H"),
    ("What did Rowan's review say about CAMHS waiting times", "Rowan"),
    ("rowan lcspr summary", "Rowan"),
    ("marlowe - recommendations for police only", "Marlowe"),
    ("Compare Marlowe's case with other exploitation reviews", "Marlowe"),
    ("in the imogen report, who spotted the weight loss", "Imogen"),
    ("Why did professionals believe Imogens mum?", "Imogen"),
    ("child k vs the national panel recommendations, similar?", "Child K"),
    ('"Child K" para on supervision, page number?', "Child K"),
    ("c7 review, what does it say abt placement moves", "Child C7"),
    ("Tell me about child C-7", "Child C7"),
    ("Child C 7 recs to health", "Child C7"),
    ("w2 - was the father known to probation", "Child W2"),
    ("how does the Child W2 report define disguised compliance", "Child W2"),
    ("how was child on found that night, where was he", "Child On"),
    ("did child at see the gp", "Child At"),
]
NOT_NAMED = [
    "what do reviews say about a child at risk of exploitation",
    "Is a child at home with no education always seen by someone, in the reviews",
    "child at nursery with repeated ear infections, learning?",
    "reviews where a child on a plan died",
    "Findings about a child on the edge of care",
    "How was information about each child on the household list recorded?",
    "tell em what the research says about neglect lol, need something for trainees",
    "what are the em dashes for in the pdf summary",
    "Do reviews say child x-rays should be repeated after 2 weeks for suspected NAI?",
    "skeletal survey and child x ray learning in under 2s",
    "What lessons on baby going home from NICU to a mum with no support",
    "baby girl left with unsuitable carers, any review like that",
    "Baby growth charts not plotted - common finding?",
    "working with a family with no recourse to public funds, reviews on that",
    "Family wouldn't engage - how do reviewers want us to respond",
    "family w/ multiple agencies involved, what goes wrong",
    "should children be seen alone at every visit according to reviews",
    "Can children be interviewed without parental consent?",
    "how many children be on a CP plan when they die, roughly",
    "adult at risk definition in the Care Act",
    "Adult health services and the think family message",
    "adult hoarding and fire risk, learning from SARs",
    "child to parent violence and abuse, what's been published",
    "Child trafficking and the NRM in reviews",
    "child trust fund stolen by parent, has that come up as financial abuse",
    "reviews mentioning poisoning by berries, e.g. a rowan tree in the garden",
    "Is there learning from Rowan House children's home inspections?",
    "any SAR about a care home on Marlowe Street",
    "Marlowe Academy safeguarding policy, is it mentioned anywhere",
    "child killed by a parent with psychosis - themes",
    "Kinship care and child K-readiness for school, anything?",
    "Does the vitamin K injection being refused for a baby count as neglect in any review",
    "fracture at C7 in a child, NAI indicator?",
    "child with 2 social workers at once, how do reviews describe the confusion",
    "Child was 2 when first referred, which reviews fit",
    "W2 form or CP2 form for medicals, which do reviews mention",
    "What did child protection conferences miss generally",
    "generation x parents and online harm, any review comment",
    "on call paediatricians and delays to CP medicals",
    "was a child on medication seen",
    "what did the child on review day say",
    "what did the child at nursery say",
]


def names(question: str) -> list[str | None]:
    return [review.subject for review in named_reviews(question, REVIEWS)]


@pytest.mark.parametrize(("question", "subject"), NAMED)
def test_a_form_in_which_people_name_a_review_names_it_alone(question: str, subject: str) -> None:
    assert names(question) == [subject]


@pytest.mark.parametrize("question", NOT_NAMED)
def test_words_that_look_like_a_name_name_no_review(question: str) -> None:
    assert names(question) == []


@pytest.mark.parametrize(
    ("question", "named"),
    [
        ("Skye - who did a good job?", True),
        ("what happened to Skye", True),
        ("was Skye's teacher told?", True),
        ("the sky at night", False),
        ("what was said in Skye House", False),
    ],
)
def test_a_given_name_stands_for_the_child_of_that_name(question: str, named: bool) -> None:
    assert bool(named_reviews(question, [Review("d", "Child Skye", "Learning Review", None)])) is named
