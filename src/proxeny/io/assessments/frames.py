"""The tables of a run: stages as people read them, measurements as the program reads them again."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path

import numpy as np
import polars as pl

from proxeny.assess.engine.state import Run
from proxeny.assess.measurements import Measurements, hash_measurements
from proxeny.assess.methods import Floats
from proxeny.assess.result import Assessment
from proxeny.tables import Schema

CELLS: Schema = {
    "unit": pl.String,
    "indicator": pl.String,
    "value": pl.Float64,  # null: missing
    "low": pl.Float64,
    "high": pl.Float64,
    "earlier": pl.Float64,
    "why": pl.String,  # code of the reason why it is missing
    "records": pl.String,  # JSON: table -> ids
    "sources": pl.List(pl.String),
}
UNITS: Schema = {
    "unit": pl.String,
    "names": pl.String,  # JSON: language -> name
    "groups": pl.String,  # JSON: group -> the unit's
    "denominators": pl.String,  # JSON: name -> number
}


def stage_frames(run: Run) -> dict[str, pl.DataFrame]:
    """One table per stage, units by indicators; the last one holds the scores of all groups too."""
    made = {}
    for name, data in run.stages.items():
        columns: dict[str, object] = {"unit": list(data.units)}
        columns |= {one: data.values[:, place] for place, one in enumerate(data.indicators)}
        if name == "aggregated":
            columns |= dict(run.scores)
        made[name] = pl.DataFrame(columns).fill_nan(None)
    return made


def data_frames(made: Assessment) -> dict[str, pl.DataFrame]:
    """The measurements, one row per unit and indicator, and what is known of the units."""
    data = made.data
    count = len(data.indicators)
    pairs = [(unit, name) for unit in data.units for name in data.indicators]
    earlier = np.full(data.values.shape, np.nan) if data.earlier is None else data.earlier
    numbers = (("value", data.values), ("low", data.low), ("high", data.high), ("earlier", earlier))
    cells = pl.DataFrame(
        {
            "unit": [unit for unit, _ in pairs],
            "indicator": [name for _, name in pairs],
            **{name: of.ravel() for name, of in numbers},
            "why": [data.why.get(pair, "") for pair in pairs],
            "records": [
                json.dumps({table: list(ids) for table, ids in data.records.get(pair, {}).items()}) for pair in pairs
            ],
            "sources": [list(data.sources.get(pair, ())) for pair in pairs],
        },
        schema=dict(CELLS),
    ).fill_nan(None)
    units = pl.DataFrame(
        {
            "unit": list(data.units),
            "names": [json.dumps(dict(data.names.get(unit, {})), ensure_ascii=False) for unit in data.units],
            "groups": [json.dumps({name: of[row] for name, of in data.groups.items()}, ensure_ascii=False)
                       for row in range(len(data.units))],
            "denominators": [json.dumps({name: float(of[row]) for name, of in data.denominators.items()})
                             for row in range(len(data.units))],
        },
        schema=dict(UNITS),
    )  # fmt: skip
    assert cells.height == count * len(data.units)
    return {"cells": cells, "units": units}


def read_data(folder: Path, origin: str) -> Measurements:
    """The measurements of a run, from its folder."""
    cells, units = pl.read_parquet(folder / "cells.parquet"), pl.read_parquet(folder / "units.parquet")
    names = tuple(units["unit"].to_list())
    indicators = tuple(cells["indicator"].unique(maintain_order=True).to_list())
    shape = len(names), len(indicators)

    def matrix(column: str) -> Floats:
        return cells[column].fill_null(float("nan")).to_numpy().reshape(shape).copy()

    earlier = matrix("earlier")
    keys = list(zip(cells["unit"].to_list(), cells["indicator"].to_list(), strict=True))
    records = {key: found for key, text in zip(keys, cells["records"], strict=True) if (found := json.loads(text))}
    groups, denominators = _by_name(units["groups"]), _by_name(units["denominators"])
    data = Measurements(
        units=names,
        indicators=indicators,
        values=matrix("value"),
        low=matrix("low"),
        high=matrix("high"),
        names={unit: json.loads(text) for unit, text in zip(names, units["names"], strict=True)},
        groups={name: tuple(str(one) for one in of) for name, of in groups.items()},
        denominators={name: np.array(of, dtype=np.float64) for name, of in denominators.items()},
        earlier=None if np.isnan(earlier).all() else earlier,
        why={key: why for key, why in zip(keys, cells["why"], strict=True) if why},
        records=records,
        sources={key: tuple(of) for key, of in zip(keys, cells["sources"].to_list(), strict=True) if of},
        origin=origin,
    )
    return _hashed(data)


def _by_name(texts: pl.Series) -> Mapping[str, list[object]]:
    rows = [json.loads(text) for text in texts]
    return {name: [row[name] for row in rows] for name in (rows[0] if rows else {})}


def _hashed(data: Measurements) -> Measurements:
    from dataclasses import replace

    return replace(data, hash=hash_measurements(data))
