"""Random numbers inside kernels: xorshift64* on a state that the caller owns, so that a seed gives the same graph."""

from __future__ import annotations

import numpy as np

from proxeny.graph.kernels import Words, kernel

_TWELVE, _TWENTY_FIVE, _TWENTY_SEVEN = np.uint64(12), np.uint64(25), np.uint64(27)
_FACTOR = np.uint64(2685821657736338717)
_HIGH = np.uint64(33)
_MANTISSA = np.uint64(11)
_SCALE = 1.0 / 9007199254740992.0  # 2**-53


def seed_state(seed: int, stream: int = 0) -> Words:
    """The state of an independent stream of random numbers of ``seed``."""
    return np.random.SeedSequence([seed, stream]).generate_state(1, np.uint64) | np.uint64(1)


@kernel
def draw_word(state: Words) -> np.uint64:
    """The next 64 random bits (Vigna 2016)."""
    word = state[0]
    word ^= word >> _TWELVE
    word ^= word << _TWENTY_FIVE
    word ^= word >> _TWENTY_SEVEN
    state[0] = word
    return word * _FACTOR  # type: ignore[no-any-return]


@kernel
def draw_below(state: Words, limit: int) -> int:
    """A whole number from 0 to ``limit`` - 1; the bias is below limit / 2**31."""
    return np.int64(((draw_word(state) >> _HIGH) * np.uint64(limit)) >> np.uint64(31))  # type: ignore[return-value]


@kernel
def draw_unit(state: Words) -> float:
    """A number from 0 up to 1."""
    return np.float64(draw_word(state) >> _MANTISSA) * _SCALE
