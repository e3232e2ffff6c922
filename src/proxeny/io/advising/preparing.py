"""Keep beside a model what takes long to prepare of cities and ties, so that the next answer need not wait for it.

What is kept are the values of cached properties of `Ground`, `Relations` and `Cities`; they are laid in where the
cities are the same, row by row.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any
from zipfile import BadZipFile

import numpy as np
from scipy import sparse

from proxeny.advise.ground import FAR, NEAR, Grid
from proxeny.advise.latent import Latent
from proxeny.advise.names import Words
from proxeny.advise.relations import Relations
from proxeny.errors import Unavailable
from proxeny.io.claims import digest
from proxeny.io.writing import replacing

PREPARED = ".prepared-1"  # the ending of its files, by version
_KEPT = 2  # states of the data; the one not used for longest goes
_LINES = tuple(Latent.__dataclass_fields__)
_MATRICES = (*(f"near_{width}" for width in NEAR), *(f"far_{width}" for width in FAR), "nearest", "words", "pieces")


def write_prepared(relations: Relations, path: Path) -> None:
    """Prepare everything and write it as one file; a home that cannot be written keeps nothing."""
    ground, words = relations.ground, relations.cities.words
    nearest, total = ground.nearest
    kernels = [*(ground.near[width] for width in NEAR), *(ground.far[width].kernel for width in FAR)]
    matrices = [*kernels, nearest, words.words, words.pieces]
    arrays: dict[str, Any] = {"total": total, "size_lift": relations.size_lift}
    arrays |= {f"cell_{width}": ground.far[width].cell for width in FAR}
    arrays |= {f"latent.{name}": getattr(relations.latent, name) for name in _LINES}
    for name, matrix in zip(_MATRICES, matrices, strict=True):
        arrays |= {f"{name}.{part}": getattr(matrix, part) for part in ("data", "indices", "indptr")}
        arrays[f"{name}.shape"] = np.array(matrix.shape)
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with replacing(path) as made, made.open("wb") as file:
            np.savez(file, about=np.array(_about(relations)), **arrays)
        _forget_old(path.parent)
    except (OSError, Unavailable):
        return


def lay_prepared(relations: Relations, path: Path) -> bool:
    """Lay in what was kept; False where there is nothing, or it is of other cities."""
    try:
        with np.load(path, allow_pickle=False) as held:
            if str(held["about"]) != _about(relations):
                return False
            arrays = {name: held[name] for name in held.files}
        matrix = {name: _matrix(arrays, name) for name in _MATRICES}
        lines = Latent(*(arrays[f"latent.{name}"] for name in _LINES))
        far = {width: Grid(arrays[f"cell_{width}"], matrix[f"far_{width}"]) for width in FAR}
        total, size_lift = arrays["total"], arrays["size_lift"]
    except (OSError, EOFError, ValueError, KeyError, BadZipFile):
        return False
    near = {width: matrix[f"near_{width}"] for width in NEAR}
    relations.ground.__dict__.update(near=near, far=far, nearest=(matrix["nearest"], total))
    relations.cities.__dict__.update(words=Words(matrix["words"], matrix["pieces"]))
    relations.__dict__.update(latent=lines, size_lift=size_lift)
    return True


def _about(relations: Relations) -> str:
    """What the file is of: the rows of cities."""
    return digest(*relations.cities.table["id"], size=12)


def _matrix(arrays: dict[str, Any], name: str) -> sparse.csr_matrix:
    data, indices, indptr, shape = (arrays[f"{name}.{part}"] for part in ("data", "indices", "indptr", "shape"))
    return sparse.csr_matrix((data, indices, indptr), shape=(int(shape[0]), int(shape[1])))


def _forget_old(folder: Path) -> None:
    held = sorted(folder.glob("*.prepared-*"), key=lambda path: path.stat().st_mtime, reverse=True)
    for path in held[_KEPT:]:
        path.unlink(missing_ok=True)
