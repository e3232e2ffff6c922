"""Would the method have come near a union that exists? Its members looked for from ties and geography alone.

All memberships are forgotten, the area and the number of cities are given, and the share of the chosen that truly are
members (precision at k) stands beside what plain orders of the same cities reach: by ties, and by population. A union
found this way is *plausible*; nothing here says that it will come to be.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

import numpy as np
import polars as pl

from proxeny.advise.unions.areas import Area, find_area
from proxeny.advise.unions.asking import Asked, build_choice
from proxeny.advise.unions.feasible import loosen
from proxeny.advise.unions.problem import Longs
from proxeny.advise.unions.solving import USUAL, Limits, solve
from proxeny.advise.unions.world import World
from proxeny.errors import NotFound

PARTS_ALLOWED = (  # ties and geography
    "people", "first", "centre", "outward", "standing", "within", "breadth", "shore", "tie", "around",
)  # fmt: skip
Role = Literal["aside", "used"]


@dataclass(frozen=True, slots=True)
class Real:
    """A network of an area, by its id; the area as somebody asks for it; how many cities to look for.

    role: ``used`` where it was looked at when the weights of size, rank and centre were chosen, ``aside`` where not.
    """

    network: str
    area: str
    size: int
    role: Role = "aside"


KNOWN = (Real("nw:UBC", "Baltic Sea", 40), Real("nw:MEDCITIES", "Mediterranean", 25))
FAMILY = (
    Real("nw:FAIC", "Adriatic and Ionian Seas", 25, "used"), Real("nw:KIMO", "North Sea", 30, "used"),
    Real("nw:COPPEM", "Mediterranean", 25, "used"), Real("nw:BALTMET", "Baltic Sea", 10, "used"),
    Real("nw:NCN", "Nordic countries", 15, "used"), Real("nw:UCUE", "European Union", 27, "used"),
    Real("nw:UCSEEC", "Balkans", 12, "used"), Real("nw:CIDEU", "Latin America", 40, "used"),
    Real("nw:EIXO-ATLANTICO", "-9.5,40.4,-6.2,43.9", 20, "used"), Real("nw:EUROCITIES", "Europe", 60, "used"),
    Real("nw:AMPHICTYONY", "Mediterranean", 25), Real("nw:ECM", "Europe", 60), Real("nw:CIVITAS", "Europe", 60),
    Real("nw:WHO-EHCN", "Europe", 60),
)  # fmt: skip
"""Further networks with an area of their own; the last four and those of KNOWN had no part in choosing weights."""


@dataclass(frozen=True, slots=True)
class Rediscovery:
    """cities: in the area. members: of the union there. precision: share of the k chosen that are members, by method.

    chance: what a random choice of k cities of the area would have on average. hits: ids of members that were chosen.
    """

    network: str
    name: str
    area: str
    role: Role
    size: int
    cities: int
    members: int
    members_everywhere: int
    precision: dict[str, float]
    chance: float
    hits: tuple[str, ...]
    status: str
    gap: float

    @property
    def better(self) -> bool:
        """Whether more of the chosen are members than by either plain order."""
        return self.precision["union"] > max(self.precision["degree"], self.precision["population"])


def rediscover(world: World, real: Real, limits: Limits = USUAL, area: Area | None = None) -> Rediscovery:
    """Look for a union's members without its memberships. Raises `NotFound` where the data does not hold the union.

    area: where it is looked for, if not by the name of its area.
    """
    network, size = real.network, real.size
    area = area or find_area(real.area, lambda _: "")
    numbers = world.networks.with_row_index("at").filter(pl.col("id") == network)
    if not numbers.height:
        raise NotFound.of("union-network-absent", network=network)
    everyone = world.held.filter(pl.col("network") == int(numbers["at"][0]))["at"].to_numpy()
    less = world.without_networks()
    asked = Asked(area, size, limits=limits, parts=PARTS_ALLOWED)
    choice = build_choice(less, asked)
    solved = solve(choice.problem, limits)
    if solved is None and (looser := loosen(choice.problem, cap=True, groups=True)) is not None:
        solved = solve(looser, limits)
    cities = np.flatnonzero(area.covers(world.lon, world.lat, world.country) & world.cities())
    true = set(everyone.tolist()) & set(cities.tolist())
    if not true or solved is None:
        raise NotFound.of("union-network-absent", network=network)
    degree = np.asarray(less.tied.sum(axis=1)).ravel()[cities]
    people = world.people[cities]
    chosen = choice.scene.here[solved.chosen]
    methods = {"union": chosen, "degree": _first(cities, degree, size), "population": _first(cities, people, size)}
    precision = {name: len(true & set(rows.tolist())) / size for name, rows in methods.items()}
    ids = world.places["id"]
    return Rediscovery(
        network, str(numbers["name"][0]), real.area, real.role, size, len(cities), len(true),
        len(set(everyone.tolist())), precision, len(true) / len(cities),
        tuple(sorted(ids[at] for at in chosen.tolist() if at in true)),
        solved.status, solved.gap,
    )  # fmt: skip


def _first(cities: Longs, worth: np.ndarray, many: int) -> Longs:
    return cities[np.argsort(-worth, kind="stable")[:many]]


@dataclass(frozen=True, slots=True)
class Record:
    """Over several unions: how often more, as many and fewer members than the better plain order were found.

    gain: the mean difference as a share of what can be found of a union; low, high: the middle 95 of 100 of means over
    unions drawn anew.
    """

    better: int
    equal: int
    worse: int
    gain: float
    low: float
    high: float


def sum_up_record(found: Sequence[Rediscovery], seed: int = 1, draws: int = 4000) -> Record:
    """The track record over unions, with a percentile bootstrap of the mean (B. Efron, 1979)."""
    rivals = [max(one.precision["degree"], one.precision["population"]) for one in found]
    raw = np.array([one.precision["union"] - rival for one, rival in zip(found, rivals, strict=True)])
    gain = raw / np.array([min(one.members, one.size) / one.size for one in found])
    drawn = np.random.default_rng(seed).integers(0, len(gain), (draws, len(gain)))
    low, high = np.quantile(gain[drawn].mean(axis=1), [0.025, 0.975])
    signs = np.sign(np.round(raw, 9)).astype(int).tolist()
    return Record(signs.count(1), signs.count(0), signs.count(-1), float(gain.mean()), float(low), float(high))
