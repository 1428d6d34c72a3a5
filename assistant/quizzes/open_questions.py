"""Items without options: a short answer against a model answer, and a question to reflect on."""

from collections.abc import Iterator

from assistant.quizzes.material import Material, asked, named
from assistant.quizzes.quiz import Difficulty, Item, ItemKind
from assistant.quizzes.statements import Form, Statement

MOST_POINTS = 3
_FOLLOWING = frozenset({Form.RECOMMENDED, Form.PROGRESS, Form.CHANGED})


def shorts(material: Material) -> Iterator[Item]:
    """Yield questions on what a review said on a theme; the model answer is all that it said of this kind, in part."""
    for key in material.unused():
        for theme in [material.theme] if material.theme else key.themes:
            if theme in key.themes:
                points = [one for one in material.of_review(key.entry) if one.form is key.form and theme in one.themes]
                quotes = tuple(material.quote(one) for one in points[:MOST_POINTS])
                stem = asked(ItemKind.SHORT, key, theme)
                yield named(Item("", ItemKind.SHORT, stem, quotes, themes=(theme,), about=key.entry.name))


def reflections(material: Material) -> Iterator[Item]:
    """Yield findings to think about; what the same review recommended or reports on it are the expected points."""
    for key in material.unused():
        points = [one for one in material.of_review(key.entry) if _follows(material, key, one)]
        if key.form is Form.FOUND and points:
            yield named(
                Item(
                    "",
                    ItemKind.REFLECTIVE,
                    asked(ItemKind.REFLECTIVE, key),
                    tuple(material.quote(one) for one in points[:MOST_POINTS]),
                    scenario=(material.quote(key),),
                    difficulty=Difficulty.APPLY,
                    themes=key.themes,
                    about=key.entry.name,
                )
            )


def _follows(material: Material, finding: Statement, other: Statement) -> bool:
    return other.form in _FOLLOWING and material.are_linked(finding, other)
