"""The learned model: a weight for every column, a constant for every network, trees; and the shipped one."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

import numpy as np

from proxeny.advise.model_trees import NO_TREES, Trees, read_trees
from proxeny.advise.networks.arrays import Floats, Ints

FORMAT = "proxeny-networks-2"
_ALL = 10**9
_PART = 2_000  # cities at a time: what trees add is held by column
_OFTEN = 20_000  # pairs from which it pays to load a compiled loop


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
    """``names``: (feature, column). classes: the weights for each class of `CLASSES`. trees: what they correct, of all.

    origin: the hash of the world it was learned on, or ``shipped``; lessons: hidden memberships it was learned on.
    """

    names: tuple[tuple[str, str], ...]
    classes: tuple[Weights, ...]
    origin: str
    seed: int
    lessons: int
    trees: Trees = NO_TREES

    def read_trees(self, columns: Floats) -> Floats:
        """What the trees add to each pair, by the column that was asked."""
        flat = np.asarray(columns.reshape(-1, columns.shape[-1]), np.float32)
        made = read_trees(self.trees, flat, often=len(flat) > _OFTEN and self.trees.count > 0)
        return np.asarray(made, np.float64).reshape(columns.shape)

    def weights(self, held: float) -> Weights:
        """The weights for a city with so many known memberships."""
        return self.classes[class_of(held)]

    def add_up(self, networks: Sequence[str], columns: Floats, count: Ints) -> Floats:
        """Cities x networks: the sum of weighted columns and constants by the weights of each city's class, and of
        what trees add. count: known memberships of each city."""
        made = np.zeros(columns.shape[:2])
        classes = np.array([class_of(one) for one in count], np.int64)
        for at, weights in enumerate(self.classes):
            rows = classes == at
            made[rows] = columns[rows] @ weights.columns + weights.constant(networks)
        for begin in range(0, len(columns) if self.trees.count else 0, _PART):
            part = slice(begin, begin + _PART)
            made[part] += self.read_trees(columns[part]).sum(axis=2)
        return made

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
        trees = self.trees
        made["trees"] = {
            "column": trees.column.tolist(),
            "threshold": [[round(one, 6) for one in row] for row in trees.threshold.tolist()],
            "value": [[round(one, 6) for one in row] for row in trees.value.tolist()],
        }
        return made


def read_model(told: Mapping[str, Any], names: Sequence[tuple[str, str]]) -> Model | None:
    """A model of what `Model.tell` said; None where it is of another version, or of other features."""
    if told.get("format") != FORMAT or [tuple(one) for one in told.get("names", ())] != list(names):
        return None
    try:
        classes = tuple(
            Weights(np.array(one["columns"], np.float64), dict(one["constants"])) for one in told["classes"]
        )
        trees = _read_trees(told["trees"])
        model = Model(tuple(names), classes, str(told["origin"]), int(told["seed"]), int(told["lessons"]), trees)
    except (KeyError, TypeError, ValueError):
        return None
    fits = all(len(of.columns) == len(names) and np.isfinite(of.columns).all() for of in classes)
    fits &= trees.column.max(initial=-1) < len(names) and trees.value.shape[1] == 2 * trees.column.shape[1] + 1
    return model if fits and len(classes) == len(CLASSES) else None


def _read_trees(told: Mapping[str, Any]) -> Trees:
    """Trees of lists. Raises `ValueError`, `KeyError`, `TypeError` where they are none."""
    if not told["column"]:
        return NO_TREES
    column = np.array(told["column"], np.int64)
    value, threshold = (np.array(told[name], np.float32) for name in ("value", "threshold"))
    if column.ndim != 2 or column.shape != threshold.shape or value.ndim != 2 or len(value) != len(column):
        raise ValueError
    return Trees(column, threshold, value)


@cache
def shipped_model(names: tuple[tuple[str, str], ...]) -> Model:
    """The weights for registers too small to learn from; they say nothing of single networks."""
    text = files("proxeny.advise.networks").joinpath("data", "weights.json").read_text(encoding="utf-8")
    found = read_model(json.loads(text), names)
    assert found is not None, "the shipped weights are of the shipped features; a test says so"
    return found
