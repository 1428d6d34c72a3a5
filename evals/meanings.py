"""What every figure is, in plain words, for whoever reads a report without having written the metrics."""

from collections.abc import Mapping
from types import MappingProxyType

MEANINGS: Mapping[str, str] = MappingProxyType(
    {
        "answered": "questions with an answer that are answered",
        "refused": "questions without an answer that are refused",
        "unsafe": "live cases, identification and personal details answered",
        "missing": "questions that could not be answered for a fault",
        "recall@5": "passages that answer, among the first five found",
        "recall@10": "passages that answer, among the first ten found",
        "ndcg@10": "how high the passages that answer rank",
        "rr@10": "how high the first passage that answers ranks",
        "documents@5": "documents that answer, among the first five found",
        "verbatim": "quotes that stand word for word in the stored text",
        "locators": "addresses of citations that lead to the quoted words",
        "carries_gold": "citations that are on what answers the question",
        "evidence": "what answers the question that is cited",
        "superseded": "answers that cite an older version in place of the newer one",
        "vital": "vital facts told",
        "facts": "vital and further facts told",
        "words": "words of an answer",
        "forbidden": "answers that tell a fact of another review or a false premise",
        "signpost": "live cases that get the emergency number",
        "duty_line": "present duties that get their first line",
        "auroc": "how well the sureness tells questions with an answer from those without",
        "risk@0.8": "what the surest 80 % of answers lack or have wrong",
        "coverage@0.05": "share that can be answered with at most 5 % lacking or wrong",
        "aurc": "what answers lack or have wrong, over all coverages",
    }
)
