"""Which case, section and finding each statement belongs to, and what it is called."""

from collections.abc import Iterator
from pathlib import Path

from ingest.blocks import Loaded
from ingest.reading import read_document
from ingest.text import load_text
from vectorstore.passage import Passage


def passages(text: str) -> tuple[Passage, ...]:
    loaded = load_text(text.encode())
    assert isinstance(loaded, Loaded)
    return read_document("d", "file.txt", loaded)[1]


def rows(text: str) -> list[tuple[str | None, str, str | None, str]]:
    """Return review, section, item and first word of every passage."""
    return [(p.review, p.section.value, p.item, p.text.split()[0]) for p in passages(text)]


def test_a_continued_section_is_one_section_counted_on() -> None:
    text = "Learning Review\n\nChild Z\n\nThe Findings\n\n* Alpha one.\n\n* Beta two.\n\n\nThe Findings cont'd..\n\n* Gamma three.\n"

    assert rows(text) == [
        ("Child Z", "findings", "unnumbered, 1st", "Alpha"),
        ("Child Z", "findings", "unnumbered, 2nd", "Beta"),
        ("Child Z", "findings", "unnumbered, 3rd", "Gamma"),
    ]
    assert {p.heading for p in passages(text)} == {"The Findings"}


def test_recommendations_and_actions_are_kept_apart_though_both_begin_at_one() -> None:
    text = "Learning Review\n\nRecommendations\n\nACTIONS:\n\n1. Police to check.\n2. School to write.\n\nRECOMMENDATIONS:\n\n1. The Board should ask.\n"

    assert [(p.section.value, p.item, p.addressee) for p in passages(text)] == [
        ("actions", "A1", "Police"),
        ("actions", "A2", "School"),
        ("recommendations", "R1", "Board"),
    ]


def test_each_case_of_a_newsletter_has_its_own_statements() -> None:
    text = (
        "Practice Review Newsletter\n\nThree cases were looked at.\n\nChild Nine\n\n- A boy.\n\nSummary of the key learning\n\nAsk twice.\n\n"
        "Recommendations\n\nAll - share more.\n\nGPs - look up.\n\nFamily W\n\n- Two sisters.\n\nRecommendations\n\nNursery Network - keep a list.\n\n"
        "This newsletter is fictional.\n\nFurther information\n\nRing the team.\n"
    )

    assert rows(text) == [
        (None, "introduction", None, "Three"),
        ("Child Nine", "background", None, "A"),
        ("Child Nine", "learning", "unnumbered, 1st", "Ask"),
        ("Child Nine", "recommendations", "unnumbered, 1st", "All"),
        ("Child Nine", "recommendations", "unnumbered, 2nd", "GPs"),
        ("Family W", "background", None, "Two"),
        ("Family W", "recommendations", "unnumbered, 1st", "Nursery"),
        ("Family W", "recommendations", None, "This"),
        (None, "resources", None, "Ring"),
    ]


def test_what_is_said_on_a_finding_stays_tied_to_it() -> None:
    text = (
        "Progress Report on the Child Z Review\n\n3. Our Response to the Findings\n\n"
        "Finding 1: Handovers are late and incomplete when families move between areas of the county.\n\nProgress\n\nA form is used now.\n\n"
        "What difference has this made?\n\nWorkers know more.\n\nCase study\n\nA family moved twice.\n\nOutcome\n\nThe children did well.\n\n"
        "Finding 2: Fathers are not engaged in plans although they live with their children.\n\nProgress\n\nA guide was written.\n\n4. Conclusion\n\nMore is to be done.\n"
    )

    assert [(p.section.value, p.item, p.within, p.heading) for p in passages(text)] == [
        ("findings", "Finding 1", None, "3. Our Response to the Findings"),
        ("progress", None, "Finding 1", "Progress"),
        ("impact_evidence", None, "Finding 1", "What difference has this made?"),
        ("case_study", None, "Finding 1", "Case study"),
        ("outcome", None, "Finding 1", "Outcome"),
        ("findings", "Finding 2", None, "3. Our Response to the Findings"),
        ("progress", None, "Finding 2", "Progress"),
        ("conclusion", None, None, "4. Conclusion"),
    ]
    assert (
        passages(text)[1].statement
        == "Handovers are late and incomplete when families move between areas of the county."
    )


