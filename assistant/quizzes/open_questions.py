"""Items without options: a short answer against a model answer, and a question to reflect on."""

from collections.abc import Iterator

from assistant.quizzes.material import Material, asked
from assistant.quizzes.quiz import Difficulty, Item, ItemKind
from assistant.quizzes.statements import Form, Statement

MOST_POINTS = 3
_FOLLOWING = frozenset({Form.RECOMMENDED, Form.PROGRESS, Form.CHANGED})


def shorts(material: Material) -> Iterator[Item]:
    """Yield questions on what a review said on a theme; the model answer is all that it said of this kind, in part."""
    for key in material.unused_points():
        for theme in [material.theme] if material.theme else key.themes:
            if theme in key.themes:
                points = [one for one in material.points_of(key.entry) if one.form is key.form and theme in one.themes]
                quotes = tuple(material.quote(one) for one in points[:MOST_POINTS])
                stem = asked(ItemKind.SHORT, key, theme)
                yield material.named(Item("", ItemKind.SHORT, stem, quotes, themes=(theme,), about=key.entry.name))


def reflections(material: Material) -> Iterator[Item]:
    """Yield what a review said to think about; what it recommended or reports on that are the expected points."""
    for key in material.unused_points():
        points = [one for one in material.points_of(key.entry) if _follows(key, one)] if key.themes else []
        yield material.named(
            Item(
                "",
                ItemKind.REFLECTIVE,
                asked(ItemKind.REFLECTIVE, key),
                tuple(material.quote(one) for one in points[:MOST_POINTS] or [key]),
                scenario=(material.quote(key),),
                difficulty=Difficulty.APPLY,
                themes=key.themes,
                about=key.entry.name,
            )
        )


def _follows(key: Statement, other: Statement) -> bool:
    later = key.form is Form.FOUND and other.form in _FOLLOWING
    return later and not set(key.themes).isdisjoint(other.themes)
