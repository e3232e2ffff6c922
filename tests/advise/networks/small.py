"""Small worlds of members and networks."""

from __future__ import annotations

import numpy as np
import polars as pl

from proxeny.advise.networks.world import World, build_world

GAZETTEER = pl.DataFrame(
    {
        "geonameid": [1, 2, 3, 4, 5, 6, 7, 99],
        "name": ["Aa", "Bb", "Cc", "Dd", "Ee", "Ff", "Gg", "Lone"],
        "country": ["DE", "DE", "DE", "FR", "FR", "FR", "PL", "PL"],
        "admin1": ["N", "N", "S", "I", "I", "J", "M", "M"],
        "lat": [50.0, 50.1, 48.0, 48.8, 48.9, 44.0, 52.0, 52.1],
        "lon": [8.0, 8.1, 11.0, 2.3, 2.4, 5.0, 21.0, 21.1],
        "population": [100_000, 120_000, 1_000_000, 2_000_000, 30_000, 250_000, 1_700_000, 9_000],
    }
)
PAIRS = [
    ("gn:1", "nw:A"), ("gn:2", "nw:A"), ("gn:3", "nw:A"), ("gn:3", "nw:B"), ("gn:4", "nw:B"), ("gn:5", "nw:C"),
    ("gn:6", "nw:C"), ("gn:7", "nw:B"), ("gn:1", "nw:B"), ("gn:4", "nw:C"),
]  # fmt: skip


def tables(pairs: list[tuple[str, str]] = PAIRS, **changes: object) -> dict[str, pl.DataFrame]:
    """Seven cities of three countries and three networks; Aa has the partners Bb and Dd."""
    places = GAZETTEER.filter(pl.col("geonameid") < 90).with_columns(
        pl.concat_str(pl.lit("gn:"), pl.col("geonameid")).alias("id"), pl.lit("city").alias("kind")
    )
    states = changes.get("states", ["active"] * len(pairs))
    return {
        "places": places,
        "memberships": pl.DataFrame(
            {"id": [f"me:{at}" for at in range(len(pairs))], "member": [one for one, _ in pairs],
             "network": [one for _, one in pairs], "state": states}
        ),
        "ties": pl.DataFrame({"id": ["ti:1", "ti:2"], "a": ["gn:1", "gn:1"], "b": ["gn:2", "gn:4"]}),
        "organisations": pl.DataFrame(
            {"id": ["nw:A", "nw:B", "nw:C"], "name": ["Alpha", "Beta", "Gamma"], "acronym": ["A", "B", "C"],
             "scale": ["national", "", ""], "country": ["DE", "", ""]}
        ),
    }  # fmt: skip


def small_world(pairs: list[tuple[str, str]] = PAIRS, asked: tuple[str, ...] = ("gn:99",)) -> World:
    """The same as a world, with a place that only the gazetteer knows."""
    return build_world(tables(pairs), GAZETTEER, asked)


def planted_world(seed: int = 3) -> World:
    """Three hundred cities of six countries; every country has a network of its own, two are for large cities."""
    draw = np.random.default_rng(seed)
    count = 300
    codes = np.array(["DE", "FR", "PL", "ES", "IT", "TR"])[draw.integers(0, 6, count)]
    people = np.exp(draw.normal(11.5, 1.3, count)).astype(int)
    ids = [f"gn:{at + 1000}" for at in range(count)]
    rows = []
    for at in range(count):
        if draw.random() < 0.5:
            rows.append((ids[at], f"nw:{codes[at]}"))
        for big in ("nw:BIG1", "nw:BIG2"):
            if people[at] > 150_000 and draw.random() < 0.8:
                rows.append((ids[at], big))
        if draw.random() < 0.1:
            rows.append((ids[at], "nw:ANY"))
    gazetteer = pl.DataFrame(
        {"geonameid": range(1000, 1000 + count), "name": [f"City {at}" for at in range(count)], "country": codes,
         "admin1": ["1"] * count, "lat": draw.uniform(38, 55, count), "lon": draw.uniform(-5, 40, count),
         "population": people}
    )  # fmt: skip
    places = gazetteer.with_columns(pl.Series("id", ids), pl.lit("city").alias("kind"))
    held = pl.DataFrame({"member": [a for a, _ in rows], "network": [b for _, b in rows]}).with_columns(
        pl.lit("active").alias("state")
    )
    whole = {"places": places, "memberships": held, "ties": pl.DataFrame(), "organisations": pl.DataFrame()}
    return build_world(whole, gazetteer)
