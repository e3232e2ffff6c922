"""The coding that ships with the scheme: two coders, 51 sources, with place and paraphrase of each cell."""

from __future__ import annotations

from functools import cache
from importlib.resources import files
from io import BytesIO
from typing import Literal

import polars as pl

from proxeny.evidence.importance.matrix import Matrix, read_matrix
from proxeny.scheme.loader import load_scheme

Coder = Literal["coder1", "coder2"]
CODERS: tuple[Coder, ...] = ("coder1", "coder2")


@cache
def shipped_table(name: str) -> pl.DataFrame:
    """A table of the shipped coding: ``sources`` (source, citation, class, counts) or a coder's cells.

    Cells have the columns source, indicator, grade, place (section of the paper), paraphrase (ours, no quotation).
    """
    raw = files("proxeny.scheme").joinpath("data", "coding", f"{name}.csv").read_bytes()
    return pl.read_csv(BytesIO(raw), infer_schema=False).fill_null("")


def read_shipped(coder: Coder = "coder1") -> Matrix:
    """The matrix of one coder over the indicators of the built-in scheme.

    >>> matrix = read_shipped()
    >>> len(matrix.sources), len(matrix.ranked().sources), len(matrix.indicators)
    (51, 49, 32)
    """
    sources, cells = shipped_table("sources"), shipped_table(coder)
    table = sources.join(cells, on="source", how="left", maintain_order="left")
    return read_matrix(table, [one.id for one in load_scheme().indicators])
