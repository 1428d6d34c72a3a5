"""Questions answered from three fictional documents, with the real model and the real index."""

from collections.abc import Iterator
from contextlib import nullcontext

import pytest
from briefings import BRIEFINGS, TWO_OF_ONE_NAME, open_briefings, read

from assistant.answer import Answer, ReviewsSearched, Status
from assistant.assistant import Assistant
from assistant.filters import Filters
from assistant.retriever import ReviewRetriever
from vectorstore.data import DataDirectory
from vectorstore.embedder import load_embedder
from vectorstore.live import LiveIndex
from vectorstore.versions import build_candidate, promote

TEXTS = {name.removesuffix(".txt"): read(name, text).text for name, text in BRIEFINGS.items()}


@pytest.fixture(scope="module")
def live(tmp_path_factory: pytest.TempPathFactory) -> Iterator[LiveIndex]:
    opened = open_briefings(tmp_path_factory.mktemp("briefings"), load_embedder())
    yield opened
    opened.close()


BABY_G = """7 Minute Briefing: Baby G

Saltmere Safeguarding Children Partnership

Background

Baby G was born early. The review was asked for by the hospital, and what the review found is told in this briefing.

What we learned

* Nobody asked who else lived in the flat.

* The ward did not know of the pre-birth plan.

Family voice

The grandmother told the review that the ward found her a bed.

Actions

1. Hospital to add the pre-birth plan to the ward handover.

2. Midwives to ask who lives in the home at every visit.
"""


@pytest.fixture(scope="module")
def briefing(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Assistant]:
    """Return the assistant of one briefing, without findings or recommendations by name."""
    opened = open_briefings(tmp_path_factory.mktemp("one"), load_embedder(), texts={"baby-g.txt": BABY_G})
    yield Assistant(opened.use)
    opened.close()


@pytest.fixture
def assistant(live: LiveIndex) -> Assistant:
    return Assistant(live.use)


@pytest.fixture(scope="module")
def four(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Assistant]:
    """Return the assistant of four documents, of which two boards' have a Child T."""
    opened = open_briefings(tmp_path_factory.mktemp("four"), load_embedder(), texts=TWO_OF_ONE_NAME)
    yield Assistant(opened.use)
    opened.close()


ELDERMOOR_T = "Child T (Eldermoor Safeguarding Children Board)"
THORNVALE_T = "Child T (Thornvale Safeguarding Children Partnership)"


def quotes(answer: Answer) -> list[str]:
    return [citation.quote for citation in answer.citations]


def test_every_quote_is_the_stored_text_at_its_span_and_every_marker_has_its_citation(assistant: Assistant) -> None:
    answer = assistant.ask("Why did nobody notice the missed dental appointments?")

    assert answer.status is Status.ANSWERED
    assert "Eleven dental appointments were missed" in quotes(answer)[0]
    assert [TEXTS[c.document_id][c.start : c.end] for c in answer.citations] == quotes(answer)
    assert [c.number for c in answer.citations] == list(range(1, len(answer.citations) + 1))
    assert all(
        f"[{c.number}]" in answer.answer and c.url.startswith(f"/documents/{c.document_id}?start=")
        for c in answer.citations
    )


def test_the_answer_names_review_publisher_date_and_status_of_evidence(assistant: Assistant) -> None:
    answer = assistant.ask("what went wrong with supervision for child on")

    assert (
        "**Child On** – Case Mapping Exercise – 6 Step Briefing – Child On; Saltmere Safeguarding Children Partnership; undated"
        in answer.answer
    )
    assert "Finding (unnumbered, 4th): “The social worker had one supervision session" in answer.answer


def test_a_named_review_is_the_only_one_that_is_quoted(assistant: Assistant) -> None:
    answer = assistant.ask("what was said about supervision in Child On?")

    assert {c.review for c in answer.citations} == {"Child On"}
    assert answer.reviews.matched == ("Child On",)


def test_a_whole_section_is_listed_in_its_order_with_the_continued_part(assistant: Assistant) -> None:
    answer = assistant.ask("All the findings for Child On, incl the continued page")

    assert [(c.item, c.quote.split()[0]) for c in answer.citations] == [
        ("unnumbered, 1st", "The"),
        ("unnumbered, 2nd", "Eleven"),
        ("unnumbered, 3rd", "Practitioners"),
        ("unnumbered, 4th", "The"),
    ]
    assert answer.answer.startswith("4 findings, in the order printed:")


def test_one_item_is_found_by_its_number(assistant: Assistant) -> None:
    assert [c.item for c in assistant.ask("Child On recommendation 2?").citations] == ["R2"]


