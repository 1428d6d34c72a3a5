"""From a wish to a draft: items of many kinds, each verified, the same for the same seed and index."""

import hashlib
import random
from collections import Counter
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from assistant.quizzes.choices import multiples, singles, true_false
from assistant.quizzes.distractors import distractors
from assistant.quizzes.material import Material
from assistant.quizzes.open_questions import reflections, shorts
from assistant.quizzes.quiz import UNTITLED, Item, ItemKind, Quiz
from assistant.quizzes.scenarios import scenarios
from assistant.quizzes.sequences import orders
from assistant.quizzes.statements import Statement, told
from assistant.quizzes.verifier import is_sound
from assistant.quizzes.whose import matches, which_review
from assistant.reviews import ADULTS, CHILDREN, reviews
from assistant.themes import themes
from vectorstore.agencies import AGENCIES
from vectorstore.index import Index

# A quiz on a theme has so many items, where its reviews have as much to ask about.
FEWEST_ITEMS = 5
_MAKERS: Mapping[ItemKind, Callable[[Material], Iterator[Item]]] = {
    ItemKind.SINGLE: singles,
    ItemKind.TRUE_FALSE: true_false,
    ItemKind.SCENARIO: scenarios,
    ItemKind.WHICH_REVIEW: which_review,
    ItemKind.MATCH: matches,
    ItemKind.MULTIPLE: multiples,
    ItemKind.ORDER: orders,
    ItemKind.SHORT: shorts,
    ItemKind.REFLECTIVE: reflections,
}
# How a training day is mixed; over and over for a longer quiz. Recall first, what is to be talked about last.
_MIX = (
    ItemKind.TRUE_FALSE,
    ItemKind.SINGLE,
    ItemKind.WHICH_REVIEW,
    ItemKind.SCENARIO,
    ItemKind.MATCH,
    ItemKind.SHORT,
    ItemKind.ORDER,
    ItemKind.SINGLE,
    ItemKind.MULTIPLE,
    ItemKind.REFLECTIVE,
)
# Those that need the most statements to choose from are made first, while there are any.
_HARDEST = (
    ItemKind.ORDER,
    ItemKind.MATCH,
    ItemKind.SCENARIO,
    ItemKind.MULTIPLE,
    ItemKind.SINGLE,
    ItemKind.WHICH_REVIEW,
    ItemKind.TRUE_FALSE,
    ItemKind.REFLECTIVE,
    ItemKind.SHORT,
)
# Of the items of a kind that fail the verifier, so many are passed over before the kind is given up.
_TRIES = 12


@dataclass(frozen=True, slots=True)
class Wish:
    """What a trainer asks for; what is empty leaves its side open. `reviews` are named as in the list of reviews."""

    theme: str | None = None
    reviews: tuple[str, ...] = ()
    audience: str | None = None
    population: str = CHILDREN
    items: int = 10
    seed: int = 1


@dataclass(frozen=True, slots=True)
class Unbuilt:
    """Why there is no quiz, in a sentence that says what to do."""

    why: str


def build(index: Index, wish: Wish, today: date) -> Quiz | Unbuilt:
    """Return a draft, with fewer items than wished for where the reviews do not carry as many."""
    items = tuple(_items(index, wish))
    if not items:
        return Unbuilt(_nothing(wish))
    return Quiz(
        id=_id(index, wish),
        title=_title(wish),
        seed=wish.seed,
        index_version=index.version,
        made_on=today.isoformat(),
        items=items,
        population=wish.population,
        theme=wish.theme,
        reviews=wish.reviews,
        audience=wish.audience,
        is_sample=any(index.documents[name].is_sample for item in items for name in item.sources),
    )


def shortfall(quiz: Quiz, asked_for: int) -> str | None:
    """Return in a sentence that there are fewer items than were asked for, and why; None where there are as many."""
    have = len(quiz.items)
    if have >= asked_for:
        return None
    items = f"{have} item{'s' if have != 1 else ''}"
    return (
        f"{items} of the {asked_for} asked for: no more can be asked of what these reviews say on it without one item"
        " answering another. Choose more reviews, or no theme, for more."
    )


def beside_theme(quiz: Quiz) -> str | None:
    """Return in a sentence how many items are not on the quiz's theme, and why they are there; None where all are."""
    others = sum(quiz.theme not in item.themes for item in quiz.items) if quiz.theme else 0
    if not others:
        return None
    are = "item is" if others == 1 else "items are"
    return (
        f"{others} {are} not on “{quiz.theme}”, but on other learning of reviews that have it: there is no more to ask"
        " on the theme without one item answering another. Reject what you do not want."
    )


def checked(index: Index, wish: Wish) -> Wish | Unbuilt:
    """Return the wish with its names as the index has them, or which of them there is not and what there is."""
    carried = sorted(theme.name for theme in themes(index) if theme.carried)
    if wish.theme and wish.theme not in carried:
        return Unbuilt(f"No review loaded has learning on “{wish.theme}”. Themes that there are: {', '.join(carried)}.")
    if wish.audience and wish.audience not in AGENCIES:
        return Unbuilt(f"“{wish.audience}” is no agency that is known here. Those are: {', '.join(AGENCIES)}.")
    if wish.population not in {CHILDREN, ADULTS}:
        return Unbuilt(f"“{wish.population}” is neither {CHILDREN} nor {ADULTS}.")
    if unknown := [name for name in wish.reviews if not populations(index, [name])]:
        names = "; ".join(entry.name for entry in reviews(index))
        return Unbuilt(f"There is no review “{unknown[0]}”. Those loaded: {names}.")
    if wish.reviews and populations(index, wish.reviews) != (wish.population,):
        return Unbuilt(
            f"Reviews about children and about adults are never mixed: these are not all about {wish.population}."
        )
    return wish


