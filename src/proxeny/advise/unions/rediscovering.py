"""Would the method have come near a union that exists? Its members looked for from ties and geography alone.

All memberships are forgotten, the area and the number of cities are given, and the share of the chosen that truly are
members (precision at k) stands beside what plain orders of the same cities reach: by ties, and by population. A union
found this way is *plausible*; nothing here says that it will come to be.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import polars as pl

from proxeny.advise.unions.areas import Area
from proxeny.advise.unions.asking import Asked, build_choice
from proxeny.advise.unions.problem import Longs
from proxeny.advise.unions.solving import USUAL, Limits, solve
from proxeny.advise.unions.world import World
from proxeny.errors import NotFound

PARTS_ALLOWED = ("outward", "standing", "within", "breadth", "shore", "tie", "around")  # ties and geography
KNOWN = (("nw:UBC", "baltic_sea", 40), ("nw:MEDCITIES", "mediterranean", 25))


@dataclass(frozen=True, slots=True)
class Rediscovery:
    """cities: in the area. members: of the union there. precision: share of the k chosen that are members, by method.

    chance: what a random choice of k cities of the area would have on average. hits: ids of members that were chosen.
    """

    network: str
    name: str
    area: str
    size: int
    cities: int
    members: int
    members_everywhere: int
    precision: dict[str, float]
    chance: float
    hits: tuple[str, ...]
    status: str
    gap: float


def rediscover(world: World, network: str, area: Area, size: int, limits: Limits = USUAL) -> Rediscovery:
    """Look for a union's members without its memberships. Raises `NotFound` where the data does not hold the union."""
    numbers = world.networks.with_row_index("at").filter(pl.col("id") == network)
    if not numbers.height:
        raise NotFound.of("union-network-absent", network=network)
    everyone = world.held.filter(pl.col("network") == int(numbers["at"][0]))["at"].to_numpy()
    less = world.without_networks()
    asked = Asked(area, size, limits=limits, parts=PARTS_ALLOWED)
    choice = build_choice(less, asked)
    solved = solve(choice.problem, limits)
    cities = np.flatnonzero(area.covers(world.lon, world.lat, world.country) & world.cities())
    true = set(everyone.tolist()) & set(cities.tolist())
    if not true or solved is None:
        raise NotFound.of("union-network-absent", network=network)
    degree = np.asarray(less.tied.sum(axis=1)).ravel()[cities]
    people = world.places["population"].fill_null(0).to_numpy()[cities].astype(np.float64)
    chosen = choice.scene.here[solved.chosen]
    methods = {"union": chosen, "degree": _first(cities, degree, size), "population": _first(cities, people, size)}
    precision = {name: len(true & set(rows.tolist())) / size for name, rows in methods.items()}
    ids = world.places["id"]
    return Rediscovery(
        network, str(numbers["name"][0]), area.id, size, len(cities), len(true), len(set(everyone.tolist())), precision,
        len(true) / len(cities), tuple(sorted(ids[at] for at in chosen.tolist() if at in true)),
        solved.status, solved.gap,
    )  # fmt: skip


def _first(cities: Longs, worth: np.ndarray, many: int) -> Longs:
    return cities[np.argsort(-worth, kind="stable")[:many]]
