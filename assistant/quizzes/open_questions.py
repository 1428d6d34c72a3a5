"""Items without options: a short answer against a model answer, and a question to reflect on."""

from collections.abc import Iterator, Sequence

from assistant.quizzes.askable import FORM_OF, Form, leads_in
from assistant.quizzes.material import Material
from assistant.quizzes.quiz import Difficulty, Item, ItemKind
from assistant.quizzes.showable import leans, names_workers, points_back
from assistant.quizzes.statements import Statement
from assistant.quizzes.stems import asked
from assistant.reviews import passages_of, themes_taught
from assistant.theme_words import times_named

# More than so many points are no short answer; reflection is given as many to begin with.
MOST_ANSWERS, MOST_POINTS = 5, 3
# In so many words a statement has said who it is that does something.
WHO = 5
# Words for these ("assessed", "recorded", "moved", "household") stand in what is about something else.
_EVERYDAY = frozenset(
    {
        "assessment and parenting capacity",
        "contact, loss and siblings",
        "following through",
        "household composition",
        "recording",
        "transfer and moves",
    }
)
_FOLLOWING = frozenset({Form.RECOMMENDED, Form.PROGRESS, Form.CHANGED})


def shorts(material: Material) -> Iterator[Item]:
    """Yield questions on what a review said on a theme; the model answer is all that it said of this kind.

    Where another item shows some of it already, the question would be answered there; where some of it may not be shown
    in a quiz, the answer would not be whole.
    """
    for key in material.unused_points():
        named = [theme for theme in key.themes if theme not in _EVERYDAY]
        theme = material.theme or max(named, key=lambda one: times_named(one, key.words), default=None)
        if theme and theme in key.themes and key.is_on(theme):
            points = [one for one in material.points_of(key.entry) if one.form is key.form and one.is_on(theme)]
            told = {one.passage.id for one in points}
            if (
                len(points) <= MOST_ANSWERS
                and told.isdisjoint(material.used)
                and _said_of(material, key, theme) <= told
            ):
                yield _short(material, key, theme, points)


def _said_of(material: Material, key: Statement, theme: str) -> set[str]:
    """Return the passages in which the key's review says something of its kind on a theme, also in passing."""
    own = (one for one in passages_of(material.index, key.entry.review) if FORM_OF.get(one.section) is key.form)
    return {one.id for one in own if theme in themes_taught(one) and not leads_in(one)}


def _short(material: Material, key: Statement, theme: str, points: Sequence[Statement]) -> Item:
    # It is called learning where all of it is what should be.
    put = next((one for one in points if not one.is_directive), key)
    quotes, stem = tuple(material.quote(one) for one in points), asked(ItemKind.SHORT, put, theme)
    return material.named(Item("", ItemKind.SHORT, stem, quotes, themes=(theme,), about=key.entry.name))


def reflections(material: Material) -> Iterator[Item]:
    """Yield what a review said to think about; what it recommended or reports on that are the expected points.

    Those with points come first. Of the others the passage is all that there is to come back to.
    """
    left: list[Statement] = []
    for key in (one for one in material.unused_points() if not leans(one.words) and not points_back(one.words)):
        if points := _expected(material, key):
            yield _reflective(material, key, points)
        else:
            left.append(key)
    yield from (_reflective(material, key, [key]) for key in left)


def _expected(material: Material, key: Statement) -> Sequence[Statement]:
    fresh = (one for one in material.points_of(key.entry) if one.passage.id not in material.used)
    later = [one for one in fresh if _follows(key, one) and _stands_alone(one) and material.are_close(key, one)]
    return sorted(later, key=lambda one: -material.wrong.alike(key, one))[:MOST_POINTS]


def _stands_alone(point: Statement) -> bool:
    """Return whether a point does not begin with what was told of before it: "The line took 11 calls"."""
    begins = " ".join(point.words.split()[:WHO])
    return not leans(point.words) and (not begins.startswith("The ") or names_workers(begins))


def _reflective(material: Material, key: Statement, points: Sequence[Statement]) -> Item:
    return material.named(
        Item(
            "",
            ItemKind.REFLECTIVE,
            asked(ItemKind.REFLECTIVE, key),
            tuple(material.quote(one) for one in points),
            scenario=(material.quote(key),),
            difficulty=Difficulty.APPLY,
            themes=key.themes,
            about=key.entry.name,
        )
    )


def _follows(key: Statement, other: Statement) -> bool:
    """Return whether the one is what the review asked for, or reports since, on what the other found."""
    below = key.passage.item is not None and other.passage.within == key.passage.item
    on_it = below or not set(key.themes).isdisjoint(other.themes)
    return key.form is Form.FOUND and other.form in _FOLLOWING and on_it
