"""Formats in and out: nothing is lost on the way, odd files give clear errors."""

from __future__ import annotations

import json

import networkx
import numpy as np
import pytest

from proxeny.errors import FaultyInput, NotFound
from proxeny.graph.building import build_from_edges, build_graph
from proxeny.graph.edges import read_edges
from proxeny.graph.exchange import FORMATS, read_graph, write_graph
from proxeny.graph.layers import as_graph
from proxeny.graph.memberships import build_memberships

from .worlds import edges, tables

BOTH_WAYS = [name for name in FORMATS if FORMATS[name].read is not None]


def put(folder, graph, name):
    """Write a graph and return its path."""
    path = folder / f"graph{FORMATS[name].suffixes[0]}"
    for ending, content in write_graph(graph, name).items():
        path.with_name(f"{path.stem}{ending}{path.suffix}").write_bytes(content)
    return path


@pytest.fixture
def graph():
    return build_graph(tables())


@pytest.mark.parametrize("name", BOTH_WAYS)
def test_ids_ties_and_names_come_back(name, graph, tmp_path):
    back = read_graph(put(tmp_path, graph, name))
    assert back.nodes["id"].to_list() == graph.nodes["id"].to_list()
    assert np.array_equal(back.ends, graph.ends)
    assert back.nodes["name"].to_list() == graph.nodes["name"].to_list()


@pytest.mark.parametrize("name", ["gexf", "graphml", "json"])
def test_lists_dates_and_missing_values_come_back(name, graph, tmp_path):
    back = read_graph(put(tmp_path, graph, name))
    assert back.ties["agreements"].to_list() == graph.ties["agreements"].to_list()
    assert [one or "" for one in back.ties["valid_to"]] == graph.ties["valid_to"].to_list()
    assert (
        back.nodes.select("country", "lat", "population").rows()
        == graph.nodes.select("country", "lat", "population").rows()
    )


@pytest.mark.parametrize(
    ("name", "read", "written"),
    [
        ("gexf", networkx.read_gexf, lambda made, path: networkx.write_gexf(made, path, version="1.3")),
        ("graphml", networkx.read_graphml, networkx.write_graphml),
        ("json", lambda path: networkx.node_link_graph(json.loads(path.read_text()), edges="edges"),
         lambda made, path: path.write_text(json.dumps(networkx.node_link_data(made, edges="edges")))),
    ],
)  # fmt: skip
def test_a_round_trip_through_networkx(name, read, written, graph, tmp_path):
    path = put(tmp_path, graph, name)
    made = read(path)
    assert (made.number_of_nodes(), made.number_of_edges()) == (graph.size, graph.tie_count)
    written(made, path)
    back = read_graph(path)
    order = [back.places[one] for one in graph.nodes["id"]]
    assert back.nodes["population"][order].to_list() == graph.nodes["population"].to_list()
    assert sorted(map(list, back.ties["agreements"])) == sorted(map(list, graph.ties["agreements"]))


def test_pajek_as_networkx_reads_it(graph, tmp_path):
    made = networkx.read_pajek(put(tmp_path, graph, "pajek"))
    assert set(made) == {f"City {one} [{one}]" for one in "ABCDEXY"}
    assert made.number_of_edges() == graph.tie_count


def test_two_modes_in_pajek(tmp_path):
    layer = as_graph(build_memberships(tables()))
    path = put(tmp_path, layer, "pajek")
    assert path.read_text().startswith("*Vertices 7 4\n")
    assert read_graph(path).nodes["mode"].to_list() == ["member"] * 4 + ["network"] * 3


def test_gexf_tells_when_ties_begin_and_end(graph):
    text = write_graph(graph, "gexf")[""].decode()
    assert 'start="2000-01-01" end="2009-12-31"' in text
    assert 'timeformat="date"' in text


def test_geojson_is_split_at_the_antimeridian():
    import polars as pl

    places = pl.DataFrame(
        {"id": ["fiji", "samoa", "nowhere"], "lat": [-18.0, -13.8, None], "lon": [178.0, -171.8, None]}
    )
    made = json.loads(
        write_graph(build_from_edges(edges([("fiji", "samoa"), ("fiji", "nowhere")]), places), "geojson")[""]
    )
    line, none = made["features"][3]["geometry"], made["features"][4]["geometry"]
    assert (line["type"], none) == ("MultiLineString", None)
    assert [part[-1 if at == 0 else 0][0] for at, part in enumerate(line["coordinates"])] == [180.0, -180.0]
    assert made["features"][0]["id"] == "fiji"


def test_formulas_are_escaped_in_csv_and_come_back(tmp_path):
    import polars as pl

    nodes = pl.DataFrame({"id": ["=1+1", "b"], "name": ["@SUM(A1)", "-x"]})
    path = put(tmp_path, build_from_edges(edges([("=1+1", "b")]), nodes), "csv")
    assert path.read_text() == "source,target,weight\n'=1+1,b,1.0\n"
    assert read_graph(path).nodes["name"].to_list() == ["@SUM(A1)", "-x"]


