"""A long list, a page at a time."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

ON_A_PAGE = 25

Item = TypeVar("Item")


@dataclass(frozen=True, slots=True)
class Paged(Generic[Item]):
    """What is shown of a list: the page of this number, from 1, of `last` pages."""

    shown: tuple[Item, ...]
    number: int
    last: int


def paged(items: Sequence[Item], typed: str, many: int = ON_A_PAGE) -> Paged[Item]:
    """Return the page that is asked for: the first where no number was typed, the last where there are fewer."""
    last = max(1, -(-len(items) // many))
    number = min(max(1, int(typed)), last) if typed.isascii() and typed.isdigit() and len(typed) < 7 else 1
    return Paged(tuple(items[(number - 1) * many : number * many]), number, last)
