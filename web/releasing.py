"""What releases are made with: who decides, and what runs evaluations."""

from dataclasses import dataclass

from evals.release import Gatekeeper
from web.evaluating import Evaluating


@dataclass(frozen=True, slots=True)
class Releasing:
    """Who decides on releases, and what runs evaluations."""

    gatekeeper: Gatekeeper
    evaluating: Evaluating
