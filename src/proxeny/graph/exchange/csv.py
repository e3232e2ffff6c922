"""CSV: ties in the file, cities in one beside it; formulas are escaped, and taken back when read."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import numpy as np
import polars as pl

from proxeny.errors import FaultyInput, Where
from proxeny.graph.building import build_from_edges
from proxeny.graph.edges import read_edges
from proxeny.graph.exchange import FORMATS, Format
from proxeny.graph.exchange.values import as_text, maybe_list
from proxeny.graph.model import NODES, Graph
from proxeny.text import safe_cell

NODES_BESIDE = "-nodes"


def write(graph: Graph) -> Mapping[str, bytes]:
    """Two files: ``source, target, weight`` and what else a tie has; and the cities. Lists are JSON arrays."""
    ids = graph.nodes["id"]
    ends = pl.DataFrame(
        {"source": ids.gather(graph.ends[0]), "target": ids.gather(graph.ends[1]), "weight": graph.weight}
    )
    ties = pl.concat([ends, graph.ties], how="horizontal") if graph.ties.height else ends
    return {"": _plain(ties), NODES_BESIDE: _plain(graph.nodes)}


def _plain(table: pl.DataFrame) -> bytes:
    kept = []
    for column in table.iter_columns():
        if isinstance(column.dtype, pl.List):
            told = [None if value is None else as_text(list(value)) for value in column]
            column = pl.Series(column.name, told, pl.String)
        if column.dtype == pl.String:
            safe = [None if value is None else safe_cell(value) for value in column]
            column = pl.Series(column.name, safe, pl.String)
        kept.append(column)
    return pl.DataFrame(kept).write_csv(quote_style="necessary").encode()


def read(path: Path) -> Graph:
    """A list of edges with or without a header; with the file of cities that stands beside it, if there is one."""
    beside = path.with_name(f"{path.stem}{NODES_BESIDE}{path.suffix}")
    edges = read_edges(path)
    if not beside.is_file():
        return build_from_edges(edges)
    try:
        nodes = pl.read_csv(beside, infer_schema=False)
    except pl.exceptions.PolarsError as error:
        raise FaultyInput.of("graph-csv-broken", Where(file=str(beside)), reason=error) from error
    if "id" not in nodes.columns:
        raise FaultyInput.of("graph-node-nameless", Where(file=str(beside)))
    nodes = nodes.with_columns([_taken_back(column) for column in nodes.iter_columns()])
    nodes = nodes.with_columns(
        [pl.col(name).cast(NODES[name], strict=False) for name in NODES if name in nodes.columns]
    )
    ends = [_taken_back(edges[name]) for name in ("source", "target")]
    return build_from_edges(edges.with_columns(ends), nodes)


def _taken_back(column: pl.Series) -> pl.Series:
    """Cells without the sign that kept a spreadsheet from computing them; JSON arrays as lists."""
    plain = column.cast(pl.String).str.replace(r"^'([=+\-@\t\r])", "$1")
    listed = plain.drop_nulls()
    if len(listed) and np.all([isinstance(maybe_list(cell), list) for cell in listed]):
        return pl.Series(
            column.name, [None if cell is None else maybe_list(cell) for cell in plain], pl.List(pl.String)
        )
    return plain


FORMATS.add("csv")(Format("CSV", (".csv", ".tsv", ".txt"), write, read))
