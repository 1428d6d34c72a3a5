"""Items without options: a short answer against a model answer, and a question to reflect on."""

from collections import Counter
from collections.abc import Iterator, Sequence, Set

from assistant.quizzes.askable import EVERYDAY, FORM_OF, SINCE, Form, leads_in
from assistant.quizzes.material import Material
from assistant.quizzes.quiz import Difficulty, Item, ItemKind
from assistant.quizzes.showable import leans, names_workers, points_back
from assistant.quizzes.statements import Statement
from assistant.quizzes.stems import asked
from assistant.reviews import passages_of, themes_taught
from assistant.theme_words import times_named
from vectorstore.passage import Passage

# More than so many points are no short answer; reflection is given as many to begin with.
MOST_ANSWERS, MOST_POINTS = 5, 3
# In so many words a statement has said who it is that does something.
WHO = 5
_FOLLOWING = frozenset({Form.RECOMMENDED, Form.PROGRESS, Form.CHANGED})


def shorts(material: Material) -> Iterator[Item]:
    """Yield questions on what a review said on a theme; the model answer is all that it said of this kind.

    Where another item shows some of it already, the question would be answered there; where some of it may not be shown
    in a quiz, the answer would not be whole.
    """
    for key in material.unused_points():
        named = [theme for theme in key.themes if theme not in EVERYDAY]
        theme = material.theme or max(named, key=lambda one: times_named(one, key.words), default=None)
        if theme and theme in key.themes and key.is_on(theme):
            alike = [one for one in material.points_of(key.entry) if one.form in _of_kind(key.form)]
            points = [one for one in alike if one.is_on(theme)]
            told = {one.passage.id for one in points}
            is_whole = _said_of(material, key, theme) <= told and not _is_on_all(material, key, theme, told)
            if len(points) <= MOST_ANSWERS and told.isdisjoint(material.used) and is_whole:
                yield _short(material, key, theme, points)


def _of_kind(form: Form) -> frozenset[Form]:
    """Return the forms that answer one question: what has changed is progress, and what was done led to it."""
    return SINCE if form in SINCE else frozenset({form})


def _said_of(material: Material, key: Statement, theme: str) -> set[str]:
    """Return the passages in which the key's review says something of its kind on a theme, also in passing."""
    return {one.id for one in _own(material, key) if theme in themes_taught(one)}


def _is_on_all(material: Material, key: Statement, theme: str, told: Set[str]) -> bool:
    """Return whether a list of what is to be done is on one theme as a whole, and the answer is not the whole list."""
    if key.form not in {Form.RECOMMENDED, Form.ACTION} or {one.id for one in _own(material, key)} <= told:
        return False
    named = Counter(theme for one in passages_of(material.index, key.entry.review) for theme in one.themes)
    return named[theme] == max(named.values())


def _own(material: Material, key: Statement) -> Iterator[Passage]:
    """Yield the passages in which the key's review says something of the key's kind."""
    for one in passages_of(material.index, key.entry.review):
        form = FORM_OF.get(one.section)
        if form and form in _of_kind(key.form) and not leads_in(one):
            yield one


def _short(material: Material, key: Statement, theme: str, points: Sequence[Statement]) -> Item:
    # It is called learning where all of it is what should be, and progress where any of it was done.
    put = next((one for one in points if one.form is Form.PROGRESS or not one.is_directive), key)
    quotes, stem = tuple(material.quote(one) for one in points), asked(ItemKind.SHORT, put, theme)
    return material.named(Item("", ItemKind.SHORT, stem, quotes, themes=(theme,), about=key.entry.name))


def reflections(material: Material) -> Iterator[Item]:
    """Yield what a review said to think about; what it recommended or reports on that are the expected points.

    Those with points come first. For the others none was matched, so that the passage is all there is to come back to.
    What other items use is no point, and no lesser one stands in for it.
    """
    left: list[Statement] = []
    for key in (one for one in material.unused_points() if not leans(one.words) and not points_back(one.words)):
        points = _expected(material, key)
        if not points:
            left.append(key)
        elif all(one.passage.id not in material.used for one in points):
            yield _reflective(material, key, points)
    yield from (_reflective(material, key, [key]) for key in left)


def _expected(material: Material, key: Statement) -> Sequence[Statement]:
    own = material.points_of(key.entry)
    later = [one for one in own if _follows(key, one) and _stands_alone(one) and material.are_close(key, one)]
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
