"""What networks work on: in the country, near by, and among those to which the city belongs."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from proxeny.advise.features import N_, Said
from proxeny.advise.networks.arrays import Floats
from proxeny.advise.networks.features import ALIKE, FEATURES, Feature, Pairing
from proxeny.advise.networks.query import Query

_PRIOR = 3.0
_NEAR_KM = 200.0


def compute(query: Query) -> Sequence[Floats]:
    """Lift of networks on the same themes in the country and near by; the nearest theme among the networks held."""
    shared, country = query.world.shared_themes, query.world.cities.country
    held = np.where(query.held[:, :, None] > 0, shared[None], 0.0).max(axis=1, initial=0.0)
    return [
        query.lift_themes(query.of_class("country", country), _PRIOR),
        query.lift_themes(query.around(_NEAR_KM), _PRIOR),
        held,
    ]


def say(pair: Pairing) -> Said:
    """The share of networks on the same themes in the memberships of the country, beside their share in all."""
    world, cities = pair.world, pair.world.cities
    shared = world.shared_themes[pair.network]
    if not shared.any():
        return Said(None, N_("What it works on is not known."))
    count = world.by_class["country"][cities.country[pair.city]] - world.held[pair.city]
    every = world.members - world.held[pair.city]
    percent, usual = (float(100 * one @ (shared > 0) / max(one.sum(), 1.0)) for one in (count, every))
    words = N_("Of the memberships in your country {percent} % are in networks on its themes; of all {usual} %.")
    return Said(round(percent, 1), words, {"percent": round(percent), "usual": round(usual)})


FEATURES.add("themes")(
    Feature(
        title=N_("Networks on its themes"),
        formula=(
            "log of (sum over k of c(j, k) n(k) + 3 q) / (N + 3) over q, q the same sum of shares in all, c the cosine "
            "of dimensions and topics; in the country, and with weights exp(-km/200); largest c(s, j) over s held"
        ),
        source="Salton and McGill 1983, Introduction to Modern Information Retrieval (cosine of terms)",
        columns=("themes_country", "themes_near", "themes_held"),
        compute=compute,
        say=say,
        beside=ALIKE,
    )
)
