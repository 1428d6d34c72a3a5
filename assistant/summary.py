"""A model's part of an answer: what passed the check is added under the quotes, and the quotes stay as they are."""

from collections.abc import Container, Iterator, Sequence
from dataclasses import replace

from assistant.answer import Answer, Citation, Status
from assistant.composer import escape
from assistant.drafting import drafted
from assistant.grounding import Sentence
from assistant.model import LanguageModel
from assistant.provider import ModelFault
from assistant.verifier import unknown_markers
from prompts.render import render
from vectorstore.sections import STATUS_OF_EVIDENCE, SectionType

# A longer list is what was asked for, whole; a summary would only leave things out of it.
MOST_QUOTES = 12


def summarised(
    model: LanguageModel, question: str, answer: Answer, withheld: Container[str], deadline: float
) -> Iterator[Sentence | Answer]:
    """Yield each checked sentence as it comes, and last the answer with them, or as it was where too little is left.

    No quote of a document whose id is `withheld` is sent to the model.
    """
    quotes = [citation for citation in answer.citations if citation.document_id not in withheld]
    if answer.status not in {Status.ANSWERED, Status.PARTIAL} or not 0 < len(quotes) <= MOST_QUOTES:
        yield answer
        return
    kept: list[Sentence] = []
    dropped, failed = 0, False
    try:
        for sentence in drafted(model, question, quotes, deadline):
            if sentence is None:
                dropped += 1
            else:
                kept.append(sentence)
                yield sentence
    except ModelFault:
        failed = True
    used = len(kept) > dropped
    notice = render("model_asked", model=model.label, used=used, dropped=dropped, failed=failed)
    told = replace(answer, notices=(*answer.notices, notice))
    yield _with_summary(told, kept, model.label) if used else told


def _with_summary(answer: Answer, sentences: Sequence[Sentence], label: str) -> Answer:
    by_number = {citation.number: citation for citation in answer.citations}
    named = len({(c.document_id, c.review) for c in answer.citations}) > 1
    lines = "\n".join(_line(sentence, by_number[sentence.numbers[0]], named) for sentence in sentences)
    heading = render("summary", model=escape(label))
    text = f"{answer.answer}\n\n{heading}\n\n{lines}"
    return answer if unknown_markers(text, answer.citations) else replace(answer, answer=text, model=label)


def _line(sentence: Sentence, cited: Citation, named: bool) -> str:
    """Return the sentence with its review where there are several, the status of its evidence and its numbers."""
    status = STATUS_OF_EVIDENCE[SectionType(cited.section)]
    head = f"{cited.review or cited.title}, {status}" if named else f"{status[0].upper()}{status[1:]}"
    return f"- {escape(head)}: {escape(sentence.text)} {''.join(f'[{number}]' for number in sentence.numbers)}"
