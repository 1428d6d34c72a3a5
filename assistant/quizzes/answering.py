"""What a participant answers: whether it is whole, and what of it is counted."""

from collections.abc import Sequence

from assistant.quizzes.exports.asked import Form, form, shown
from assistant.quizzes.quiz import Item

_ONE, _ALL = "Choose one answer", "Choose at least one answer"
_A_RECOMMENDATION = "Choose a recommendation for each finding"
_A_PLACE = "Choose a place for each statement"
_OWN_PLACE = "Give each statement a place of its own"


def chosen(item: Item, typed: Sequence[str]) -> tuple[int | None, ...]:
    """Return what a form or an address names, a place for each choice; None for what is no place of the item.

    Options are places in `options`. Of a MATCH there is for each pair the place, as they are shown, of the
    recommendation chosen for its finding: the number of its pair would give the key away. Of an ORDER there is for
    each stage, as they are shown, the place that was given to it.
    """
    many = len(item.options or item.pairs or item.stages)
    places = tuple(_place(one, many) for one in typed[:many])
    if form(item) in {Form.MATCH, Form.ORDER}:
        return (*places, *[None] * (many - len(places))) if typed else ()
    return tuple(sorted({place for place in places if place is not None}))


def lacking(item: Item, answer: Sequence[int | None]) -> str | None:
    """Return what is wrong with an answer, in a phrase that says what to do; None where it can be taken."""
    match form(item):
        case Form.ONE | Form.TRUTH:
            return None if len(answer) == 1 else _ONE
        case Form.SEVERAL:
            return None if answer else _ALL
        case Form.MATCH:
            return None if answer and None not in answer else _A_RECOMMENDATION
        case Form.ORDER if not answer or None in answer:
            return _A_PLACE
        case Form.ORDER:
            return None if len(set(answer)) == len(answer) else _OWN_PLACE
        case Form.SHORT | Form.OPEN:
            return None


def counted(item: Item, answer: Sequence[int | None]) -> tuple[int, ...]:
    """Return the places that an answer counts for: options chosen, pairs and stages that are as in the review."""
    match form(item):
        case Form.MATCH:
            return tuple(pair for pair, given in enumerate(answer) if given is not None and shown(item)[given] == pair)
        case Form.ORDER:
            return tuple(sorted(stage for stage, given in zip(shown(item), answer, strict=True) if given == stage))
    return tuple(place for place in answer if place is not None)


def _place(typed: str, many: int) -> int | None:
    is_number = typed.isascii() and typed.isdecimal() and len(typed) <= len(str(many))
    return int(typed) if is_number and int(typed) < many else None
