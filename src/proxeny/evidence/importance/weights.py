"""Weights from counts, with their uncertainty: a Dirichlet distribution that an assessment can draw from.

If sources name indicators with unknown shares p, and f_i of the namings are of indicator i, then with a Dirichlet prior
p ~ Dirichlet(f_1 + a, ..., f_k + a). Jeffreys' prior is a = 1/2. Source: Gelman et al., Bayesian Data Analysis, 3rd
ed., 3.4.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from proxeny.errors import FaultyInput
from proxeny.evidence.importance.frequency import Floats

JEFFREYS = 0.5


@dataclass(frozen=True, slots=True)
class Weights:
    """``alpha``: the parameters; ``mean`` and ``deviation`` of each weight. The weights of one draw sum to 1."""

    indicators: tuple[str, ...]
    alpha: Floats
    mean: Floats
    deviation: Floats

    def draw(self, count: int, *, seed: int) -> Floats:
        """``count`` draws of all weights (draws by indicators); the same ``seed`` gives the same bytes."""
        return np.random.default_rng(seed).dirichlet(self.alpha, size=count)


def build_weights(indicators: tuple[str, ...], frequencies: Floats, prior: float = JEFFREYS) -> Weights:
    """Dirichlet weights of counts. ``prior`` is added to each count; it must be above 0. Raises `FaultyInput`."""
    if prior <= 0:
        raise FaultyInput.of("weights-prior", prior=prior)
    alpha = frequencies + prior
    total = alpha.sum()
    mean = alpha / total
    return Weights(indicators, alpha, mean, np.sqrt(mean * (1 - mean) / (total + 1)))
