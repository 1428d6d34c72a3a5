"""The register: every recommendation, action and promise of the loaded documents, one verbatim row each.

Whether something was done is never inferred: a row shows what a document reports of it, in that document's words.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from weakref import WeakKeyDictionary

from assistant.catalogue import Catalogue, Key, catalogue, key_of
from assistant.completion import says_complete
from assistant.editions import edition_words
from assistant.planned import NOT_STATED, Due, Planned, as_printed, planned_in
from assistant.progress import Named, ProgressReports, numbered
from assistant.promises import Promise, promises
from assistant.publishers import is_named
from assistant.tasks import Kind, Task, are_verbatim, tasks_of
from prompts.render import render
from vectorstore.agencies import agencies_in
from vectorstore.document import Document
from vectorstore.index import Index
from vectorstore.passage import Passage
from vectorstore.sentences import sentence_spans
from vectorstore.themes import themes_in

NO_PUBLISHER = "not stated"
COMPLETE, DATE_PASSED = "recorded as complete", "date passed"


@dataclass(frozen=True, slots=True)
class Linked:
    """A passage that reports progress on a row: a verbatim span of a document, and the column of a table it is in."""

    document_id: str
    source: str
    column: str | None
    start: int
    end: int
    text: str

    @property
    def url(self) -> str:
        """Return the address that opens it in the viewer."""
        return _address(self.document_id, self.start, self.end)


@dataclass(frozen=True, slots=True)
class Told:
    """Where progress on a row's review is told that names none of its items. `called` says which document that is."""

    document_id: str
    source: str
    called: str
    start: int
    end: int

    @property
    def url(self) -> str:
        """Return the address that opens its first words on progress in the viewer."""
        return _address(self.document_id, self.start, self.end)


@dataclass(frozen=True, slots=True)
class Row:
    """One recommendation, action or promise: `text` is `[start, end)` of the document's stored text.

    `item` is as printed, or "unnumbered, 2nd"; `edition` says which of several versions the document is. Where no
    progress is found by its number, `elsewhere` is where some on its review is told.
    """

    document_id: str
    source: str
    title: str
    review: str
    publisher: str | None
    dated: str | None
    is_sample: bool
    edition: str | None
    kind: Kind
    item: str | None
    start: int
    end: int
    text: str
    page: int | None
    addressee: str | None
    themes: tuple[str, ...]
    planned: Planned
    progress: tuple[Linked, ...]
    elsewhere: tuple[Told, ...] = ()

    @property
    def url(self) -> str:
        """Return the address that opens the row's words in the viewer."""
        return _address(self.document_id, self.start, self.end)

    @property
    def is_recorded_complete(self) -> bool:
        """Return whether the plan that it stands in says so."""
        return any(says_complete(one.column, one.text) for one in self.progress)

    @property
    def is_past(self) -> bool:
        """Return whether the planned date has passed and the row is not recorded as complete."""
        return self.planned.due is Due.PASSED and not self.is_recorded_complete

    @property
    def standing(self) -> str:
        """Return in words how the planned date stands to today, or that there is nothing more to come."""
        return COMPLETE if self.is_recorded_complete else DATE_PASSED if self.is_past else self.planned.due.value


@dataclass(frozen=True, slots=True)
class Selection:
    """Which rows are wanted; `None` leaves a side open. Everything is compared without regard to case."""

    addressee: str | None = None
    theme: str | None = None
    publisher: str | None = None
    review: str | None = None
    kind: Kind | None = None
    expired: bool = False

    def of(self, rows: Iterable[Row]) -> tuple[Row, ...]:
        """Return the rows that are wanted, in their order."""
        return tuple(row for row in rows if self._admits(row))

    def _admits(self, row: Row) -> bool:
        return (
            (self.addressee is None or _addressed(row.addressee or "", self.addressee))
            and (self.theme is None or _on_theme(row.themes, self.theme))
            and (self.publisher is None or is_named(self.publisher, row.publisher or NO_PUBLISHER))
            and (self.review is None or any(_named(self.review, name) for name in (row.review, row.title)))
            and (self.kind is None or self.kind is row.kind)
            and (not self.expired or row.is_past)
        )


_MADE: WeakKeyDictionary[Index, tuple[date, tuple[Row, ...]]] = WeakKeyDictionary()


def register(index: Index, today: date) -> tuple[Row, ...]:
    """Return every row, review by review in the order of the documents and of their text; made once a day."""
    day, rows = _MADE.get(index, (None, ()))
    if day != today:
        rows = _read(index, today)
        _MADE[index] = today, rows
    return rows


def _read(index: Index, today: date) -> tuple[Row, ...]:
    names = catalogue(index)
    tasks = {one: tasks_of(index, one) for one in index.documents.values()}
    items: dict[Key, list[Named]] = defaultdict(list)
    for task in (task for made in tasks.values() for task in made):
        if name := numbered(task.item):
            items[key_of(task.passages[0])].append(name)
    reports = ProgressReports(index, items)
    return tuple(
        row for document, made in tasks.items() for row in _of_document(index, document, made, names, reports, today)
    )


def counted(rows: Iterable[Row]) -> dict[Kind, int]:
    """Return how many rows there are of each kind."""
    counts = Counter(row.kind for row in rows)
    return {kind: counts[kind] for kind in Kind}


def passed(rows: Iterable[Row]) -> tuple[int, int]:
    """Return of how many rows the planned date has passed: of those not recorded as complete, and of those that are."""
    late = [row for row in rows if row.planned.due is Due.PASSED]
    complete = sum(row.is_recorded_complete for row in late)
    return len(late) - complete, complete


