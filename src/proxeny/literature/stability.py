"""How sure a map is: the same drawn from works taken at random with replacement, again and again."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np
import polars as pl
from numpy.typing import NDArray
from scipy.sparse import csr_array, diags_array

from proxeny.literature.clusters.clustering import build_clusters
from proxeny.literature.counting import link_columns
from proxeny.literature.graph import Floats, Graph, Ints
from proxeny.literature.layout.placing import relax
from proxeny.literature.linking import LINKS
from proxeny.literature.mapping import FieldMap

_TOGETHER = frozenset(LINKS[:2]) | {"cocitation"}


@dataclass(frozen=True, slots=True)
class Replicate:
    """One map of the resampled works: places laid over the original, clusters, and which terms occur in it."""

    places: Floats
    label: Ints
    present: NDArray[np.bool_]


def add_stability(drawn: FieldMap) -> FieldMap:
    """Adds to the terms the spread of places and the certainty of clusters, from ``recipe.bootstrap`` replicates.

    Works are drawn with replacement (Efron 1979) and counted anew with other seeds; each layout starts from the map and
    is laid over it by rotation, reflection and scale (Procrustes; Gower 1975). ``spread_long``, ``spread_short`` and
    ``spread_angle`` (degrees) are those of the ellipse that holds 95 % of a normal cloud with the places' covariance;
    ``certainty`` is the share of replicates in which a term is in the cluster that overlaps most with its own (Hennig
    2007). Links that are not counted within a work (citation, coupling) stay as they are, and only seeds vary.
    """
    size, times = drawn.terms.height, drawn.recipe.bootstrap
    base = drawn.layout.places
    replicates = [_replicate(drawn, base, number) for number in range(times)]
    cloud = np.stack([one.places for one in replicates])
    present = np.stack([one.present for one in replicates])
    long, short, angle = np.zeros(size), np.zeros(size), np.zeros(size)
    for at in range(size):
        seen = cloud[present[:, at], :, at]
        if len(seen) > 2:
            values, axes = np.linalg.eigh(np.cov(seen.T))
            short[at], long[at] = np.sqrt(np.maximum(values, 0) * 5.991)
            angle[at] = np.degrees(np.arctan2(axes[1, 1], axes[0, 1])) % 180
    certainty = _measure_certainty(drawn.clustering.label, replicates)
    columns = {"spread_long": long, "spread_short": short, "spread_angle": angle, "certainty": certainty}
    terms = drawn.terms.with_columns([pl.Series(name, np.round(values, 4)) for name, values in columns.items()])
    return replace(drawn, terms=terms)


def _replicate(drawn: FieldMap, base: Floats, number: int) -> Replicate:
    seed = drawn.recipe.seed + number + 1
    graph = _resample(drawn, np.random.default_rng([drawn.recipe.seed, number, 1979]))
    associated = graph.associate()
    present = np.diff(graph.starts) > 0
    placed = relax(associated, base)
    clusters = build_clusters(associated, drawn.recipe.resolution, starts=1, seed=seed)
    return Replicate(_lay_over(placed, base, present), clusters.label, present)


def _resample(drawn: FieldMap, random: np.random.Generator) -> Graph:
    size = drawn.terms.height
    links = drawn.links
    if drawn.recipe.link in _TOGETHER:
        documents, rows = drawn.items["document"].to_numpy(), drawn.items["row"].to_numpy()
        works = drawn.works.height
        times = random.multinomial(works, np.full(works, 1 / works)).astype(np.float64)
        incidence = csr_array((np.ones(rows.size), (documents, rows)), shape=(works, size))
        if drawn.recipe.most_items:
            crowded = np.asarray(incidence.sum(axis=1)).ravel() > drawn.recipe.most_items
            times[crowded] = 0
        if drawn.recipe.counting == "fractional":
            per_work: Floats = np.asarray(incidence.sum(axis=1)).ravel()
            times = np.where(per_work > 1, times / np.maximum(per_work - 1, 1), 0)
        links = link_columns(csr_array(diags_array(np.sqrt(times)) @ incidence))
    ends = links["first"].to_numpy(), links["second"].to_numpy()
    return Graph.of_links(*ends, links["weight"].to_numpy(), size)


def _lay_over(places: Floats, base: Floats, present: NDArray[np.bool_]) -> Floats:
    """``places`` turned, mirrored and scaled so that those present lie nearest to ``base``."""
    if present.sum() < 3:
        return base.copy()
    mine, theirs = places[:, present], base[:, present]
    middle, goal = mine.mean(axis=1, keepdims=True), theirs.mean(axis=1, keepdims=True)
    left, strengths, right = np.linalg.svd((theirs - goal) @ (mine - middle).T)
    scale = strengths.sum() / max(float(((mine - middle) ** 2).sum()), 1e-300)
    return np.asarray(scale * (left @ right) @ (places - middle) + goal)


def _measure_certainty(label: Ints, replicates: list[Replicate]) -> Floats:
    own = int(label.max(initial=-1)) + 1
    agreed, seen = np.zeros(label.size), np.zeros(label.size)
    for one in replicates:
        table = np.zeros((own, int(one.label.max(initial=-1)) + 1))
        np.add.at(table, (label[one.present], one.label[one.present]), 1)
        union = table.sum(axis=1, keepdims=True) + table.sum(axis=0, keepdims=True) - table
        nearest = np.divide(table, union, out=np.zeros_like(table), where=union > 0).argmax(axis=1)
        seen += one.present
        agreed += one.present & (nearest[label] == one.label)
    return np.divide(agreed, seen, out=np.zeros(label.size), where=seen > 0)
