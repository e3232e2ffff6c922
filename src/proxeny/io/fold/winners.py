"""Which claim wins a field, and why: stated precedence, then agreement, precision and freshness."""

from __future__ import annotations

import polars as pl

from proxeny.io.edtf import precision_of
from proxeny.io.vocabulary import KINDS
from proxeny.tables import PROVENANCE

_ORDER = ("proposed", "recency", "rank", "support", "vagueness", "age")
_REASONS = dict(zip(_ORDER, ("accepted", "newer", "precedence", "more-sources", "more-precise", "newer"), strict=True))


def _many() -> list[str]:
    return [
        f"{kind}.{name}" for kind, names in KINDS.items() for name, p in names.items() if p.many and p.type != "name"
    ]


def _dated() -> list[str]:
    return [f"{kind}.{name}" for kind, names in KINDS.items() for name, p in names.items() if p.dated and not p.many]


def rank_claims(claims: pl.DataFrame, ranks: pl.DataFrame) -> pl.DataFrame:
    """Order the claims of each field, best first.

    claims: CLAIMS + ``record``, live ones only; ranks: source, rank. Adds ``field`` (property, with ``@language`` for
    names), the criteria, and sorts by record and field. Criteria in order: accepted before proposed; for values true
    at a time the latest; the source's stated rank; how many sources say it; the more precise date; the last seen.
    """
    dot = pl.concat_str([pl.col("kind"), pl.lit("."), pl.col("property")])
    named = pl.col("property").is_in(["name", "title"])
    vague = precision_of(pl.col("value")).replace_strict({"day": 0, "month": 1, "year": 2, "circa": 3}, default=0)
    field = pl.when(named).then(pl.concat_str([pl.col("property"), pl.lit("@"), pl.col("language").fill_null("")]))
    ready = claims.join(ranks, on="source", how="left").with_columns(
        field.otherwise(pl.col("property")).alias("field"),
        pl.col("rank").fill_null(50),
        (pl.col("state") == "proposed").cast(pl.Int8).alias("proposed"),
        pl.when(dot.is_in(_dated())).then(_days(pl.col("valid_from"))).otherwise(0).alias("recency"),
        vague.cast(pl.Int8).alias("vagueness"),
        _days(pl.col("last_seen")).alias("age"),
        dot.is_in(_many()).alias("many"),
    )
    support = ready.group_by("record", "field", "value").agg(
        (-pl.col("source").n_unique().cast(pl.Int64)).alias("support")
    )
    return ready.join(support, on=["record", "field", "value"]).sort(["record", "field", *_ORDER, "key"])


def _days(text: pl.Expr) -> pl.Expr:
    """Days before the year 1, negative so that later sorts first; no date sorts last."""
    return -text.str.to_date("%Y-%m-%d", strict=False).to_physical().cast(pl.Int64).fill_null(-10_000_000)


def pick_winners(ranked: pl.DataFrame) -> pl.DataFrame:
    """The first claim of every single-valued field: record, field, value and its row."""
    return ranked.filter(~pl.col("many")).unique(["record", "field"], keep="first", maintain_order=True)


def explain_winners(ranked: pl.DataFrame) -> pl.DataFrame:
    """Provenance of every field of every record: PROVENANCE, sorted.

    A claim with the winning value is won; the reason compares the winner with the best claim that says otherwise.
    """
    single = ranked.filter(~pl.col("many"))
    first = pick_winners(ranked).select("record", "field", *[pl.col(c).alias(f"{c}_w") for c in ("value", *_ORDER)])
    both = single.join(first, on=["record", "field"])
    rivals = both.filter(pl.col("value") != pl.col("value_w")).unique(
        ["record", "field"], keep="first", maintain_order=True
    )
    why = pl.lit("first")
    for name in reversed(_ORDER):
        why = pl.when(pl.col(name) != pl.col(f"{name}_w")).then(pl.lit(_REASONS[name])).otherwise(why)
    reasons = rivals.select("record", "field", why.alias("reason"))
    alone = pl.when(pl.len().over("record", "field") == 1).then(pl.lit("only")).otherwise(pl.lit("agreed"))
    told = both.join(reasons, on=["record", "field"], how="left").select(
        "record", "field", pl.col("key").alias("claim"), (pl.col("value") == pl.col("value_w")).alias("won"),
        pl.coalesce("reason", alone).alias("reason"),
    )  # fmt: skip
    listed = ranked.filter(pl.col("many")).select(
        "record", "field", pl.col("key").alias("claim"), pl.lit(True).alias("won"), pl.lit("listed").alias("reason")
    )
    return pl.concat([told, listed]).select(list(PROVENANCE)).sort("record", "field", "claim")
