"""Every test has a directory and an environment of its own, and no network."""

import os
import socket
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from verifying import Forking

from vectorstore import verification

os.environ["HF_HUB_OFFLINE"] = "1"
LOOPBACK = {"127.0.0.1", "::1", "localhost"}
LONGEST = "test_browser.py"
SHARED = Path(__file__).parents[2] / "shared"


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Begin with the longest file, which loads the sample: whoever needs it later finds it, and nobody ends alone."""
    items.sort(key=lambda item: item.path.name != LONGEST)


@pytest.fixture(autouse=True)
def clean_environment(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    for name in [name for name in os.environ if name.startswith("REVIEW_LEARNING_")]:
        monkeypatch.delenv(name)
    monkeypatch.setenv("REVIEW_LEARNING_DATA", str(tmp_path / "data"))


@pytest.fixture(autouse=True)
def no_network(monkeypatch: pytest.MonkeyPatch) -> None:
    connect: Callable[[socket.socket, object], None] = socket.socket.connect

    def refuse(self: socket.socket, address: object) -> None:
        if (
            self.family in {socket.AF_INET, socket.AF_INET6}
            and isinstance(address, tuple)
            and address[0] not in LOOPBACK
        ):
            raise OSError(f"a test tried to reach {address}")
        connect(self, address)

    monkeypatch.setattr(socket.socket, "connect", refuse)


@pytest.fixture(scope="session", autouse=True)
def verified_in_forks() -> Iterator[None]:
    """Fork the processes that verify indexes: hundreds of them would each import for a second. See `verifying`."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(verification, "subprocess", Forking)
        yield


@pytest.fixture(scope="session")
def shared() -> Path:
    """Return the folder of real documents and questions beside the checkout."""
    if not SHARED.is_dir():
        pytest.skip("the folder of real review documents is not beside this checkout")
    return SHARED
