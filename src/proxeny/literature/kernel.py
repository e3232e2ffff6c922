"""Compiling the inner loops: one decorator that keeps the machine code on disk where the disk allows."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar, cast

import numba

F = TypeVar("F", bound=Callable[..., object])


def kernel(function: F) -> F:
    """Compile a numeric loop with numba, cached for the next process; fast-math, so sums may be reordered.

    Where neither the package's folder nor the user's cache can be written, it is compiled anew in each process.
    """
    return _compile(function, fast=True)


def exact_kernel(function: F) -> F:
    """As `kernel`, with sums in the order that is written."""
    return _compile(function, fast=False)


def _compile(function: F, *, fast: bool) -> F:
    try:
        return cast(F, numba.njit(cache=True, fastmath=fast, nogil=True)(function))
    except RuntimeError:  # numba found no folder that it may write to
        return cast(F, numba.njit(fastmath=fast, nogil=True)(function))
