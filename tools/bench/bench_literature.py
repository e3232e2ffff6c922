"""The map of a field: objective, quality, records and CPU seconds, beside the authors' own program where npm has it.

    python tools/bench literature                      all
    python tools/bench literature literature=layout    one of: layout clusters large records read memory

``NODE_PATH`` may name a folder that holds networkanalysis-ts 1.0.0; without it the peer is not measured.
"""

from __future__ import annotations

import json
import os
import resource
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import numpy as np
from figures import shared, show

from proxeny.literature.clusters.clustering import build_clusters
from proxeny.literature.graph import Graph
from proxeny.literature.layout.placing import build_layout
from proxeny.literature.warming import warm_up

NETWORKS = {
    "Scientometrics_term_co-occurrence": (-614382.6089, 0.293151),
    "Leiden_Ranking_2015_university_collaboration": (-331026.7991, 0.506443),
    "Economics_journal_co-citation": (-65009.0300, 0.545604),
    "JOI_2007-2016_co-authorship": (-28894400.8155, 0.931214),
}
_PEER = """
import fs from "fs";
import Random from "java-random";
import {Network, GradientDescentVOSLayoutAlgorithm} from "networkanalysis-ts";
const rows = fs.readFileSync(process.argv[2], "utf8").trim().split("\\n").map(line => line.split("\\t").map(Number));
let n = 0;
for (const row of rows) n = Math.max(n, row[0] + 1, row[1] + 1);
const network = new Network({nNodes: n, setNodeWeightsToTotalEdgeWeights: true, sortedEdges: false,
  edges: [rows.map(row => row[0]), rows.map(row => row[1])], edgeWeights: rows.map(row => row[2]),
  checkIntegrity: false}).createNormalizedNetworkUsingAssociationStrength();
const parts = network.identifyComponents().nClusters;
const started = process.cpuUsage();
const algorithm = new GradientDescentVOSLayoutAlgorithm();
algorithm.initializeBasedOnAttractionAndRepulsionAndEdgeWeightIncrementAndRandom(
  2, 1, parts > 1 ? 0.01 : 0, new Random(0));
algorithm.findLayout(network);
const used = process.cpuUsage(started);
console.log(JSON.stringify({seconds: (used.user + used.system) / 1e6}));
"""


def _load(path: Path) -> tuple[np.ndarray, np.ndarray, np.ndarray, int]:
    first, second, weights = np.loadtxt(path).T
    return first.astype(int), second.astype(int), weights, int(max(first.max(), second.max())) + 1


def _cpu(work):
    started = time.process_time()
    found = work()
    return found, time.process_time() - started


def _peer(path: Path) -> float | None:
    """CPU seconds of one start of networkanalysis-ts, whose modules do not say that they are such."""
    modules = os.environ.get("NODE_PATH")
    if not modules:
        return None
    with tempfile.TemporaryDirectory() as folder:
        for name in ("networkanalysis-ts", "java-random"):
            shutil.copytree(Path(modules) / name, Path(folder) / "node_modules" / name)
        about = Path(folder) / "node_modules" / "networkanalysis-ts" / "package.json"
        about.write_text(json.dumps(json.loads(about.read_text()) | {"type": "module"}))
        script = Path(folder) / "peer.mjs"
        script.write_text(_PEER)
        done = subprocess.run(["node", str(script), str(path)], capture_output=True, text=True, timeout=900)
    if done.returncode:
        print(done.stderr[-400:], file=sys.stderr)
        return None
    return float(json.loads(done.stdout)["seconds"])


def _layouts(folder: Path) -> None:
    for name, (objective, _) in NETWORKS.items():
        path = folder / f"{name}.tsv"
        graph = Graph.of_links(*_load(path)).associate()
        found, seconds = _cpu(lambda graph=graph: build_layout(graph, starts=10, seed=1))
        show(f"{name}: Q* of 10 starts", found.q_star, "", objective)
        peer = _peer(path)
        show(f"{name}: CPU of one of our starts, polishing shared out", seconds / 10, "s", peer)


def _clusters(folder: Path) -> None:
    for name, (_, quality) in NETWORKS.items():
        graph = Graph.of_links(*_load(folder / f"{name}.tsv")).associate()
        found, seconds = _cpu(lambda graph=graph: build_clusters(graph, starts=10, seed=1))
        show(f"{name}: CPM x 1e6 of 10 starts", round(1e6 * found.cpm), "", round(1e6 * quality), least=True)
        show(f"{name}: CPU of 10 starts", seconds, "s")


