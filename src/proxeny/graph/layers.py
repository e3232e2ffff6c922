"""The membership layer as a graph of two modes, so that it goes wherever a graph goes."""

from __future__ import annotations

import numpy as np
import polars as pl

from proxeny.graph.memberships import Memberships
from proxeny.graph.model import NODES, Given, Graph
from proxeny.tables import conform


def as_graph(held: Memberships) -> Graph:
    """Members, then networks, as nodes with a ``mode``; a tie for each membership, its weight the service value."""
    members = conform(held.members, NODES).with_columns(pl.lit("member").alias("mode"))
    networks = conform(held.networks, NODES).with_columns(pl.lit("network").alias("mode"))
    ends = np.stack([held.member, held.network + held.members.height]).astype(np.int32)
    nodes = pl.concat([members, networks])
    return Graph(nodes, ends, held.value, pl.DataFrame(), Given(rows=len(held.member)))
