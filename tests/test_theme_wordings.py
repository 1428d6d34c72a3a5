"""A theme is shown by what the field calls it, and not by words that families are told of in any case."""

import pytest

from vectorstore.themes import themes_in


@pytest.mark.parametrize(
    ("text", "theme"),
    [
        ("She was a young carer at eleven.", "young carers"),
        ("He was looking after his younger brothers before school.", "young carers"),
        ("The girl was caring for her disabled mother.", "young carers"),
        ("Nobody asked about the child's caring responsibilities.", "young carers"),
        ("The call came on a Friday evening.", "out of hours"),
        ("No night cover was planned.", "out of hours"),
        ("The emergency duty team had no plan.", "out of hours"),
        ("A bruise on a baby who is not yet crawling.", "injury in non-mobile babies"),
    ],
)
def test_a_theme_is_shown_by_the_words_of_the_field(text: str, theme: str) -> None:
    assert theme in themes_in(text)


@pytest.mark.parametrize(
    ("text", "theme"),
    [
        ("Mother was caring for the baby on her own.", "young carers"),
        ("The foster carer for their placement was changed.", "young carers"),
        ("Father settled the baby at night.", "out of hours"),
        ("Grandmother rang the home each Sunday.", "out of hours"),
        ("Children should not walk alone to school.", "injury in non-mobile babies"),
        ("The records were not brought together.", "was not brought"),
        ("The review was about self-neglect.", "neglect"),
    ],
)
def test_ordinary_words_of_family_life_show_no_theme(text: str, theme: str) -> None:
    assert theme not in themes_in(text)
