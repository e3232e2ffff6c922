"""What was computed of a graph, kept in the register's home between two starts of the server.

A folder a graph, by its digest and by what computed it; the newest few stay. What cannot be read is computed again.
"""

from __future__ import annotations

import shutil
from collections.abc import Callable
from contextlib import suppress
from importlib.metadata import version
from pathlib import Path

import numpy as np

from proxeny import home
from proxeny.errors import Unavailable
from proxeny.io.claims import digest
from proxeny.io.writing import replacing

_NEWEST = 4
Arrays = dict[str, np.ndarray]


def keep(of: str, name: str, compute: Callable[[], Arrays]) -> Arrays:
    """The arrays kept under ``name`` for the graph ``of``; computed, and kept where the folder can be written."""
    by = digest(home.product_version(), version("numba"), version("numpy"), size=4)
    folder = home.home() / "kept" / f"graph-{of}-{by}"
    path = folder / f"{name}.npz"
    if path.is_file():
        with suppress(OSError, ValueError, KeyError), np.load(path, allow_pickle=False) as found:
            return {key: found[key] for key in found.files}
    made = compute()
    with suppress(OSError, Unavailable):
        folder.mkdir(parents=True, exist_ok=True)
        with replacing(path) as file, file.open("wb") as stream:
            np.savez(stream, allow_pickle=False, **made)
        _drop_old(folder.parent)
    return made


def _drop_old(parent: Path) -> None:
    """Only the newest graphs stay."""
    folders = sorted(parent.glob("graph-*"), key=lambda one: one.stat().st_mtime, reverse=True)
    for folder in folders[_NEWEST:]:
        shutil.rmtree(folder, ignore_errors=True)
