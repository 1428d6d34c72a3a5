"""A quiz of invented words with an item of every kind, and the same with any words that a test gives it."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from assistant.answer import Citation
from assistant.quizzes.quiz import (
    Decision,
    Difficulty,
    Item,
    ItemKind,
    Option,
    Pair,
    Quiz,
    Quote,
    Stage,
)
from assistant.quizzes.session import Session, session

CONTACTS = ("Children’s services: 01632 960001",)


def quote(words: str, review: str = "Child Fen", section: str = "findings", page: int = 2) -> Quote:
    cited = Citation(
        number=1,
        quote=words,
        source=f"{review.lower().replace(' ', '-')}.pdf",
        document_id=f"doc-{review.lower().replace(' ', '-')}",
        title=f"Learning Review – {review}",
        publisher="Saltmere Safeguarding Children Partnership",
        review=review,
        section=section,
        heading="The Findings",
        item=None,
        page=page,
        start=100 * page,
        end=100 * page + len(words),
        url=f"/documents/doc-{review.lower().replace(' ', '-')}?start={100 * page}",
    )
    return Quote(review, cited)


def option(words: str, right: bool = False, review: str = "Child Moss") -> Option:
    return Option(words, right, quote(words, "Child Fen" if right else review))


def named(words: str, right: bool, shown_by: Quote) -> Option:
    return Option(words, right, shown_by, is_quoted=False)


def truth(is_true: bool, shown_by: Quote) -> tuple[Option, ...]:
    return named("True", is_true, shown_by), named("False", not is_true, shown_by)


VISITS = "Visits were booked by telephone and nobody wrote down who was at home."
DENTIST = "Missed dental appointments were counted by each clinic alone."
LETTERS = "Letters about the move reached the old school for a term."
KEYHOLDER = "The keyholder of the flat was never asked for an account."
FINDING, RECOMMENDED = "findings", "recommendations"

SINGLE = Item(
    "a1",
    ItemKind.SINGLE,
    "Which of these did the review of Child Fen find?",
    (quote(VISITS),),
    options=(option(DENTIST), option(VISITS, right=True), option(LETTERS, review="Child Reed")),
    difficulty=Difficulty.UNDERSTAND,
    themes=("record keeping",),
)
MULTIPLE = Item(
    "a2",
    ItemKind.MULTIPLE,
    "Which of these did the review of Child Fen find? There may be several.",
    (quote(VISITS), quote(KEYHOLDER), quote(DENTIST)),
    options=(
        option(VISITS, right=True),
        option(LETTERS, review="Child Reed"),
        option(KEYHOLDER, right=True),
        option(DENTIST, right=True),
        option("The plan was closed on the day on which it was due."),
    ),
)
TRUE = Item(
    "a3",
    ItemKind.TRUE_FALSE,
    f"The review of Child Fen says: “{VISITS}”",
    (quote(VISITS),),
    truth(True, quote(VISITS)),
    about="Child Fen",
)
FALSE = Item(
    "a4",
    ItemKind.TRUE_FALSE,
    f"The review of Child Fen says: “{LETTERS}”",
    (quote(LETTERS, "Child Reed"),),
    truth(False, quote(LETTERS, "Child Reed")),
    about="Child Fen",
)
WHICH_REVIEW = Item(
    "a5",
    ItemKind.WHICH_REVIEW,
    f"Which review says: “{KEYHOLDER}”",
    (quote(KEYHOLDER),),
    options=(
        named("Child Moss", False, quote(KEYHOLDER)),
        named("Child Fen", True, quote(KEYHOLDER)),
        named("Child Reed", False, quote(KEYHOLDER)),
    ),
)
PAIRS = tuple(
    Pair(quote(finding), quote(recommended, section=RECOMMENDED, page=5))
    for finding, recommended in (
        (VISITS, "Write down at each visit who was there."),
        (DENTIST, "Clinics should tell the school nurse of the second missed appointment."),
        (LETTERS, "Ask the new school whether the file has come."),
    )
)
MATCH = Item(
    "a6",
    ItemKind.MATCH,
    "Match the findings of the review of Child Fen to what it recommended.",
    tuple(pair.recommendation for pair in PAIRS),
    pairs=PAIRS,
    shown=(1, 2, 0),
)
STAGES = tuple(
    Stage(name, quote(words, section=section, page=page))
    for page, (name, words, section) in enumerate(
        (
            ("Finding", VISITS, FINDING),
            ("Recommendation", "Write down at each visit who was there.", RECOMMENDED),
            ("Action", "A box for who was there was added to the form.", "actions"),
            ("What changed", "In an audit the box was filled in on 38 of 40 forms.", "impact_evidence"),
        ),
        1,
    )
)
ORDER = Item(
    "a7",
    ItemKind.ORDER,
    "Put these in order: what was found, recommended, done and changed.",
    tuple(stage.quote for stage in STAGES),
    stages=STAGES,
    shown=(2, 0, 3, 1),
)
SCENARIO = replace(
    SINGLE,
    id="a8",
    kind=ItemKind.SCENARIO,
    stem="What did the review say should have happened next?",
    scenario=(
        quote("A family moved twice within a year.", section="background", page=1),
        quote("The worker changed each time.", section="background", page=1),
    ),
    difficulty=Difficulty.APPLY,
)
SHORT = Item(
    "a9", ItemKind.SHORT, "What did the review of Child Fen find about visits?", (quote(VISITS),), themes=("visits",)
)
REFLECTIVE = Item(
    "a10",
    ItemKind.REFLECTIVE,
    "Read what the review of Child Fen found. Could this be said of our own service?",
    (quote("Write down at each visit who was there.", section=RECOMMENDED),),
    scenario=(quote(VISITS),),
)
ALL = (SINGLE, MULTIPLE, TRUE, FALSE, WHICH_REVIEW, MATCH, ORDER, SCENARIO, SHORT, REFLECTIVE)
# Words that stand in no accepted item, so that a test can look for them.
DRAFTED = replace(SINGLE, id="b1", stem="Which draft was never looked at?")
REJECTED = replace(SHORT, id="b2", stem="Which draft was turned down?", decision=Decision.REJECTED)


def reworded(item: Item, words: Iterator[str]) -> Item:
    """Return the item with other words wherever words are, but for “True” and “False”."""

    def of_quote(one: Quote) -> Quote:
        cited = replace(one.cited, quote=next(words), title=next(words), publisher=next(words), heading=next(words))
        return Quote(next(words), cited)

    def of_option(one: Option) -> Option:
        shown_by = of_quote(one.quote)
        if item.kind is ItemKind.TRUE_FALSE:
            return replace(one, quote=shown_by)
        return replace(one, words=shown_by.words if one.is_quoted else next(words), quote=shown_by)

    return replace(
        item,
        stem=next(words),
        scenario=tuple(map(of_quote, item.scenario)),
        key=tuple(map(of_quote, item.key)),
        options=tuple(map(of_option, item.options)),
        pairs=tuple(Pair(of_quote(pair.finding), of_quote(pair.recommendation)) for pair in item.pairs),
        stages=tuple(Stage(next(words), of_quote(stage.quote)) for stage in item.stages),
    )


def accepted(items: Sequence[Item]) -> tuple[Item, ...]:
    return tuple(replace(item, decision=Decision.ACCEPTED) for item in items)


def quiz(items: Sequence[Item] = ALL, title: str = "Learning from reviews: visits") -> Quiz:
    """Return a quiz of these items, accepted, with a draft before them and a rejected item after them."""
    return Quiz(
        id="0123456789ab",
        title=title,
        seed=7,
        index_version="v20310501-1",
        made_on="2031-05-02",
        items=(DRAFTED, *accepted(items), REJECTED),
        population="children",
        is_sample=True,
    )


def said(one: Quiz) -> Session:
    return session(one, one.accepted, CONTACTS)
