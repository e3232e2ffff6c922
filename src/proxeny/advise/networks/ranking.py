"""Rank the networks that a city might join, each with the parts of its score."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from proxeny.advise.features import N_, Said
from proxeny.advise.networks.arrays import Flags, Floats, Ints
from proxeny.advise.networks.columns import build_columns
from proxeny.advise.networks.features import FEATURES, LEVEL, Pairing
from proxeny.advise.networks.learning import hide_none, softmax
from proxeny.advise.networks.model import Model
from proxeny.advise.networks.query import Query
from proxeny.advise.networks.world import World

CONSTANT = "network"  # the part that is said of one network alone


@dataclass(frozen=True, slots=True)
class Part:
    """One part of a score: the fact, by how much it speaks for (or against) the network beside the others, and that
    in words; no words where nothing is known."""

    feature: str
    title: str
    contribution: float
    said: Said
    beside: str = ""


@dataclass(frozen=True, slots=True)
class Suggested:
    """A network with its rank among all that the city might join. score: the chance that it is this one, if it is one.

    total: the sum of the parts, the logarithm of how much likelier it is than the average candidate.
    """

    network: int
    rank: int
    score: float
    total: float
    parts: tuple[Part, ...]


@dataclass(frozen=True, eq=False)
class Scores:
    """Of asking cities x networks: utility and chance. Networks to which a city belongs have no chance."""

    query: Query
    columns: Floats
    utility: Floats
    chance: Floats

    @property
    def candidates(self) -> Flags:
        """Which a city might join."""
        return self.query.candidates

    def order(self, row: int) -> Ints:
        """The candidates of one city, the best first; equal ones by their ids."""
        found = np.flatnonzero(self.candidates[row])
        return np.asarray(found[np.lexsort((found, -self.utility[row][found]))])


def score_networks(world: World, model: Model, cities: Ints, hidden: Ints | None = None) -> Scores:
    """Score every network for these cities (rows of the world). hidden: a network of each that nobody is to know of."""
    query = Query(world, cities, hide_none(cities) if hidden is None else hidden)
    columns = build_columns(query)
    utility = model.add_up(tuple(world.networks["id"]), columns, query.count)
    return Scores(query, columns, utility, softmax(utility, query.candidates))


def suggest_networks(
    world: World, model: Model, city: int, most: int | None = None, without: Sequence[int] = ()
) -> list[Suggested]:
    """The networks that a city might join, the best first, with their parts. without: networks to leave out."""
    scores = score_networks(world, model, np.array([city], np.int64))
    order = [int(one) for one in scores.order(0) if int(one) not in set(without)]
    shown = order if most is None else order[:most]
    weights = model.weights(scores.query.count[0])
    contributions = _contributions(scores, model, world)
    return [
        Suggested(
            network, at, float(scores.chance[0, network]), float(sum(part[network] for part in contributions.values())),
            _parts(Pairing(world, city, network), contributions, weights.constant(tuple(world.networks["id"]))),
        )
        for at, network in enumerate(shown, 1)
    ]  # fmt: skip


def _contributions(scores: Scores, model: Model, world: World) -> dict[str, Floats]:
    """Feature -> what it adds for each network, less the mean over the candidates: above zero speaks for it."""
    weights = model.weights(scores.query.count[0])
    candidates = scores.candidates[0]
    found: dict[str, Floats] = {CONSTANT: weights.constant(tuple(world.networks["id"]))}
    added = scores.columns[0] * weights.columns + model.read_trees(scores.columns[0])
    for at, (feature, _) in enumerate(model.names):
        found[feature] = found.get(feature, np.zeros(world.count)) + added[:, at]
    return {name: value - value[candidates].mean() if candidates.any() else value for name, value in found.items()}


def _parts(pair: Pairing, contributions: dict[str, Floats], constant: Floats) -> tuple[Part, ...]:
    """The parts of one pairing, the strongest first, whichever way they point."""
    made = []
    for name, value in contributions.items():
        own = float(value[pair.network])
        if name != CONSTANT:
            feature = FEATURES[name]
            said = feature.say(pair)
            beside = "" if said.value is None else feature.beside.words(own)
            made.append(Part(name, feature.title, own, said, beside))
        elif constant.any():
            made.append(Part(name, N_("The network itself"), own, _say_constant(own)))
    return tuple(sorted(made, key=lambda part: (-abs(part.contribution), part.feature)))


def _say_constant(value: float) -> Said:
    if abs(value) < LEVEL:
        return Said(round(float(value), 3), N_("As many cities are in it as all of this explains."))
    if value > 0:
        return Said(round(float(value), 3), N_("More cities are in it than all of this explains."))
    return Said(round(float(value), 3), N_("Fewer cities are in it than all of this explains."))
