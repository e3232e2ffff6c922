"""The question of a union: which area, how many cities, which rules; and the candidates that follow from it."""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np

from proxeny.advise.unions.apart import find_apart
from proxeny.advise.unions.areas import Area
from proxeny.advise.unions.parts import PARTS, Part
from proxeny.advise.unions.problem import Floats, Longs, Problem, Rules
from proxeny.advise.unions.scene import Scene
from proxeny.advise.unions.solving import USUAL, Limits
from proxeny.advise.unions.world import World
from proxeny.errors import Fault, FaultyInput, NotFound, UnknownName

CANDIDATES = 250
COUNTRIES = 6  # asked for where nothing is said, if the area has as many
SPAN = 0.75  # of the area's countries
SHARE = 5  # and of one country no more than a fifth of the cities
MOST_SIZE = 100


@dataclass(frozen=True, eq=False)
class Asked:
    """What is asked. min_countries, max_per_country: None lets the area decide. include, exclude: ids of places.

    parts: names of the parts that count; empty: all.
    """

    area: Area
    size: int = 20
    min_countries: int | None = None
    max_per_country: int | None = None
    include: tuple[str, ...] = ()
    exclude: tuple[str, ...] = ()
    theme: str = ""
    candidates: int = CANDIDATES
    limits: Limits = USUAL
    parts: tuple[str, ...] = ()


@dataclass(frozen=True, eq=False)
class Choice:
    """The problem with what its numbers are made of. countries: code of each group of the problem.

    cities: places of the area that could be members. open: of those, with wishes from outside, how many were neither
    excluded nor left out. left_out: places whose country contradicts their neighbours'.
    loosened: rules that were not asked for could not be kept, and are less strict than usual.
    """

    asked: Asked
    scene: Scene
    problem: Problem
    countries: tuple[str, ...]
    city_parts: dict[str, Floats]
    pair_parts: dict[str, Floats]
    cities: int
    left_out: int
    outside: tuple[int, ...]
    open: int = 0
    loosened: bool = False


def build_choice(world: World, asked: Asked) -> Choice:
    """The candidates and what each brings.

    Raises `NotFound` where the area holds no city of the data, `FaultyInput`, `UnknownName`.
    """
    check_asked(world, asked)
    inside = asked.area.covers(world.lon, world.lat, world.country)
    fits = inside & world.cities()
    astray = fits & world.contradicted if asked.area.kind not in {"countries", "continent"} else np.zeros_like(fits)
    pool = fits & ~astray
    pool[[world.row[one] for one in asked.exclude]] = False
    must = np.array([world.row[one] for one in asked.include], np.int64)
    if not pool.any():
        raise _no_city(world, asked.area)
    outside = tuple(int(at) for at in must if not inside[at])
    pool[must] = True
    scene = Scene(world, np.flatnonzero(pool), inside, asked.theme, asked.area)
    scene = scene.only(_most_plausible(scene, asked, must))
    countries, group = np.unique(scene.country, return_inverse=True)
    rules = _rules(asked, np.bincount(group))
    problem, city, pair = weigh(scene, asked, rules)
    return Choice(
        asked, scene, problem, tuple(str(code) for code in countries), city, pair,
        int(fits.sum()), int(astray.sum()), outside, int(pool.sum()),
    )  # fmt: skip


def _no_city(world: World, area: Area) -> NotFound:
    """That an area holds no city; where an outline or a box holds some with latitude first, that too."""
    turned = area.covers(world.lat, world.lon, world.country) & world.cities() if area.outlines else np.zeros(1)
    if turned.any():
        return NotFound(
            Fault("area-without-cities-swapped", params={"area": area.names["en"], "count": int(turned.sum())})
        )
    return NotFound(Fault("area-without-cities", params={"area": area.names["en"]}))


def weigh(scene: Scene, asked: Asked, rules: Rules) -> tuple[Problem, dict[str, Floats], dict[str, Floats]]:
    """What each candidate and each pair brings under these rules: the problem, and the parts of cities and of pairs."""
    city = {name: PARTS[name].compute(scene) for name in _names(asked, "city")}
    pair = {name: PARTS[name].compute(scene) * scene.abroad for name in _names(asked, "pair")}
    scale = 2.0 / max(rules.size - 1, 1)
    gain = sum((PARTS[name].weight * value for name, value in city.items()), np.zeros(scene.size))
    fit = sum((PARTS[name].weight * value for name, value in pair.items()), np.zeros((scene.size, scene.size)))
    group = np.unique(scene.country, return_inverse=True)[1].astype(np.int64)
    forced = np.isin(scene.here, [scene.world.row[one] for one in asked.include])
    return Problem(gain, fit * scale, group, rules, forced, find_apart(scene)), city, pair


def check_asked(world: World, asked: Asked) -> None:
    """Raise `FaultyInput` or `UnknownName` where what is asked cannot be meant."""
    if not 2 <= asked.size <= MOST_SIZE:
        raise FaultyInput.of("union-size-wrong", size=asked.size, most=MOST_SIZE)
    for name, value in (("min-countries", asked.min_countries), ("max-per-country", asked.max_per_country)):
        if value is not None and value < 1:
            raise FaultyInput.of("union-number-wrong", name=name, value=value)
    if asked.theme and asked.theme not in world.dimensions:
        raise UnknownName.of("union-theme-unknown", name=asked.theme, known=", ".join(world.dimensions))
    both = set(asked.include) & set(asked.exclude)
    if both:
        names = dict(zip(world.places["id"], world.places["name"], strict=True))
        raise FaultyInput.of("union-both", names=", ".join(sorted(str(names[one]) for one in both)))


def _names(asked: Asked, of: str) -> list[str]:
    return [name for name in PARTS if PARTS[name].of == of and (not asked.parts or name in asked.parts)]


def _rules(asked: Asked, counts: Longs) -> Rules:
    """The rules, with those not asked for as strict as usual where the area allows it."""
    cap = asked.max_per_country
    if cap is None:
        cap = max(-(-asked.size // SHARE), 2)
        while cap < asked.size and np.minimum(counts, cap).sum() < min(asked.size, counts.sum()):
            cap += 1
    return Rules(asked.size, _span(asked, len(counts)) if asked.min_countries is None else asked.min_countries, cap)


def _span(asked: Asked, countries: int) -> int:
    """Three quarters of the area's countries, if three quarters of the cities reach so far; six if there are six."""
    spans = min(math.ceil(SPAN * countries), math.ceil(SPAN * asked.size))
    return min(max(spans, COUNTRIES), countries, asked.size)


def _most_plausible(scene: Scene, asked: Asked, must: Longs) -> Longs:
    """Up to ``asked.candidates``, by number: what must be in, the best of each country, the best of all."""
    if scene.size <= asked.candidates:
        return np.arange(scene.size)
    parts: list[Part] = [PARTS[name] for name in _names(asked, "city")]
    worth = sum((part.weight * part.compute(scene) for part in parts), np.zeros(scene.size))
    order = np.lexsort((scene.here, -worth))
    quota = max(min(asked.size, asked.candidates // max(len(set(scene.country.tolist())), 1)) // 2, 1)
    seen: dict[str, int] = {}
    first = np.zeros(scene.size, np.bool_)
    for at in order:
        code = str(scene.country[at])
        if seen.get(code, 0) < quota:
            seen[code] = seen.get(code, 0) + 1
            first[at] = True
    first |= np.isin(scene.here, must)
    rest = [at for at in order if not first[at]][: max(asked.candidates - int(first.sum()), 0)]
    return np.sort(np.concatenate([np.flatnonzero(first), np.array(rest, np.int64)]))
