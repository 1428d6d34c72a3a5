"""Which passages go on a sheet about a theme: by rules that can be told in a sentence, the same at every time."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, replace

from assistant.catalogue import Key, catalogue
from assistant.citing import cite
from assistant.editions import without_repeats
from assistant.reviews import Entry, passages_of, reviews
from assistant.theme_words import times_named
from assistant.themes import Theme
from assistant.turning import together
from assistant.verifier import is_verbatim
from vectorstore.index import Index
from vectorstore.passage import Passage
from vectorstore.sections import SectionType as S
from vectorstore.sentences import sentence_spans

MOST = 3
FEWEST_WORDS = 8
# Not the concerns known before, which tell of the family.
FOUND = frozenset({S.FINDINGS, S.LEARNING})
SINCE = frozenset({S.PROGRESS, S.IMPACT_EVIDENCE})

Candidate = tuple[Entry, Passage]


@dataclass(frozen=True, slots=True)
class Chosen:
    """What goes on the sheet, up to three of each, best first."""

    findings: tuple[Candidate, ...]
    good_practice: tuple[Candidate, ...]
    changes: tuple[Candidate, ...]
    questions: tuple[Candidate, ...]


def choose(index: Index, theme: Theme, population: str) -> Chosen:
    """Return what children's or adults' reviews have on the theme for a sheet."""
    carried = [one for one in theme.carried if one.entry.document.population == population]
    among = [(one.entry, passage) for one in carried for passage in one.passages]
    findings = _best(index, theme.name, _sound(index, theme.name, among, FOUND))
    quoted = frozenset(_case(index, entry) for entry, _ in findings)
    return Chosen(
        findings,
        _best(index, theme.name, _sound(index, theme.name, among, {S.GOOD_PRACTICE})),
        _best(index, theme.name, _sound(index, theme.name, among, SINCE), quoted),
        _asked(index, theme.name, population, quoted),
    )


def _sound(index: Index, theme: str, among: Iterable[Candidate], sections: Collection[S]) -> list[Candidate]:
    """Return the statements of these sections that are the stored text's own words and long enough to be one."""
    cut = ((entry, _of_theme(entry, passage, theme)) for entry, passage in among if passage.section in sections)
    return [(entry, passage) for entry, passage in cut if _is_sound(index, passage)]


def _is_sound(index: Index, passage: Passage) -> bool:
    [citation] = cite(index, [passage])
    return len(passage.text.split()) >= FEWEST_WORDS and is_verbatim(citation, index.text)


def _of_theme(entry: Entry, passage: Passage, theme: str) -> Passage:
    """Return the passage; where it names the child, of its sentences the first that speaks of the theme without.

    One that its neighbour turns is not taken from beside it.
    """
    if not _names_child(entry, passage.text):
        return passage
    spans = sentence_spans(passage.text)
    sentences = [passage.text[start:end] for start, end in spans]
    for number, ((start, end), words) in enumerate(zip(spans, sentences, strict=True)):
        long_enough, alone = len(words.split()) >= FEWEST_WORDS, together(sentences, [number]) == (number,)
        if times_named(theme, words) and not _names_child(entry, words) and long_enough and alone:
            return replace(passage, start=passage.start + start, end=passage.start + end, text=words)
    return passage


def _names_child(entry: Entry, words: str) -> bool:
    return bool(entry.review.subject) and str(entry.review.subject) in words


def _case(index: Index, entry: Entry) -> Key:
    return catalogue(index).case_of(entry.document, entry.review.subject)


def _best(
    index: Index, theme: str, candidates: Sequence[Candidate], first: Collection[Key] = frozenset()
) -> tuple[Candidate, ...]:
    """Return up to three, each of another case as far as there are, those of the `first` cases before others."""
    ranked = _ranked(index, theme, candidates, first)
    best = _one_a_case(index, ranked)
    return (*best, *(candidate for candidate in ranked if candidate not in best))[:MOST]


def _ranked(
    index: Index, theme: str, candidates: Sequence[Candidate], first: Collection[Key] = frozenset()
) -> list[Candidate]:
    """Return the candidates, best first.

    Statements that the review lists come before running text, then those that do not name the child or family, then
    those that use the theme's words most often, then the newest, undated ones last, then as printed.
    """

    def rank(candidate: Candidate) -> tuple[bool, bool, bool, int, int, int]:
        entry, passage = candidate
        elsewhere = bool(first) and _case(index, entry) not in first
        said = times_named(theme, f"{passage.row or ''} {passage.text}")
        year = entry.document.year or 0
        return elsewhere, passage.item is None, _names_child(entry, passage.text), -said, -year, passage.order

    return sorted(candidates, key=rank)


def _one_a_case(index: Index, ranked: Sequence[Candidate]) -> tuple[Candidate, ...]:
    best: dict[Key, Candidate] = {}
    for candidate in ranked:
        best.setdefault(_case(index, candidate[0]), candidate)
    return tuple(best.values())


def _asked(index: Index, theme: str, population: str, quoted: Collection[Key]) -> tuple[Candidate, ...]:
    """Return questions that reviews print on the theme, then one of each case that is quoted, on whatever it asks."""
    own = [entry for entry in reviews(index) if entry.document.population == population]
    fresh = {passage.id for passage in without_repeats(index, index.passages)}
    printed = [(entry, p) for entry in own for p in passages_of(index, entry.review) if p.id in fresh and "?" in p.text]
    asked = [one for one in printed if one[1].section is S.QUESTIONS and not _names_child(one[0], one[1].text)]
    sound = [(entry, passage) for entry, passage in asked if _is_sound(index, passage)]
    on_theme = _best(index, theme, [(entry, passage) for entry, passage in sound if theme in passage.themes])
    told = {_case(index, entry) for entry, _ in on_theme}
    beside = [one for one in sound if _case(index, one[0]) in quoted and _case(index, one[0]) not in told]
    return (*on_theme, *_one_a_case(index, _ranked(index, theme, beside)))[:MOST]
