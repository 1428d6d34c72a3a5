"""Faults of the index. The text of each is one line for people: what, why, what to do.

IndexFault
 ├── UpdateRunning
 ├── NothingToDo
 ├── Refused
 ├── Damaged
 ├── WrongModel
 ├── WrongVersion
 ├── ModelMissing
 ├── NoSpace
 └── StoreFailed
"""


class IndexFault(Exception):
    """Anything that the index cannot do; commands print its text and exit 1."""


class UpdateRunning(IndexFault):
    """Another process holds the write lock. Wait for it and try again."""


class NothingToDo(IndexFault):
    """There is no version to promote, to roll back to, or to open."""


class Refused(IndexFault):
    """What was handed in cannot become a version: it contradicts itself. The caller has to correct it."""


class Damaged(IndexFault):
    """A version is not what its manifest says. Build it again, or roll back."""


class WrongModel(IndexFault):
    """A version was embedded by another model than the one configured. Set that model, or rebuild."""


class WrongVersion(IndexFault):
    """A version was written by an incompatible program or Chroma. Rebuild it."""


class ModelMissing(IndexFault):
    """A model that is configured is not on this machine, or is of another kind."""


class NoSpace(IndexFault):
    """The disk is too full to build a version safely. Free space and try again; what is served is untouched."""

    FULL = "The disk is full: free space and try again; the live index is untouched."


class StoreFailed(IndexFault):
    """A library underneath failed: Chroma, the keyword index or the cache of vectors."""
