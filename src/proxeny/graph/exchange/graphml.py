"""GraphML, as NetworkX, Gephi, yEd and igraph read it."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from xml.etree.ElementTree import Element
from xml.sax.saxutils import escape, quoteattr

import polars as pl

from proxeny.errors import FaultyInput, Where
from proxeny.graph.exchange import FORMATS, Format
from proxeny.graph.exchange.markup import children, read_xml
from proxeny.graph.exchange.values import Collected, as_text, kind_of, legal, rows_of, typed
from proxeny.graph.model import Graph

_TYPES = {"integer": "long", "double": "double", "boolean": "boolean", "list": "string", "string": "string"}


def write(graph: Graph) -> Mapping[str, bytes]:
    """One file; lists are JSON arrays, for GraphML has none."""
    ties = graph.ties.with_columns(pl.Series("weight", graph.weight)) if graph.ties.height else _weights(graph)
    lines = [
        '<?xml version="1.0" encoding="UTF-8"?>',
        '<graphml xmlns="http://graphml.graphdrawing.org/xmlns">',
        *_keys("node", graph.nodes.drop("id")),
        *_keys("edge", ties),
        '<graph edgedefault="undirected">',
    ]
    for row in rows_of(graph.nodes):
        lines.append(f"<node id={_quote(row.pop('id'))}>{_data('node', row)}</node>")
    ids = graph.nodes["id"].to_list()
    for at, row in enumerate(rows_of(ties)):
        ends = f"source={_quote(ids[graph.ends[0, at]])} target={_quote(ids[graph.ends[1, at]])}"
        lines.append(f"<edge {ends}>{_data('edge', row)}</edge>")
    lines += ["</graph>", "</graphml>", ""]
    return {"": "\n".join(lines).encode()}


def _weights(graph: Graph) -> pl.DataFrame:
    return pl.DataFrame({"weight": graph.weight})


def _quote(value: object) -> str:
    return quoteattr(legal(str(value)))


def _keys(owner: str, table: pl.DataFrame) -> list[str]:
    return [
        f'<key id={_quote(f"{owner}_{one}")} for="{owner}" attr.name={_quote(one)} '
        f'attr.type="{_TYPES[kind_of(table[one])]}"/>'
        for one in table.columns
    ]


def _data(owner: str, row: Mapping[str, object]) -> str:
    return "".join(
        f"<data key={_quote(f'{owner}_{one}')}>{escape(as_text(value))}</data>" for one, value in row.items()
    )


def read(path: Path) -> Graph:
    """A GraphML of anybody: nested graphs, defaults, unknown keys. Directions and ports are not kept."""
    root = read_xml(path, "graphml")
    keys = {one.get("id", ""): one for one in children(root, "key")}
    found = Collected()
    for graph in children(root, "graph"):
        _read(graph, keys, found, path)
    return found.graph()


def _read(graph: Element, keys: Mapping[str, Element], found: Collected, path: Path) -> None:
    for node in children(graph, "node"):
        name = node.get("id")
        if name is None:
            raise FaultyInput.of("graph-node-nameless", Where(file=str(path)))
        values = _values(node, keys, "node")
        if "name" not in values and isinstance(values.get("label"), str):
            values["name"] = values["label"]
        found.node(name, values)
        for inner in children(node, "graph"):
            _read(inner, keys, found, path)
    for edge in children(graph, "edge"):
        source, target = edge.get("source"), edge.get("target")
        if source is None or target is None:
            raise FaultyInput.of("graph-tie-open", Where(file=str(path)), name=edge.get("id", ""))
        values = _values(edge, keys, "edge")
        if edge.get("id"):
            values.setdefault("id", edge.get("id"))
        found.tie(source, target, values)


def _values(element: Element, keys: Mapping[str, Element], owner: str) -> dict[str, object]:
    values: dict[str, object] = {}
    for key in keys.values():
        default = next((child.text for child in children(key, "default") if child.text), None)
        if default is not None and key.get("for") in {owner, "all"}:
            values[str(key.get("attr.name") or key.get("id", ""))] = typed(default, key.get("attr.type", "string"))
    for data in children(element, "data"):
        declared = keys.get(data.get("key", ""))
        name = str((declared.get("attr.name") if declared is not None else None) or data.get("key", ""))
        if (name and name not in {"id", "source", "target"}) or (name == "id" and owner == "edge"):
            kind = declared.get("attr.type", "string") if declared is not None else "string"
            values[name] = typed(data.text or "", kind)
    return values


FORMATS.add("graphml")(Format("GraphML", (".graphml",), write, read))
