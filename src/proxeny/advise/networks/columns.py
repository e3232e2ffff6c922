"""The columns of all features for a query, in parts that fit into memory."""

from __future__ import annotations

import numpy as np

from proxeny.advise.networks.arrays import Floats
from proxeny.advise.networks.features import FEATURES
from proxeny.advise.networks.query import Query

_PART = 400  # cities at a time: distances to all members are held for them


def name_columns() -> list[tuple[str, str]]:
    """(feature, column) in the order of the columns."""
    return [(name, column) for name in FEATURES for column in FEATURES[name].columns]


def build_columns(query: Query) -> Floats:
    """Asking cities x networks x columns."""
    made = np.zeros((len(query.asked), query.world.count, len(name_columns())))
    order = np.argsort(query.asked, kind="stable")  # queries of one city beside each other share its distances
    for begin in range(0, len(order), _PART):
        rows = order[begin : begin + _PART]
        part = Query(query.world, query.asked[rows], query.hidden[rows])
        made[rows] = np.stack([one for name in FEATURES for one in FEATURES[name].compute(part)], axis=2)
    return made
