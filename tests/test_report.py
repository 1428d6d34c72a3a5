"""The report on a trial: one page that needs nothing else, and JUnit XML that names what failed."""

import re
from dataclasses import replace
from xml.etree import ElementTree

import pytest
from bs4 import BeautifulSoup
from test_gate import changed, evaluation

from evals.comparison import compared, lines
from evals.curve import HEIGHT
from evals.evaluation import Evaluation, Measure
from evals.gate import MARGIN, judge
from evals.integrity import unopened
from evals.intervals import measures
from evals.latency import latency_lines
from evals.report import html_report, junit_report, said, worst
from evals.trial import Trial

LIVE = evaluation()
CANDIDATE = replace(changed(LIVE, vital={0: 0.0, 3: 0.5}, unsafe={45: 1.0}), index_version="w")
JUDGEMENT = judge(CANDIDATE, LIVE)


def page(candidate: Evaluation = CANDIDATE, live: Evaluation = LIVE) -> BeautifulSoup:
    return BeautifulSoup(html_report(Trial("w", JUDGEMENT, candidate, live), MARGIN), "lxml")


def cells(soup: BeautifulSoup, table: str) -> list[list[str]]:
    return [[cell.get_text() for cell in row.find_all(["th", "td"])] for row in soup.select(f"{table} tbody tr")]


def test_the_page_shows_every_rule_and_asks_nothing_of_any_network() -> None:
    soup = page()
    rows = soup.select("table")[0].select("tbody tr")

    assert [row.find("th").get_text() for row in rows] == [rule.name for rule in JUDGEMENT.rules]  # type: ignore[union-attr]
    assert soup.select_one(".verdict strong").get_text() == "FAIL"  # type: ignore[union-attr]
    assert not soup.select("script, link, img, iframe")
    assert not re.search(r"https?://|url\(|@import", str(soup))


def test_the_drawing_has_a_mark_for_every_row_of_the_table_below_it() -> None:
    soup = page()
    drawn = [text.get_text() for text in soup.select("svg:not(.curve) text")]

    told = [row.name for row in compared(LIVE, CANDIDATE).rows if row.mean is not None and row.name != "words"]
    assert drawn == told and len(soup.select("svg circle")) == len(told)
    assert all(0 <= float(str(mark["cx"])) - 120 <= 300 for mark in soup.select("svg circle"))


def test_risk_over_coverage_is_drawn_of_both_with_the_same_numbers_in_a_table() -> None:
    soup = page(live=LIVE)

    lines = [str(line["points"]).split() for line in soup.select("svg.curve polyline")]
    drawn = [[1 - float(point.split(",")[1]) / HEIGHT for point in line] for line in lines]
    told = cells(soup, "#risk")
    assert [row[0] for row in told] == [f"{n / 10:.1f}" for n in range(1, 11)]
    for column, values in enumerate(drawn, 1):
        assert [float(row[column]) for row in told] == pytest.approx(values, abs=0.002)
    assert drawn == [[pytest.approx(1.5 / 40, abs=0.002)] * 10, [0.0] * 10]


def test_robustness_and_times_stand_in_tables_where_they_were_measured() -> None:
    measured = replace(
        CANDIDATE,
        seconds=(0.1, 0.2, 0.3),
        robustness=(Measure("typos: lost", 0.25, 40, -0.1, 0.5), Measure("history leak", None, 0)),
    )
    soup = page(measured, replace(LIVE, seconds=(0.1, 0.1, 0.2)))

    assert cells(soup, ".robustness") == [
        ["typos: lost", "0.250", "-0.100 to +0.500", "40"],
        ["history leak", "", "", "0"],
    ]
    assert cells(soup, "#time") == [["median", "0.200", "0.100", "2.00"], ["95th percentile", "0.300", "0.200", "1.50"]]
    assert list(latency_lines(measured, None)) == [
        "Time, median: candidate 0.200 s",
        "Time, 95th percentile: candidate 0.300 s",
    ]
    assert not page().select(".robustness, #time")


def test_what_got_worse_stands_first_with_both_answers() -> None:
    shown = [heading.get_text() for heading in page().find_all("h3")]

    assert shown[:3] == ["Worse: Question 105?", "Worse: Question 0?", "Worse: Question 3?"]


