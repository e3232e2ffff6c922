"""Members near by."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from proxeny.advise.cities import EARTH_KM
from proxeny.advise.features import N_, Said
from proxeny.advise.networks.arrays import Floats
from proxeny.advise.networks.features import COUNTED, FEATURES, Feature, Pairing
from proxeny.advise.networks.query import Query

_FAR_KM = 20_000.0


def compute(query: Query) -> Sequence[Floats]:
    """Lift within 50 and 200 km, and weighted by exp(-km / 30, 100, 500 and 1500); log of km to the nearest and 10."""
    return [
        query.lift(query.within(50.0), 5.0), query.lift(query.within(200.0), 5.0),
        query.lift(query.around(30.0), 2.0), query.lift(query.around(100.0), 3.0),
        query.lift(query.around(500.0), 3.0), query.lift(query.around(1_500.0), 5.0),
        np.log(np.minimum(query.nearest, _FAR_KM) + 10.0),
    ]  # fmt: skip


def say(pair: Pairing) -> Said:
    """Members within 50, 200 and 500 km; how far the nearest is where there is none."""
    cities = pair.world.cities
    if not cities.placed[pair.city]:
        return Said(None, N_("Where you lie is not known."))
    others = pair.others[cities.placed[pair.others]]
    km = np.arccos(np.clip(cities.points[others] @ cities.points[pair.city], -1.0, 1.0)) * EARTH_KM
    near, far, wide = (int((km < one).sum()) for one in (50, 200, 500))
    if not len(km):
        return Said(None, N_("Where its members lie is not known."))
    if not wide:
        return Said(0, N_("Its nearest member is {km} km away."), {"km": round(float(km.min()))})
    params = {"near": near, "far": far, "wide": wide}
    return Said(far, N_("Members within 50 km: {near}, within 200 km: {far}, within 500 km: {wide}."), params)


FEATURES.add("neighbours")(
    Feature(
        title=N_("Members near you"),
        formula=(
            "log of (n + 5 p) / (N + 5) over p within 50 and 200 km; the same with weights exp(-km/30), exp(-km/100), "
            "exp(-km/500) and exp(-km/1500), priors 2, 3, 3 and 5; log(10 + km to the nearest)"
        ),
        source="Berry and Berry 1990, American Political Science Review 84, 395-415 (diffusion to neighbours)",
        columns=(
            "within_50",
            "within_200",
            "around_30",
            "around_100",
            "around_500",
            "around_1500",
            "nearest",
        ),
        compute=compute,
        say=say,
        beside=COUNTED,
    )
)
