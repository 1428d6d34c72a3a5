"""A question that leans on those before it, put by a model so that it can be understood by itself."""

import secrets
from collections.abc import Sequence

from assistant.grounding import folded
from assistant.model import LanguageModel
from assistant.provider import ModelFault
from prompts.render import render
from vectorstore.keywords import tokens

LONGEST = 1_000
# Words that stand for what came before, so a question without them has lost nothing.
_LEANING = frozenset(tokens("one ones same else instead others another"))


def standalone(model: LanguageModel, question: str, earlier: Sequence[str], deadline: float) -> str | None:
    """Return the question as it is to be read, None where the model fails or says what nobody in it asked."""
    fence = secrets.token_hex(8)
    instructions = render("standalone_instructions", fence=fence)
    text = render("standalone_questions", fence=fence, questions=[*earlier, question])
    written = ""
    try:
        for piece in model.stream(instructions, text, deadline):
            written += piece
            if len(written) > LONGEST:
                return None
    except ModelFault:
        return None
    asked = folded(written)
    return asked if asked and asked != folded(question) and _only_says(asked, question, earlier) else None


def _only_says(asked: str, question: str, earlier: Sequence[str]) -> bool:
    """Return whether every word is of the conversation, and every word of this question is still there."""
    own, before = set(tokens(question)), {stem for one in earlier for stem in tokens(one)}
    said = set(tokens(asked))
    return asked.isprintable() and said <= own | before and own - _LEANING <= said
