"""Pairs that must not be in one union together: parent and child, and one place recorded twice."""

from __future__ import annotations

import numpy as np
from rapidfuzz.distance import JaroWinkler

from proxeny.advise.unions.problem import Flags
from proxeny.advise.unions.scene import Scene
from proxeny.text import fold_key

SAME_KM = 4.0  # two records of one name as near as this are taken for one place
_ALIKE = 0.92
_PER_KM2 = 4000.0  # people a km2 of a built-up city: its radius follows from its population
_TIMES = 10  # a place within the built-up area of one this many times as large is a part of it


def find_apart(scene: Scene) -> Flags:
    """Pairs of candidates that are never chosen together.

    One contains the other (by ``parent``, over any number of steps); or they are one place twice (same ids, or alike
    names within 4 km in one country); or the smaller lies in the disc that the people of a city ten times as large
    fill at 4,000 a km2.
    """
    return _family(scene) | _twice(scene) | _built_up(scene)


def _family(scene: Scene) -> Flags:
    ids, parents = scene.world.places["id"].to_list(), scene.world.places["parent"].fill_null("").to_list()
    above = dict(zip(ids, parents, strict=True))
    made = np.zeros((scene.size, scene.size), np.bool_)
    lines: list[frozenset[str]] = []
    for at in scene.here:
        line: list[str] = []
        one = above[ids[at]]
        while one and one not in line:
            line.append(one)
            one = above.get(one, "")
        lines.append(frozenset(line))
    mine = [ids[at] for at in scene.here]
    for i, ancestors in enumerate(lines):
        if ancestors:
            for j, other in enumerate(mine):
                if j != i and other in ancestors:
                    made[i, j] = made[j, i] = True
    return made


def _twice(scene: Scene) -> Flags:
    places = scene.world.places[scene.here]
    made = np.zeros((scene.size, scene.size), np.bool_)
    for column in ("geonameid", "wikidata"):
        seen: dict[object, list[int]] = {}
        for at, value in enumerate(places[column]):
            if value:
                seen.setdefault(value, []).append(at)
        for group in seen.values():
            made[np.ix_(group, group)] = True
    names = [{fold_key(str(name)) for name in row if name} for row in places.select("name", "name_en").iter_rows()]
    near = (scene.km < SAME_KM) & ~scene.abroad
    for i, j in np.argwhere(np.triu(near, 1)):
        if any(a == b or JaroWinkler.similarity(a, b) > _ALIKE for a in names[i] for b in names[j]):
            made[i, j] = made[j, i] = True
    np.fill_diagonal(made, False)
    return made


def _built_up(scene: Scene) -> Flags:
    people = scene.people
    radius = np.sqrt(people / _PER_KM2 / np.pi)
    larger = people[:, None] >= _TIMES * np.maximum(people, 1.0)[None, :]
    within = (scene.km < radius[:, None]) & larger & ~scene.abroad
    return np.asarray(within | within.T)
