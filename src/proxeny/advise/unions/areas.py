"""Areas: a sea, a river, a region, countries, a box or an outline; and which places lie in one."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

import numpy as np
from rapidfuzz import process
from rapidfuzz.distance import OSA

from proxeny.advise.unions.geometry import along, inside, km_to, read_points
from proxeny.advise.unions.outlines import match_box, read_box, read_rings
from proxeny.advise.unions.problem import Flags, Floats
from proxeny.errors import FaultyInput, UnknownName
from proxeny.graph.geography import continents
from proxeny.text import clean, fold_key
from proxeny.yaml_text import read_yaml

CountryOf = Callable[[str], str]  # a wording -> ISO code, or empty
_SHOWN = 60
_LONGEST = 120  # characters of a name
_MOST_NAMED = 10
_FILES = ("areas.yaml", "areas_seas.yaml", "areas_rivers.yaml", "areas_regions.yaml")
_AND = re.compile(r"\s*(?:/|\||\+|&| and | ve | و | und | et )\s*")
_BEFORE = ("the", "cityof", "citiesof", "shoresof", "coastof", "countriesof", "کشورهای", "شهرهای", "رودخانه", "رود",
           "حوضه", "حوزه", "منطقه", "سواحل", "ساحل", "دریای")  # fmt: skip
_AFTER = ("region", "basin", "cities", "countries", "states", "coasts", "coast", "shores", "shore", "area", "river",
          "valley", "sea", "nehri", "irmagi", "havzasi", "bolgesi", "kiyisi", "kiyilari", "sahili", "ulkeleri",
          "kentleri",
          "sehirleri", "denizi", "vadisi")  # fmt: skip
_CONTINENTS = {
    "africa": {"en": "Africa", "tr": "Afrika", "fa": "آفریقا"},
    "asia": {"en": "Asia", "tr": "Asya", "fa": "آسیا"},
    "europe": {"en": "Europe", "tr": "Avrupa", "fa": "اروپا"},
    "north_america": {"en": "North America", "tr": "Kuzey Amerika", "fa": "آمریکای شمالی"},
    "south_america": {"en": "South America", "tr": "Güney Amerika", "fa": "آمریکای جنوبی"},
    "oceania": {"en": "Oceania", "tr": "Okyanusya", "fa": "اقیانوسیه"},
}
_WORLD = {"en": "World", "tr": "Dünya", "fa": "جهان"}


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
                    for turn in _turns(ring):
                        within ^= inside(ring, lon + turn, lat)
                found |= within
            return found
        return np.isin(country, list(self.countries))

    def km(self, lon: Floats, lat: Floats) -> Floats:
        """Kilometres to the shore or the line; not a number where the area has none."""
        return km_to(self.near, lon, lat) if self.near is not None else np.full(len(lon), np.nan)

    def name(self, language: str) -> str:
        """What the area is called."""
        return self.names.get(language) or self.names["en"]


def _turns(ring: Floats) -> tuple[float, ...]:
    """What to add to a longitude so that it may lie in a ring that reaches beyond the antimeridian."""
    beyond = (360.0,) if ring[:, 0].max() > 180 else ()
    return (0.0, *beyond, *((-360.0,) if ring[:, 0].min() < -180 else ()))


@cache
def _stated() -> Mapping[str, Mapping[str, Any]]:
    folder = files("proxeny.advise.unions").joinpath("data")
    found: dict[str, Mapping[str, Any]] = {}
    for name in _FILES:
        found.update(read_yaml(folder.joinpath(name).read_text(encoding="utf-8")))
    return found


@cache
def areas() -> Mapping[str, Area]:
    """Every area that has a name, by id."""
    text = files("proxeny.advise.unions").joinpath("data", "coasts.csv").read_text(encoding="utf-8")
    shores = dict(line.split(",", 1) for line in text.splitlines())
    found: dict[str, Area] = {}
    for name, said in _stated().items():
        found[name] = _read_area(name, said, shores, found)
    for name, codes in _by_continent().items():
        found[name] = Area(name, _CONTINENTS[name], "continent", countries=codes)
    found["world"] = Area("world", _WORLD, "continent", countries=frozenset(continents()))
    return found


def _read_area(name: str, said: Mapping[str, Any], shores: Mapping[str, str], found: Mapping[str, Area]) -> Area:
    names = said["names"]
    if "parts" in said:
        parts = [found[part] for part in said["parts"]]
        near = np.concatenate([part.near for part in parts if part.near is not None])
        return Area(name, names, parts[0].kind, near, max(part.reach for part in parts))
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
def _spellings() -> Mapping[str, tuple[str, str]]:
    """Folded name or alias -> id, and the name in the language of the spelling (of an alias: the English)."""
    found: dict[str, tuple[str, str]] = {}
    for name, area in areas().items():
        for word in area.names.values():
            found.setdefault(fold_key(word), (name, word))
    for name, area in areas().items():
        for word in (name, *_stated().get(name, {}).get("aliases", ())):
            found.setdefault(fold_key(word), (name, area.names["fa"] if fold_key(word) > "؀" else area.names["en"]))
    return found


def _named(text: str) -> Area | None:
    """The area of that name, with or without words such as *the*, *coast*, *ülkeleri*, *رود*."""
    key, spelled = fold_key(text), _spellings()
    if key in spelled:
        return areas()[spelled[key][0]]
    for word in (*_BEFORE, *_AFTER):
        shorter = key.removeprefix(word) if word in _BEFORE else key.removesuffix(word)
        if shorter != key and shorter in spelled:
            return areas()[spelled[shorter][0]]
    return None


def find_area(text: str, country_of: CountryOf) -> Area:
    """The area that a text means: a name, codes or names of countries with commas, ``west,south,east,north``, GeoJSON.

    Regions that are lists of countries may stand among countries. country_of: which country a wording means. Raises
    `UnknownName` with the nearest names, `FaultyInput`.
    """
    given = text.strip()
    if not given:
        raise FaultyInput.of("area-empty")
    if given.startswith("{"):
        return read_geojson(given)
    if box := match_box(given):
        west, south, east, north = box
        name = f"{west:g},{south:g},{east:g},{north:g}"
        return Area("box", {"en": name}, "box", outlines=read_box(west, south, east, north))
    if len(given) <= _LONGEST and (found := _named(given)):
        return found
    return _list_countries(given, country_of)


def _list_countries(given: str, country_of: CountryOf) -> Area:
    """Countries, and regions of countries, with commas, *and*, or as codes with spaces between them."""
    words = [word.strip() for word in re.split(r"[,;،؛\n]", given[: _LONGEST * 20]) if word.strip()]
    listed: dict[str, None] = {}
    unknown: list[str] = []
    for word in words:
        codes = _codes(word, country_of) or [
            code for part in _parts(word) for code in (_codes(part, country_of) or [""])
        ]
        if all(codes):
            listed.update(dict.fromkeys(codes))
        else:
            unknown.append(word)
    if not unknown and listed:
        return Area("countries", {"en": ", ".join(listed)}, "countries", countries=frozenset(listed))
    if not listed and (whole := country_of(given[:_LONGEST])):
        return Area("countries", {"en": whole}, "countries", countries=frozenset({whole}))
    if listed:
        names = ", ".join(clean(word, _SHOWN) for word in unknown[:_MOST_NAMED])
        raise UnknownName.of("area-country-unknown", names=names)
    raise UnknownName.of("area-unknown", name=clean(given, _SHOWN), near=", ".join(nearest_areas(given)))


def _codes(word: str, country_of: CountryOf) -> list[str]:
    if code := country_of(word):
        return [code]
    region = _named(word)
    return sorted(region.countries) if region is not None else []


def _parts(word: str) -> list[str]:
    """The parts of *Turkey and Bulgaria*, or of codes with spaces between them."""
    split = [part for part in _AND.split(word) if part.strip()]
    tokens = word.split()
    return tokens if len(split) == 1 and all(len(one) in {2, 3} and one.isascii() for one in tokens) else split


def nearest_areas(text: str, many: int = 4) -> list[str]:
    """Names of the areas that are spelled most alike, in the language of that spelling."""
    spelled = _spellings()
    scored = process.extract(fold_key(text[:_LONGEST]), list(spelled), scorer=OSA.normalized_similarity, limit=20)
    found: dict[str, str] = {}
    for key, _, _ in scored:
        found.setdefault(*spelled[key])
    return list(found.values())[:many]


def read_geojson(text: str) -> Area:
    """An area of the polygons of a GeoJSON text (RFC 7946). Raises `FaultyInput`."""
    return Area("outline", {"en": "GeoJSON"}, "outline", outlines=read_rings(text))
