"""What releases are made with: who decides, what runs evaluations, and what rebuilds the candidate."""

from dataclasses import dataclass

from evals.release import Gatekeeper
from web.background import Background


@dataclass(frozen=True, slots=True)
class Releasing:
    """Who decides on releases, what runs evaluations, and what rebuilds the candidate."""

    gatekeeper: Gatekeeper
    evaluating: Background
    rebuilding: Background
