"""The commands `quiz …`: draft a quiz, read it beside its sources, decide on its items, and take it away."""

import json
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager
from dataclasses import asdict
from datetime import UTC, date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from vectorstore.data import DataDirectory
from vectorstore.faults import NothingToDo, Refused

if TYPE_CHECKING:
    from assistant.quizzes.drafts import Drafts
    from assistant.quizzes.editing import Refused as NotDone
    from assistant.quizzes.quiz import Item, Quiz
    from assistant.records import Records
    from vectorstore.index import Index

MOST_ITEMS = 200

Opened = Callable[[], "AbstractContextManager[Index | None]"]
QuizId = Annotated[str, typer.Argument(metavar="QUIZ", help="The quiz, as `quiz list` shows it.")]
Numbers = Annotated[list[int] | None, typer.Argument(metavar="ITEM…", help="Numbers as `quiz show` has them.")]
Json = Annotated[bool, typer.Option("--json", help="Print JSON for programs.")]


def quiz_commands(
    data: Callable[[], DataDirectory],
    opened: Opened,
    contacts: Callable[[], Sequence[str]],
    records: Callable[[], "Records | None"],
) -> typer.Typer:
    """Return the commands; `opened` lends the live index, `contacts` are whom to ring, one a line.

    `records` hold the links to quizzes, None where there are none yet.
    """
    app = typer.Typer(no_args_is_help=True, help="Scenario quizzes from the reviews' own words, for trainers.")

    @app.command()
    def build(
        theme: Annotated[str | None, typer.Option(help="Only statements on this theme.")] = None,
        review: Annotated[
            list[str] | None, typer.Option(help="Only this review, as `documents list` names it; may be given again.")
        ] = None,
        audience: Annotated[str | None, typer.Option(help="Only what concerns this agency (midwifery).")] = None,
        population: Annotated[
            str, typer.Option(help="Whose reviews: children or adults; they are never mixed.")
        ] = "children",
        items: Annotated[int, typer.Option(min=1, max=MOST_ITEMS, help="How many items at the most.")] = 10,
        seed: Annotated[int, typer.Option(help="The same number gives the same quiz, another one other items.")] = 1,
        as_json: Json = False,
    ) -> None:
        """Draft a quiz of verified items: every key and all feedback is a passage. Nothing is accepted yet."""
        from assistant.quizzes.building import Unbuilt, Wish, beside_theme, checked, shortfall
        from assistant.quizzes.building import build as build_quiz
        from assistant.quizzes.drafts import Drafts, timed

        with opened() as index:
            loaded = _loaded(index)
            _refuse_namesakes(loaded, review or ())
            wish = checked(loaded, Wish(theme, tuple(review or ()), audience, population, items, seed))
            found = wish if isinstance(wish, Unbuilt) else build_quiz(loaded, wish, date.today())
            if isinstance(found, Unbuilt):
                raise Refused(found.why)
            _print(_told(loaded, Drafts(data()).add(timed(found, datetime.now(UTC))), as_json))
            for notice in filter(None, (shortfall(found, items), beside_theme(found))):
                typer.echo(notice, err=True)

    @app.command(name="list")
    def list_quizzes(as_json: Json = False) -> None:
        """List the quizzes with how many of their items are accepted."""
        quizzes = _drafts(data).all()
        for name in _drafts(data).damaged():
            typer.echo(f"{name} cannot be read and is left out: restore it from a backup, or delete it.", err=True)
        if as_json:
            _print(json.dumps([_summary(quiz) for quiz in quizzes], ensure_ascii=False))
        elif quizzes:
            _print("\n".join(_line(quiz) for quiz in quizzes))
        else:
            _print("There is no quiz yet: draft one with `review-learning quiz build --theme neglect`.")

    @app.command()
    def show(quiz: QuizId, as_json: Json = False) -> None:
        """Show a quiz, each item beside its source."""
        with opened() as index:
            _print(_told(_loaded(index), _quiz(data, quiz), as_json))

    @app.command()
    def accept(
        quiz: QuizId,
        numbers: Numbers = None,
        everything: Annotated[bool, typer.Option("--all", help="All that are not rejected.")] = False,
    ) -> None:
        """Accept items, which are verified again; only what is accepted can be exported."""
        from assistant.quizzes import editing

        if bool(numbers) == everything:
            raise typer.BadParameter("give the numbers of items, or --all")
        with opened() as index:
            loaded, found = _loaded(index), _quiz(data, quiz)
            changed = (
                editing.accept_all(loaded, found)
                if everything
                else _each(found, numbers or (), lambda one, item: editing.accept(loaded, one, item.id))
            )
        _keep(data, found, changed)

    @app.command()
    def reject(quiz: QuizId, numbers: Numbers = None) -> None:
        """Reject items; they stay in the draft and are never exported."""
        from assistant.quizzes import editing

        if not numbers:
            raise typer.BadParameter("give the numbers of items")
        found = _quiz(data, quiz)
        _keep(data, found, _each(found, numbers, lambda one, item: editing.reject(one, item.id)))

    @app.command()
    def another(quiz: QuizId, number: Annotated[int, typer.Argument(help="The number of the item.")]) -> None:
        """Put another item in the place of one that is not wanted."""
        from assistant.quizzes import editing

        with opened() as index:
            loaded, found = _loaded(index), _quiz(data, quiz)
            changed = _each(found, [number], lambda one, item: editing.replace_item(loaded, one, item.id))
            _keep(data, found, changed)
            _print("\n".join(_item_lines(loaded, number, changed.items[number - 1])))

    @app.command()
    def export(
        quiz: QuizId,
        to: Annotated[str, typer.Option("--format", help="One of the formats, or `all`.")] = "all",
        folder: Annotated[Path, typer.Option(help="Where to write.", file_okay=False)] = Path(),
    ) -> None:
        """Write the accepted items that still hold as files, for participants and for the facilitator."""
        from assistant.quizzes.exports.formats import FORMATS
        from assistant.quizzes.session import NO_CONTACTS, session
        from assistant.quizzes.staleness import usable

        if to != "all" and to not in FORMATS:
            raise typer.BadParameter(f"{to} is none of: all, {', '.join(FORMATS)}", param_hint="--format")
        with opened() as index:
            found = _quiz(data, quiz)
            held = usable(_loaded(index), found)
        if not held:
            raise Refused(f"Nothing of quiz {quiz} can be exported: accept items first (`quiz accept {quiz} --all`).")
        if left := len(found.accepted) - len(held):
            typer.echo(
                f"{left} accepted items do not hold any more and are left out: `quiz show {quiz}` says why.", err=True
            )
        leaving, lines = _only(found, held), contacts()
        if not lines:
            typer.echo(NO_CONTACTS, err=True)
        around = session(leaving, leaving.accepted, lines)
        for name in FORMATS if to == "all" else [to]:
            path = folder / f"quiz-{found.id}{FORMATS[name].ending}"
            is_replaced = _write(path, FORMATS[name].write(leaving, around))
            _print(f"{path}  {FORMATS[name].words}{' (replaced)' if is_replaced else ''}")

    @app.command()
    def delete(
        quiz: QuizId,
        yes: Annotated[bool, typer.Option("--yes", help="Do not ask before deleting.")] = False,
    ) -> None:
        """Delete a quiz with its links and totals. What was exported of it stays where it is."""
        from assistant.quizzes.runs import Runs

        kept_quiz = _quiz(data, quiz)
        if not yes:
            typer.confirm(
                f"Delete “{kept_quiz.title}” for good ({len(kept_quiz.items)} items, {len(kept_quiz.accepted)} "
                "accepted), with its links and totals?",
                abort=True,
            )
        if kept := records():
            Runs(kept).end(quiz)
        _drafts(data).delete(quiz)
        _print(f"Quiz {quiz} is deleted.")

    return app


