"""The median of the units that have a value."""

from __future__ import annotations

import numpy as np

from proxeny.assess.imputers import IMPUTERS, Around, fill_by_group
from proxeny.assess.methods import Floats, Settings, method, text


@IMPUTERS.add("median")
@method(group=text(""))
def impute_median(values: Floats, settings: Settings, around: Around) -> Floats:
    """The median of the column within the unit's ``group``; of all units where no group is named or it has no value."""
    members = around.members(settings.text("group"), len(values))
    return fill_by_group(values, members, lambda known: np.asarray(np.median(known)))
