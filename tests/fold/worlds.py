"""A world small enough to fold by hand: claims as one writes them down."""

from __future__ import annotations

import polars as pl

from proxeny.io.claims import build_keys
from proxeny.tables import CLAIMS, conform


def claim(subject: str, name: str, value: str, source: str = "s1", **more: str) -> dict[str, str]:
    """One claim; the kind follows from the subject's prefix."""
    kinds = {
        "gn": "place",
        "pl": "place",
        "nw": "organisation",
        "ag": "agreement",
        "me": "membership",
        "ac": "activity",
    }
    row = {"subject": subject, "kind": kinds[subject[:2]], "property": name, "value": value, "source": source}
    return {**row, "state": "accepted", "first_seen": "2026-01-01", "last_seen": "2026-01-01", **more}


def claims(*rows: dict[str, str]) -> pl.DataFrame:
    """Claims as a table with keys and, unmerged, each its own record."""
    table = conform(pl.DataFrame(list(rows)), CLAIMS).with_columns(pl.col(pl.String).fill_null(""))
    return build_keys(table).with_columns(pl.col("subject").alias("record"))


def ranks(**of: int) -> pl.DataFrame:
    """Precedence of sources."""
    return pl.DataFrame({"source": list(of), "rank": list(of.values())}, schema={"source": pl.String, "rank": pl.Int64})
