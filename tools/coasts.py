"""Take the shores of the seas of ``areas*.yaml`` from Natural Earth 1:10m land, as world-atlas packs it.

    python tools/coasts.py [frontend/node_modules/world-atlas/land-10m.json]

Writes ``src/proxeny/advise/unions/data/coasts.csv``: one line a sea, its id and points about six kilometres apart.
To be run again when an outline changes; the file is kept, since what it says does not change from build to build.
"""

from __future__ import annotations

import json
import sys
from itertools import pairwise
from pathlib import Path

import numpy as np
import yaml

ROOT = Path(__file__).resolve().parent.parent
DATA = ROOT / "src/proxeny/advise/unions/data"
LAND = ROOT / "frontend/node_modules/world-atlas/land-10m.json"
STEP_KM = 6.0


def read_arcs(path: Path) -> list[np.ndarray]:
    """The arcs of a TopoJSON file as arrays of (lon, lat)."""
    topology = json.loads(path.read_text(encoding="utf-8"))
    scale, move = topology["transform"]["scale"], topology["transform"]["translate"]
    return [np.cumsum(np.array(arc, dtype=float), axis=0) * scale + move for arc in topology["arcs"]]


def fill(points: np.ndarray) -> np.ndarray:
    """The points of an arc, with more between those that are farther apart than the step."""
    made = [points[:1]]
    for a, b in pairwise(points):
        parts = max(int(np.ceil(measure(a, b) / STEP_KM)), 1)
        made.append(a + (b - a) * np.arange(1, parts + 1)[:, None] / parts)
    return np.concatenate(made)


def measure(a: np.ndarray, b: np.ndarray) -> float:
    """Kilometres between near points."""
    east = (b[0] - a[0]) * np.cos(np.radians((a[1] + b[1]) / 2))
    return float(np.hypot(east, b[1] - a[1]) * 111.2)


def thin(points: np.ndarray) -> np.ndarray:
    """Points one after the other, each at least the step from the one kept before."""
    kept = [points[0]]
    for point in points[1:]:
        if measure(kept[-1], point) >= STEP_KM * 0.9:
            kept.append(point)
    return np.array(kept)


def main() -> None:
    """Write the shores."""
    sys.path.insert(0, str(ROOT / "src"))
    from proxeny.advise.unions.geometry import inside, read_points

    arcs = [fill(arc) for arc in read_arcs(Path(sys.argv[1]) if len(sys.argv) > 1 else LAND)]
    areas: dict[str, dict[str, str]] = {}
    for path in sorted(DATA.glob("areas*.yaml")):
        areas.update(yaml.safe_load(path.read_text(encoding="utf-8")))
    lines = []
    for name, area in areas.items():
        if "coast" not in area:
            continue
        outline = read_points(area["coast"])
        found = [thin(arc[keep]) for arc in arcs if (keep := inside(outline, arc[:, 0], arc[:, 1])).any()]
        points = np.unique(np.round(np.concatenate(found), 2), axis=0)
        lines.append(f"{name},{' '.join(f'{lon:g} {lat:g}' for lon, lat in points)}")
        print(f"{name}: {len(points)} points")
    (DATA / "coasts.csv").write_text("\n".join(lines) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
