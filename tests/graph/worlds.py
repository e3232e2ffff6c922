"""Small worlds with answers worked out by hand."""

from __future__ import annotations

import polars as pl

from proxeny.graph.building import build_from_edges
from proxeny.tables import MEMBERSHIPS, ORGANISATIONS, PLACES, RECORDS, TIES, conform, empty

# A triangle A-B-C with a tail C-D-E, and a pair X-Y apart.
PAIRS = [("A", "B"), ("B", "C"), ("A", "C"), ("C", "D"), ("D", "E"), ("X", "Y")]
CITIES = {
    "A": ("DE", 50.0, 10.0, 1_000_000), "B": ("FR", 48.0, 2.0, 2_500_000), "C": ("TR", 41.0, 29.0, 600_000),
    "D": ("TR", 39.0, 35.0, 50_000), "E": ("JP", 35.0, 139.0, 15_000), "X": ("US", 40.0, -120.0, None),
    "Y": ("", None, None, 30_000),
}  # fmt: skip
HELD = [("A", "N1"), ("B", "N1"), ("C", "N1"), ("A", "N2"), ("B", "N2"), ("D", "N3")]


def edges(pairs=PAIRS, **columns):
    """A table of edges."""
    table = {"source": [u for u, _ in pairs], "target": [v for _, v in pairs], **columns}
    return pl.DataFrame(table, schema_overrides={"source": pl.String, "target": pl.String})


def house():
    """The graph of `PAIRS` without anything known of the cities."""
    return build_from_edges(edges())


def tables():
    """The tables of a snapshot of the same world, with three networks; Z has no tie."""
    places = [
        {
            "id": name,
            "kind": "city",
            "name": f"City {name}",
            "country": country,
            "lat": lat,
            "lon": lon,
            "population": people,
        }
        for name, (country, lat, lon, people) in {**CITIES, "Z": ("TR", 40.0, 33.0, 100)}.items()
    ]
    dates = {("A", "B"): ("1990-01-01", ""), ("B", "C"): ("2000-01-01", "2010-01-01")}
    ties = [
        {"id": f"t{at}", "a": u, "b": v, "agreements": [f"ag:{at}"], "valid_from": dates.get((u, v), ("", ""))[0],
         "valid_to": dates.get((u, v), ("", ""))[1]}
        for at, (u, v) in enumerate(PAIRS)
    ]  # fmt: skip
    held = [
        {"id": f"m{at}", "member": who, "network": what, "form": "L3.MEM.ACT"} for at, (who, what) in enumerate(HELD)
    ]
    networks = [
        {"id": name, "kind": "network", "name": f"Network {name}", "acronym": name} for name in ("N1", "N2", "N3")
    ]
    made = {name: empty(schema) for name, schema in RECORDS.items()}
    return {
        **made,
        "places": conform(pl.DataFrame(places, infer_schema_length=None), PLACES),
        "ties": conform(pl.DataFrame(ties), TIES),
        "memberships": conform(pl.DataFrame(held), MEMBERSHIPS),
        "organisations": conform(pl.DataFrame(networks), ORGANISATIONS),
    }
