"""The register on small fictional documents, on the sample and on the real files beside the checkout."""

import csv
import io
from collections import Counter
from datetime import date
from pathlib import Path

import pytest
from briefings import read
from shelf import WordEmbedder, release

from assistant.planned import Due, Planned, planned_in
from assistant.register import Row, Selection, nothing_found, passed, register
from assistant.register_commands import told
from assistant.register_sheet import COLUMNS, record, sheet
from assistant.tasks import Kind
from evals.corpus import CORPUS
from ingest.commands import load
from vectorstore.data import DataDirectory
from vectorstore.index import Index
from vectorstore.live import LiveIndex
from vectorstore.periods import Period
from vectorstore.withdrawals import Action, Withdrawal

TODAY = date(2020, 6, 15)
HEAD = "Learning Review\n\nChild Fen\n\nSaltmere Safeguarding Children Partnership\n\n"
TWO_LISTS = (
    HEAD
    + """Recommendations

ACTIONS:

1. School to write to the family by 31 May 2020.

2. Police to read the notes of the referral on 1 May 2018.

RECOMMENDATIONS:

1. Midwives should ask each mother about home, alone, by September 2021.

2. The rota should be shared.

Progress

Recommendation 1 is reported complete by the maternity service. Recommendation 7 is not ours.

A guide will be finished by June 2017. In March 2017 the group agreed that it was needed. A pilot is being developed.
It will be tried over the next six months.
"""
)
RUN_INS = (
    HEAD.replace("Fen", "Moss")
    + """Recommendations

All - use one form.

Learning and Improvement Group - revise the training.
"""
)
PLAN = (
    HEAD.replace("Fen", "Reed")
    + """Action Plan

No\tRecommendation\tAction\tLead\tBy when\tProgress\tRAG
1\tOne form for all\tAgree the form and print it for every team\tPolice\tMarch 2020\tForm agreed by five of six teams\tComplete
2\tSee each child alone\tWrite a guide about seeing children alone\tHealth visiting\tOngoing\tNot yet begun when this was written\tAmber
"""
)


def rows_of(root: Path, **texts: str) -> tuple[Row, ...]:
    with LiveIndex(opened(root, **texts), WordEmbedder).use() as index:
        assert index is not None
        rows = register(index, TODAY)
        assert [row.text for row in rows] == [index.text(row.document_id)[row.start : row.end] for row in rows]
        return rows


def opened(root: Path, **texts: str) -> DataDirectory:
    data = DataDirectory(root)
    release(data, [read(f"{name}.txt", text) for name, text in texts.items()], WordEmbedder())
    return data


def short(row: Row) -> tuple[object, ...]:
    progress = [(one.column, one.text) for one in row.progress]
    return row.kind, row.item, row.text, row.addressee, row.planned.printed, row.planned.due, progress


def test_two_lists_numbered_from_one_stay_apart_and_progress_is_linked_by_number(tmp_path: Path) -> None:
    reported = "Recommendation 1 is reported complete by the maternity service. Recommendation 7 is not ours."

    assert [short(row) for row in rows_of(tmp_path, fen=TWO_LISTS)] == [
        (Kind.ACTION, "A1", "School to write to the family by 31 May 2020.", "School", "31 May 2020", Due.PASSED, []),
        (
            Kind.ACTION, "A2", "Police to read the notes of the referral on 1 May 2018.", "Police",
            None, Due.NO_DATE, [],
        ),
        (
            Kind.RECOMMENDATION, "R1", "Midwives should ask each mother about home, alone, by September 2021.",
            "Midwives", "September 2021", Due.TO_COME, [(None, reported)],
        ),
        (Kind.RECOMMENDATION, "R2", "The rota should be shared.", None, None, Due.NO_DATE, []),
        (Kind.PROMISE, None, "A guide will be finished by June 2017.", None, "June 2017", Due.PASSED, []),
        (Kind.PLAN, None, "A pilot is being developed.", None, None, Due.NO_DATE, []),
        (
            Kind.PROMISE, None, "It will be tried over the next six months.", None,
            "over the next six months", Due.UNDATED, [],
        ),
    ]  # fmt: skip


def test_run_in_addressees_of_an_unnumbered_list_are_as_printed(tmp_path: Path) -> None:
    assert [short(row)[:4] for row in rows_of(tmp_path, moss=RUN_INS)] == [
        (Kind.RECOMMENDATION, "unnumbered, 1st", "All - use one form.", "All"),
        (
            Kind.RECOMMENDATION, "unnumbered, 2nd", "Learning and Improvement Group - revise the training.",
            "Learning and Improvement Group",
        ),
    ]  # fmt: skip


def test_a_row_of_an_action_plan_has_its_lead_its_date_and_the_progress_printed_in_it(tmp_path: Path) -> None:
    assert [short(row) for row in rows_of(tmp_path, reed=PLAN)] == [
        (
            Kind.ACTION, "A1", "One form for all\tAgree the form and print it for every team", "Police", "March 2020",
            Due.PASSED, [("Progress", "Form agreed by five of six teams"), ("RAG", "Complete")],
        ),
        (
            Kind.ACTION, "A2", "See each child alone\tWrite a guide about seeing children alone", "Health visiting",
            "Ongoing", Due.NO_YEAR, [("Progress", "Not yet begun when this was written"), ("RAG", "Amber")],
        ),
    ]  # fmt: skip


