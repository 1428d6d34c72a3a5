"""Everything that is kept of one person, to hand over to them."""

from collections.abc import Collection
from dataclasses import asdict

from assistant.answer import Answer
from assistant.history import History
from assistant.records import Records
from web.actions import Actions
from web.users import User

LONGEST_DAYS = 36_500  # what is over and not deleted yet is handed over too


def conversations_of(history: History, owner: str, withdrawn: Collection[str]) -> list[dict[str, object]]:
    """Return the conversations of somebody, the latest first, as plain values.

    Of an answer that quotes a document that was withdrawn only the status is handed over.
    """
    return [
        {
            "id": entry.id,
            "name": entry.name,
            "latest": f"{entry.latest:%Y-%m-%dT%H:%M:%SZ}",
            "turns": [
                {"question": turn.question, "filters": asdict(turn.filters), "answer": _record(turn.answer, withdrawn)}
                for turn in history.turns(entry.id, most=None)
            ],
        }
        for entry in history.of(owner)
    ]


def _record(answer: Answer, withdrawn: Collection[str]) -> dict[str, object]:
    quoted = {citation.document_id for citation in (*answer.citations, *answer.nearest)}
    return {"status": answer.status.value} if quoted.intersection(withdrawn) else answer.to_record()


def kept_of(records: Records, user: User, withdrawn: Collection[str]) -> dict[str, object]:
    """Return the account without its password, what it did, and its conversations, as plain values."""
    done = Actions(records).of(user.name)
    return {
        "name": user.name,
        "role": user.role,
        "added": f"{user.added:%Y-%m-%dT%H:%M:%SZ}",
        "actions": [{"at": f"{one.at:%Y-%m-%dT%H:%M:%SZ}", "did": one.did, "about": one.about} for one in done],
        "conversations": conversations_of(History(records, LONGEST_DAYS), user.id, withdrawn),
    }
