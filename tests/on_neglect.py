"""Short fictional reviews that have something on neglect, or only seem to, and an index of them."""

from dataclasses import replace
from pathlib import Path

from briefings import read
from shelf import WordEmbedder, release

from vectorstore.contents import LoadedDocument
from vectorstore.data import DataDirectory
from vectorstore.live import LiveIndex

FEN = """Learning Review

Child Fen

Saltmere Safeguarding Children Partnership

March 2031

The Background

There had been neglect in the household for years and neglect was known to the landlord.

The Findings

* Neglect was named by the school, but no agency measured the neglect or wrote down what it was like.

* Child Fen was taken to hospital on a Monday. Neglect is easy to miss where each service sees only its own visit.

* There was no evidence of neglect when the nurse looked into the flat in May of that year.

Good Practice

* The school nurse kept asking who would finish the neglect assessment until somebody did.

Recommendations

1. Health visitors should finish a neglect assessment within eight weeks of the first visit.

Progress

The neglect assessment was finished in eight weeks in 31 of 40 families that were looked at.

Questions for your team

* When did we last write down what neglect is like for a child that we know?

* Who would finish the assessment if one of us were away for a month?
"""

MOSS = """Learning Review

Child Moss

The Findings

* Workers in every team got used to neglect and compared the home with others in the street.

Recommendations

1. Police should tell the school on the same day when a child was alone at night.
"""

REED = """Learning Review

Child Reed

Saltmere Safeguarding Children Partnership

June 2029

The Findings

* The plan ended although neglect had been seen in the weeks before by three people who visited.

* Nobody asked the older brother what he did when he came home from school in the afternoon.
"""

TARN = """Learning Review

Child Tarn

Westmarch Safeguarding Children Board

April 2030

The Background

Neglect was known in the family when the mother was a child herself and lived elsewhere.

The Findings

* Two agencies wrote to an old address for a year and nobody noticed that letters came back.
"""

ADA = """Safeguarding Adult Review

Adult Ada

Thornvale Safeguarding Adults Board

The Findings

* Neglect by a paid carer was treated as a complaint about the service and not as a safeguarding concern.
"""

TEXTS = {"fen.txt": FEN, "moss.txt": MOSS, "reed.txt": REED, "tarn.txt": TARN, "ada.txt": ADA}


def documents(*names: str) -> list[LoadedDocument]:
    """Return these documents, read as any others are; all of them where none is named."""
    return [read(f"{name}.txt", TEXTS[f"{name}.txt"]) for name in names or [n.removesuffix(".txt") for n in TEXTS]]


def changed(loaded: LoadedDocument, **values: object) -> LoadedDocument:
    """Return the document with other values."""
    return replace(loaded, document=replace(loaded.document, **values))  # type: ignore[arg-type]


def opened(root: Path, *loaded: LoadedDocument) -> LiveIndex:
    """Return a live index of these documents, of all where none is given."""
    data = DataDirectory(root)
    release(data, loaded or documents(), WordEmbedder())
    return LiveIndex(data, WordEmbedder)
