"""The log of corrections: what people said about documents and passages. It outlives every version of the index."""

import hashlib
import json
import os
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import UTC, datetime

from vectorstore.data import DataDirectory
from vectorstore.facts import APPROVED, DOCUMENT_FIELDS, PASSAGE_FIELDS, checked, cleaned, within_length
from vectorstore.faults import Damaged, Refused
from vectorstore.files import sync_directory
from vectorstore.lock import noting
from vectorstore.passage import Passage

BEGINNING = 80
MOST_THEMES = 12

# A text, several themes, or None: taken back, so that the document's own value stands again.
Value = str | tuple[str, ...] | None


@dataclass(frozen=True, slots=True)
class PassageKey:
    """A passage by its words, which outlive its id: their hash, and which of several with the same words it is.

    `beginning` is for people: the first words, so that a correction that no longer finds its passage can be named.
    """

    sha256: str
    occurrence: int
    beginning: str


@dataclass(frozen=True, slots=True)
class Correction:
    """One line of the log. `passage` is None where it is about the whole document. `when` is UTC.

    An empty value says that there is none: "not stated", by a person.
    """

    document_id: str
    passage: PassageKey | None
    field: str
    value: Value
    by: str
    when: str

    @property
    def day(self) -> str:
        """Return the day, as YYYY-MM-DD."""
        return self.when[:10]

    @property
    def about(self) -> tuple[str, str, int, str]:
        """Return what the correction is about; a later one about the same takes its place."""
        key = (self.passage.sha256, self.passage.occurrence) if self.passage else ("", 0)
        return (self.document_id, *key, self.field)


def passage_keys(passages: Sequence[Passage]) -> dict[str, PassageKey]:
    """Return the keys of all passages of one document, given in the order of its text, by their ids."""
    seen: Counter[str] = Counter()
    keys: dict[str, PassageKey] = {}
    for passage in passages:
        words = " ".join(passage.text.split())
        sha256 = hashlib.sha256(words.encode()).hexdigest()
        keys[passage.id] = PassageKey(sha256, seen[sha256], words[:BEGINNING])
        seen[sha256] += 1
    return keys


def read_corrections(data: DataDirectory) -> tuple[Correction, ...]:
    """Return the corrections that stand: of each field the last one, and none that was taken back.

    Raise Damaged where the log cannot be read. A line that was cut off while it was written counts for nothing.
    """
    standing: dict[tuple[str, str, int, str], Correction] = {}
    for entry in read_log(data):
        standing.pop(entry.about, None)
        if entry.value is not None:
            standing[entry.about] = entry
    return tuple(standing.values())


def read_log(data: DataDirectory) -> tuple[Correction, ...]:
    """Return every line of the log, oldest first. Raise Damaged where one cannot be read."""
    try:
        lines = data.corrections.read_bytes().split(b"\n")
    except FileNotFoundError:
        return ()
    return tuple(_entry(line) for line in lines if line.strip() and not _is_cut_off(line))


def log_corrections(
    data: DataDirectory,
    document_id: str,
    values: Mapping[str, Value],
    by: str,
    known: frozenset[str] = frozenset(),
    passage: PassageKey | None = None,
) -> tuple[Correction, ...]:
    """Add a line for each value that changes what stands, and return them; none is added where one is refused.

    `known` are the documents that one may say are replaced. Raise Refused where a value is not one that its field can
    hold, Damaged where the log cannot be read, UpdateRunning.
    """
    name = within_length("by", cleaned(by))
    if not name:
        raise Refused("Give your name, as it will be shown.")
    allowed = PASSAGE_FIELDS if passage else (*DOCUMENT_FIELDS, APPROVED)
    if odd := [field for field in values if field not in allowed]:
        raise Refused(f"{odd[0]!r} is nothing that can be corrected here: {', '.join(allowed)} can.")
    with noting(data):
        standing = {one.about: one.value for one in read_corrections(data)}
        when = datetime.now(UTC).isoformat(timespec="seconds")
        entries = [Correction(document_id, passage, f, _valid(f, v), name, when) for f, v in values.items()]
        for entry in entries:
            if entry.field == "supersedes" and entry.value:
                _refuse_circle(standing, document_id, str(entry.value), known)
        new = [one for one in entries if one.value != standing.get(one.about)]
        if new:
            _append(data, new)
        return tuple(new)


def _valid(field: str, value: Value) -> Value:
    if value is None or field == APPROVED:
        return value
    if field == "themes":
        given = (value,) if isinstance(value, str) else value
        themes = tuple(dict.fromkeys(theme for theme in (checked(field, one) for one in given) if theme))
        if len(themes) > MOST_THEMES:
            raise Refused(f"A passage can have {MOST_THEMES} themes at most, and these are {len(themes)}.")
        return themes
    return checked(field, str(value))


def _refuse_circle(
    standing: Mapping[tuple[str, str, int, str], Value], document_id: str, other: str, known: frozenset[str]
) -> None:
    """Raise Refused where the document would come to replace itself, in however many steps, or one that is unknown."""
    if other not in known:
        raise Refused(f"There is no document {other} that could be replaced: `documents list` shows those there are.")
    name: str | None = other
    while name:
        if name == document_id:
            raise Refused(f"Document {document_id} cannot replace {other}: that one replaces it, or they are the same.")
        name = str(standing.get((name, "", 0, "supersedes")) or "") or None


def _append(data: DataDirectory, entries: Sequence[Correction]) -> None:
    with data.corrections.open("ab") as file:
        # A leading line end closes a line that a crash cut off; empty lines are skipped in reading.
        file.write(b"\n" + b"".join(_line(entry) + b"\n" for entry in entries))
        file.flush()
        os.fsync(file.fileno())
    sync_directory(data.root)


def _line(entry: Correction) -> bytes:
    """Return a line with one closing brace, at its end, so that one that was cut off can be told."""
    record = {"document_id": entry.document_id, **(asdict(entry.passage) if entry.passage else {})}
    record |= {"field": entry.field, "value": entry.value, "by": entry.by, "when": entry.when}
    return json.dumps(record)[:-1].replace("}", r"\u007d").encode() + b"}"


def _entry(line: bytes) -> Correction:
    try:
        record = json.loads(line)
        key = _key(record) if "sha256" in record else None
        document_id, field, by, when = (_text(record[name]) for name in ("document_id", "field", "by", "when"))
        if field not in (PASSAGE_FIELDS if key else (*DOCUMENT_FIELDS, APPROVED)):
            raise ValueError(field)
        return Correction(document_id, key, field, _value(field, record["value"]), by, when)
    except (ValueError, TypeError, KeyError) as fault:
        raise Damaged(
            "The log of corrections, corrections.jsonl, cannot be read: put it back from a backup, "
            "or correct the line that is damaged."
        ) from fault


def _key(record: Mapping[str, object]) -> PassageKey:
    occurrence = record["occurrence"]
    if not isinstance(occurrence, int):
        raise TypeError("an occurrence is a number")
    return PassageKey(_text(record["sha256"]), occurrence, _text(record["beginning"]))


def _value(field: str, value: object) -> Value:
    if value is None:
        return None
    if field != "themes":
        return _text(value)
    if not isinstance(value, list):
        raise TypeError("themes are a list")
    return tuple(_text(theme) for theme in value)


def _text(value: object) -> str:
    if not isinstance(value, str):
        raise TypeError("a text is missing")
    return value


def _is_cut_off(line: bytes) -> bool:
    """Return whether a line was left by a process that was killed while it wrote it."""
    return line.startswith(b"{") and not line.rstrip().endswith(b"}")