def test_good_practice_in_the_case_is_not_a_change_made_later() -> None:
    text = "Learning Review\n\nGood Practice:\n\n- The teacher stayed.\n\nGood Practice and Evidence as a result of this Review and similar Reviews\n\nA new form is used.\n"

    assert [(p.section.value, p.polarity.value) for p in passages(text)] == [
        ("good_practice", "good_practice"),
        ("impact_evidence", "impact"),
    ]


def test_what_is_being_done_about_a_finding_is_not_the_finding() -> None:
    text = "Learning Review\n\nFindings\n\n- Fathers were not seen. ***A guide for all workers is being written and tried out.***\n- **Recommendation 2**\n- Nobody asked.\n"

    assert [(p.section.value, p.item, p.within, p.text) for p in passages(text)] == [
        ("findings", "unnumbered, 1st", None, "Fathers were not seen."),
        ("progress", "unnumbered, 1st", "unnumbered, 1st", "A guide for all workers is being written and tried out."),
        ("findings", "unnumbered, 2nd", None, "Nobody asked."),
    ]


def test_table_cells_carry_row_and_column_and_the_kind_that_the_column_names() -> None:
    text = "Learning Review\n\nSummary of the key learning\n\n\tGood Practice\tLearning Points\nMoving On\tNo evidence of good practice.\t• The worker changed. • Nobody led.\n"

    assert [(p.section.value, p.item, p.row, p.column, p.polarity.value) for p in passages(text)] == [
        ("good_practice", "unnumbered, 1st", "Moving On", "Good Practice", "mention"),
        ("learning", "unnumbered, 1st", "Moving On", "Learning Points", "concern"),
        ("learning", "unnumbered, 2nd", "Moving On", "Learning Points", "concern"),
    ]


def test_an_action_plan_table_names_its_items_by_their_row() -> None:
    text = "Learning Review\n\nAction plan\n\nNo\tRecommendation\tLead\n1\tTrain all staff.\tHead of service\n2\tWrite a guide.\tNamed nurse\n"

    assert [(p.section.value, p.item, p.row, p.column) for p in passages(text)] == [
        ("recommendations", "R1", "1", "Recommendation"),
        ("recommendations", None, "1", "Lead"),
        ("recommendations", "R2", "2", "Recommendation"),
        ("recommendations", None, "2", "Lead"),
    ]


def test_an_unknown_heading_is_kept_as_an_unclassified_section() -> None:
    text = "Learning Review\n\nBackground\n\nA family moved.\n\nThe wider picture\n\nMany families move.\n"

    assert rows(text) == [(None, "background", None, "A"), (None, "unclassified", None, "Many")]


def test_names_of_single_findings_do_not_end_the_findings() -> None:
    text = "Learning Review\n\nFindings\n\nUnseen men\n\nNobody met him.\n\nLate handovers\n\nThe file came late.\n\nRecommendations\n\n1. Meet him.\n"

    assert [(p.section.value, p.heading) for p in passages(text)] == [
        ("findings", "Unseen men"),
        ("findings", "Late handovers"),
        ("recommendations", "Recommendations"),
    ]


def test_sign_up_lines_and_contents_are_left_out_but_a_web_address_stays_with_its_statement() -> None:
    text = (
        "Learning Review\n\nContents\n\n1. Background\n2. Findings\n\n1. Background\n\nA family moved.\n\n2. Findings\n\n"
        "- Use the procedure:\nhttps://example.org/escalate\n\nWhy not sign up for our newsletter?\n"
    )

    assert [p.text for p in passages(text)] == ["A family moved.", "Use the procedure:\nhttps://example.org/escalate"]


