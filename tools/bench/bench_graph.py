"""The graph against NetworKit, rustworkx, igraph, leidenalg and the bicm package, in the same run.

    python tools/bench graph                 figures on the shared lists, then x10
    python tools/bench graph graph=x100      the graph of a hundred times as many cities as well
    python tools/bench graph graph=nulls     1,000 graphs of each null model
    python tools/bench graph graph=bicm graph=full      both projections of the bicm package too (minutes)

Kernels are called once before, so that compiling is not measured. The ties and memberships of the shared lists are read
from a snapshot of them where its folder is an option (graph=DIR), or else joined by names, countries and ids.
"""

from __future__ import annotations

import contextlib
import io
import resource
import time
from collections.abc import Callable
from pathlib import Path

import igraph
import leidenalg
import networkit
import numpy as np
import polars as pl
import rustworkx
from bicm import BipartiteGraph
from figures import shared, show
from scipy.stats import poisson

from proxeny.graph.bicm import Side
from proxeny.graph.building import build_from_edges, build_graph
from proxeny.graph.communities import Recipe, find_communities, quality_of
from proxeny.graph.exchange import read_graph
from proxeny.graph.kernels.adjacency import peel_cores
from proxeny.graph.kernels.ranking import rank_pages
from proxeny.graph.ladder import compare_with_nulls
from proxeny.graph.measuring import measure_graph
from proxeny.graph.memberships import NONE, Memberships, build_memberships, link
from proxeny.graph.model import Graph
from proxeny.graph.nulls import NULLS
from proxeny.graph.projection import validate_both
from proxeny.graph.standing import place_city
from proxeny.graph.subject import Subject
from proxeny.io.places.countries import resolve_countries

WARM = 3


def best(work: Callable[[], object], times: int = WARM) -> float:
    """Least seconds of some runs."""
    found = []
    for _ in range(times):
        start = time.perf_counter()
        work()
        found.append(time.perf_counter() - start)
    return min(found)


def read_world(folder: Path, named: str) -> tuple[Graph, Memberships]:
    """The graph of the register: from a snapshot where one is named, else by names and countries of the lists."""
    if named:
        names = ("places", "ties", "memberships", "organisations")
        tables = {name: pl.read_parquet(Path(named) / f"{name}.parquet") for name in names}
        return build_graph(tables), build_memberships(tables)
    rows = pl.read_csv(folder / "data/ties/wikipedia_2026_ties.csv", infer_schema_length=None)
    nodes = []
    for end in "ab":
        key = pl.concat_str([f"{end}_name", f"{end}_country"], separator="|").alias("id")
        nodes.append(rows.select(key, pl.col(f"{end}_country").alias("said"), lat=f"{end}_lat", lon=f"{end}_lon"))
    every = pl.concat(nodes).unique("id", keep="first", maintain_order=True)
    found = resolve_countries(every["said"])["country"].replace("", None)
    edges = pl.DataFrame({"source": nodes[0]["id"], "target": nodes[1]["id"]})
    graph = build_from_edges(edges, every.drop("said").with_columns(found.alias("country")))
    held = pl.read_csv(folder / "data/memberships/etmun_memberships_to_2014.csv", infer_schema=False)
    pairs = held.select(pl.col("geonameid").alias("member"), pl.col("network_code").alias("network")).drop_nulls()
    return graph, link(pairs, NONE.members, NONE.networks)


