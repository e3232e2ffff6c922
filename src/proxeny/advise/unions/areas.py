"""Areas: a sea, a river, a region, countries, a box or an outline; and which places lie in one."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

import numpy as np
from rapidfuzz import process
from rapidfuzz.distance import OSA

from proxeny.advise.unions.geometry import along, inside, km_to, read_points
from proxeny.advise.unions.problem import Flags, Floats
from proxeny.errors import FaultyInput, UnknownName
from proxeny.graph.geography import continents
from proxeny.text import clean, fold_key
from proxeny.yaml_text import read_yaml

CountryOf = Callable[[str], str]  # a wording -> ISO code, or empty
_LONGEST = 2_000_000  # characters of a GeoJSON outline
_MOST_POINTS = 200_000
_SHOWN = 60
_NUMBER = r"\s*(-?\d+(?:\.\d+)?)\s*"
_BOX = re.compile(rf"^{_NUMBER},{_NUMBER},{_NUMBER},{_NUMBER}$")
_CONTINENTS = {
    "africa": {"en": "Africa", "tr": "Afrika", "fa": "آفریقا"},
    "asia": {"en": "Asia", "tr": "Asya", "fa": "آسیا"},
    "europe": {"en": "Europe", "tr": "Avrupa", "fa": "اروپا"},
    "north_america": {"en": "North America", "tr": "Kuzey Amerika", "fa": "آمریکای شمالی"},
    "south_america": {"en": "South America", "tr": "Güney Amerika", "fa": "آمریکای جنوبی"},
    "oceania": {"en": "Oceania", "tr": "Okyanusya", "fa": "اقیانوسیه"},
}


@dataclass(frozen=True, eq=False)
class Area:
    """One area. near: a place belongs when within ``reach`` km of these points. outlines: or inside one of these.

    countries: or listed under one of these codes. kind: sea, line, region, countries, continent, box or outline.
    """

    id: str
    names: Mapping[str, str]
    kind: str
    near: Floats | None = None
    reach: float = 0.0
    outlines: tuple[tuple[Floats, ...], ...] = ()
    countries: frozenset[str] = frozenset()

    def covers(self, lon: Floats, lat: Floats, country: np.ndarray) -> Flags:
        """Which places lie in the area; those without the facts that it asks for do not."""
        if self.near is not None:
            return np.nan_to_num(self.km(lon, lat), nan=np.inf) <= self.reach
        if self.outlines:
            found = np.zeros(len(lon), np.bool_)
            for rings in self.outlines:
                within = np.zeros(len(lon), np.bool_)
                for ring in rings:  # the first is the outline, the others are holes
                    within ^= inside(ring, lon, lat)
                found |= within
            return found
        return np.isin(country, list(self.countries))

    def km(self, lon: Floats, lat: Floats) -> Floats:
        """Kilometres to the shore or the line; not a number where the area has none."""
        return km_to(self.near, lon, lat) if self.near is not None else np.full(len(lon), np.nan)

    def name(self, language: str) -> str:
        """What the area is called."""
        return self.names.get(language) or self.names["en"]


@cache
def areas() -> Mapping[str, Area]:
    """Every area that has a name, by id."""
    folder = files("proxeny.advise.unions").joinpath("data")
    stated: Mapping[str, Any] = read_yaml(folder.joinpath("areas.yaml").read_text(encoding="utf-8"))
    shores = dict(line.split(",", 1) for line in folder.joinpath("coasts.csv").read_text(encoding="utf-8").splitlines())
    found: dict[str, Area] = {}
    for name, said in stated.items():
        found[name] = _read_area(name, said, shores, found)
    for name, codes in _by_continent().items():
        found[name] = Area(name, _CONTINENTS[name], "continent", countries=codes)
    return found


def _read_area(name: str, said: Mapping[str, Any], shores: Mapping[str, str], found: Mapping[str, Area]) -> Area:
    names = said["names"]
    if "parts" in said:
        parts = [found[part] for part in said["parts"]]
        near = np.concatenate([part.near for part in parts if part.near is not None])
        return Area(name, names, "sea", near, max(part.reach for part in parts))
    if "coast" in said:
        return Area(name, names, "sea", read_points(shores[name]), float(said["reach"]))
    if "line" in said:
        lines = [along(read_points(line)) for line in said["line"]]
        return Area(name, names, "line", np.concatenate(lines), float(said["reach"]))
    if "outline" in said:
        return Area(name, names, "region", outlines=((read_points(said["outline"]),),))
    return Area(name, names, "region", countries=frozenset(said["countries"].split()))


def _by_continent() -> dict[str, frozenset[str]]:
    made: dict[str, set[str]] = {}
    for code, name in continents().items():
        made.setdefault(name, set()).add(code)
    return {name: frozenset(codes) for name, codes in made.items() if name in _CONTINENTS}


@cache
def _spellings() -> Mapping[str, str]:
    """Folded name or alias -> id."""
    text = files("proxeny.advise.unions").joinpath("data", "areas.yaml").read_text(encoding="utf-8")
    stated: Mapping[str, Any] = read_yaml(text)
    found: dict[str, str] = {}
    for name, area in areas().items():
        for word in (name, *area.names.values(), *stated.get(name, {}).get("aliases", ())):
            found.setdefault(fold_key(word), name)
    return found


def find_area(text: str, country_of: CountryOf) -> Area:
    """The area that a text means: a name, codes or names of countries with commas, ``west,south,east,north``, GeoJSON.

    country_of: which country a wording means. Raises `UnknownName` with the nearest names, `FaultyInput`.
    """
    given = text.strip()
    if not given:
        raise FaultyInput.of("area-empty")
    if given.startswith("{"):
        return read_geojson(given)
    if box := _BOX.match(given):
        return _read_box(*(float(number) for number in box.groups()))
    key = fold_key(given)
    spelled = _spellings()
    for attempt in (
        key,
        key.removeprefix("the"),
        key.removesuffix("region"),
        key.removesuffix("basin"),
        key.removesuffix("cities"),
    ):
        if attempt in spelled:
            return areas()[spelled[attempt]]
    words = [word.strip() for word in re.split(r"[,;،]", given) if word.strip()]
    codes = [country_of(word) for word in words]
    if words and all(codes):
        listed = tuple(dict.fromkeys(codes))
        return Area("countries", {"en": ", ".join(listed)}, "countries", countries=frozenset(listed))
    known = [word for word, code in zip(words, codes, strict=True) if code]
    if known and len(words) > 1:
        unknown = [clean(word, _SHOWN) for word, code in zip(words, codes, strict=True) if not code]
        raise UnknownName.of("area-country-unknown", names=", ".join(unknown))
    raise UnknownName.of("area-unknown", name=clean(given, _SHOWN), near=", ".join(nearest_areas(given)))


def nearest_areas(text: str, many: int = 4) -> list[str]:
    """Names of the areas that are spelled most alike."""
    spelled = _spellings()
    scored = process.extract(fold_key(text), list(spelled), scorer=OSA.normalized_similarity, limit=20)
    found = dict.fromkeys(areas()[spelled[key]].names["en"] for key, _, _ in scored)
    return list(found)[:many]


def _read_box(west: float, south: float, east: float, north: float) -> Area:
    if not (-180 <= west <= 180 and -180 <= east <= 180 and -90 <= south < north <= 90 and west != east):
        raise FaultyInput.of("area-box-wrong", west=west, south=south, east=east, north=north)
    spans = [(west, east)] if west < east else [(west, 180.0), (-180.0, east)]
    rings = tuple((np.array([[left, south], [right, south], [right, north], [left, north]]),) for left, right in spans)
    name = f"{west:g},{south:g},{east:g},{north:g}"
    return Area("box", {"en": name}, "box", outlines=rings)


def read_geojson(text: str) -> Area:
    """An area of the polygons of a GeoJSON text (RFC 7946). Raises `FaultyInput`."""
    if len(text) > _LONGEST:
        raise FaultyInput.of("area-geojson-large", most=_LONGEST)
    try:
        rings = tuple(_read_polygons(json.loads(text), 0))
    except (ValueError, KeyError, TypeError, RecursionError) as error:
        raise FaultyInput.of("area-geojson-wrong") from error
    if not rings or sum(len(ring) for polygon in rings for ring in polygon) > _MOST_POINTS:
        raise FaultyInput.of("area-geojson-empty")
    return Area("outline", {"en": "GeoJSON"}, "outline", outlines=rings)


def _read_polygons(value: Any, depth: int) -> Iterator[tuple[Floats, ...]]:
    """The polygons of any GeoJSON object, however deep."""
    if depth > 20:
        raise ValueError("nested too deep")
    kind = value["type"]
    if kind == "FeatureCollection":
        for one in value["features"]:
            yield from _read_polygons(one, depth + 1)
    elif kind == "GeometryCollection":
        for one in value["geometries"]:
            yield from _read_polygons(one, depth + 1)
    elif kind == "Feature":
        if value["geometry"] is not None:
            yield from _read_polygons(value["geometry"], depth + 1)
    elif kind == "Polygon":
        yield tuple(_read_ring(ring) for ring in value["coordinates"])
    elif kind == "MultiPolygon":
        for polygon in value["coordinates"]:
            yield tuple(_read_ring(ring) for ring in polygon)


def _read_ring(points: Any) -> Floats:
    ring = np.array([[float(point[0]), float(point[1])] for point in points], dtype=np.float64)
    if (
        len(ring) < 3
        or not np.isfinite(ring).all()
        or (np.abs(ring[:, 0]) > 180).any()
        or (np.abs(ring[:, 1]) > 90).any()
    ):
        raise ValueError("not a ring")
    return ring
