"""The fictional sample as the program loads it on a fresh machine: once for the whole run, and a copy for whoever asks."""

import os
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from filelock import FileLock
from serving import started_afresh


def copy_of_sample(folders: pytest.TempPathFactory) -> Path:
    """Return a data directory of one's own in which the sample is loaded."""
    copy = folders.mktemp("sample") / "data"
    shutil.copytree(made_once(folders, "sample", _load), copy)
    return copy


def made_once(folders: pytest.TempPathFactory, name: str, make: Callable[[Path], None]) -> Path:
    """Return a folder that whoever asks first makes and all others wait for. Nothing may be written to it."""
    made = _of_the_run(folders) / f"once-{name}"
    with FileLock(made.with_suffix(".lock")):
        if not made.exists():
            making = folders.mktemp(name)
            make(making)
            making.rename(made)
    return made


def _of_the_run(folders: pytest.TempPathFactory) -> Path:
    """Return the folder that all workers of a run share; where there are none, it is the run's own."""
    base = folders.getbasetemp()
    return base.parent if "PYTEST_XDIST_WORKER" in os.environ else base


def _load(folder: Path) -> None:
    """Serve an empty data directory: the program loads the sample before it is ready."""
    with started_afresh(folder):
        pass
