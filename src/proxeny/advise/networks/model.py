"""The learned model: a weight for every column and a constant for every network; and the one that is shipped."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

import numpy as np

from proxeny.advise.networks.arrays import Floats

FORMAT = "proxeny-networks-1"
_ALL = 10**9


@dataclass(frozen=True, slots=True)
class Class:
    """Cities with ``least`` to ``most`` known memberships get weights of their own; learned on cities with from
    ``taught_least`` to ``taught_most``, for what lies near them is much like them."""

    least: int
    most: int
    taught_least: int
    taught_most: int


CLASSES = (Class(0, 0, 0, 0), Class(1, 1, 1, 2), Class(2, 4, 1, 6), Class(5, _ALL, 3, _ALL))


def class_of(held: float) -> int:
    """Which of `CLASSES` a city with so many known memberships is in.

    >>> class_of(0), class_of(3), class_of(12)
    (0, 2, 3)
    """
    return next(at for at, one in enumerate(CLASSES) if held <= one.most)


@dataclass(frozen=True, eq=False)
class Weights:
    """Of cities of one class: weights of columns, and what is said of one network alone (zero: nothing learned)."""

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
    """``names``: (feature, column). classes: the weights for each class of `CLASSES`.

    origin: the hash of the world it was learned on, or ``shipped``; lessons: hidden memberships it was learned on.
    """

    names: tuple[tuple[str, str], ...]
    classes: tuple[Weights, ...]
    origin: str
    seed: int
    lessons: int

    def weights(self, held: float) -> Weights:
        """The weights for a city with so many known memberships."""
        return self.classes[class_of(held)]

    def tell(self) -> dict[str, Any]:
        """The model as plain data, the same bytes for the same model."""
        made: dict[str, Any] = {
            "format": FORMAT, "names": [list(one) for one in self.names], "origin": self.origin, "seed": self.seed,
            "lessons": self.lessons,
        }  # fmt: skip
        made["classes"] = [
            {
                "columns": [round(float(one), 6) for one in of.columns],
                "constants": {key: round(value, 6) for key, value in sorted(of.constants.items())},
            }
            for of in self.classes
        ]
        return made


def read_model(told: Mapping[str, Any], names: Sequence[tuple[str, str]]) -> Model | None:
    """A model of what `Model.tell` said; None where it is of another version, or of other features."""
    if told.get("format") != FORMAT or [tuple(one) for one in told.get("names", ())] != list(names):
        return None
    try:
        classes = tuple(
            Weights(np.array(one["columns"], np.float64), dict(one["constants"])) for one in told["classes"]
        )
        model = Model(tuple(names), classes, str(told["origin"]), int(told["seed"]), int(told["lessons"]))
    except (KeyError, TypeError, ValueError):
        return None
    fits = all(len(of.columns) == len(names) and np.isfinite(of.columns).all() for of in classes)
    return model if fits and len(classes) == len(CLASSES) else None


@cache
def shipped_model(names: tuple[tuple[str, str], ...]) -> Model:
    """The weights for registers too small to learn from; they say nothing of single networks."""
    text = files("proxeny.advise.networks").joinpath("data", "weights.json").read_text(encoding="utf-8")
    found = read_model(json.loads(text), names)
    assert found is not None, "the shipped weights are of the shipped features; a test says so"
    return found
