"""Every format carries what it must, only what was accepted leaves, and a participant's paper holds no key."""

import io
import json
import re
import zipfile
from collections.abc import Callable
from dataclasses import replace
from itertools import cycle

import docx
import pytest
from bs4 import BeautifulSoup, Comment
from docx.document import Document
from docx.oxml.ns import qn
from docx.shared import Pt
from hypothesis import given, settings
from hypothesis import strategies as st
from quiz_readers import hostile, spaced
from quizzes import (
    ALL,
    DENTIST,
    DRAFTED,
    FALSE,
    LETTERS,
    MATCH,
    MULTIPLE,
    ORDER,
    REFLECTIVE,
    REJECTED,
    SHORT,
    SINGLE,
    TRUE,
    VISITS,
    WHICH_REVIEW,
    option,
    quiz,
    quote,
    reworded,
    said,
)

from assistant.answer import READ_BY_OCR
from assistant.quizzes.exports.asked import asked
from assistant.quizzes.exports.formats import FORMATS, Format
from assistant.quizzes.exports.key import keys
from assistant.quizzes.exports.opening import making, opening
from assistant.quizzes.feedback import item_feedback, option_feedback, option_words
from assistant.quizzes.quiz import Item, Quiz, Quote

FOR_PARTICIPANTS = [name for name, one in FORMATS.items() if not one.has_key]
KEY_MARKS = (
    "right answer",
    "not the answer",
    "model answer",
    "the review says",
    "stands here",
    "from another review",
    "does not say this",
)


def written(name: str, one: Quiz) -> bytes:
    return FORMATS[name].write(one, said(one))


def word(name: str, one: Quiz) -> Document:
    return docx.Document(io.BytesIO(written(name, one)))


def blocks(document: Document) -> list[str]:
    """Return the words of a Word file in their order, a paragraph or row each."""
    rows = {table._tbl: table.rows for table in document.tables}
    paragraphs = {paragraph._p: paragraph.text for paragraph in document.paragraphs}
    found: list[str] = []
    for element in document.element.body:
        found += [paragraphs[element]] if element in paragraphs else []
        found += [" | ".join(cell.text for cell in row.cells) for row in rows.get(element, ())]
    return found


def page(name: str, one: Quiz) -> BeautifulSoup:
    return BeautifulSoup(written(name, one).decode(), "html.parser")


def text_of(name: str, one: Quiz) -> str:
    """Return all words of a format in the order in which they are read, with one space where white space is."""
    if name.startswith(("sheet", "large", "key", "notes")):
        return spaced("\n".join(blocks(word(name, one))))
    if name.endswith("page"):
        return spaced(page(name, one).body.get_text(" "))
    if name == "json":
        return spaced(" ".join(json_words(json.loads(written(name, one)))))
    plain = written(name, one).decode().replace("&lt;", "<").replace("&gt;", ">").replace("\\:", ":")
    return spaced(re.sub(r"</?(?:p|br)>", " ", plain))


def json_words(value: object) -> list[str]:
    if isinstance(value, dict):
        return [word for one in value.values() for word in json_words(one)]
    if isinstance(value, list):
        return [word for one in value for word in json_words(one)]
    return [str(value)]


every_format = pytest.mark.parametrize("name", FORMATS)


def test_the_formats_are_told_apart_by_name_ending_and_words() -> None:
    assert list(FORMATS) == [
        "sheet", "large-print", "page", "key", "notes", "facilitator-page", "gift", "moodle", "json",
    ]  # fmt: skip
    assert FOR_PARTICIPANTS == ["sheet", "large-print", "page"]
    tell: list[Callable[[Format], str]] = [lambda one: one.ending, lambda one: one.words]
    assert [len({of(one) for one in FORMATS.values()}) for of in tell] == [len(FORMATS)] * 2


@every_format
def test_nothing_that_was_not_accepted_leaves(name: str) -> None:
    text = text_of(name, quiz([SINGLE, SHORT]))

    assert (DRAFTED.stem in text, REJECTED.stem in text) == (False, False)
    assert (SINGLE.stem in text, SHORT.stem in text) == (True, True)


@every_format
def test_a_quiz_of_which_nothing_was_accepted_has_no_question(name: str) -> None:
    text = text_of(name, quiz([]))

    assert (DRAFTED.stem in text, VISITS in text) == (False, False)
    assert spaced(said(quiz([])).content_note) in text


