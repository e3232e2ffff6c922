"""Peers of the literature bench, each in a folder that is thrown away: networkanalysis-ts of npm, pyBibX of PyPI."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

NETWORKANALYSIS = ("networkanalysis-ts@1.0.0", "java-random@0.4.0")
# what reading and counting in pyBibX import; the language models that it also names are imported only when asked for
PYBIBX = ("chardet", "numpy", "pandas", "scipy", "networkx", "matplotlib", "plotly", "pillow", "scikit-learn", "numba")
_LAYOUT = """
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
_COUNT = """
import sys, time
from pybibx.base import pbx_probe
started = time.process_time()
corpus = pbx_probe(sys.argv[1], db="scopus", del_duplicated=False)
corpus._pbx_probe__adjacency_matrix_kwa(1)
print(len(corpus.data), time.process_time() - started)
"""


class Absent(Exception):
    """A peer that cannot be had here, and why."""


def lay_out(path: Path) -> float:
    """CPU seconds of one start of networkanalysis-ts on an edge list. Raises `Absent`."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        _install_networkanalysis(folder)
        about = folder / "node_modules" / "networkanalysis-ts" / "package.json"
        about.write_text(json.dumps(json.loads(about.read_text()) | {"type": "module"}))  # it does not say so itself
        script = folder / "peer.mjs"
        script.write_text(_LAYOUT)
        said = _run(["node", str(script), str(path)], folder)
    return float(json.loads(said)["seconds"])


def _install_networkanalysis(folder: Path) -> None:
    """From the folder that NODE_PATH names, else by npm."""
    modules = os.environ.get("NODE_PATH")
    if modules:
        for name in ("networkanalysis-ts", "java-random"):
            shutil.copytree(Path(modules) / name, folder / "node_modules" / name)
        return
    _run(["npm", "install", "--no-audit", "--no-fund", "--silent", *NETWORKANALYSIS], folder)


def read_with_pybibx(path: Path, folder: Path) -> tuple[int, float]:
    """Records that pyBibX reads of a Scopus file, and CPU seconds to its keyword matrix. Raises `Absent`."""
    python, uv = folder / "venv" / "bin" / "python", [sys.executable, "-m", "uv"]
    if not python.exists():
        _run([*uv, "venv", "--quiet", "--no-project", "--python", sys.executable, str(folder / "venv")], folder)
        _run([*uv, "pip", "install", "--quiet", "--python", str(python), "--no-deps", "pybibx"], folder)
        _run([*uv, "pip", "install", "--quiet", "--python", str(python), *PYBIBX], folder)
    records, seconds = _run([str(python), "-c", _COUNT, str(path)], folder).split()[-2:]
    return int(records), float(seconds)


def _run(command: list[str], folder: Path) -> str:
    try:
        done = subprocess.run(command, capture_output=True, text=True, timeout=900, cwd=folder)
    except (OSError, subprocess.TimeoutExpired) as problem:
        raise Absent(str(problem)) from problem
    if done.returncode:
        raise Absent((done.stderr or done.stdout).strip()[-300:])
    return done.stdout
