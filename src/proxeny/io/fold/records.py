"""Records folded from claims: one table a kind, set-based."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import polars as pl

from proxeny.io.edtf import after, precision_of, start_of
from proxeny.io.fold.canonical import merge_values
from proxeny.io.fold.winners import explain_winners, pick_winners, rank_claims
from proxeny.tables import RECORDS, conform, empty

_TABLES = {
    "place": "places", "organisation": "organisations", "agreement": "agreements", "membership": "memberships",
    "activity": "activities", "project": "projects",
}  # fmt: skip
_LISTS = {
    "organisation": {"dimension": "dimensions", "topic": "topics", "form": "forms", "organ": "organs"},
    "agreement": {"party": "parties", "topic": "topics"},
    "membership": {"organ": "organs"},
    "activity": {"partner": "partners", "partner_kind": "partner_kinds", "topic": "topics"},
    "project": {"partner": "partners", "partner_kind": "partner_kinds", "topic": "topics", "result": "results"},
}


@dataclass(frozen=True, slots=True)
class Folded:
    """Tables by name (places, organisations, agreements, memberships, activities, projects) and their provenance."""

    tables: Mapping[str, pl.DataFrame]
    provenance: pl.DataFrame


def fold_claims(claims: pl.DataFrame, ranks: pl.DataFrame, merges: Mapping[str, str], explain: bool = True) -> Folded:
    """Fold claims (CLAIMS + ``record``) into records.

    ranks: source, rank. merges: merged id -> final id. Rejected and superseded claims do not take part. Ties are
    folded from agreements by `fold_ties`. ``explain=False`` leaves provenance empty, where only the records are wanted.
    """
    live = merge_values(claims.filter(pl.col("state").is_in(["accepted", "proposed"])), merges)
    ranked = rank_claims(live, ranks)
    tables = {table: _fold_kind(ranked.filter(pl.col("kind") == kind), kind) for kind, table in _TABLES.items()}
    provenance = (
        explain_winners(ranked)
        if explain
        else ranked.head(0).select(
            "record", "field", pl.col("key").alias("claim"), pl.lit(True).alias("won"), pl.lit("").alias("reason")
        )
    )
    return Folded(tables, provenance)


def _fold_kind(ranked: pl.DataFrame, kind: str) -> pl.DataFrame:
    schema = RECORDS[_TABLES[kind]]
    if ranked.is_empty():
        return empty(schema)
    winners = pick_winners(ranked)
    fields = winners.pivot(on="field", index="record", values="value").rename({"record": "id"})
    everyone = ranked.select(pl.col("record").alias("id")).unique()  # also those with only many-valued properties
    wide = everyone.join(fields, on="id", how="left")
    for name, column in _LISTS.get(kind, {}).items():
        wide = wide.join(_values(ranked, name, column), on="id", how="left")
        wide = wide.with_columns(pl.col(column).fill_null([]))
    shaped = {
        "place": _shape_place, "organisation": _shape_organisation, "agreement": _shape_interval,
        "membership": _shape_interval, "activity": _shape_interval, "project": _shape_interval,
    }[kind](wide, ranked)  # fmt: skip
    texts = [name for name, dtype in schema.items() if dtype == pl.String and not name.startswith("valid_")]
    return conform(shaped, schema).with_columns(pl.col(texts).fill_null("")).sort("id")


def _values(ranked: pl.DataFrame, name: str, column: str) -> pl.DataFrame:
    """All values of a many-valued property as a sorted list: id, column."""
    found = ranked.filter(pl.col("property") == name).group_by("record")
    return found.agg(pl.col("value").unique().sort().alias(column)).rename({"record": "id"})


def _have(table: pl.DataFrame, *names: str) -> pl.DataFrame:
    """Add missing text columns as null."""
    return table.with_columns(
        [pl.lit(None, dtype=pl.String).alias(name) for name in names if name not in table.columns]
    )


def _named(wide: pl.DataFrame, prefix: str = "name") -> pl.DataFrame:
    """name: without language, else English, else the first there is; and one column for each of our languages."""
    table = _have(wide, *[f"{prefix}@{language}" for language in ("", "en", "tr", "fa")])
    others = sorted(name for name in table.columns if name.startswith(f"{prefix}@"))
    preferred = [f"{prefix}@", f"{prefix}@en"]
    ordered = preferred + [name for name in others if name not in preferred]
    return table.with_columns(
        pl.coalesce(ordered).alias(prefix),
        *[pl.col(f"{prefix}@{language}").alias(f"{prefix}_{language}") for language in ("en", "tr", "fa")],
    )


def _shape_place(wide: pl.DataFrame, ranked: pl.DataFrame) -> pl.DataFrame:
    table = _have(_named(wide), "coordinates", "population", "geonameid", "area_km2")
    years = (
        pick_winners(ranked)
        .filter(pl.col("field") == "population")
        .select(
            pl.col("record").alias("id"),
            pl.col("valid_from").str.slice(0, 4).cast(pl.Int64, strict=False).alias("population_year"),
        )
    )
    parts = pl.col("coordinates").str.split(",")
    return table.join(years, on="id", how="left").with_columns(
        parts.list.get(0, null_on_oob=True).cast(pl.Float64, strict=False).alias("lat"),
        parts.list.get(1, null_on_oob=True).cast(pl.Float64, strict=False).alias("lon"),
        *[pl.col(name).cast(pl.Int64, strict=False) for name in ("population", "geonameid")],
        pl.col("area_km2").cast(pl.Float64, strict=False),
    )


def _shape_organisation(wide: pl.DataFrame, _: pl.DataFrame) -> pl.DataFrame:
    table = _have(_named(wide), "founded", "dissolved")
    return table.with_columns(
        precision_of(pl.col("founded")).alias("founded_precision"),
        start_of(pl.col("founded")).cast(pl.String).alias("founded"),
        start_of(pl.col("dissolved")).cast(pl.String).alias("dissolved"),
    )


def _shape_interval(wide: pl.DataFrame, ranked: pl.DataFrame) -> pl.DataFrame:
    """valid_from from ``from``, else ``signed``, else what its claims carry; an end before it is dropped."""
    table = _have(
        _named(wide, "title") if any(c.startswith("title@") for c in wide.columns) else wide, "from", "to", "signed"
    )
    spans = _spans(ranked)
    stated = pl.coalesce("from", "signed")
    dated = table.join(spans, left_on="id", right_on="record", how="left").with_columns(
        pl.coalesce(start_of(stated).cast(pl.String), "span_from").alias("valid_from"),
        pl.coalesce(precision_of(stated), "span_from_precision").fill_null("").alias("valid_from_precision"),
        pl.coalesce(after(pl.col("to")).cast(pl.String), "span_to").alias("valid_to"),
        pl.coalesce(precision_of(pl.col("to")), "span_to_precision").fill_null("").alias("valid_to_precision"),
        start_of(pl.col("signed")).cast(pl.String).alias("signed"),
        precision_of(pl.col("signed")).fill_null("").alias("signed_precision"),
    )
    impossible = pl.col("valid_to") <= pl.col("valid_from")
    numbers = {"participants": pl.Int64, "citizen_participants": pl.Int64, "days": pl.Float64, "amount": pl.Float64}
    return dated.with_columns(
        pl.when(impossible).then(None).otherwise(pl.col("valid_to")).alias("valid_to"),
        pl.when(impossible).then(pl.lit("")).otherwise(pl.col("valid_to_precision")).alias("valid_to_precision"),
        *[pl.col(name).cast(dtype, strict=False) for name, dtype in numbers.items() if name in dated.columns],
    )


def _spans(ranked: pl.DataFrame) -> pl.DataFrame:
    """The interval that the claims of a record carry themselves: earliest start; latest end, open if one is open."""
    start, end = pl.col("valid_from").replace("", None), pl.col("valid_to").replace("", None)
    carried = ranked.filter(start.is_not_null() | end.is_not_null())
    return carried.group_by("record").agg(
        start.min().alias("span_from"),
        pl.col("valid_from_precision").replace("", None).drop_nulls().first().alias("span_from_precision"),
        pl.when(end.null_count() > 0).then(None).otherwise(end.max()).alias("span_to"),
        pl.col("valid_to_precision").replace("", None).drop_nulls().first().alias("span_to_precision"),
    )
