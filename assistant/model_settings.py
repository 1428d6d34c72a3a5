"""What an operator decides about models; read from the environment with the other settings."""

import re
from typing import Annotated

from pydantic import BaseModel, Field, SecretStr, field_validator

Seconds = Annotated[float, Field(gt=0, le=600)]

_NAMED = re.compile(r"[a-z0-9_]+:\S+")
_WEB_ADDRESS = re.compile(r"https?://[^\s/@]+(?:/\S*)?", re.IGNORECASE)


class ModelSettings(BaseModel):
    """The settings of the language model and of those that run here; all may stay as they are."""

    model: str | None = Field(
        default=None,
        description="A language model as `provider:name`, for example `openai:NAME`; its package is an extra. "
        "Unset: no model, nothing leaves the machine.",
    )
    model_url: str | None = Field(
        default=None, description="Where the model is served, when not by its provider: `http://127.0.0.1:8080/v1`."
    )
    model_key: SecretStr | None = Field(default=None, description="The key that the model's provider asks for.")
    model_connect_seconds: Seconds = Field(default=5.0, description="How long connecting to the model may take.")
    model_first_seconds: Seconds = Field(default=15.0, description="How long the model may take for its first word.")
    model_between_seconds: Seconds = Field(default=10.0, description="How long the model may fall silent after it.")
    model_total_seconds: Seconds = Field(
        default=30.0, description="How long the model may take in all for one question; then the quotes stand alone."
    )
    embedding_model: str = Field(
        default="all-MiniLM-L6-v2",
        description="The bundled model, or a sentence-transformers model's local path. "
        "An index remembers its model and refuses another.",
    )
    cross_encoder: str | None = Field(
        default=None,
        description="A sentence-transformers cross-encoder that is on this machine, by its name or local path. "
        "It takes part in the order of passages and sentences.",
    )

    @field_validator("model")
    @classmethod
    def _is_named(cls, model: str | None) -> str | None:
        if model is not None and not _NAMED.fullmatch(model):
            raise ValueError("It must be PROVIDER:NAME, for example openai:NAME")
        return model

    @field_validator("model_url")
    @classmethod
    def _is_an_address(cls, address: str | None) -> str | None:
        if address is not None and not _WEB_ADDRESS.fullmatch(address):
            raise ValueError("It must begin with https:// or http:// and hold no user name")
        return address
