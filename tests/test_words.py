"""Words that practitioners use: acronyms both ways, lay, dated and slang terms, and slips of the keyboard."""

from collections.abc import Iterator

import pytest
from briefings import BRIEFINGS, open_briefings

from assistant.spelling import spelled
from vectorstore.acronyms import ROWS, expand
from vectorstore.embedder import load_embedder
from vectorstore.index import Index


@pytest.fixture(scope="module")
def index(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Index]:
    opened = open_briefings(tmp_path_factory.mktemp("words"), load_embedder(), texts=BRIEFINGS)
    with opened.use() as index:
        assert index is not None
        yield index
    opened.close()


@pytest.mark.parametrize(
    ("typed", "printed"),
    [
        ("was a CIN plan made", "child in need"),
        ("was there a child protection plan", "CPP"),
        ("what did the SAR find", "safeguarding adult review"),
        ("a SAR request for data from dad", "subject access request"),
        ("the TA in class heard it", "teaching assistant"),
        ("moved into TA by housing", "temporary accommodation"),
        ("DNAs at the dentist", "did not attend"),
        ("dad refused a DNA sample", "paternity sample"),
        ("put on the at-risk register", "child protection plan"),
        ("slept on the settee", "co-sleeping bed sharing safer sleep sofa"),
        ("the home was cuckooed", "cuckooing home taken over exploitation drugs"),
        ("workers were snowed under", "workload capacity caseload"),
        ("they took notes and wrote nothing up", "recording recorded notes minutes"),
        ("bruised at seven weeks", "bruising injuries"),
        ("granddad looked after them", "grandfather"),
        ("a wee bairn", "child"),
        ("the paeds team", "paediatrician"),
        ("her yp was excluded", "young person"),
        ("he topped himself", "suicide"),
        ("they were always rowing", "domestic incident"),
        ("she came in smelly with nits", "hygiene neglect"),
        ("boozed up on a Saturday", "alcohol"),
        ("burns on the arm", "scald"),
        ("the referral got knocked back", "did not meet the threshold"),
        ("who chased the letter", "followed up"),
        ("did anybody twig", "recognised"),
        ("it dragged on for months", "drift"),
        ("agency staff and sick leave", "workforce capacity"),
        ("passed from pillar to post", "transfer"),
        ("they went over their heads", "escalation"),
        ("no one let her in, no access", "engagement"),
        ("was there a family tree", "genogram"),
        ("what became of him", "recovered"),
        ("placed out of county", "cross-border"),
        ("treated like an adult", "adultification"),
        ("handed a leaflet", "written information"),
    ],
)
def test_what_is_typed_is_searched_for_as_reviews_print_it(typed: str, printed: str) -> None:
    assert printed in expand(typed)


def test_everyday_words_are_no_acronyms() -> None:
    assert expand("so la la, do met pep") == ""
    assert expand("Abe had a mace, a po, an ht and a tm") == ""


def test_the_table_can_be_reviewed() -> None:
    assert {row.kind for row in ROWS} == {"acronym", "dated", "lay", "slang"}
    assert all(row.typed and row.printed for row in ROWS)
    assert not [row for row in ROWS if row.near and row.kind != "acronym"]
    by_default = [row.typed[0] for row in ROWS if row.kind == "acronym" and not row.near]
    assert len(by_default) == len(set(by_default))


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("any reccomendations on supervison", "any recommendations on supervision"),
        ("the dential apointments", "the dental appointments"),
        ("why was there no assesment", "why was there no assessment"),
        ("was the brusing seen by a paediatricain", "was the bruising seen by a paediatrician"),
    ],
)
def test_a_slip_is_put_right_by_the_words_of_the_documents(index: Index, typed: str, meant: str) -> None:
    assert spelled(index, typed) == meant


@pytest.mark.parametrize(
    "question",
    [
        "what happened to child ivvy",
        "did Supervison Ltd attend",
        "camhs and marac and idva",
        "saltmere and eldermoor",
        "wasnt she seen, theres no note",
        "a restuarant in town",
        "Child Onn and J2",
        "the locked door and the looked after boy",
        "",
    ],
)
def test_names_acronyms_and_other_words_are_left_as_they_are(index: Index, question: str) -> None:
    assert spelled(index, question) == question
