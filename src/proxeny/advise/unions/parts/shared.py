"""Shared networks, small ones counting more."""

import numpy as np

from proxeny.advise.unions.parts import PARTS, Part
from proxeny.advise.unions.scene import Scene


def _shared(scene: Scene) -> np.ndarray:
    sizes = np.asarray(scene.world.belongs.sum(axis=0)).ravel()
    weighted = scene.member_of.multiply((1.0 / np.log2(2.0 + sizes))[None, :]).tocsr()
    return np.asarray((weighted @ scene.member_of.T).toarray())


PARTS.add("shared")(
    Part(
        of="pair",
        weight=1.0,
        formula="1 - exp(-sum over shared networks of 1 / log2(2 + members))",
        source="L. A. Adamic, E. Adar, Social Networks 25 (2003) 211-230, on two modes.",
        not_when="A network's members are only partly recorded.",
        compute=lambda scene: 1 - np.exp(-_shared(scene)),
        count=lambda scene: (scene.member_of @ scene.member_of.T).toarray(),
    )
)
