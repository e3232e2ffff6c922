"""No imputation: what is not known stays unknown."""

from __future__ import annotations

from proxeny.assess.imputers import IMPUTERS, Around
from proxeny.assess.methods import Floats, Settings, method


@IMPUTERS.add("none")
@method()
def impute_none(values: Floats, settings: Settings, around: Around) -> Floats:
    """The matrix itself. Averaging what is left then equals giving a unit its own mean: the result says so."""
    return values
