"""The weights that the recipe writes."""

from __future__ import annotations

from proxeny.assess.methods import Settings, method
from proxeny.assess.weightings import WEIGHTINGS, Brood, Weighed


@WEIGHTINGS.add("given")
@method()
def weigh_given(brood: Brood, settings: Settings) -> Weighed:
    """Each child's own ``weight``."""
    return Weighed(brood.given)