def enlarge(graph: Graph, times: int, seed: int) -> Graph:
    """A random graph of ``times`` as many nodes with the same degrees: stubs paired, what is no simple tie left out."""
    degrees = np.tile(graph.adjacency.degrees, times)
    stubs = np.random.default_rng(seed).permutation(np.repeat(np.arange(len(degrees)), degrees))
    ends = stubs[: len(stubs) // 2 * 2].reshape(2, -1)
    low, high = ends.min(axis=0), ends.max(axis=0)
    keys = np.unique((low * len(degrees) + high)[low != high])
    put = np.stack([keys // len(degrees), keys % len(degrees)]).astype(np.int32)
    nodes = pl.DataFrame({"id": np.arange(len(degrees)).astype(str)})
    return Graph(nodes, put, np.ones(put.shape[1]), pl.DataFrame())


def measure_peers(graph: Graph, name: str, times: int) -> None:
    """PageRank, clustering, k-core and Leiden beside the others; each has its own graph built before."""
    pairs = graph.ends.T
    kit = networkit.Graph(graph.size)
    for u, v in pairs.tolist():
        kit.addEdge(u, v)
    kit.sortEdges()
    rust = rustworkx.PyGraph(multigraph=False)
    rust.add_nodes_from(range(graph.size))
    rust.add_edges_from([(u, v, 1.0) for u, v in pairs.tolist()])
    other = igraph.Graph(n=graph.size, edges=pairs.tolist())
    near = graph.adjacency
    directed = networkit.graphtools.toUndirected(kit) if kit.isDirected() else kit
    ours: dict[str, Callable[[], object]] = {
        "PageRank": lambda: rank_pages(near.indptr, near.indices, near.weights, 0.85, 1e-8),
        "clustering": lambda: Subject(graph).triangles,
        "k-core": lambda: peel_cores(near.indptr, near.indices),
        "Leiden": lambda: find_communities(graph, Recipe(runs=1, rounds=2)),
    }
    peers: dict[str, dict[str, Callable[[], object]]] = {
        "PageRank": {
            "NetworKit": lambda: networkit.centrality.PageRank(directed, 0.85, 1e-8).run(),
            "igraph": lambda: other.pagerank(damping=0.85),
        },
        "clustering": {
            "rustworkx": lambda: rustworkx.transitivity(rust),
            "igraph": lambda: other.transitivity_undirected(),
            "NetworKit": lambda: networkit.centrality.LocalClusteringCoefficient(kit, True).run(),
        },
        "k-core": {
            "NetworKit": lambda: networkit.centrality.CoreDecomposition(kit).run(),
            "igraph": lambda: other.coreness(),
            "rustworkx": lambda: rustworkx.core_number(rust) if hasattr(rustworkx, "core_number") else None,
        },
        "Leiden": {
            "igraph": lambda: other.community_leiden("modularity", n_iterations=2),
            "NetworKit": lambda: networkit.community.ParallelLeiden(kit, iterations=2).run(),
        },
    }
    if not hasattr(rustworkx, "core_number"):
        del peers["k-core"]["rustworkx"]
    for what, mine in ours.items():
        mine()
        theirs = {who: best(work, times) for who, work in peers[what].items()}
        fastest = min(theirs, key=lambda who: theirs[who])
        seconds = best(mine, times)
        told = ", ".join(f"{who} {value * 1000:,.0f} ms" for who, value in theirs.items())
        show(f"{name}: {what} ({told})", seconds * 1000, "ms", 2000 * theirs[fastest])


def measure_quality_bar(graph: Graph, name: str) -> None:
    """Modularity beside the best of ten seeds of leidenalg."""
    other = igraph.Graph(n=graph.size, edges=graph.ends.T.tolist())
    kind = leidenalg.ModularityVertexPartition
    start = time.process_time()
    theirs = max(leidenalg.find_partition(other, kind, seed=seed).modularity for seed in range(10))
    spent = time.process_time() - start
    start = time.process_time()
    found = find_communities(graph, Recipe(seed=1))
    mine = time.process_time() - start
    what = f"{name}: modularity x 1000 (leidenalg, best of ten seeds: {1000 * theirs:.2f})"
    show(what, 1000 * (found.quality or 0), "", 1000 * theirs - 1, least=True)
    show(f"{name}: ten runs of each, CPU (leidenalg {spent:.1f} s)", mine, "s")
    assert quality_of(graph, found.label, "modularity", 1.0) == found.quality


def measure_bicm(held: Memberships, full: bool) -> None:
    """Solve and both projections beside the bicm package, with the same approximation of its own default."""
    validate_both(held, how="poisson")
    seconds = best(lambda: validate_both(held, how="poisson"), 2)
    exact = best(lambda: validate_both(held), 1)
    start = time.perf_counter()
    other = BipartiteGraph(edgelist=np.array([held.member, held.network + held.members.height]).T.tolist())
    other.solve_tool(verbose=False)
    solved = time.perf_counter() - start
    with contextlib.redirect_stdout(io.StringIO()):
        other.compute_projection(rows=False, threads_num=1, progress_bar=False)
        columns = time.perf_counter() - start
        if full:
            other.compute_projection(rows=True, threads_num=2, progress_bar=False)
    theirs = time.perf_counter() - start
    what = "solve and both projections" if full else "solve and the smaller projection"
    show(f"BiCM: ours, solve and both projections (bicm, {what}: {theirs:.1f} s; solve {solved:.1f}, {columns:.1f})",
         seconds, "s", theirs / 2)  # fmt: skip
    show("BiCM: the same with exact chances (Poisson binomial)", exact, "s")
    measure_p_values(held, other)


def measure_p_values(held: Memberships, other: BipartiteGraph) -> None:
    """The largest difference from the p-values of the solved bicm package: all pairs of networks, 20,000 of members."""
    _, members, networks = validate_both(held, how="poisson")
    side = Side.read(held.of_networks)
    shared = (held.matrix.T @ held.matrix).toarray().astype(int)
    mine = [(networks.tails[tuple(sorted((side.of[a], side.of[b])))][shared[a, b]], p)
            for a, near in other.cols_pvals.items() for b, p in near.items()]  # fmt: skip
    show(f"BiCM: p-values of {len(mine):,} pairs of networks, largest difference",
         max(abs(one - two) for one, two in mine), "", 1e-6)  # fmt: skip
    chance = other.get_bicm_matrix()
    a, b = np.random.default_rng(1).integers(0, held.members.height, (2, 20_000))
    a, b = a[a != b], b[a != b]
    both = np.asarray(held.matrix[a].multiply(held.matrix[b]).sum(axis=1)).ravel().astype(int)
    theirs = poisson.sf(both - 1, (chance[a] * chance[b]).sum(axis=1))
    group = Side.read(held.of_members).of
    ours = members.tails[np.minimum(group[a], group[b]), np.maximum(group[a], group[b]), both]
    show(f"BiCM: p-values of {len(a):,} pairs of members, largest difference",
         float(np.abs(ours - theirs).max()), "", 1e-6)  # fmt: skip


def measure_city(graph: Graph, held: Memberships) -> None:
    """All figures of a city's page, and the same once they are kept."""
    city = graph.nodes["id"][int(graph.adjacency.degrees.argmax())]
    place_city(Subject(graph, held), city)

    def anew() -> None:
        again = Graph(graph.nodes, graph.ends, graph.weight, graph.ties)
        place_city(Subject(again, held), city)

    show("city: every measure, betweenness from 256 cities", best(anew, 2), "s", 3)
    start = time.process_time()
    anew()
    show("  of it CPU", time.process_time() - start, "s")
    subject = Subject(graph, held)
    measured = measure_graph(subject)
    place_city(subject, city, measured)
    show("city: from what is kept", 1000 * best(lambda: place_city(subject, city, measured)), "ms", 100)


def measure_nulls(graph: Graph) -> None:
    """1,000 graphs of each null model, each measured."""
    for name in sorted(NULLS, key=lambda one: NULLS[one].order):
        subject = Subject(graph)
        compare_with_nulls(subject, "distance", 2, [name])
        start, spent = time.perf_counter(), time.process_time()
        compare_with_nulls(subject, "distance", 1000, [name])
        seconds = time.perf_counter() - start
        show(f"1,000 null graphs, {name} (CPU {time.process_time() - spent:.0f} s)", seconds, "s", 120)


def main(*options: str) -> None:
    """Print the figures."""
    networkit.setNumberOfThreads(2)
    folder = shared()
    if folder is None:
        return
    twin = read_graph(folder / "data/ties/konect_twin_2017.tsv")
    graph, held = read_world(folder, next((one for one in options if Path(one).is_dir()), ""))
    if "nulls" in options:
        measure_nulls(graph)
        return
    if "bicm" in options:
        measure_bicm(held, "full" in options)
        return
    names = ["clustering", "assortativity", "diameter", "giant_share", "mean_distance"]
    measure_graph(Subject(twin), names)
    show("twin: " + ", ".join(names), best(lambda: measure_graph(Subject(twin), names)), "s")
    measure_city(graph, held)
    measure_peers(graph, "17k/25k", 5)
    measure_peers(enlarge(graph, 10, 1), "x10", 3)
    measure_quality_bar(twin, "twin")
    measure_quality_bar(graph, "register")
    measure_bicm(held, "full" in options)
    if "x100" in options:
        start = time.perf_counter()
        measure_peers(enlarge(graph, 100, 1), "x100", 1)
        show("x100: all, with building and the peers", time.perf_counter() - start, "s")
        show("x100: most memory", resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1e6, "GB", 6)
