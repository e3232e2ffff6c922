"""Evidence: how many independent sources speak of the city's relations."""

import numpy as np

from proxeny.advise.unions.parts import PARTS, Part

PARTS.add("evidence")(
    Part(
        of="city",
        weight=0.5,
        formula="1 - 2^-s with s sources of its ties and memberships",
        source="Agreement of independent sources; halving of doubt with each.",
        not_when="The sources copy from each other.",
        compute=lambda scene: 1 - 0.5 ** np.minimum(scene.world.voices[scene.here], 30),
        count=lambda scene: scene.world.voices[scene.here],
    )
)
