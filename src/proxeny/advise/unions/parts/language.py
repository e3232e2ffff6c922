"""An official language in common."""

import numpy as np

from proxeny.advise.unions.parts import PARTS, Part

PARTS.add("language")(
    Part(
        of="pair",
        weight=0.25,
        formula="1 where the two countries have an official language in common, else 0",
        source="Official languages of Unicode CLDR.",
        not_when="The working language of the cities is another.",
        compute=lambda scene: scene.speaks.astype(np.float64),
        count=lambda scene: scene.speaks,
    )
)
