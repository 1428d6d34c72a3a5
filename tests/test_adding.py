"""Adding a question to a set: what is refused and in which words, and that nothing is lost in the file."""

import json
import multiprocessing
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from shelf import WordEmbedder, loaded, release

from evals.adding import Added, Checked, add, check, found, line_of
from evals.corpus import texts
from evals.drafts import Draft, Gold, facts, gold
from evals.gold import Places
from evals.questions import Evidence, Kind, Question, load
from evals.trial import SAMPLE_QUESTIONS, question_files, read_questions
from evals.vetting import Part, Problem, vet
from vectorstore.data import DataDirectory
from vectorstore.faults import Refused
from vectorstore.index import Index
from vectorstore.releases import read_pointer

FIRST = "The plan was closed after five weeks, without any meeting of those who knew."
SECOND = "Nobody had rung the school about it, although the school knew of the move."
TWICE = "Write down what a child says in the words that the child has said it in."
FATHER = "The father was never asked about his own worries by any of the workers."
MIXED = "Gold of a document that stands in two passages and in neither of them by half at all."
DRAFT = Draft(
    "How soon did they shut the plan?", "fact", gold=(Gold("plan.txt", FIRST),), vital=(("five weeks", "5 weeks"),)
)


@pytest.fixture(scope="module")
def index(tmp_path_factory: pytest.TempPathFactory) -> Any:  # noqa: ANN401 (a generator of it)
    data = DataDirectory(tmp_path_factory.mktemp("index"))
    thirds = [MIXED[at : at + 29] for at in range(0, len(MIXED), 29)]
    release(data, [loaded("plan", [FIRST, SECOND, TWICE, TWICE, *thirds]), loaded("father", [FATHER])], WordEmbedder())
    pointer = read_pointer(data)
    assert pointer
    opened = Index.open(data, pointer.version, WordEmbedder())
    yield opened
    opened.close()


@pytest.fixture
def data(tmp_path: Path) -> DataDirectory:
    return DataDirectory(tmp_path / "data")


