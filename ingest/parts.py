"""The parts that blocks of a document play: heading, numbered label, case marker, body."""

from dataclasses import dataclass
from enum import Enum

from ingest.blocks import Block
from ingest.headings import Numbered
from vectorstore.sections import SectionType as S


class Role(Enum):
    """The part a block plays."""

    LEFT_OUT = "in the text, but nothing to cite: boilerplate, contents, table labels, orphan references"
    CASE = "begins the next case of a newsletter"
    NUMBERED = "a numbered finding, lesson, recommendation or action"
    HEADING = "opens a section"
    BODY = "says something"


@dataclass(frozen=True, slots=True)
class Reading:
    """A block and its part. `level` is 0 where a heading's rank is unknown; `section` None where its wording is.

    `addressee` is whom the heading addresses the statements below it to, `run_in` tells that it begins a paragraph and
    `leads_list` that a numbered list stands right below.
    """

    block: Block
    role: Role
    printed: str
    level: int = 0
    section: S | None = None
    label: Numbered | None = None
    subject: str | None = None
    addressee: str | None = None
    run_in: bool = False
    leads_list: bool = False