LATE_PLAN = PLAN + "3\tShare the rota\tSend the rota to schools\tSchools\tApril 2020\tNot sent\tRed\n"


def test_what_a_plan_records_as_complete_is_not_counted_as_passed(tmp_path: Path) -> None:
    rows = rows_of(tmp_path, reed=LATE_PLAN)

    assert [(row.item, row.standing) for row in rows] == [
        ("A1", "recorded as complete"), ("A2", "no day or year stated: cannot be told"), ("A3", "date passed"),
    ]  # fmt: skip
    assert passed(rows) == (1, 1)
    assert [row.item for row in Selection(expired=True).of(rows)] == ["A3"]
    assert [(one["item"], one["date_passed"], one["recorded_complete"]) for one in map(record, rows)] == [
        ("A1", "passed", True), ("A2", "no day or year stated: cannot be told", False), ("A3", "passed", False),
    ]  # fmt: skip
    table = list(csv.DictReader(io.StringIO(sheet(rows).removeprefix("\ufeff"), newline="")))
    assert [row["Recorded as complete"] for row in table] == ["yes", "no", "no"]


@pytest.mark.parametrize(
    "spelled", ["Saltmere Safeguarding Children Partnership", "Saltmere Safeguarding Children’s Partnership"]
)
def test_a_later_report_of_the_same_board_and_child_is_linked_and_that_of_another_board_is_not(
    tmp_path: Path, spelled: str
) -> None:
    first = HEAD + "Recommendations\n\n1. Share the rota.\n\n2. Share the list.\n"
    told_of = "Progress\n\nRecommendation 2: the list has been shared with two teams.\n"
    other = HEAD.replace("Saltmere", "Eldermoor")

    report = HEAD.replace("Learning Review", "Progress Report").replace(
        "Saltmere Safeguarding Children Partnership", spelled
    )

    rows = rows_of(tmp_path, a=first, b=report + told_of, c=other + told_of)

    assert [(row.item, [one.document_id for one in row.progress]) for row in rows] == [("R1", []), ("R2", ["b"])]


def test_a_relative_date_is_counted_from_a_dated_document_only() -> None:
    said = "It will be repeated over the next six months."
    period = Period(date(2016, 5, 3), date(2016, 11, 3))

    assert planned_in(said, "3 May 2016", TODAY) == Planned("over the next six months", period, Due.PASSED)
    assert planned_in(said, "3 May 2020", TODAY).due is Due.TO_COME
    assert planned_in(said, None, TODAY) == Planned("over the next six months", None, Due.UNDATED)


@pytest.mark.parametrize(
    ("said", "printed"),
    [
        ("In March 2017 the board agreed to this.", None),
        ("The report was sent to staff in early 2016.", None),
        ("Staff were trained by June 2016.", None),
        ("The tool will replace one that was bought in May 2016.", None),
        ("Housing should answer within five working days.", None),
        ("The board should report within two weeks of the meeting.", None),
        ("Schools should report within three months of publication.", "within three months of publication"),
        ("The audit will be repeated in March 2021.", "March 2021"),
        ("The form is to be completed by the end of 2021.", "the end of 2021"),
        ("Due in May 2021: a new form.", "May 2021"),
        ("A launch is planned for the spring.", "the spring"),
        ("It will begin when the change has been finalised in March 2017.", "March 2017"),
        ("Police should look into the incident in May 2018.", None),
        ("The group should report in May 2021.", "May 2021"),
        ("The Board may meet in person.", None),
    ],
)
def test_only_what_looks_ahead_is_a_planned_date(said: str, printed: str | None) -> None:
    assert planned_in(said, None, TODAY, days_too=False).printed == printed


def test_the_last_day_that_is_meant_has_to_be_over() -> None:
    assert [planned_in("To be done by June 2020.", None, day).due for day in (date(2020, 6, 30), date(2020, 7, 1))] == [
        Due.TO_COME,
        Due.PASSED,
    ]


def test_rows_are_chosen_by_what_is_asked_for(tmp_path: Path) -> None:
    expected = {
        Selection(addressee="midwifery"): ["R1"],
        Selection(addressee="MIDWIVES"): ["R1"],
        Selection(addressee="lighthouse keepers"): [],
        Selection(kind=Kind.ACTION): ["A1", "A2"],
        Selection(expired=True, kind=Kind.ACTION): ["A1"],
        Selection(review="child fen", kind=Kind.RECOMMENDATION): ["R1", "R2"],
        Selection(review="Child F"): [],
        Selection(publisher="saltmere", kind=Kind.ACTION): ["A1", "A2"],
        Selection(publisher="not stated"): [],
        Selection(theme="lone parents"): [],
    }
    rows = rows_of(tmp_path, fen=TWO_LISTS)

    assert {wanted: [row.item for row in wanted.of(rows)] for wanted in expected} == expected


