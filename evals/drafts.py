"""A question as a person drafts it: every part is what was typed, and any part may be wrong."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Self

from assistant.typed import clean
from evals.gold import Places
from evals.questions import EMERGENCY, Evidence, Kind, Question

OR = "|"

Groups = tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class Gold:
    """Words that answer the question, and the file name of the document in which they are said to stand."""

    doc: str
    quote: str


@dataclass(frozen=True, slots=True)
class Draft:
    """A question before it is known to be one. Of each vital or okay fact an answer tells one wording."""

    question: str
    kind: str
    answerable: bool = True
    gold: tuple[Gold, ...] = ()
    vital: Groups = ()
    okay: Groups = ()
    forbidden: tuple[str, ...] = ()
    history: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()
    must_signpost: bool = False

    @classmethod
    def of(cls, question: Question) -> Self:
        """Return a question that stands in a file, to be looked at like one that is added."""
        return cls(
            question=question.question,
            kind=question.kind,
            answerable=question.answerable,
            gold=tuple(Gold(one.doc, one.quote) for one in question.evidence),
            vital=question.must_mention,
            okay=question.may_mention,
            forbidden=question.must_not_mention,
            history=tuple(one.q for one in question.history),
            tags=question.tags,
            must_signpost=question.must_signpost,
        )

    def completed(self) -> "Draft":
        """Return the draft without what nobody sees or nobody meant; a live case always asks for 999."""
        vital = _cleaned_groups(self.vital)
        return replace(
            self,
            question=clean(self.question),
            gold=tuple(Gold(clean(one.doc), clean(one.quote)) for one in self.gold),
            vital=EMERGENCY if self.kind == Kind.LIVE_CASE and not vital else vital,
            okay=_cleaned_groups(self.okay),
            forbidden=_cleaned(self.forbidden),
            history=_cleaned(self.history),
            tags=_cleaned(self.tags),
        )

    def in_order(self, places: Places) -> "Draft":
        """Return the draft with the gold of a list as it stands in the document: that is the order of a list."""
        if self.kind != Kind.LIST:
            return self
        starts = {one: found[0].start for one in self.gold if (found := places.find(one.doc, one.quote))}
        return replace(self, gold=tuple(sorted(self.gold, key=lambda one: starts.get(one, 0))))

    def named(self, name: str) -> Question:
        """Return the question. Raise ValueError (pydantic's ValidationError) where the draft was not looked at."""
        return Question(
            id=name,
            question=self.question,
            kind=Kind(self.kind),
            answerable=self.answerable,
            evidence=tuple(Evidence(doc=one.doc, quote=one.quote) for one in self.gold),
            must_mention=self.vital,
            must_not_mention=self.forbidden,
            history=[{"q": one} for one in self.history],  # type: ignore[arg-type]
            may_mention=self.okay,
            must_signpost=self.must_signpost,
            tags=self.tags,
        )


def facts(lines: Iterable[str]) -> Groups:
    """Return facts that were typed one a line, the wordings of each parted by a bar."""
    return _cleaned_groups(tuple(line.split(OR)) for line in lines)


def gold(typed: str, names: Iterable[str]) -> Gold:
    """Return gold that was typed as a file name, a colon and the words; the name itself may hold a colon."""
    name = max((one for one in names if typed.startswith(f"{one}:")), key=len, default=typed.partition(":")[0])
    return Gold(name.strip(), typed[len(name) + 1 :])


def _cleaned_groups(groups: Iterable[Iterable[str]]) -> Groups:
    return tuple(kept for group in groups if (kept := _cleaned(group)))


def _cleaned(texts: Iterable[str]) -> tuple[str, ...]:
    return tuple(kept for text in texts if (kept := " ".join(clean(text).split())))
