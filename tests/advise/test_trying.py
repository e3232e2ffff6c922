"""Trials on a made-up register whose ties two sources state, one long ago and one lately."""

from __future__ import annotations

import polars as pl
import pytest

from proxeny.advise.backtest import Protocol
from proxeny.errors import FaultyInput
from proxeny.io.advising.telling import tell_trial
from proxeny.io.advising.trying import tie_sources, try_advice

from .towns import many_towns

OLD, NEW, MANY = 1_100, 1_300, 2_100
FEW_ASKED = Protocol(questions=60)


@pytest.fixture(scope="module")
def register():
    """The older source states the first 1,100 ties, the newer one the last 1,300: 300 of them are in both."""
    held = many_towns(count=300, ties=MANY)
    agreements = [f"ag:{at}" for at in range(MANY)]
    ties = held["ties"].with_columns(pl.Series("agreements", [[one] for one in agreements]))
    stated = [("lately", one) for one in agreements[MANY - NEW :]] + [("long ago", one) for one in agreements[:OLD]]
    claims = pl.DataFrame(stated, schema=["source", "record"], orient="row").with_columns(
        pl.lit("agreement").alias("kind"), pl.lit("party").alias("property")
    )
    sources = pl.DataFrame({"key": ["lately", "long ago"], "retrieved": ["2026-01-01", "2016-01-01"]})
    return {**held, "ties": ties, "claims": claims, "sources": sources}


def test_sources_stand_in_the_order_of_the_days_they_were_read(register):
    assert [(name, ties.height) for name, ties in tie_sources(register)] == [("long ago", OLD), ("lately", NEW)]


def test_what_the_newer_source_adds_is_hidden_and_asked_for(register):
    found = try_advice(register, FEW_ASKED, ["across_sources"])
    assert list(found.trials) == ["across_sources"]
    trial = found.trials["across_sources"]
    old = pl.concat([pl.Series(tie_sources(register)[0][1][end]) for end in "ab"]).n_unique()
    assert trial.candidates == old, "cities that the older source knew"
    assert 0.9 * (NEW - 300) <= trial.hidden <= NEW - 300
    assert tell_trial(found)["trials"]["across_sources"]["questions"] == 60


def test_one_source_cannot_foretell_another(register):
    with pytest.raises(FaultyInput, match="No two sources"):
        try_advice({**register, "claims": register["claims"].filter(source="lately")}, FEW_ASKED, ["across_sources"])
