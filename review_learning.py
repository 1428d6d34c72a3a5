"""Review Learning Assistant: where all folders meet. The settings, the commands that join folders, and the web app."""

import sys
from collections.abc import Callable, Iterator, Mapping
from contextlib import closing, contextmanager
from datetime import date
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer
from pydantic import Field, ValidationError
from pydantic_settings import BaseSettings, SettingsConfigDict

from assistant.commands import add_ask
from assistant.model_settings import ModelSettings
from assistant.quizzes.commands import quiz_commands
from assistant.register_commands import add_recommendations
from evals.commands import evals_commands
from evals.release_commands import add_promote, gate
from ingest.commands import add_ingest, add_rebuild, load, page_drawer
from ingest.correction_commands import add_correcting
from ingest.show_commands import add_show
from ingest.upload_commands import add_read_upload
from vectorstore.commands import document_commands, index_commands
from vectorstore.data import DataDirectory
from vectorstore.document import SAMPLE
from vectorstore.faults import IndexFault
from web.commands import user_commands
from web.serving_settings import ServingSettings

if TYPE_CHECKING:
    from fastapi import FastAPI

    from assistant.assistant import Assistant
    from assistant.conversation import Keeps
    from assistant.evidence import Evidence
    from assistant.model import LanguageModel
    from assistant.records import Records
    from evals.evaluation import Asking, Opened
    from evals.release import Gatekeeper
    from vectorstore.embedder import CrossEncoder, Embedder
    from vectorstore.index import Index
    from vectorstore.live import LiveIndex
    from vectorstore.withdrawals import Withdrawal
    from web.accounts import Accounts
    from web.person import Access
    from web.settings import WebSettings

SAMPLE_CORPUS = Path(__file__).parent / "evals" / "corpus"
PREFIX = "REVIEW_LEARNING_"
PROGRAM = (sys.executable, "-m", "review_learning")


class Settings(ModelSettings, ServingSettings, BaseSettings):
    """Everything that an operator may set. This is the only reader of the environment."""

    model_config = SettingsConfigDict(env_prefix=PREFIX, env_ignore_empty=True, extra="ignore", frozen=True)

    data: Path = Field(default=Path("data"), description="Where documents, indexes and caches are kept.")
    ocr_seconds: float = Field(
        default=300,
        ge=0,
        le=86_400,
        description="How many seconds recognising the scanned pages of one file may take in all; pages beyond are left "
        "without text and reported. 0 turns it off.",
    )

    evals_margin: float = Field(
        default=0.05, gt=0, lt=1, description="By how much a candidate may be worse than what is live, as a share."
    )


@cache
def settings() -> Settings:
    """Return the settings of this process. Exit 2 with one line where the environment holds a wrong value."""
    try:
        return Settings()
    except ValidationError as fault:
        told = fault.errors()[0]
        name, *inside = map(str, told["loc"])
        words = ": ".join([*inside, told["msg"].removeprefix("Value error, ").rstrip(".")])
        print(f"review-learning: the setting {PREFIX}{name.upper()} cannot be used: {words}.", file=sys.stderr)
        raise SystemExit(2) from fault


def data_directory() -> DataDirectory:
    """Return where this process keeps its data."""
    return DataDirectory(settings().data)


@cache
def embedder() -> "Embedder":
    """Return the embedder of this process; its model is loaded when first used."""
    from vectorstore.embedder import load_embedder

    return load_embedder(settings().embedding_model)


@cache
def cross_encoder() -> "CrossEncoder | None":
    """Return the cross-encoder of this process, None where none is configured. Raise ModelMissing at once."""
    from vectorstore.embedder import load_cross_encoder

    return load_cross_encoder(name) if (name := settings().cross_encoder) else None


@contextmanager
def opened_assistant() -> "Iterator[Assistant]":
    """Give an assistant on the live index for the length of the block."""
    from vectorstore.live import LiveIndex

    with closing(LiveIndex(data_directory(), embedder)) as live:
        yield make_assistant(live)


