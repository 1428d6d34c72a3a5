"""Canned sentences."""

import jinja2
import pytest

from prompts.render import render, template_names


def test_a_missing_variable_is_a_fault_and_not_a_gap() -> None:
    with pytest.raises(jinja2.UndefinedError):
        render("unavailable")


def test_what_is_filled_in_is_shown_as_it_stands() -> None:
    assert render("unavailable", reason="<b> & {{ x }}").endswith("<b> & {{ x }}")


def test_absence_is_said_of_the_loaded_documents_only() -> None:
    told = render("not_found", documents=5, scope="Child Z", nearest=True)

    assert told.startswith("Nothing on this in the 5 documents loaded (searched: Child Z).")
    assert "no learning exists" in told and "That does not mean that" in told


def test_every_template_is_plain_text() -> None:
    assert template_names() == (
        "addressed",
        "carried",
        "completion",
        "content_note",
        "draft_instructions",
        "draft_passages",
        "duty_line",
        "export_limits",
        "filtered_out",
        "identification",
        "live_case",
        "live_case_child",
        "live_case_own",
        "live_case_public",
        "live_case_staff",
        "meeting_chosen",
        "meeting_none",
        "meeting_questions",
        "meeting_record",
        "missing",
        "model_asked",
        "no_progress",
        "no_rows",
        "none_recorded",
        "not_found",
        "out_of_scope",
        "personal_data",
        "published_name",
        "quiz_adapted",
        "quiz_asked",
        "quiz_content_note",
        "quiz_copied",
        "quiz_elsewhere",
        "quiz_facilitator",
        "quiz_objectives",
        "quiz_prompt",
        "quiz_right",
        "quiz_stands",
        "quiz_support",
        "quiz_truth",
        "read_as",
        "sample_notice",
        "signpost",
        "standalone_instructions",
        "standalone_questions",
        "summary",
        "theme_strength",
        "unavailable",
        "unknown_review",
        "versions",
        "withdrawn",
    )