@every_format
def test_notices_content_note_and_whom_to_turn_to_stand_before_the_first_question(name: str) -> None:
    made = quiz()
    text = text_of(name, made)
    lines = [*opening(said(made)), SINGLE.stem]
    places = [text.find(spaced(line.removeprefix("- "))) for line in lines]

    assert [line.partition(":")[0] for line in lines[:2]] == ["Fictional sample", "Content note"]
    assert "- Children’s services: 01632 960001" in lines
    assert -1 not in places and max(places) == places[-1]
    assert places == sorted(places) or name == "json"


@every_format
def test_it_is_told_when_and_from_what_it_was_made_and_what_a_trainer_changed(name: str) -> None:
    edited = replace(
        SINGLE, options=(replace(SINGLE.options[0], words="Nobody counted.", by_trainer=True), *SINGLE.options[1:])
    )
    made = quiz([edited, replace(SHORT, by_trainer=True)])
    text = text_of(name, made)

    assert all(spaced(line) in text for line in making(made, said(made))) or name == "json"
    assert "“edited by trainer”" in text
    assert "v20310501-1" in text and "2031-05-02" in text
    assert "“Nobody counted.”" not in text
    # To who answers, which of the options was changed would tell which is right: the question says that something was.
    assert ("Nobody counted. (edited by trainer)" in text) is (name in {"key", "facilitator-page"})
    assert name == "notes" or "Nobody counted." in text
    assert f"{SINGLE.stem} (edited by trainer)" in text and f"{SHORT.stem} (edited by trainer)" in text


def test_it_is_said_where_no_points_were_matched_to_what_is_thought_about() -> None:
    [matched, unmatched] = keys(quiz([REFLECTIVE, replace(REFLECTIVE, id="c1", key=REFLECTIVE.scenario)]))

    assert matched.answer == "Points that may come up"
    assert unmatched.answer.startswith("No points were matched to this: look into the review")


def test_no_option_stands_out_where_one_was_changed() -> None:
    options = (replace(SINGLE.options[0], words="Nobody counted.", by_trainer=True), *SINGLE.options[1:])
    [offered] = asked(quiz([replace(SINGLE, options=options)]))
    [drafted] = asked(quiz([SINGLE]))

    assert [one.words for one in offered.choices] == [one.words for one in options]
    assert [one.words for one in drafted.choices] == [f"“{one.words}”" for one in SINGLE.options]


def test_a_quiz_that_nobody_edited_says_nothing_of_editing() -> None:
    assert [name for name in FORMATS if "edited by trainer" in text_of(name, quiz())] == []


# A participant's paper


def other_key(item: Item) -> Item:
    """Return the item as it would be with another key: shown alike, and answered otherwise."""
    turned = [*item.options[1:], *item.options[:1]]
    options = tuple(replace(one, right=other.right) for one, other in zip(item.options, turned, strict=True))
    places = [*range(1, len(item.shown)), 0]
    pairs, stages = item.pairs, item.stages
    if pairs:
        pairs = tuple(
            replace(pair, recommendation=pairs[to].recommendation) for pair, to in zip(pairs, places, strict=True)
        )
    if stages:
        stages = tuple(stages[to] for to in places)
    return replace(
        item,
        options=options,
        pairs=pairs,
        stages=stages,
        shown=tuple(places.index(place) for place in item.shown),
        key=(quote("What proves it."),),
    )


def parts(name: str, one: Quiz) -> dict[str, bytes]:
    """Return what a format is made of: the files within a Word file, which do not tell the time."""
    whole = written(name, one)
    if not whole.startswith(b"PK"):
        return {name: whole}
    with zipfile.ZipFile(io.BytesIO(whole)) as file:
        return {part: file.read(part) for part in file.namelist()}


@pytest.mark.parametrize("name", FOR_PARTICIPANTS)
@pytest.mark.parametrize("item", ALL, ids=[item.id for item in ALL])
def test_a_participants_paper_is_the_same_whatever_the_key_is(name: str, item: Item) -> None:
    made, other = quiz([item]), quiz([other_key(item)])
    # Otherwise this would compare a paper with itself.
    assert written("gift", made) != written("gift", other)

    assert parts(name, made) == parts(name, other)


@pytest.mark.parametrize("name", FOR_PARTICIPANTS)
def test_a_participants_paper_holds_no_word_of_the_key(name: str) -> None:
    made = quiz()
    whole = b"\n".join(parts(name, made).values()).decode("utf-8", "replace").casefold()
    feedback = [line for item in ALL for line in item_feedback(item)]
    feedback += [option_feedback(item, one) for item in ALL for one in item.options]

    assert [mark for mark in KEY_MARKS if mark in whole] == []
    assert [line for line in feedback if line.casefold() in whole] == []
    assert [item.id for item in ALL if f'"{item.id}"' in whole] == []
    assert "saltmere" not in whole and "recall one statement" not in whole


