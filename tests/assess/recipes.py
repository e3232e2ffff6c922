"""Small recipes and tables with answers worked out by hand."""

from __future__ import annotations

import numpy as np
import polars as pl

from proxeny.assess.measurements import Measurements
from proxeny.assess.recipe.reading import parse_recipe
from proxeny.assess.tabling import build_measurements

HEAD = """\
id: small
units: {code: city}
groups:
  - {id: index}
  - {id: left, parent: index}
  - {id: right, parent: index}
indicators:
  - {id: a, parent: left, low: 0, high: 10, frequency: 4}
  - {id: b, parent: left, low: 0, high: 10, frequency: 2}
  - {id: c, parent: right, low: 0, high: 10, frequency: 6}
"""
STEPS = """\
steps:
  - {step: normalise, method: goalposts, low: 0, high: 100}
  - {step: aggregate, method: arithmetic}
"""
VARIED = """\
uncertainty:
  draws: 400
  missing: donors
  none: 0.25
  choices:
    - {id: Mean, step: aggregate, options: [arithmetic, {method: power, power: 0.5}]}
    - {id: Weights, step: weigh, dirichlet: true}
"""
CITIES = {"city": ["P", "Q", "R", "S"], "a": ["10", "5", "0", ""], "b": ["0", "5", "2", "4"], "c": ["8", "5", "1", "3"]}


def recipe(text=HEAD + STEPS):
    """A recipe from its text."""
    return parse_recipe(text.encode(), "small.yaml")


def table(columns=None):
    """A table as readers of files give it: the row a person sees, and text."""
    columns = columns or CITIES
    height = len(next(iter(columns.values())))
    cells = {name: [cell or None for cell in of] for name, of in columns.items()}
    return pl.DataFrame({"row": range(2, height + 2), **cells}, schema_overrides=dict.fromkeys(columns, pl.String))


def measured(made=None, columns=None):
    """The measurements of a table by a recipe."""
    return build_measurements(table(columns), "small.csv", made or recipe())


def matrix(values):
    """Measurements of a matrix: units u0, u1... and indicators a, b..."""
    values = np.array(values, dtype=float)
    units, names = tuple(f"u{n}" for n in range(len(values))), tuple("abcdefgh"[: values.shape[1]])
    return Measurements(units, names, values, values, values)
