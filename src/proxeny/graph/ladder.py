"""A measure beside the same measure in random graphs, rung by rung."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass

import numpy as np
import polars as pl

from proxeny.errors import FaultyInput
from proxeny.graph.kernels import Floats, Ints
from proxeny.graph.kernels.drawing import seed_state
from proxeny.graph.measures import MEASURES
from proxeny.graph.measuring import _lacking
from proxeny.graph.nulls import NULLS
from proxeny.graph.subject import THREADS, Subject

MOST_DRAWS = 100_000
_FEWEST = 20  # finite values below which no interval is told


@dataclass(frozen=True, slots=True)
class Rung:
    """One null model: of the draws in which the measure is defined, mean, sd, the middle 95 of 100, and where it lies.

    percentile: share of draws at or below the observed value. p: two-sided, (1 + as far out)/(1 + draws). absent: what
    it needs that is not known; nothing was drawn then.
    """

    name: str
    draws: int = 0
    mean: float | None = None
    sd: float | None = None
    low: float | None = None
    high: float | None = None
    percentile: float | None = None
    p: float | None = None
    z: float | None = None
    absent: str = ""


@dataclass(frozen=True, slots=True)
class Ladder:
    """The observed value, the rungs, and which share of the way from the degree rung to it the countries alone go."""

    measure: str
    observed: float | None
    unit: str
    rungs: tuple[Rung, ...]
    explained_by_country: float | None
    seed: int


def compare_with_nulls(subject: Subject, measure: str, draws: int, rungs: Iterable[str] = ()) -> Ladder:
    """Draw ``draws`` graphs of each rung (or of those named) and measure each. Raises `UnknownName`, `FaultyInput`.

    The same seed gives the same numbers, however many threads there are: every draw has its own stream.
    """
    one = MEASURES[measure]
    if not one.nulls:
        fit = ", ".join(name for name in MEASURES if MEASURES[name].nulls)
        raise FaultyInput.of("measure-without-nulls", measure=measure, fit=fit)
    if not 1 <= draws <= MOST_DRAWS:
        raise FaultyInput.of("draws-out-of-range", draws=draws, most=MOST_DRAWS)
    lack = _lacking(subject, one.needs)
    observed = None if lack else as_number(one.compute(subject))
    names = sorted(tuple(rungs) or tuple(NULLS), key=lambda name: NULLS[name].order)

    def measure_one(other: Subject) -> float | None:
        return as_number(one.compute(other))

    found = []
    for name in names:
        absent = lack or _lacking(subject, NULLS[name].needs) or ("" if subject.graph.tie_count else "ties")
        if absent:
            found.append(Rung(name, absent=absent))
        else:
            found.append(_place(name, observed, draw_values(subject, name, draws, measure_one)))
    return Ladder(measure, observed, one.unit, tuple(found), _explained(observed, found), subject.sampling.seed)


def draw_values(subject: Subject, rung: str, draws: int, measure: Callable[[Subject], float | None]) -> Floats:
    """``measure`` of each random graph of a rung; not a number where it is not defined."""
    drawer = NULLS[rung].prepare(subject)
    seed, order = subject.sampling.seed, NULLS[rung].order

    def one(number: int) -> float:
        value = measure(subject.redrawn(drawer(seed_state(seed, order * 1_000_003 + number))))
        return float("nan") if value is None else value

    with ThreadPoolExecutor(THREADS) as pool:
        return np.array(list(pool.map(one, range(draws))))


def draw_graphs(subject: Subject, rung: str, draws: int) -> Iterable[Ints]:
    """Random graphs of a rung, one after another: the ends of their ties."""
    drawer = NULLS[rung].prepare(subject)
    for number in range(draws):
        yield drawer(seed_state(subject.sampling.seed, NULLS[rung].order * 1_000_003 + number))


def as_number(value: object) -> float | None:
    """A measure's value as a number; None where it has none."""
    return float(value) if isinstance(value, int | float) else None


def _place(name: str, observed: float | None, drawn: Floats) -> Rung:
    values = drawn[~np.isnan(drawn)]
    if not len(values):
        return Rung(name, 0)
    mean = float(values.mean())
    sd = float(values.std(ddof=1)) if len(values) > 1 else None
    low, high = (float(q) for q in np.quantile(values, [0.025, 0.975])) if len(values) >= _FEWEST else (None, None)
    if observed is None:
        return Rung(name, len(values), mean, sd, low, high)
    near = 1e-12 * max(abs(observed), abs(mean), 1e-300)
    far = int((np.abs(values - mean) >= abs(observed - mean) - near).sum())
    z = (observed - mean) / sd if sd and sd > 1e-9 * abs(mean) else None  # no rounding for spread
    at = float((values <= observed + near).mean())
    return Rung(name, len(values), mean, sd, low, high, at, (1 + far) / (1 + len(values)), z)


def _explained(observed: float | None, rungs: list[Rung]) -> float | None:
    """(country-pair mean - degree mean) / (observed - degree mean); None where the last is within its noise."""
    by_name = {rung.name: rung for rung in rungs}
    degree, country = by_name.get("degree"), by_name.get("country_pair")
    if observed is None or degree is None or country is None or degree.mean is None or country.mean is None:
        return None
    whole = observed - degree.mean
    noise = (degree.sd or 0.0) / np.sqrt(max(degree.draws, 1))
    if abs(whole) <= 2 * noise or whole == 0:
        return None
    return float((country.mean - degree.mean) / whole)


def ladder_table(ladder: Ladder) -> pl.DataFrame:
    """The rungs as a table."""
    return pl.DataFrame([{name: getattr(rung, name) for name in Rung.__slots__} for rung in ladder.rungs])
