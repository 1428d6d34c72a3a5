"""How tests start the process that verifies an index: forked from one that has done the imports, which take longest."""

import subprocess
from collections.abc import Mapping, Sequence

from forked import ROOT, run


class Forking:
    """What `vectorstore.verification` has of `subprocess`: the process is as much one of its own."""

    TimeoutExpired = subprocess.TimeoutExpired

    @staticmethod
    def run(
        command: Sequence[str], *, env: Mapping[str, str], timeout: float, **_: bool
    ) -> subprocess.CompletedProcess[str]:
        """Return how `python -m MODULE …` ended and what it printed."""
        _python, _m, module, *arguments = command
        try:
            return run(arguments, env, ROOT, timeout, module)
        except TimeoutError as late:
            raise subprocess.TimeoutExpired(list(command), timeout) from late
