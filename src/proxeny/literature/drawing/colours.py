"""Colours: of clusters, and of the scale from old (blue) over green to new (yellow)."""

from __future__ import annotations

CLUSTERS = (
    "#b8443c", "#3d7a4c", "#3565a8", "#a8861c", "#7b529b", "#2f8f94", "#c56a1e", "#8a5a44", "#b0568f", "#5f7d24",
    "#51709c", "#9b4f5e", "#3f8a6d", "#8c7438", "#6a62b5", "#c0703f", "#4c8199", "#84648a",
)  # fmt: skip
REST = "#8a8f98"
SCALE = ("#40348c", "#2f6f9f", "#2a9d8f", "#7dbb4a", "#f2d541")


def of_cluster(number: int) -> str:
    """The colour of a cluster (from 1); beyond the palette all are grey."""
    return CLUSTERS[number - 1] if 1 <= number <= len(CLUSTERS) else REST


def of_share(share: float | None) -> str:
    """The colour of a place on the scale, 0 old to 1 new; grey where there is none.

    >>> of_share(0.0), of_share(1.0), of_share(None)
    ('#40348c', '#f2d541', '#8a8f98')
    """
    if share is None:
        return REST
    position = min(max(share, 0.0), 1.0) * (len(SCALE) - 1)
    at = min(int(position), len(SCALE) - 2)
    low, high = (_parts(SCALE[at]), _parts(SCALE[at + 1]))
    mixed = [round(a + (b - a) * (position - at)) for a, b in zip(low, high, strict=True)]
    return "#" + "".join(f"{part:02x}" for part in mixed)


def _parts(colour: str) -> list[int]:
    return [int(colour[at : at + 2], 16) for at in (1, 3, 5)]