ODD_GEXF = """<?xml version="1.0"?>
<gexf xmlns="http://www.gexf.net/1.2draft" xmlns:viz="http://www.gexf.net/1.2draft/viz" version="1.2">
<graph defaultedgetype="directed"><attributes class="node">
<attribute id="0" title="lat" type="string"/>
<attribute id="1" title="good" type="boolean"><default>true</default></attribute>
<attribute id="2" title="tags" type="liststring"/><attribute id="3" title="year" type="integer"/></attributes>
<nodes><node id="7" label="Seven"><attvalues><attvalue for="0" value="somewhere"/><attvalue for="2" value="[a, 'b c']"/>
<attvalue for="99" value="odd"/><attvalue for="3" value="about 1990"/></attvalues><viz:color r="1" g="2" b="3"/></node>
<node id="8"><nodes><node id="9" label="Nine"/></nodes></node></nodes>
<edges><edge source="7" target="8" weight="-2"/>
<edge id="e" source="8" target="7"><spells><spell start="1990"/></spells></edge>
<edge source="9" target="10"/></edges></graph></gexf>"""


def test_a_gexf_from_elsewhere_with_odd_attributes(tmp_path):
    path = tmp_path / "odd.gexf"
    path.write_text(ODD_GEXF)
    back = read_graph(path)
    assert back.nodes["id"].to_list() == ["7", "8", "9", "10"]
    assert back.nodes["tags"].to_list()[0] == ["a", "b c"]
    assert back.nodes["good"].to_list()[:3] == [True, True, True]
    assert back.nodes["lat"].null_count() == 4
    assert (back.tie_count, back.given.parallel_ties, back.weight.tolist()) == (2, 1, [2.0, 1.0])


BAD = {
    "entities.gexf": '<!DOCTYPE gexf [<!ENTITY a "b">]><gexf><graph/></gexf>',
    "broken.gexf": "<gexf><graph>",
    "other.gexf": "<html/>",
    "empty.gexf": "<gexf/>",
    "open.gexf": '<gexf><graph><edges><edge source="1"/></edges></graph></gexf>',
    "nameless.graphml": "<graphml><graph><node/></graph></graphml>",
    "broken.json": "{",
    "list.json": "[1, 2]",
    "nameless.json": '{"nodes": [{"x": 1}], "links": []}',
    "open.json": '{"nodes": [{"id": 1}], "links": [{"source": 1}]}',
    "bad.net": "*Vertices 2\n*Edges\n1 5 1\n",
    "one.tsv": "1\t2\n3\n",
    "weight.tsv": "source\ttarget\tweight\na\tb\t0\na\tc\tmany\n",
    "binary.tsv": "a\x00b",
}


@pytest.mark.parametrize("name", BAD)
def test_bad_files_give_clear_errors(name, tmp_path):
    (tmp_path / name).write_text(BAD[name])
    with pytest.raises(FaultyInput, match=name.replace(".", r"\.")):
        read_graph(tmp_path / name)


def test_all_faults_of_a_list_of_edges_come_together(tmp_path):
    (tmp_path / "x.tsv").write_text(BAD["weight.tsv"])
    with pytest.raises(FaultyInput) as caught:
        read_edges(tmp_path / "x.tsv")
    assert [fault.where.line for fault in caught.value.faults] == [2, 3]


def test_a_file_that_is_not_there(tmp_path):
    with pytest.raises(NotFound):
        read_graph(tmp_path / "none.tsv")


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("% sym unweighted\n1\t10\n1\t11\n", [("1", "10"), ("1", "11")]),
        ("# a comment\n1 2\n2 3\n", [("1", "2"), ("2", "3")]),
        ("source\ttarget\nBerlin\tParis\n", [("Berlin", "Paris")]),
        ("a_qid,b_qid,a_name,b_name\nQ1,Q2,x,y\n", [("Q1", "Q2")]),
        ("a\tb\nb\tc\n", [("a", "b"), ("b", "c")]),
        ("a\tb\nKöln\tLille\n", [("Köln", "Lille")]),
        ("id\tother\n1\t2\n", [("1", "2")]),
        ("x;y;2\nz;w;1.5\n", [("x", "y"), ("z", "w")]),
        ("New York\tTel Aviv\nÇeşme\tRoma\n", [("New York", "Tel Aviv"), ("Çeşme", "Roma")]),
        ('"a, b",c\n"d",c\n', [("a, b", "c"), ("d", "c")]),
        ("\ufeff1\t2\r\n\r\n3\t4\r\n", [("1", "2"), ("3", "4")]),
        ("weight,target,source\n2,b,a\n", [("a", "b")]),
        ("", []),
        ("% nothing\n", []),
    ],
)
def test_lists_of_edges_of_all_kinds(text, wanted, tmp_path):
    path = tmp_path / "edges.tsv"
    path.write_text(text, encoding="utf-8")
    assert read_edges(path).select("source", "target").rows() == wanted
