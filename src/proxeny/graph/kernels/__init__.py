"""Compiled loops over adjacency arrays: `kernel` marks them; nothing here knows tables or names."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar, cast

import numba
import numpy as np
import numpy.typing as npt

F = TypeVar("F", bound=Callable[..., Any])
Ints = npt.NDArray[np.int32]
Longs = npt.NDArray[np.int64]
Floats = npt.NDArray[np.float64]
Words = npt.NDArray[np.uint64]
Flags = npt.NDArray[np.bool_]


def kernel(function: F) -> F:
    """Compile ``function`` on first call, without the interpreter's lock; kept on disk where a folder can be written.

    numba puts what it compiled beside the source, or in the user's cache folder where that is read-only, or nowhere.
    """
    try:
        return cast(F, numba.njit(cache=True, nogil=True)(function))
    except RuntimeError:  # no folder at all can be written: compile anew in every process
        return cast(F, numba.njit(nogil=True)(function))
