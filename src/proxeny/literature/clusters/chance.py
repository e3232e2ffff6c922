"""A small random generator that compiled loops carry with them, so that a seed gives the same on every machine."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from proxeny.literature.graph import Ints
from proxeny.literature.kernel import exact_kernel

State = NDArray[np.uint64]


def new_state(*seeds: int) -> State:
    """The state of a generator of this seed."""
    return np.random.SeedSequence(seeds).generate_state(1, dtype=np.uint64).astype(np.uint64)


@exact_kernel
def draw(state: State) -> float:
    """A number in [0, 1): SplitMix64 (Steele, Lea & Flood 2014)."""
    state[0] += np.uint64(0x9E3779B97F4A7C15)
    mixed = state[0]
    mixed = (mixed ^ (mixed >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
    mixed = (mixed ^ (mixed >> np.uint64(27))) * np.uint64(0x94D049BB133111EB)
    mixed = mixed ^ (mixed >> np.uint64(31))
    return float(mixed >> np.uint64(11)) / 9007199254740992.0


@exact_kernel
def shuffle(items: Ints, state: State) -> None:
    """Bring ``items`` into random order (Fisher & Yates)."""
    for last in range(items.size - 1, 0, -1):
        other = int(draw(state) * (last + 1))
        items[last], items[other] = items[other], items[last]