NO_ANSWER: dict[str, Any] = {"kind": "unanswerable", "answerable": False, "gold": (), "vital": ()}
BAD: list[tuple[dict[str, Any], list[tuple[Part, str]]]] = [
    ({}, []),
    (NO_ANSWER, []),
    (NO_ANSWER | {"kind": "live_case"}, []),
    ({"question": "\x00 \u202e?"}, [(Part.QUESTION, "There is no question: write it as somebody would ask it.")]),
    (
        {"question": "why " * 300},
        [(Part.QUESTION, "A question has 1,199 characters, and 1,000 can be asked: shorten it.")],
    ),
    (
        {"question": "Why was nobody told, her date of birth is 3 May 2019?"},
        [
            (
                Part.QUESTION,
                "This holds what looks like a date of birth, and a question set is kept and read by others: leave it out.",
            )
        ],
    ),
    (
        {"forbidden": ("ring 07700 900123",)},
        [
            (
                Part.FORBIDDEN,
                "This holds what looks like a person's phone number, and a question set is kept and read by others: leave it out.",
            )
        ],
    ),
    (
        {"kind": "riddle"},
        [(Part.KIND, "“riddle” is no kind of question: choose what is asked for, such as fact or unanswerable.")],
    ),
    (
        {"kind": ""},
        [(Part.KIND, "No kind of question is chosen: choose what is asked for, such as fact or unanswerable.")],
    ),
    (
        {"kind": "identification"},
        [
            (
                Part.KIND,
                "A question of the kind identification has no answer: say that the documents do not answer it, or choose another kind.",
            )
        ],
    ),
    (
        NO_ANSWER | {"kind": "why"},
        [(Part.KIND, "A question of the kind why has an answer: give it, or choose the kind unanswerable.")],
    ),
    (
        NO_ANSWER | {"kind": "live_case", "vital": (("the office",),)},
        [(Part.VITAL, "A live case asks for 999 and for nothing else: leave the vital facts empty.")],
    ),
    (
        NO_ANSWER | {"vital": (("five weeks",),)},
        [(Part.VITAL, "A question that is not answered has no vital facts: leave them empty.")],
    ),
    (
        NO_ANSWER | {"gold": DRAFT.gold},
        [
            (
                Part.GOLD,
                "Words that answer it were given, and that the documents do not answer it: take one back.",
            )
        ],
    ),
    (
        {"kind": "follow_up"},
        [(Part.HISTORY, "A follow-up follows on another question: give what was asked before it.")],
    ),
    (
        {"history": ("What plan?",)},
        [
            (
                Part.HISTORY,
                "What was asked before belongs to the kind follow_up: choose that kind, or leave this empty.",
            )
        ],
    ),
    ({"kind": "follow_up", "history": ("What plan?",)}, []),
    (
        {"gold": (), "vital": ()},
        [
            (
                Part.GOLD,
                "No words that answer the question were given: give some, or say that the documents do not answer it.",
            ),
            (Part.VITAL, "No vital fact was given: write at least one that every good answer tells."),
        ],
    ),
    (
        {"gold": (*DRAFT.gold, Gold("plan.txt", " "), Gold("", ""))},
        [
            (Part.GOLD, "No words of plan.txt were given: copy those that answer the question."),
            (
                Part.GOLD,
                "A passage is empty: write the file name of a document, and the words in it that answer the question.",
            ),
        ],
    ),
    (
        {"gold": (Gold("plan.txt", "closed after five weeks"),)},
        [
            (
                Part.GOLD,
                "“closed after five weeks” has 23 characters, not 40 to 200: take in more of what stands beside it.",
            )
        ],
    ),
    (
        {"gold": (Gold("plan.txt", f"{FIRST} {SECOND} {TWICE}"),)},
        [
            (
                Part.GOLD,
                "“The plan was closed after five weeks, without any meeting …” has 224 characters, not 40 to 200: shorten it.",
            )
        ],
    ),
    (
        {"gold": (Gold("other.txt", FIRST),)},
        [(Part.GOLD, "No document named other.txt is loaded: give the file name as `documents list` shows it.")],
    ),
    (
        {"gold": (Gold("father.txt", FIRST),), "vital": (("worries",),)},
        [
            (
                Part.GOLD,
                "“The plan was closed after five weeks, without any meeting …” stands nowhere in father.txt as it was loaded: copy the words from its page.",
            )
        ],
    ),
    (
        {"gold": (Gold("plan.txt", TWICE),)},
        [
            (
                Part.GOLD,
                "“Write down what a child says in the words that the child …” stands 2 times in plan.txt: lengthen it until it stands there once.",
            )
        ],
    ),
    (
        {"gold": (Gold("plan.txt", MIXED),)},
        [
            (
                Part.GOLD,
                "“Gold of a document that stands in two passages and in …” lies in no passage of plan.txt by half, so no search can find it: keep to one sentence or item.",
            )
        ],
    ),
    ({"gold": (Gold("plan.txt", FIRST.upper().replace(" ", "\r\n- ")),)}, []),
    (
        {"gold": (*DRAFT.gold, *DRAFT.gold)},
        [
            (
                Part.GOLD,
                "“The plan was closed after five weeks, without any meeting …” was given twice: leave one out.",
            )
        ],
    ),
    (
        {"kind": "theme_across_reviews"},
        [(Part.GOLD, "A theme across reviews needs words of two documents: give some of another one.")],
    ),
    (
        {"kind": "list"},
        [
            (
                Part.GOLD,
                "A list needs two items or more: give the words of each, or choose the kind fact.",
            )
        ],
    ),
    (
        {"kind": "list", "gold": (*DRAFT.gold, Gold("father.txt", FATHER))},
        [(Part.GOLD, "A list stands in one document: leave the others out, or choose another kind.")],
    ),
    (
        {"vital": (("Five weeks",), ("six months", "half a year"))},
        [
            (
                Part.VITAL,
                "“Five weeks” has capitals, and answers are compared in small letters: write “five weeks”.",
            ),
            (
                Part.VITAL,
                "“six months” or “half a year” stands in no document of the gold: use words that stand there.",
            ),
        ],
    ),
    (
        {"okay": (("worries",),)},
        [(Part.OKAY, "“worries” stands in no document of the gold: use words that stand there.")],
    ),
    (
        {"forbidden": ("any meeting", "not five weeks", "Father")},
        [
            (
                Part.FORBIDDEN,
                "“Father” has capitals, and answers are compared in small letters: write “father”.",
            ),
            (
                Part.FORBIDDEN,
                "“any meeting” is forbidden and stands in the gold, which is cited: leave it out.",
            ),
            (
                Part.FORBIDDEN,
                "“not five weeks” is forbidden and “five weeks” wanted, one within the other: leave one out.",
            ),
        ],
    ),
]


@pytest.mark.parametrize(("changes", "told"), BAD)
def test_every_problem_is_told_in_one_line(changes: dict[str, Any], told: list[tuple[Part, str]], index: Index) -> None:
    problems = vet(replace(DRAFT, **changes).completed(), Places(index))

    assert [(one.part, one.line) for one in problems] == told


