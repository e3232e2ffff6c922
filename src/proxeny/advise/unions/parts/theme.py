"""The theme asked for: records of the city in that dimension."""

import numpy as np

from proxeny.advise.unions.parts import PARTS, Part, upto
from proxeny.advise.unions.scene import Scene


def _records(scene: Scene) -> np.ndarray:
    if scene.theme not in scene.world.dimensions:
        return np.zeros(scene.size)
    return np.asarray(scene.strength[:, scene.world.dimensions.index(scene.theme)])


PARTS.add("theme")(
    Part(
        of="city",
        weight=2.0,
        formula="log(1 + records in the dimension) / log(1 + 10), at most 1; 0 where no theme is asked for",
        source="Dimensions of the scheme; topics and networks are sorted into them by its measure rules.",
        not_when="Few networks and activities of the register have a dimension or a topic.",
        compute=lambda scene: upto(_records(scene), 10),
        count=_records,
    )
)
