"""Is a version what its manifest says, and does it answer? Asked in a process of its own, which damage may kill."""

import json
import os
import subprocess
import sys
from collections import Counter
from collections.abc import Callable, Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from vectorstore.chroma import ChromaVectors, fingerprint, integrity
from vectorstore.contents import read_documents, read_passages, read_text
from vectorstore.faults import IndexFault
from vectorstore.keywords import KeywordIndex, tokens
from vectorstore.manifest import (
    CHROMA,
    KEYWORDS,
    SENTENCES,
    Manifest,
    check_software,
    differences,
    hash_of_passages,
    hash_of_text,
    read_manifest,
)
from vectorstore.passage import Passage
from vectorstore.sentence_vectors import SentenceVectors, sentences_of

PROBES = 500
FOUND_AT_LEAST = 0.99
TIMEOUT_SECONDS = 900


def verify_directory(directory: Path) -> list[str]:
    """Return what is wrong with a version's folder, one line each; none where it may be served."""
    # The package is found wherever this process found it, also where it was never installed.
    path = os.pathsep.join([str(Path(__file__).resolve().parents[1]), *filter(None, [os.environ.get("PYTHONPATH")])])
    try:
        done = subprocess.run(
            [sys.executable, "-m", "vectorstore.verification", str(directory)],
            capture_output=True,
            text=True,
            timeout=TIMEOUT_SECONDS,
            env=os.environ | {"PYTHONPATH": path},
            check=False,
        )
    except subprocess.TimeoutExpired:
        return [f"verification took longer than {TIMEOUT_SECONDS} seconds"]
    if done.returncode < 0:
        return [f"opening it crashed the process (signal {-done.returncode})"]
    if done.returncode:
        return [f"opening it failed: {(done.stderr.strip().splitlines() or ['no message'])[-1]}"]
    return [str(problem) for problem in json.loads(done.stdout)]


def problems_of(directory: Path) -> list[str]:
    """Return what is wrong with a version's folder, looked at by this process."""
    try:
        manifest = read_manifest(directory)
        check_software(manifest)
        return (
            differences(directory, manifest)
            or _contents(directory, manifest)
            or _database(directory, manifest)
            or _vectors(directory, manifest)
            or _vectors(directory, manifest, again=True)
            or _keywords(directory)
            or _sentences(directory)
        )
    except IndexFault as fault:
        return [str(fault)]


def _contents(directory: Path, manifest: Manifest) -> list[str]:
    documents, passages = read_documents(directory), read_passages(directory)
    texts = {document.id: read_text(directory, document.id) for document in documents}
    counts = Counter(passage.document_id for passage in passages)
    found = [(one.id, one.source, hash_of_text(texts[one.id]), counts[one.id]) for one in documents]
    told = [(one.id, one.source, one.sha256, one.passages) for one in manifest.documents]
    checks = {
        "documents or their texts differ from the manifest": found == told,
        "passages differ from the manifest": manifest.passages == len(passages)
        and manifest.passages_sha256 == hash_of_passages(passages),
        "two passages have one id": len({passage.id for passage in passages}) == len(passages),
    }
    moved = [
        passage.id for passage in passages if texts[passage.document_id][passage.start : passage.end] != passage.text
    ]
    return [problem for problem, held in checks.items() if not held] + [
        f"passage {name} is not where it says it is" for name in moved[:1]
    ]


def _database(directory: Path, manifest: Manifest) -> list[str]:
    state = integrity(directory / CHROMA)
    if state != "ok":
        return [f"Chroma's database is damaged: {state.splitlines()[0]}"]
    if fingerprint(directory / CHROMA) != manifest.database_sha256:
        return ["Chroma's database was changed"]
    return []


def _vectors(directory: Path, manifest: Manifest, again: bool = False) -> list[str]:
    """Open Chroma and search it. `again`: what only shows when it is opened a second time."""
    passages = read_passages(directory)
    ids = [passage.id for passage in passages]
    chroma = ChromaVectors.open(directory / CHROMA)
    try:
        if set(chroma.ids()) != set(ids):
            return ["the vectors are not those of the passages"]
        if again:
            return []
        vectors = chroma.vectors(ids)
        if vectors.shape != (manifest.passages, manifest.dimension):
            return [f"the vectors have the shape {vectors.shape}"]
        return [*self_search(chroma.query, ids, vectors), *_documents_found(chroma, passages, vectors)]
    finally:
        chroma.close()


def self_search(
    query: Callable[[NDArray[np.float32], int], list[tuple[str, float]]],
    ids: Sequence[str],
    vectors: NDArray[np.float32],
) -> list[str]:
    """Search with stored vectors from all over the index: each has to find itself, or an exact double, first.

    Return a problem where too few do. `query` takes a vector and k, and returns (id, score), best first.
    """
    place = {name: position for position, name in enumerate(ids)}
    probes = np.unique(np.linspace(0, len(ids) - 1, min(PROBES, len(ids))).astype(int))
    found = 0
    for probe in probes:
        nearest = query(vectors[probe], 1)
        found += bool(nearest) and np.allclose(vectors[place[nearest[0][0]]], vectors[probe], atol=1e-5)
    if found < FOUND_AT_LEAST * len(probes):
        return [f"only {found} of {len(probes)} passages find themselves"]
    return []


def _documents_found(chroma: ChromaVectors, passages: Sequence[Passage], vectors: NDArray[np.float32]) -> list[str]:
    """Search once inside each document."""
    first = {passage.document_id: position for position, passage in reversed(list(enumerate(passages)))}
    owner = {passage.id: passage.document_id for passage in passages}
    lost = [
        document
        for document, position in first.items()
        if [owner[name] for name, _ in chroma.query(vectors[position], 1, document)] != [document]
    ]
    return [f"{len(lost)} documents cannot be searched by themselves"] if lost else []


def _sentences(directory: Path) -> list[str]:
    counts = [len(sentences_of(passage)) for passage in read_passages(directory)]
    return (
        [] if SentenceVectors.open(directory / SENTENCES).counts == counts else ["the sentence vectors are of others"]
    )


def _keywords(directory: Path) -> list[str]:
    passages = read_passages(directory)
    keywords = KeywordIndex.open(directory / KEYWORDS)
    if keywords.size != len(passages):
        return [f"the keyword index holds {keywords.size} of {len(passages)} passages"]
    probe = next((place for place, passage in enumerate(passages) if tokens(passage.embedded)), None)
    if probe is not None and not keywords.search(passages[probe].embedded, 1, [probe]):
        return ["the keyword index does not find a passage by its own words"]
    return []


if __name__ == "__main__":
    print(json.dumps(problems_of(Path(sys.argv[1]))))
