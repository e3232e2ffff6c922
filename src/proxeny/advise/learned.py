"""A model together with what is known of how often it is right."""

from __future__ import annotations

from dataclasses import dataclass

from proxeny.advise.model import Model
from proxeny.advise.track import TrackRecord

ENOUGH = 1_000  # ties: fewer say too little of what thousands of hidden ones would need


@dataclass(frozen=True, eq=False)
class Learned:
    """A model with its track record."""

    model: Model
    record: TrackRecord
