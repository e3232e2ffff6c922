"""A tie that exists."""

import numpy as np

from proxeny.advise.unions.parts import PARTS, Part

PARTS.add("tie")(
    Part(
        of="pair",
        weight=1.0,
        formula="1 where an agreement joins the two, else 0",
        source="Register.",
        not_when="Agreements of one of the countries are not in the register.",
        compute=lambda scene: scene.tied.astype(np.float64),
        count=lambda scene: scene.tied,
    )
)
