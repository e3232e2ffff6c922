"""Members of the same kind: cities, municipalities, regions, associations of municipalities."""

from __future__ import annotations

from collections.abc import Sequence

from proxeny.advise.features import N_, Said
from proxeny.advise.networks.arrays import Floats
from proxeny.advise.networks.features import ALIKE, FEATURES, Feature, Pairing
from proxeny.advise.networks.query import Query

_PRIOR = 20.0


def compute(query: Query) -> Sequence[Floats]:
    """Lift of the network among places of the kind."""
    return [query.lift(query.of_class("kind", query.world.kind), _PRIOR)]


def say(pair: Pairing) -> Said:
    """Members of the kind."""
    kind = pair.world.kind
    count = int((kind[pair.others] == kind[pair.city]).sum())
    percent = round(100 * count / max(len(pair.others), 1))
    return Said(percent, N_("{percent} % of its members are places of your kind."), {"percent": percent})


FEATURES.add("kind")(
    Feature(
        title=N_("Members of your kind"),
        formula="log of (n + 20 p) / (N + 20) over p; n of N memberships of places of the kind, p: share in all",
        source="observed range of members; McPherson et al. 2001, Annual Review of Sociology 27, 415-444",
        columns=("kind_lift",),
        compute=compute,
        say=say,
        beside=ALIKE,
    )
)
