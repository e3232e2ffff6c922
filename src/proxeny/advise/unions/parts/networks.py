"""Memberships in networks: a city that knows how to be a member."""

from proxeny.advise.unions.parts import PARTS, Part, upto

PARTS.add("networks")(
    Part(
        of="city",
        weight=0.5,
        formula="log(1 + memberships) / log(1 + 20), at most 1",
        source="The model's level 1 (multilateral): memberships in organisations.",
        not_when="Memberships of the country are not in the register.",
        compute=lambda scene: upto(scene.networks_of, 20),
        count=lambda scene: scene.networks_of,
    )
)
