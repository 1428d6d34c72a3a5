"""The tasks that a document sets: recommendations and actions as it lists them, and as rows of its plans."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from itertools import groupby, takewhile

from assistant.action_plans import PlanRow, plan_rows
from assistant.catalogue import key_of
from assistant.progress import numbered
from vectorstore.document import Document
from vectorstore.index import Index
from vectorstore.passage import Passage
from vectorstore.sections import SectionType


class Kind(StrEnum):
    """What a row is."""

    RECOMMENDATION = "recommendation"
    ACTION = "action"
    PROMISE = "dated promise"
    PLAN = "plan without a date"


_KINDS = {SectionType.RECOMMENDATIONS: Kind.RECOMMENDATION, SectionType.ACTIONS: Kind.ACTION}


@dataclass(frozen=True, slots=True)
class Task:
    """A recommendation or action before its dates and links: its passages, and the row of a table that it stands in."""

    kind: Kind
    item: str | None
    passages: tuple[Passage, ...]
    plan: PlanRow | None = None


def tasks_of(index: Index, document: Document) -> list[Task]:
    """Return the tasks whose passages are in the stored text as they are told, each up to what is not its own."""
    passages, text = index.passages_of(document.id), index.text(document.id)
    tasks = (replace(task, passages=joined(task.passages, passages)) for task in _listed(passages, text))
    return _with_plans([task for task in tasks if are_verbatim(task.passages, text)])


def _with_plans(tasks: Sequence[Task]) -> list[Task]:
    """Return the tasks, a recommendation that is listed and has a row of a plan by its number once, with that row."""
    named = defaultdict(list)
    for task in tasks:
        if name := numbered(task.item):
            named[key_of(task.passages[0]), name].append(task)
    pairs = {}
    for same in named.values():
        listed, planned = [d for d in same if not d.plan], [d for d in same if d.plan]
        if len(listed) == len(planned) == 1 and _repeats(planned[0], listed[0]):
            pairs[listed[0]] = planned[0]
    gone = set(pairs.values())
    return [replace(d, plan=pairs[d].plan) if d in pairs else d for d in tasks if d not in gone]


def _repeats(row: Task, listed: Task) -> bool:
    """Return whether the row of a plan names what it is of in words of the list, rather than being another task."""
    said, known = (_content(task) for task in (row, listed))
    return row.kind is listed.kind and 2 * len(said & known) >= len(said) > 0


def _content(task: Task) -> set[str]:
    return {word for passage in task.passages for word in re.findall(r"[^\W\d_]{4,}", passage.text.lower())}


def joined(parts: Sequence[Passage], passages: Sequence[Passage]) -> tuple[Passage, ...]:
    """Return the first part and those that follow it with no other passage of the document between."""
    own, first, last = {part.id for part in parts}, parts[0], parts[-1]
    among = [p for p in passages if first.start <= p.start <= last.start and p.order >= first.order]
    return tuple(takewhile(lambda passage: passage.id in own, sorted(among, key=lambda p: (p.start, p.order))))


def are_verbatim(passages: Iterable[Passage], text: str) -> bool:
    """Return whether each passage is the stored text's own words at its place."""
    return all(text[passage.start : passage.end] == passage.text for passage in passages)


def _listed(passages: Sequence[Passage], text: str) -> Iterator[Task]:
    for plan in plan_rows(passages, text):
        yield Task(_KINDS[plan.section], plan.item, plan.what, plan)
    listed = [p for p in passages if p.section in _KINDS and p.column is None and p.item]
    for _, parts in groupby(listed, key=lambda p: (p.review, p.section, p.heading, p.item)):
        same = tuple(parts)
        yield Task(_KINDS[same[0].section], same[0].item, same)
