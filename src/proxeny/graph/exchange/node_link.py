"""Node-link JSON, as NetworkX and D3 have it."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path

from proxeny.errors import FaultyInput, Where
from proxeny.graph.exchange import FORMATS, Format
from proxeny.graph.exchange.values import Collected, rows_of
from proxeny.graph.model import Graph


def write(graph: Graph) -> Mapping[str, bytes]:
    """One file: ``nodes`` and ``edges``; missing values are left out, lists are lists."""
    ids = graph.nodes["id"].to_list()
    told = rows_of(graph.ties) if graph.ties.height else iter([{} for _ in range(graph.tie_count)])
    edges = [
        {"source": ids[u], "target": ids[v], "weight": float(weight), **row}
        for u, v, weight, row in zip(*graph.ends.tolist(), graph.weight, told, strict=True)
    ]
    made = {
        "directed": False,
        "multigraph": False,
        "graph": dict(graph.about),
        "nodes": list(rows_of(graph.nodes)),
        "edges": edges,
    }
    return {"": (json.dumps(made, ensure_ascii=False, allow_nan=False) + "\n").encode()}


def read(path: Path) -> Graph:
    """``nodes`` with ``id``, and ``edges`` or ``links`` with ``source`` and ``target``; ids may be numbers."""
    where = Where(file=str(path))
    try:
        told = json.loads(path.read_text(encoding="utf-8-sig"))
    except (ValueError, RecursionError) as error:
        raise FaultyInput.of("graph-json-broken", where, reason=error) from error
    rows = told.get("nodes") if isinstance(told, dict) else None
    links = (told.get("edges", told.get("links")) if isinstance(told, dict) else None) or []
    if not isinstance(rows, list) or not isinstance(links, list):
        raise FaultyInput.of("graph-json-other", where)
    found = Collected()
    for row in rows:
        if not isinstance(row, dict) or row.get("id", row.get("key")) is None:
            raise FaultyInput.of("graph-node-nameless", where)
        values = {key: _plain(value) for key, value in row.items() if key not in {"id", "key"} and value is not None}
        found.node(str(row.get("id", row.get("key"))), values)
    for link in links:
        if not isinstance(link, dict) or link.get("source") is None or link.get("target") is None:
            raise FaultyInput.of("graph-tie-open", where, name="")
        values = {
            key: _plain(value) for key, value in link.items() if key not in {"source", "target"} and value is not None
        }
        found.tie(str(link["source"]), str(link["target"]), values)
    return found.graph()


def _plain(value: object) -> object:
    """A value that a column can hold; a list of anything as a list of words, an object as its JSON."""
    if isinstance(value, list):
        return [one if isinstance(one, str) else json.dumps(one, ensure_ascii=False) for one in value]
    return json.dumps(value, ensure_ascii=False) if isinstance(value, dict) else value


FORMATS.add("json")(Format("Node-link JSON", (".json",), write, read))
