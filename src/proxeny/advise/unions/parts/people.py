"""Size: a city with more inhabitants has more of an administration to be a member with."""

import numpy as np

from proxeny.advise.unions.parts import PARTS, Part

LEAST, MOST = 5_000.0, 1_000_000.0  # inhabitants

PARTS.add("people")(
    Part(
        of="city",
        weight=1.5,
        formula="log(P / 5,000) / log 200 with P inhabitants, at least 0, at most 1; 0 where P is not known",
        source="J. Tinbergen, Shaping the World Economy (1962): ties grow with size; log, for sizes are skewed.",
        not_when="The union is one of small towns, as many of those by theme are.",
        compute=lambda scene: np.clip(np.log(np.maximum(scene.people, 1.0) / LEAST) / np.log(MOST / LEAST), 0.0, 1.0),
        count=lambda scene: scene.people,
    )
)
