"""The command that the server runs for each upload."""

from collections.abc import Callable
from typing import Annotated

import typer

from vectorstore.data import DataDirectory
from vectorstore.embedder import Embedder


def add_read_upload(
    app: typer.Typer,
    data: Callable[[], DataDirectory],
    embedder: Callable[[], Embedder],
    recognition: Callable[[], float],
) -> None:
    """Add the command `read-upload`. `recognition` gives how many seconds a file text recognition may take."""

    @app.command(hidden=True)
    def read_upload(upload: Annotated[str, typer.Argument(metavar="ID", help="The upload.")]) -> None:
        """Read what was sent over the web; the report is kept for the page."""
        from ingest import upload_reading

        if upload_reading.read_upload(data(), upload, embedder, recognition()).fault:
            raise typer.Exit(1)
