"""Readers without accounts, behind a proxy that has signed them on."""

import hashlib
from collections.abc import Collection

from fastapi import Request

from web.person import Person, Role, Stranger
from web.sessions import Session

STRANGER = Stranger(
    "Sign on first",
    "This assistant is reached through your organisation's sign-on page. Open it there.",
)


class Readers:
    """Lets in whom a proxy names in a header, as practitioners.

    Only from the addresses of the proxies: anybody else could write the header too. The name itself is not kept.
    """

    stranger = STRANGER
    knows_people = False

    def __init__(self, proxies: Collection[str], header: str) -> None:
        self._proxies = frozenset(proxies)
        self._header = header

    def person(self, request: Request, session: Session) -> Person | None:
        """Return who the proxy says that it is, None where no proxy of ours says so."""
        names = request.headers.getlist(self._header)
        if request.client is None or request.client.host not in self._proxies or len(names) != 1 or not names[0]:
            return None
        digest = hashlib.sha256(names[0].encode("utf-8", "replace")).hexdigest()[:32]
        return Person(f"reader-{digest}", "reader", Role.PRACTITIONER)

    def record(self, person: Person, did: str, about: str) -> None:
        """Keep nothing: readers change nothing."""
