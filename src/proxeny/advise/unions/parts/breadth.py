"""Breadth: in how many of the area's other countries the city has ties already."""

from proxeny.advise.unions.parts import PARTS, Part, upto

PARTS.add("breadth")(
    Part(
        of="city",
        weight=1.0,
        formula="log(1 + countries of the area with which it is tied) / log(1 + 10), at most 1",
        source="Reach as the number of partner countries, as in the first paper's bilateral level.",
        not_when="The area has two countries: then it says the same as ties within.",
        compute=lambda scene: upto(scene.countries_within, 10),
        count=lambda scene: scene.countries_within,
    )
)
