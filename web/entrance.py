"""Which way in there is, by what an operator set."""

import sys
from collections.abc import Callable

from assistant.history import History
from assistant.quizzes.runs import Runs
from assistant.records import Records, RecordsFault
from web.accounts import Accounts
from web.person import Access
from web.readers import Readers
from web.retention import Forgets
from web.serving_settings import ServingSettings
from web.settings import is_this_machine
from web.this_machine import ThisMachine

NO_ACCOUNTS = (
    "review-learning: other machines can reach this address, and there are no accounts yet. "
    "Add one: review-learning users add NAME --role maintainer"
)


def open_records(address: str) -> Records:
    """Return the database of accounts and kept conversations. Exit 1 with one line where it cannot be opened."""
    try:
        return Records(address)
    except RecordsFault as fault:
        print(f"review-learning: {fault}", file=sys.stderr)
        raise SystemExit(1) from fault


def access_to(settings: ServingSettings, host: str, token: str | None, records: Callable[[], Records]) -> Access:
    """Return how those who reach the address are told apart. Exit 1 where nobody could get in."""
    if settings.proxies:
        return Readers(settings.proxies, settings.proxy_header)
    if not settings.accounts and is_this_machine(host):
        return ThisMachine(token)
    accounts = Accounts(records())
    if not accounts.users.everybody():
        print(NO_ACCOUNTS, file=sys.stderr)
        raise SystemExit(1)
    return accounts


def history_for(settings: ServingSettings, access: Access, records: Callable[[], Records]) -> History | None:
    """Return where conversations are kept, None where they are kept in memory only."""
    return History(records(), settings.history_days) if settings.history_days and access.knows_people else None


def endings(settings: ServingSettings, records: Records, access: Access) -> tuple[Forgets, ...]:
    """Return what deletes that which is kept for a time, also what was kept under settings that hold no more."""
    days = settings.history_days if access.knows_people else 0
    accounts = Accounts(records)
    people = accounts.users.forget_ended, accounts.actions.forget_old
    return History(records, days).forget_old, *people, Runs(records).forget_ended
