"""Everything counts the same."""

from __future__ import annotations

from proxeny.assess.methods import Settings, method
from proxeny.assess.weightings import WEIGHTINGS, Brood, Weighed, even


@WEIGHTINGS.add("equal")
@method()
def weigh_equal(brood: Brood, settings: Settings) -> Weighed:
    """One for every child. Equal weights are a choice too: an indicator in a small group then counts for more."""
    return Weighed(even(brood))
