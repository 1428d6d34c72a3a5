"""Whether the words that a trainer gave a right answer still say what its passage says.

Nearness in meaning does not tell "share" from "never share". So what turns, counts, dates or addresses a statement has
to stand in its passage too: whoever wants to say more than that says it of another passage.
"""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from assistant.grounding import amounts, counts_alike, folded, is_modal, is_opposite, words_of
from assistant.names import named_reviews
from assistant.people import KIN, any_of
from assistant.quizzes.askable import FORM_OF, Form
from assistant.quizzes.decisive_words import BOUNDS, are_opposites, contraries, denials, limits, spans
from assistant.quizzes.quiz import Option, Quote
from assistant.reviews import by_name
from vectorstore.agencies import agencies_in
from vectorstore.index import Index
from vectorstore.keywords import tokens
from vectorstore.sections import SectionType
from vectorstore.sentences import sentence_spans

_TURNED = (
    "The right answer turns round what its passage says: keep words such as “not”, “stop” and “before” as they are"
    " there."
)
_ALL = frozenset({"all", "any", "each", "every"})
_RELATIVE = any_of(KIN)
_ONE_NAME = {"mum": "mother", "mums": "mother", "mom": "mother", "dad": "father", "dads": "father", "daddy": "father"}
# A child is called by many words, and no answer is untrue by which of them.
_ANY_CHILD = frozenset({"child", "son", "daughter"})
_NO_ONE = re.compile(r"\bno[ -]one\b", re.IGNORECASE)
_AT_LEAST = re.compile(r"\bat (?:the very |the )?least\b", re.IGNORECASE)
_CLAUSE = re.compile(r"[.;:!?,]")
_SHOULD = r"should|must|ought to|needs? to|ha(?:s|ve) to|will"
_NO_PASSIVE = r"(?! (?:\w+ )?be\b)"
_TO_ACT = re.compile(rf"\b(?:{_SHOULD})\b{_NO_PASSIVE}", re.IGNORECASE)
# "Schools to keep a child's drawings": so a passage may ask, and so "told him to wait" is worded as well.
_MAY_BE_TO_ACT = re.compile(rf"\b(?:{_SHOULD}|to)\b{_NO_PASSIVE}", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class _Words:
    """A text as it is compared: in one kind of marks, and in its words."""

    text: str

    @property
    def all(self) -> Sequence[str]:
        return words_of(_NO_ONE.sub("nobody", folded(self.text)))

    @property
    def plain(self) -> Sequence[str]:
        return [word.lower() for word in self.all]

    @property
    def stems(self) -> frozenset[str]:
        return frozenset(tokens(folded(self.text)))


def faults_of_answer(index: Index, option: Option) -> Iterator[str]:
    """Yield why the words of a right answer do not say what their passage says, a sentence each."""
    said, passage, to = _Words(option.words), _Words(option.quote.words), addressee(index, option.quote)
    if _turns(said, passage):
        yield _TURNED
    for new_in, what in _NEW:
        if new := sorted(new_in(said, _Words(f"{passage.text} . {to}"))):
            yield f"The right answer has {what} that its passage has not, “{new[0]}”: take it out."
    if named := _named(index, option.words) - _named(index, option.quote.words) - {option.quote.review}:
        yield f"The right answer names {min(named)}, and its passage does not: take the name out."
    if not counts_alike(said.all, passage.all):
        yield "The right answer counts something else than its passage: leave each number with what it counts."
    if (who := _told_to_act(said, passage, to)) is not None:
        yield f"The right answer says that “{who}” is to act, and its passage does not: name whom the passage names."
    if _is_found(option) and is_modal(said.all) != is_modal(_taken_up(said, passage).all):
        yield "The right answer makes what was into what should or may be, or the other way: leave that as it is."


def _is_found(option: Option) -> bool:
    return FORM_OF.get(SectionType(option.quote.cited.section)) is Form.FOUND


def _taken_up(said: _Words, passage: _Words) -> _Words:
    """Return the sentences of the passage that the answer says anything of."""
    sentences = [_Words(passage.text[start:end]) for start, end in sentence_spans(passage.text)]
    return _Words(" ".join(one.text for one in sentences if not one.stems.isdisjoint(said.stems)))


def addressee(index: Index, quote: Quote) -> str:
    """Return whom the passage of a quote is addressed to, empty for nobody: its label is no part of what is quoted."""
    cited = quote.cited
    found = index.passage_at(cited.document_id, cited.start)
    return next((one.addressee or "" for one in index.passages_of(cited.document_id) if one.id == found), "")


def _named(index: Index, text: str) -> set[str]:
    known = by_name(index).values()
    named = named_reviews(text, [entry.review for entry in known])
    return {entry.name for entry in known if entry.review in named}


def _turns(said: _Words, passage: _Words) -> bool:
    ours, theirs = _denials(said), _denials(passage)
    if ours != theirs or is_opposite(said.plain, passage.plain) or are_opposites(said.plain, passage.plain):
        return True
    # "At least two" is as much as "two or more".
    if contraries(_AT_LEAST.sub(" ", said.text)) and not contraries(passage.text):
        return True
    return bool(ours) and _denied(said).isdisjoint(_denied(passage))


def _denied(words: _Words) -> set[str]:
    """Return the words of every clause that is turned: an answer may not deny another one than its passage."""
    clauses = [_Words(clause) for clause in _CLAUSE.split(_NO_ONE.sub("nobody", words.text))]
    return {stem for clause in clauses if _denials(clause) for stem in clause.stems}


def _denials(words: _Words) -> int:
    return len(denials(words.text)) + len(limits(words.text))


def _new_amounts(said: _Words, passage: _Words) -> set[str]:
    # "Any baby" is as many as "every baby".
    alike = frozenset() if _ALL.isdisjoint(passage.plain) else _ALL
    return _amounts(said) - _amounts(passage) - alike


def _amounts(words: _Words) -> set[str]:
    # "One" is mostly no number.
    counted = amounts(word for word in words.all if word.lower() != "one")
    return counted | spans(words.text) | BOUNDS.intersection(words.plain)


def _new_agencies(said: _Words, passage: _Words) -> set[str]:
    return set(agencies_in(said.text)) - set(agencies_in(passage.text))


def _new_relatives(said: _Words, passage: _Words) -> set[str]:
    return _relatives(said) - _relatives(passage)


def _relatives(words: _Words) -> set[str]:
    found = {match[0].lower() for match in _RELATIVE.finditer(words.text)}
    return {_ONE_NAME.get(word, word) for word in found} - _ANY_CHILD


_NEW: Sequence[tuple[Callable[[_Words, _Words], set[str]], str]] = (
    (_new_amounts, "a number, date, amount or span of time"),
    (_new_agencies, "an agency"),
    (_new_relatives, "a member of the family"),
)


def _told_to_act(said: _Words, passage: _Words, to: str) -> str | None:
    """Return who is to act by the answer and neither by the passage nor as the one whom it is addressed to."""
    theirs = {stem for word in _before(_MAY_BE_TO_ACT, passage) for stem in tokens(word)} | set(tokens(to))
    return next((word for word in _before(_TO_ACT, said) if theirs.isdisjoint(tokens(word))), None)


def _before(to_act: re.Pattern[str], words: _Words) -> Iterator[str]:
    """Yield the last word that carries meaning before each "should" or the like: who is to act."""
    for clause in _CLAUSE.split(folded(words.text)):
        if match := to_act.search(clause):
            yield from [word for word in words_of(clause[: match.start()]) if tokens(word)][-1:]