def test_the_participants_page_has_nothing_that_is_not_seen() -> None:
    soup = page("page", quiz())

    assert soup.find_all(string=lambda text: isinstance(text, Comment)) == []
    assert {name for tag in soup.find_all("input") for name in tag.attrs} == {"type", "name", "autocomplete"}
    assert [tag for tag in soup.find_all("option") if tag.attrs] == []
    assert [tag.name for tag in soup.find_all(True) if any(name.startswith("data-") for name in tag.attrs)] == []


@pytest.mark.parametrize("name", ["page", "facilitator-page"])
def test_a_page_needs_nothing_beside_it(name: str) -> None:
    soup = page(name, quiz())

    assert soup.find_all(["script", "link", "img", "iframe", "form", "a", "base", "object"]) == []
    assert not re.search(r"url\(|@import|//", soup.style.string)
    assert (soup.html["lang"], soup.title.string, len(soup.find_all("h1"))) == ("en-GB", soup.h1.string, 1)
    assert [int(tag.name[1]) for tag in soup.find_all(re.compile("^h[1-6]$"))][:3] == [1, 2, 2]
    policy = soup.find("meta", {"http-equiv": "Content-Security-Policy"})["content"]
    assert policy.startswith("default-src 'none'")
    assert "prefers-color-scheme: dark" in soup.style.string and "@media print" in soup.style.string


# What each format holds


def test_the_participant_sheet_has_a_heading_for_each_question_and_room_to_write() -> None:
    read = word("sheet", quiz([SINGLE, TRUE, MATCH, ORDER, SHORT]))
    lines = blocks(read)
    first = lines.index("Question 1")

    assert [p.text for p in read.paragraphs if str(p.style.name).startswith("Heading")] == [
        "Learning from reviews: visits",
        *[f"Question {number}" for number in range(1, 6)],
        "How this was made",
    ]
    assert lines[first + 1 : first + 6] == [
        SINGLE.stem,
        "Choose one answer.",
        f"A. “{DENTIST}”",
        f"B. “{VISITS}”",
        f"C. “{LETTERS}”",
    ]
    assert [[cell.text.strip() for cell in row.cells] for row in read.tables[1].rows] == [
        ["", "Finding", "Letter"],
        ["1.", f"“{VISITS}”", ""],
        ["2.", f"“{DENTIST}”", ""],
        ["3.", f"“{LETTERS}”", ""],
    ]
    assert [[cell.text.strip() for cell in row.cells] for row in read.tables[2].rows][1] == [
        "A.",
        "“A box for who was there was added to the form.”",
        "",
    ]
    assert all(table.rows[0]._tr.trPr.find(qn("w:tblHeader")) is not None for table in read.tables)
    assert (read.core_properties.title, read.core_properties.language) == ("Learning from reviews: visits", "en-GB")


def test_large_print_is_large_throughout_and_says_the_same() -> None:
    made = quiz()
    large, plain = word("large-print", made), word("sheet", made)
    sizes = {name: large.styles[name].font.size for name in ("Normal", "Heading 1", "Heading 2", "Heading 3")}

    assert blocks(large) == blocks(plain)
    assert sizes["Normal"] == Pt(18) and min(sizes.values()) == Pt(18)
    assert {run.font.size for paragraph in large.paragraphs for run in paragraph.runs} == {None}
    assert {paragraph.style.font.size for paragraph in large.paragraphs} <= {None, *sizes.values()}


def key_of(item: Item) -> list[str]:
    lines = blocks(word("key", quiz([item])))
    return lines[lines.index("Question 1") + 1 : lines.index("How this was made")]


def reference(review: str, page_number: int = 2) -> str:
    return (
        f"{review}; Learning Review – {review}; Saltmere Safeguarding Children Partnership; "
        f"section “The Findings”, page {page_number}"
    )


def test_the_key_tells_of_each_choice_whether_it_is_right_and_where_it_stands() -> None:
    assert key_of(SINGLE) == [
        SINGLE.stem,
        "Right answer: B.",
        f"A. “{DENTIST}” – Not the answer\nFinding: {reference('Child Moss')}.",
        f"B. “{VISITS}” – Right answer\nFinding: {reference('Child Fen')}.",
        f"C. “{LETTERS}” – Not the answer\nFinding: {reference('Child Reed')}.",
    ]
    assert key_of(FALSE) == [
        FALSE.stem,
        "Right answer: B.",
        "A. True – Not the answer",
        "B. False – Right answer",
        "False. The review about Child Fen does not say this, as far as it was read; "
        f"the review about Child Reed does: “{LETTERS}” (finding; {reference('Child Reed')}).",
    ]