def test_numbered_paragraphs_are_called_by_their_number() -> None:
    text = "Overview Report\n\n2. Background\n\n2.1 The family moved in May.\n\n2.2 They moved again in June.\n\n3. Analysis\n\n3.1 Nobody asked why.\n"

    assert rows(text) == [
        (None, "background", "2.1", "The"),
        (None, "background", "2.2", "They"),
        (None, "findings", "3.1", "Nobody"),
    ]


def test_a_heading_may_run_into_its_paragraph() -> None:
    text = "7 Minute Briefing\n\n1. Background: The family moved in May.\n\n2. Key learning: Ask why they moved.\n"

    assert [(p.section.value, p.heading, p.text) for p in passages(text)] == [
        ("background", "1. Background", "The family moved in May."),
        ("learning", "2. Key learning", "Ask why they moved."),
    ]


def test_themes_and_agencies_are_tagged_with_what_the_section_says_of_them() -> None:
    (passage,) = passages(
        "Learning Review\n\nRecommendations\n\n1. Health visitors should ask about domestic abuse when the mother is seen alone.\n"
    )

    assert (passage.themes, passage.polarity.value, passage.agencies) == (
        ("domestic abuse", "voice of the child", "routine enquiry"),
        "recommendation",
        ("health visiting",),
    )


def counts(found: tuple[Passage, ...]) -> Iterator[tuple[str | None, str, int]]:
    for review in dict.fromkeys(p.review for p in found):
        for section in ("findings", "recommendations", "actions"):
            items = {p.item for p in found if p.review == review and p.section.value == section and p.item}
            if items:
                yield review, section, len(items)


def test_the_statements_of_the_real_reviews_are_counted_as_a_reader_counts_them(shared: Path) -> None:
    found = [counts(passages(path.read_text(encoding="utf-8"))) for path in sorted((shared / "reviews").glob("*.txt"))]

    assert [row for rows_of_one in found for row in rows_of_one] == [
        ("Child X", "findings", 10),
        ("Child X", "recommendations", 6),
        ("Children Ag", "findings", 10),
        ("Children Ag", "recommendations", 3),
        ("Child One", "recommendations", 7),
        ("Child Two", "recommendations", 2),
        ("Child Three", "recommendations", 4),
        ("Child At", "findings", 9),
        ("Child At", "recommendations", 2),
        ("Child At", "actions", 3),
        ("Child Q", "findings", 7),
    ]


def test_a_library_list_of_reviews_is_told_apart_case_by_case_and_statement_by_statement() -> None:
    text = (
        "Case reviews published: neglect\n\nShort summaries.\n\n2031 - Westmarch - Child F\n\nDeath of a boy in May 2029.\n"
        "Learning includes: ask who sleeps where; tell the school.\nRecommendations include: agree a form; train all staff.\n"
        "Keywords: neglect, sleep\n\n2030 – Anonymous – Siblings P\n\nNeglect of five children.\nLearning includes: see each child; look in the kitchen.\n"
    )

    assert [(p.review, p.section.value, p.item, p.text) for p in passages(text)][1:] == [
        ("Child F", "background", None, "Death of a boy in May 2029."),
        ("Child F", "learning", "unnumbered, 1st", "ask who sleeps where;"),
        ("Child F", "learning", "unnumbered, 2nd", "tell the school."),
        ("Child F", "recommendations", "unnumbered, 1st", "agree a form;"),
        ("Child F", "recommendations", "unnumbered, 2nd", "train all staff."),
        ("Siblings P", "background", None, "Neglect of five children."),
        ("Siblings P", "learning", "unnumbered, 1st", "see each child;"),
        ("Siblings P", "learning", "unnumbered, 2nd", "look in the kitchen."),
    ]


