"""Assessment: CPU time a draw, exact sensitivity, a thousand cities, and peers in the same run.

The peers do far less a draw: scikit-criteria and pymcdm scale one matrix and sum it by weights, with no treatment, no
levels and no ranks kept; SALib analyses outputs that are given to it.
"""

from __future__ import annotations

import resource
import time
from collections.abc import Callable
from dataclasses import replace

import numpy as np
from figures import REPO, shared, show

from proxeny.assess.measurements import Measurements
from proxeny.assess.recipe.default import default_recipe
from proxeny.assess.result import assess
from proxeny.assess.sensitivity.analysing import analyse
from proxeny.assess.sensitivity.decompose import decompose
from proxeny.assess.uncertainty.evaluating import World, build_world, score_plan
from proxeny.assess.uncertainty.factors import states
from proxeny.assess.uncertainty.plan import draw_plan
from proxeny.io.assessments.inputs import read_inputs

DRAWS = 10_000
RECIPE = REPO / "tests/published/asem.yaml"
TABLE = "data/composite/coinr_asem/asem_iData.csv"


def cpu(work: Callable[[], object], times: int = 3) -> float:
    """The least CPU seconds of a few runs."""
    spent = []
    for _ in range(times):
        started = time.process_time()
        work()
        spent.append(time.process_time() - started)
    return min(spent)


def main(only: str = "") -> None:
    """Print each figure with its bar; ``only``: draws, peers or cities."""
    folder = shared()
    if folder is not None and only in ("", "draws", "peers"):
        recipe, data = read_inputs(RECIPE, folder / TABLE)
        world = build_world(recipe, data, 1)
        cached, _ = measure_draws(world)
        if only != "draws":
            measure_peers(world, cached)
    if only in ("", "cities"):
        measure_cities(1_000)


def measure_draws(world: World) -> tuple[float, float]:
    """CPU time a draw of 51 units x 49 indicators, with combinations cached and with nothing cached."""
    plan = draw_plan(world.factors, DRAWS, 1)
    for once in (True, False):
        score_plan(world, plan.part(np.arange(100)), cached=once)  # compiled and combinations built
    score_plan(world, plan)
    full = cpu(lambda: score_plan(world, plan, cached=False), 2) / DRAWS * 1e6
    cached = cpu(lambda: score_plan(world, plan)) / DRAWS * 1e6
    show("10,000 draws of the full pipeline, 51 x 49, nothing cached: CPU a draw", full, "us", 100)
    show("the same with cached combinations: CPU a draw", cached, "us", 3)
    nominal = world.case((0, 0, 0)).scored.scores[world.state.tree.root]
    show(
        "exact Sobol and Shapley of 2,000 states: CPU", cpu(lambda: analyse(world, nominal=nominal, exact=True)), "s", 1
    )
    return cached, full


def measure_peers(world: World, ours: float) -> None:
    """The ratios to peers, measured in the same run."""
    from pymcdm.methods import WSM
    from pymcdm.normalizations import minmax_normalization
    from skcriteria import mkdm
    from skcriteria.agg.simple import WeightedSumModel
    from skcriteria.preprocessing.scalers import MinMaxScaler

    values = world.case((0, 0, 0)).base.data.values
    weights = np.full(values.shape[1], 1 / values.shape[1])
    types = np.ones(values.shape[1])

    def by_pymcdm() -> None:
        WSM(minmax_normalization)(values, weights, types)

    def by_skcriteria() -> None:
        matrix = mkdm(values, objectives=[max] * values.shape[1], weights=weights)
        WeightedSumModel().evaluate(MinMaxScaler("matrix").transform(matrix))

    for name, work, bar in (("scikit-criteria", by_skcriteria, 1000), ("pymcdm", by_pymcdm, 300)):
        work()
        theirs = cpu(lambda work=work: [work() for _ in range(20)]) / 20 * 1e6
        show(
            f"{name}, flat weighted sum: {theirs:,.0f} us a draw; ratio to ours (cached)",
            theirs / ours,
            "x",
            bar,
            least=True,
        )
    measure_salib(world)


def measure_salib(world: World) -> None:
    """SALib's estimate of 51 outputs, against ours from all states of the same factors."""
    from SALib.analyze import sobol as salib_sobol
    from SALib.sample import sobol as salib_sample

    count = len(world.factors)
    problem = {"num_vars": count, "names": [one.id for one in world.factors], "bounds": [[0, 1]] * count}
    points = salib_sample.sample(problem, 512, calc_second_order=False, seed=1)
    random = np.random.default_rng(1)
    outputs = points @ random.random((count, 51)) + np.prod(points[:, :2], axis=1)[:, None]

    def theirs() -> None:
        for column in outputs.T:
            salib_sobol.analyze(problem, column, calc_second_order=False, num_resamples=100, seed=1)

    sizes = [one.size for one in world.factors]
    grid = random.random((*sizes, 51))
    chances = [np.full(size, 1 / size) for size in sizes]
    slow, fast = cpu(theirs, 1), cpu(lambda: decompose(grid, chances))
    assert states(world.factors) == np.prod(sizes)
    show(f"SALib on 51 outputs: {slow:.2f} s; ratio to ours (exact, with Shapley)", slow / fast, "x", 30, least=True)


def measure_cities(count: int) -> None:
    """A thousand cities on 32 indicators of which most are missing: draws, ranks, pairs, tiers, sensitivity."""
    recipe = default_recipe()
    random = np.random.default_rng(1)
    names = tuple(one.id for one in recipe.indicators)
    values = random.poisson(2.0, (count, len(names))).astype(float)
    values[random.random(values.shape) < 0.7] = np.nan
    values[:, 0] = 1.0
    units = tuple(f"c{number:04d}" for number in range(count))
    data = Measurements(units, names, values, values, values + (random.random(values.shape) < 0.2))
    data = replace(data, high=np.where(np.isnan(values), np.nan, data.high))
    assess(recipe, data.take(np.arange(20)), seed=1, draws=50)
    started, wall = time.process_time(), time.perf_counter()
    assess(recipe, data, seed=1, draws=DRAWS)
    show(
        "1,000 cities x 32 indicators x 10,000 draws, with pairs and tiers: CPU", time.process_time() - started, "s", 60
    )
    show("the same: wall", time.perf_counter() - wall, "s", 60)
    show("peak memory of the process", resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 2**20, "GB", 1)


if __name__ == "__main__":
    main()
