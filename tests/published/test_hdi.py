"""The Human Development Index as UNDP publishes it (HDR 2021/22 and 2023/24, table 1)."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import polars as pl
import pytest

from proxeny.assess.engine.running import run_recipe
from proxeny.io.assessments.inputs import read_inputs

FILES = {2021: "hdi_2021_testcases.csv", 2022: "hdi_2022_components_and_published.csv"}


@pytest.mark.parametrize("year", FILES)
def test_every_country_has_the_published_three_decimals(year, shared):
    table = shared / "data/composite/hdi" / FILES[year]
    run = run_recipe(*read_inputs(Path(__file__).parent / f"hdi_{year}.yaml", table))
    published = dict(pl.read_csv(table).select("iso3", f"hdi_{year}").rows())
    assert dict(zip(run.units, np.round(run.index, 3), strict=True)) == pytest.approx(published, abs=1e-12)
    assert len(run.units) > 190
