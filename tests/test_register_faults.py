"""What the register must not tell: progress that is only hoped for, another review's, or a planned date that is none."""

from pathlib import Path
from typing import cast

import pytest
from shelf import WordEmbedder
from test_register import HEAD, TODAY, opened, rows_of

from assistant.action_plans import plan_rows
from assistant.completion import says_complete
from assistant.planned import Due, as_printed, planned_in
from assistant.register import no_progress, register
from assistant.tasks import are_verbatim, joined
from vectorstore.index import Index
from vectorstore.live import LiveIndex
from vectorstore.passage import Passage
from vectorstore.sections import SectionType


def cell(column: str, order: int, text: str = "A fictional cell") -> Passage:
    return Passage(
        id=f"x-{order}", document_id="x", review="Child Fen", section=SectionType.ACTIONS, heading=None, item=None,
        order=order, part=0, start=order * 50, end=order * 50 + len(text), text=text, row="1", column=column,
    )  # fmt: skip


def role_of(column: str) -> str | None:
    """Return the part of its row that a cell below this header plays beside a plain task."""
    asked, other = cell("Task", 0), cell(column, 1)
    (row,) = plan_rows([asked, other], " " * 100)
    return next((name for name in ("what", "lead", "when", "progress") if other in getattr(row, name)), None)


@pytest.mark.parametrize(
    ("column", "role"),
    [
        ("To be completed by", "when"),
        ("Date to be completed", "when"),
        ("Expected completion date", "when"),
        ("Complete by", "when"),
        ("By when", "when"),
        ("To be completed by whom", "lead"),
        ("Action to be taken", "what"),
        ("Actions to be taken", "what"),
        ("Action required", "what"),
        ("What will be done", "what"),
        ("Evidence required", None),
        ("How will we evidence impact?", None),
        ("Required outcome", None),
        ("Outcome sought", None),
        ("Outcome", None),
        ("Outcomes to be achieved", None),
        ("Expected outcome", None),
        ("Update due", None),
        ("Status (to be completed by the board)", None),
        ("Date completed", "progress"),
        ("Action taken", "progress"),
        ("Has it been completed?", "progress"),
        ("Outcome achieved", "progress"),
        ("Evidence of impact", "progress"),
        ("Progress and outcome", "progress"),
        ("RAG", "progress"),
    ],
)
def test_a_column_is_progress_only_where_it_says_how_things_stand(column: str, role: str | None) -> None:
    assert role_of(column) == role


LISTED = HEAD + "Recommendations\n\n1. Share the rota.\n\n2. Share the list.\n"
REPORT = HEAD.replace("Learning Review", "Progress Report")
TOLD_OF = "Progress\n\nRecommendation 2: the list has been shared with two teams.\n"


def linked(root: Path, **texts: str) -> list[tuple[str, str | None, list[str]]]:
    return [(row.document_id, row.item, [one.document_id for one in row.progress]) for row in rows_of(root, **texts)]


@pytest.mark.parametrize("of_whom", ["Children", "Children’s"])
def test_a_report_is_linked_to_none_of_two_reviews_that_it_may_be_on(tmp_path: Path, of_whom: str) -> None:
    later = LISTED.replace("rota", "diary").replace("Safeguarding Children", f"Safeguarding {of_whom}")

    assert linked(tmp_path, a=LISTED, b=REPORT + TOLD_OF, c=later) == [
        ("a", "R1", []),
        ("a", "R2", []),
        ("c", "R1", []),
        ("c", "R2", []),
    ]


SHARED = "Progress\n\nThe list has been shared with two teams.\n"
IMPACT = (
    "Impact Report\n\nSaltmere Safeguarding Children Partnership\n\nThis report is on what NAME taught us.\n\n"
    + SHARED.replace("The list", "ON1: the list")
)
ELDER = HEAD.replace("Saltmere", "Eldermoor")


@pytest.mark.parametrize(
    ("report", "told_in"),
    [
        (REPORT + SHARED, ["“Progress Report – Child Fen” (undated)"]),
        (IMPACT.replace("NAME", "Child Fen"), ["“Impact Report” (undated)"]),
        (IMPACT.replace("NAME", "Child Fen").replace("Children", "Children’s"), ["“Impact Report” (undated)"]),
        (IMPACT.replace("NAME", "Child Fenn"), []),
        (IMPACT.replace("NAME", "Child Fen").replace("Saltmere", "Eldermoor"), []),
        (ELDER + SHARED, []),
        (REPORT + "Background\n\nThe list was long.\n", []),
    ],
)
def test_progress_under_no_number_of_the_row_is_pointed_to_and_not_guessed(
    tmp_path: Path, report: str, told_in: list[str]
) -> None:
    rows = [row for row in rows_of(tmp_path, a=LISTED, b=report) if row.document_id == "a"]

    assert [(row.progress, [one.called for one in row.elsewhere]) for row in rows] == [((), told_in)] * 2
    assert [no_progress(row) for row in rows] == [
        "no progress found under this number; see" if told_in else "no progress found in the loaded documents"
    ] * 2


