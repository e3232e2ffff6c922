"""How often the sources name it."""

from __future__ import annotations

from proxeny.assess.methods import Settings, method, number, text
from proxeny.assess.weightings import WEIGHTINGS, Brood, Weighed


@WEIGHTINGS.add("frequency")
@method(
    prior=number(0.5, 0),
    evidence=text("explicit_structural", "explicit", "explicit_structural", "plus_implicit"),
    coders=text("one", "one", "both"),
)
def weigh_frequency(brood: Brood, settings: Settings) -> Weighed:
    """In how many of the coded sources an indicator is named, plus ``prior``; a group counts as its indicators do.

    ``coders: both`` takes the mean of what the two coders of the shipped model counted; with ``one``, and for a scheme
    of your own, the counts are those that the scheme states. The counts are a sample of what could have been read.
    Their uncertainty is a Dirichlet distribution with the counts plus the prior (Jeffreys: one half) as parameters; ask
    for it with ``dirichlet: true`` in a choice of weights. How often texts name a thing is not how much it matters to a
    city. Source: Gelman et al., Bayesian Data Analysis, 3.4.
    """
    return Weighed(brood.frequency)