def test_a_sound_draft_becomes_the_last_line_of_the_file(data: DataDirectory, index: Index) -> None:
    data.questions.mkdir(parents=True)
    path = data.questions / "added.jsonl"
    before = b'{"id": "note7", "question": "An older one?", "kind": "unanswerable", "answerable": false, "evidence": [], "must_mention": [], "must_not_mention": []}'
    path.write_bytes(before)

    added = add(data, replace(DRAFT, forbidden=("six months",), tags=("plans",)), index)

    assert isinstance(added, Added)
    line = json.dumps(
        {
            "id": "note008",
            "question": "How soon did they shut the plan?",
            "kind": "fact",
            "answerable": True,
            "evidence": [{"doc": "plan.txt", "quote": FIRST}],
            "must_mention": [["five weeks", "5 weeks"]],
            "must_not_mention": ["six months"],
            "tags": ["plans"],
        }
    )
    assert path.read_bytes() == before + b"\n" + line.encode() + b"\n"
    assert (added.path, added.number, added.line, added.is_asked) == (path, 2, line, True)
    assert found(data, "note008") == added
    assert found(data, "note009") is None
    assert read_questions(question_files(data))[-1] == added.question


def test_a_file_elsewhere_names_its_own_questions_and_is_not_asked_by_itself(
    data: DataDirectory, index: Index, tmp_path: Path
) -> None:
    (tmp_path / "real.jsonl").touch()
    (tmp_path / "Old Plans-2.jsonl").symlink_to(tmp_path / "real.jsonl")

    added = add(data, DRAFT, index, tmp_path / "Old Plans-2.jsonl")

    assert isinstance(added, Added)
    assert (added.path.name, added.question.id, added.is_asked) == ("real.jsonl", "real001", False)
    assert (tmp_path / "Old Plans-2.jsonl").is_symlink()
    assert not data.questions.exists()


@pytest.mark.parametrize(
    ("name", "told"),
    [
        ("none/set.jsonl", "There is no folder"),
        ("set.txt", "is no .jsonl file"),
        ("broken.jsonl", "broken.jsonl cannot be read as questions"),
    ],
)
def test_a_file_that_cannot_be_added_to_is_refused(
    name: str, told: str, data: DataDirectory, index: Index, tmp_path: Path
) -> None:
    (tmp_path / "broken.jsonl").write_text("{")

    with pytest.raises(Refused, match=told):
        add(data, DRAFT, index, tmp_path / name)

    assert (tmp_path / "broken.jsonl").read_text() == "{"


@pytest.mark.parametrize(
    "again", ["how SOON did they shut – the plan", DRAFT.question, "HOW soon, did they shut the plan"]
)
def test_a_question_that_is_asked_already_is_refused_in_every_set(
    again: str, data: DataDirectory, index: Index, tmp_path: Path
) -> None:
    assert isinstance(add(data, DRAFT, index), Added)
    told = "The same question is asked already, as added001: ask something else, or leave it out."

    assert add(data, replace(DRAFT, question=again), index, tmp_path / "b.jsonl") == [Problem(Part.QUESTION, told)]
    assert not (tmp_path / "b.jsonl").exists()
    follow_up = replace(DRAFT, question=again, kind="follow_up", history=("What of the plan?",))
    assert isinstance(add(data, follow_up, index), Added)


def test_the_gold_of_a_list_is_put_into_the_documents_order(data: DataDirectory, index: Index) -> None:
    backwards = (Gold("plan.txt", SECOND), Gold("plan.txt", FIRST))

    added = add(data, replace(DRAFT, kind="list", gold=backwards), index)

    assert isinstance(added, Added)
    assert [one.quote for one in added.question.evidence] == [FIRST, SECOND]


def _adding(root: Path, to: Path | None, who: int) -> None:
    for number in range(5):
        question = f"What did worker {who} ask about point {number}?"
        done = add(DataDirectory(root), Draft(question, "unanswerable", answerable=False), None, to)
        assert isinstance(done, Added)


def test_two_processes_that_add_at_once_lose_nothing(data: DataDirectory) -> None:
    context = multiprocessing.get_context("spawn")
    workers = [context.Process(target=_adding, args=(data.root, None, who)) for who in range(2)]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join(60)

    assert [worker.exitcode for worker in workers] == [0, 0]
    written = load(data.questions / "added.jsonl")
    assert [one.id for one in written] == [f"added{number:03d}" for number in range(1, 11)]
    assert len({one.question for one in written}) == 10
    assert [path.name for path in data.questions.iterdir()] == ["added.jsonl"]


