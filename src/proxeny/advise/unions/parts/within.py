"""Ties with cities of the area's other countries: activity that already points to the union."""

from proxeny.advise.unions.parts import PARTS, Part, upto

PARTS.add("within")(
    Part(
        of="city",
        weight=1.0,
        formula="log(1 + ties with the area's other countries) / log(1 + 20), at most 1",
        source="Transactions within a region as a sign of its integration (K. W. Deutsch, 1957).",
        not_when="The area lies in one country.",
        compute=lambda scene: upto(scene.ties_within, 20),
        count=lambda scene: scene.ties_within,
    )
)
