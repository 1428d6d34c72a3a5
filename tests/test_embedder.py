import numpy as np
import pytest

from vectorstore.embedder import DEFAULT_MODEL, Embedder, load_embedder
from vectorstore.faults import ModelMissing


@pytest.fixture(scope="module")
def mini_lm() -> Embedder:
    return load_embedder()


def test_vectors_are_of_unit_length_one_a_text_and_do_not_depend_on_the_batch(mini_lm: Embedder) -> None:
    texts = ["The father was not seen.", "A much longer sentence about what the school recorded, and when.", "x"]
    together = mini_lm.embed(texts)
    alone = np.vstack([mini_lm.embed([text]) for text in texts])
    assert (mini_lm.id, together.shape, str(together.dtype)) == (DEFAULT_MODEL, (3, 384), "float32")
    np.testing.assert_allclose(np.linalg.norm(together, axis=1), 1, atol=1e-5)
    np.testing.assert_allclose(together, alone, atol=1e-5)


def test_texts_alike_in_meaning_are_nearer_than_others(mini_lm: Embedder) -> None:
    father, dad, invoice = mini_lm.embed(["The father was hidden.", "Dad stayed invisible.", "Pay the invoice."])
    assert father @ dad > father @ invoice + 0.2


@pytest.mark.parametrize("name", ["nobody/such-model", "/nowhere/model"], ids=["hub name", "local path"])
def test_a_model_that_is_not_on_the_machine_is_one_clear_line(name: str) -> None:
    with pytest.raises(ModelMissing) as fault:
        load_embedder(name).embed(["text"])
    assert (
        str(fault.value) == f"The embedding model {name!r} is not on this machine; install it, or set its local path."
    )