def test_a_bold_beginning_is_the_heading_of_its_box() -> None:
    text = "7 Minute Briefing\n\nBaby T\n\n1. **Why this briefing?** Baby T was hurt in March.\n\n2. **What did we learn about bruises?** Nobody had asked.\n"

    assert [(p.section.value, p.heading) for p in passages(text)] == [
        ("introduction", "1. Why this briefing?"),
        ("learning", "2. What did we learn about bruises?"),
    ]


def test_progress_on_a_recommendation_is_not_the_recommendation() -> None:
    text = (
        "Progress Report\n\nRecommendation 1: Ask children on their own\n\nAll agencies should see children alone.\n\nWhat we did\n\nA van was bought.\n\n"
        "What difference it made\n\nMore were seen.\n\nA closer look\n\nTwo teams tried it.\n\nRecommendation 2: Know who lives there\n\nRecord every adult.\n"
    )

    assert [(p.section.value, p.item, p.within) for p in passages(text)] == [
        ("recommendations", "Recommendation 1", None),
        ("recommendations", "Recommendation 1", None),
        ("progress", None, "Recommendation 1"),
        ("impact_evidence", None, "Recommendation 1"),
        ("unclassified", None, None),
        ("recommendations", "Recommendation 2", None),
        ("recommendations", "Recommendation 2", None),
    ]


def test_an_addressed_recommendation_is_one_under_any_heading() -> None:
    text = "Learning Briefing\n\nA call to you\n\nRecommendation to the Training Board - renew the course.\n"

    assert [(p.section.value, p.addressee) for p in passages(text)] == [("recommendations", "Training Board")]


def test_what_stands_under_the_name_of_one_finding_is_one_item() -> None:
    text = "Learning Review\n\n## Findings\n\n### 1. Nobody saw the boys once they had left the school\n\nNo one asked.\n\nNo one came.\n\n### 2. Letters\n\nLetters went astray.\n\n## Recommendations\n\n1. Ask.\n"

    assert [(p.section.value, p.item) for p in passages(text)] == [
        ("findings", "F1"),
        ("findings", "F1"),
        ("findings", "F1"),
        ("findings", "F2"),
        ("recommendations", "R1"),
    ]


def test_a_plan_that_is_only_a_table_is_made_of_actions_named_by_their_rows() -> None:
    text = "Case Review Action Plan\n\nRef\tAction\tOwner\nSA1\tUse the new form.\tNamed nurse\nSA2\tTell the school.\tDuty lead\n"

    assert [(p.section.value, p.item, p.column) for p in passages(text)] == [
        ("actions", "SA1", "Action"),
        ("actions", None, "Owner"),
        ("actions", "SA2", "Action"),
        ("actions", None, "Owner"),
    ]


def test_a_heading_of_a_case_marker_s_rank_ends_the_case() -> None:
    text = "# Newsletter\n\n## Baby R\n\nA baby.\n\n### Learning\n\n- Ask.\n\n## Family N\n\nA family.\n\n## Dates for your diary\n\nA course in May.\n"

    assert rows(text) == [
        ("Baby R", "background", None, "A"),
        ("Baby R", "learning", "unnumbered, 1st", "Ask."),
        ("Family N", "background", None, "A"),
        (None, "resources", None, "A"),
    ]


def test_lines_that_look_like_headings_and_open_nothing_are_statements() -> None:
    text = "Learning Review\n\nFindings\n\nFathers were not seen\n\nHandover was late\n\nRecommendations\n\nTrain all staff in handover\n\nWrite a guide\n\nConclusion\n\nFine.\n"

    assert [(p.section.value, p.text) for p in passages(text) if p.section.value != "conclusion"][-1][
        0
    ] == "recommendations"
    assert {p.text for p in passages(text)} >= {"Handover was late", "Write a guide", "Fine."}


