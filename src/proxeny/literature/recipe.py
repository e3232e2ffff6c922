"""How a map is made: every choice in one object that a receipt can hold and replay."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any

from proxeny.errors import Fault, FaultyInput
from proxeny.literature.linking import LINKS
from proxeny.literature.units import COLUMNS
from proxeny.literature.wording import FOLDS

UNITS = (*COLUMNS, "phrase")
COUNTINGS = ("full", "fractional")


@dataclass(frozen=True, slots=True)
class Recipe:
    """The choices of a map. ``minimum`` 0: chosen so that at most ``most_terms`` remain; ``most_terms`` 0: no limit.

    ``most_items``: a work with more items than this gives no links, and is told; ``bootstrap``: replicates for
    stability; ``since`` and ``until``: years of the works to take, 0 for no bound.
    """

    unit: str = "keyword"
    link: str = "cooccurrence"
    counting: str = "full"
    minimum: int = 0
    most_terms: int = 500
    most_items: int = 1000
    resolution: float = 1.0
    starts: int = 10
    seed: int = 0
    folds: tuple[str, ...] = ()
    stop: tuple[str, ...] = ()
    bootstrap: int = 0
    since: int = 0
    until: int = 0

    def check(self) -> None:
        """Raise `FaultyInput` with all choices that are none."""
        faults = [
            *_choice("unit", self.unit, UNITS),
            *_choice("link", self.link, LINKS),
            *_choice("counting", self.counting, COUNTINGS),
            *(fault for one in self.folds for fault in _choice("fold", one, FOLDS)),
        ]
        if not (self.resolution > 0 and self.resolution < float("inf")):
            faults.append(Fault("map-number-odd", params={"name": "resolution", "value": self.resolution}))
        for name in ("minimum", "most_terms", "most_items", "bootstrap", "seed"):
            if getattr(self, name) < 0:
                faults.append(Fault("map-number-odd", params={"name": name, "value": getattr(self, name)}))
        if self.starts < 1:
            faults.append(Fault("map-number-odd", params={"name": "starts", "value": self.starts}))
        if self.link == "cocitation" and self.unit not in {"reference", "author", "source"}:
            faults.append(Fault("map-link-unfit", params={"link": self.link, "unit": self.unit}))
        if self.link == "citation" and self.unit in {"keyword", "reference"} | {"phrase"}:
            faults.append(Fault("map-link-unfit", params={"link": self.link, "unit": self.unit}))
        if self.link == "cooccurrence" and self.unit in {"source", "document"}:
            faults.append(Fault("map-link-unfit", params={"link": self.link, "unit": self.unit}))
        if faults:
            raise FaultyInput(*faults)

    def as_dict(self) -> dict[str, Any]:
        """The choices, ready for JSON."""
        return {name: list(value) if isinstance(value, tuple) else value for name, value in asdict(self).items()}

    @classmethod
    def of(cls, choices: Mapping[str, Any]) -> Recipe:
        """From what `as_dict` gave. Raises `FaultyInput` for unknown choices."""
        unknown = set(choices) - set(cls.__dataclass_fields__)
        if unknown:
            raise FaultyInput.of("map-choice-unknown", names=", ".join(sorted(unknown)))
        given: dict[str, Any] = {name: tuple(one) if isinstance(one, list) else one for name, one in choices.items()}
        return cls(**given)


def _choice(name: str, value: str, known: tuple[str, ...]) -> list[Fault]:
    return (
        []
        if value in known
        else [Fault("map-choice", params={"name": name, "value": value, "known": ", ".join(known)})]
    )
