"""Small worlds of unions with answers worked out by hand."""

from __future__ import annotations

from itertools import combinations

import numpy as np
import polars as pl

from proxeny.advise.unions.problem import Problem
from proxeny.advise.unions.world import build_world
from proxeny.scheme.loader import load_scheme
from proxeny.tables import RECORDS, conform, empty

# Ports of the Black Sea and one town far from it: id -> country, lat, lon, population, parent.
CITIES = {
    "varna": ("BG", 43.21, 27.91, 340_000, ""), "burgas": ("BG", 42.51, 27.47, 200_000, ""),
    "constanta": ("RO", 44.16, 28.63, 280_000, ""), "mangalia": ("RO", 43.80, 28.58, 36_000, ""),
    "odesa": ("UA", 46.48, 30.73, 1_000_000, ""), "batumi": ("GE", 41.64, 41.64, 150_000, ""),
    "trabzon": ("TR", 41.00, 39.72, 240_000, ""), "samsun": ("TR", 41.29, 36.33, 700_000, ""),
    "ortahisar": ("TR", 40.98, 39.90, 330_000, "trabzon"), "ankara": ("TR", 39.92, 32.85, 5_000_000, ""),
}  # fmt: skip
TIES = [
    ("varna", "odesa"), ("varna", "constanta"), ("constanta", "odesa"), ("constanta", "batumi"), ("odesa", "batumi"),
    ("varna", "trabzon"), ("trabzon", "batumi"), ("samsun", "constanta"), ("ankara", "odesa"), ("burgas", "batumi"),
]  # fmt: skip
HELD = [("varna", "ports"), ("constanta", "ports"), ("odesa", "ports"), ("batumi", "culture"), ("varna", "culture")]


def tables(ties=TIES, cities=CITIES, held=HELD):
    """The tables of a snapshot; each tie is said by the list, and every second by the archive too."""
    places = [
        {"id": name, "kind": "city", "name": name.title(), "country": country, "lat": lat, "lon": lon,
         "population": people, "parent": parent}
        for name, (country, lat, lon, people, parent) in cities.items()
    ]  # fmt: skip
    joined = [{"id": f"ti:{at}", "a": min(p), "b": max(p), "agreements": [f"ag:{at}"]} for at, p in enumerate(ties)]
    members = [{"id": f"me:{at}", "member": who, "network": f"nw:{what}"} for at, (who, what) in enumerate(held)]
    networks = [
        {"id": "nw:ports", "kind": "network", "name": "Ports", "acronym": "P", "dimensions": ["ECO"], "topics": []},
        {"id": "nw:culture", "kind": "network", "name": "Cultures", "acronym": "C", "dimensions": [],
         "topics": ["heritage"]},
    ]  # fmt: skip
    said = [(f"ag:{at}", "list") for at in range(len(ties))] + [
        (f"ag:{at}", "archive") for at in range(0, len(ties), 2)
    ]
    said += [(f"me:{at}", "list") for at in range(len(held))]
    made = {name: empty(schema) for name, schema in RECORDS.items()}
    return {
        **made,
        "places": conform(pl.DataFrame(places, infer_schema_length=None), RECORDS["places"]),
        "ties": conform(pl.DataFrame(joined, schema_overrides={"agreements": pl.List(pl.String)}), RECORDS["ties"]),
        "memberships": conform(pl.DataFrame(members), RECORDS["memberships"]),
        "organisations": conform(pl.DataFrame(networks), RECORDS["organisations"]),
        "evidence": pl.DataFrame(said, schema={"record": pl.String, "source": pl.String}, orient="row"),
    }


def world(**changed):
    """The same as a world."""
    made = tables(**changed)
    return build_world(made, load_scheme(), made["evidence"])


def brute(problem: Problem) -> float:
    """The best value by trying every set; -inf where none is allowed."""
    sets = (np.array(one, np.int64) for one in combinations(range(problem.size), problem.rules.size))
    return max((problem.value(one) for one in sets if problem.allows(one)), default=-np.inf)


def ids(world_, numbers) -> set[str]:
    """Ids of places by number."""
    return {world_.places["id"][int(at)] for at in numbers}