def another(index: Index, quiz: Quiz, item: Item, seed: int) -> Item | None:
    """Return an item to stand where this one does, of its kind where there is one; None where nothing is left."""
    wish = Wish(quiz.theme, quiz.reviews, quiz.audience, quiz.population, 1, seed)
    others = [one for one in quiz.items if one.id != item.id]
    kinds = (item.kind, *(kind for kind in _MIX if kind is not item.kind))
    made = _items(index, wish, [*others, item], kinds)
    return next(iter(made), None)


def populations(index: Index, names: Collection[str]) -> tuple[str, ...]:
    """Return whose reviews these are: children's, adults', both."""
    found = {entry.document.population for entry in reviews(index) if entry.name in names}
    return tuple(name for name in (CHILDREN, ADULTS) if name in found)


def _wished(among: Sequence[Statement], wish: Wish) -> list[Statement]:
    """Return what the wish is for, in an order that the seed decides, reviews taking turns.

    Of each review what says how well practice went, or what is to be done, comes before what only tells what happened.
    """
    chosen = [one for one in among if _is_wished(one, wish)]
    random.Random(wish.seed).shuffle(chosen)
    chosen.sort(key=lambda one: not one.judges)
    turns: Counter[str] = Counter()
    ranked = []
    for one in chosen:
        turns[one.entry.id] += 1
        ranked.append((turns[one.entry.id], one))
    return [one for _, one in sorted(ranked, key=lambda pair: pair[0])]


def _is_wished(one: Statement, wish: Wish) -> bool:
    agencies = {*one.passage.agencies, *filter(None, [(one.passage.addressee or "").lower()])}
    return (
        one.entry.document.population == wish.population
        and (not wish.theme or wish.theme in one.themes)
        and (not wish.reviews or one.entry.name in wish.reviews)
        and (not wish.audience or wish.audience in agencies)
    )


def _items(index: Index, wish: Wish, others: Sequence[Item] = (), kinds: Sequence[ItemKind] = _MIX) -> list[Item]:
    """Return verified items, mix after mix, each kind as long as there is something to make it of; none as `others`.

    Where a theme makes too few for a quiz, other learning of the reviews that carry it fills it up.
    """
    made = _round(_material(index, wish, others), others, kinds, wish.items)
    fewest = min(wish.items, FEWEST_ITEMS - len(others))
    if wish.theme and made and len(made) < fewest:
        known, beside = [*others, *made], replace(wish, theme=None, reviews=_carrying(index, wish))
        made += _round(_material(index, beside, known), known, kinds, fewest - len(made))
    return made


def _material(index: Index, wish: Wish, others: Sequence[Item]) -> Material:
    """Return what a wish may be made of, without what other items use."""
    material = Material(
        index,
        distractors(index),
        _wished(told(index).statements, wish),
        _wished(told(index).points, wish),
        wish.theme,
        wish.reviews,
        random.Random(wish.seed),
    )
    for item in others:
        material.use(item)
    return material


def _carrying(index: Index, wish: Wish) -> tuple[str, ...]:
    """Return the reviews wished for that have learning on the theme."""
    carried = (one.entry.name for theme in themes(index) if theme.name == wish.theme for one in theme.carried)
    return tuple(name for name in carried if not wish.reviews or name in wish.reviews)


def _round(material: Material, others: Sequence[Item], kinds: Sequence[ItemKind], most: int) -> list[Item]:
    made: list[Item] = []
    left = set(kinds)
    while left and len(made) < most:
        mix = [kind for kind in kinds if kind in left][: most - len(made)]
        found: list[Item] = []
        for kind in sorted(mix, key=_HARDEST.index):
            item = _next(material, kind, [*others, *made, *found])
            found += [item] if item else []
            left -= set() if item else {kind}
        made += sorted(found, key=lambda item: kinds.index(item.kind))
    return made


def _next(material: Material, kind: ItemKind, others: Sequence[Item]) -> Item | None:
    """Return the next item of a kind that the verifier lets through, and mark what it uses as used."""
    known, ids = {what for one in others for what in _asks(one)}, {one.id for one in others}
    for tries, item in enumerate(_MAKERS[kind](material), 1):
        if item.id not in ids and known.isdisjoint(_asks(item)) and is_sound(material.index, item):
            material.use(item)
            return item
        if tries == _TRIES:
            return None
    return None


def _asks(item: Item) -> set[tuple[object, ...]]:
    """Return what an item asks: its key, and where it is open its question.

    A statement is asked about once, or one item would answer another; it may be thought about once more.
    """
    if item.kind is ItemKind.REFLECTIVE:
        return {(item.kind, *item.key)}
    return {*((quote,) for quote in item.key), *([(item.stem,)] if item.kind is ItemKind.SHORT else [])}


def _id(index: Index, wish: Wish) -> str:
    return hashlib.sha256(f"{index.version}|{wish}".encode()).hexdigest()[:12]


def _title(wish: Wish) -> str:
    subject = wish.theme or (", ".join(wish.reviews) if 0 < len(wish.reviews) <= 2 else "")
    return (f"Quiz: {subject}" if subject else UNTITLED) + (f", for {wish.audience}" if wish.audience else "")


def _nothing(wish: Wish) -> str:
    about = ", ".join(filter(None, [wish.theme, *wish.reviews, wish.audience and f"for {wish.audience}"]))
    return (
        f"No quiz can be built on {about or 'the reviews loaded'}: no review about {wish.population} has learning on it"
        " that may be shown. Choose another theme, more reviews, or reviews about"
        f" {ADULTS if wish.population == CHILDREN else CHILDREN}."
    )
