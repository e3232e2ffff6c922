"""Keep beside the weights what takes long to prepare of members: the regression of networks on each other."""

from __future__ import annotations

from pathlib import Path

import numpy as np

from proxeny.advise.networks.companions import learn_companions
from proxeny.advise.networks.world import World
from proxeny.errors import Unavailable
from proxeny.io.writing import replacing

_KEPT = 2  # states of the data; the one not used for longest goes
_PARTS = ("inverse", "narrow")


def lay_companions(world: World, folder: Path) -> bool:
    """Lay in the regression of a world that was kept; False where there is none. It is read as far as it is needed."""
    try:
        kept = [np.load(_place(world, folder, part), mmap_mode="r", allow_pickle=False) for part in _PARTS]
    except (OSError, EOFError, ValueError):
        return False
    return learn_companions(world).lay(kept[0], kept[1])


def keep_companions(world: World, folder: Path) -> None:
    """Keep the regression of a world; a home that cannot be written keeps nothing."""
    made = learn_companions(world)
    try:
        folder.mkdir(parents=True, exist_ok=True)
        for part, array in zip(_PARTS, (made.inverse, made.narrow), strict=True):
            path = _place(world, folder, part)
            with replacing(path) as draft, draft.open("wb") as file:
                np.save(file, np.asarray(array), allow_pickle=False)
        for part in _PARTS:
            held = sorted(folder.glob(f"companions-*.{part}.npy"), key=lambda one: one.stat().st_mtime, reverse=True)
            for old in held[_KEPT:]:
                old.unlink(missing_ok=True)
    except (OSError, Unavailable):
        return


def _place(world: World, folder: Path, part: str) -> Path:
    return folder / f"companions-1-{world.hash}.{part}.npy"
