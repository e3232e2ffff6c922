"""What networks work on where the register does not say: dimensions as Proxeny reads their names and stated aims."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

import polars as pl

from proxeny.yaml_text import read_yaml


@dataclass(frozen=True, slots=True)
class Reading:
    """Dimensions of the scheme and topics of a network, and its own page, by which they were read."""

    dimensions: tuple[str, ...]
    topics: tuple[str, ...]
    source: str


@cache
def load_readings() -> Mapping[str, Reading]:
    """Network id -> what it works on, by our reading."""
    text = files("proxeny.advise.networks").joinpath("data", "readings.yaml").read_text(encoding="utf-8")
    return {
        name: Reading(tuple(told["dimensions"]), tuple(told["topics"]), str(told["source"]))
        for name, told in read_yaml(text).items()
    }


def fill_dimensions(organisations: pl.DataFrame) -> pl.DataFrame:
    """The same organisations (ORGANISATIONS), each without a dimension given those of our reading, where there is one.

    What the register states always wins: stating a dimension corrects a reading.
    """
    readings = load_readings()
    read = pl.DataFrame(
        {"id": list(readings), "_read": [list(one.dimensions) for one in readings.values()]},
        schema={"id": pl.String, "_read": pl.List(pl.String)},
    )
    joined = organisations.join(read, on="id", how="left", maintain_order="left")
    stated = pl.col("dimensions").list.len().fill_null(0) > 0
    return joined.with_columns(
        pl.when(stated).then("dimensions").otherwise(pl.coalesce("_read", "dimensions")).alias("dimensions")
    ).drop("_read")


def reading_of(network: str, stated: object) -> Reading | None:
    """Our reading of a network of which the register states no dimension; None where it does, or there is none.

    >>> reading_of("nw:OWHC", []).dimensions
    ('CUL',)
    >>> reading_of("nw:OWHC", ["ECO"])
    """
    return None if stated else load_readings().get(network)
