"""A small world of twinned towns: two countries that go together, one apart, and a gazetteer with towns unheard of."""

from __future__ import annotations

import numpy as np
import polars as pl

from proxeny.advise.building import build_relations
from proxeny.advise.cities import build_cities
from proxeny.io.places.gazetteer import ROWS
from proxeny.tables import MEMBERSHIPS, ORGANISATIONS, PLACES, TIES, conform

# id: country, region, latitude, longitude, inhabitants
TOWNS = {
    "gn:1": ("Aachen", "DE", "07", 50.8, 6.1, 240_000), "gn:2": ("Bonn", "DE", "07", 50.7, 7.1, 320_000),
    "gn:3": ("Celle", "DE", "06", 52.6, 10.1, 70_000), "gn:4": ("Reims", "FR", "44", 49.3, 4.0, 180_000),
    "gn:5": ("Dijon", "FR", "27", 47.3, 5.0, 160_000), "gn:6": ("Paris", "FR", "11", 48.9, 2.4, 2_100_000),
    "gn:7": ("Bursa", "TR", "16", 40.2, 29.1, 1_900_000), "gn:8": ("Izmit", "TR", "41", 40.8, 29.9, 360_000),
    "pl:9": ("Old Town (Bursa)", "TR", None, 40.19, 29.06, None),
}  # fmt: skip
PAIRS = [("gn:1", "gn:4"), ("gn:2", "gn:6"), ("gn:2", "gn:5"), ("gn:3", "gn:5"), ("gn:7", "gn:6")]
UNHEARD = {
    11: ("Trier", "DE", "08", 49.8, 6.6, 110_000), 12: ("Hamlet", "FR", "44", 49.2, 4.1, 800),
    13: ("Lyon", "FR", "84", 45.8, 4.8, 520_000), 14: ("Berlin", "DE", "16", 52.5, 13.4, 3_400_000),
}  # fmt: skip


def tables(pairs=PAIRS):
    """The tables of a snapshot; Aachen, Reims and Bursa share a network of culture."""
    places = [
        {"id": one, "kind": "city", "name": name, "country": country, "lat": lat, "lon": lon, "population": people,
         "geonameid": int(one[3:]) if one[0] == "g" else None, "wikidata": "", "parent": ""}
        for one, (name, country, _, lat, lon, people) in TOWNS.items()
    ]  # fmt: skip
    ties = [
        {"id": f"ti:{at}", "a": min(pair), "b": max(pair), "agreements": [f"ag:{at}"]} for at, pair in enumerate(pairs)
    ]
    held = [
        {"id": f"me:{at}", "member": one, "network": "nw:C", "state": "active"}
        for at, one in enumerate(("gn:1", "gn:4", "gn:7"))
    ]
    named = [{"id": "nw:C", "kind": "network", "name": "Culture Cities", "dimensions": ["CUL"]}]
    return {
        "places": conform(pl.DataFrame(places), PLACES), "ties": conform(pl.DataFrame(ties), TIES),
        "memberships": conform(pl.DataFrame(held), MEMBERSHIPS),
        "organisations": conform(pl.DataFrame(named), ORGANISATIONS),
    }  # fmt: skip


def gazetteer():
    """The towns with a GeoNames id, and four that the data does not know."""
    known = {int(one[3:]): about for one, about in TOWNS.items() if one[0] == "g"}
    rows = [
        {"geonameid": number, "name": name, "name_tr": "", "name_fa": "", "country": country, "admin1": region,
         "lat": lat, "lon": lon, "population": people}
        for number, (name, country, region, lat, lon, people) in {**known, **UNHEARD}.items()
    ]  # fmt: skip
    return conform(pl.DataFrame(rows), ROWS)


def relations(pool="known", pairs=PAIRS):
    """The world as relations."""
    held = tables(pairs)
    return build_relations(build_cities(held, gazetteer(), pool), held)


def many_towns(seed=1, count=240, ties=1_400):
    """A made-up register in which partners are of like size and countries go together in fixed pairs."""
    rng = np.random.default_rng(seed)
    codes = np.array(["DE", "FR", "PL", "IT", "TR", "GR"])
    country = rng.integers(0, 6, count)
    size = rng.normal(10.5, 1.2, count)
    places = pl.DataFrame({
        "id": [f"pl:{at:04d}" for at in range(count)], "kind": ["city"] * count,
        "name": [f"Town {at}" for at in range(count)], "country": codes[country],
        "lat": 36 + 3 * country + rng.normal(0, 1, count), "lon": 5 + 4 * country + rng.normal(0, 1, count),
        "population": np.exp(size).astype(int),
    })  # fmt: skip
    like = 2.0 * (country[:, None] // 2 == country[None] // 2) * (country[:, None] != country[None])
    score = like - 1.5 * np.abs(size[:, None] - size[None])
    chance = np.triu(np.exp(score), 1).ravel()
    drawn = rng.choice(count * count, ties, replace=False, p=chance / chance.sum())
    a, b = np.divmod(drawn, count)
    pairs = pl.DataFrame({"id": [f"ti:{at}" for at in range(ties)], "a": places["id"].gather(a),
                          "b": places["id"].gather(b)})  # fmt: skip
    return {"places": conform(places, PLACES), "ties": conform(pairs, TIES)}
