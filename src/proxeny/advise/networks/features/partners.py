"""Partner cities that belong to the network."""

from __future__ import annotations

from collections.abc import Sequence

from proxeny.advise.features import N_, Said, count_words
from proxeny.advise.networks.arrays import Floats
from proxeny.advise.networks.features import COUNTED, FEATURES, Feature, Pairing
from proxeny.advise.networks.query import Query

_PRIOR = 5.0


def compute(query: Query) -> Sequence[Floats]:
    """Lift of the network among partner cities."""
    return [query.lift(query.partners, _PRIOR)]


def say(pair: Pairing) -> Said:
    """Partners that belong."""
    count = int(pair.world.ties[[pair.city]][:, pair.others].sum()) if len(pair.others) else 0
    partners = int(pair.world.partners[pair.city])
    if not partners:
        return Said(None, N_("No partner city of yours is known."))
    words = count_words(
        count,
        N_("None of your {partners} partner cities belongs to it."),
        N_("One of your {partners} partner cities belongs to it."),
        N_("{count} of your {partners} partner cities belong to it."),
    )
    return Said(count, words, {"count": count, "partners": partners})


FEATURES.add("partners")(
    Feature(
        title=N_("Your partners in it"),
        formula="log of (n + 5 p) / (N + 5) over p; n of N memberships of partner cities, p: share in all",
        source="Katz and Lazarsfeld 1955, Personal Influence (one joins what one's contacts belong to)",
        columns=("partner_lift",),
        compute=compute,
        say=say,
        beside=COUNTED,
    )
)
