"""Two coders over the same sources: agreement by grades, indicator, dimension and source, and what lowers it most."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

import numpy as np

from proxeny.errors import FaultyInput
from proxeny.evidence.agreement.chance import Estimate
from proxeny.evidence.agreement.measure import Agreement, measure_agreement
from proxeny.evidence.agreement.pairs import cross, measure_kappa
from proxeny.evidence.agreement.ratings import Ratings
from proxeny.evidence.importance.frequency import GRADE_SETS
from proxeny.evidence.importance.matrix import GRADES, Mask, Matrix


@dataclass(frozen=True, slots=True)
class Part:
    """Agreement over part of the cells (an indicator, a dimension, a source).

    ``gain``: by how much kappa over all cells would rise if the two agreed here: what the part costs.
    """

    name: str
    kappa: Estimate
    a_only: int
    b_only: int
    both: int
    gain: float


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell that the coders see differently; an empty grade: silent."""

    source: str
    indicator: str
    a: str
    b: str


@dataclass(frozen=True, slots=True)
class Comparison:
    """Two coders compared: by growing sets of grades, then the parts and cells for the chosen set."""

    sources: tuple[str, ...]
    indicators: tuple[str, ...]
    by_grades: Mapping[str, Agreement]
    grades: tuple[str, ...]
    by_indicator: tuple[Part, ...]
    by_dimension: tuple[Part, ...]
    by_source: tuple[Part, ...]
    cells: tuple[Cell, ...]


def compare_coders(left: Matrix, right: Matrix, grades: tuple[str, ...] = GRADES[:1], *, replicates: int = 1000,
                   seed: int = 1) -> Comparison:  # fmt: skip
    """Compare two coders; the unit is the cell source x indicator, named or not. Raises `FaultyInput` if none is
    shared.

    Only sources that both coded are compared. Dimensions are the part of an indicator's id before the first hyphen.
    """
    shared = {one.id for one in right.sources}
    sources = [one.id for one in left.sources if one.id in shared]
    indicators = list(left.indicators)
    indicators += [one for one in right.indicators if one not in set(indicators)]
    if not sources:
        raise FaultyInput.of("coders-share-nothing")
    a, b = left.align(sources, indicators), right.align(sources, indicators)
    by_grades = {
        name: measure_agreement(_ratings(a.named(chosen), b.named(chosen)), replicates=replicates, seed=seed)
        for name, chosen in GRADE_SETS.items()
    }
    x, y = a.named(grades), b.named(grades)
    columns = {name: [index] for index, name in enumerate(indicators)}
    dimensions: dict[str, list[int]] = {}
    for index, name in enumerate(indicators):
        dimensions.setdefault(name.split("-")[0], []).append(index)
    rows = {name: [index] for index, name in enumerate(sources)}
    return Comparison(
        sources=tuple(sources),
        indicators=tuple(indicators),
        by_grades=by_grades,
        grades=grades,
        by_indicator=tuple(_parts(x, y, columns)),
        by_dimension=tuple(_parts(x, y, dimensions)),
        by_source=tuple(_parts(x.T, y.T, rows)),
        cells=tuple(_differing(a, b, x != y)),
    )


def _ratings(x: Mask, y: Mask) -> Ratings:
    codes = np.column_stack([x.ravel(), y.ravel()]).astype(np.int64)
    return Ratings(codes, ("no", "yes"), np.array([0.0, 1.0]), ("A", "B"))


def _kappa(x: Mask, y: Mask) -> Estimate:
    return measure_kappa(cross(x.ravel().astype(np.int64), y.ravel().astype(np.int64), 2))


def _parts(x: Mask, y: Mask, groups: Mapping[str, list[int]]) -> Iterable[Part]:
    """The parts that cost most first."""
    whole = _kappa(x, y).value or 0.0
    made = []
    for name, members in groups.items():
        mine, theirs = x[:, members], y[:, members]
        settled = y.copy()
        settled[:, members] = mine
        better = _kappa(x, settled).value
        part = Part(name, _kappa(mine, theirs), int((mine & ~theirs).sum()), int((theirs & ~mine).sum()),
                    int((mine & theirs).sum()), (better if better is not None else whole) - whole)  # fmt: skip
        made.append(part)
    return sorted(made, key=lambda one: (-one.gain, one.name))


def _differing(a: Matrix, b: Matrix, where: Mask) -> Iterable[Cell]:
    names = ("", *GRADES)
    for row, column in zip(*np.nonzero(where), strict=True):
        yield Cell(a.sources[row].id, a.indicators[column], names[a.cells[row, column]], names[b.cells[row, column]])