def test_the_cells_of_a_table_are_given_row_by_row_without_the_other_column(assistant: Assistant) -> None:
    answer = assistant.ask("give me the learning points for Young Person K")

    assert quotes(answer) == ["The transitions worker changed four times.", "Adult Social Care was told too late."]
    assert (
        "- Learning point (row “Moving On”): Learning Points: “The transitions worker changed four times.” [1]; "
        "Learning Points: “Adult Social Care was told too late.” [2]" in answer.answer
    )


def test_good_practice_that_a_review_does_not_record_is_said_to_be_absent(assistant: Assistant) -> None:
    answer = assistant.ask("what good practice was there in the Child On case?")

    assert (answer.status, answer.citations) == (Status.NOT_FOUND, ())
    assert "Child On records no good practice in the case" in answer.answer
    assert [c.section for c in answer.nearest] == ["impact_evidence"]


def test_a_theme_that_no_document_shows_is_not_found_and_not_called_absent_learning(assistant: Assistant) -> None:
    answer = assistant.ask("Any learning on female genital mutilation?")

    assert (answer.status, answer.citations) == (Status.NOT_FOUND, ())
    assert answer.answer.startswith("Nothing on this in the 3 documents loaded.")
    assert "does not mean that no learning exists" in answer.answer


def test_something_else_altogether_is_not_found(assistant: Assistant) -> None:
    assert assistant.ask("best pizza topping recipe").abstained


def test_several_reviews_are_grouped_and_counted(assistant: Assistant) -> None:
    answer = assistant.ask("What do our reviews say about supervision?")

    assert answer.answer.startswith("Nearest passages in ")
    assert {"Child On", "Child T"} <= {c.review for c in answer.citations}
    groups = [c.review for c in answer.citations]
    assert groups == sorted(groups, key=groups.index)


def test_a_case_study_is_labelled_as_another_family(assistant: Assistant) -> None:
    answer = assistant.ask("In the Child T report, which child of four is that, where the father left?")

    assert "Case study of another family (on Finding 1)" in answer.answer


def test_a_follow_up_stays_with_its_review_and_a_new_subject_drops_it(assistant: Assistant) -> None:
    first = assistant.ask("Tell me about supervision in Child T")
    second = assistant.ask("and what progress was made on it?", first.conversation_id)
    third = assistant.ask("What are the recommendations for Child On?", first.conversation_id)

    assert {c.review for c in second.citations} == {"Child T"}
    assert {c.review for c in third.citations} == {"Child On"}
    assert first.conversation_id == second.conversation_id == third.conversation_id


def test_a_new_subject_alone_repeats_what_was_asked(assistant: Assistant) -> None:
    first = assistant.ask("What are the recommendations for Child On?")
    second = assistant.ask("and Baby Ivy?", first.conversation_id)

    assert [(c.review, c.section) for c in second.citations] == [("Baby Ivy", "recommendations")]


def test_a_live_case_is_signposted_without_a_search_and_without_keeping_the_words(assistant: Assistant) -> None:
    answer = assistant.ask("I've got a baby here with a bruise on her cheek, what do I do?")

    assert (answer.status, answer.citations, answer.nearest, answer.index_version) == (Status.LIVE_CASE, (), (), None)
    assert "999" in answer.answer.splitlines()[0]
    assert [turn.question for turn in assistant.turns(answer.conversation_id or "")] == [None]


def test_learning_that_is_asked_for_beside_a_case_comes_with_the_signpost_first(assistant: Assistant) -> None:
    answer = assistant.ask("dad's out of prison Friday, what do the reviews say about bruises on babies?")

    assert answer.status is Status.ANSWERED
    assert "call 999" in answer.answer.splitlines()[0] and "call 999" in answer.notices[0]
    assert any("cannot yet roll" in quote for quote in quotes(answer))


def test_filters_narrow_the_search(assistant: Assistant) -> None:
    answer = assistant.ask(
        "what was learned about supervision?", filters=Filters(publisher="Eldermoor Safeguarding Children Board")
    )

    assert {c.publisher for c in answer.citations} == {"Eldermoor Safeguarding Children Board"}
    assert assistant.ask("what was learned about supervision?", filters=Filters(year_from=2020)).abstained


def test_suggestions_are_questions_that_have_an_answer(assistant: Assistant) -> None:
    suggestions = assistant.ask("why were the fathers mixed up in Child On?").suggestions

    assert suggestions == ("What are the recommendations for Child On?", "What are the findings for Child On?")
    assert all(assistant.ask(suggestion).status is Status.ANSWERED for suggestion in suggestions)


def test_answers_from_the_sample_say_so(tmp_path_factory: pytest.TempPathFactory) -> None:
    sample = open_briefings(tmp_path_factory.mktemp("sample"), load_embedder(), collection="sample")
    try:
        answer = Assistant(sample.use).ask("Why were dental appointments missed?")
    finally:
        sample.close()

    assert answer.notices[0].startswith("Fictional sample")