def test_what_is_told_in_the_review_itself_is_pointed_to_where_no_number_is_named(tmp_path: Path) -> None:
    text = f"{LISTED}\nProgress\n\nRecommendation 2 is reported complete.\n"
    first, second = rows_of(tmp_path, a=text)

    assert [one.called for one in first.elsewhere] == ["“Progress” in this document"]
    assert text[first.elsewhere[0].start : first.elsewhere[0].end] == "Recommendation 2 is reported complete."
    assert (len(second.progress), second.elsewhere) == (1, ())


@pytest.mark.parametrize(("written", "is_told"), [("March 2018", False), ("May 2020", True)])
def test_a_report_from_before_the_review_tells_no_progress_on_it(tmp_path: Path, written: str, is_told: bool) -> None:
    dated = "Date: {}\n\nRecommendations"
    review = LISTED.replace("Recommendations", dated.format("April 2019"))
    report = REPORT + f"Date: {written}\n\n{SHARED}"

    assert [bool(row.elsewhere) for row in rows_of(tmp_path, a=review, b=report)] == [is_told] * 2


@pytest.mark.parametrize(
    ("said", "is_own"),
    [
        ("In fact recommendation 1 of the 2009 review of Child B was never put in place.", False),
        ("Recommendation 1 of the 2009 review was never put in place.", False),
        ("Recommendation 1 of the earlier review was never put in place.", False),
        ("In the serious case review of Child B, recommendation 1 was to share the rota.", False),
        ("Recommendation 1 from the Child B review is complete.", False),
        ("Recommendation 1 of this review is complete.", True),
        ("Recommendation 1 of the review of Child Fen is complete.", True),
        ("Recommendation 1 is complete. The 2009 review of Child B had no plan.", True),
    ],
)
def test_what_a_sentence_tells_of_another_review_is_no_progress_of_this(
    tmp_path: Path, said: str, is_own: bool
) -> None:
    assert linked(tmp_path, a=f"{LISTED}\nProgress\n\n{said}\n") == [
        ("a", "R1", ["a"] if is_own else []),
        ("a", "R2", []),
    ]


@pytest.mark.parametrize(
    ("said", "printed"),
    [
        ("The partnership will audit cases closed in 2019.", None),
        ("The board will review what happened in March 2016.", None),
        ("The group will repeat the survey carried out in May 2015.", None),
        ("Training will build on the pathway launched in June 2018.", None),
        ("The board will look again at cases closed before June 2018.", None),
        ("Before June 2016 agencies should have shared information.", None),
        ("Agencies should have shared this in June 2016.", None),
        ("Until 2015 no agency shared this.", None),
        ("By 2017 there were concerns and the board should act.", None),
        ("By 2017 the family lived elsewhere.", None),
        ("By June 2017, agencies will share the form.", "June 2017"),
        ("By June 2017, agree the form.", "June 2017"),
        ("By May 2017: a new form.", "May 2017"),
        ("All staff should be trained by June 2017.", "June 2017"),
        ("Staff should have completed the course by June 2017.", "June 2017"),
        ("The form will be finalised in March 2017.", "March 2017"),
        ("The form will be agreed and launched in March 2017.", "March 2017"),
        ("The board must have a form and will launch it in May 2021.", "May 2021"),
        ("The board will look at the need in March 2021.", "March 2021"),
        ("The work will proceed in March 2017.", "March 2017"),
        ("The form is to be completed by 31 March 2020.", "31 March 2020"),
        ("It will be tried over the next six months.", "over the next six months"),
    ],
)
def test_the_date_of_an_event_is_no_planned_date(said: str, printed: str | None) -> None:
    assert planned_in(said, None, TODAY, days_too=False).printed == printed


@pytest.mark.parametrize(
    ("said", "printed"),
    [
        ("The trust should make sure that a third admission of a baby within twelve months leads to a review.", None),
        ("A second referral within six months should trigger a meeting.", None),
        ("If a child is admitted three times within twelve months, a review should be held.", None),
        ("The trust should ring every parent who misses two visits within three months.", None),
        ("A third fall within a year must be reviewed, and the form agreed within two months.", "within two months"),
        ("The trust should agree a form within three months.", "within three months"),
        ("Within three months the trust should agree a form.", "Within three months"),
        ("Ensure that an audit is completed within three months and shared.", "within three months"),
        ("Hold a second meeting within three months.", "within three months"),
        ("Staff who have not been trained are to be trained within six months.", "within six months"),
        ("Where there is no form, the trust should agree one within six months.", "within six months"),
    ],
)
def test_a_span_in_which_something_happens_is_no_time_limit(said: str, printed: str | None) -> None:
    assert planned_in(said, None, TODAY, days_too=False).printed == printed


