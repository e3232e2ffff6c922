"""Standing at home: how active abroad the city is beside the most active of its country in the area."""

import numpy as np

from proxeny.advise.unions.parts import PARTS, Part
from proxeny.advise.unions.problem import Floats
from proxeny.advise.unions.scene import Scene

LEAST = 5.0  # ties that the most active city of a country is taken to have at least


def _standing(scene: Scene) -> Floats:
    most = np.array([scene.most_abroad[code] for code in scene.country.tolist()])
    return np.asarray(np.log1p(scene.ties_abroad) / np.log1p(np.maximum(most, LEAST)))


PARTS.add("standing")(
    Part(
        of="city",
        weight=0.5,
        formula="log(1 + ties abroad) / log(1 + most ties abroad of a place of its country in the area, at least 5)",
        source="Location quotient in spirit: countries are recorded unequally, so a city is also held against its own.",
        not_when="One city of the country is recorded well and the others are not.",
        compute=lambda scene: np.minimum(_standing(scene), 1.0),
        count=lambda scene: (100 * np.minimum(_standing(scene), 1.0)).round(),
    )
)
