"""Values of nodes and ties as text and back: lists as JSON arrays, missing values left out, types by column."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

import polars as pl

from proxeny.graph.building import build_from_edges
from proxeny.graph.model import NODES, Graph
from proxeny.text import clean

_LONGEST = 20_000
_INVALID = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
Row = Mapping[str, object]


def kind_of(series: pl.Series) -> str:
    """``integer``, ``double``, ``boolean``, ``list`` or ``string``."""
    dtype = series.dtype
    if dtype.is_integer():
        return "integer"
    if dtype.is_float():
        return "double"
    if dtype == pl.Boolean:
        return "boolean"
    return "list" if isinstance(dtype, pl.List) else "string"


def as_text(value: object) -> str:
    """A value as text that XML may hold: numbers and booleans plainly, lists as JSON arrays."""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, list):
        return legal(json.dumps([str(one) for one in value], ensure_ascii=False))
    return repr(value) if isinstance(value, float) else legal(str(value))


def legal(text: str) -> str:
    """Text without the characters that XML forbids."""
    return _INVALID.sub("", text)


def rows_of(table: pl.DataFrame) -> Iterator[dict[str, object]]:
    """Rows without what is missing: None, and not a number."""
    for row in table.iter_rows(named=True):
        yield {name: value for name, value in row.items() if value is not None and value == value}


def typed(text: str, kind: str) -> object:
    """A text as a value of a kind of GEXF or GraphML; as text where it is none."""
    kind = kind.lower()
    if kind.startswith("list"):
        return as_list(text)
    try:
        if kind in {"integer", "int", "long", "short", "byte", "biginteger"}:
            return int(text)
        if kind in {"float", "double", "bigdecimal"}:
            return float(text)
    except ValueError:
        return text
    if kind in {"boolean", "bool"} and text.strip().lower() in {"true", "false", "1", "0"}:
        return text.strip().lower() in {"true", "1"}
    return maybe_list(text)


def maybe_list(text: str) -> object:
    """A JSON array of words as a list, as `as_text` writes it; any other text as it is."""
    if text[:1] == "[" and text[-1:] == "]":
        try:
            found = json.loads(text)
        except ValueError:
            return text
        if isinstance(found, list) and all(isinstance(one, str) for one in found):
            return found
    return text


def as_list(text: str) -> list[str]:
    """A list as Gephi writes it: [a, b], maybe quoted; or as older files do: a|b."""
    found = maybe_list(text)
    if isinstance(found, list):
        return found
    inside = text.strip()
    if inside[:1] == "[" and inside[-1:] == "]":
        parts: Sequence[str] = re.findall(r'"((?:[^"\\]|\\.)*)"|\'((?:[^\'\\]|\\.)*)\'|([^,\s][^,]*)', inside[1:-1])
        return ["".join(part).strip() for part in parts]
    return [part.strip() for part in re.split(r"[|;]", inside) if part.strip()]


@dataclass
class Collected:
    """Nodes and ties of a file as they are read, in their order."""

    nodes: dict[str, dict[str, object]] = field(default_factory=dict)
    ties: list[dict[str, object]] = field(default_factory=list)

    def node(self, name: str, values: Row) -> None:
        """A node; told twice, the later values add to the earlier."""
        kept = {key: clean(one, _LONGEST) if isinstance(one, str) else one for key, one in values.items()}
        self.nodes.setdefault(clean(name, 500), {}).update(kept)

    def tie(self, source: str, target: str, values: Row) -> None:
        """A tie; ends that are no nodes yet become nodes."""
        ends = clean(source, 500), clean(target, 500)
        for end in ends:
            self.nodes.setdefault(end, {})
        self.ties.append({**values, "source": ends[0], "target": ends[1]})

    def graph(self) -> Graph:
        """The graph of what was read."""
        nodes = table_of([{**row, "id": name} for name, row in self.nodes.items()], {"id": pl.String})
        nodes = nodes.with_columns(
            [
                (pl.col(name).cast(dtype, strict=False) if nodes.schema[name] != pl.List else pl.lit(None, dtype))
                for name, dtype in NODES.items()
                if name in nodes.columns and name != "id" and not isinstance(nodes.schema[name], pl.List)
            ]
        )
        listed = [name for name in NODES if name in nodes.columns and isinstance(nodes.schema[name], pl.List)]
        nodes = nodes.drop(listed)
        ties = table_of(self.ties, {"source": pl.String, "target": pl.String})
        if "weight" in ties.columns:
            weight = ties["weight"].cast(pl.Float64, strict=False)
            ties = ties.with_columns(pl.when((weight > 0) & weight.is_finite()).then(weight).alias("weight"))
        return build_from_edges(ties, nodes)


def table_of(rows: Sequence[Row], schema: Mapping[str, type[pl.DataType]]) -> pl.DataFrame:
    """A table of rows that may lack values; a column of mixed values becomes text."""
    names: Iterable[str] = dict.fromkeys([*schema, *(name for row in rows for name in row)])
    columns = [_column(name, [row.get(name) for row in rows]) for name in names]
    made = pl.DataFrame(columns)
    return made.with_columns([pl.col(name).cast(dtype) for name, dtype in schema.items()])


def _column(name: str, values: list[object]) -> pl.Series:
    kinds = {type(value) for value in values if value is not None}
    if kinds <= {int, float} and float in kinds:
        return pl.Series(name, [None if value is None else float(value) for value in values], pl.Float64)  # type: ignore[arg-type]
    if kinds == {list}:
        return pl.Series(name, values, pl.List(pl.String))
    if kinds == {int}:
        fits = all(value is None or abs(value) < 2**63 for value in values)  # type: ignore[arg-type]
        if fits:
            return pl.Series(name, values, pl.Int64)
    if kinds == {bool}:
        return pl.Series(name, values, pl.Boolean)
    return pl.Series(name, [None if value is None else as_text(value) for value in values], pl.String)
