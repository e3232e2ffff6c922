"""The latest earlier value of the same unit."""

from __future__ import annotations

import numpy as np

from proxeny.assess.imputers import IMPUTERS, Around
from proxeny.assess.methods import Floats, Settings, method


@IMPUTERS.add("panel")
@method()
def impute_panel(values: Floats, settings: Settings, around: Around) -> Floats:
    """Carry the last observation forward, from a table with a column of time."""
    return values if around.earlier is None else np.where(np.isnan(values), around.earlier, values)