def test_without_an_index_the_answer_says_what_to_do() -> None:
    answer = Assistant(lambda: nullcontext(None)).ask("What was learned?")

    assert (answer.status, answer.abstained) == (Status.UNAVAILABLE, True)
    assert "review-learning ingest FOLDER" in answer.answer


def test_the_record_has_the_keys_of_the_contract_in_its_order(assistant: Assistant) -> None:
    record = assistant.ask("Why were dental appointments missed?").to_record()

    assert list(record) == [
        "status", "answer", "abstained", "answerability", "citations", "reviews", "notices", "suggestions", "nearest",
        "conversation_id", "index_version", "model", "timings_ms",
    ]  # fmt: skip
    assert set(record["timings_ms"]) == {"retrieve", "total"}  # type: ignore[call-overload]


def test_the_retriever_serves_langchain_chains(live: LiveIndex) -> None:
    documents = ReviewRetriever(opened=live.use, k=2).invoke("two fathers mixed up")

    assert len(documents) == 2
    assert documents[0].page_content.startswith("Practitioners mixed up the two fathers")
    assert documents[0].metadata["review"] == "Child On"
    assert TEXTS["child-on"][documents[0].metadata["start"] : documents[0].metadata["end"]] == documents[0].page_content


def test_an_account_of_harm_stands_behind_a_content_note(tmp_path_factory: pytest.TempPathFactory) -> None:
    text = "Learning Review\n\nChild Z\n\nThe Incident\n\nChild Z was badly hurt in the kitchen in May.\n"
    data = DataDirectory(tmp_path_factory.mktemp("incident"))
    build_candidate(data, [read("z.txt", text)], load_embedder())
    promote(data)
    live = LiveIndex(data, load_embedder)
    try:
        answer = Assistant(live.use).ask("What happened to Child Z?")
    finally:
        live.close()

    assert [c.section for c in answer.citations] == ["incident"]
    assert answer.notices[0].startswith("Content note")


def test_a_review_that_is_not_loaded_is_said_to_be_and_answered_from_no_other(assistant: Assistant) -> None:
    answer = assistant.ask("Why was supervision poor for Child K?")

    assert (answer.status, answer.citations, answer.nearest) == (Status.NOT_FOUND, (), ())
    assert answer.answer.startswith("Child K is not among the reviews loaded here (3 documents)")
    assert "similar name: Young Person K." in answer.answer
    assert [assistant.ask(suggestion).reviews.matched for suggestion in answer.suggestions] == [("Young Person K",)]


def test_a_review_that_is_not_loaded_is_named_beside_one_that_is(assistant: Assistant) -> None:
    answer = assistant.ask("What are the recommendations for Child On and Child W?")

    assert (answer.status, [c.item for c in answer.citations]) == (Status.PARTIAL, ["R1", "R2"])
    assert answer.answer.startswith("Missing from this answer: Child W is not among the reviews loaded here.")


def test_a_place_and_a_subject_that_do_not_meet_answer_nothing(assistant: Assistant) -> None:
    answer = assistant.ask("What does the Eldermoor review of Child On say about supervision?")

    assert (answer.status, answer.citations) == (Status.NOT_FOUND, ())
    assert answer.answer.startswith("Child On of Eldermoor is not among the reviews loaded here")


def test_two_reviews_of_one_name_are_counted_and_shown_apart(four: Assistant) -> None:
    answer = four.ask("What are the findings for Child T?")

    both = (ELDERMOOR_T, THORNVALE_T)
    assert answer.reviews == ReviewsSearched(both, 2, both)
    assert answer.answer.startswith(
        f"2 reviews have the name Child T: {ELDERMOOR_T}, {THORNVALE_T}. 4 findings, in the order printed:"
    )
    assert answer.answer.count("**Child T** – ") == 2
    assert "Practice Review – 6 Step Briefing – Child T; Thornvale Safeguarding Children Partnership" in answer.answer


def test_a_place_tells_two_reviews_of_one_name_apart(four: Assistant) -> None:
    one = (THORNVALE_T,)
    assert four.ask("What are the findings for the Thornvale Child T?").reviews == ReviewsSearched(one, 1, one)
    assert four.ask("findings", filters=Filters(review=THORNVALE_T)).reviews.matched == (THORNVALE_T,)


