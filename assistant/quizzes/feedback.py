"""What a participant reads of an item: how its words are set, and what is said after it was answered."""

from collections.abc import Sequence

from assistant.quizzes.askable import ends_as_sentence
from assistant.quizzes.quiz import Item, ItemKind, Option, Quote
from prompts.render import render

EDITED = "edited by trainer"
# Words left out between two quotes; characters between two sentences that follow one another.
GAP, NEAREST = " […] ", 3


def option_words(option: Option) -> str:
    """Return an option as it is shown: in quotation marks only where the words are a review's own."""
    return f"“{option.words}”" if option.is_quoted and not option.by_trainer else option.words


def choice_words(item: Item, option: Option) -> str:
    """Return an option as it is offered: where a trainer changed one of an item, none stands out by quotation marks."""
    return option.words if any(one.by_trainer for one in item.options) else option_words(option)


def quoted(quote: Quote) -> str:
    """Return the words of a quote in quotation marks."""
    return f"“{quote.words}”"


def situation(item: Item) -> str:
    """Return what is told before an item is asked, in the review's own words; empty where nothing is.

    “[…]” stands where words of the review are left out.
    """
    told = ""
    for before, quote in zip((None, *item.scenario), item.scenario, strict=False):
        told += f"{_between(before, quote) if before else ''}{quote.words}"
    if item.kind is ItemKind.SCENARIO and told:
        told = f"{'' if told[0].isupper() else GAP.lstrip()}{told}{'' if ends_as_sentence(told) else GAP.rstrip()}"
    return told


def _between(before: Quote, quote: Quote) -> str:
    """Return what stands between two quotes: a space where a sentence follows a whole one, else the mark of a gap."""
    is_next = 0 <= quote.cited.start - before.cited.end <= NEAREST
    return " " if is_next and ends_as_sentence(before.words) else GAP


def option_feedback(item: Item, option: Option) -> str:
    """Return what is said to whoever chose the option: where its words, or those asked about, do stand."""
    if item.kind is ItemKind.TRUE_FALSE:
        return _truth(item)
    if not option.is_quoted:
        return _said("quiz_stands", option.quote)
    return _said("quiz_right" if option.right else "quiz_elsewhere", option.quote)


def item_feedback(item: Item) -> tuple[str, ...]:
    """Return the answer of an item in the reviews' own words, a sentence each: its key, its pairs or its stages."""
    if item.pairs:
        return tuple(
            f"{quoted(pair.finding)} goes with {quoted(pair.recommendation)} ({pair.recommendation.reference})."
            for pair in item.pairs
        )
    if item.stages:
        return tuple(f"{stage.name}: {quoted(stage.quote)} ({stage.quote.reference})." for stage in item.stages)
    if item.kind is ItemKind.TRUE_FALSE:
        return (_truth(item),)
    template = "quiz_stands" if item.kind is ItemKind.WHICH_REVIEW else "quiz_right"
    return tuple(_said(template, quote) for quote in item.key)


def situation_note(item: Item) -> str | None:
    """Return what is said of the situation that a scenario tells, None for other items."""
    return render("quiz_adapted") if item.kind is ItemKind.SCENARIO else None


def is_edited(items: Sequence[Item]) -> bool:
    """Return whether a trainer changed words of any of them."""
    return any(item.by_trainer or any(option.by_trainer for option in item.options) for item in items)


def _truth(item: Item) -> str:
    """Return whether a statement is true of the review asked about, and the review that makes it.

    The same is said to both answers, so its first word says which of them is right.
    """
    quote = item.key[0]
    about = item.about or quote.review
    return render(
        "quiz_truth",
        is_true=any(option.right and option.words == "True" for option in item.options),
        about=about,
        # A review without a subject is called by its title, which a question has in quotation marks.
        about_is_titled=f"“{about}”" in item.stem,
        review=quote.review,
        review_is_titled=quote.cited.review is None,
        words=quote.words,
        reference=quote.reference,
        status=quote.status,
    )


def _said(template: str, quote: Quote) -> str:
    return render(template, words=quote.words, reference=quote.reference, status=quote.status)
