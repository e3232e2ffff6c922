"""What must hold whatever is asked: order does not matter, nothing is lost, nothing hostile breaks it."""

from __future__ import annotations

import random

import polars as pl
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from proxeny.io.places.gazetteer import Gazetteer
from proxeny.io.places.resolve import Known, resolve_places
from proxeny.tables import MENTIONS, conform
from proxeny.text import fold, fold_key

NAMES = st.sampled_from(
    ["Bursa", "IĞDIR", "Springfield", "León", "Cologne", "Bursa Province", "کرمان", "Atlantis", "", "St. X"]
)
ROWS = st.fixed_dictionaries(
    {
        "name": NAMES | st.text(max_size=12),
        "country": st.sampled_from(["", "TR", "US", "DE", "ES"]),
        "lat": st.none() | st.floats(-200, 200) | st.just(40.2),
        "lon": st.none() | st.floats(-400, 400) | st.just(29.1),
        "geonameid": st.none() | st.integers(-1, 12),
        "wikidata": st.sampled_from(["", "Q1", "Q2", "nonsense"]),
    }
)
SETTINGS = settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
TIES = Known(ties=pl.DataFrame({"a": ["gn:1", "gn:10"], "b": ["gn:5", "gn:7"]}))


def build(rows: list[dict[str, object]]) -> pl.DataFrame:
    named = [{"mention": f"m{number:03}", "kind": "place", **row} for number, row in enumerate(rows)]
    return conform(pl.DataFrame(named, infer_schema_length=None), MENTIONS)


@SETTINGS
@given(st.lists(ROWS, min_size=1, max_size=8), st.integers(0, 100))
def test_the_order_of_the_mentions_changes_nothing(world: Gazetteer, rows: list[dict[str, object]], seed: int) -> None:
    asked = build(rows)
    order = list(range(asked.height))
    random.Random(seed).shuffle(order)
    links = asked.select(
        pl.col("mention").alias("mention_a"), pl.col("mention").shift(1, fill_value="m000").alias("mention_b")
    )
    first = resolve_places(asked, TIES, links, world)
    assert resolve_places(asked[order], TIES, links.reverse(), world).equals(first)


@SETTINGS
@given(st.lists(ROWS, min_size=1, max_size=8))
def test_every_mention_has_a_state_and_a_record(world: Gazetteer, rows: list[dict[str, object]]) -> None:
    found = resolve_places(build(rows), gazetteer=world)
    assert found.height == len(rows)
    assert set(found["state"]) <= {"sure", "doubtful", "none"}
    assert found["record"].str.contains("^(gn:[0-9]+|wd:Q[0-9]+|pl:[0-9a-f]{16})$").all()
    assert found.filter((pl.col("state") != "sure") & pl.col("record").str.starts_with("gn:")).is_empty()


@given(st.text(max_size=40))
def test_folding_twice_is_folding_once(text: str) -> None:
    assert fold(fold(text)) == fold(text)
    assert fold_key(fold_key(text)) == fold_key(text)
