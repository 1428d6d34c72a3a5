"""The socket that is served on, bound before anything is loaded, and serving on it."""

import socket

import typer
import uvicorn
from fastapi import FastAPI

STOPPING_SECONDS = 30  # for answers that have begun, when it is asked to stop
# Longer than most proxies and browsers keep a connection: who closes first loses no question that is on its way.
IDLE_SECONDS = 75


def listen(host: str, port: int) -> socket.socket:
    """Return a socket that is bound. Exit 1 with one line where the address is taken or is none."""
    try:
        family = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0][0]
        return socket.create_server((host, port), family=family, backlog=128)
    except (OSError, OverflowError) as fault:
        typer.echo(f"review-learning: cannot serve on {host}:{port} ({fault}): choose another with --port.", err=True)
        raise typer.Exit(1) from fault


def address(listening: socket.socket, token: str | None) -> str:
    """Return the address to open, with the token that opens it."""
    host, port = listening.getsockname()[:2]
    shown = f"[{host}]" if ":" in host else host
    return f"http://{shown}:{port}/{f'?token={token}' if token else ''}"


def run(app: FastAPI, listening: socket.socket) -> None:
    """Serve until it is asked to stop. Answers that have begun are finished first."""
    config = uvicorn.Config(
        app,
        log_level="warning",
        access_log=False,
        server_header=False,
        # Who the other side is, is never taken from a header: behind a proxy it is the proxy.
        proxy_headers=False,
        timeout_graceful_shutdown=STOPPING_SECONDS,
        timeout_keep_alive=IDLE_SECONDS,
    )
    uvicorn.Server(config).run(sockets=[listening])
