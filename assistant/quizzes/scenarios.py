"""Items that stop at a decision: what was known is told, and what the review said should happen is asked openly.

They offer no options: what other reviews say has nothing to do with the situation, so that it would go without saying.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from assistant.quizzes.askable import EVERYDAY, Form, says_what_should_be
from assistant.quizzes.material import Material
from assistant.quizzes.quiz import Difficulty, Item, ItemKind, Quote
from assistant.quizzes.situations import Told, situations
from assistant.quizzes.statements import Statement
from assistant.quizzes.stems import SEVERAL, asked_of
from vectorstore.themes import themes_in

# From here on a situation has to do with the key, and what else answers it with the situation: cosine similarity.
LEAST_CLOSE, LEAST_ANSWERING = 0.46, 0.43
# More answers than so many are no decision.
MOST_ANSWERS = 4


@dataclass(frozen=True, slots=True)
class Scenario:
    """A situation in the review's words, and all that the review said should happen then."""

    told: tuple[Quote, ...]
    answers: tuple[Statement, ...]


def scenarios(material: Material) -> Iterator[Item]:
    """Yield scenarios none of whose answers is told in another item."""
    options = {one.id for one in material.unused()}
    keys = [*material.unused(), *(one for one in material.unused_points() if one.id not in options)]
    for key in filter(_says_what_to_do, keys):
        answers = [key, *(one for one in material.points_of(key.entry) if one.passage.id != key.passage.id)]
        told = scenario(material, key, [one for one in answers if _says_what_to_do(one)])
        if told and all(one.passage.id not in material.used for one in told.answers):
            yield _item(material, key, told)


def scenario(material: Material, key: Statement, answers: Sequence[Statement]) -> Scenario | None:
    """Return the situation that is closest to the key, with all of `answers`, which include the key, that meets it.

    None where no situation is close, or so much meets it that there is no decision.
    """
    close = (one for one in situations(material, key) if _closeness(material, key, one) >= LEAST_CLOSE)
    situation = next(close, None)
    if situation is None:
        return None
    met = _meeting(material, answers, situation)
    quotes = (material.quote_of(key.entry, piece) for one in situation for piece in one.pieces)
    return Scenario(tuple(quotes), tuple(met)) if len(met) <= MOST_ANSWERS else None


def _says_what_to_do(key: Statement) -> bool:
    return key.form is Form.RECOMMENDED or (key.form is Form.FOUND and says_what_should_be(key.words))


def _meeting(material: Material, answers: Sequence[Statement], situation: Sequence[Told]) -> list[Statement]:
    """Return what of the answers has to do with a situation: on a theme of it, or close in meaning."""
    themes = set(themes_in(" ".join(one.words for one in situation))) - EVERYDAY
    on_it = (any(theme in one.themes and one.is_on(theme) for theme in themes) for one in answers)
    close = (_closeness(material, one, situation) >= LEAST_ANSWERING for one in answers)
    return [one for one, is_on_it, is_close in zip(answers, on_it, close, strict=True) if is_on_it or is_close]


def _closeness(material: Material, key: Statement, situation: Sequence[Told]) -> float:
    [close] = material.wrong.closeness(key, [" ".join(one.words for one in situation)])
    return close


def _item(material: Material, key: Statement, told: Scenario) -> Item:
    forms = {one.asked_as for one in told.answers}
    return material.named(
        Item(
            "",
            ItemKind.SCENARIO,
            asked_of(ItemKind.SCENARIO, key.entry, key.asked_as if len(forms) == 1 else SEVERAL),
            tuple(map(material.quote, told.answers)),
            scenario=told.told,
            difficulty=Difficulty.APPLY,
            themes=key.themes,
            about=key.entry.name,
        )
    )
