"""What the published figures are compared with: inputs and results of the R package COINr 1.1.14, UNDP's tables."""

from __future__ import annotations

from pathlib import Path

import polars as pl
import pytest

from proxeny.assess.engine.running import run_recipe
from proxeny.assess.uncertainty.evaluating import build_world
from proxeny.io.assessments.inputs import read_inputs

HERE = Path(__file__).parent


class Reference:
    """The folder of reference results; units and indicators in the order of ours."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def table(self, name: str) -> pl.DataFrame:
        """A table of the folder; a "NA" inside names is text."""
        return pl.read_csv(self.folder / name, infer_schema_length=1000, null_values=[""])

    def matrix(self, name: str, columns: tuple[str, ...]):
        """Columns of a table as numbers."""
        table = pl.read_csv(self.folder / name, infer_schema_length=1000, null_values=["", "NA"])
        return table.select(columns).to_numpy().astype(float)


@pytest.fixture(scope="session")
def asem(shared):
    """The reference results of the ASEM index."""
    return Reference(shared / "data/composite/coinr_asem")


@pytest.fixture(scope="session")
def given(asem):
    """The recipe of the ASEM index with its hundred sets of weights, and the measurements."""
    return read_inputs(HERE / "asem.yaml", asem.folder / "asem_iData.csv")


@pytest.fixture(scope="session")
def run(given):
    """The recipe run once."""
    return run_recipe(*given)


@pytest.fixture(scope="session")
def world(given):
    """The recipe ready for many draws."""
    return build_world(*given, seed=1)
