"""Items that ask for an order: from what a review found to what was done, which its own sections show."""

from collections.abc import Iterator, Sequence

from assistant.quizzes.askable import Form
from assistant.quizzes.material import Material
from assistant.quizzes.quiz import Difficulty, Item, ItemKind, Stage
from assistant.quizzes.statements import Statement
from assistant.quizzes.stems import asked_of, steps

# In this order learning becomes change.
_STAGES = {
    Form.FOUND: "What was found",
    Form.RECOMMENDED: "What was recommended",
    Form.PROGRESS: "What was done since",
    Form.CHANGED: "What has changed since",
}
FEWEST_STAGES = 3


def orders(material: Material) -> Iterator[Item]:
    """Yield a finding and what the same review recommends or reports on it, to be put in order."""
    for finding in material.unused():
        if finding.form is Form.FOUND and not finding.is_directive:
            later = (_first(material, finding, form) for form in list(_STAGES)[1:])
            stages = [finding, *(stage for stage in later if stage)]
            if len(stages) >= FEWEST_STAGES:
                yield _order(material, stages)


def _first(material: Material, finding: Statement, form: Form) -> Statement | None:
    """Return the first statement of the form that stands below the finding, else the first of one of its themes."""
    own = [one for one in material.of_review(finding.entry) if one.form is form]
    below = [one for one in own if finding.passage.item and one.passage.within == finding.passage.item]
    return next(iter(below or [one for one in own if not set(one.themes).isdisjoint(finding.themes)]), None)


def _order(material: Material, chosen: Sequence[Statement]) -> Item:
    stages = tuple(Stage(_STAGES[one.form], material.quote(one)) for one in chosen)
    return material.named(
        Item(
            "",
            ItemKind.ORDER,
            asked_of(ItemKind.ORDER, chosen[0].entry, Form.FOUND.name.lower(), steps(stages)),
            tuple(stage.quote for stage in stages),
            stages=stages,
            shown=material.mixed(len(stages)),
            difficulty=Difficulty.UNDERSTAND,
            themes=chosen[0].themes,
            about=chosen[0].entry.name,
        )
    )
