"""The statistics of an audit: correlations, consistency, principal components, effective weights."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from proxeny.assess.engine.state import Run
from proxeny.assess.methods import Floats
from proxeny.assess.weightings.pca import principal


def correlate(a: Floats, b: Floats) -> Floats:
    """Pearson correlations of the columns of ``a`` with those of ``b``, over units with both; NaN for constants."""
    made = np.full((a.shape[1], b.shape[1]), np.nan)
    for i in range(a.shape[1]):
        for j in range(b.shape[1]):
            both = ~np.isnan(a[:, i]) & ~np.isnan(b[:, j])
            x, y = a[both, i], b[both, j]
            if len(x) > 2 and np.ptp(x) > 0 and np.ptp(y) > 0:
                made[i, j] = np.corrcoef(x, y)[0, 1]
    return made


def cronbach(values: Floats) -> float:
    """Cronbach's alpha: do the columns measure one thing? NaN for fewer than two.

    ``k / (k - 1) (1 - sum of variances / sum of covariances)`` with covariances over units that have both values.
    Source: Cronbach (1951), Psychometrika 16(3), 297-334.
    """
    count = values.shape[1]
    covariances = np.full((count, count), np.nan)
    for i in range(count):
        for j in range(i + 1):
            both = ~np.isnan(values[:, i]) & ~np.isnan(values[:, j])
            if both.sum() > 1:
                covariances[i, j] = covariances[j, i] = np.cov(values[both, i], values[both, j])[0, 1]
    whole = float(np.nansum(covariances))
    if count < 2 or not whole:
        return float("nan")
    return float(count / (count - 1) * (1 - np.nansum(np.diag(covariances)) / whole))


@dataclass(frozen=True, slots=True)
class Components:
    """The principal components of a node's children: their standard deviations and the loadings (a row each)."""

    sizes: Floats
    loadings: Floats

    @property
    def explained(self) -> Floats:
        """The share of variance of each."""
        shares: Floats = self.sizes**2 / ((self.sizes**2).sum() or 1.0)
        return shares


def components(values: Floats) -> Components | None:
    """Principal components of standardised columns, over units that have all; None where there are too few."""
    complete = values[~np.isnan(values).any(axis=1)]
    return Components(*principal(complete)) if len(complete) > 2 and values.shape[1] > 1 else None


def children_of(run: Run, name: str) -> Floats:
    """The scores of a node's children, one column each."""
    node = next(one for one in run.tree.nodes if one.id == name)
    return np.column_stack([column_of(run, child) for child in node.children])


def leaves_of(run: Run, name: str, *, raw: bool = False) -> Floats:
    """The indicators below a node, normalised, or as they were measured."""
    data = run.stages["measured"] if raw else run.data
    return np.column_stack([data.values[:, data.indicators.index(leaf)] for leaf in run.tree.leaves(name)])


def column_of(run: Run, name: str) -> Floats:
    """The scores of a node, or the normalised values of an indicator."""
    if name in run.scores:
        return run.scores[name]
    column: Floats = run.data.values[:, run.data.indicators.index(name)]
    return column


def effective_weights(run: Run) -> dict[str, float]:
    """How much of the whole index each group and indicator weighs, down all branches."""
    shares = {run.tree.root: 1.0}
    for node in reversed(run.tree.nodes):
        shares |= {child: run.weights[child] * shares[node.id] for child in node.children}
    return shares
