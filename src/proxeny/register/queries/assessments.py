"""Assess the cities of the register by the shipped recipe; the answer of a state of the register is kept."""

from __future__ import annotations

from datetime import date
from functools import lru_cache

import polars as pl

from proxeny.assess.cities import measure_cities
from proxeny.assess.measurements import Measurements
from proxeny.assess.recipe.default import default_recipe
from proxeny.assess.result import Assessment, assess
from proxeny.register.models import Claim
from proxeny.register.queries.claims import read_sources
from proxeny.register.queries.revision import read_revision
from proxeny.register.queries.tables import MODELS, read_records
from proxeny.register.rows import select, table_of
from proxeny.scheme.loader import load_scheme
from proxeny.tables import Schema

DRAWS = 2_000
SEED = 1
_SUPPORT: Schema = {
    "record": pl.String,
    "kind": pl.String,
    "source": pl.String,
    "last_seen": pl.String,
    "state": pl.String,
}


def read_assessment(on: date) -> Assessment:
    """The cities of the register on a date, by the shipped recipe, with 2,000 draws. Raises `NotFound`.

    The last few answers are kept by revision and date: only a change of the register makes it compute anew.
    """
    return _assess(read_revision(), on)


@lru_cache(maxsize=4)
def _assess(revision: str, on: date) -> Assessment:
    return assess(default_recipe(), measure_register(on), seed=SEED, draws=DRAWS, snapshot=revision)


def measure_register(on: date) -> Measurements:
    """The cities of the register measured on a date."""
    tables = {name: read_records(name) for name in MODELS}
    sql = f"SELECT DISTINCT record, kind, source_id, last_seen, state FROM {table_of(Claim)}"
    tables |= {"claims": select(sql, [], _SUPPORT), "sources": read_sources()}
    data = measure_cities(tables, load_scheme(), on)
    return data.select([one.id for one in default_recipe().indicators])