def _large() -> None:
    """A generated network of 5,000 nodes and about 300,000 links."""
    random = np.random.default_rng(0)
    size = 5000
    places = random.normal(size=(size, 2))
    first, second = random.integers(0, size, (2, 4_000_000))
    near = np.hypot(*(places[first] - places[second]).T)
    kept = (first < second) & (random.random(first.size) < 0.4 * np.exp(-1.0 * near))
    pairs = np.unique(first[kept] * size + second[kept])[:]
    pairs = random.permutation(pairs)[:300_000]
    weights = random.integers(1, 20, pairs.size).astype(float)
    graph = Graph.of_links(pairs // size, pairs % size, weights, size).associate()
    _, seconds = _cpu(lambda: build_layout(graph, starts=1, seed=1))
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "edges.tsv"
        rows = np.stack([pairs // size, pairs % size, weights]).T
        np.savetxt(path, rows, fmt=("%d", "%d", "%g"), delimiter="\t")
        peer = _peer(path)
    show(
        f"{size} nodes, {pairs.size} links: CPU of one start, polished",
        seconds,
        "s",
        None if peer is None else peer / 10,
    )
    if peer is not None:
        show("the same, networkanalysis-ts", peer, "s")


def _records(folder: Path) -> None:
    from proxeny.literature.reading import read_corpus

    for path in sorted(folder.glob("*/*")):
        if path.parent.name in {"scopus", "bibtex", "ris", "pubmed", "openalex", "lens", "wos"}:
            receipt = read_corpus([path]).receipts[0]
            show(f"{path.parent.name}/{path.name}: records kept or merged", receipt.kept + receipt.merged, "",
                 receipt.records, least=True)  # fmt: skip


def _write_scopus(path: Path, count: int) -> None:
    """A made-up Scopus export: 4 to 13 keywords, an abstract of 800 letters, ten references."""
    random = np.random.default_rng(1)
    words = np.array([f"{a} {b}{c}" for a in ("urban", "city", "public", "global") for b in ("policy", "network")
                      for c in range(1200)])  # fmt: skip
    chances = 1 / np.arange(1, words.size + 1)
    chances /= chances.sum()
    abstract = "The city keeps foreign relations, and this article shows how. " * 13
    references = "; ".join(["Acuto M., City leadership in global governance (2013) Global Governance, 19"] * 10)
    header = (
        "Authors,Title,Year,Source title,Cited by,DOI,Affiliations,Abstract,Author Keywords,Index Keywords,References,"
        "Document Type,EID\n"
    )
    with path.open("w", encoding="utf-8") as file:
        file.write(header)
        for number in range(count):
            chosen = words[random.choice(words.size, random.integers(4, 14), p=chances)]
            half = chosen.size // 2
            file.write(
                f'"Deniz, A.; Kaya, B.","Title {number} of cities and their networks",{2000 + number % 25},'
                f'"Journal {number % 300}",{number % 90},10.1000/x{number},"Univ, Ankara, Turkey","{abstract}",'
                f'"{"; ".join(chosen[:half])}","{"; ".join(chosen[half:])}","{references}",Article,2-s2.0-{number}\n'
            )


_READ = """
import resource, sys, time
import polars as pl
from proxeny.literature.counting import count_pairs, count_terms
from proxeny.literature.graph import Graph
from proxeny.literature.reading import read_corpus
from proxeny.literature.units import build_items
started = time.process_time()
corpus = read_corpus([sys.argv[1]]).corpus
items = build_items(corpus, "keyword")
chosen = count_terms(items.table, items.terms, corpus).filter(pl.col("occurrences") >= 5)
links = count_pairs(items.table, chosen)
ends = links["first"].to_numpy(), links["second"].to_numpy()
Graph.of_links(*ends, links["weight"].to_numpy(), chosen.height).associate()
print(time.process_time() - started, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 2**20)
"""


def _read(count: int, bar: float) -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "scopus.csv"
        _write_scopus(path, count)
        done = subprocess.run([sys.executable, "-c", _READ, str(path)], capture_output=True, text=True, check=True)
        size = path.stat().st_size / 2**20
    seconds, memory = map(float, done.stdout.split())
    show(f"Scopus CSV, {count} records ({size:.0f} MB) to normalised links: CPU", seconds, "s", bar)
    show(f"Scopus CSV, {count} records: memory", memory, "GB", 4)


def main(*parts: str) -> None:
    """Print every figure with its bar; ``parts``: only these."""
    wanted = set(parts) or {"layout", "clusters", "large", "records", "read"}
    warm_up()
    inputs = shared()
    if "read" in wanted:
        _read(100_000, 3)
    if "memory" in wanted:
        _read(1_000_000, 60)
    if "large" in wanted:
        _large()
    if inputs is None:
        return
    networks = inputs / "data" / "bibliography" / "reference_networks"
    if "layout" in wanted:
        _layouts(networks)
    if "clusters" in wanted:
        _clusters(networks)
    if "records" in wanted:
        _records(inputs / "data" / "bibliography")
    show("memory of this process", resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 2**20, "GB")


if __name__ == "__main__":
    main()
