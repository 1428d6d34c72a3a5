"""What a person says so that a version is released, and what became of it: handed through from the command line."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Annotated

import typer

from vectorstore.faults import Refused

ApprovedBy = Annotated[
    str | None, typer.Option("--approved-by", metavar="NAME", help="Who has read the content pack and approves it.")
]
SignOff = Annotated[
    str | None,
    typer.Option("--sign-off", metavar='"NAME: REASON"', help="Who answers for an INCONCLUSIVE verdict, and why."),
]


@dataclass(frozen=True, slots=True)
class Consent:
    """Who makes a release, who approves its content, and who answers for an inconclusive verdict with which reason.

    `read` are the questions whose answers a person ticked as read, None where that was not asked.
    Raise Refused for a sign-off that is not a name and a reason.
    """

    by: str
    approved_by: str | None = None
    sign_off: str | None = None
    read: frozenset[str] | None = None

    def __post_init__(self) -> None:
        if self.sign_off is not None:
            name, _, reason = self.sign_off.partition(":")
            if not (name.strip() and reason.strip()):
                raise Refused('A sign-off is a name and a reason: --sign-off "NAME: REASON".')


@dataclass(frozen=True, slots=True)
class Decision:
    """Whether the version is live now, and what there is to say, a line each; commands exit with `exit_code`."""

    is_live: bool
    lines: tuple[str, ...]
    exit_code: int


# Decides on a version by its name: the gate, where the evaluation is at hand.
Gate = Callable[[str, Consent], Decision]
