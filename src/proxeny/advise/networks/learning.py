"""Learn how much each feature counts: a conditional logit over the networks to which a city might belong, and trees.

A tenth of the known memberships is hidden at once, ten times over, and the model learns to tell each hidden network
from those to which the city does not belong, from what else is known. Source: McFadden 1974, in Zarembka (ed.),
Frontiers in Econometrics, 105-142. Trees correct the logit where features matter together (`growing`).
"""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np

from proxeny.advise.networks.arrays import Flags, Floats, Ints
from proxeny.advise.networks.columns import build_columns, name_columns
from proxeny.advise.networks.model import CLASSES, Model, Weights
from proxeny.advise.networks.query import HIDDEN_NONE, Query
from proxeny.advise.networks.world import World

FEWEST = 300  # memberships from which weights of one's own are learned
_MOST_OF_ONE = 1_200  # memberships of one network that are learned from: one large network must not speak for all
_MOST = 12_000
_SHRINK = 2.0  # penalty on weights, and on what is said of one network alone
_FIXED = 1e9  # penalty that leaves nothing
_STEPS = 40  # of Newton's method; a dozen are enough as a rule
_CLOSE = 1e-7  # gain of likelihood for each lesson below which it stops
_TENTHS = 10
_APART = 100  # hidden memberships from which a class of cities gets weights of its own


@dataclass(frozen=True, eq=False)
class Lessons:
    """Hidden memberships with the columns of all networks: cities x networks x columns."""

    columns: Floats
    hidden: Ints
    candidates: Flags
    count: Ints

    def of(self, wanted: Flags) -> Lessons:
        """Some of them."""
        return Lessons(self.columns[wanted], self.hidden[wanted], self.candidates[wanted], self.count[wanted])


def choose_memberships(world: World, seed: int, without: frozenset[int] = frozenset()) -> tuple[Ints, Ints]:
    """Cities and networks of the memberships to learn from: all, or a sample of large networks. Seeded."""
    cities, networks = np.nonzero(world.held)
    draw = np.random.default_rng(seed)
    kept = []
    for network in range(world.count):
        rows = np.flatnonzero(networks == network)
        if network not in without and len(rows):
            kept.append(draw.choice(rows, _MOST_OF_ONE, replace=False) if len(rows) > _MOST_OF_ONE else rows)
    chosen = np.sort(np.concatenate(kept)) if kept else np.zeros(0, np.int64)
    if len(chosen) > _MOST:
        chosen = np.sort(draw.choice(chosen, _MOST, replace=False))
    return cities[chosen], networks[chosen]


def read_lessons(world: World, cities: Ints, networks: Ints, seed: int) -> Lessons:
    """The columns of these memberships, a tenth of them hidden at once, drawn by the seed.

    Hidden one by one, each would leave its own network, and no other, a member short, and trees would learn just that.
    """
    columns = np.empty((len(cities), world.count, len(name_columns())))
    candidates, count = np.empty(columns.shape[:2], np.bool_), np.empty(len(cities), np.int64)
    for rows in np.array_split(np.random.default_rng([seed, 3]).permutation(len(cities)), _TENTHS):
        query = Query(world.hiding(cities[rows], networks[rows]), cities[rows], hide_none(rows))
        columns[rows], candidates[rows], count[rows] = build_columns(query), query.candidates, query.count
    return Lessons(columns, networks, candidates, count)


def learn(world: World, seed: int = 1, without: frozenset[int] = frozenset()) -> Model | None:
    """Weights for this world; None where it holds too few memberships to learn from.

    without: numbers of networks that are not learned from.
    """
    cities, networks = choose_memberships(world, seed, without)
    if len(cities) < FEWEST or world.count < 5:
        return None
    return fit(world, read_lessons(world, cities, networks, seed), seed)


