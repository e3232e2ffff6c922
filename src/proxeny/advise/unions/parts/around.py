"""Ties around: how plausible a tie is, by the ties between the surroundings of the two."""

from proxeny.advise.unions.parts import PARTS, Part

HALF = 3.0  # as many ties around as make a tie half plausible

PARTS.add("around")(
    Part(
        of="pair",
        weight=0.5,
        formula="L / (L + 3), L = sum over ties (a, b) of K(i, a) K(j, b), K = exp(-(km / 75)^2 / 2)",
        source="Spatial lag of flows: J. P. LeSage, R. K. Pace, Journal of Regional Science 48 (2008) 941-967.",
        not_when="As a forecast. Neighbours' ties make a tie plausible, not probable.",
        compute=lambda scene: scene.ties_around / (scene.ties_around + HALF),
        count=lambda scene: scene.ties_around >= HALF,
    )
)
