"""What this installation is, as far as the program knows it: what its statements and starters are filled in with."""

from dataclasses import dataclass
from enum import StrEnum

from vectorstore.live import LiveIndex
from vectorstore.manifest import code_version
from web.accounts import Accounts
from web.assurance import Assurance, assurance_of
from web.loaded import Loaded, describe
from web.parts import Parts
from web.person import Access
from web.readers import Readers
from web.settings import WebSettings


class WayIn(StrEnum):
    """How people get in."""

    THIS_MACHINE = "one user, on the machine that it runs on"
    ACCOUNTS = "accounts with a name and a password"
    SIGN_ON = "the organisation's sign-on, which a proxy in front of it asks for"


@dataclass(frozen=True, slots=True)
class Installation:
    """The facts. `history_days` is 0 where conversations are in memory only; `assurance` None where nothing is live."""

    program: str
    loaded: Loaded
    assurance: Assurance | None
    way_in: WayIn
    history_days: int
    settings: WebSettings

    @property
    def database(self) -> str:
        """Return where accounts and kept conversations are."""
        if self.settings.records_elsewhere:
            return "the database that the setting RECORDS names"
        return "the file app.sqlite in the data directory"


def installation_of(parts: Parts) -> Installation:
    """Return the facts as they are now."""
    loaded = _loaded(parts.live)
    return Installation(
        program=code_version(),
        loaded=loaded,
        assurance=assurance_of(parts.live.data, loaded.version) if loaded.version else None,
        way_in=_way_in(parts.access),
        history_days=parts.history.days if parts.history else 0,
        settings=parts.settings,
    )


def _loaded(live: LiveIndex) -> Loaded:
    with live.use() as index:
        return describe(index)


def _way_in(access: Access) -> WayIn:
    if isinstance(access, Accounts):
        return WayIn.ACCOUNTS
    return WayIn.SIGN_ON if isinstance(access, Readers) else WayIn.THIS_MACHINE