@contextmanager
def opened_index() -> "Iterator[Index | None]":
    """Lend the live index for the length of the block, None where nothing is live."""
    from vectorstore.live import LiveIndex

    with closing(LiveIndex(data_directory(), embedder)) as live, live.use() as index:
        yield index


def asking(opened: "Opened", watching: "Callable[[Evidence], None]") -> "Asking":
    """Return the assistant that an evaluation asks: the one that is served, without a language model."""
    from assistant.assistant import Assistant

    contacts, procedures = contact_lines(), settings().procedures_url
    return Assistant(opened, contacts, None, procedures, watching, reader=cross_encoder())


def gatekeeper() -> "Gatekeeper":
    """Return who decides what is released."""
    from evals.pack import Standing
    from evals.release import Gatekeeper

    def standing() -> Standing:
        chosen, today = web_settings(), date.today()
        return Standing(chosen.contact_lines(today), chosen.contacts_note(today), chosen.procedures_url)

    models = {"cross_encoder": settings().cross_encoder, "model": settings().model}
    return Gatekeeper(data_directory(), embedder, asking, settings().evals_margin, standing, models)


def make_assistant(live: "LiveIndex", conversations: "Keeps | None" = None) -> "Assistant":
    """Return the assistant, as web, command line and evaluation use it."""
    from assistant.assistant import Assistant

    standing = contact_lines(), language_model(), settings().procedures_url
    return Assistant(live.use, *standing, reader=cross_encoder(), conversations=conversations)


def contact_lines() -> tuple[str, ...]:
    """Return whom to ring, one a line."""
    return web_settings().contact_lines(date.today())


@cache
def language_model() -> "LanguageModel | None":
    """Return the language model of this process, None where none is configured."""
    from assistant.model import configured

    return configured(settings())


def web_settings() -> "WebSettings":
    """Return what the web interface needs to know."""
    model = language_model()
    return settings().for_web(model.label if model else None)


@cache
def records() -> "Records":
    """Return the database of accounts and kept conversations. Exit 1 with one line where it cannot be opened."""
    from web.entrance import open_records

    settings().data.mkdir(parents=True, exist_ok=True)
    return open_records(settings().records or f"sqlite:///{data_directory().records}")


def has_records() -> bool:
    """Return whether there is a database, also one of settings that hold no more."""
    return settings().records is not None or data_directory().records.exists()


def forget_document(document_id: str) -> None:
    """Delete what conversations that are kept, and quizzes, quote of a document."""
    from assistant.history import History
    from assistant.quizzes.drafts import Drafts

    if has_records():
        History(records(), 0).forget_document(document_id)
    Drafts(data_directory()).forget_document(document_id)


def withdrawn() -> "Mapping[str, Withdrawal]":
    """Return the documents that are withdrawn."""
    from vectorstore.withdrawals import read_withdrawals

    return read_withdrawals(data_directory())


def accounts() -> "Accounts":
    """Return the accounts of this installation."""
    from web.accounts import Accounts

    return Accounts(records())


def create_app(way_in: "Access | None" = None) -> "FastAPI":
    """Return the web application, for `uvicorn --factory review_learning:create_app`."""
    from assistant.quizzes.runs import Runs
    from vectorstore.live import LiveIndex
    from web import app as web_app
    from web.background import JUDGED, Background
    from web.entrance import access_to, endings, history_for
    from web.releasing import Releasing
    from web.this_machine import new_token, token_of
    from web.uploading import Uploading

    live = LiveIndex(data_directory(), embedder)
    if way_in is None:
        way_in = access_to(settings(), settings().host, new_token(), records)
        if token := token_of(way_in):
            print(f"review-learning: open the address with ?token={token}", file=sys.stderr)
    kept = history_for(settings(), way_in, records)
    ending = endings(settings(), records(), way_in)
    children = Background([*PROGRAM, "evals", "run", "--index"], JUDGED), Background([*PROGRAM, "index", "rebuild"])
    work = Releasing(gatekeeper(), *children), Uploading([*PROGRAM, "read-upload"])
    assistant, draw, runs = make_assistant(live, kept), page_drawer(), Runs(records())
    return web_app.create_app(assistant, live, web_settings(), *work, way_in, kept, ending, draw, runs)