@every_format
def test_whether_a_statement_is_true_of_the_review_is_said_in_the_first_word(name: str) -> None:
    true = f"True. The review about Child Fen says this: “{VISITS}” (finding; {reference('Child Fen')})."
    false = "False. The review about Child Fen does not say this, as far as it was read; the review about Child Reed"
    told = [text_of(name, quiz([item])) for item in (TRUE, FALSE)]

    has_key = FORMATS[name].has_key
    assert [(true in text, false in text) for text in told] == [(has_key, False), (False, has_key)]


def test_a_reference_repeats_nothing_that_the_name_of_the_review_has() -> None:
    title = "Learning Review – Child Fen"

    references = [
        replace(quote(VISITS), review=f"Child Fen ({said})").reference
        for said in (title, "Saltmere Safeguarding Children Partnership")
    ]

    assert references == [
        f"Child Fen ({title}); Saltmere Safeguarding Children Partnership; section “The Findings”, page 2",
        f"Child Fen (Saltmere Safeguarding Children Partnership); {title}; section “The Findings”, page 2",
    ]


def test_a_review_without_a_subject_is_called_by_its_title() -> None:
    cited = replace(quote(LETTERS, "Six Cases").cited, review=None)
    item = replace(FALSE, stem="“Annual Learning” found: …", about="Annual Learning", key=(Quote("Six Cases", cited),))

    [told] = item_feedback(item)

    assert told.startswith("False. “Annual Learning” does not say this, as far as it was read; “Six Cases” does: “")


def test_the_key_of_what_was_edited_has_the_words_of_the_review_beside_it() -> None:
    edited = replace(
        SINGLE,
        options=(
            *SINGLE.options[:1],
            replace(SINGLE.options[1], words="Who was at home was not noted.", by_trainer=True),
        ),
    )

    assert key_of(edited)[3:] == [
        "B. Who was at home was not noted. (edited by trainer) – Right answer\n"
        f"The review says: “{VISITS}” ({reference('Child Fen')})."
    ]


def test_the_key_of_pairs_stages_and_open_questions_is_one_line_with_the_quotes_below() -> None:
    assert [key_of(item)[len(item.pairs) + 1] for item in (MATCH, ORDER, SHORT, MULTIPLE, WHICH_REVIEW)] == [
        "Right answer: 1 – C, 2 – A, 3 – B.",
        "Right answer: B, D, A, C.",
        "Model answer.",
        "Right answer: A, C, D.",
        "Right answer: B.",
    ]
    assert key_of(MATCH)[-3:] == list(item_feedback(MATCH))
    assert key_of(ORDER)[-4:] == list(item_feedback(ORDER))
    assert key_of(SHORT)[-1] == f"The review says: “{VISITS}” ({reference('Child Fen')})."


@pytest.mark.parametrize("name", ["key", "facilitator-page", "gift", "moodle"])
def test_a_quote_that_text_recognition_read_is_told_to_be(name: str) -> None:
    shown = replace(quote(VISITS), cited=replace(quote(VISITS).cited, read_by_ocr=True))
    scanned = replace(SINGLE, options=(SINGLE.options[0], replace(option(VISITS, right=True), quote=shown)))

    assert (READ_BY_OCR in text_of(name, quiz([scanned])), READ_BY_OCR in text_of(name, quiz())) == (True, False)


def test_the_facilitator_has_objectives_time_notes_and_the_kind_of_each_question() -> None:
    made = quiz([SINGLE, SHORT])
    lines = blocks(word("notes", made))

    assert [line for line in (*said(made).objectives, *said(made).facilitator) if line not in lines] == []
    assert "About 5 minutes for 2 questions: our own estimate." in lines
    assert lines[lines.index("The questions") + 2 :][:2] == [
        f"1 | {SINGLE.stem} | single best answer | tell statements apart",
        f"2 | {SHORT.stem} | short answer | recall one statement",
    ]


def test_the_facilitator_notes_have_of_each_question_its_answer_where_it_stands_and_what_to_ask() -> None:
    lines = blocks(word("notes", quiz([SINGLE, FALSE, MATCH, REFLECTIVE])))
    start, end = lines.index("The answers, and what to ask"), lines.index("How this was made")
    told = [line for line in lines[start + 1 : end] if not line.startswith("To talk about: ")]

    assert told == [
        "Question 1",
        SINGLE.stem,
        "Right answer: B.",
        f"B. “{VISITS}” Finding: {reference('Child Fen')}.",
        "Question 2",
        FALSE.stem,
        "Right answer: B.",
        "B. False",
        *item_feedback(FALSE),
        "Question 3",
        MATCH.stem,
        "Right answer: 1 – C, 2 – A, 3 – B.",
        *item_feedback(MATCH),
        "Question 4",
        f"“{VISITS}”",
        REFLECTIVE.stem,
        "Points that may come up.",
        *item_feedback(REFLECTIVE),
    ]
    asked = [line for line in lines[start:end] if line.startswith("To talk about: ")]
    assert len(asked) == len(set(asked)) == 4