@pytest.mark.parametrize(
    ("question", "leading", "section", "words"),
    [
        (
            "What are the recommendations for Baby G?",
            "Missing from this answer: Baby G has no section called recommendations: its actions are quoted instead.",
            "actions",
            ["Hospital to add the pre-birth plan", "Midwives to ask who lives in"],
        ),
        (
            "What did the review of Baby G find?",
            "Missing from this answer: Baby G has no section called findings: its learning points are quoted instead.",
            "learning",
            ["Nobody asked who else lived in the", "The ward did not know of the"],
        ),
    ],
)
def test_what_stands_in_for_a_missing_section_is_quoted_under_its_own_name(
    briefing: Assistant, question: str, leading: str, section: str, words: list[str]
) -> None:
    answer = briefing.ask(question)

    assert answer.answer.startswith(leading)
    assert (answer.status, {c.section for c in answer.citations}) == (Status.PARTIAL, {section})
    assert [c.quote.startswith(said) for c, said in zip(answer.citations, words, strict=True)] == [True, True]
    assert "ecommendation (" not in answer.answer


def test_what_one_of_two_reviews_lacks_is_said(assistant: Assistant) -> None:
    answer = assistant.ask("What are the recommendations for Child On and Child T?")

    assert (answer.status, {c.review for c in answer.citations}) == (Status.PARTIAL, {"Child On"})
    assert answer.answer.startswith("Missing from this answer: Child T records no recommendation.")


@pytest.mark.parametrize(
    ("question", "status", "items"),
    [
        ("recommendation 2 of Child On", Status.ANSWERED, ["R2"]),
        ("findings 2 and 3 of Child On", Status.ANSWERED, ["unnumbered, 2nd", "unnumbered, 3rd"]),
        ("finding 1 and recommendation 2 of Child On", Status.ANSWERED, ["unnumbered, 1st", "R2"]),
        ("recommendations 2 and 9 of Child On", Status.PARTIAL, ["R2"]),
        ("recommendation 9 of Child On", Status.NOT_FOUND, []),
    ],
)
def test_items_are_found_by_section_and_number(
    assistant: Assistant, question: str, status: Status, items: list[str]
) -> None:
    answer = assistant.ask(question)

    assert (answer.status, [c.item for c in answer.citations]) == (status, items)
    assert ("Child On records no recommendation 9" in answer.answer) == ("9" in question)


def test_what_the_filters_took_away_is_not_called_absent(assistant: Assistant) -> None:
    answer = assistant.ask("What are the recommendations for Child On?", filters=Filters(section="findings"))

    assert (answer.status, answer.citations, answer.reviews.searched) == (Status.NOT_FOUND, (), 1)
    assert answer.answer.startswith("Nothing on this in what the filters leave: 1 of the ")


PLAN = """Learning Review

Child V3

Recommendations

1. Health visitors should ask who lives in the home.

Actions

1. Police to tell the school on the same day.
"""


def test_a_filter_does_not_turn_actions_into_recommendations(tmp_path_factory: pytest.TempPathFactory) -> None:
    data = DataDirectory(tmp_path_factory.mktemp("plan"))
    build_candidate(data, [read("v3.txt", PLAN)], load_embedder())
    promote(data)
    live = LiveIndex(data, load_embedder)
    try:
        answer = Assistant(live.use).ask("What are the recommendations for Child V3?", filters=Filters(agency="police"))
    finally:
        live.close()

    assert (answer.status, answer.citations) == (Status.NOT_FOUND, ())
    assert "quoted instead" not in answer.answer


@pytest.mark.parametrize("filters", [Filters(year_from=2030), Filters(review="Child Nobody")])
def test_filters_that_no_review_meets_are_told_so(assistant: Assistant, filters: Filters) -> None:
    answer = assistant.ask("What are the recommendations for Child On?", filters=filters)

    assert (answer.status, answer.citations, answer.reviews.searched) == (Status.NOT_FOUND, (), 0)
    assert answer.answer.startswith("No review loaded is as the filters ask for, so nothing was searched. ")


def test_a_short_question_of_its_own_is_not_narrowed_to_the_review_before(assistant: Assistant) -> None:
    first = assistant.ask("What are the recommendations for Child On?")
    second = assistant.ask("any learning on bruises?", first.conversation_id)

    assert (second.citations[0].review, second.notices) == ("Baby Ivy", ())


def test_a_follow_up_says_which_review_it_was_read_for(assistant: Assistant) -> None:
    first = assistant.ask("What went wrong for Child On?")
    second = assistant.ask("what was the mother asked to do about supervision?", first.conversation_id)

    assert "Read as a question about Child On" in second.notices[0]


def test_a_follow_up_without_an_answer_in_its_review_is_looked_for_in_all_and_says_so(assistant: Assistant) -> None:
    first = assistant.ask("What went wrong for Child On?")
    second = assistant.ask("and is there anything on bruises in it?", first.conversation_id)

    assert (second.status, second.citations[0].review) == (Status.ANSWERED, "Baby Ivy")
    assert second.notices[0].startswith("Nothing on this in Child On, which you asked about before")


def test_ages_and_everyday_words_narrow_nothing(assistant: Assistant) -> None:
    for question in ("a case 2 years ago on supervision", "hope for better supervision"):
        assert assistant.ask(question).reviews.searched == 4
