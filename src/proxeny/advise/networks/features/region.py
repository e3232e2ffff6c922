"""Members in the same first-level region."""

from __future__ import annotations

from collections.abc import Sequence

from proxeny.advise.features import N_, Said, count_words
from proxeny.advise.networks.arrays import Floats
from proxeny.advise.networks.features import COUNTED, FEATURES, Feature, Pairing
from proxeny.advise.networks.query import Query

_PRIOR = 5.0


def compute(query: Query) -> Sequence[Floats]:
    """Lift of the network in the region; zero where the region is not known."""
    known = query.world.in_region[query.asked][:, None]
    return [query.lift(query.of_class("region", query.world.cities.region) * known, _PRIOR)]


def say(pair: Pairing) -> Said:
    """Members in the region."""
    if not pair.world.in_region[pair.city]:
        return Said(None, N_("Your region is not known."))
    region = pair.world.cities.region
    count = int((region[pair.others] == region[pair.city]).sum())
    words = count_words(
        count,
        N_("None of its members is in your region."),
        N_("One of its members is in your region."),
        N_("{count} of its members are in your region."),
    )
    return Said(count, words, {"count": count})


FEATURES.add("region")(
    Feature(
        title=N_("Members in your region"),
        formula="log of (n + 5 p) / (N + 5) over p; n of N memberships of the first-level region, p: share in all",
        source="Walker 1969, American Political Science Review 63, 880-899 (diffusion among neighbours)",
        columns=("region_lift",),
        compute=compute,
        say=say,
        beside=COUNTED,
    )
)
