"""Nearness to the shore, the river or the road that gives the area its name."""

import numpy as np

from proxeny.advise.unions.parts import PARTS, Part
from proxeny.advise.unions.problem import Floats
from proxeny.advise.unions.scene import Scene

HALF_KM = 15.0


def _near(scene: Scene) -> Floats:
    return np.where(np.isfinite(scene.shore_km), 0.5 ** (scene.shore_km / HALF_KM), 0.0)


PARTS.add("shore")(
    Part(
        of="city",
        weight=0.5,
        formula="2^-(km / 15), km to the nearest point of the shore or line; 0 where the area has none",
        source="Distance decay; shores of Natural Earth 1:10m.",
        not_when="The union is of a basin or a hinterland rather than of a shore.",
        compute=_near,
        count=lambda scene: np.nan_to_num(scene.shore_km, nan=0.0).round(),
    )
)
