"""Learn the weights of advice on networks that ship with the product, from a snapshot: ``SNAPSHOT``.

They say how much each feature counts, and nothing of any network or city.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path

from proxeny.advise.networks.learning import choose_memberships, fit, read_lessons
from proxeny.advise.networks.world import build_world
from proxeny.io.places.gazetteer import load_places
from proxeny.io.snapshot import read_snapshot

OUT = Path(__file__).resolve().parents[1] / "src/proxeny/advise/networks/data/weights.json"


def main(folder: str) -> None:
    """Learn and write."""
    world = build_world(read_snapshot(Path(folder)), load_places())
    model = fit(world, read_lessons(world, *choose_memberships(world, 1), 1), 1, alone=False)
    told = {**model.tell(), "origin": "shipped"}
    told["classes"] = [{"columns": one["columns"], "constants": {}} for one in told["classes"]]
    OUT.write_text(json.dumps(told, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main(sys.argv[1])
