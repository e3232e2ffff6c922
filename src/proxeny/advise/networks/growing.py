"""Grow trees that correct the logit of networks, by the loops that grow those of partners."""

from __future__ import annotations

import numpy as np

from proxeny.advise.model_boosting import Binned, Boosting, boost
from proxeny.advise.model_growing import bin_columns, find_edges
from proxeny.advise.model_trees import Trees
from proxeny.advise.networks.arrays import Floats
from proxeny.advise.networks.learning import Lessons

_BOOSTING = Boosting(depth=6, step=0.06, columns=0.3)  # chosen on other tenths than those that are reported
_NEVER = -1e4  # the score of what is no candidate
_LOOKED_AT = 100_000  # pairs whose values say where bins begin


def grow_trees(lessons: Lessons, utility: Floats, seed: int) -> Trees:
    """Trees on top of the utility of lessons: `boost` says how, with its source."""
    answer = np.arange(lessons.columns.shape[1])[None] != lessons.hidden[:, None]
    order = np.argsort(answer, axis=1, kind="stable")  # the hidden network first
    score = np.take_along_axis(np.where(lessons.candidates, utility, _NEVER), order, axis=1).astype(np.float32)
    columns = np.take_along_axis(lessons.columns, order[:, :, None], axis=1).astype(np.float32)
    flat = columns.reshape(-1, columns.shape[2])
    edges = find_edges(flat[:: max(len(flat) // _LOOKED_AT, 1)])
    return boost(Binned(bin_columns(flat, edges), edges, score), _BOOSTING, np.random.default_rng([seed, 4]))
