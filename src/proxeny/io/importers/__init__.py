"""Readers of tabular files, one file per format: drop one in and it is there."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from proxeny.errors import Fault, FaultyInput, NotFound, Unavailable, UnknownName, Where
from proxeny.io.reading_table import Limits, Table
from proxeny.registry import Registry

Reader = Callable[[Path, Limits], Table]

IMPORTERS: Registry[Reader] = Registry("importer", "proxeny.io.importers")
"""Reader by the file's suffix without the dot; outside packages add theirs by the entry point ``proxeny.importer``."""

_LIMITS = Limits()


def too_large(path: Path, size: int, limit: int) -> Fault:
    """The fault of a file with more bytes than are read."""
    params = {"size": f"{size / 2**20:.1f}", "limit": f"{limit / 2**20:.0f}"}
    return Fault("file-too-large", Where(file=path.name), params)


def read_table(path: Path | str, limits: Limits = _LIMITS) -> Table:
    """Read a file of any known format as a table of text.

    Columns: Int64 ``row`` (the row a person sees in the file), then the file's own, String, empty cells null.
    What is wrong inside the file is in ``Table.faults``. Raises `NotFound` when there is no such file, `UnknownName`
    for a format nobody reads, `FaultyInput` for a file that is too large.
    """
    path = Path(path)
    where = Where(file=path.name)
    if path.is_dir():
        raise FaultyInput.of("file-folder", where, path=str(path))
    if not path.is_file():
        raise NotFound.of("file-missing", where, path=str(path))
    suffix = path.suffix.lower().lstrip(".")
    if suffix not in IMPORTERS:
        params = {"suffix": suffix or path.name, "known": ", ".join(IMPORTERS)}
        raise UnknownName(Fault("format-unknown", where, params))
    size = path.stat().st_size
    if size > limits.max_bytes:
        raise FaultyInput(too_large(path, size, limits.max_bytes))
    try:
        return IMPORTERS[suffix](path, limits)
    except OSError as problem:
        raise Unavailable(Fault("file-unreadable", where, {"reason": problem.strerror or str(problem)})) from problem
