"""Reviews that are described and not named, told by what their own passages say."""

from collections.abc import Iterator

import pytest
from briefings import TWO_OF_ONE_NAME, open_briefings

from assistant.answer import Status
from assistant.assistant import Assistant
from assistant.catalogue import catalogue
from assistant.filters import Filters
from assistant.scope import find_scope, named_scope
from vectorstore.embedder import load_embedder
from vectorstore.index import Index
from vectorstore.live import LiveIndex


@pytest.fixture(scope="module")
def live(tmp_path_factory: pytest.TempPathFactory) -> Iterator[LiveIndex]:
    opened = open_briefings(tmp_path_factory.mktemp("described"), load_embedder(), texts=TWO_OF_ONE_NAME)
    yield opened
    opened.close()


@pytest.fixture
def index(live: LiveIndex) -> Iterator[Index]:
    with live.use() as index:
        assert index is not None
        yield index


ELDERMOOR_T = "Child T (Eldermoor Safeguarding Children Board)"
THORNVALE_T = "Child T (Thornvale Safeguarding Children Partnership)"


@pytest.mark.parametrize(
    ("question", "names"),
    [
        ("what did supervision look like in the dental case?", ("Child On",)),
        ("the bruised baby case - who should have looked at it", ("Baby Ivy",)),
        ("bruised cheek case, any recs?", ("Baby Ivy",)),
        ("What happened next for the newsletter's seventeen year old?", ("Young Person K",)),
        ("any learning from the case about missed dental appointments", ("Child On",)),
        ("what did the Thornvale asthma review recommend", (THORNVALE_T,)),
        ("who closed it too soon in the asthma clinic case", (THORNVALE_T,)),
        ("what did they say of the written agreements case", (ELDERMOOR_T,)),
        ("did anybody ask the half-brother in the case with the mixed up fathers?", ("Child On",)),
    ],
)
def test_a_description_that_one_review_fits_chooses_it(index: Index, question: str, names: tuple[str, ...]) -> None:
    assert catalogue(index).names(named_scope(index, question).reviews) == names


@pytest.mark.parametrize(
    "question",
    [
        "what do reviews say about bruises",
        "who sits on the review panel",
        "what should go in the case notes",
        "how is the case conference run",
        "what did the serious case review find",
        "is there learning in the latest review",
        "what did the submarine case say",
        "why was the supervision review done",
    ],
)
def test_what_describes_no_single_review_chooses_none(index: Index, question: str) -> None:
    assert named_scope(index, question).reviews == ()


def test_two_reviews_that_fit_equally_are_both_asked(index: Index) -> None:
    both = named_scope(index, "what did they recommend in the newsletter case").reviews

    assert catalogue(index).names(both) == ("Baby Ivy", "Young Person K")


def test_the_chosen_review_is_in_the_answer_and_can_be_left_out(live: LiveIndex) -> None:
    assistant = Assistant(live.use)
    question = "in the dental case, how often was there supervision?"

    chosen, everywhere = assistant.ask(question), assistant.ask(question, filters=Filters(everywhere=True))

    assert (chosen.status, chosen.reviews.chosen) == (Status.ANSWERED, ("Child On",))
    assert {citation.review for citation in chosen.citations} == {"Child On"}
    assert (everywhere.reviews.chosen, everywhere.reviews.searched) == ((), 5)


def test_a_description_opens_a_subject_that_the_next_question_leans_on_and_a_new_one_drops_it(index: Index) -> None:
    earlier = ["any findings from the dental case?"]

    assert catalogue(index).names(find_scope(index, "and what about supervision?", earlier).reviews) == ("Child On",)
    assert catalogue(index).names(find_scope(index, "and in the asthma case?", earlier).reviews) == (THORNVALE_T,)
