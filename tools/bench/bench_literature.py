"""The map of a field: objective, quality, records and CPU seconds, beside the authors' own program where npm has it.

    python tools/bench literature                      all
    python tools/bench literature literature=layout    one of: layout clusters large records read memory pybibx page

Not by default: memory (a million records) and pybibx. ``NODE_PATH`` may name a folder that holds networkanalysis-ts;
else npm fetches it, and PyPI pyBibX, into folders that are thrown away.
"""

from __future__ import annotations

import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import numpy as np
from figures import shared, show
from literature_browser import find_chromium, open_map
from literature_inputs import make_links, make_map, write_scopus
from literature_peers import Absent, lay_out, read_with_pybibx

from proxeny.literature.clusters.clustering import build_clusters
from proxeny.literature.drawing.page import write_page
from proxeny.literature.graph import Graph
from proxeny.literature.layout.placing import build_layout
from proxeny.literature.warming import warm_up

NETWORKS = {
    "Scientometrics_term_co-occurrence": (-614382.6089, 0.293151),
    "Leiden_Ranking_2015_university_collaboration": (-331026.7991, 0.506443),
    "Economics_journal_co-citation": (-65009.0300, 0.545604),
    "JOI_2007-2016_co-authorship": (-28894400.8155, 0.931214),
}


def _load(path: Path) -> tuple[np.ndarray, np.ndarray, np.ndarray, int]:
    first, second, weights = np.loadtxt(path).T
    return first.astype(int), second.astype(int), weights, int(max(first.max(), second.max())) + 1


def _cpu(work):
    started = time.process_time()
    found = work()
    return found, time.process_time() - started


def _peer(path: Path) -> float | None:
    """CPU seconds of the authors' own program, or None with a word about it."""
    try:
        return lay_out(path)
    except Absent as reason:
        print(f"not measured: networkanalysis-ts: {reason}", file=sys.stderr)
        return None


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
    """A generated network of 5,000 nodes and 300,000 links."""
    size, count = 5000, 300_000
    first, second, weights = make_links(size, count)
    graph = Graph.of_links(first, second, weights, size).associate()
    found, seconds = _cpu(lambda: build_layout(graph, starts=1, seed=1))
    show(f"{size} nodes, {count} links: CPU of one start, polished (Q* {found.q_star:,.0f})", seconds, "s")
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "edges.tsv"
        np.savetxt(path, np.stack([first, second, weights]).T, fmt=("%d", "%d", "%g"), delimiter="\t")
        peer = _peer(path)
    if peer is not None:
        show("the same, networkanalysis-ts", peer, "s")
        show("networkanalysis-ts / ours", peer / seconds, "times", 10, least=True)


def _records(folder: Path) -> None:
    from proxeny.literature.reading import read_corpus

    for path in sorted(folder.glob("*/*")):
        if path.parent.name in {"scopus", "bibtex", "ris", "pubmed", "openalex", "lens", "wos"}:
            receipt = read_corpus([path]).receipts[0]
            show(f"{path.parent.name}/{path.name}: records kept or merged", receipt.kept + receipt.merged, "",
                 receipt.records, least=True)  # fmt: skip


_READ = """
import resource, sys, time
import polars as pl
from proxeny.literature.counting import count_pairs, count_terms
from proxeny.literature.drawing.page import write_page
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
        write_scopus(path, count)
        done = subprocess.run([sys.executable, "-c", _READ, str(path)], capture_output=True, text=True, check=True)
        size = path.stat().st_size / 2**20
    seconds, memory = map(float, done.stdout.split())
    show(f"Scopus CSV, {count} records ({size:.0f} MB) to normalised links: CPU", seconds, "s", bar)
    show(f"Scopus CSV, {count} records: memory", memory, "GB", 4)


def _pybibx() -> None:
    """Reading and counting keywords of 10,000 records, beside pyBibX."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "scopus.csv"
        write_scopus(path, 10_000)
        command = [sys.executable, "-c", _READ, str(path)]
        ours = float(subprocess.run(command, capture_output=True, text=True, check=True).stdout.split()[0])
        try:
            records, theirs = read_with_pybibx(path, Path(folder))
        except Absent as reason:
            print(f"not measured: pyBibX: {reason}", file=sys.stderr)
            return
    show("Scopus CSV, 10000 records to normalised links: CPU", ours, "s")
    show(f"the same to its keyword matrix, pyBibX ({records} records)", theirs, "s")
    show("pyBibX / ours", theirs / ours, "times", 50, least=True)


def _page() -> None:
    """The page of 2,000 terms and 50,000 links in Chromium with software rendering."""
    browser = find_chromium()
    if browser is None:
        print("not measured: no Chromium", file=sys.stderr)
        return
    drawn = make_map(2000, 50_000)
    html = write_page(drawn, "A field", "en")
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "map.html"
        path.write_text(html, encoding="utf-8")
        opened, busy, chosen = open_map(browser, path)
    what = f"page of {drawn.terms.height} terms, {drawn.links.height} links"
    show(f"{what}: file", path_size(html), "MB", 5)
    show(f"{what}: opened, drawn and answering", opened, "s", 2)
    show(f"{what}: the same, work of the page alone", busy, "s")
    show(f"{what}: from a word in the search box to its term", chosen, "s")


def path_size(html: str) -> float:
    """Megabytes of a page."""
    return len(html.encode()) / 1e6


def main(*parts: str) -> None:
    """Print every figure with its bar; ``parts``: only these."""
    wanted = set(parts) or {"layout", "clusters", "large", "records", "read", "page"}
    warm_up()
    inputs = shared()
    alone = {
        "read": lambda: _read(100_000, 3), "memory": lambda: _read(1_000_000, 60), "pybibx": _pybibx, "large": _large,
        "page": _page,
    }  # fmt: skip
    for name, measure in alone.items():
        if name in wanted:
            measure()
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
