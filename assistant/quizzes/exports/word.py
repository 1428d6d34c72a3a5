"""A quiz as Word files: the participants' paper, its key, and what the facilitator says."""

from assistant.quizzes.exports.asked import Asked, Form, asked
from assistant.quizzes.exports.key import Key, keys
from assistant.quizzes.exports.opening import making, opening
from assistant.quizzes.quiz import Quiz
from assistant.quizzes.session import Session
from assistant.word_file import WordFile

LARGE = 18
# Lines of an empty box, so that there is room to write by hand.
ROOM = {Form.TRUTH: 2, Form.SHORT: 4, Form.OPEN: 6}
_MATCHED = (("", "Finding", "Letter"), (1.0, 12.5, 2.5))
_ORDERED = (("", "What to put in order", "Place"), (1.0, 12.5, 2.5))
_BULLET = "- "


def participant_sheet(quiz: Quiz, said: Session) -> bytes:
    """Return the paper for participants, which holds no key."""
    return _sheet(quiz, said, None)


def large_print_sheet(quiz: Quiz, said: Session) -> bytes:
    """Return the paper for participants in large print."""
    return _sheet(quiz, said, LARGE)


def answer_key(quiz: Quiz, said: Session) -> bytes:
    """Return the answers with the quotes that prove them and where they stand."""
    file = WordFile(f"Answer key: {quiz.title}")
    _paragraphs(file, opening(said))
    for one in keys(quiz):
        _write_key(file, one)
    _making(file, quiz, said)
    return file.written()


def facilitator_notes(quiz: Quiz, said: Session) -> bytes:
    """Return what a facilitator needs: objectives, time, how to lead the talk, and of each item its answer.

    It is whole by itself, so that nobody has to hold the key beside it.
    """
    file = WordFile(f"Facilitator notes: {quiz.title}")
    _paragraphs(file, opening(said))
    file.heading("What it is for", 2)
    for line in said.objectives:
        file.paragraph(line, "List Bullet")
    file.heading("Time", 2)
    file.paragraph(time_needed(quiz, said))
    file.heading("How to lead it", 2)
    for line in said.facilitator:
        file.paragraph(line, "List Bullet")
    file.heading("The questions", 2)
    rows = [(str(one.asked.number), one.asked.stem, one.kind, one.difficulty) for one in keys(quiz)]
    file.table(("No.", "Question", "Kind", "What it takes"), (1.2, 8.3, 3.0, 3.5), rows)
    file.heading("The answers, and what to ask", 2)
    for one in keys(quiz):
        _write_note(file, one)
    _making(file, quiz, said)
    return file.written()


def time_needed(quiz: Quiz, said: Session) -> str:
    """Return in a sentence how long the quiz takes a group."""
    many = len(quiz.accepted)
    return f"About {said.minutes} minutes for {many} {'question' if many == 1 else 'questions'}: our own estimate."


def _sheet(quiz: Quiz, said: Session, points: int | None) -> bytes:
    file = WordFile(quiz.title, points)
    _paragraphs(file, opening(said))
    for one in asked(quiz):
        _write_asked(file, one)
    _making(file, quiz, said)
    return file.written()


def _write_asked(file: WordFile, one: Asked) -> None:
    file.heading(f"Question {one.number}", 2)
    for line in (*one.scenario, one.stem, one.form.value):
        file.paragraph(line, keep=True)
    if one.form is Form.MATCH:
        file.table(*_MATCHED, [(f"{number}.", finding, "") for number, finding in enumerate(one.findings, 1)])
        file.paragraph("Recommendations:", keep=True)
    if one.form is Form.ORDER:
        file.table(*_ORDERED, [(f"{choice.letter}.", choice.words, "") for choice in one.choices])
        return
    for choice in one.choices:
        file.paragraph(f"{choice.letter}. {choice.words}", keep=choice is not one.choices[-1] or one.form in ROOM)
    if one.form in ROOM:
        file.table(("In your own words",), (16.0,), [("\n" * ROOM[one.form],)])


def _write_key(file: WordFile, one: Key) -> None:
    file.heading(f"Question {one.asked.number}", 2)
    findings = (f"{number}. {finding}" for number, finding in enumerate(one.asked.findings, 1))
    for line in (*one.asked.scenario, one.asked.stem, *findings):
        file.paragraph(line, keep=True)
    file.runs([(f"{one.answer}.", True, False)])
    for judged in one.judged:
        told = f"\n{judged.where}" if judged.where else ""
        words = f"{judged.choice.letter}. {judged.choice.words} – "
        file.runs([(words, False, False), (judged.verdict, judged.right, False), (told, False, False)])
    for choice in () if one.judged else one.asked.choices:
        file.paragraph(f"{choice.letter}. {choice.words}")
    for line in one.feedback:
        file.paragraph(line)


def _write_note(file: WordFile, one: Key) -> None:
    file.heading(f"Question {one.asked.number}", 3)
    for line in (*one.asked.scenario, one.asked.stem):
        file.paragraph(line, keep=True)
    file.runs([(f"{one.answer}.", True, False)])
    for line in (*one.proof, f"To talk about: {one.prompt}"):
        file.paragraph(line)


def _making(file: WordFile, quiz: Quiz, said: Session) -> None:
    file.heading("How this was made", 2)
    _paragraphs(file, making(quiz, said))


def _paragraphs(file: WordFile, lines: tuple[str, ...]) -> None:
    for line in lines:
        file.paragraph(line.removeprefix(_BULLET), "List Bullet" if line.startswith(_BULLET) else None)
