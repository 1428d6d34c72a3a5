"""What a version says about itself, and whether its files still agree."""

import hashlib
import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, field
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from vectorstore.chroma import CHROMA_VERSION, fingerprint, stable_files
from vectorstore.contents import LoadedDocument
from vectorstore.document import Document
from vectorstore.faults import Damaged, WrongModel, WrongVersion
from vectorstore.files import replace_file, sha256_of
from vectorstore.passage import Passage

FORMAT = 3
MANIFEST = "manifest.json"
CHROMA = "chroma"
KEYWORDS = "keywords"
SENTENCES = "sentences"


@dataclass(frozen=True, slots=True)
class ManifestDocument:
    """One document of a version: `sha256` is of its stored text."""

    id: str
    source: str
    sha256: str
    passages: int


@dataclass(frozen=True, slots=True)
class ManifestCorrection:
    """A value that a person gave, as the version holds it: of a passage, or of the document where that is None."""

    document_id: str
    passage_id: str | None
    field: str
    value: object
    by: str
    when: str


@dataclass(frozen=True, slots=True)
class Manifest:
    """The description that a version is checked against. `database_sha256` is of Chroma's rows, not of its file."""

    version: str
    built: str
    model: str
    dimension: int
    documents: tuple[ManifestDocument, ...]
    passages: int
    passages_sha256: str
    database_sha256: str
    files: Mapping[str, str]
    settings: Mapping[str, object] = field(default_factory=dict)
    chroma: str = CHROMA_VERSION
    code: str = ""
    format: int = FORMAT
    corrections: tuple[ManifestCorrection, ...] = ()


def describe(
    directory: Path,
    name: str,
    built: str,
    model: str,
    dimension: int,
    loaded: Sequence[LoadedDocument],
    settings: Mapping[str, object],
) -> Manifest:
    """Return the manifest of a version whose files are all written."""
    passages = [passage for one in loaded for passage in one.passages]
    return Manifest(
        version=name,
        built=built,
        model=model,
        dimension=dimension,
        documents=tuple(_described(one) for one in loaded),
        passages=len(passages),
        passages_sha256=hash_of_passages(passages),
        database_sha256=fingerprint(directory / CHROMA),
        files=hash_files(directory),
        settings=dict(settings),
        code=code_version(),
        corrections=tuple(correction for one in loaded for correction in _corrections(one)),
    )


def write_manifest(directory: Path, manifest: Manifest) -> None:
    """Write the manifest into a version's folder."""
    replace_file(directory / MANIFEST, json.dumps(asdict(manifest), indent=1, ensure_ascii=False).encode())


def read_manifest(directory: Path) -> Manifest:
    """Return the manifest of a version. Raise Damaged where it cannot be read, WrongVersion for another format."""
    try:
        record = json.loads((directory / MANIFEST).read_bytes())
        if record["format"] != FORMAT:
            raise WrongVersion(f"Index {directory.name} has format {record['format']}, not {FORMAT}: rebuild it.")
        documents = tuple(ManifestDocument(**document) for document in record["documents"])
        corrections = tuple(ManifestCorrection(**correction) for correction in record.get("corrections", ()))
        return Manifest(**record | {"documents": documents, "corrections": corrections})
    except (OSError, ValueError, KeyError, TypeError) as fault:
        raise Damaged(f"Index {directory.name} has no readable {MANIFEST}: build it again.") from fault


def manifest_hash(directory: Path) -> str:
    """Return the SHA-256 that the live pointer keeps of a version's manifest."""
    try:
        return sha256_of(directory / MANIFEST)
    except OSError as fault:
        raise Damaged(f"Index {directory.name} has no readable {MANIFEST}: build it again.") from fault


def check_software(manifest: Manifest, model: str | None = None) -> None:
    """Raise WrongModel or WrongVersion where this program must not open the version. `None`: any model will do."""
    if model is not None and manifest.model != model:
        raise WrongModel(
            f"Index {manifest.version} was built with the model {manifest.model!r}, not {model!r}: "
            "set that model, or rebuild the index."
        )
    if manifest.chroma.split(".")[:2] != CHROMA_VERSION.split(".")[:2]:
        raise WrongVersion(
            f"Index {manifest.version} was built with Chroma {manifest.chroma}, not {CHROMA_VERSION}: rebuild it."
        )


def differences(directory: Path, manifest: Manifest) -> list[str]:
    """Return how the files differ from the manifest, one line each. Opens nothing that could crash."""
    problems = []
    for name, sha256 in manifest.files.items():
        if not (directory / name).is_file():
            problems.append(f"{name} is missing")
        elif sha256_of(directory / name) != sha256:
            problems.append(f"{name} was changed")
    return problems


def hash_of_passages(passages: Sequence[Passage]) -> str:
    """Return the SHA-256 over what identifies passages and what was indexed of them, in the order of their ids."""
    digest = hashlib.sha256()
    for passage in sorted(passages, key=lambda passage: passage.id):
        digest.update(json.dumps([passage.id, passage.text, passage.embedded]).encode())
    return digest.hexdigest()


def hash_of_text(text: str) -> str:
    """Return the SHA-256 of a stored text."""
    return hashlib.sha256(text.encode()).hexdigest()


def _described(one: LoadedDocument) -> ManifestDocument:
    return ManifestDocument(one.document.id, one.document.source, hash_of_text(one.text), len(one.passages))


def _corrections(one: LoadedDocument) -> Iterator[ManifestCorrection]:
    """Yield what persons said of a document, then of its passages. An approval is no value of the document."""
    holders: list[tuple[Document | Passage, str | None]] = [(one.document, None)]
    for holder, passage_id in [*holders, *((passage, passage.id) for passage in one.passages)]:
        for added in holder.added:
            value = getattr(holder, added.field, True)
            yield ManifestCorrection(one.document.id, passage_id, added.field, value, added.by, added.when)


def hash_files(directory: Path) -> dict[str, str]:
    """Return the SHA-256 of every file of a version whose bytes stay as they were built, by its path inside."""
    inside = directory / CHROMA
    files = [file for file in directory.rglob("*") if file.is_file() and not file.is_relative_to(inside)]
    files += stable_files(inside) if inside.is_dir() else []
    return {str(file.relative_to(directory)): sha256_of(file) for file in sorted(files) if file.name != MANIFEST}


def code_version() -> str:
    """Return the version of this program."""
    try:
        return version("review-learning-assistant")
    except PackageNotFoundError:
        return "not installed"
