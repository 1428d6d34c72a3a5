"""Three short fictional documents, read as any others are, and an index of them with the real model."""

from collections.abc import Mapping
from pathlib import Path

from shelf import release

from ingest.blocks import Loaded
from ingest.reading import read_document
from ingest.text import load_text
from vectorstore.contents import LoadedDocument
from vectorstore.data import DataDirectory
from vectorstore.embedder import Embedder
from vectorstore.live import LiveIndex

SALTMERE = """Case Mapping Exercise

6 Step Briefing

Child On

Saltmere Safeguarding Children Partnership

The Background

Child On was five and lived with his mother and an older half-brother.

The Review

A Case Mapping Exercise was agreed and a workshop was held in March.

The Findings

* The case was stepped down to Early Help although two agencies had written that they did not agree.

* Eleven dental appointments were missed and each was written down as 'did not attend', so that nobody saw the pattern.

* Practitioners mixed up the two fathers: a risk assessment about the half-brother's father was filed under Child On's father.

The Findings cont'd..

* The social worker had one supervision session about the family in seven months.

Recommendations

1. Children's Social Care to ask every agency for its view in writing before a case is stepped down.

2. Dental services to use 'was not brought' and to ring the school nurse after two missed appointments.

Good Practice and Evidence as a result of this Review and similar Reviews

A step down checklist is now used by all teams.
"""

WESTMARCH = """Practice Review Newsletter

Westmarch Safeguarding Children Board

Two cases were looked at.

Baby Ivy

- A baby of seven weeks with a bruise on the cheek.

Summary of the key learning

A bruise in a baby who cannot yet roll must always be looked into by a paediatrician.

Recommendations

All - follow the bruising protocol for every baby who does not move independently.

Young Person K

- A young man of seventeen with a learning disability.

Summary of the key learning and good practice examples

\tGood Practice\tLearning Points
Moving On\tThe school began a memory book with him two years before.\t• The transitions worker changed four times. • Adult Social Care was told too late.

Recommendations

Adult Social Care - accept referrals at sixteen.
"""

ELDERMOOR = """Progress Report on the Child T Serious Case Review

Eldermoor Safeguarding Children Board

1. Introduction

A Serious Case Review was undertaken in 2014.

2. Our Response to the Findings

Finding 1: Supervision is about targets, so that workers have nowhere to think about what a child's life is like.

Progress

Reflective group supervision was set up in all teams in May 2015 and is to be evaluated by December 2016.

Case study

This case study is about another family, with one child of four. The father left the home.

Outcome

The child is safe and settled.

Finding 2: Written agreements with mothers are used in place of work with the men who are violent.

Progress

Written agreements were suspended in October 2014.
"""

THORNVALE = """Practice Review – 6 Step Briefing – Child T

Thornvale Safeguarding Children Partnership

The Background

Child T was nine and had asthma.

The Findings

Finding 1: The asthma clinic closed the case after two missed appointments.

Finding 2: Supervision of the school nurse had stopped in the autumn.

Recommendations

1. The clinic to tell the school nurse before it closes a case.
"""

BRIEFINGS = {"child-on.txt": SALTMERE, "newsletter.txt": WESTMARCH, "child-t.txt": ELDERMOOR}
TWO_OF_ONE_NAME = BRIEFINGS | {"other-child-t.txt": THORNVALE}


def read(name: str, text: str, collection: str | None = None) -> LoadedDocument:
    """Return a document and its passages as the loaders and the structure make them."""
    loaded = load_text(text.encode())
    assert isinstance(loaded, Loaded)
    document, passages = read_document(name.removesuffix(".txt"), name, loaded, collection)
    return LoadedDocument(document, loaded.text, passages)


def open_briefings(
    root: Path, embedder: Embedder, collection: str | None = None, texts: Mapping[str, str] = BRIEFINGS
) -> LiveIndex:
    """Return the live index of the three documents, or of the texts given by file name."""
    data = DataDirectory(root)
    release(data, [read(name, text, collection) for name, text in texts.items()], embedder)
    return LiveIndex(data, lambda: embedder)
