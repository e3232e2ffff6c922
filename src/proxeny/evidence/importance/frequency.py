"""Frequencies and ranks: how many sources name an indicator, and its place when they are sorted by that.

Ranks are competition ranks (1, 2, 2, 4): as many indicators stand before one as are named more often.
"""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
import numpy.typing as npt
import polars as pl

from proxeny.evidence.importance.matrix import GRADES, Matrix
from proxeny.tables import Schema

Floats = npt.NDArray[np.float64]
Ranks = npt.NDArray[np.int64]

GRADE_SETS: Mapping[str, tuple[str, ...]] = {
    "explicit": GRADES[:1],
    "explicit_structural": GRADES[:2],
    "plus_implicit": GRADES[:3],
    "plus_dimension": GRADES[:4],
}
_BY_KIND = {"studies_only": "study", "networks_only": "network"}

RANKING: Schema = {
    "indicator": pl.String,
    "tier": pl.Int64,
    **{f"f_{name}": pl.Int64 for name in (*GRADE_SETS, *_BY_KIND)},
    **{f"rank_{name}": pl.Int64 for name in GRADE_SETS},
}


def rank(frequencies: Floats) -> Ranks:
    """Competition ranks along the last axis, most frequent first.

    >>> rank(np.array([5.0, 9.0, 5.0, 1.0])).tolist()
    [2, 1, 2, 4]
    """
    more = frequencies[..., None, :] > frequencies[..., :, None]
    return np.asarray(1 + more.sum(axis=-1), dtype=np.int64)


def build_ranking(matrix: Matrix, tiers: Mapping[str, int] | None = None) -> pl.DataFrame:
    """Frequencies by growing sets of grades, of studies and networks alone (up to implicit), and the ranks.

    Columns: `RANKING`; ``tier`` is the stated tier of an indicator where ``tiers`` has it. Rows: by
    ``rank_plus_implicit``, then tier, then id. Sources that do not count are left out.
    """
    counted = matrix.ranked()
    columns: dict[str, list[object]] = {"indicator": list(matrix.indicators)}
    columns["tier"] = [(tiers or {}).get(one) for one in matrix.indicators]
    for name, grades in GRADE_SETS.items():
        frequencies = counted.named(grades).sum(axis=0)
        columns[f"f_{name}"] = frequencies.tolist()
        columns[f"rank_{name}"] = rank(frequencies.astype(float)).tolist()
    near = counted.named(GRADE_SETS["plus_implicit"])
    for name, kind in _BY_KIND.items():
        rows = np.array([one.kind == kind for one in counted.sources], dtype=bool)
        columns[f"f_{name}"] = near[rows].sum(axis=0).tolist()
    return (
        pl.DataFrame(columns, schema_overrides=dict(RANKING))
        .select(list(RANKING))
        .sort("rank_plus_implicit", "tier", "indicator")
    )
