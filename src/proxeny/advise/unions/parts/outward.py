"""Outward activity: ties with cities of other countries."""

from proxeny.advise.unions.parts import PARTS, Part, upto

PARTS.add("outward")(
    Part(
        of="city",
        weight=0.5,
        formula="log(1 + ties abroad) / log(1 + 50), at most 1",
        source="The model's level 1 (bilateral); logarithm, since counts are skewed.",
        not_when="Ties of the country are not in the register: then a quiet city may be an unrecorded one.",
        compute=lambda scene: upto(scene.ties_abroad, 50),
        count=lambda scene: scene.ties_abroad,
    )
)
