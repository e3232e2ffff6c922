"""Complementary dimensions: one is at work where the other is not."""

import numpy as np

from proxeny.advise.unions.parts import PARTS, Part
from proxeny.advise.unions.problem import Floats
from proxeny.advise.unions.scene import Scene


def _apart(scene: Scene) -> Floats:
    works = (scene.strength > 0).astype(np.float64)
    both = works @ works.T
    either = works.sum(axis=1)[:, None] + works.sum(axis=1)[None, :] - both
    known = (works.sum(axis=1) > 0)[:, None] & (works.sum(axis=1) > 0)[None, :]
    return np.where(known, 1 - both / np.maximum(either, 1), 0.0)


PARTS.add("complement")(
    Part(
        of="pair",
        weight=0.5,
        formula="1 - |A and B| / |A or B|, A and B the dimensions in which each has records; 0 where one has none",
        source="Jaccard distance (P. Jaccard 1912) between the dimensions of the scheme.",
        not_when="The dimensions of most networks and activities are not known.",
        compute=_apart,
        count=lambda scene: _apart(scene) > 0,
    )
)
