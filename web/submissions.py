"""What became of the question forms that each person sent, so that one which is sent twice is asked once."""

import threading
from collections import OrderedDict
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from assistant.grounding import Sentence

MOST_OF_A_PERSON = 30
MOST_PERSONS = 1_000


@dataclass(frozen=True, slots=True)
class Reply:
    """What a question became: the turn with this number of a conversation.

    `must_change` where what was typed cannot be asked or answered, and the form is given back with it instead.
    """

    conversation_id: str | None
    number: int = 0
    must_change: bool = False

    @property
    def url(self) -> str | None:
        """Return where the answer stands, None where there is only the form to give back."""
        return None if self.must_change else f"/conversations/{self.conversation_id}#a{self.number}"


@dataclass(eq=False, slots=True)
class _Submission:
    """One form. `running` is held while its question is answered."""

    running: threading.Lock = field(default_factory=threading.Lock)
    reply: Reply | None = None


class Submissions:
    """The latest forms of each person; the oldest, and those of who was away longest, are forgotten first.

    What was typed is not kept, only a number that stands for it. Safe to share between threads, for one process.
    """

    def __init__(self) -> None:
        self._of: OrderedDict[str, OrderedDict[int, _Submission]] = OrderedDict()
        self._lock = threading.Lock()

    def is_new(self, person: str, form: int) -> bool:
        """Return whether the person sends this form for the first time, which it no longer is then."""
        with self._lock:
            known = form in self._of.get(person, ())
            self._kept(person, form)
            return not known

    def forget(self, person: str, form: int) -> None:
        """Let the form be as one that was never sent."""
        with self._lock:
            self._of.get(person, OrderedDict()).pop(form, None)

    def once(
        self, person: str, form: int, steps: Callable[[], Iterator[Sentence | Reply]]
    ) -> Iterator[Sentence | Reply]:
        """Yield the steps, the last of which is the reply; only the reply where the form was sent before.

        Where its question is still being answered, this waits for that. What failed may be tried again.
        """
        with self._lock:
            submission = self._kept(person, form)
        with submission.running:
            if submission.reply is None:
                try:
                    for step in steps():
                        if isinstance(step, Reply):
                            submission.reply = step
                        else:
                            yield step
                except Exception:
                    self.forget(person, form)
                    raise
        assert submission.reply is not None
        yield submission.reply

    def _kept(self, person: str, form: int) -> _Submission:
        forms = self._of.setdefault(person, OrderedDict())
        self._of.move_to_end(person)
        submission = forms.setdefault(form, _Submission())
        while len(forms) > MOST_OF_A_PERSON:
            forms.popitem(last=False)
        while len(self._of) > MOST_PERSONS:
            self._of.popitem(last=False)
        return submission