def test_questions_without_bullets_are_kept() -> None:
    text = "7 Minute Briefing\n\nQuestions for your team\n\nHow do you see the child alone?\n\nWho lives in the house?\n\nLinks\n\nSee the page.\n"

    assert [p.text for p in passages(text)][:2] == ["How do you see the child alone?", "Who lives in the house?"]


def test_a_review_that_is_titled_with_its_subject_is_one_case_whoever_else_is_named() -> None:
    text = (
        "Practice Review: Child Z\n\nFamily composition\n\nChild Z - the subject\n\nChild Y - older sibling\n\nAdult B - father\n\n"
        "Background\n\nThey moved.\n\nFindings\n\n- Nobody asked.\n\nRecommendations\n\n1. Ask.\n"
    )

    assert {p.review for p in passages(text)} == {"Child Z"}


def test_items_of_a_numbered_list_are_no_headings_whatever_their_words() -> None:
    text = "Learning Review\n\nRecommendations\n\n1. Assurance\n2. Training: all staff to be told.\n3. Support the mother and her family.\n"

    assert [(p.section.value, p.item) for p in passages(text)] == [
        ("recommendations", "R1"),
        ("recommendations", "R2"),
        ("recommendations", "R3"),
    ]


def test_bold_words_in_a_sentence_are_no_heading() -> None:
    text = "Learning Review\n\nRecommendations\n\n1. **Training** should be given to all staff.\n2. **Police**: share what is known.\n"

    assert [p.text for p in passages(text)] == [
        "Training should be given to all staff.",
        "Police: share what is known.",
    ]


def test_the_same_statement_in_two_cases_is_kept_in_both() -> None:
    case = "\n\nSummary of the key learning\n\n- Ask twice.\n- See the child.\n- Tell the school.\n"

    found = passages(f"Newsletter\n\nThis month.\n\nChild Nine\n\nA boy.{case}\nBaby R\n\nA girl.{case}")

    assert [(p.review, p.text) for p in found if p.section.value == "learning"] == [
        (review, text)
        for review in ("Child Nine", "Baby R")
        for text in ("Ask twice.", "See the child.", "Tell the school.")
    ]


def test_what_reads_like_a_sign_up_line_is_kept_in_a_list() -> None:
    text = "Learning Review\n\nRecommendations\n\n- Share this briefing with your team.\n- Register for safeguarding supervision.\n"

    assert len(passages(text)) == 2


def test_boxes_beside_their_titles_are_sections() -> None:
    text = "7 Minute Briefing\n\nChild Z\n\nBackground\tChild Z was two and lived with her aunt.\nFindings\tNobody asked the aunt.\nRecommendations\tAsk whoever cares for the child.\n"

    assert [p.section.value for p in passages(text)][-2:] == ["findings", "recommendations"]


def test_labels_are_read_as_they_are_printed() -> None:
    text = "Learning Review\n\nRecommendations\n\nR1. The partnership should ask.\nR2. The council should write.\n\nFindings\n\n(i) Late.\n(ii) Lost.\n"

    assert [p.item for p in passages(text)] == ["R1", "R2", "Fi", "Fii"]


def test_a_learning_point_within_an_analysis_does_not_swallow_what_follows() -> None:
    text = "Overview Report\n\n4. Analysis\n\n4.1 Nobody rang.\n\nLearning Point 1: Always ring the school when a child is not there.\n\n4.2 The nurse rang.\n"

    assert [(p.section.value, p.item) for p in passages(text)] == [
        ("findings", "4.1"),
        ("learning", "Learning Point 1"),
        ("findings", "4.2"),
    ]


def test_a_recommendation_that_progress_names_is_not_made_again() -> None:
    text = "Learning Review\n\nRecommendations\n\n1. Train.\n2. Write.\n\nProgress\n\nRecommendation 1: Staff of all teams were trained.\n"

    assert [(p.section.value, p.item, p.within) for p in passages(text)] == [
        ("recommendations", "R1", None),
        ("recommendations", "R2", None),
        ("progress", None, "Recommendation 1"),
    ]
