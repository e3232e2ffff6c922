"""Agreement on every inter-coder data set of the R packages irr and irrCAC, to the digits published.

Published: the README of irrCAC (Gwet 2014), the manual of irr 0.84.1 (diagnoses, video, vision), Krippendorff
(2011) and the example of three coders in Wikipedia. Sets without published figures are held against slow formulas
written from the definitions, and alpha against the `krippendorff` package.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import permutations
from pathlib import Path

import krippendorff
import numpy as np
import polars as pl
import pytest

from proxeny.evidence.agreement.measure import Agreement, measure_agreement
from proxeny.evidence.agreement.ratings import Ratings, read_ratings

RAW = {  # file: columns that name no coder
    "irr_anxiety": 0, "irr_diagnoses": 0, "irr_video": 0, "irr_vision": 0, "irrcac_cac.ben.gerry": 2,
    "irrcac_cac.raw.g1g2": 2, "irrcac_cac.raw.gender": 1, "irrcac_cac.raw4raters": 1, "irrcac_cac.raw5obser": 1,
    "krippendorff_2011_C_4coders": 1, "krippendorff_wikipedia_3coders": 1,
}  # fmt: skip
TABLES = ("irrcac_cont3x3abstractors", "irrcac_cont4x4diagnosis")
COUNTS = {"irrcac_distrib.6raters": 1, "irrcac_cac.dist4cat": 1, "irrcac_cac.dist.g1g2": 2}
GENERAL = ("Var1", "Var2", "Var2_duplicated_0")
NAMES = [*RAW, *TABLES, *COUNTS, *(f"irrcac_cac.general:{name}" for name in GENERAL)]
# Value, and standard error where one is printed. From a table irrCAC divides squares by n (but for Cohen's kappa); from
# raw ratings, as we do, by n - 1.
_FEWER = (99 / 100) ** 0.5
PUBLISHED = {
    "irrcac_cont3x3abstractors": {
        "cohen": (0.7964094, 0.05891072), "fleiss": (0.7962397, 0.05905473), "ac1": (0.8493305, 0.04321747),
        "bp": (0.835, 0.04693346), "alpha": (0.7972585, None), "percent": (0.89, 0.03128898),
    },
    "irrcac_distrib.6raters": {
        "ac1": (0.4448007, 0.08418757), "fleiss": (0.4139265, 0.08119291), "alpha": (0.4204384, None),
        "bp": (0.4388889, 0.08312142), "percent": (0.5511111, None),
    },
    "irrcac_cac.dist4cat": {"ac1": (0.3518903, None)},
    "irrcac_cac.raw4raters": {
        "percent": (0.81818, 0.12561), "ac1": (0.77544, 0.14295), "fleiss": (0.76117, 0.15302),
        "alpha": (0.74342, None), "conger": (0.76282, None), "bp": (0.77273, 0.14472),
    },
    "irr_diagnoses": {"fleiss": (0.430, None), "cohen": (0.459, None)},
    "krippendorff_2011_C_4coders": {"alpha": (0.743, None)},
    "krippendorff_wikipedia_3coders": {"alpha": (0.691, None)},
}  # fmt: skip


def read(folder: Path, name: str) -> Ratings:
    """A set as ratings: raw ones, a table of two raters, or counts of raters by category."""
    file, _, column = name.partition(":")
    table = pl.read_csv(folder / f"{file}.csv", infer_schema=False)
    if column:
        wide = table.pivot("Raters", index=["Group", "Subject"], values=column)
        return read_ratings(wide.drop("Group", "Subject"))
    if file in TABLES:
        return read_ratings(pl.DataFrame(pairs(table), schema=["a", "b"], orient="row"))
    if file in COUNTS:
        rows = [spread(table.columns, row, COUNTS[file]) for row in table.iter_rows()]
        most = max(map(len, rows))
        padded = [row + [None] * (most - len(row)) for row in rows]
        return read_ratings(pl.DataFrame(padded, schema=[f"r{at}" for at in range(most)], orient="row"))
    return read_ratings(table.drop(table.columns[: RAW[file]]))


def pairs(table: pl.DataFrame) -> Iterator[tuple[str, str]]:
    """One row for each pair of ratings counted in a table of two raters."""
    for row in table.iter_rows():
        for name, count in zip(table.columns[1:], row[1:], strict=True):
            yield from [(row[0].strip(), name.strip())] * int(count)


def spread(columns: list[str], row: tuple[str, ...], skip: int) -> list[str | None]:
    """One rating for each rater counted."""
    return [name for name, count in zip(columns[skip:], row[skip:], strict=True) for _ in range(int(count))]


def reckon(ratings: Ratings) -> dict[str, float]:
    """Percent, Brennan-Prediger, Fleiss and AC1 slowly, pair by pair, from the definitions (Gwet 2014, ch. 2)."""
    units = [[one for one in row if one >= 0] for row in ratings.codes.tolist()]
    size = len(ratings.categories)
    pairable = [unit for unit in units if len(unit) > 1]
    pa = np.mean([np.mean([a == b for a, b in permutations(unit, 2)]) for unit in pairable])
    shares = np.mean([[unit.count(one) / len(unit) for one in range(size)] for unit in units if unit], axis=0)
    chances = {"bp": 1 / size, "fleiss": (shares**2).sum(), "ac1": (shares * (1 - shares)).sum() / (size - 1)}
    return {"percent": pa} | {name: (pa - chance) / (1 - chance) for name, chance in chances.items()}


@pytest.fixture(scope="module")
def folder(shared: Path) -> Path:
    """The data sets."""
    return shared / "data/qda/intercoder"


@pytest.mark.parametrize("name", NAMES)
def test_every_set_agrees_with_slow_formulas_and_with_a_peer(folder, name):
    ratings = read(folder, name)
    found = measure_agreement(ratings, replicates=0)
    for coefficient, value in reckon(ratings).items():
        assert getattr(found, coefficient).value == pytest.approx(value, abs=1e-12), coefficient
    values = np.where(ratings.codes < 0, np.nan, ratings.codes).T
    peer = krippendorff.alpha(reliability_data=values, level_of_measurement="nominal")
    assert found.alpha.value == pytest.approx(peer, abs=1e-12)


@pytest.mark.parametrize("name", PUBLISHED)
def test_published_digits(folder, name):
    found = measure_agreement(read(folder, name), replicates=0)
    for coefficient, printed in PUBLISHED[name].items():
        assert_printed(found, coefficient, printed, _FEWER if name in TABLES and coefficient != "cohen" else 1.0)


def assert_printed(found: Agreement, coefficient: str, printed: tuple[float, float | None], factor: float) -> None:
    """Equal to as many digits as are printed; the error times ``factor``."""
    one = getattr(found, coefficient)
    for ours, theirs in zip((one.value, factor * (one.error or 0.0)), printed, strict=True):
        if theirs is not None:
            digits = len(f"{theirs}".partition(".")[2])
            assert round(ours, max(3, digits)) == theirs, coefficient


def test_irr_examples_of_two_raters_and_of_all_agreeing(folder):
    vision = measure_agreement(read(folder, "irr_vision"), replicates=0)
    assert round(vision.cohen.value, 3) == 0.595
    assert round(100 * measure_agreement(read(folder, "irr_video"), replicates=0).percent_all) == 35


def test_no_set_is_left_out(folder):
    benchmarks = {"irrcac_altman", "irrcac_fleiss", "irrcac_landis.koch"}  # scales of words, no ratings
    files = {path.stem for path in folder.glob("*.csv")} - benchmarks
    assert files == {name.partition(":")[0] for name in NAMES}
