"""What an import would do, worked out before anything is stored."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

import polars as pl

from proxeny.errors import Fault
from proxeny.io.assemble import RowClaims, assemble_claims
from proxeny.io.base_facts import gazetteer_claims, gazetteer_source
from proxeny.io.reading import Reading
from proxeny.io.vocabulary import KINDS
from proxeny.register.models import Claim
from proxeny.register.operations.resolving import mention_rows, resolve_mentions
from proxeny.register.rows import among, array, select, table_of
from proxeny.tables import CLAIMS, SOURCES, conform

_EXISTING = {
    "id": pl.Int64, "key": pl.String, "subject": pl.String, "property": pl.String, "language": pl.String,
    "valid_from": pl.String, "source": pl.String, "state": pl.String,
}  # fmt: skip
SINGLE = sorted(
    f"{kind}.{name}"
    for kind, names in KINDS.items()
    for name, prop in names.items()
    if not prop.many and prop.type != "name"
)


@dataclass(frozen=True, slots=True)
class Plan:
    """An import worked out: tables of what is new, same and superseded, and the state of every row."""

    rows: int
    new_claims: pl.DataFrame  # CLAIMS
    same: pl.DataFrame  # id, state of claims already there
    superseded: pl.DataFrame  # id of claims that this source no longer says
    mentions: pl.DataFrame  # rows of the Mention model to add
    used_mentions: list[str]
    resolutions: pl.DataFrame  # RESOLUTIONS of all mentions of the file, with name and country
    spoken: pl.DataFrame  # row, mention: which rows speak of which mentions
    sources: pl.DataFrame  # SOURCES
    states: pl.DataFrame  # row, state: new same changed doubtful error
    faults: list[Fault]  # the first ones, in full
    errors: int  # all of them, counted

    def count(self, state: str) -> int:
        """How many rows are in a state."""
        return self.states.filter(pl.col("state") == state).height


def build_plan(reading: Reading, *, file: str, today: date, claim_state: str = "accepted") -> Plan:
    """Resolve, assemble and compare a reading with the register; reads only."""
    resolutions, new = resolve_mentions(reading.mentions, reading.links)
    records = dict(resolutions.select("mention", "record").iter_rows())
    made = assemble_claims(reading.drafts, records, file=file, today=today.isoformat(), state=claim_state)
    base = gazetteer_claims(resolutions.filter(pl.col("state") == "sure")["record"].unique(), today.isoformat())
    claims = pl.concat([made.claims, base.select(list(RowClaims))])
    known = _read_existing(claims)
    distinct = claims.unique("key", keep="first", maintain_order=True)
    fresh = distinct.join(known, on="key", how="anti")
    faults = [*reading.faults, *made.faults]
    superseded = _superseded(fresh, known, distinct)
    sources = pl.concat([conform(reading.sources, SOURCES), gazetteer_source()]).unique("key", keep="first")
    return Plan(
        rows=reading.rows,
        new_claims=fresh.select(list(CLAIMS)),
        same=known.join(distinct, on="key", how="semi").select("id", "state"),
        superseded=superseded.select("id"),
        mentions=mention_rows(reading.mentions, new),
        used_mentions=resolutions["mention"].to_list(),
        resolutions=resolutions.join(reading.mentions.select("mention", "kind", "name", "country"), on="mention"),
        spoken=_spoken(reading),
        sources=_clip(sources, today).filter(pl.col("key").is_in(distinct["source"].unique().to_list())),
        states=_row_states(reading, claims, fresh, superseded, resolutions),
        faults=faults,
        errors=reading.errors,
    )


def _clip(sources: pl.DataFrame, today: date) -> pl.DataFrame:
    """A source of "2026" was retrieved by the end of that year, but not after today."""
    day = pl.col("retrieved")
    return sources.with_columns(
        pl.when(day > today.isoformat()).then(pl.lit(today.isoformat())).otherwise(day).alias("retrieved")
    )


def _spoken(reading: Reading) -> pl.DataFrame:
    named = reading.drafts.filter(pl.col("kind").is_in(["place", "organisation"]))
    referred = reading.drafts.filter(pl.col("value_mention").is_not_null())
    parts = [
        named.select("row", pl.col("record").alias("mention")),
        referred.select("row", pl.col("value_mention").alias("mention")),
    ]
    return pl.concat(parts).unique(maintain_order=True)


def _read_existing(claims: pl.DataFrame) -> pl.DataFrame:
    """Claims of the same sources: enough to tell same from changed."""
    names = ", ".join({"source": "source_id"}.get(name, name) for name in _EXISTING)
    sql = f"SELECT {names} FROM {table_of(Claim)} WHERE {among('source_id')}"
    return select(sql, [array(claims["source"].unique().to_list())], _EXISTING)


def _superseded(fresh: pl.DataFrame, known: pl.DataFrame, distinct: pl.DataFrame) -> pl.DataFrame:
    """Standing claims of the same source, subject and single-valued property that the file says otherwise now."""
    dot = pl.concat_str([pl.col("kind"), pl.lit("."), pl.col("property")])
    on = ["subject", "property", "language", "valid_from", "source"]
    changing = fresh.filter(dot.is_in(SINGLE)).select(*on, pl.col("key").alias("by")).unique(on)
    standing = known.filter(pl.col("state").is_in(["accepted", "proposed"])).join(distinct, on="key", how="anti")
    return standing.join(changing, on=on).select("id", "by")


def _row_states(
    reading: Reading, claims: pl.DataFrame, fresh: pl.DataFrame, superseded: pl.DataFrame,
    resolutions: pl.DataFrame,
) -> pl.DataFrame:  # fmt: skip
    """One state a row, the gravest: error, doubtful, changed, new, same."""
    doubtful = resolutions.filter(pl.col("state") == "doubtful")["mention"].implode()
    spoken = pl.col("record").is_in(doubtful) | pl.col("value_mention").is_in(doubtful).fill_null(False)
    errors = sorted(reading.bad_rows)
    graded = [
        pl.DataFrame({"row": errors}, schema={"row": pl.Int64}).with_columns(pl.lit(0).alias("grade")),
        reading.drafts.filter(spoken).select("row", pl.lit(1).alias("grade")),
        claims.filter(pl.col("key").is_in(superseded["by"].implode())).select("row", pl.lit(2).alias("grade")),
        claims.join(fresh, on="key", how="semi").select("row", pl.lit(3).alias("grade")),
        claims.select("row", pl.lit(4).alias("grade")),
    ]
    names = {0: "error", 1: "doubtful", 2: "changed", 3: "new", 4: "same"}
    return (
        pl.concat(graded, how="vertical_relaxed")
        .filter(pl.col("row").is_not_null())
        .group_by("row")
        .agg(pl.col("grade").min())
        .sort("row")
        .select("row", pl.col("grade").replace_strict(names, return_dtype=pl.String).alias("state"))
    )
