"""Modules of the program run in processes of their own, forked from one that has imported what takes long to import.

Each run has its own environment, folder, streams and exit code, as `python -m MODULE` has it; only the imports are
done once. `python forked.py NUMBER` is the process that forks; it ends with the tests that it forks for.
"""

import gc
import json
import os
import runpy
import select
import signal
import socket
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from typing import IO

ROOT = Path(__file__).parents[1]
PROGRAM = "review_learning"
START_SECONDS = 120


def run(
    arguments: Sequence[str],
    environment: Mapping[str, str],
    folder: Path,
    timeout: float,
    module: str = PROGRAM,
) -> subprocess.CompletedProcess[str]:
    """Return how the module ended, as it is run with the arguments, and what it printed."""
    with tempfile.TemporaryFile() as out, tempfile.TemporaryFile() as err:
        with _asked([module, *arguments], environment, folder, out.fileno(), err.fileno()) as asking:
            asking.settimeout(timeout + START_SECONDS)
            code = int.from_bytes(_exactly(asking, 4), "big", signed=True)
        return subprocess.CompletedProcess(list(arguments), code, _read(out), _read(err))


@contextmanager
def running(arguments: Sequence[str], environment: Mapping[str, str], folder: Path) -> Iterator[IO[str]]:
    """Run the program for the length of the block, which reads what it prints, then ask it to stop and wait."""
    reading, writing = os.pipe()
    with os.fdopen(reading) as printed, _asked([PROGRAM, *arguments], environment, folder, writing, 2) as asking:
        os.close(writing)
        try:
            yield printed
        finally:
            asking.shutdown(socket.SHUT_WR)
            _exactly(asking, 4)


@contextmanager
def _asked(
    command: Sequence[str], environment: Mapping[str, str], folder: Path, out: int, err: int
) -> Iterator[socket.socket]:
    """Ask for a command, and yield what gives its exit code; whoever closes that ends the command."""
    request = json.dumps({"command": [*command], "environment": {**environment}, "folder": str(folder)}).encode()
    asking, theirs = socket.socketpair()
    with asking:
        with theirs:
            socket.send_fds(_forking()[0], [b"!"], [theirs.fileno(), out, err])
        asking.sendall(len(request).to_bytes(4, "big") + request)
        yield asking


@cache
def _forking() -> "tuple[socket.socket, subprocess.Popen[bytes]]":
    """Start the process that forks, and return it after what it is asked by."""
    asking, theirs = socket.socketpair()
    command = [sys.executable, __file__, str(theirs.fileno())]
    with theirs:
        return asking, subprocess.Popen(command, pass_fds=[theirs.fileno()], env=os.environ | {"PYTHONPATH": str(ROOT)})


def _read(file: IO[bytes]) -> str:
    file.seek(0)
    return file.read().decode()


def _exactly(connection: socket.socket, size: int) -> bytes:
    """Return so many bytes. ConnectionError where the other end is gone before."""
    found = b""
    while len(found) < size:
        piece = connection.recv(size - len(found))
        if not piece:
            raise ConnectionError("the process that forks has ended")
        found += piece
    return found


def _fork_for(asked: socket.socket) -> None:
    """Attend to each request in a process of its own, until the tests are gone."""
    while True:
        _, files, _, _ = socket.recv_fds(asked, 1, 3)
        if not files:
            return
        if os.fork() == 0:
            asked.close()
            os._exit(_attend(socket.socket(fileno=files[0]), files[1:]))
        for file in files:
            os.close(file)
        os.waitpid(-1, os.WNOHANG)


def _attend(asked: socket.socket, files: Sequence[int]) -> int:
    """Run a command and tell its exit code. It is asked to stop once nobody waits for it any more."""
    request = json.loads(_exactly(asked, int.from_bytes(_exactly(asked, 4), "big")))
    command = os.fork()
    if command == 0:
        asked.close()
        os._exit(_command(request, files))
    for file in files:
        os.close(file)
    ended = os.pidfd_open(command)
    if ended not in select.select([asked.fileno(), ended], [], [])[0]:
        os.kill(command, signal.SIGTERM)
    _, status = os.waitpid(command, 0)
    asked.sendall(os.waitstatus_to_exitcode(status).to_bytes(4, "big", signed=True))
    return 0


def _command(request: Mapping[str, object], files: Sequence[int]) -> int:
    """Run the command in this process and return its exit code."""
    os.dup2(os.open(os.devnull, os.O_RDONLY), 0)
    os.dup2(files[0], 1)
    os.dup2(files[1], 2)
    for file in files:
        os.close(file)
    os.environ.clear()
    os.environ.update(request["environment"])  # type: ignore[call-overload]
    os.chdir(str(request["folder"]))
    sys.argv = [str(word) for word in request["command"]]  # type: ignore[attr-defined]
    try:
        # Where it was imported before, it would be warned of.
        sys.modules.pop(sys.argv[0], None)
        runpy.run_module(sys.argv[0], run_name="__main__")
        code = 0
    except SystemExit as end:
        code = end.code if isinstance(end.code, int) else int(end.code is not None)
    except BaseException:
        import traceback

        traceback.print_exc()
        code = 1
    sys.stdout.flush()
    sys.stderr.flush()
    return code


if __name__ == "__main__":
    import chromadb  # noqa: F401
    import sentence_transformers  # noqa: F401

    import web.app  # noqa: F401

    gc.freeze()
    _fork_for(socket.socket(fileno=int(sys.argv[1])))
