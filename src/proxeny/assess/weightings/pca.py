"""Loadings on the first principal component."""

from __future__ import annotations

import numpy as np

from proxeny.assess.methods import Floats, Settings, method, text
from proxeny.assess.weightings import WEIGHTINGS, Brood, Weighed, even, warn


def principal(values: Floats) -> tuple[Floats, Floats]:
    """Standard deviations and loadings (one row each) of the components of standardised columns, by decreasing size.

    The sign of a component is that which makes most of its loadings positive. Constant columns have no loading.
    """
    centred = values - values.mean(axis=0)
    spread = centred.std(axis=0, ddof=1)
    scaled = np.divide(centred, spread, out=np.zeros_like(centred), where=spread > 0)
    _, sizes, loadings = np.linalg.svd(scaled, full_matrices=False)
    signs = np.where(loadings.sum(axis=1) < 0, -1.0, 1.0)
    return sizes / np.sqrt(len(values) - 1), loadings * signs[:, None]


@WEIGHTINGS.add("pca")
@method(negative=text("zero", "zero", "keep", "absolute"))
def weigh_pca(brood: Brood, settings: Settings) -> Weighed:
    """The loadings of the first component. A negative one means that the child runs against the others.

    A warning names every negative loading, for a negative weight rewards being worse; ``negative: zero`` leaves such a
    child out, ``keep`` keeps the weight for who wants to see it. Not for few units: with 30 of them loadings vary by a
    third from sample to sample, and below ten per child a warning says so. Source: OECD/JRC Handbook (2008).
    """
    rows = brood.complete()
    if len(rows) < 3 or len(brood.ids) < 2:
        return Weighed(even(brood), (warn("assess-weights-few", brood, count=len(rows)),))
    loadings = principal(rows)[1][0]
    against = [name for name, loading in zip(brood.ids, loadings, strict=True) if loading < 0]
    notes = [warn("assess-weights-negative", brood, names=", ".join(against))] if against else []
    if len(rows) < 10 * len(brood.ids):
        notes.append(warn("assess-weights-few", brood, count=len(rows)))
    if settings.text("negative") == "absolute":
        return Weighed(np.abs(loadings), tuple(notes))
    return Weighed(loadings if settings.text("negative") == "keep" else np.maximum(loadings, 0.0), tuple(notes))
