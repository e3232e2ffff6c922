"""Many places measured at once, from the tables of a register, as a profile measures one."""

from __future__ import annotations

from datetime import date

import polars as pl
import pytest

from proxeny.assess.cities import measure_cities
from proxeny.errors import NotFound
from proxeny.scheme.loader import load_scheme
from proxeny.tables import ACTIVITIES, CLAIMS, PLACES, PROJECTS, SOURCES, TIES

ON = date(2020, 1, 1)


def tables(state="accepted"):
    """Two cities joined since 2001, one of them in a network of which nobody says since when; a third city alone."""
    claims = [
        {
            "key": f"{kind}{record}",
            "kind": kind,
            "record": record,
            "source": "s",
            "state": state,
            "last_seen": "2019-05-01",
        }
        for kind, record in (("agreement", "ag:1"), ("membership", "ms:1"), ("membership", "ms:2"))
    ]
    cities = [{"id": f"gn:{n}", "kind": "city", "name": f"C{n}", "country": "TR"} for n in (1, 2, 3)]
    return {
        "places": pl.DataFrame(cities, schema_overrides=dict(PLACES)),
        "organisations": pl.DataFrame([{"id": "nw:X", "kind": "network", "name": "X", "scale": "global"}]),
        "agreements": pl.DataFrame([{"id": "ag:1", "kind": "twinning", "parties": ["gn:1", "gn:2"], "state": "in_force",
                                     "valid_from": "2001-01-01", "valid_from_precision": "year"}]),
        "ties": pl.DataFrame(schema=dict(TIES)),
        "memberships": pl.DataFrame([{"id": "ms:1", "member": "gn:1", "network": "nw:X", "valid_from": "1999-01-01",
                                      "valid_from_precision": "year"},
                                     {"id": "ms:2", "member": "gn:2", "network": "nw:X", "valid_from": None,
                                      "valid_from_precision": None}]),
        "activities": pl.DataFrame(schema=dict(ACTIVITIES)),
        "projects": pl.DataFrame(schema=dict(PROJECTS)),
        "claims": pl.DataFrame(claims, schema_overrides={**CLAIMS, "record": pl.String}),
        "sources": pl.DataFrame([{"key": "s", "retrieved": "2019-06-01"}], schema_overrides=dict(SOURCES)),
    }  # fmt: skip


def cell(data, unit, indicator):
    """Value and bounds of a cell."""
    row, column = data.units.index(unit), data.indicators.index(indicator)
    return [float(matrix[row, column]) for matrix in (data.values, data.low, data.high)]


def test_cities_are_measured_with_bounds_records_sources_and_reasons():
    data = measure_cities(tables(), load_scheme(), ON)
    assert data.units == ("gn:1", "gn:2")
    assert cell(data, "gn:1", "NET-1") == [1, 1, 1]
    assert cell(data, "gn:2", "NET-1") == [1, 0, 1]
    assert data.records["gn:1", "NET-1"] == {"memberships": ("ms:1",)}
    assert data.sources["gn:1", "NET-1"] == ("s",)
    assert data.why["gn:1", "CUL-1"] == "no-records"
    assert [note.code for note in data.notes] == ["assess-places-silent"]
    assert data.groups["country"] == ("TR", "TR")


def test_the_same_tables_give_the_same_hash_whatever_the_order_of_rows():
    turned = {name: table.reverse() for name, table in tables().items()}
    assert measure_cities(turned, load_scheme(), ON).hash == measure_cities(tables(), load_scheme(), ON).hash


def test_a_rejected_record_is_not_counted():
    data = measure_cities(tables("rejected"), load_scheme(), ON)
    assert data.why["gn:1", "NET-1"] == "no-records"


def test_a_kind_of_which_there_is_none_is_said():
    with pytest.raises(NotFound, match="no record speaks of any place of the kinds region"):
        measure_cities(tables(), load_scheme(), ON, kinds=("region",))
