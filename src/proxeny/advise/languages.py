"""Which languages two countries share, by the shares of speakers that Unicode CLDR states."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache

import numpy as np
from babel.core import get_global

from proxeny.advise.cities import Floats
from proxeny.graph.geography import languages


@lru_cache(maxsize=8)
def common_language(countries: tuple[str, ...]) -> tuple[Floats, Floats]:
    """Country x country: the chance that two people share a language (at most one), and one if an official one is."""
    stated: Mapping[str, Mapping[str, Mapping[str, float]]] = get_global("territory_languages")
    spoken = {code: stated.get(code, {}) for code in countries}
    names = sorted({name for each in spoken.values() for name in each})
    number = {name: at for at, name in enumerate(names)}
    shares = np.zeros((len(countries), len(names)), np.float32)
    official = np.zeros((len(countries), len(names)), np.float32)
    stated_official = languages()
    for row, code in enumerate(countries):
        for name, about in spoken[code].items():
            shares[row, number[name]] = min(float(about["population_percent"]) / 100.0, 1.0)
            official[row, number[name]] = name in stated_official.get(code, frozenset())
    return np.minimum(shares @ shares.T, 1.0), (official @ official.T > 0).astype(np.float32)
