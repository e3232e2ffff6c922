"""How unlike they are in size."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from proxeny.advise.features import FEATURES, N_, Column, Feature, Pair, Said
from proxeny.advise.question import Question

_MIDDLE = np.float32(10.0)  # about 22,000 inhabitants


def compute(question: Question) -> Sequence[Column]:
    """The difference of log inhabitants, absolute, squared, signed; not known; log; product of both; neither known."""
    cities, gap = question.cities, question.size_gap
    mine = cities.log_people[question.asked][:, None]
    return [
        np.abs(gap),
        gap * gap,
        gap,
        ~cities.counted[None],
        cities.log_people[None],
        (mine - _MIDDLE) * (cities.log_people - _MIDDLE)[None],
        ~cities.counted[question.asked][:, None] & ~cities.counted[None],
    ]


def say(pair: Pair) -> Said:
    """How many times larger one is."""
    mine, theirs = pair.asked, pair.candidate
    if not (pair.cities.counted[mine] and pair.cities.counted[theirs]):
        return Said(None, N_("How many live in one of them is not known."))
    gap = float(pair.cities.log_people[theirs] - pair.cities.log_people[mine])
    times = round(float(np.exp(abs(gap))), 1)
    if times < 1.5:
        words = N_("They are of similar size.")
    else:
        words = N_("It is {times} times as large.") if gap > 0 else N_("You are {times} times as large.")
    return Said(round(float(np.exp(gap)), 3), words, {"times": times})


FEATURES.add("size")(
    Feature(
        title=N_("Size"),
        formula="|d|, d^2, d with d = log P - log P'; log P'; (log P - 10)(log P' - 10)",
        source="Tinbergen 1962, Shaping the World Economy (gravity); McPherson et al. 2001 (homophily)",
        columns=("size_gap", "size_gap_squared", "size_gap_signed", "size_unknown", "size", "sizes", "sizes_unknown"),
        compute=compute,
        say=say,
        turns=None,
    )
)
