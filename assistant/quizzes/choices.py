"""Items that offer statements to choose from: single best answer, multiple answer, scenario, true or false."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from assistant.quizzes.material import WRONG, Material, asked, named
from assistant.quizzes.quiz import Difficulty, Item, ItemKind, Option
from assistant.quizzes.scenarios import scenario
from assistant.quizzes.statements import Form, Statement

_ANSWERS = (("True", True), ("False", False))


def singles(material: Material) -> Iterator[Item]:
    """Yield items with one right statement of three."""
    for key in material.unused():
        if wrong := _two_wrong(material, key):
            yield _of_three(material, ItemKind.SINGLE, key, wrong)


def scenarios(material: Material) -> Iterator[Item]:
    """Yield items that stop at a decision: what did the review say should have happened?"""
    for key in material.unused():
        if not _says_what_to_do(key):
            continue
        told, wrong = scenario(material, key), _two_wrong(material, key)
        if told and wrong:
            item = _of_three(material, ItemKind.SCENARIO, key, wrong)
            yield named(replace(item, scenario=told, difficulty=Difficulty.APPLY))


def multiples(material: Material) -> Iterator[Item]:
    """Yield items with two right statements of four."""
    for key in material.unused():
        second = next((one for one in material.of_review(key.entry) if _go_together(material, key, one)), None)
        if second and (wrong := _two_wrong(material, key, second)):
            right = [_option(material, one, right=True) for one in (key, second)]
            options = [*right, *(_option(material, one, right=False) for one in wrong)]
            material.chance.shuffle(options)
            yield named(
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
    """Yield statements that a review makes, or that another one makes and this one does not."""
    for key in material.unused():
        shown = key if material.is_true_next() else material.one_wrong_for(key)
        if shown is not None:
            quote = material.quote(shown)
            options = tuple(
                Option(word, is_true is (shown is key), quote, is_quoted=False) for word, is_true in _ANSWERS
            )
            stem = asked(ItemKind.TRUE_FALSE, replace(shown, entry=key.entry))
            yield named(
                Item("", ItemKind.TRUE_FALSE, stem, (quote,), options, themes=shown.themes, about=key.entry.name)
            )


def _two_wrong(material: Material, key: Statement, *others: Statement) -> Sequence[Statement]:
    """Return two wrong options, none where there are fewer: then the statement is for another kind of item."""
    found = material.wrong_for(key, others)
    return found if len(found) == WRONG else ()


def _go_together(material: Material, key: Statement, other: Statement) -> bool:
    same = other.form is key.form and other.is_directive == key.is_directive
    return same and other is not key and material.are_apart(key, other)


def _says_what_to_do(key: Statement) -> bool:
    return key.form is Form.RECOMMENDED or (key.form is Form.FOUND and key.is_directive)


def _of_three(material: Material, kind: ItemKind, key: Statement, wrong: Sequence[Statement]) -> Item:
    options = [_option(material, key, right=True), *(_option(material, one, right=False) for one in wrong)]
    return named(
        Item(
            "",
            kind,
            asked(kind, key),
            (options[0].quote,),
            options=material.placed(options),
            difficulty=Difficulty.UNDERSTAND,
            themes=key.themes,
            about=key.entry.name,
        )
    )


def _option(material: Material, statement: Statement, *, right: bool) -> Option:
    return Option(statement.words, right, material.quote(statement))
