"""Members of the city's size."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from proxeny.advise.features import N_, Said
from proxeny.advise.networks.arrays import Floats
from proxeny.advise.networks.features import ALIKE, FEATURES, Feature, Pairing
from proxeny.advise.networks.query import Query

_PRIOR = 10.0


def compute(query: Query) -> Sequence[Floats]:
    """Lift among cities of about this size; how much larger than its members; inhabitants."""
    cities, own = query.world.cities, query.own
    counted, logs = cities.counted.astype(np.float64), cities.log_people * cities.counted
    known, total = counted @ query.world.held, logs.astype(np.float64) @ query.world.held
    asked = query.asked
    its = own * counted[asked][:, None]
    known, total = known - its, total - its * logs[asked][:, None]
    gap = np.where(known > 0, logs[asked][:, None] - total / np.maximum(known, 1.0), 0.0) * counted[asked][:, None]
    return [query.lift(query.alike, _PRIOR), gap, np.broadcast_to(logs[asked][:, None], gap.shape)]


def say(pair: Pairing) -> Said:
    """Inhabitants of the city beside the middle half of the members."""
    cities = pair.world.cities
    people = pair.world.people
    known = people[pair.others][people[pair.others] > 0]
    if not cities.counted[pair.city] or not len(known):
        return Said(None, N_("How many live here, or in its members, is not known."))
    low, high = (int(one) for one in np.quantile(known, [0.25, 0.75], method="nearest"))
    mine = int(people[pair.city])
    return Said(mine, N_("Half of its members have {low} to {high} inhabitants; you have {mine}."),
                {"low": low, "high": high, "mine": mine})  # fmt: skip


FEATURES.add("people")(
    Feature(
        title=N_("Members of your size"),
        formula=(
            "log of (n + 10 p) / (N + 10) over p; members weighted by exp(-(ln a - ln b)^2 / (2 * 0.575^2)); ln of "
            "inhabitants less its members' mean; ln of inhabitants"
        ),
        source="McPherson, Smith-Lovin and Cook 2001, Annual Review of Sociology 27, 415-444 (homophily)",
        columns=("size_lift", "size_gap", "inhabitants"),
        compute=compute,
        say=say,
        beside=ALIKE,
    )
)