def test_the_facilitators_page_has_the_same_and_the_key() -> None:
    made = quiz()
    text = text_of("facilitator-page", made)

    assert [line for line in (*said(made).objectives, *said(made).facilitator) if spaced(line) not in text] == []
    assert "Right answer: 1 – C, 2 – A, 3 – B" in text and "Right answer: B, D, A, C" in text
    assert f"B. “{VISITS}” – Right answer Finding: {reference('Child Fen')}." in text


def test_the_record_has_every_quote_with_its_place_in_its_document() -> None:
    made = quiz([SINGLE, MATCH])
    read = json.loads(written("json", made))
    first, second = read["quiz"]["items"]
    cited = SINGLE.options[1].quote.cited

    assert (read["format"], read["quiz"]["index_version"], read["quiz"]["made_on"]) == (
        "review-learning-quiz/1",
        "v20310501-1",
        "2031-05-02",
    )
    assert read["session"]["content_note"] == said(made).content_note
    assert {name: first["options"][1]["quote"]["cited"][name] for name in ("document_id", "quote", "start", "end")} == {
        "document_id": cited.document_id,
        "quote": VISITS,
        "start": cited.start,
        "end": cited.end,
    }
    assert first["feedback"] == {
        "choices": [option_feedback(SINGLE, one) for one in SINGLE.options],
        "after": list(item_feedback(SINGLE)),
    }
    assert (second["answer"], second["shown_as"]["number"]) == ("Right answer: 1 – C, 2 – A, 3 – B", 2)


# Any words


# Few, since a Word file takes a tenth of a second to write and longer to read.
@settings(deadline=None, max_examples=12)
@given(st.lists(hostile(), min_size=3, max_size=8))
def test_word_files_hold_any_words_as_they_are(words: list[str]) -> None:
    made = quiz([reworded(item, cycle(words)) for item in ALL], title=words[0])
    key, sheet = text_of("key", made), text_of("sheet", made)
    options = [one for item in made.accepted for one in item.options]

    assert [item.stem for item in made.accepted if spaced(item.stem) not in sheet or spaced(item.stem) not in key] == []
    assert [one for one in options if spaced(option_words(one)) not in sheet] == []
    verdicts = [f"{option_words(one)} – {'Right answer' if one.right else 'Not the answer'}" for one in options]
    assert [one for one in verdicts if spaced(one) not in key] == []
    told = [line for item in made.accepted if not item.options for line in item_feedback(item)]
    assert [line for line in told if spaced(line) not in key] == []


@settings(deadline=None, max_examples=30)
@given(st.lists(hostile(), min_size=3, max_size=8))
def test_pages_hold_any_words_as_they_are(words: list[str]) -> None:
    made = quiz([reworded(item, cycle(words)) for item in ALL], title=words[0])
    soup = page("page", made)
    sections = soup.find_all("section", "question")
    known = {tag.name for tag in page("page", quiz()).find_all(True)}

    assert {tag.name for tag in soup.find_all(True)} <= known
    assert spaced(soup.h1.get_text()) == spaced(words[0])
    assert [spaced(one.find("p", "stem").get_text()) for one in sections] == [spaced(i.stem) for i in made.accepted]
    assert [[spaced(label.get_text())[3:] for label in one.find_all("label")] for one in sections] == [
        [spaced(option_words(one)) for one in item.options] for item in made.accepted
    ]
    told = spaced(page("facilitator-page", made).get_text())
    answers = [line for item in made.accepted if not item.options for line in item_feedback(item)]
    assert [line for line in answers if spaced(line) not in told] == []


@settings(deadline=None, max_examples=30)
@given(st.lists(hostile(), min_size=3, max_size=8))
def test_the_record_holds_any_words_as_they_are(words: list[str]) -> None:
    made = quiz([reworded(item, cycle(words)) for item in ALL])
    read = json.loads(written("json", made))["quiz"]["items"]

    assert [item["stem"] for item in read] == [item.stem for item in made.accepted]
    assert [[one["words"] for one in item["options"]] for item in read] == [
        [one.words for one in item.options] for item in made.accepted
    ]
    assert [item["feedback"]["after"] for item in read] == [list(item_feedback(item)) for item in made.accepted]
