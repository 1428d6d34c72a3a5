"""The commands by which people correct what is known of a document, and release one that was held back."""

import json
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, Annotated

import typer

from ingest.commands import (
    Promote,
    built_record,
    closing,
    embedding,
    progress_bars,
    released,
    stop_unless_live,
    tell_decision,
    unused_lines,
)
from vectorstore.consent import ApprovedBy, Decision, Gate, SignOff
from vectorstore.data import DataDirectory
from vectorstore.embedder import Embedder
from vectorstore.faults import NothingToDo, UpdateRunning
from vectorstore.withdrawal_commands import By, Id, Json, login, resolved

if TYPE_CHECKING:
    from ingest.candidate import Built
    from vectorstore.contents import LoadedDocument
    from vectorstore.corrections import Correction, Value
    from vectorstore.passage import Passage

Text = Annotated[str | None, typer.Option(help='A value; "" says that there is none.')]
Later = Annotated[bool, typer.Option("--later", help="Only record it; the next build has it.")]
Themes = Annotated[list[str] | None, typer.Option(help='A theme of the passage; may be repeated; "" says none.')]


def add_correcting(
    app: typer.Typer, data: Callable[[], DataDirectory], embedder: Callable[[], Embedder], gate: Gate
) -> None:
    """Add the commands `correct`, `corrections`, `approve` and `waiting`; the gate decides what is released."""

    @app.command()
    def correct(
        document_id: Id,
        publisher: Text = None,
        area: Text = None,
        nation: Annotated[str | None, typer.Option(help="England, Wales, Scotland or Northern Ireland.")] = None,
        population: Annotated[str | None, typer.Option(help="children or adults.")] = None,
        date: Annotated[str | None, typer.Option(help="2017, 2017-03, 2017-03-28, or words as printed.")] = None,
        url: Annotated[str | None, typer.Option(help="Where its publisher has it on the web.")] = None,
        supersedes: Annotated[
            str | None, typer.Option(metavar="ID", help='The document that this one replaces; "" says none.')
        ] = None,
        passage: Annotated[
            str | None, typer.Option(metavar="ID|START:END", help="The passage that the next three are about.")
        ] = None,
        theme: Themes = None,
        section: Annotated[str | None, typer.Option(help="What kind of section the passage belongs to.")] = None,
        addressee: Annotated[str | None, typer.Option(help='Whom the passage addresses; "" says nobody.')] = None,
        clear: Annotated[
            list[str] | None, typer.Option(metavar="FIELD", help="Let the document's own value stand again.")
        ] = None,
        by: By = None,
        promote: Promote = False,
        approved_by: ApprovedBy = None,
        sign_off: SignOff = None,
        later: Later = False,
        as_json: Json = False,
    ) -> None:
        """Say what a document does not, or what was read wrongly. It survives every rebuild and names who said it."""
        name = resolved(data(), document_id)
        whole: dict[str, Value] = {"publisher": publisher, "area": area, "nation": nation, "population": population}
        whole |= {"date": date, "url": url}
        whole["supersedes"] = resolved(data(), supersedes) if supersedes else supersedes
        part: dict[str, Value] = {"themes": tuple(theme) if theme else None, "section": section, "addressee": addressee}
        release = _Wanted(gate, promote, approved_by, sign_off)
        given = _given(whole, clear or [], part), _given(part, clear or [], whole)
        _record(data(), embedder, name, given, passage, by or login(), release, later, as_json)

    @app.command("corrections")
    def list_corrections(
        document_id: Annotated[str | None, typer.Argument(metavar="ID")] = None, as_json: Json = False
    ) -> None:
        """List what people said of all documents, or of one, as it stands."""
        from vectorstore.corrections import read_corrections

        name = resolved(data(), document_id) if document_id else None
        found = [one for one in read_corrections(data()) if name in {None, one.document_id}]
        if as_json:
            typer.echo(json.dumps([asdict(one) for one in found], ensure_ascii=False))
            return
        for one in found:
            typer.echo(f"{one.document_id}  {_told(one)}, by {one.by} on {one.day}")
        if not found:
            typer.echo("Nothing was corrected.")

    @app.command()
    def approve(
        document_id: Id,
        by: Annotated[str, typer.Option("--by", help="Who has looked at it.")],
        promote: Promote = False,
        approved_by: ApprovedBy = None,
        sign_off: SignOff = None,
        later: Later = False,
        as_json: Json = False,
    ) -> None:
        """Say that a document which was held back may be served; `documents waiting` lists those."""
        from vectorstore.facts import APPROVED

        name = resolved(data(), document_id)
        _refuse_if_free(data(), name)
        release = _Wanted(gate, promote, approved_by, sign_off)
        _record(data(), embedder, name, ({APPROVED: "yes"}, {}), None, by, release, later, as_json)

    @app.command()
    def waiting(as_json: Json = False) -> None:
        """List the documents that are held back until a person approves them, with what has to be looked at."""
        from ingest.corrected import held_back

        found = [one.document for one in _stored(data()) if held_back(one.document)]
        if as_json:
            records = [{"id": one.id, "source": one.source, "flags": [asdict(f) for f in one.flags]} for one in found]
            typer.echo(json.dumps(records, ensure_ascii=False))
            return
        for one in found:
            typer.echo(f"{one.id}  {one.source}  {one.title}")
            for flag in one.flags:
                place = f"page {flag.page}: " if flag.page else ""
                typer.echo(f"    {flag.kind.value.replace('_', ' ')}: {place}{flag.detail}")
        if not found:
            typer.echo("No document is held back.")


