"""A quiz in Moodle's own XML."""

from xml.etree.ElementTree import Element, SubElement, indent, tostring

from assistant.quizzes.exports.imported import BEFORE, Imported, Type, category, description, imported
from assistant.quizzes.quiz import Quiz
from assistant.quizzes.session import Session
from assistant.xml_text import xml_text

_NAMES = {
    Type.SINGLE: "multichoice",
    Type.SEVERAL: "multichoice",
    Type.TRUE_FALSE: "truefalse",
    Type.MATCH: "matching",
    Type.ESSAY: "essay",
}
_ESSAY = {
    "responseformat": "editor",
    "responserequired": "1",
    "responsefieldlines": "10",
    "attachments": "0",
    "attachmentsrequired": "0",
}


def moodle(quiz: Quiz, said: Session) -> bytes:
    """Return the accepted items as Moodle XML, after a text with the content note and whom to turn to."""
    root = Element("quiz")
    _text(SubElement(SubElement(root, "question", type="category"), "category"), category(quiz))
    _add(root, "description", BEFORE, description(quiz, said))
    for one in imported(quiz):
        _add_question(root, one)
    indent(root)
    written: bytes = tostring(root, encoding="utf-8", xml_declaration=True)
    return written


def _add(root: Element, kind: str, title: str, stem: str) -> Element:
    question = SubElement(root, "question", type=kind)
    _text(SubElement(question, "name"), title)
    _html(question, "questiontext", stem)
    return question


def _add_question(root: Element, one: Imported) -> None:
    question = _add(root, _NAMES[one.type], one.title, one.stem)
    _html(question, "generalfeedback", one.feedback)
    _set(question, {"defaultgrade": "1", "penalty": "0", "hidden": "0", "idnumber": one.id})
    if one.type is Type.ESSAY:
        _set(question, _ESSAY)
        _html(question, "graderinfo", one.feedback)
    elif one.type is Type.MATCH:
        _add_matched(question, one)
    else:
        _add_answers(question, one)
    tags = SubElement(question, "tags")
    for theme in one.themes:
        _text(SubElement(tags, "tag"), theme)


def _add_answers(question: Element, one: Imported) -> None:
    if one.type is not Type.TRUE_FALSE:
        single = "true" if one.type is Type.SINGLE else "false"
        _set(question, {"single": single, "shuffleanswers": "false", "answernumbering": "ABCD"})
    for worth in one.worths:
        words = str(worth.is_true).lower() if one.type is Type.TRUE_FALSE else worth.words
        written = "moodle_auto_format" if one.type is Type.TRUE_FALSE else "html"
        answer = SubElement(question, "answer", fraction=worth.share, format=written)
        _text(answer, words)
        _html(answer, "feedback", worth.feedback)


def _add_matched(question: Element, one: Imported) -> None:
    # The order in which they are shown is the quiz's own; Moodle mixes the list to choose from by itself.
    _set(question, {"shuffleanswers": "false"})
    for text, belongs in one.matched:
        part = SubElement(question, "subquestion", format="html")
        _text(part, text)
        _text(SubElement(part, "answer"), belongs)


def _html(parent: Element, name: str, html: str) -> None:
    _text(SubElement(parent, name, format="html"), html)


def _set(parent: Element, values: dict[str, str]) -> None:
    for name, value in values.items():
        SubElement(parent, name).text = value


def _text(parent: Element, words: str) -> None:
    SubElement(parent, "text").text = xml_text(words)
