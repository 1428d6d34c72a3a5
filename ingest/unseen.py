"""What to tell of words that a reader of the original cannot see. They may be a name that somebody took out.

So they are counted and never repeated; what looks like a person's details among them holds the document back.
"""

from ingest.screening import screen
from vectorstore.flags import Flag, FlagKind


def unseen_flags(words: str, why: str, page: int | None = None) -> tuple[Flag, ...]:
    """Return the flags for words that were left out; `why` says in words what hides them."""
    count = len(words.split())
    if not count:
        return ()
    told = f"{'1 word' if count == 1 else f'{count} words'}, {why}"
    among = (Flag(found.kind, page, _DETAIL.get(found.kind, found.detail)) for found in screen(words, (), ()))
    return (Flag(FlagKind.HIDDEN_TEXT, page, told), *dict.fromkeys(among))


_DETAIL = {FlagKind.INSTRUCTION: "words that readers of the original do not see"}
