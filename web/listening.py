"""The socket that is served on, bound before anything is loaded."""

import socket

import typer


def listen(host: str, port: int) -> socket.socket:
    """Return a socket that is bound. Exit 1 with one line where the address is taken or is none."""
    try:
        family = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0][0]
        return socket.create_server((host, port), family=family, backlog=128)
    except (OSError, OverflowError) as fault:
        typer.echo(f"review-learning: cannot serve on {host}:{port} ({fault}): choose another with --port.", err=True)
        raise typer.Exit(1) from fault
