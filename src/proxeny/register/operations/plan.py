"""What an import would do, worked out before anything is stored."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

import polars as pl

from proxeny.errors import Fault
from proxeny.io.assemble import RowClaims, assemble_claims
from proxeny.io.base_facts import gazetteer_claims, gazetteer_source
from proxeny.io.fold import assign_records
from proxeny.io.reading import Reading
from proxeny.io.vocabulary import KINDS
from proxeny.register.models import Claim
from proxeny.register.operations.resolving import mention_rows, resolve_mentions
from proxeny.register.queries.merges import read_merges
from proxeny.register.rows import among, array, select, table_of
from proxeny.tables import CLAIMS, SOURCES, conform

_FEW = 3_000  # subjects
_EXISTING = {
    "id": pl.Int64, "key": pl.String, "subject": pl.String, "record": pl.String, "property": pl.String,
    "language": pl.String, "valid_from": pl.String, "source": pl.String, "state": pl.String,
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
    all_claims: pl.DataFrame  # CLAIMS, each once: what the reading says
    new_claims: pl.DataFrame  # CLAIMS: those of them that the register lacks
    same: pl.DataFrame  # id, state of claims already there
    superseded: pl.DataFrame  # id of claims that this source no longer says
    mentions: pl.DataFrame  # rows of the Mention model to add
    settled: pl.DataFrame  # mention, was, record: doubtful mentions of earlier batches that a person decided on now
    homes: pl.DataFrame  # subject, record: where the claims of subjects that are there already are
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
    resolved = resolve_mentions(reading.mentions, reading.links, reading.chosen)
    resolutions = resolved.all
    records = {**dict(resolutions.select("mention", "record").iter_rows()), **reading.chosen}
    made = assemble_claims(reading.drafts, records, file=file, today=today.isoformat(), state=claim_state)
    base = gazetteer_claims(_meant(reading, resolutions), today.isoformat())
    claims = pl.concat([made.claims, base.select(list(RowClaims))])
    known = _read_existing(claims, reading.withdrawn)
    distinct = claims.unique("key", keep="first", maintain_order=True)
    fresh = distinct.join(known, on="key", how="anti")
    faults = [*reading.faults, *made.faults]
    superseded = _superseded(fresh, known, distinct, reading.withdrawn)
    sources = pl.concat([conform(reading.sources, SOURCES), gazetteer_source()]).unique("key", keep="first")
    return Plan(
        rows=reading.rows,
        all_claims=distinct.select(list(CLAIMS)),
        new_claims=fresh.select(list(CLAIMS)),
        same=known.join(distinct, on="key", how="semi").select("id", "state"),
        superseded=superseded.select("id"),
        mentions=mention_rows(reading.mentions, resolved.new),
        settled=resolved.settled,
        homes=known.select("subject", "record").unique("subject"),
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


def _meant(reading: Reading, resolutions: pl.DataFrame) -> pl.Series:
    """Ids of the places that the reading surely means: resolved mentions, and records named by their id."""
    named = reading.drafts.filter(pl.col("value_mention").is_null() & pl.col("value").str.starts_with("gn:"))["value"]
    sure = resolutions.filter(pl.col("state") == "sure")["record"]
    return pl.concat([sure, named, pl.Series(reading.chosen.values(), dtype=pl.String)]).unique()


def _read_existing(claims: pl.DataFrame, withdrawn: frozenset[str]) -> pl.DataFrame:
    """Claims of the same sources on the same subjects: enough to tell same from changed.

    Of many subjects all claims of the sources are read at once; of few only those of their records.
    """
    names = ", ".join({"source": "source_id"}.get(name, name) for name in _EXISTING)
    start = f"SELECT {names} FROM {table_of(Claim)}"
    sources = array(claims["source"].unique().to_list())
    if claims["subject"].n_unique() > _FEW:
        return select(f"{start} WHERE {among('source_id')}", [sources], _EXISTING)
    records = assign_records(claims, read_merges())["record"].unique().to_list()
    near = select(f"{start} WHERE {among('record')} AND {among('source_id')}", [array(records), sources], _EXISTING)
    keys = array([*claims["key"].unique().to_list(), *sorted(withdrawn)])
    return pl.concat([near, select(f"{start} WHERE {among('key')}", [keys], _EXISTING)]).unique("id").sort("id")


def _superseded(
    fresh: pl.DataFrame, known: pl.DataFrame, distinct: pl.DataFrame, withdrawn: frozenset[str]
) -> pl.DataFrame:
    """Standing claims that their source says otherwise now, of a single-valued property, or has withdrawn: id, by."""
    dot = pl.concat_str([pl.col("kind"), pl.lit("."), pl.col("property")])
    on = ["subject", "property", "language", "valid_from", "source"]
    changing = fresh.filter(dot.is_in(SINGLE)).select(*on, pl.col("key").alias("by")).unique(on)
    standing = known.filter(pl.col("state").is_in(["accepted", "proposed"])).join(distinct, on="key", how="anti")
    gone = standing.filter(pl.col("key").is_in(sorted(withdrawn))).select("id", pl.lit("").alias("by"))
    return pl.concat([standing.join(changing, on=on).select("id", "by"), gone]).unique("id", maintain_order=True)


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
