"""Load the scheme that is shipped, or one of your own."""

from __future__ import annotations

from functools import cache
from importlib.resources import as_file, files
from pathlib import Path

from proxeny.errors import NotFound, Where, raise_if_any
from proxeny.scheme.folder import read_folder
from proxeny.scheme.model import Scheme


def load_scheme(folder: Path | None = None) -> Scheme:
    """The scheme in ``folder``, or the five-level model of city diplomacy that is shipped (read once).

    Raises `FaultyInput` with all faults of all files, each with file and line.
    """
    return _builtin() if folder is None else _load(folder)


@cache
def _builtin() -> Scheme:
    with as_file(files("proxeny.scheme").joinpath("data")) as folder:
        return _load(folder)


def _load(folder: Path) -> Scheme:
    scheme, faults = read_folder(folder)
    raise_if_any(faults)
    if scheme is None:
        raise NotFound.of("scheme-folder-missing", Where(str(folder)))
    return scheme
