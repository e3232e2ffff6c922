"""Networks compared: shared members, more than chance or not, and what each network alone has."""

from __future__ import annotations

import numpy as np
import polars as pl

from proxeny.graph.memberships import Memberships
from proxeny.graph.projection import ALPHA, Projection, validate_networks


def compare_networks(held: Memberships, alpha: float = ALPHA) -> tuple[pl.DataFrame, Projection]:
    """Every pair of networks that shares a member, and the projection by which pairs are validated.

    Columns ``a``, ``b`` (ids), ``shared``, ``jaccard`` (shared / either), ``cover`` (shared / the smaller),
    ``expected`` (by the bipartite configuration model), ``p``, ``validated``; most shared first.
    """
    found = validate_networks(held, alpha)
    matrix = held.matrix
    shared = (matrix.T @ matrix).toarray()
    sizes = held.of_networks
    a, b = np.nonzero(np.triu(shared, 1))
    both = shared[a, b]
    group = np.unique(sizes, return_inverse=True)[1]
    low, high = np.minimum(group[a], group[b]), np.maximum(group[a], group[b])
    p = found.tails[low, high, both.astype(np.int64)]
    expected = found.tails[low, high, 1:].sum(axis=1)  # a mean is the sum of the chances to reach 1, 2, 3 ...
    passed = {(int(x), int(y)) for x, y in zip(found.one, found.other, strict=True)}
    ids = held.networks["id"]
    table = pl.DataFrame(
        {
            "a": ids.gather(a),
            "b": ids.gather(b),
            "shared": both.astype(np.int64),
            "jaccard": both / (sizes[a] + sizes[b] - both),
            "cover": both / np.minimum(sizes[a], sizes[b]),
            "expected": expected,
            "p": p,
            "validated": [(int(x), int(y)) in passed for x, y in zip(a, b, strict=True)],
        }
    )
    return table.sort("shared", "a", "b", descending=[True, False, False]), found


def describe_networks(held: Memberships) -> pl.DataFrame:
    """Each network: ``id``, ``name``, ``acronym``, ``members``, ``countries``, ``only_here`` (members of no other)."""
    country = held.members["country"].gather(held.member)
    alone = pl.Series(held.of_members == 1).gather(held.member)
    rows = pl.DataFrame({"at": held.network.astype(np.int64), "country": country, "alone": alone})
    counted = rows.group_by("at").agg(
        pl.len().alias("members"),
        pl.col("country").drop_nulls().n_unique().alias("countries"),
        pl.col("alone").sum().alias("only_here"),
    )
    named = held.networks.with_row_index("at").with_columns(pl.col("at").cast(pl.Int64))
    if "acronym" not in named.columns:
        named = named.with_columns(pl.lit(None, pl.String).alias("acronym"))
    joined = named.select("at", "id", "name", "acronym").join(counted, on="at").drop("at")
    return joined.sort("members", "id", descending=[True, False])
