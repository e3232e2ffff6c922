"""The mean of the units that have a value."""

from __future__ import annotations

import numpy as np

from proxeny.assess.imputers import IMPUTERS, Around, fill_by_group
from proxeny.assess.methods import Floats, Settings, method, text


@IMPUTERS.add("mean")
@method(group=text(""))
def impute_mean(values: Floats, settings: Settings, around: Around) -> Floats:
    """The mean of the column within the unit's ``group``; of all units where no group is named or it has no value."""
    members = around.members(settings.text("group"), len(values))
    return fill_by_group(values, members, lambda known: np.asarray(known.mean()))
