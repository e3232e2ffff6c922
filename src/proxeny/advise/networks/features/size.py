"""How many belong to the network."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from proxeny.advise.features import N_, Said, count_words
from proxeny.advise.networks.arrays import Floats
from proxeny.advise.networks.features import FEATURES, SIZED, Feature, Pairing
from proxeny.advise.networks.query import Query


def compute(query: Query) -> Sequence[Floats]:
    """Logarithm of its share in all memberships."""
    return [np.log(query.share)]


def say(pair: Pairing) -> Said:
    """Its members."""
    count = len(pair.others)
    words = count_words(
        count, N_("No member is known."), N_("One other member is known."), N_("It has {count} members in all.")
    )
    return Said(count, words, {"count": count})


FEATURES.add("size")(
    Feature(
        title=N_("Size of the network"),
        formula="log of its share in all memberships",
        source="Barabási and Albert 1999, Science 286, 509-512 (preferential attachment)",
        columns=("share",),
        compute=compute,
        say=say,
        beside=SIZED,
    )
)
