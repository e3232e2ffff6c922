"""Whether cities around yours are tied with cities around theirs."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from proxeny.advise.features import FEATURES, N_, Column, Feature, Pair, Said, count_words
from proxeny.advise.ground import FAR, NEAR
from proxeny.advise.question import Question

_NEAR, _FAR = 25, 70


def compute(question: Question) -> Sequence[Column]:
    """log of K A K', and log of the ties that the candidate's surroundings have in all, for each width."""
    made = []
    for width in (*NEAR, *FAR):
        made += [
            np.log(question.near_ties(width) + np.float32(0.02)), question.relations.around[width][None],
        ]  # fmt: skip
    return made


def say(pair: Pair) -> Said:
    """Ties between cities within 50 km of one and of the other."""
    tree, points = pair.cities.tree, pair.cities.points
    mine, theirs = (
        set(tree.query_ball_point(points[city].astype(np.float64), 50 / 6371.0)) | {city}
        for city in (pair.asked, pair.candidate)
    )
    rows = pair.relations.ties[sorted(mine)]
    ties = int(sum(1 for one in rows.indices if int(one) in theirs))
    words = count_words(
        ties,
        N_("No city within 50 km of yours is tied with one within 50 km of it."),
        N_("One tie joins your surroundings (50 km) with theirs."),
        N_("{ties} ties join your surroundings (50 km) with theirs."),
    )
    return Said(ties, words, {"ties": ties})


FEATURES.add("neighbours")(
    Feature(
        title=N_("Ties of the surroundings"),
        formula="log(K_h A K_h' + 0.02) and log(K_h' k + 0.3) with Gaussian kernels of h = 8, 25, 70, 200 km",
        source="Anselin 1988, Spatial Econometrics (spatial lag at both ends)",
        columns=tuple(f"{kind}_{width}" for width in (*NEAR, *FAR) for kind in ("ties_between", "ties_around")),
        compute=compute,
        say=say,
    )
)
