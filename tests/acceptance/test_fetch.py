"""Fetching through the command: from an endpoint over HTTP to proposed claims in the register."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import polars as pl
import pytest

from tests.acceptance.command import NOTHING, Command, open_command
from tests.fetch.conftest import Endpoint

pytestmark = pytest.mark.sqlite_only  # what a fetch gives is stored as what a file gives


@pytest.fixture
def fresh(tmp_path: Path) -> Iterator[Command]:
    """The command with a register of this test alone: pages that were fetched are kept in its home."""
    with open_command(tmp_path) as command:
        command("init")
        yield command


def _fetch(endpoint: Endpoint, what: str = "twinnings") -> tuple[str, ...]:
    return "fetch", "wikidata", "--what", what, "--endpoint", endpoint.url, "--interval", "0"


def test_what_is_fetched_is_proposed_and_a_second_time_changes_nothing(
    fresh: Command, endpoint: Endpoint, tmp_path: Path
) -> None:
    told = fresh(*_fetch(endpoint), "--json")
    assert told.json["claims_new"] > 0
    asked = len(endpoint.queries)
    again = fresh.json(*_fetch(endpoint))
    assert (again["claims_new"], again["batch"], len(endpoint.queries)) == (0, None, asked)
    fresh("snapshot", "--out", tmp_path / "frozen")
    claims = pl.read_parquet(tmp_path / "frozen" / "claims.parquet")
    fetched = claims.filter(pl.col("property") == "party")
    assert fetched["state"].unique().to_list() == ["proposed"]
    assert set(fetched["locator"].str.slice(0, 1)) == {"Q"}  # the statement each comes from
    fresh("rollback", told.json["batch"])
    assert fresh.status() == NOTHING


def test_a_fetch_that_was_refused_half_way_goes_on_where_it_stopped(fresh: Command, endpoint: Endpoint) -> None:
    endpoint.then(None, None, endpoint.status(403))
    refused = fresh(*_fetch(endpoint, "memberships"), "--json", code=1)
    assert "refuses to answer us (HTTP status 403)" in refused.err
    assert refused.json["errors"] == 1
    assert fresh.status() == NOTHING
    assert fresh.json(*_fetch(endpoint, "memberships"))["claims_new"] > 0
    assert len(endpoint.queries) == len(set(endpoint.queries)) + 1  # only the refused question is asked again


def test_an_endpoint_that_is_busy_for_long_is_left_alone(fresh: Command, endpoint: Endpoint) -> None:
    endpoint.then(endpoint.status(429, Retry_After="4000"))
    assert "4000 seconds" in fresh(*_fetch(endpoint, "places"), code=1).err
    assert fresh.status() == NOTHING
