"""Whether your partners lie near the candidate, or its partners near you."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from proxeny.advise.features import FEATURES, N_, Column, Feature, Pair, Said, count_words
from proxeny.advise.question import Question

_WIDTHS = (8, 25, 70)


def compute(question: Question) -> Sequence[Column]:
    """log(1 + kernel-weighted number of partners), both ways, for each width."""
    made = []
    for width in _WIDTHS:
        mine, theirs = question.partners_near(width)
        made += [np.log1p(mine), np.log1p(theirs)]
    return made


def say(pair: Pair) -> Said:
    """Partners within 100 km."""
    points = pair.cities.points
    partners = pair.relations.ties[[pair.asked]].indices
    chords = np.linalg.norm(points[partners] - points[pair.candidate], axis=1)
    near = int((chords < 100 / 6371.0).sum())
    words = count_words(
        near,
        N_("None of your partners is within 100 km of it."),
        N_("One of your partners is within 100 km of it."),
        N_("{near} of your partners are within 100 km of it."),
    )
    return Said(near, words, {"near": near})


FEATURES.add("partners-near")(
    Feature(
        title=N_("Partners near each other"),
        formula="log(1 + A K_h'), log(1 + K_h A) with Gaussian kernels of h = 8, 25, 70 km",
        source="Anselin 1988, Spatial Econometrics (spatial lag at one end)",
        columns=tuple(f"{kind}_{width}" for width in _WIDTHS for kind in ("mine_near", "theirs_near")),
        compute=compute,
        say=say,
    )
)
