"""The map for other programs: GEXF (Gephi), GraphML, and CSV tables."""

from __future__ import annotations

import io
from html import escape

import polars as pl

from proxeny.literature.drawing.colours import of_cluster
from proxeny.literature.mapping import FieldMap
from proxeny.text import safe_cell

_NUMBERS = ("cluster", "occurrences", "links", "strength", "year", "year_shrunk", "newness", "cited_by")


def _attribute(text: object) -> str:
    return escape("".join(letter for letter in str(text) if letter.isprintable()), quote=True)


def _columns(field: FieldMap) -> list[str]:
    return [name for name in _NUMBERS if name in field.terms.columns]


def write_gexf(field: FieldMap) -> str:
    """GEXF 1.3 with places, sizes and colours."""
    names = _columns(field)
    out = [
        '<?xml version="1.0" encoding="UTF-8"?>',
        '<gexf xmlns="http://gexf.net/1.3" xmlns:viz="http://gexf.net/1.3/viz" version="1.3">',
        '<graph defaultedgetype="undirected" mode="static"><attributes class="node">',
        *[f'<attribute id="{at}" title="{name}" type="double"/>' for at, name in enumerate(names)],
        "</attributes><nodes>",
    ]
    for row in field.terms.iter_rows(named=True):
        colour = of_cluster(row["cluster"])
        red, green, blue = (int(colour[at : at + 2], 16) for at in (1, 3, 5))
        out.append(f'<node id="{_attribute(row["id"])}" label="{_attribute(row["label"])}"><attvalues>')
        out += [f'<attvalue for="{at}" value="{row[name]}"/>' for at, name in enumerate(names) if row[name] is not None]
        size = row.get("occurrences") or row["strength"]
        out.append(
            f'</attvalues><viz:position x="{row["x"]}" y="{row["y"]}" z="0"/><viz:size value="{size}"/>'
            f'<viz:color r="{red}" g="{green}" b="{blue}"/></node>'
        )
    out.append("</nodes><edges>")
    ids = [_attribute(one) for one in field.terms["id"]]
    for at, (first, second, weight) in enumerate(field.links.select("first", "second", "weight").iter_rows()):
        out.append(f'<edge id="{at}" source="{ids[first]}" target="{ids[second]}" weight="{weight:.10g}"/>')
    return "\n".join([*out, "</edges></graph></gexf>"]) + "\n"


def write_graphml(field: FieldMap) -> str:
    """GraphML with all figures of the terms."""
    names = ["x", "y", *_columns(field)]
    out = [
        '<?xml version="1.0" encoding="UTF-8"?>',
        '<graphml xmlns="http://graphml.graphdrawing.org/xmlns">',
        '<key id="label" for="node" attr.name="label" attr.type="string"/>',
        *[f'<key id="{name}" for="node" attr.name="{name}" attr.type="double"/>' for name in names],
        '<key id="weight" for="edge" attr.name="weight" attr.type="double"/>',
        '<graph edgedefault="undirected">',
    ]
    for row in field.terms.iter_rows(named=True):
        out.append(f'<node id="{_attribute(row["id"])}"><data key="label">{_attribute(row["label"])}</data>')
        out += [f'<data key="{name}">{row[name]}</data>' for name in names if row[name] is not None]
        out.append("</node>")
    ids = [_attribute(one) for one in field.terms["id"]]
    for first, second, weight in field.links.select("first", "second", "weight").iter_rows():
        out.append(f'<edge source="{ids[first]}" target="{ids[second]}"><data key="weight">{weight:.10g}</data></edge>')
    return "\n".join([*out, "</graph></graphml>"]) + "\n"


def write_terms_csv(field: FieldMap) -> str:
    """All figures of the terms; cells that a spreadsheet would take for a formula are escaped."""
    return _csv(field.terms.with_columns(pl.col("label").map_elements(safe_cell, return_dtype=pl.String)))


def write_links_csv(field: FieldMap) -> str:
    """The links by label."""
    labels = [safe_cell(label) for label in field.terms["label"]]
    named = field.links.select(
        pl.col("first").replace_strict(dict(enumerate(labels)), return_dtype=pl.String),
        pl.col("second").replace_strict(dict(enumerate(labels)), return_dtype=pl.String),
        "weight",
    )
    return _csv(named)


def _csv(table: pl.DataFrame) -> str:
    out = io.StringIO()
    table.with_columns(pl.col(pl.Float64).round(6)).write_csv(out)
    return out.getvalue()
