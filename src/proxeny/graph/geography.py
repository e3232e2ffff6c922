"""Where nodes lie: distances on the sphere, continents, official languages, classes of size."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING

import numpy as np
import polars as pl
from babel.core import get_global

from proxeny.yaml_text import read_yaml

if TYPE_CHECKING:  # who only asks for languages or continents need not wait for compiled loops
    from proxeny.graph.kernels import Floats, Ints
    from proxeny.graph.model import Graph

EARTH_KM = 6371.0088  # mean radius (IUGG)
SIZES = (0, 20_000, 100_000, 500_000, 2_000_000)  # lower bounds of the classes of population
_SPOKEN = {"official", "de_facto_official"}


@cache
def continents() -> Mapping[str, str]:
    """ISO code -> continent, after the M49 regions of the United Nations Statistics Division."""
    text = files("proxeny.graph").joinpath("data", "continents.yaml").read_text(encoding="utf-8")
    return {code: name for name, codes in read_yaml(text).items() for code in codes.split()}


@cache
def languages() -> Mapping[str, frozenset[str]]:
    """ISO code -> official languages of the whole country (CLDR)."""
    stated: Mapping[str, Mapping[str, Mapping[str, str]]] = get_global("territory_languages")
    return {
        code: frozenset(name for name, about in spoken.items() if about["official_status"] in _SPOKEN)
        for code, spoken in stated.items()
    }


def continent_of(graph: Graph) -> pl.Series:
    """The continent of each node; null where its country is not known."""
    return graph.nodes["country"].replace_strict(dict(continents()), default=None, return_dtype=pl.String)


def size_class(graph: Graph) -> Ints:
    """The class of population of each node, an index of `SIZES`; -1 where the population is not known."""
    people = graph.nodes["population"].fill_null(-1).to_numpy()
    return np.where(people > 0, np.searchsorted(SIZES, people, side="right") - 1, -1).astype(np.int32)


def unit_vectors(graph: Graph) -> Floats:
    """Points on the unit sphere, one row a node; not a number where coordinates are not known."""
    lat = np.radians(graph.nodes["lat"].fill_null(np.nan).to_numpy().astype(np.float64))
    lon = np.radians(graph.nodes["lon"].fill_null(np.nan).to_numpy().astype(np.float64))
    return np.stack([np.cos(lat) * np.cos(lon), np.cos(lat) * np.sin(lon), np.sin(lat)], axis=1)


def km_between(points: Floats, a: Ints, b: Ints) -> Floats:
    """Great-circle distances in km between pairs of points of `unit_vectors` (chord formula, sound when near).

    >>> import numpy as np
    >>> round(float(km_between(np.array([[1.0, 0, 0], [0, 1.0, 0]]), np.array([0]), np.array([1]))[0]))
    10008
    """
    chord = np.sqrt(((points[a] - points[b]) ** 2).sum(axis=1))
    return np.asarray(2 * EARTH_KM * np.arcsin(np.clip(chord / 2, 0.0, 1.0)))


def codes_of(words: pl.Series) -> Ints:
    """A number for each different word, in their order; -1 for a missing one."""
    distinct = words.drop_nulls().unique().sort()
    number = dict(zip(distinct.to_list(), range(len(distinct)), strict=True))
    return words.replace_strict(number, default=-1, return_dtype=pl.Int32).fill_null(-1).to_numpy().astype(np.int32)