def test_a_withdrawn_document_is_not_in_it(tmp_path: Path) -> None:
    with LiveIndex(opened(tmp_path, fen=TWO_LISTS, moss=RUN_INS), WordEmbedder).use() as index:
        assert index is not None
        view = index.without({"fen": Withdrawal("fen", Action.WITHDRAW, "asked for", "a person", "2020-01-01")})

        assert {row.document_id for row in register(view, TODAY)} == {"moss"}


def test_what_nothing_is_found_for_is_said_of_the_documents_loaded() -> None:
    assert nothing_found(Selection(addressee="midwifery", theme="neglect", kind=Kind.RECOMMENDATION), 5) == (
        "No recommendation in the 5 documents loaded is addressed to “midwifery” and is on “neglect”. "
        "Others may use other words."
    )


def test_the_sheet_holds_every_word_and_runs_no_formula(tmp_path: Path) -> None:
    hostile = HEAD + 'Recommendations\n\n1. =HYPERLINK("x") should, "quoted", be read; twice.\n\n2. Share the rota.\n'

    written = sheet(rows_of(tmp_path, fen=hostile))
    table = list(csv.reader(io.StringIO(written.removeprefix("\ufeff"), newline="")))

    assert written.startswith("\ufeff") and table[0] == list(COLUMNS)
    assert [row[COLUMNS.index("Text")] for row in table[1:]] == [
        '\'=HYPERLINK("x") should, "quoted", be read; twice.',
        "Share the rota.",
    ]


def test_the_terminal_shows_review_row_and_what_is_not_inferred(tmp_path: Path) -> None:
    shown = list(told(rows_of(tmp_path, moss=RUN_INS), Selection(), 1))

    assert shown[:2] == [
        "Child Moss (Saltmere Safeguarding Children Partnership; undated; moss.txt)",
        "  recommendation unnumbered, 1st: “All - use one form.”\n"
        "    addressed to: All; planned: no date stated; characters 90-109\n"
        "    progress: no progress found in the loaded documents",
    ]
    assert shown[-1].startswith("2 × recommendation, 0 × action, 0 × dated promise, 0 × plan without a date, in 1 ")
    assert "Completion is not inferred" in shown[-1]


REAL = {
    ("Child X", Kind.RECOMMENDATION): 6,
    ("Children Ag", Kind.RECOMMENDATION): 3,
    ("Child At", Kind.RECOMMENDATION): 2,
    ("Child At", Kind.ACTION): 3,
    ("Child One", Kind.RECOMMENDATION): 7,
    ("Child Two", Kind.RECOMMENDATION): 2,
    ("Child Three", Kind.RECOMMENDATION): 4,
}


def test_the_real_documents_have_the_rows_that_a_reader_counts(shared: Path, tmp_path: Path) -> None:
    texts = {path.stem: path.read_text(encoding="utf-8") for path in sorted((shared / "reviews").glob("*.txt"))}

    rows = rows_of(tmp_path, **texts)

    assert Counter((r.review, r.kind) for r in rows if r.kind in {Kind.RECOMMENDATION, Kind.ACTION}) == REAL
    assert [
        (r.kind, r.planned.printed, r.planned.due) for r in rows if r.review == "Child Q" and r.kind is Kind.PROMISE
    ] == [
        (Kind.PROMISE, "March 2017", Due.PASSED),
        (Kind.PROMISE, "June 2017", Due.PASSED),
        (Kind.PROMISE, "over the next six months", Due.UNDATED),
    ]
    assert any("is proposed" in r.text for r in rows if r.review == "Child Q" and r.kind is Kind.PLAN)


# Counted by eye in evals/sources.
SAMPLE = {
    "adult-h-safeguarding-adult-review.docx": (5, 0),
    "child-j2-six-step-briefing.md": (3, 3),
    "child-n-home-education.html": (5, 0),
    "child-on-six-step-briefing.txt": (6, 0),
    "child-s3-child-practice-review.txt": (0, 4),
    "child-v-executive-summary.txt": (5, 0),
    "children-be-six-step-briefing.txt": (5, 0),
    "family-w-learning-review.docx": (5, 4),
    "marlowe-practice-review.pdf": (6, 6),
    "rowan-domestic-homicide-review.pdf": (6, 0),
    "saltmere-practice-review-newsletter.txt": (10, 0),
    "tamsin-learning-page.html": (5, 3),
    "thematic-analysis-fathers.md": (4, 0),
    "westmarch-impact-report.md": (11, 3),
}


def test_the_sample_has_the_rows_that_a_reader_counts(tmp_path: Path) -> None:
    data = DataDirectory(tmp_path)
    load(data, WordEmbedder(), [CORPUS / name for name in SAMPLE])
    with LiveIndex(data, WordEmbedder).use() as index:
        assert isinstance(index, Index)
        counts = Counter((row.source, row.kind) for row in register(index, TODAY))

    assert {name: (counts[name, Kind.RECOMMENDATION], counts[name, Kind.ACTION]) for name in sorted(SAMPLE)} == SAMPLE
