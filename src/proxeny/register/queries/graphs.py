"""What the graph is built of, read from the register."""

from __future__ import annotations

import polars as pl

from proxeny.register.queries.tables import read_records


def read_graph_tables() -> dict[str, pl.DataFrame]:
    """The tables ``places``, ``ties``, ``memberships`` and ``organisations``, as a snapshot has them."""
    return {name: read_records(name) for name in ("places", "ties", "memberships", "organisations")}
