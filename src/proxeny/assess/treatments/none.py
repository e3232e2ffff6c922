"""Leave outliers as they are."""

from __future__ import annotations

from proxeny.assess.methods import Floats, Settings, method
from proxeny.assess.treatments import TREATMENTS, Treated


@TREATMENTS.add("none")
@method()
def treat_none(values: Floats, settings: Settings) -> Treated:
    """The column itself."""
    return Treated(values)