app = typer.Typer(
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    help="Answers from safeguarding reviews, in the reviews' own words, every statement cited.",
)
index = index_commands(data_directory)
add_ingest(app, data_directory, embedder, gate(gatekeeper), lambda: settings().ocr_seconds)
add_rebuild(index, data_directory, embedder, gate(gatekeeper), lambda: settings().ocr_seconds)
add_read_upload(app, data_directory, embedder, lambda: settings().ocr_seconds)
add_promote(index, gatekeeper)
add_ask(app, opened_assistant)
app.add_typer(index, name="index")
documents = document_commands(data_directory, embedder, forget_document)
add_show(documents, data_directory)
add_correcting(documents, data_directory, embedder, gate(gatekeeper))
add_recommendations(documents, opened_index)
app.add_typer(documents, name="documents")
app.add_typer(evals_commands(data_directory, gatekeeper), name="evals")
quizzes = quiz_commands(data_directory, opened_index, contact_lines, lambda: records() if has_records() else None)
app.add_typer(quizzes, name="quiz")
app.add_typer(user_commands(accounts, withdrawn), name="users")


@app.command()
def serve(
    host: Annotated[str | None, typer.Option(help="Address to serve on instead of the setting.")] = None,
    port: Annotated[int | None, typer.Option(help="Port to serve on instead of the setting; 0: any free one.")] = None,
    with_token: Annotated[
        bool, typer.Option("--token/--no-token", help="Whether the printed address has a token that opens the pages.")
    ] = True,
) -> None:
    """Serve the chat. Where nothing is loaded yet, the fictional sample is loaded first."""
    from vectorstore.releases import read_pointer
    from web.entrance import access_to
    from web.listening import address, listen, run
    from web.this_machine import new_token, token_of

    way_in = access_to(settings(), host or settings().host, new_token() if with_token else None, records)
    cross_encoder()  # one that is missing is told before anything is loaded
    listening = listen(host or settings().host, settings().port if port is None else port)
    if read_pointer(data_directory()) is None:
        typer.echo("Nothing is loaded yet: loading the fictional sample documents …")
        load(data_directory(), embedder(), [SAMPLE_CORPUS], collection=SAMPLE)
    web = create_app(way_in)
    typer.echo(f"Review Learning Assistant: {address(listening, token_of(way_in))}  (stop with Ctrl+C)")
    run(web, listening)


@app.command()
def doctor() -> None:
    """Check that everything that is needed is here and sound. Exit 1 where something is not."""
    failed = False
    for name, check in _CHECKS.items():
        try:
            told = check()
        except (IndexFault, OSError, ImportError, ValueError) as fault:
            failed, told = True, f"NOT OK: {fault}"
        typer.echo(f"{name:12} {told}")
    if failed:
        raise typer.Exit(1)


def _check_data() -> str:
    from vectorstore.soundness import of_data

    return of_data(data_directory())


def _check_model() -> str:
    reading = f"; cross-encoder {reader.id}" if (reader := cross_encoder()) else ""
    dimensions = embedder().embed(["A sentence."]).shape[1]
    return f"ok: {embedder().id}, {dimensions} dimensions, from this machine's disk{reading}"


def _check_index() -> str:
    from vectorstore.soundness import of_index

    return of_index(data_directory())


def _check_contacts() -> str:
    return web_settings().contacts_note(date.today())


def _check_scans() -> str:
    from ingest.recognition import lacking

    if not settings().ocr_seconds:
        return "off: pages that are pictures are reported and left unread"
    if told := lacking():
        return f"{told}: pages that are pictures are reported and left unread"
    return "ok: pages that are pictures are read by text recognition"


_CHECKS = {
    "data": _check_data,
    "model": _check_model,
    "index": _check_index,
    "scans": _check_scans,
    "contacts": _check_contacts,
}


def main() -> None:
    """Run the command line; whatever the index cannot do is told in one line, exit 1."""
    try:
        app()
    except IndexFault as fault:
        print(f"review-learning: {fault}", file=sys.stderr)
        raise SystemExit(1) from fault


if __name__ == "__main__":
    main()