@pytest.mark.parametrize(
    ("cell_text", "due"),
    [
        ("31/03/2019 (reviewed 12/05/2031)", Due.PASSED),
        ("31/03/2019 (extended to 12/05/2031)", Due.TO_COME),
        ("31/03/2019, completed 4 May 2019", Due.PASSED),
        ("To be completed by 31 March 2020", Due.PASSED),
        ("From April 2019 to March 2020", Due.PASSED),
        ("Ongoing until March 2020", Due.PASSED),
        ("April 2019", Due.PASSED),
        ("End of 2031", Due.TO_COME),
        ("Ongoing from April 2019", Due.NO_END),
        ("Ongoing, April 2019", Due.NO_END),
        ("Immediate, from 2017", Due.NO_END),
        ("April 2019 and annually", Due.NO_END),
        ("Completed; see 2019", Due.NO_END),
        ("Completed; see the report to the board, 2019", Due.NO_END),
        ("Reviewed by the board March 2019", Due.NO_END),
        ("Ongoing for 2019", Due.NO_END),
        ("Completed March 2019", Due.NO_END),
        ("Ongoing", Due.NO_YEAR),
    ],
)
def test_a_cell_has_passed_only_where_it_states_a_last_day(cell_text: str, due: Due) -> None:
    planned = as_printed(cell_text, None, TODAY)

    assert (planned.printed, planned.due) == (cell_text, due)
    assert due in (Due.PASSED, Due.TO_COME) or "cannot be told" in due


@pytest.mark.parametrize(
    ("column", "text", "is_complete"),
    [
        ("Status", "Complete", True),
        ("Status", "COMPLETED.", True),
        ("RAG", "Green – complete", True),
        ("Status", "Complete (green)", True),
        ("Progress", "Completed on 04/05/2019.", True),
        ("Progress", "Completed 4th May 2019", True),
        ("Progress", "Complete. An audit in May 2020 showed good use.", True),
        ("Date completed", "4 May 2019", True),
        ("Completed?", "Yes", True),
        ("Completed?", "No", False),
        ("Date completed", "to be confirmed", False),
        ("RAG", "Green", False),
        ("RAG", "Blue", False),
        ("Status", "Not complete", False),
        ("Status", "Incomplete", False),
        ("Status", "75% complete", False),
        ("Status", "Complete 80%", False),
        ("Status", "Closed, not completed", False),
        ("Status", "Complete - monitoring is ongoing", False),
        ("Progress", "Second part complete", False),
        ("Progress", "Completed in part", False),
        ("Progress", "Completed: 3 of 4 schools", False),
        ("Progress", "Done 3/4", False),
        ("Progress", "Complete, but two teams are outstanding", False),
        ("Progress", "Done for 31 of 34 children", False),
        ("Progress", "To be completed in May 2019", False),
        (None, "Complete", False),
        ("Progress", "Completed by June 2018", True),
        ("Progress", "Complete by June 2018", False),
        ("Measure", "Delivered by March 2019", False),
        ("Measure", "Implemented by 31/03/2019", False),
        ("Not completed", "Yes", False),
        ("Not completed", "✓", False),
        ("Target: completed", "March 2019", False),
        ("Target: completed", "Completed", False),
        ("To be completed", "Completed May 2019", True),
        ("Date to be completed", "4 May 2019", False),
    ],
)
def test_a_row_is_recorded_as_complete_only_where_a_column_says_so_without_reserve(
    column: str | None, text: str, is_complete: bool
) -> None:
    assert says_complete(column, text) is is_complete


@pytest.mark.parametrize(
    ("own", "kept"),
    [((0,), (0,)), ((0, 1, 2), (0, 1, 2)), ((1, 3), (1,)), ((0, 1, 3), (0, 1)), ((2, 3), (2, 3))],
)
def test_a_row_ends_where_another_passage_stands_between_its_parts(own: tuple[int, ...], kept: tuple[int, ...]) -> None:
    passages = [cell("Action", order) for order in range(4)]

    assert joined([passages[n] for n in own], passages) == tuple(passages[n] for n in kept)


@pytest.mark.parametrize(
    ("text", "sound"),
    [
        ("Share the rota.", True),
        ("Share the list.", False),
        (" Share the rota", False),
        ("", False),
    ],
)
def test_a_row_is_told_only_where_the_stored_text_has_its_words(text: str, sound: bool) -> None:
    assert are_verbatim([cell("Action", 0, "Share the rota.")], text) is sound


class OtherWords:
    """An index whose stored texts no longer have some words of its passages."""

    def __init__(self, index: Index, gone: str) -> None:
        self._index, self._gone = index, gone

    def __getattr__(self, name: str) -> object:
        made: object = getattr(self._index, name)
        return made

    def text(self, document_id: str) -> str:
        return self._index.text(document_id).replace(self._gone, "x" * len(self._gone))


def test_a_row_whose_words_the_text_no_longer_has_is_left_out_and_the_others_stay(tmp_path: Path) -> None:
    with LiveIndex(opened(tmp_path, a=LISTED), WordEmbedder).use() as index:
        assert index is not None
        rows = register(cast(Index, OtherWords(index, "rota")), TODAY)

    assert [(row.item, row.text) for row in rows] == [("R2", "Share the list.")]
