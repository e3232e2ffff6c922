"""First cities: where the city stands by inhabitants among its country's in the area."""

import numpy as np

from proxeny.advise.unions.parts import PARTS, Part

PARTS.add("first")(
    Part(
        of="city",
        weight=1.0,
        formula="1 / sqrt(r), r the city's rank by inhabitants in its country's part of the area; 0 where not known",
        source="Primate cities and ranks by size: M. Jefferson, Geographical Review 29 (1939) 226-232.",
        not_when="A country's first city on this shore is not the one that speaks for it there.",
        compute=lambda scene: np.where(scene.rank > 0, 1 / np.sqrt(np.maximum(scene.rank, 1)), 0.0),
        count=lambda scene: scene.rank,
    )
)
