"""Make `Relations` of the tables of a snapshot."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
import polars as pl

from proxeny.advise.cities import Cities, Ints
from proxeny.advise.ground import Ground
from proxeny.advise.networks.readings import fill_dimensions
from proxeny.advise.relations import Memberships, Relations
from proxeny.tables import MEMBERSHIPS, ORGANISATIONS, TIES, conform


def build_relations(cities: Cities, tables: Mapping[str, pl.DataFrame]) -> Relations:
    """The ties and memberships of ``ties``, ``memberships`` and ``organisations`` that reach these cities."""
    return Relations(Ground(cities), read_ends(cities, tables["ties"]), _memberships(cities, tables))


def read_ends(cities: Cities, ties: pl.DataFrame) -> Ints:
    """Ties as two rows of city numbers, the lower first, each pair once, sorted; others are left out."""
    held = conform(ties, TIES)
    a, b = (held[name].replace_strict(cities.row, default=-1, return_dtype=pl.Int64).to_numpy() for name in ("a", "b"))
    kept = (a >= 0) & (b >= 0) & (a != b)
    pairs = np.stack([np.minimum(a, b)[kept], np.maximum(a, b)[kept]])
    return np.unique(pairs, axis=1).astype(np.int64)


def _memberships(cities: Cities, tables: Mapping[str, pl.DataFrame]) -> Memberships:
    held = conform(tables.get("memberships", pl.DataFrame()), MEMBERSHIPS)
    named = fill_dimensions(conform(tables.get("organisations", pl.DataFrame()), ORGANISATIONS))
    held = held.filter(pl.col("member").is_in(cities.table["id"].implode()) & (pl.col("state") != "former"))
    pairs = held.select("member", "network").unique().sort("member", "network")
    networks = pairs["network"].unique().sort().to_list()
    about = {row["id"]: row for row in named.iter_rows(named=True)}
    names = tuple(str(about.get(one, {}).get("name") or one) for one in networks)
    dimensions = tuple(tuple(about.get(one, {}).get("dimensions") or ()) for one in networks)
    number = {one: at for at, one in enumerate(networks)}
    city = pairs["member"].replace_strict(cities.row, return_dtype=pl.Int64).to_numpy()
    network = pairs["network"].replace_strict(number, return_dtype=pl.Int64).to_numpy()
    return Memberships(city.astype(np.int64), network.astype(np.int64), names, dimensions)
