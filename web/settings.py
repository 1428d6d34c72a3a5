"""What an operator decides about the web interface, as frozen values; nothing here reads the environment."""

import re
from dataclasses import dataclass
from datetime import date, timedelta
from ipaddress import ip_address

from pydantic import BaseModel

from web.brand import colour_refused

STALE_AFTER = timedelta(days=90)
SHORTEST_SECRET = 16

_WEB_ADDRESS = re.compile(r"https?://[^\s/]+\S*", re.IGNORECASE)
_MAIL_ADDRESS = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+")


class LocalContact(BaseModel, extra="forbid", frozen=True):
    """Whom to ring, as an operator writes it into the settings."""

    service: str
    phone: str
    area: str | None = None
    hours: str | None = None


@dataclass(frozen=True, slots=True)
class Contact:
    """Whom to ring where a child may be at risk: the service, its number as printed, its area and its hours."""

    service: str
    phone: str
    area: str | None = None
    hours: str | None = None

    @property
    def line(self) -> str:
        """Return the contact in one line of plain text."""
        details = ", ".join(detail for detail in (self.area, self.hours) if detail)
        return f"{self.service}{f' ({details})' if details else ''}: {self.phone}"

    @property
    def dial(self) -> str:
        """Return the digits that a phone dials."""
        return re.sub(r"[^\d+]", "", self.phone)


@dataclass(frozen=True, slots=True)
class Feedback:
    """Who reads what is reported, and how often, in an operator's words; `address` is theirs, an e-mail's or a page's.

    Raise ValueError for an address that is neither.
    """

    reader: str
    address: str | None = None

    def __post_init__(self) -> None:
        if self.address and not any(kind.fullmatch(self.address) for kind in (_WEB_ADDRESS, _MAIL_ADDRESS)):
            raise ValueError("It must be an e-mail address, or begin with https:// or http://.")

    @property
    def link(self) -> str | None:
        """Return what a link to the address leads to, None where there is none."""
        is_mail = self.address and _MAIL_ADDRESS.fullmatch(self.address)
        return f"mailto:{self.address}" if is_mail else self.address


@dataclass(frozen=True, slots=True)
class WebSettings:
    """The settings of the web interface.

    `allowed_hosts` are host names without a port. `secret` signs the session cookies; whoever has it can forge them.
    `https` says that browsers reach us over TLS, whoever ends it: cookies are then never sent without it.
    `questions_a_minute` is how many each person may ask; 0 sets no limit.
    `model` names the language model and its host where questions are sent to one.
    `records_elsewhere` says that the database is not a file beside the data. `data_protection_contact` is in the
    operator's words. `brand_colour` is # and six hexadecimal digits.
    Raise ValueError for a secret that is too short, for a `procedures_url` that is no web address, and for a
    `brand_colour` on which buttons could not be seen.
    """

    allowed_hosts: tuple[str, ...]
    secret: bytes
    contacts: tuple[Contact, ...] = ()
    contacts_checked: date | None = None
    procedures_url: str | None = None
    https: bool = False
    model: str | None = None
    questions_a_minute: int = 15
    records_elsewhere: bool = False
    feedback: Feedback | None = None
    data_protection_contact: str | None = None
    brand_colour: str | None = None

    def __post_init__(self) -> None:
        if len(self.secret) < SHORTEST_SECRET:
            raise ValueError(f"The secret has fewer than {SHORTEST_SECRET} bytes.")
        if self.procedures_url is not None and not _WEB_ADDRESS.fullmatch(self.procedures_url):
            raise ValueError("The address of the local procedures must begin with https:// or http://.")
        if self.brand_colour is not None and (refused := colour_refused(self.brand_colour)):
            raise ValueError(refused)

    def contact_lines(self, today: date) -> tuple[str, ...]:
        """Return whom to ring, one a line, and last that the numbers must be checked, where they were not of late."""
        lines = tuple(contact.line for contact in self.contacts)
        is_fresh = self.contacts_checked is not None and today - self.contacts_checked <= STALE_AFTER
        return lines if not lines or is_fresh else (*lines, self.contacts_note(today))

    def contacts_note(self, today: date) -> str:
        """Return the sentence that says how far the contacts may be relied on."""
        if not self.contacts:
            return "Ask your manager: local contacts are not configured."
        if self.contacts_checked is None:
            return "Nobody has recorded when these numbers were checked: check them before you rely on them."
        checked = f"{self.contacts_checked.day} {self.contacts_checked:%B %Y}"
        if today - self.contacts_checked > STALE_AFTER:
            return f"Last checked on {checked}, more than 90 days ago: check the numbers before you rely on them."
        return f"Checked on {checked}."


def is_this_machine(host: str) -> bool:
    """Return whether nobody but users of this machine can reach the address."""
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"
