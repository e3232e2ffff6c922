"""Communities by the Leiden method, with how far they hold over seeds and resolutions.

Traag, Waltman and van Eck 2019, Sci. Rep. 9, 5233. Modularity: Newman and Girvan 2004, with the resolution of Reichardt
and Bornholdt 2006. Constant Potts model (cpm): Traag, Van Dooren and Nesterov 2011, Phys. Rev. E 84, 016114.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal, get_args

import numpy as np

from proxeny.errors import FaultyInput
from proxeny.graph.kernels import Floats, Ints
from proxeny.graph.kernels.drawing import seed_state
from proxeny.graph.kernels.leiden import improve, measure_quality, number_labels
from proxeny.graph.model import Graph
from proxeny.graph.partitions import compare_partitions

Quality = Literal["modularity", "cpm"]
MOST_ROUNDS = 100
MOST_RUNS = 100


@dataclass(frozen=True, slots=True)
class Recipe:
    """How communities are looked for: what is maximised, at which resolution, from which seed, how often.

    runs: independent runs of which the best counts, and by which stability is told. rounds: of Leiden a run; a run ends
    earlier when a round moves nothing.
    """

    quality: Quality = "modularity"
    resolution: float = 1.0
    seed: int = 1
    runs: int = 10
    rounds: int = MOST_ROUNDS

    def check(self) -> None:
        """Raises `FaultyInput` where the recipe cannot be followed."""
        if self.quality not in get_args(Quality):
            raise FaultyInput.of("quality-unknown", quality=self.quality, known=", ".join(get_args(Quality)))
        if not (np.isfinite(self.resolution) and self.resolution > 0):
            raise FaultyInput.of("resolution-not-positive", resolution=self.resolution)
        if not 1 <= self.runs <= MOST_RUNS:
            raise FaultyInput.of("runs-out-of-range", runs=self.runs, most=MOST_RUNS)


@dataclass(frozen=True, slots=True)
class Partition:
    """A division into communities, largest first.

    label: of each node. quality: of what was maximised (per tie weight for modularity; per pair for cpm). modularity:
    at resolution 1, whatever was maximised. of_runs: quality of each run. agreement: mean adjusted mutual information
    between runs. steadiness: of each community, the mean overlap (Jaccard) with its nearest one in the other runs.
    """

    label: Ints
    sizes: Ints
    quality: float | None
    modularity: float | None
    of_runs: tuple[float, ...]
    agreement: float | None
    steadiness: Floats
    recipe: Recipe

    @property
    def count(self) -> int:
        """Number of communities."""
        return len(self.sizes)


def find_communities(graph: Graph, recipe: Recipe = Recipe()) -> Partition:
    """The best of several runs of Leiden, and how far the runs agree. Raises `FaultyInput`.

    A city without ties is a community of its own. The same seed gives the same communities.
    """
    recipe.check()
    if not graph.size:
        nothing = np.empty(0, np.int32)
        return Partition(nothing, nothing, None, None, (), None, np.empty(0), recipe)
    found = [_run(graph, recipe, number) for number in range(recipe.runs)]
    values = [quality_of(graph, label, recipe.quality, recipe.resolution) for label in found]
    best = max(range(len(found)), key=lambda number: (values[number] or 0.0, -number))
    label, sizes = _largest_first(found[best])
    others = [one for number, one in enumerate(found) if number != best]
    agreement, steadiness = compare_partitions(label, others)
    modularity = quality_of(graph, label, "modularity", 1.0)
    told = tuple(value for value in values if value is not None)
    return Partition(label, sizes, values[best], modularity, told, agreement, steadiness, recipe)


def _run(graph: Graph, recipe: Recipe, number: int) -> Ints:
    near = graph.adjacency
    size, gamma = _sizes(graph, recipe.quality, recipe.resolution)
    label = np.arange(graph.size, dtype=np.int32)
    state = seed_state(recipe.seed, number)
    for _ in range(recipe.rounds):
        if not improve(near.indptr, near.indices, near.weights, size, gamma, label, state):
            break
        number_labels(label)
    return label


def _sizes(graph: Graph, quality: Quality, resolution: float) -> tuple[Floats, float]:
    """Size of each node and gamma, so that one kernel serves both qualities."""
    if quality == "cpm":
        return np.ones(graph.size), resolution
    total = float(graph.weight.sum())
    ends, weight = graph.ends, graph.weight
    strength = np.bincount(ends[0], weight, graph.size) + np.bincount(ends[1], weight, graph.size)
    return strength.astype(np.float64), resolution / (2.0 * total) if total > 0 else 0.0


def quality_of(graph: Graph, label: Ints, quality: Quality, resolution: float) -> float | None:
    """Modularity, or the constant Potts model's quality: 2 x (weight within - resolution x pairs within).

    The factor counts every tie from both ends, as others do too. None for modularity without ties.
    """
    near = graph.adjacency
    size, gamma = _sizes(graph, quality, resolution)
    dense = np.unique(label, return_inverse=True)[1].astype(np.int32)
    inside, squares = measure_quality(near.indptr, near.indices, near.weights, size, gamma, dense)
    if quality == "cpm":
        return 2.0 * float(inside - (squares - resolution * graph.size / 2.0))  # a node and itself are no pair
    total = float(graph.weight.sum())
    return float((inside - squares) / total) if total > 0 else None


def _largest_first(label: Ints) -> tuple[Ints, Ints]:
    """Labels in the order of size, equally large ones in the order of their first nodes; and the sizes."""
    kept = label.copy()
    number_labels(kept)
    sizes = np.bincount(kept)
    order = np.argsort(-sizes, kind="stable")
    rank = np.empty(len(order), np.int32)
    rank[order] = np.arange(len(order))
    return rank[kept], sizes[order].astype(np.int32)


@dataclass(frozen=True, slots=True)
class Step:
    """One resolution of a profile: communities, those of more than one city, quality, agreement of its runs."""

    resolution: float
    communities: int
    larger: int
    quality: float | None
    agreement: float | None


def profile_resolutions(graph: Graph, recipe: Recipe, resolutions: Iterable[float]) -> list[Step]:
    """The same search at several resolutions: where agreement stays high over a range, the division is no accident."""
    steps = []
    for resolution in resolutions:
        at = Recipe(recipe.quality, resolution, recipe.seed, recipe.runs, recipe.rounds)
        found = find_communities(graph, at)
        larger = int((found.sizes > 1).sum())
        steps.append(Step(resolution, found.count, larger, found.quality, found.agreement))
    return steps
