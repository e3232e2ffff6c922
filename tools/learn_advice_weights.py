"""Learn the weights of partners that ship with the product, from a snapshot of ties.

    python tools/learn_advice_weights.py SNAPSHOT [known|all]...

Only numbers are kept: weights, trees, and the record of how often they were right on hidden ties. Run it after a change
of features; the same snapshot gives the same files.
"""

from __future__ import annotations

import sys
from dataclasses import replace
from pathlib import Path

import numpy as np

from proxeny.advise.columns import column_names
from proxeny.advise.learned import Learned
from proxeny.advise.learning import Plan, learn_model
from proxeny.advise.model import Model
from proxeny.advise.model_boosting import Boosting
from proxeny.io.advising.keeping import write_learned
from proxeny.io.advising.opening import learning_ground, open_cities
from proxeny.io.snapshot import read_snapshot

DATA = Path(__file__).resolve().parent.parent / "src" / "proxeny" / "advise" / "data"
_FIRST = Plan(splits=1, questions=700, checked=50, boosting=Boosting(trees=0))


def learn(snapshot: Path, pool: str) -> Learned:
    """From nothing: a first model of drawn candidates finds the hard ones for the second."""
    tables = read_snapshot(snapshot)
    relations = learning_ground(tables, open_cities(tables, pool), pool, 1)  # type: ignore[arg-type]
    width = len(column_names())
    nothing = Model(column_names(), *(np.full(width, value, np.float32) for value in (0.0, 1.0, 0.0)))
    first = learn_model(relations, nothing, 1, _FIRST).model
    made = learn_model(relations, first, 1)
    return Learned(replace(made.model, origin="shipped", about={}), made.record)


def main() -> None:
    """Write the files."""
    for pool in sys.argv[2:] or ("known", "all"):
        path = DATA / f"model_{pool}.npz"
        made = learn(Path(sys.argv[1]), pool)
        write_learned(made, path)
        print(path, *made.record.tracks, sep="\n  ")


if __name__ == "__main__":
    main()
