"""Cross-encoders that are built in the test: tiny BERTs whose preference is set in their weights, saved as models are."""

from pathlib import Path

import torch
from transformers import BertConfig, BertForSequenceClassification, BertTokenizer

SPECIAL = ("[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]")
MARKED, OTHER = torch.tensor([1.0, -1.0, 0.0, 0.0]), torch.tensor([0.0, 0.0, 1.0, -1.0])
SCORE = 5.0


def build_cross_encoder(folder: Path, liked: str, kinds: int = 1) -> str:
    """Write a model that scores a pair about 5 where the word stands in it and about -5 where it does not.

    Every word but the liked one is unknown to it. Attention weighs all words alike, so that the first position learns
    whether the liked one is among them, and the classifier reads that off. Return the model's path.
    """
    folder.mkdir(parents=True)
    vocabulary = [*SPECIAL, liked]
    (folder / "vocab.txt").write_text("\n".join(vocabulary), encoding="utf-8")
    BertTokenizer(str(folder / "vocab.txt")).save_pretrained(folder)
    model = BertForSequenceClassification(
        BertConfig(
            vocab_size=len(vocabulary), hidden_size=4, num_hidden_layers=1, num_attention_heads=1,
            intermediate_size=4, max_position_embeddings=512, num_labels=kinds,
        )
    )  # fmt: skip
    with torch.no_grad():
        _prefer(model)
    model.save_pretrained(folder)
    return str(folder)


def _prefer(model: BertForSequenceClassification) -> None:
    for name, weights in model.named_parameters():
        if "LayerNorm.weight" not in name:
            weights.zero_()
    words = model.bert.embeddings.word_embeddings.weight
    words[:] = OTHER
    words[-1] = MARKED
    attention = model.bert.encoder.layer[0].attention
    attention.self.value.weight[:] = torch.eye(4)
    attention.output.dense.weight[:] = torch.eye(4)
    # So steep that one word among many is told from none.
    model.bert.pooler.dense.weight[0, 0] = 1000.0
    model.bert.pooler.dense.bias[0] = -1.0
    model.classifier.weight[:, 0] = SCORE