def nothing_found(wanted: Selection, documents: int) -> str:
    """Return the sentence that says that no row is as wanted, and where was looked."""
    return render("no_rows", documents=documents, **{name: getattr(wanted, name) for name in Selection.__slots__})


def _of_document(
    index: Index,
    document: Document,
    tasks: Sequence[Task],
    names: Catalogue,
    reports: ProgressReports,
    today: date,
) -> list[Row]:
    passages, text = index.passages_of(document.id), index.text(document.id)
    plans = [task.plan for task in tasks if task.plan]
    in_plans = {cell.id for plan in plans for cell in (*plan.what, *plan.lead, *plan.when, *plan.progress)}
    rows = [_row(index, names, document, task, reports, today) for task in tasks]
    free = [p for p in passages if p.id not in in_plans and are_verbatim([p], text)]
    rows += [_promised(index, names, document, promise) for promise in promises(document, free, today)]
    order = {names.label(document, review.subject): n for n, review in enumerate(document.reviews)}
    return sorted(rows, key=lambda row: (order.get(row.review, -1), row.start))


def _row(index: Index, names: Catalogue, document: Document, task: Task, reports: ProgressReports, today: date) -> Row:
    first, start, end = task.passages[0], task.passages[0].start, max(p.end for p in task.passages)
    words = index.text(document.id)[start:end]
    reported = (task.plan.progress if task.plan else ()) or reports.on(key_of(first), numbered(task.item))
    themes = dict.fromkeys(theme for passage in task.passages for theme in passage.themes)
    details = task.kind, task.item, start, end, words, first.page, _addressee(task), tuple(themes)
    linked = tuple(_linked(index, one) for one in reported if are_verbatim([one], index.text(one.document_id)))
    told = () if linked else tuple(_told(index, document, one) for one in reports.elsewhere(key_of(first)))
    return Row(*_head(index, names, document, first), *details, _planned(task, words, document, today), linked, told)


def _promised(index: Index, names: Catalogue, document: Document, promise: Promise) -> Row:
    passage, start, end = promise.passage, promise.start, promise.end
    words = index.text(document.id)[start:end]
    kind = Kind.PLAN if promise.planned == NOT_STATED else Kind.PROMISE
    # "unnumbered, 2nd" would be the place of a finding, not of the promise.
    answers = None if (passage.within or "").startswith("unnumbered") else passage.within
    details = kind, answers, start, end, words, passage.page, None, themes_in(words)
    return Row(*_head(index, names, document, passage), *details, promise.planned, ())


def _head(
    index: Index, names: Catalogue, document: Document, passage: Passage
) -> tuple[str, str, str, str, str | None, str | None, bool, str | None]:
    edition = edition_words(index, document)
    review = names.label(document, passage.review)
    made = document.publisher, document.date, document.is_sample
    return document.id, document.source, document.title, review, *made, edition


def _addressee(task: Task) -> str | None:
    """Return to whom it is addressed, as printed in the column that names the lead or in its words, or as corrected."""
    said = next((passage.addressee for passage in task.passages if passage.addressee), None)
    corrected = any(added.field == "addressee" for passage in task.passages for added in passage.added)
    if task.plan and task.plan.lead and not corrected:
        return _printed(task.plan.lead)
    return said


def _planned(task: Task, words: str, document: Document, today: date) -> Planned:
    if task.plan and task.plan.when:
        return as_printed(_printed(task.plan.when), document.date, today)
    days_too = task.kind is Kind.ACTION
    sentences = (words[start:end] for start, end in sentence_spans(words))
    found = (planned_in(sentence, document.date, today, days_too=days_too) for sentence in sentences)
    return next((planned for planned in found if planned != NOT_STATED), NOT_STATED)


def _printed(cells: Iterable[Passage]) -> str:
    return ", ".join(dict.fromkeys(cell.text for cell in cells))


def _linked(index: Index, passage: Passage) -> Linked:
    source = index.documents[passage.document_id].source
    return Linked(passage.document_id, source, passage.column, passage.start, passage.end, passage.text)


def _told(index: Index, document: Document, passage: Passage) -> Told:
    other = index.documents[passage.document_id]
    part = f"“{passage.heading}”" if passage.heading else "another part"
    called = f"{part} in this document" if other.id == document.id else f"“{other.title}” ({other.date or 'undated'})"
    return Told(other.id, other.source, called, passage.start, passage.end)


def no_progress(row: Row) -> str:
    """Return what is said of a row that no progress is found on; behind it stands where else some is told."""
    is_numbered = bool(row.item) and not str(row.item).startswith("unnumbered")
    return render("no_progress", elsewhere=bool(row.elsewhere), numbered=is_numbered)


def _address(document_id: str, start: int, end: int) -> str:
    return f"/documents/{document_id}?start={start}&end={end}#cited"


def _addressed(addressee: str, wanted: str) -> bool:
    agencies = set(agencies_in(wanted)) or {wanted.casefold()}
    return _named(wanted, addressee) or bool(agencies.intersection(agencies_in(addressee)))


def _on_theme(themes: Iterable[str], wanted: str) -> bool:
    return any(wanted.casefold() in theme for theme in themes) or bool(set(themes_in(wanted)).intersection(themes))


def _named(wanted: str, name: str) -> bool:
    """Return whether the name has the words wanted, whole: "Child T" is not "Child Tamsin"."""
    return re.search(rf"(?<!\w){re.escape(wanted.strip())}(?!\w)", name, re.IGNORECASE) is not None
