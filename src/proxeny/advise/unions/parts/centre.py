"""Centre: a city of its own rather than a suburb of a larger one."""

import numpy as np

from proxeny.advise.unions.parts import PARTS, Part

PARTS.add("centre")(
    Part(
        of="city",
        weight=0.5,
        formula="P / max of P' exp(-(km / 20)^2 / 2) over the places of its country within 60 km; 0 where not known",
        source="Central places: W. Christaller, Die zentralen Orte in Süddeutschland (1933).",
        not_when="Districts or suburbs of a metropolis are meant to be members in their own name.",
        compute=lambda scene: scene.centrality,
        count=lambda scene: np.round(100 * scene.centrality).astype(np.int64),
    )
)