def fit(world: World, lessons: Lessons, seed: int, *, alone: bool = True) -> Model:
    """Weights of lessons, for each class of cities by known memberships that has enough of them, and trees on top.

    alone: whether to say something of each network alone, and grow trees; weights for other registers must not.
    """
    shrink = _SHRINK if alone else _FIXED
    taught = [(lessons.count >= one.taught_least) & (lessons.count <= one.taught_most) for one in CLASSES]
    enough = [int(rows.sum()) >= _APART for rows in taught]
    whole = None if all(enough) else _fit_one(lessons, shrink)
    classes = [
        _fit_one(lessons.of(rows), shrink) if many or whole is None else whole
        for rows, many in zip(taught, enough, strict=True)
    ]
    ids = tuple(world.networks["id"])
    made = tuple(Weights.of(one, ids) for one in classes)
    model = Model(tuple(name_columns()), made, world.hash, seed, len(lessons.hidden))
    if not alone:
        return model
    from proxeny.advise.networks.growing import grow_trees  # it compiles loops, which an answer does not need

    utility = model.add_up(ids, lessons.columns, lessons.count)
    return replace(model, trees=grow_trees(lessons, utility, seed))


def _fit_one(lessons: Lessons, shrink: float) -> tuple[Floats, Floats]:
    """Weights of columns, and a constant for each network: the penalised maximum likelihood, by Newton's method."""
    columns, hidden = lessons.columns, lessons.hidden
    width, count = columns.shape[2], columns.shape[1]
    observed = columns[np.arange(len(hidden)), hidden].sum(axis=0)
    seen = np.concatenate([observed, np.bincount(hidden, minlength=count)])
    weights = np.zeros(width + count)
    penalty = np.concatenate([np.full(width, _SHRINK), np.full(count, shrink)])
    before = -np.inf
    for _ in range(_STEPS):
        chance = _chance(lessons, weights, width)
        gain = _likelihood(chance, hidden, penalty, weights)
        if gain - before < _CLOSE * len(hidden):
            break
        before = gain
        middle = np.einsum("qk,qkf->qf", chance, columns)
        slope = seen - np.concatenate([middle.sum(axis=0), chance.sum(axis=0)]) - 2 * penalty * weights
        step = np.linalg.solve(_curve(columns, chance, middle) + np.diag(2 * penalty), slope)
        weights = weights + _shorten(lessons, (weights, step, penalty), width, gain) * step
    return weights[:width], weights[width:]


def _curve(columns: Floats, chance: Floats, middle: Floats) -> Floats:
    """Minus the second derivative of the likelihood: columns first, then constants."""
    width, count = columns.shape[2], columns.shape[1]
    flat = columns.reshape(-1, width)
    weighted = flat * chance.reshape(-1, 1)
    made = np.empty((width + count, width + count))
    made[:width, :width] = weighted.T @ flat - middle.T @ middle
    made[width:, width:] = np.diag(chance.sum(axis=0)) - chance.T @ chance
    made[:width, width:] = weighted.reshape(columns.shape).sum(axis=0).T - middle.T @ chance
    made[width:, :width] = made[:width, width:].T
    return made


def _shorten(lessons: Lessons, walk: tuple[Floats, Floats, Floats], width: int, gain: float) -> float:
    """How far to go along a step so that the likelihood does not fall; walk: weights, step, penalty."""
    weights, step, penalty = walk
    for halvings in range(12):
        share = 0.5**halvings
        moved = weights + share * step
        if _likelihood(_chance(lessons, moved, width), lessons.hidden, penalty, moved) >= gain:
            return share
    return 0.0


def _chance(lessons: Lessons, weights: Floats, width: int) -> Floats:
    return softmax(lessons.columns @ weights[:width] + weights[width:], lessons.candidates)


def _likelihood(chance: Floats, hidden: Ints, penalty: Floats, weights: Floats) -> float:
    found = chance[np.arange(len(hidden)), hidden]
    return float(np.log(np.maximum(found, 1e-300)).sum() - penalty @ weights**2)


def softmax(utility: Floats, candidates: Flags) -> Floats:
    """Chances that add up to one over the candidates of each row; zero elsewhere."""
    masked = np.where(candidates, utility, -np.inf)
    top = masked.max(axis=1, keepdims=True)
    risen = np.exp(masked - np.where(np.isfinite(top), top, 0.0))
    return np.asarray(risen / np.maximum(risen.sum(axis=1, keepdims=True), 1e-300))


def hide_none(rows: Ints) -> Ints:
    """Nothing hidden, for so many cities."""
    return np.full(len(rows), HIDDEN_NONE, np.int64)