HOSTILE = st.text(
    st.characters(exclude_categories=["Cs"]) | st.sampled_from('\n\r"\\\u2028\u2029\x85\x1c\ufeff\u202e|'), min_size=1
)
SPOKEN = HOSTILE.filter(lambda text: bool(text.strip()))


@given(question=SPOKEN, quote=SPOKEN, fact=SPOKEN)
def test_whatever_is_written_is_read_again_and_is_one_line(
    question: str, quote: str, fact: str, tmp_path_factory: pytest.TempPathFactory
) -> None:
    made = Question(
        id="h1", question=question, kind=Kind.FACT, answerable=True, evidence=(Evidence(doc=fact, quote=quote),),
        must_mention=((fact, quote),), must_not_mention=(fact,), tags=(question,),
    )  # fmt: skip
    path = tmp_path_factory.getbasetemp() / "hostile.jsonl"
    path.write_bytes(f"{line_of(made)}\n{line_of(made)}\n".encode())

    assert len(line_of(made).splitlines()) == 1
    assert load(path) == (made, made)


def test_a_line_that_an_editor_wrote_with_odd_line_ends_is_one_line(tmp_path: Path) -> None:
    path = tmp_path / "set.jsonl"
    made = replace(DRAFT, question="a\u2028b\x85c").named("x1")
    path.write_bytes(b"\xef\xbb\xbf" + f"{made.model_dump_json()}\r\n\r\n".encode())

    assert load(path) == (made,)


def test_facts_and_gold_are_read_as_people_type_them() -> None:
    assert facts([" five weeks | 5  weeks|", "", " | ", "eleven"]) == (("five weeks", "5 weeks"), ("eleven",))
    assert gold("a: b.txt: words: more", ["a", "a: b.txt"]) == Gold("a: b.txt", " words: more")
    assert gold("c.txt: words", ["a"]) == Gold("c.txt", " words")
    assert gold("words alone", ["a"]) == Gold("words alone", "")


def test_a_file_that_people_wrote_is_checked_line_by_line(data: DataDirectory, index: Index, tmp_path: Path) -> None:
    sound = replace(DRAFT).named("x1")
    backwards = replace(DRAFT, question="And?", kind="list", gold=(Gold("plan.txt", SECOND), Gold("plan.txt", FIRST)))
    lines = [
        line_of(sound),
        "{",
        line_of(sound).replace('"fact"', '"riddle"').replace('"must_not_mention": []', '"stray": 1'),
        line_of(sound),
        line_of(backwards.named("x2").model_copy(update={"wording_of": "x9"})),
    ]
    path = tmp_path / "set.jsonl"
    path.write_text("\n".join(lines))

    checked = check(data, path, index)

    assert checked.questions == 5
    assert [problem.partition(" or '")[0] for problem in checked.problems] == [
        "set.jsonl:2: Invalid JSON: EOF while parsing an object at line 1 column 1. Mend the line.",
        "set.jsonl:3: kind: Input should be 'fact', 'list', 'why', 'recommendation', 'good_practice', 'comparison', 'theme_across_reviews', 'follow_up', 'vocabulary_gap', 'unanswerable', 'out_of_scope', 'live_case', 'identification', 'personal_data'",
        "set.jsonl:3: must_not_mention: Field required. Mend the line.",
        "set.jsonl:3: stray: Extra inputs are not permitted. Mend the line.",
        "set.jsonl:4 x1: The same question is asked already, as x1: ask something else, or leave it out.",
        "set.jsonl:4 x1: The id is used twice: give it the next number that is free.",
        "set.jsonl:5 x2: The quotes of a list stand otherwise in the document: put them in its order.",
        "set.jsonl:5 x2: There is no question x9 before it that it could be another wording of.",
    ]


def test_the_sample_set_passes_its_own_check(tmp_path: Path) -> None:
    data = DataDirectory(tmp_path)
    documents = [loaded(f"d{number}", [text]) for number, text in enumerate(texts().values())]
    named = [
        replace(one, document=replace(one.document, source=name)) for one, name in zip(documents, texts(), strict=True)
    ]
    release(data, named, WordEmbedder())
    pointer = read_pointer(data)
    assert pointer
    opened = Index.open(data, pointer.version, WordEmbedder())
    try:
        assert check(data, SAMPLE_QUESTIONS, opened) == Checked(len(load(SAMPLE_QUESTIONS)), ())
    finally:
        opened.close()