def test_words_of_answers_and_questions_are_no_mark_up() -> None:
    outcomes = (replace(CANDIDATE.outcomes[0], question="<script>alert(1)</script>"), *CANDIDATE.outcomes[1:])
    hostile = replace(CANDIDATE, outcomes=outcomes)
    text = html_report(Trial("w", judge(hostile, LIVE), hostile, LIVE), MARGIN)

    assert "<script" not in text and "&lt;script&gt;" in text


def test_what_an_answer_emphasises_is_strong_and_the_rest_of_it_is_text() -> None:
    assert said("**Child <b>On</b>** – “a ** b” [1]") == "<strong>Child &lt;b&gt;On&lt;/b&gt;</strong> – “a ** b” [1]"


def test_a_candidate_that_cannot_be_opened_has_a_report_of_what_is_wrong() -> None:
    text = html_report(Trial("w", unopened(["keywords are missing"])), MARGIN)

    assert "keywords are missing" in text and "FAIL" in text


def test_a_first_release_shows_its_figures_alone_with_their_intervals_and_sizes() -> None:
    soup = BeautifulSoup(html_report(Trial("w", judge(CANDIDATE, None), CANDIDATE), MARGIN), "lxml")

    shown = {row[0]: row[1:] for row in cells(soup, "#figures")}
    vital = next(one for one in measures(CANDIDATE) if one.name == "vital")
    assert "Against what is live" not in soup.get_text()
    assert shown["vital"] == ["vital facts told", "0.963", f"{vital.low:.3f} to {vital.high:.3f}", "40"]
    assert shown["verbatim"][1:] == ["1.000", "", "40"]


def test_the_interval_of_a_figure_counts_reviews_and_holds_its_value() -> None:
    [vital] = [one for one in measures(CANDIDATE) if one.name == "vital"]
    apart = replace(CANDIDATE, outcomes=tuple(replace(one, clusters=(one.id,)) for one in CANDIDATE.outcomes))
    paired = tuple(replace(one, clusters=(f"r{n // 20}",)) for n, one in enumerate(CANDIDATE.outcomes))
    together = replace(CANDIDATE, outcomes=paired)

    assert (vital.value, vital.size) == (pytest.approx(1 - 1.5 / 40), 40)
    assert vital.low is not None and vital.high is not None and vital.low < 1 - 1.5 / 40 < vital.high <= 1.0
    [alone] = [one for one in measures(apart) if one.name == "vital"]
    [two] = [one for one in measures(together) if one.name == "vital"]
    assert (alone.low, two.low) == (pytest.approx(0.9, abs=0.02), pytest.approx(0.925))


def test_the_answers_that_are_worst_stand_beside_those_of_live() -> None:
    said = {"q105": "Ring them.", "q0": "Eleven.", "q3": "Eleven."}
    now = replace(CANDIDATE, outcomes=tuple(replace(one, answer=said.get(one.id, "")) for one in CANDIDATE.outcomes))
    then = replace(LIVE, outcomes=tuple(replace(one, answer="Eleven.") for one in LIVE.outcomes))

    sides = [part.get_text(" ", strip=True) for part in page(now, then).select("#worst ~ section .sides > div")]
    none = "What it should rest on Nothing: it has no answer in the documents."
    assert sides == [
        "Candidate Ring them.", "Live Eleven.", none,
        "Candidate Eleven.", "Live The same.", none,
        "Candidate Eleven.", "Live The same.", none,
    ]  # fmt: skip


def test_the_worst_are_the_unsafe_then_those_that_leave_most_out() -> None:
    assert [one.id for one in worst(CANDIDATE.outcomes)] == ["q105", "q0", "q3"]


def test_each_rule_is_a_test_case_and_what_failed_is_a_failure() -> None:
    suite = ElementTree.fromstring(junit_report("w", JUDGEMENT))

    assert (suite.get("tests"), suite.get("failures")) == (str(len(JUDGEMENT.rules)), "2")
    assert [case.get("name", "").partition(":")[0] for case in suite if case.find("failure") is not None] == [
        "unsafe",
        "no worse",
    ]


def test_a_comparison_tells_what_got_worse_and_better_on_one_line_each() -> None:
    told = list(lines(compared(CANDIDATE, LIVE)))

    assert told[-5:-3] == ["Worse: 0", "Better: 3"]
    assert [one.split()[0] for one in told[-3:]] == ["q105", "q0", "q3"]
