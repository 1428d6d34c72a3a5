"""Items that ask which review said what: which review, and findings to be matched to recommendations."""

from collections.abc import Iterator, Sequence
from itertools import islice

from assistant.quizzes.askable import Form
from assistant.quizzes.hints import hints
from assistant.quizzes.material import WRONG, Material
from assistant.quizzes.quiz import Difficulty, Item, ItemKind, Option, Pair
from assistant.quizzes.statements import Statement
from assistant.quizzes.stems import asked, asked_of
from assistant.reviews import Entry

PAIRS = 3
# So many pairs are looked through for three that cannot be swapped.
MOST_PAIRS = 60


def which_review(material: Material) -> Iterator[Item]:
    """Yield statements of which one of three reviews is the source; none where the quiz is on one review."""
    for key in material.unused() if len(material.about) != 1 else ():
        others = material.untrue_for(key, WRONG)
        if len(others) == WRONG and not _is_guessed(key, others):
            quote = material.quote(key)
            options = [Option(entry.name, entry is key.entry, quote, is_quoted=False) for entry in (key.entry, *others)]
            stem = asked(ItemKind.WHICH_REVIEW, key)
            yield material.named(
                Item("", ItemKind.WHICH_REVIEW, stem, (quote,), material.placed(options), themes=key.themes)
            )


def _is_guessed(key: Statement, others: Sequence[Entry]) -> bool:
    """Return whether something in the name of its review, and of no other, points to the statement.

    That is a word of it, or a name that says more than the others: "Child K: multi-agency action plan".
    """
    names = [other.name for other in others]
    taken_up = bool(hints(key.entry.name, key.words)) and not any(hints(name, key.words) for name in names)
    return taken_up or ("(" in key.entry.name and not any("(" in name for name in names))


def matches(material: Material) -> Iterator[Item]:
    """Yield three findings and the recommendations of the same reviews, none of which another of the reviews makes."""
    pairs = list(islice(_answered(material), MOST_PAIRS))
    for first in pairs:
        chosen = [first]
        for pair in pairs:
            if len(chosen) < PAIRS and all(_cannot_be_swapped(material, pair, other) for other in chosen):
                chosen.append(pair)
        if len(chosen) == PAIRS:
            yield _match(material, chosen)


def _answered(material: Material) -> Iterator[tuple[Statement, Statement]]:
    """Yield findings with the recommendation of the same review on the same matter."""
    for finding in material.unused():
        if finding.form is Form.FOUND and not finding.is_directive:
            answers = (one for one in material.of_review(finding.entry) if one.form is Form.RECOMMENDED)
            if answer := next((one for one in answers if material.are_linked(finding, one)), None):
                yield finding, answer


def _cannot_be_swapped(
    material: Material, pair: tuple[Statement, Statement], other: tuple[Statement, Statement]
) -> bool:
    """Return whether neither review says what the other one's pair says."""
    mine, theirs = pair[0].entry, other[0].entry
    doubts = [material.wrong.doubt(mine, one) for one in other] + [material.wrong.doubt(theirs, one) for one in pair]
    return not any(doubts)


def _match(material: Material, chosen: Sequence[tuple[Statement, Statement]]) -> Item:
    pairs = tuple(Pair(material.quote(finding), material.quote(answer)) for finding, answer in chosen)
    stem = asked_of(ItemKind.MATCH, chosen[0][0].entry, Form.FOUND.name.lower())
    return material.named(
        Item(
            "",
            ItemKind.MATCH,
            stem,
            tuple(pair.recommendation for pair in pairs),
            pairs=pairs,
            shown=material.mixed(len(pairs)),
            difficulty=Difficulty.UNDERSTAND,
            themes=tuple(dict.fromkeys(theme for finding, _ in chosen for theme in finding.themes)),
        )
    )
