"""The importance of indicators with all its doubts: one call for page, command and assessment."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import polars as pl

from proxeny.evidence.importance.concordance import tau_b, taus
from proxeny.evidence.importance.frequency import Floats, Ranks, build_ranking, rank
from proxeny.evidence.importance.matrix import GRADES, Mask, Matrix
from proxeny.evidence.importance.resampling import Resamples, leave_one_out, resample
from proxeny.evidence.importance.saturation import Saturation, measure_saturation
from proxeny.evidence.importance.weights import Weights, build_weights


@dataclass(frozen=True, slots=True)
class Settings:
    """What may be chosen: the grades that count, how many resamples, the seed, and an order to compare with."""

    grades: tuple[str, ...] = GRADES[:2]
    replicates: int = 2000
    seed: int = 1
    stated: Mapping[str, float] | None = None  # indicator -> its stated place, smaller is more important
    tiers: Mapping[str, int] | None = None  # of every indicator, to sort equals by


@dataclass(frozen=True, slots=True)
class Concordance:
    """Tau-b with a stated order over the indicators that it places; None where one order does not vary."""

    indicators: tuple[str, ...]
    tau: float | None
    low: float | None
    high: float | None


@dataclass(frozen=True, slots=True)
class Importance:
    """Frequencies, ranks and what is doubtful about them; ``named`` is the mask that was counted."""

    matrix: Matrix
    settings: Settings
    coders: int
    named: Mask
    frequencies: Floats
    ranks: Ranks
    ranking: pl.DataFrame
    resamples: Resamples | None
    left_out: Ranks
    saturation: Saturation
    weights: Weights
    concordance: Concordance | None

    def order(self) -> list[int]:
        """Indices of the indicators, most important first, ties by the order of the scheme."""
        return [int(one) for one in np.argsort(self.ranks, kind="stable")]


def measure_importance(matrices: Sequence[Matrix], settings: Settings = Settings()) -> Importance:
    """Rank indicators by the sources that name them. The first matrix is ranked; others are further coders' readings.

    With several coders the bootstrap draws the coder of each drawn source too. The same seed gives the same result.
    """
    matrix = matrices[0].ranked()
    ids = [one.id for one in matrix.sources]
    aligned = [matrix, *(other.align(ids, matrix.indicators) for other in matrices[1:])]
    masks = [one.named(settings.grades) for one in aligned]
    frequencies = masks[0].sum(axis=0).astype(np.float64)
    resamples = None
    if settings.replicates > 0:
        resamples = resample(masks, replicates=settings.replicates, seed=settings.seed)
    return Importance(
        matrix=matrix,
        settings=settings,
        coders=len(matrices),
        named=masks[0],
        frequencies=frequencies,
        ranks=rank(frequencies),
        ranking=build_ranking(matrices[0], settings.tiers),
        resamples=resamples,
        left_out=leave_one_out(masks[0]),
        saturation=measure_saturation(masks[0], seed=settings.seed),
        weights=build_weights(matrix.indicators, frequencies),
        concordance=_concordance(matrix.indicators, frequencies, resamples, settings.stated),
    )


def _concordance(
    indicators: tuple[str, ...], frequencies: Floats, resamples: Resamples | None, stated: Mapping[str, float] | None
) -> Concordance | None:
    placed = [index for index, one in enumerate(indicators) if stated and one in stated]
    if not stated or len(placed) < 2:
        return None
    names = tuple(indicators[index] for index in placed)
    order = -np.array([stated[one] for one in names], dtype=np.float64)
    tau = tau_b(frequencies[placed], order)
    if resamples is None:
        return Concordance(names, tau, None, None)
    drawn = taus(resamples.frequencies[:, placed], order)
    drawn = drawn[~np.isnan(drawn)]
    if not len(drawn):
        return Concordance(names, tau, None, None)
    low, high = np.quantile(drawn, [0.025, 0.975])
    return Concordance(names, tau, float(low), float(high))
