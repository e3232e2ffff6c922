"""The learned model: a weight for every column and a constant for every network; and the one that is shipped."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

import numpy as np

from proxeny.advise.cities import Floats

FORMAT = "proxeny-networks-1"


@dataclass(frozen=True, eq=False)
class Weights:
    """Of cities of one class: weights of columns, and what is said of one network alone (zero where none was learned)."""

    columns: Floats
    constants: Mapping[str, float]

    @classmethod
    def of(cls, learned: tuple[Floats, Floats], networks: Sequence[str]) -> Weights:
        """What was learned, by the ids of networks."""
        return cls(learned[0], dict(zip(networks, (float(one) for one in learned[1]), strict=True)))

    def constant(self, networks: Sequence[str]) -> Floats:
        """The constants of these networks."""
        return np.array([self.constants.get(one, 0.0) for one in networks])


@dataclass(frozen=True, eq=False)
class Model:
    """``names``: (feature, column). warm: for cities with a known membership; cold: for those without.

    origin: the hash of the world it was learned on, or ``shipped``; lessons: hidden memberships it was learned on.
    """

    names: tuple[tuple[str, str], ...]
    warm: Weights
    cold: Weights
    origin: str
    seed: int
    lessons: int

    def weights(self, warm: bool) -> Weights:
        """The weights for a city."""
        return self.warm if warm else self.cold

    def tell(self) -> dict[str, Any]:
        """The model as plain data, the same bytes for the same model."""
        made: dict[str, Any] = {
            "format": FORMAT, "names": [list(one) for one in self.names], "origin": self.origin, "seed": self.seed,
            "lessons": self.lessons,
        }  # fmt: skip
        for name, of in (("warm", self.warm), ("cold", self.cold)):
            made[name] = [round(float(one), 6) for one in of.columns]
            made[f"{name}_constants"] = {key: round(value, 6) for key, value in sorted(of.constants.items())}
        return made


def read_model(told: Mapping[str, Any], names: Sequence[tuple[str, str]]) -> Model | None:
    """A model of what `Model.tell` said; None where it is of another version, or of other features."""
    if told.get("format") != FORMAT or [tuple(one) for one in told.get("names", ())] != list(names):
        return None
    try:
        warm, cold = (Weights(np.array(told[one], np.float64), dict(told[f"{one}_constants"])) for one in ("warm", "cold"))  # fmt: skip
        model = Model(tuple(names), warm, cold, str(told["origin"]), int(told["seed"]), int(told["lessons"]))
    except (KeyError, TypeError, ValueError):
        return None
    fits = all(len(of.columns) == len(names) and np.isfinite(of.columns).all() for of in (warm, cold))
    return model if fits else None


@cache
def shipped_model(names: tuple[tuple[str, str], ...]) -> Model:
    """The weights for registers too small to learn from; they say nothing of single networks."""
    text = files("proxeny.advise.networks").joinpath("data", "weights.json").read_text(encoding="utf-8")
    found = read_model(json.loads(text), names)
    assert found is not None, "the shipped weights are of the shipped features; a test says so"
    return found
