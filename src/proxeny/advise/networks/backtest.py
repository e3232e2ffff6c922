"""How often advice on networks would have been right: memberships are hidden, and looked for without them.

Protocol: every membership is hidden in turn; a network's features never see it, nor does the city count among the
members it is compared with. Weights come from the cities of other parts (cross-validation by city), so nobody is
advised by weights that learned from it. All networks to which the city is not known to belong are candidates; equal
scores share the mean of their ranks. Beside it the same is done with a random tenth hidden all at once.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any

import numpy as np

from proxeny.advise.networks.arrays import Flags, Floats, Ints
from proxeny.advise.networks.columns import build_columns
from proxeny.advise.networks.learning import FEWEST, choose_memberships, fit, read_lessons, softmax
from proxeny.advise.networks.query import HIDDEN_NONE, Query
from proxeny.advise.networks.world import World
from proxeny.errors import FaultyInput

_PARTS = 5
_DRAWS = 1_000  # bootstrap samples of cities
_DECILES = 10
_MODEL = "proxeny"
_LEFT_OUT = ("nw:COM-EU",)


@dataclass(frozen=True, slots=True)
class Figure:
    """One figure with the middle 95 of 100 bootstrap samples of cities."""

    value: float
    low: float
    high: float


@dataclass(frozen=True, slots=True)
class Method:
    """How one method did: mean reciprocal rank, and the share of hidden networks among its first one, five, ten."""

    method: str
    mrr: Figure
    hits_1: Figure
    hits_5: Figure
    hits_10: Figure


@dataclass(frozen=True, slots=True)
class Decile:
    """A tenth of all candidates by stated chance: what was stated, what happened."""

    stated: float
    observed: float
    count: int


@dataclass(frozen=True, eq=False)
class Trial:
    """One class of cities: how many memberships were hidden, how each method did, what stated chances were worth."""

    name: str
    hidden: int
    cities: int
    methods: tuple[Method, ...]
    deciles: tuple[Decile, ...] = ()

    @property
    def calibration_error(self) -> float:
        """The mean distance of stated from observed frequency over the deciles."""
        return float(np.mean([abs(one.stated - one.observed) for one in self.deciles])) if self.deciles else 0.0


@dataclass(frozen=True, eq=False)
class NetworkTrack:
    """The track record of advice on networks. left_out: networks that were neither hidden nor candidates."""

    trials: tuple[Trial, ...]
    seed: int
    input: str
    left_out: tuple[str, ...]
    networks: int


def measure_networks(world: World, *, seed: int = 1, left_out: Sequence[str] = _LEFT_OUT) -> NetworkTrack:
    """Hide memberships and look for them, beside baselines on the same questions.

    left_out: ids of networks so large that finding them says nothing (the Covenant of Mayors). Trials: ``warm``
    (cities with another known membership), ``cold`` (without), ``all``, and the same for a random ``tenth`` hidden at
    once. Raises `FaultyInput` with fewer than 300 memberships.
    """
    without, cities, networks = _choose(world, left_out)
    one = _leave_one_out(world, cities, networks, without, seed)
    trials = (*_judge(one, seed, ""), *measure_tenth(world, seed=seed, left_out=left_out))
    return NetworkTrack(
        trials, seed, world.hash, tuple(world.networks["id"][one] for one in sorted(without)), world.count
    )


def measure_tenth(world: World, *, seed: int, left_out: Sequence[str] = _LEFT_OUT) -> list[Trial]:
    """A random tenth of the memberships hidden at once, drawn by the seed: trials ``tenth_warm``, ``_cold``, ``_all``.

    Raises `FaultyInput` with fewer than 300 memberships.
    """
    without, cities, networks = _choose(world, left_out)
    return _judge(_hide_tenth(world, cities, networks, without, seed), seed, "tenth_")


def _choose(world: World, left_out: Sequence[str]) -> tuple[frozenset[int], Ints, Ints]:
    """Numbers of the networks left out, and cities and networks of the memberships that are hidden."""
    without = frozenset(world.number[one] for one in left_out if one in world.number)
    cities, networks = np.nonzero(world.held)
    wanted = ~np.isin(networks, list(without))
    cities, networks = cities[wanted].astype(np.int64), networks[wanted].astype(np.int64)
    if len(cities) < FEWEST:
        raise FaultyInput.of("networks-few", count=len(cities), least=FEWEST)
    return without, cities, networks


@dataclass(frozen=True, eq=False)
class _Answers:
    """Hidden memberships and what each method says of every network."""

    city: Ints
    hidden: Ints
    warm: Flags
    candidates: Flags
    chance: Floats
    scores: Mapping[str, Floats]


def _leave_one_out(world: World, cities: Ints, networks: Ints, without: frozenset[int], seed: int) -> _Answers:
    """Every membership alone, with weights learned on the cities of other parts."""
    taught = choose_memberships(world, seed)
    lessons = read_lessons(world, *taught, seed)
    query = Query(world, cities, networks)
    columns = build_columns(query)
    ids = tuple(world.networks["id"])
    part = np.random.default_rng(seed).integers(0, _PARTS, world.cities.size)
    utility = np.zeros(query.held.shape)
    for one in range(_PARTS):
        model = fit(world, lessons.of(part[taught[0]] != one), seed)
        rows = part[cities] == one
        utility[rows] = model.add_up(ids, columns[rows], query.count[rows])
    return _answer(query, without, utility)


def _hide_tenth(world: World, cities: Ints, networks: Ints, without: frozenset[int], seed: int) -> _Answers:
    """A random tenth at once; everything is learned and counted on the rest."""
    drawn = np.random.default_rng([seed, 1]).choice(len(cities), max(len(cities) // 10, 1), replace=False)
    known = world.hiding(cities[drawn], networks[drawn])
    model = fit(known, read_lessons(known, *choose_memberships(known, seed), seed), seed)
    query = Query(known, cities[drawn], np.full(len(drawn), HIDDEN_NONE, np.int64))
    utility = model.add_up(tuple(known.networks["id"]), build_columns(query), query.count)
    answers = _answer(query, without, utility)
    return _Answers(answers.city, networks[drawn], answers.warm, answers.candidates, answers.chance, answers.scores)


def _answer(query: Query, without: frozenset[int], utility: Floats) -> _Answers:
    candidates = query.candidates.copy()
    candidates[:, list(without)] = False
    world = query.world
    country = query.of_class("country", world.cities.country)
    scores = {
        _MODEL: utility,
        "popularity": world.members - query.own,
        "in_country_popularity": country,
        "neighbours_200_km": query_within(query),
        "partners": query.partners,
    }
    return _Answers(query.asked, query.hidden, query.warm, candidates, softmax(utility, candidates), scores)


def query_within(query: Query) -> Floats:
    """Members within 200 km, in parts that fit into memory."""
    made = [query.part(slice(at, at + 400)).within(200.0) for at in range(0, len(query.asked), 400)]
    return np.concatenate(made) if made else np.zeros((0, query.world.count))


def rank_hidden(scores: Floats, candidates: Flags, hidden: Ints) -> Floats:
    """The rank of each hidden network among the candidates; equal scores share the mean of their ranks.

    >>> rank_hidden(np.array([[3.0, 1.0, 1.0]]), np.array([[True, True, True]]), np.array([1]))
    array([2.5])
    """
    masked = np.where(candidates, scores, -np.inf)
    own = masked[np.arange(len(hidden)), hidden][:, None]
    return np.asarray(1 + (masked > own).sum(axis=1) + ((masked == own).sum(axis=1) - 1) / 2)


def _judge(answers: _Answers, seed: int, prefix: str) -> list[Trial]:
    ranks = {name: rank_hidden(one, answers.candidates, answers.hidden) for name, one in answers.scores.items()}
    classes = {"warm": answers.warm, "cold": ~answers.warm, "all": np.ones(len(answers.hidden), np.bool_)}
    return [
        Trial(
            prefix + name, int(rows.sum()), len(np.unique(answers.city[rows])),
            tuple(_method(method, one[rows], answers.city[rows], seed) for method, one in ranks.items()),
            _calibrate(answers, rows),
        )
        for name, rows in classes.items()
        if rows.any()
    ]  # fmt: skip


def _method(name: str, ranks: Floats, cities: Ints, seed: int) -> Method:
    values = np.stack([1.0 / ranks, *(ranks <= most for most in (1, 5, 10))], axis=1)
    distinct, number = np.unique(cities, return_inverse=True)
    sums = np.stack([np.bincount(number.ravel(), one, len(distinct)) for one in values.T], axis=1)
    counts = np.bincount(number.ravel(), minlength=len(distinct))
    draw = np.random.default_rng([seed, 2])
    samples = np.empty((_DRAWS, values.shape[1]))
    for at in range(_DRAWS):
        chosen = draw.integers(0, len(distinct), len(distinct))
        samples[at] = sums[chosen].sum(axis=0) / counts[chosen].sum()
    low, high = np.quantile(samples, [0.025, 0.975], axis=0)
    figures = [
        Figure(*(round(float(one), 4) for one in three)) for three in zip(values.mean(axis=0), low, high, strict=True)
    ]
    return Method(name, *figures)


def _calibrate(answers: _Answers, rows: Flags) -> tuple[Decile, ...]:
    """Stated against observed frequency over all candidates, by tenths of the stated chance."""
    chosen = np.flatnonzero(rows)
    happened = np.zeros(answers.chance[chosen].shape, np.bool_)
    happened[np.arange(len(chosen)), answers.hidden[chosen]] = True
    mask = answers.candidates[chosen]
    stated, true = answers.chance[chosen][mask], happened[mask]
    parts = np.array_split(np.argsort(stated, kind="stable"), _DECILES)
    return tuple(
        Decile(round(float(stated[one].mean()), 5), round(float(true[one].mean()), 5), len(one))
        for one in parts
        if len(one)
    )


def tell_track(track: NetworkTrack) -> dict[str, Any]:
    """The record as plain data."""

    def figure(one: Figure) -> dict[str, float]:
        return {"value": one.value, "low": one.low, "high": one.high}

    return {
        "seed": track.seed, "input": track.input, "networks": track.networks, "left_out": list(track.left_out),
        "trials": {
            trial.name: {
                "hidden": trial.hidden, "cities": trial.cities,
                "methods": [
                    {"method": one.method, "mrr": figure(one.mrr), "hits_1": figure(one.hits_1),
                     "hits_5": figure(one.hits_5), "hits_10": figure(one.hits_10)}
                    for one in trial.methods
                ],
                "calibration_error": round(trial.calibration_error, 5),
                "deciles": [asdict(one) for one in trial.deciles],
            }
            for trial in track.trials
        },
    }  # fmt: skip
