"""Whatever stands in the cells, reading ends in drafts or in faults: never in a traceback, never in half a row."""

from __future__ import annotations

import csv
import tempfile
from pathlib import Path

import polars as pl
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from proxeny.errors import FaultyInput
from proxeny.io.mapping import parse_mapping
from proxeny.io.reading import read_claims

HEADERS = {
    "agreements": ["city", "city_country", "partner", "signed", "from", "to", "topics", "source_url"],
    "places": ["name", "kind", "lat", "lon", "population", "population_year", "geonameid", "wikidata", "parent"],
    "activities": ["city", "type", "partners", "amount", "days", "source_date"],
}
CELL = st.one_of(
    st.text(max_size=12),
    st.sampled_from(
        ["", "İzmir", "TR", "1999", "31.02.1999", "0", "95", "1,234", "=1", "A (DE); B (XX)", "Q1", "x" * 600]
    ),
)
QUICK = settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])


@QUICK
@given(st.sampled_from(sorted(HEADERS)), st.data())
def test_any_cells_are_read_or_refused_row_by_row(name: str, data: st.DataObject) -> None:
    width = len(HEADERS[name])
    rows = data.draw(st.lists(st.lists(CELL, min_size=width, max_size=width), min_size=1, max_size=5))
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "any.csv"
        with path.open("w", encoding="utf-8", errors="ignore", newline="") as file:
            csv.writer(file).writerows([HEADERS[name], *rows])
        found = read_claims(path, name)
    wrong = {fault.where.row for fault in found.faults if fault.severity == "error"}
    assert found.drafts.filter(pl.col("row").is_in(list(wrong - {None}))).is_empty()
    assert all(str(fault) for fault in found.faults)


@QUICK
@given(st.binary(max_size=300), st.sampled_from(["csv", "tsv", "json", "xlsx", "parquet"]))
def test_any_bytes_are_refused_or_read(content: bytes, suffix: str) -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / f"any.{suffix}"
        path.write_bytes(content)
        assert read_claims(path, "agreements").errors > 0


@QUICK
@given(st.text(max_size=200))
def test_any_text_as_a_mapping_is_refused_with_faults(text: str) -> None:
    try:
        parse_mapping(text, "any", "any.yaml")
    except FaultyInput as problem:
        assert all(str(fault) for fault in problem.faults)
    else:
        raise AssertionError(text)
