"""Items that offer statements to choose from: single best answer, multiple answer, true or false."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from assistant.quizzes.material import WRONG, Material
from assistant.quizzes.quiz import Difficulty, Item, ItemKind, Option
from assistant.quizzes.showable import LONGEST, leans
from assistant.quizzes.statements import Statement
from assistant.quizzes.stems import asked
from assistant.reviews import Entry

_ANSWERS = (("True", True), ("False", False))


def singles(material: Material) -> Iterator[Item]:
    """Yield items with one right statement of three."""
    for key in material.unused():
        if wrong := _two_wrong(material, key):
            yield _of_three(material, key, wrong)


def multiples(material: Material) -> Iterator[Item]:
    """Yield items with two right statements of four."""
    for key in material.unused():
        second = next((one for one in material.of_review(key.entry) if _go_together(material, key, one)), None)
        if second and (wrong := _two_wrong(material, key, second)):
            right = [_option(material, one, right=True) for one in (key, second)]
            options = [*right, *(_option(material, one, right=False) for one in wrong)]
            material.chance.shuffle(options)
            yield material.named(
                Item(
                    "",
                    ItemKind.MULTIPLE,
                    asked(ItemKind.MULTIPLE, key),
                    tuple(option.quote for option in right),
                    options=tuple(options),
                    difficulty=Difficulty.UNDERSTAND,
                    themes=tuple(dict.fromkeys([*key.themes, *second.themes])),
                    about=key.entry.name,
                )
            )


def true_false(material: Material) -> Iterator[Item]:
    """Yield statements that the review named makes, or that another one makes and the one named does not.

    Of two one is true: where nothing untrue is left, there are no more, or it would go without saying.
    """
    yield from _true(material) if material.is_true_next() else _false(material)


def _true(material: Material) -> Iterator[Item]:
    whole = (one for one in material.unused_points() if one.length <= LONGEST and _is_apart_from_its_name(one))
    yield from (_true_or_false(material, key, key.entry) for key in [*material.unused(), *whole])


def _is_apart_from_its_name(key: Statement) -> bool:
    """Return whether words do not tell by a name or a reference whose they are."""
    return not leans(key.words) and (key.entry.review.subject or "\n") not in key.words


def _false(material: Material) -> Iterator[Item]:
    """Yield statements put to a review that does not make them: in a quiz on a review another's, else those asked."""
    for key in material.unused():
        if not material.about:
            yield from (_true_or_false(material, key, entry) for entry in material.untrue_for(key, 1))
        elif shown := material.one_wrong_for(key):
            yield _true_or_false(material, shown, key.entry)


def _true_or_false(material: Material, shown: Statement, entry: Entry) -> Item:
    """Return the item that puts a statement to a review."""
    quote, is_its_own = material.quote(shown), entry.id == shown.entry.id
    options = tuple(Option(word, is_true is is_its_own, quote, is_quoted=False) for word, is_true in _ANSWERS)
    stem = asked(ItemKind.TRUE_FALSE, replace(shown, entry=entry))
    return material.named(Item("", ItemKind.TRUE_FALSE, stem, (quote,), options, themes=shown.themes, about=entry.name))


def _two_wrong(material: Material, key: Statement, *others: Statement) -> Sequence[Statement]:
    """Return two wrong options, none where there are fewer: then the statement is for another kind of item."""
    keys = (key, *others)
    found = [] if any(map(material.gives_away, keys)) else material.wrong_for(key, others)
    guessed = any(material.is_guessed(one, found) for one in keys)
    return found if len(found) == WRONG and not guessed else ()


def _go_together(material: Material, key: Statement, other: Statement) -> bool:
    same = other.form is key.form and other.asked_as == key.asked_as
    of_one = key.passage.item is not None and other.passage.item == key.passage.item
    return same and not of_one and other is not key and material.are_apart(key, other)


def _of_three(material: Material, key: Statement, wrong: Sequence[Statement]) -> Item:
    options = [_option(material, key, right=True), *(_option(material, one, right=False) for one in wrong)]
    return material.named(
        Item(
            "",
            ItemKind.SINGLE,
            asked(ItemKind.SINGLE, key),
            (options[0].quote,),
            options=material.placed(options),
            difficulty=Difficulty.UNDERSTAND,
            themes=key.themes,
            about=key.entry.name,
        )
    )


def _option(material: Material, statement: Statement, *, right: bool) -> Option:
    return Option(statement.words, right, material.quote(statement))
