"""The statements of a document: each with the case, section and numbered finding that it belongs to."""

from dataclasses import dataclass

from ingest.blocks import Block
from ingest.headings import Numbered
from vectorstore.document import Section
from vectorstore.sections import SectionType as S


@dataclass(frozen=True, slots=True)
class Unit:
    """A statement of the body and where it stands. Units of one `run` are the items of one list or section.

    `named` is the heading that gives a single finding or lesson its name; all that stands under it is one item.
    `addressee` is whom a heading or a row of a plan addresses it to; what is not `counted` is no item of a list.
    `about` is the kind of statement that the row of a plan makes, for a cell that tells something of it.
    """

    block: Block
    review: str | None
    section: S
    heading: str | None
    run: int
    finding: Numbered | None = None
    named: str | None = None
    addressee: str | None = None
    counted: bool = True
    about: S | None = None


@dataclass(frozen=True, slots=True)
class Outline:
    """The sections of a document, the statements of its body, and what stands in the text but is not cited."""

    sections: tuple[Section, ...]
    units: tuple[Unit, ...]
    left_out: tuple[Block, ...]
