"""The commands, run as a process: forms that are promised, JSON, and errors in words."""

from __future__ import annotations

import pytest

from proxeny.io.snapshot import write_snapshot
from tests.acceptance.command import open_command

from .worlds import tables


@pytest.fixture(scope="module")
def run(tmp_path_factory):
    with open_command(tmp_path_factory.mktemp("home")) as command:
        yield command


@pytest.fixture(scope="module")
def snapshot(tmp_path_factory):
    folder = tmp_path_factory.mktemp("snapshots") / "one"
    write_snapshot(tables(), folder, {})
    return folder


@pytest.fixture
def triangle(tmp_path):
    path = tmp_path / "edges.tsv"
    path.write_text("% a triangle with a tail\n1\t2\n2\t3\n1\t3\n3\t4\n4\t4\n4\t3\n")
    return path


def test_measure_a_list_of_edges(run, triangle):
    found = run.json("graph", "measure", "--edges", triangle, "--seed", 1)
    wanted = {"nodes": 4, "edges": 4, "clustering": 0.6, "diameter": 2, "giant_share": 1.0}
    assert {name: found[name] for name in wanted} == wanted
    assert found["mean_distance"] == pytest.approx(8 / 6)
    assert (found["given"]["self_ties"], found["given"]["parallel_ties"]) == (1, 1)
    assert found["seed"] == 1


def test_only_what_is_asked_for_is_measured(run, triangle):
    found = run.json("graph", "measure", "--edges", triangle, "--only", "clustering,degree", "--seed", 1)
    assert found["clustering"] == 0.6
    assert found["degree"]["values"] == {"1": 2, "2": 2, "3": 3, "4": 1}
    assert "diameter" not in found


def test_measure_a_snapshot(run, snapshot, tmp_path):
    found = run.json("graph", "measure", "--snapshot", snapshot, "--seed", 1, "--out", tmp_path / "m.csv")
    assert (found["nodes"], found["edges"], found["given"]["without_ties"]) == (7, 6, 1)
    assert found["interlocking"]["values"] == found["interlocking_identity"]["values"]
    assert (tmp_path / "m.csv").read_text().startswith("id,name,country,")


def test_communities(run, triangle):
    form = ("--quality", "modularity", "--resolution", 1, "--seed", 1)
    found = run.json("graph", "communities", "--edges", triangle, *form)
    assert found == run.json("graph", "communities", "--edges", triangle, *form)
    assert set(found["membership"]) == {"1", "2", "3", "4"}
    assert run.json("graph", "communities", "--edges", triangle, "--quality", "cpm", "--resolution", 1)["quality"] > 0
    assert len(run.json("graph", "communities", "--edges", triangle, "--profile")["profile"]) == 5


def test_nulls(run, snapshot):
    found = run.json("graph", "nulls", "--snapshot", snapshot, "--measure", "distance", "--draws", 50)
    assert [rung["name"] for rung in found["rungs"]] == ["uniform", "degree", "country_pair", "size_distance"]
    assert found["unit"] == "km"
    assert "share_explained_by_country" in found


@pytest.mark.parametrize("name", ["gexf", "graphml", "pajek", "json", "geojson", "csv"])
def test_export_and_measure_again(run, snapshot, name, tmp_path):
    ending = {"pajek": "net"}.get(name, name)
    path = tmp_path / f"out.{ending}"
    run("graph", "export", "--snapshot", snapshot, "--format", name, "--out", path)
    assert path.stat().st_size
    if name != "geojson":
        assert run.json("graph", "measure", "--edges", path, "--only", "clustering")["edges"] == 6


def test_build_and_compare(run, snapshot, triangle, tmp_path):
    built = run.json("graph", "build", "--snapshot", snapshot, "--out", tmp_path / "g.json")
    assert (built["dated_ties"], built["undated_ties"]) == (2, 4)
    networks = run.json("graph", "compare", "--snapshot", snapshot)
    assert networks["pairs_of_members"]["possible"] is False
    changed = run.json("graph", "compare", "--snapshot", snapshot, "--with-edges", triangle)
    assert (changed["edges_kept"], changed["edges_gained"], changed["edges_lost"]) == (0, 4, 6)


@pytest.mark.parametrize("text", ["", "% nothing\n", "1\t1\n"])
def test_empty_graphs_and_one_node(run, text, tmp_path):
    path = tmp_path / "edges.tsv"
    path.write_text(text)
    found = run.json("graph", "measure", "--edges", path)
    assert (found["nodes"], found["edges"], found["clustering"]) == (int("1" in text), 0, None)
    assert run.json("graph", "communities", "--edges", path)["communities"] == int("1" in text)
    assert run.json("graph", "nulls", "--edges", path, "--measure", "clustering", "--draws", 5)["observed"] is None
    run("graph", "export", "--edges", path, "--format", "gexf", "--out", tmp_path / "x.gexf")


@pytest.mark.parametrize(
    "words",
    [
        ("measure",),
        ("measure", "--edges", "nowhere.tsv"),
        ("measure", "--snapshot", "nowhere"),
        ("measure", "--edges", "EDGES", "--only", "degre"),
        ("communities", "--edges", "EDGES", "--quality", "other"),
        ("communities", "--edges", "EDGES", "--resolution", "0"),
        ("nulls", "--edges", "EDGES", "--measure", "pagerank"),
        ("nulls", "--edges", "EDGES", "--measure", "clustering", "--draws", "0"),
        ("export", "--edges", "EDGES", "--format", "docx", "--out", "x"),
        ("export", "--edges", "EDGES", "--layer", "memberships", "--out", "x"),
        ("compare", "--edges", "EDGES"),
        ("build", "--edges", "EDGES", "--on", "soon"),
    ],
)
def test_what_cannot_be_done_is_said_in_words(run, triangle, words):
    told = run("graph", *[triangle if word == "EDGES" else word for word in words], code=1)
    assert told.err.startswith("error: ")
