"""Where one city stands: every measure with its place among all, its country and cities of its size, and by chance."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
import polars as pl

from proxeny.errors import NotFound
from proxeny.graph.ladder import draw_graphs
from proxeny.graph.measures import MEASURES
from proxeny.graph.measuring import Measured, measure_graph
from proxeny.graph.nulls import NULLS
from proxeny.graph.subject import Subject

CHANCE = ("local_clustering", "participation", "partner_countries", "partner_km", "pagerank", "core_number")
_FEWEST = 10  # defined draws below which chance is not told


@dataclass(frozen=True, slots=True)
class Place:
    """One measure of one city: its value, and the share of peers at or below it (None: fewer than five peers).

    expected: of each null model, (mean, low, high) of the same city in its random graphs.
    """

    measure: str
    value: float | None
    among_all: float | None
    among_country: float | None
    among_size: float | None
    error: float | None = None
    expected: Mapping[str, tuple[float, float, float]] | None = None


@dataclass(frozen=True, slots=True)
class Standing:
    """A city's place in the graph.

    partners: id, name, country, common (partners in common), bridge (nothing else holds both parts together), km.
    second: cities two steps away, by how many partners lead there.
    """

    id: str
    places: tuple[Place, ...]
    partners: pl.DataFrame
    second: pl.DataFrame
    peers: Mapping[str, int]


def chance_tables(subject: Subject, draws: int) -> dict[str, dict[str, tuple[np.ndarray, np.ndarray, np.ndarray]]]:
    """Of each rung and measure of `CHANCE`: mean, low and high (95 of 100) of every city over random graphs."""
    found: dict[str, dict[str, tuple[np.ndarray, np.ndarray, np.ndarray]]] = {}
    for rung in sorted(NULLS, key=lambda name: NULLS[name].order):
        needs = NULLS[rung].needs
        if any(not subject.graph.has({"country": "country", "coordinates": "lat"}.get(need, need)) for need in needs):
            continue
        kept: dict[str, list[np.ndarray]] = {name: [] for name in CHANCE}
        for ends in draw_graphs(subject, rung, draws):
            other = subject.redrawn(ends)
            for name in CHANCE:
                kept[name].append(np.asarray(MEASURES[name].compute(other), np.float64))
        found[rung] = {name: _spread(np.stack(values)) for name, values in kept.items()}
    return found


def _spread(values: np.ndarray) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Mean and middle 95 of 100 by column, over the draws in which it is defined; not a number below ten of them."""
    known = ~np.isnan(values)
    few = known.sum(axis=0) < _FEWEST
    mean = np.where(known, values, 0.0).sum(axis=0) / np.maximum(known.sum(axis=0), 1)
    filled = np.where(known, values, mean)
    low, high = np.quantile(filled, [0.025, 0.975], axis=0)
    return tuple(np.where(few, np.nan, one) for one in (mean, low, high))  # type: ignore[return-value]


def place_city(subject: Subject, city: str, measured: Measured | None = None) -> Standing:
    """Where a city stands by every measure of cities. Raises `NotFound` if no tie and no membership reaches it."""
    measured = measured or measure_graph(subject)
    graph = subject.graph
    at = graph.places.get(city)
    member = subject.memberships.places.get(city)
    if at is None and member is None:
        raise NotFound.of("city-not-in-graph", city=city)
    places = _places(measured.nodes, at, subject.sizes) if at is not None else []
    if member is not None:
        places += _places(measured.members, member, None)
    partners, second = _around(subject, at, measured) if at is not None else (pl.DataFrame(), pl.DataFrame())
    peers = {"all": graph.size, "members": subject.memberships.members.height}
    if at is not None:
        country, size = subject.countries[at], subject.sizes[at]
        peers["country"] = int((subject.countries == country).sum()) if country >= 0 else 0
        peers["size"] = int((subject.sizes == size).sum()) if size >= 0 else 0
    return Standing(city, tuple(places), partners, second, peers)


def _places(table: pl.DataFrame, at: int, sizes: np.ndarray | None) -> list[Place]:
    country = table["country"].to_list()[at]
    same = (table["country"] == country).fill_null(False).to_numpy() if country else np.zeros(table.height, np.bool_)
    alike = sizes == sizes[at] if sizes is not None and sizes[at] >= 0 else np.zeros(table.height, np.bool_)
    everyone = np.ones(table.height, np.bool_)
    found = []
    for name in table.columns:
        if name in {"id", "name", "country"} or name.endswith("_error"):
            continue
        values = table[name].cast(pl.Float64).fill_null(np.nan).to_numpy()
        value = float(values[at])
        among_all, among_country, among_size = (_share(values, value, among) for among in (everyone, same, alike))
        error = float(table[f"{name}_error"][at]) if f"{name}_error" in table.columns else None
        known = None if np.isnan(value) else value
        found.append(Place(name, known, among_all, among_country, among_size, error))
    return found


def _share(values: np.ndarray, value: float, among: np.ndarray) -> float | None:
    """Share of peers at or below ``value``, half of those equal to it; None with fewer than five peers."""
    others = values[among & ~np.isnan(values)]
    if np.isnan(value) or len(others) < 5:
        return None
    return float(((others < value).sum() + 0.5 * (others == value).sum()) / len(others))


def _around(subject: Subject, at: int, measured: Measured) -> tuple[pl.DataFrame, pl.DataFrame]:
    graph, near = subject.graph, subject.graph.adjacency
    mine = near.indices[near.indptr[at] : near.indptr[at + 1]]
    steps: dict[int, int] = {}
    common = []
    inner = set(mine.tolist())
    for u in mine:
        further = near.indices[near.indptr[u] : near.indptr[u + 1]]
        common.append(sum(int(w) in inner for w in further))
        for w in further:
            if int(w) != at and int(w) not in inner:
                steps[int(w)] = steps.get(int(w), 0) + 1
    touching = (graph.ends[0] == at) | (graph.ends[1] == at)
    known = (
        measured.ties["bridge"].to_numpy() if "bridge" in measured.ties.columns else MEASURES["bridge"].compute(subject)
    )
    bridges = np.asarray(known)[touching]
    km = subject.km[touching]
    ends = graph.ends[:, touching]
    other = np.where(ends[0] == at, ends[1], ends[0])
    by_node = {int(v): (bool(b), float(d)) for v, b, d in zip(other, bridges, km, strict=True)}
    partners = graph.nodes.select("id", "name", "country")[mine.astype(np.int64)].with_columns(
        pl.Series("common", common, pl.Int64),
        pl.Series("bridge", [by_node[int(v)][0] for v in mine], pl.Boolean),
        pl.Series("km", [by_node[int(v)][1] for v in mine], pl.Float64).fill_nan(None),
    )
    order = sorted(steps, key=lambda node: (-steps[node], node))[:50]
    second = graph.nodes.select("id", "name", "country")[order].with_columns(
        pl.Series("ways", [steps[node] for node in order], pl.Int64)
    )
    return partners, second
