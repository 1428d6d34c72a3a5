"""The command line in processes of their own, forked from one that has imported what takes long to import.

Each run has its own environment, folder, streams and exit code, as one that is started afresh; only the imports are
done once. `python forked.py SOCKET` is the process that forks.
"""

import json
import os
import socket
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import IO

ROOT = Path(__file__).parents[1]
START_SECONDS = 120


class Forked:
    """Runs `review-learning` in forked processes. Close it in the end."""

    def __init__(self, folder: Path) -> None:
        self._address = str(folder / "fork.sock")
        with socket.socket(socket.AF_UNIX) as listening:
            listening.bind(self._address)
            listening.listen()
            self._server = subprocess.Popen(
                [sys.executable, __file__, str(listening.fileno())],
                pass_fds=[listening.fileno()],
                env=os.environ | {"PYTHONPATH": str(ROOT)},
            )

    def run(
        self, arguments: Sequence[str], environment: dict[str, str], folder: Path, timeout: float
    ) -> subprocess.CompletedProcess[str]:
        """Return how the command ended and what it printed."""
        request = json.dumps({"arguments": list(arguments), "environment": environment, "folder": str(folder)})
        with tempfile.TemporaryFile() as out, tempfile.TemporaryFile() as err, socket.socket(socket.AF_UNIX) as asking:
            asking.settimeout(timeout + START_SECONDS)
            asking.connect(self._address)
            socket.send_fds(asking, [len(request.encode()).to_bytes(4, "big")], [out.fileno(), err.fileno()])
            asking.sendall(request.encode())
            code = int.from_bytes(_exactly(asking, 4), "big", signed=True)
            return subprocess.CompletedProcess(list(arguments), code, _read(out), _read(err))

    def close(self) -> None:
        self._server.kill()
        self._server.wait()


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


def _serve(listening: socket.socket) -> None:
    """Answer one request after another."""
    while True:
        connection, _ = listening.accept()
        with connection:
            size, files, _, _ = socket.recv_fds(connection, 4, 2)
            request = json.loads(_exactly(connection, int.from_bytes(size, "big")))
            child = os.fork()
            if child == 0:
                os._exit(_command(request, files))
            for file in files:
                os.close(file)
            _, status = os.waitpid(child, 0)
            connection.sendall(os.waitstatus_to_exitcode(status).to_bytes(4, "big", signed=True))


def _command(request: dict[str, object], files: Sequence[int]) -> int:
    """Run the command in this process and return its exit code."""
    import review_learning

    os.dup2(os.open(os.devnull, os.O_RDONLY), 0)
    os.dup2(files[0], 1)
    os.dup2(files[1], 2)
    os.environ.clear()
    os.environ.update(request["environment"])  # type: ignore[call-overload]
    os.chdir(str(request["folder"]))
    sys.argv = ["review-learning", *map(str, request["arguments"])]  # type: ignore[call-overload]
    try:
        review_learning.main()
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

    import review_learning  # noqa: F401

    _serve(socket.socket(fileno=int(sys.argv[1])))