@dataclass(frozen=True, slots=True)
class _Wanted:
    """Whether the result is to be released at once, with what a person says for it."""

    gate: Gate
    promote: bool
    approved_by: str | None
    sign_off: str | None

    def of(self, built: "Built") -> "tuple[Built, Decision | None]":
        return released(built, self.gate, self.promote, self.approved_by, self.sign_off)


def _given(values: dict[str, "Value"], clear: Sequence[str], others: dict[str, "Value"]) -> dict[str, "Value"]:
    """Return the values that were given, and None for those to be taken back. Exit 2 for a field that there is not."""
    names = ["themes" if name == "theme" else name for name in clear]
    if odd := [name for name in names if name not in values and name not in others]:
        raise typer.BadParameter(
            f"there is no field {odd[0]}: {', '.join([*values, *others])} can be cleared", param_hint="--clear"
        )
    given = {field: value for field, value in values.items() if value is not None}
    if both := [name for name in names if name in given]:
        raise typer.BadParameter(f"{both[0]} is given a value as well", param_hint="--clear")
    return given | {name: None for name in names if name in values}


def _record(
    data: DataDirectory,
    embedder: Callable[[], Embedder],
    name: str,
    given: tuple[dict[str, "Value"], dict[str, "Value"]],
    passage: str | None,
    by: str,
    release: _Wanted,
    later: bool,
    as_json: bool,
) -> None:
    """Record what was said, build a candidate unless that is to wait, and tell what happened."""
    whole, part = given
    if not whole and not part:
        raise typer.BadParameter("say what is to be corrected, such as --publisher or --clear")
    if bool(part) != bool(passage):
        raise typer.BadParameter(
            "themes, section and addressee are of one passage: name it with --passage, as `documents show` does",
            param_hint="--passage",
        )
    logged = _logged(data, name, whole, part, passage, by)
    said = f"Recorded of {name}: {'; '.join(map(_told, logged))}." if logged else "Nothing new was said."
    if later:
        typer.echo(json.dumps({"corrections": [asdict(one) for one in logged]}) if as_json else said)
        return
    built, decision = release.of(_built(data, embedder(), said))
    if as_json:
        record = {"corrections": [asdict(one) for one in logged], **built_record(built, decision)}
        typer.echo(json.dumps(record, ensure_ascii=False))
    else:
        for line in unused_lines(built):
            typer.echo(line)
        tell_decision(decision)
        typer.echo(f"{said} {closing(built)}")
    stop_unless_live(decision)


def _built(data: DataDirectory, embedder: Embedder, said: str) -> "Built":
    """Build a candidate. Raise UpdateRunning, with what was recorded all the same, where another update runs."""
    from ingest.candidate import build
    from vectorstore.lock import writing

    try:
        with writing(data), progress_bars() as bars:
            return build(data, embedder, progress=embedding(bars))
    except UpdateRunning as fault:
        raise UpdateRunning(
            f"{said} Another update of the index runs and may not have it: once it is done, `index rebuild`."
        ) from fault


def _logged(
    data: DataDirectory,
    name: str,
    whole: dict[str, "Value"],
    part: dict[str, "Value"],
    passage: str | None,
    by: str,
) -> list["Correction"]:
    from vectorstore.corrections import log_corrections, passage_keys
    from vectorstore.versions import known_documents

    passages = _passages(data, name) if passage else ()
    key = passage_keys(passages)[_passage(passages, passage).id] if passage else None
    known = frozenset(known_documents(data))
    logged = list(log_corrections(data, name, whole, by, known)) if whole else []
    return logged + (list(log_corrections(data, name, part, by, passage=key)) if key else [])


def _told(correction: "Correction") -> str:
    """Return what a correction says, in a few words."""
    value = "; ".join(correction.value) if isinstance(correction.value, tuple) else correction.value
    words = "taken back" if correction.value is None else f"“{value}”" if value else "not stated"
    where = f" of “{correction.passage.beginning}”" if correction.passage else ""
    return correction.field if correction.field == "approved" else f"{correction.field}{where}: {words}"


def _stored(data: DataDirectory) -> list["LoadedDocument"]:
    """Return the documents of the store as people corrected them."""
    from ingest.corrected import corrected
    from ingest.loading import stored_documents
    from vectorstore.corrections import read_corrections
    from vectorstore.withdrawals import read_withdrawals

    withdrawn = read_withdrawals(data)
    made = corrected(stored_documents(data)[0], read_corrections(data)).documents
    return [one for one in made if one.document.id not in withdrawn]


def _passages(data: DataDirectory, name: str) -> tuple["Passage", ...]:
    found = next((one.passages for one in _stored(data) if one.document.id == name), ())
    if not found:
        raise NothingToDo(f"Document {name} is withdrawn or no longer stored: its passages cannot be corrected.")
    return found


def _passage(passages: Sequence["Passage"], named: str) -> "Passage":
    """Return the passage of this id, or the one within these places. Raise NothingToDo where there is no such one."""
    start, _, end = named.partition(":")
    if start.isdecimal() and end.isdecimal():
        found = [p for p in passages if p.start < int(end) and int(start) < p.end]
    else:
        found = [p for p in passages if p.id == named]
    if len(found) == 1:
        return found[0]
    what = f"{len(found)} passages are" if found else "No passage is"
    raise NothingToDo(f"{what} at {named}: `review-learning documents show ID` lists each with its id and place.")


def _refuse_if_free(data: DataDirectory, name: str) -> None:
    from ingest.corrected import held_back

    if not any(one.document.id == name and held_back(one.document) for one in _stored(data)):
        raise NothingToDo(f"Document {name} is not held back: `documents waiting` shows those that are.")
