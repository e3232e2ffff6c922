"""GEXF 1.3 with start and end of ties, as Gephi and NetworkX read it."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta
from pathlib import Path
from xml.etree.ElementTree import Element
from xml.sax.saxutils import quoteattr

import polars as pl

from proxeny.errors import FaultyInput, Where
from proxeny.graph.exchange import FORMATS, Format
from proxeny.graph.exchange.markup import children, local, read_xml
from proxeny.graph.exchange.values import Collected, as_text, kind_of, legal, rows_of, typed
from proxeny.graph.model import Graph

_TYPES = {"integer": "long", "double": "double", "boolean": "boolean", "list": "liststring", "string": "string"}


def write(graph: Graph) -> Mapping[str, bytes]:
    """One file. Dates are those of Gephi's time line: an end is the last day, so one before ``valid_to``."""
    nodes = graph.nodes.drop("name")
    ties = graph.ties
    dynamic = "valid_from" in ties.columns
    lines = [
        '<?xml version="1.0" encoding="UTF-8"?>',
        '<gexf xmlns="http://gexf.net/1.3" xmlns:viz="http://gexf.net/1.3/viz" version="1.3">',
        "<meta><creator>Proxeny</creator></meta>",
        f'<graph defaultedgetype="undirected" mode="{"dynamic" if dynamic else "static"}"'
        + (' timeformat="date" timerepresentation="interval">' if dynamic else ">"),
        *_declare("node", nodes),
        *_declare("edge", ties),
        "<nodes>",
    ]
    for row, name in zip(rows_of(nodes), graph.nodes["name"], strict=True):
        head = f"<node id={_quote(row.pop('id'))} label={_quote(name)}>"
        lines.append(head + _values(row) + "</node>")
    lines += ["</nodes>", "<edges>"]
    ids = graph.nodes["id"].to_list()
    told = rows_of(ties) if ties.height else iter([{} for _ in range(graph.tie_count)])
    for at, row in enumerate(told):
        ends = f"source={_quote(ids[graph.ends[0, at]])} target={_quote(ids[graph.ends[1, at]])}"
        name = row.get("id", f"e{at}")
        lines.append(
            f'<edge id={_quote(name)} {ends} weight="{float(graph.weight[at])!r}"{_spell(row)}>{_values(row)}</edge>'
        )
    lines += ["</edges>", "</graph>", "</gexf>", ""]
    return {"": "\n".join(lines).encode()}


def _quote(value: object) -> str:
    return quoteattr(legal(str(value)))


def _declare(owner: str, table: pl.DataFrame) -> list[str]:
    names = [name for name in table.columns if not (owner == "node" and name == "id")]
    if not names:
        return []
    inside = [
        f'<attribute id={_quote(one)} title={_quote(one)} type="{_TYPES[kind_of(table[one])]}"/>' for one in names
    ]
    return [f'<attributes class="{owner}" mode="static">', *inside, "</attributes>"]


def _values(row: Mapping[str, object]) -> str:
    inside = "".join(f"<attvalue for={_quote(one)} value={quoteattr(as_text(value))}/>" for one, value in row.items())
    return f"<attvalues>{inside}</attvalues>" if inside else ""


def _spell(row: Mapping[str, object]) -> str:
    found = ""
    if row.get("valid_from"):
        found += f" start={_quote(row['valid_from'])}"
    if row.get("valid_to"):
        found += f" end={_quote(_shift(str(row['valid_to']), -1))}"
    return found


def _shift(day: str, days: int) -> str:
    """A day so many days later; a text that is no whole date as it is."""
    try:
        return (date.fromisoformat(day) + timedelta(days=days)).isoformat()
    except (ValueError, OverflowError):
        return day


def read(path: Path) -> Graph:
    """A GEXF of any version: nested nodes, defaults, spells, unknown attributes. Directions are not kept."""
    root = read_xml(path, "gexf")
    graphs = children(root, "graph")
    if not graphs:
        raise FaultyInput.of("graph-xml-other", Where(file=str(path)), wanted="graph", found="gexf")
    declared = {"node": _declared(graphs[0], "node"), "edge": _declared(graphs[0], "edge")}
    found = Collected()
    for holder in children(graphs[0], "nodes"):
        _read_nodes(holder, declared["node"], found)
    for holder in children(graphs[0], "edges"):
        for edge in children(holder, "edge"):
            source, target = edge.get("source"), edge.get("target")
            if source is None or target is None:
                raise FaultyInput.of("graph-tie-open", Where(file=str(path)), name=edge.get("id", ""))
            found.tie(source, target, _tie_values(edge, declared["edge"]))
    return found.graph()


def _declared(graph: Element, owner: str) -> dict[str, tuple[str, str, str | None]]:
    """Attribute id -> its title, type and default."""
    kept: dict[str, tuple[str, str, str | None]] = {}
    for block in children(graph, "attributes"):
        if block.get("class", "node") == owner:
            for one in children(block, "attribute"):
                default = next((child.text for child in children(one, "default")), None)
                name = one.get("id") or one.get("title") or ""
                kept[name] = (one.get("title") or name, one.get("type", "string"), default)
    return kept


def _read_nodes(holder: Element, declared: dict[str, tuple[str, str, str | None]], found: Collected) -> None:
    for node in children(holder, "node"):
        values = _attributes(node, declared)
        name = node.get("id") or node.get("label") or ""
        if node.get("label"):
            values.setdefault("name", node.get("label"))
        if name:
            found.node(name, values)
        for inner in children(node, "nodes"):
            _read_nodes(inner, declared, found)


def _attributes(element: Element, declared: dict[str, tuple[str, str, str | None]]) -> dict[str, object]:
    values = {title: typed(default, kind) for title, kind, default in declared.values() if default is not None}
    for block in children(element, "attvalues"):
        for one in block:
            if local(one) == "attvalue" and one.get("value") is not None:
                key = one.get("for") or one.get("id") or ""
                title, kind, _ = declared.get(key, (key, "string", None))
                if title and title not in {"id", "source", "target"}:
                    values[title] = typed(one.get("value", ""), kind)
    return values


def _tie_values(edge: Element, declared: dict[str, tuple[str, str, str | None]]) -> dict[str, object]:
    values = _attributes(edge, declared)
    if edge.get("id"):
        values["id"] = edge.get("id")
    if edge.get("weight"):
        values["weight"] = typed(edge.get("weight", ""), "double")
    spells = [edge, *[spell for block in children(edge, "spells") for spell in children(block, "spell")]]
    starts = sorted(spell.get("start", "") for spell in spells if spell.get("start"))
    ends = sorted(spell.get("end", "") for spell in spells if spell.get("end"))
    if starts:
        values.setdefault("valid_from", starts[0])
    if ends:
        values.setdefault("valid_to", _shift(ends[-1], 1))
    return values


FORMATS.add("gexf")(Format("GEXF 1.3", (".gexf",), write, read))