def _loaded(index: "Index | None") -> "Index":
    if index is None:
        raise NothingToDo("Nothing is live: load documents with `review-learning ingest FOLDER`.")
    return index


def _refuse_namesakes(index: "Index", names: Sequence[str]) -> None:
    """Raise Refused where a name is that of several reviews, with their whole names to be copied."""
    from assistant.reviews import namesakes

    for name in names:
        same = namesakes(index, name)
        if len(same) == 1:
            raise Refused(f"“{name}” is listed as “{same[0].name}”: give that name.")
        if same:
            ways = "\n".join(f'  --review "{entry.name}"' for entry in same)
            raise Refused(f"“{name}” may be one of {len(same)} reviews. Say which, as one of:\n{ways}")


def _write(path: Path, content: bytes) -> bool:
    """Write a file and return whether it took the place of another. Raise Refused where it cannot be written."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        is_replaced = path.exists()
        path.write_bytes(content)
    except OSError as fault:
        why = fault.strerror or "it is refused"
        raise Refused(f"{path} cannot be written ({why}): choose another folder with --folder.") from fault
    return is_replaced


def _drafts(data: Callable[[], DataDirectory]) -> "Drafts":
    from assistant.quizzes.drafts import Drafts

    return Drafts(data())


def _quiz(data: Callable[[], DataDirectory], quiz_id: str) -> "Quiz":
    found = _drafts(data).get(quiz_id)
    if found is None:
        raise NothingToDo(f"There is no quiz {quiz_id}: `review-learning quiz list` shows those that there are.")
    return found


def _only(quiz: "Quiz", items: "Sequence[Item]") -> "Quiz":
    from dataclasses import replace

    return replace(quiz, items=tuple(items))


def _each(quiz: "Quiz", numbers: Sequence[int], change: "Callable[[Quiz, Item], Quiz | NotDone]") -> "Quiz":
    """Return the quiz with a change made to the items of these numbers, to all of them or to none."""
    from dataclasses import replace

    from assistant.quizzes.quiz import Quiz

    changed = quiz
    for number in numbers:
        if not 1 <= number <= len(quiz.items):
            raise Refused(f"There is no item {number}: the quiz has {len(quiz.items)}. Nothing was changed.")
        outcome = change(changed, quiz.items[number - 1])
        if not isinstance(outcome, Quiz):
            raise Refused(f"Item {number}: {outcome.why} Nothing was changed.")
        changed = outcome
    return replace(changed, revision=quiz.revision + 1)


def _keep(data: Callable[[], DataDirectory], before: "Quiz", changed: "Quiz") -> None:
    if not _drafts(data).change(changed):
        raise Refused(f"Quiz {before.id} was changed by somebody else: `quiz show {before.id}`, then try again.")
    _print(_line(changed))


def _summary(quiz: "Quiz") -> dict[str, object]:
    return {
        "id": quiz.id,
        "title": quiz.title,
        "made_on": quiz.made_on,
        "made_at": quiz.made_at,
        "theme": quiz.theme,
        "reviews": quiz.reviews,
        "audience": quiz.audience,
        "items": len(quiz.items),
        "accepted": len(quiz.accepted),
        "index_version": quiz.index_version,
        "seed": quiz.seed,
    }


def _line(quiz: "Quiz") -> str:
    accepted = f"{len(quiz.accepted)} of {len(quiz.items)} accepted"
    return f"{quiz.id}  {quiz.built}  {accepted}  number {quiz.seed}  {quiz.title}"


def _told(index: "Index", quiz: "Quiz", as_json: bool) -> str:
    if as_json:
        draft = asdict(quiz) | {"items": [_item_record(index, item) for item in quiz.items]}
        return json.dumps(_summary(quiz) | {"draft": draft}, ensure_ascii=False)
    lines = [_line(quiz)]
    for number, item in enumerate(quiz.items, 1):
        lines += ["", *_item_lines(index, number, item)]
    return "\n".join(lines)


def _item_record(index: "Index", item: "Item") -> dict[str, object]:
    """Return an item for programs; nothing that it says where a source of it was withdrawn."""
    from assistant.quizzes.staleness import GONE, stale

    if stale(index, item) == GONE:
        return {"id": item.id, "kind": item.kind, "decision": item.decision, "stale": GONE}
    return asdict(item)


def _item_lines(index: "Index", number: int, item: "Item") -> Iterator[str]:
    """Yield an item as a terminal shows it, its key marked and its sources below."""
    from assistant.quizzes.feedback import EDITED, item_feedback, option_words, situation, situation_note
    from assistant.quizzes.staleness import GONE, stale

    marks = [item.decision.value, *([EDITED] if item.by_trainer else []), *(["locked"] if item.locked else [])]
    yield f"{number}. {item.kind.value} ({item.difficulty.value}; {', '.join(marks)})"
    if why := stale(index, item):
        yield f"   NOT TO BE USED: {why}"
    if why == GONE:
        return
    yield from (f"   “{told}”" for told in filter(None, [situation(item)]))
    if note := situation_note(item):
        yield f"   {note}"
    yield f"   {item.stem}"
    for option in item.options:
        mark = "right" if option.right else "wrong"
        edited = f" ({EDITED})" if option.by_trainer else ""
        yield f"   - [{mark}] {option_words(option)}{edited}" + (
            "" if option.right or not option.is_quoted else f"  <{option.quote.reference}>"
        )
    if item.comes_back:
        yield "   No points were matched to this: look into the review."
    yield from (f"   = {line}" for line in item_feedback(item))


def _print(text: str) -> None:
    sys.stdout.buffer.write(f"{text}\n".encode(errors="backslashreplace"))
    sys.stdout.buffer.flush()
