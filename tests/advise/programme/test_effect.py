"""What a suggestion changes of the indicators: the city measured as it is, and as if it had been done."""

from __future__ import annotations

from datetime import date

import polars as pl

from proxeny.advise.programme.effect import Done, measure_change
from proxeny.assess.facts import Facts
from proxeny.scheme.loader import load_scheme
from proxeny.tables import MEMBERSHIPS, ORGANISATIONS, PLACES, conform

DAY = date(2027, 1, 4)


def facts(*networks: str) -> Facts:
    """A city that belongs to these networks."""
    rows = [
        {"id": f"me:{one}", "member": "gn:1", "network": one, "state": "active", "valid_from": "2020-01-01",
         "valid_from_precision": "day"}
        for one in networks
    ]  # fmt: skip
    return Facts(
        place=conform(pl.DataFrame([{"id": "gn:1", "name": "Aa", "country": "DE", "kind": "city"}]), PLACES),
        memberships=conform(pl.DataFrame(rows), MEMBERSHIPS),
        networks=_organisations(*networks),
    )


def _organisations(*ids: str, scale: str = "global") -> pl.DataFrame:
    return conform(
        pl.DataFrame([{"id": one, "name": one, "kind": "network", "scale": scale} for one in ids]), ORGANISATIONS
    )


def test_a_network_adds_one_membership():
    done = Done("network", "nw:C", organisations=_organisations("nw:C"))
    change = measure_change(facts("nw:A", "nw:B"), done, load_scheme(), DAY)
    assert change["NET-1"] == (2.0, 3.0)


def test_a_national_network_changes_nothing_that_counts_international_ones():
    done = Done("network", "nw:C", organisations=_organisations("nw:C", scale="national"))
    assert "NET-1" not in measure_change(facts("nw:A"), done, load_scheme(), DAY)


def test_no_data_before_is_said_as_such():
    done = Done("network", "nw:C", organisations=_organisations("nw:C"))
    assert measure_change(facts(), done, load_scheme(), DAY)["NET-1"] == (None, 1.0)


def test_a_partner_adds_one_tie():
    rows = [{"id": "gn:2", "name": "Bb", "country": "FR", "kind": "city"}]
    change = measure_change(facts(), Done("partner", "gn:2", conform(pl.DataFrame(rows), PLACES)), load_scheme(), DAY)
    assert change["NET-2"] == (None, 1.0)
    assert "NET-1" not in change


def test_a_union_adds_the_membership_of_a_new_organisation():
    assert measure_change(facts("nw:A"), Done("union"), load_scheme(), DAY)["NET-1"] == (1.0, 2.0)
