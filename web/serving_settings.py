"""What an operator sets about serving: the address, who is let in, whom to ring; read with the other settings."""

import json
import secrets
from datetime import date
from typing import Annotated

from pydantic import BaseModel, Field, SecretStr, ValidationInfo, field_validator
from pydantic_settings import NoDecode

from web.settings import Contact, Feedback, LocalContact, WebSettings


class ServingSettings(BaseModel):
    """The settings of serving, as an operator writes them."""

    host: str = Field(default="127.0.0.1", description="The address to serve on; only this machine by default.")
    port: int = Field(default=8000, ge=0, le=65535, description="The port to serve on; 0 takes any that is free.")
    allowed_hosts: Annotated[tuple[str, ...], NoDecode] = Field(
        default=("127.0.0.1", "localhost", "[::1]"), description="Host names that browsers may use, as a JSON list."
    )
    https: bool = Field(
        default=False, description="Say `true` where a proxy serves this over TLS: cookies are then marked secure."
    )
    secret: SecretStr | None = Field(
        default=None,
        description="Signs session cookies, at least 16 characters. "
        "Unset: a new one at every start, so conversations end with it.",
    )
    contacts: Annotated[tuple[LocalContact, ...], NoDecode] = Field(
        default=(),
        description='Local contacts, as JSON: `[{"service": "…", "phone": "…", "area": "…", "hours": "…"}]`.',
    )
    contacts_checked: date | None = Field(
        default=None, description="The day on which the contacts were last checked, as YYYY-MM-DD."
    )
    procedures_url: str | None = Field(default=None, description="The address of the local safeguarding procedures.")

    accounts: bool = Field(
        default=False,
        description="Say `true` to ask for an account on this machine too, as behind a proxy that ends TLS.",
    )
    proxies: Annotated[tuple[str, ...], NoDecode] = Field(
        default=(),
        description="Addresses of sign-on proxies, as a JSON list: whom they name may read and ask, without accounts.",
    )
    proxy_header: str = Field(
        default="X-Forwarded-User", description="The header in which a sign-on proxy names who it let through."
    )
    questions_a_minute: int = Field(
        default=15, ge=0, description="How many questions each person may ask in a minute; 0 sets no limit."
    )
    history_days: int = Field(
        default=0,
        ge=0,
        le=3660,
        description="How many days a conversation is kept after its last question; 0 keeps it in memory only.",
    )
    records: str | None = Field(
        default=None,
        description="The database of accounts, as SQLAlchemy writes its address. Unset: `app.sqlite` beside the data.",
    )

    feedback_reader: str | None = Field(
        default=None,
        description="Who reads reports of problems, and how often: `The practice team, every Monday`. "
        "Unset: pages say that nobody does.",
    )
    feedback_address: str | None = Field(
        default=None, description="Where such reports go, an e-mail address or a web address; `FEEDBACK_READER` too."
    )
    data_protection_contact: str | None = Field(
        default=None, description="Whom to ask about personal data, as the privacy page names them."
    )
    brand_colour: str | None = Field(
        default=None,
        description="The colour of the band at the top and of buttons: `#0b4a6f`; too pale a one is refused.",
    )

    @field_validator("allowed_hosts", "contacts", "proxies", mode="before")
    @classmethod
    def _parsed(cls, value: object) -> object:
        # Parsed here, not by the library, so that a mistake is told with the name of its setting.
        try:
            return json.loads(value) if isinstance(value, str) else value
        except ValueError as fault:
            raise ValueError(f"It is not JSON ({fault})") from fault

    @field_validator("secret")
    @classmethod
    def _can_sign(cls, secret: SecretStr | None) -> SecretStr | None:
        if secret is not None:
            WebSettings((), secret.get_secret_value().encode())
        return secret

    @field_validator("procedures_url")
    @classmethod
    def _leads_somewhere(cls, address: str | None) -> str | None:
        WebSettings((), secrets.token_bytes(32), procedures_url=address)
        return address

    @field_validator("feedback_address")
    @classmethod
    def _is_read(cls, address: str | None, others: ValidationInfo) -> str | None:
        if address is not None:
            Feedback("", address)
            if not others.data.get("feedback_reader"):
                raise ValueError("Nobody is named who reads it: set REVIEW_LEARNING_FEEDBACK_READER too")
        return address

    @field_validator("brand_colour")
    @classmethod
    def _can_be_seen(cls, colour: str | None) -> str | None:
        WebSettings((), secrets.token_bytes(32), brand_colour=colour)
        return colour

    def for_web(self, model: str | None) -> WebSettings:
        """Return what the web interface needs to know; `model` names the language model and its host."""
        return WebSettings(
            allowed_hosts=self.allowed_hosts,
            secret=self.secret.get_secret_value().encode() if self.secret else secrets.token_bytes(32),
            contacts=tuple(Contact(c.service, c.phone, c.area, c.hours) for c in self.contacts),
            contacts_checked=self.contacts_checked,
            procedures_url=self.procedures_url,
            https=self.https,
            model=model,
            questions_a_minute=self.questions_a_minute,
            records_elsewhere=self.records is not None,
            feedback=Feedback(self.feedback_reader, self.feedback_address) if self.feedback_reader else None,
            data_protection_contact=self.data_protection_contact,
            brand_colour=self.brand_colour,
        )
