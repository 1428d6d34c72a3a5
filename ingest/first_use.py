"""First use: whether documents of one's own were ever what people are asked from."""

from dataclasses import dataclass

from vectorstore.contents import read_documents
from vectorstore.data import DataDirectory
from vectorstore.releases import read_pointer, read_releases
from vectorstore.versions import version_names


@dataclass(frozen=True, slots=True)
class Served:
    """Whether the live version holds documents of one's own, and whether it holds the sample."""

    own: bool
    sample: bool


def served(data: DataDirectory) -> Served:
    """Return what is live. Where it cannot be read both are taken to be there: nothing is replaced or dropped then."""
    pointer = read_pointer(data)
    if pointer is None:
        return Served(own=False, sample=False)
    try:
        documents = read_documents(data.indexes / pointer.version)
    except (OSError, ValueError, KeyError, TypeError):
        return Served(own=True, sample=True)
    return Served(any(not d.is_sample for d in documents), any(d.is_sample for d in documents))


def is_first_use(data: DataDirectory) -> bool:
    """Return whether nothing but the sample is live or ever was: what is loaded goes live at once then."""
    return not (served(data).own or _was_own(data))


def _was_own(data: DataDirectory) -> bool:
    """Return whether a version with documents of one's own was ever released: after a rollback it is no first use."""
    for version in {one.version for one in read_releases(data)}.intersection(version_names(data)):
        try:
            if any(not one.is_sample for one in read_documents(data.indexes / version)):
                return True
        except (OSError, ValueError, KeyError, TypeError):
            return True
    return False
