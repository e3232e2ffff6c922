"""Compile a function once and keep it on disk; where nothing can be kept, compile it each time."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar, cast

import numba

F = TypeVar("F", bound=Callable[..., Any])


def compiled(function: F) -> F:
    """Decorator: machine code by numba, kept beside the module or in the user's cache, whichever can be written."""
    try:
        return cast(F, numba.njit(cache=True, nogil=True, error_model="numpy")(function))
    except RuntimeError:  # no folder in which to keep it
        return cast(F, numba.njit(nogil=True, error_model="numpy")(function))
