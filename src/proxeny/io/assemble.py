"""From drafts and resolved mentions to claims with subjects: the last pure step before the register."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import polars as pl

from proxeny.errors import Fault, Where
from proxeny.io.claims import agreement_id, build_keys, digest, membership_id
from proxeny.io.fold.canonical import agreement_family
from proxeny.tables import CLAIMS

RowClaims = {"row": pl.Int64, **CLAIMS}
_ENDS = {"agreement": ("party",), "membership": ("member", "network")}


@dataclass(frozen=True, slots=True)
class Assembled:
    """``claims``: CLAIMS + ``row``; ``faults``: records that could not be made (a city tied to itself...)."""

    claims: pl.DataFrame
    faults: list[Fault]


def assemble_claims(
    drafts: pl.DataFrame, records: Mapping[str, str], *, file: str, today: str, state: str
) -> Assembled:
    """Give every draft its subject and value.

    drafts: as ``proxeny.io.reading`` yields them. records: mention -> record id; also the record of a draft -> the
    subject it is about, where a person said so. today: ISO date of first and last seeing. state: ``accepted`` or
    ``proposed``.
    """
    valued = drafts.with_columns(
        pl.when(pl.col("value_mention").is_not_null())
        .then(pl.col("value_mention").replace_strict(dict(records), default=None, return_dtype=pl.String))
        .otherwise(pl.col("value"))
        .alias("value")
    ).filter(pl.col("value").is_not_null() & (pl.col("value") != ""))
    subjects, faults = _build_subjects(valued, records, file)
    keyed = valued.join(subjects, on=["record", "kind"], how="inner")
    filled = keyed.with_columns(
        pl.lit(today).alias("first_seen"),
        pl.lit(today).alias("last_seen"),
        pl.lit(state).alias("state"),
        *[pl.col(name).fill_null("") for name, dtype in CLAIMS.items() if name in keyed.columns and dtype == pl.String],
        pl.lit("").alias("key"),
    )
    claims = build_keys(filled).with_columns(filled["row"]).select(list(RowClaims))
    return Assembled(claims.unique(["key", "row"], keep="first", maintain_order=True), faults)


def _build_subjects(drafts: pl.DataFrame, records: Mapping[str, str], file: str) -> tuple[pl.DataFrame, list[Fault]]:
    """record, kind, subject for every record of the drafts; faults for those without both ends."""
    named = drafts.select("record", "kind").unique(maintain_order=True)
    given = named.with_columns(
        pl.col("record").replace_strict(dict(records), default=None, return_dtype=pl.String).alias("subject")
    ).drop_nulls("subject")
    parts = [given]
    faults: list[Fault] = []
    drafts = drafts.join(given, on=["record", "kind"], how="anti", maintain_order="left")
    for kind, ends in _ENDS.items():
        found, wrong = _joined_subjects(drafts.filter(pl.col("kind") == kind), kind, ends, file)
        parts.append(found)
        faults += wrong
    parts += [_event_subjects(drafts.filter(pl.col("kind") == kind), kind) for kind in ("activity", "project")]
    return pl.concat(parts), faults


def _collected(drafts: pl.DataFrame, name: str) -> pl.DataFrame:
    return drafts.filter(pl.col("property") == name).group_by("record").agg(pl.col("value").unique().sort().alias(name))


def _joined_subjects(
    drafts: pl.DataFrame, kind: str, ends: tuple[str, ...], file: str
) -> tuple[pl.DataFrame, list[Fault]]:
    """Subjects of agreements and memberships, from their ends."""
    table = (
        drafts.group_by("record")
        .agg(pl.col("row").min(), pl.col("identity").drop_nulls().first())
        .sort("row", "record")
    )
    for name in (*ends, "kind"):
        table = table.join(_collected(drafts, name), on="record", how="left")
    ids: list[str | None] = []
    faults: list[Fault] = []
    for row in table.iter_rows(named=True):
        if kind == "agreement":
            parties = row["party"] or []
            family = agreement_family((row["kind"] or [""])[0])
            ids.append(agreement_id(parties, family, row["identity"] or "") if len(parties) > 1 else None)
        else:
            member, network = row["member"], row["network"]
            ids.append(membership_id(member[0], network[0]) if member and network and member != network else None)
        if ids[-1] is None:
            faults.append(Fault(f"{kind}-without-two-ends", Where(file, row=row["row"]), {}, severity="warning"))
    subjects = table.select("record", pl.lit(kind).alias("kind"), pl.Series("subject", ids, dtype=pl.String))
    return subjects.drop_nulls("subject"), faults


def _event_subjects(drafts: pl.DataFrame, kind: str) -> pl.DataFrame:
    """Subjects of activities and projects: a hash of the identity the mapping gives and of who leads them."""
    leads = drafts.filter(pl.col("property").is_in(["organiser", "lead"]))
    table = (
        drafts.group_by("record")
        .agg(pl.col("identity").drop_nulls().first())
        .join(leads.group_by("record").agg(pl.col("value").min().alias("lead")), on="record", how="left")
    )
    prefix = "ac" if kind == "activity" else "pj"
    ids = [
        f"{prefix}:{digest(identity or record, lead or '', size=10)}"
        for record, identity, lead in table.select("record", "identity", "lead").iter_rows()
    ]
    return table.select("record", pl.lit(kind).alias("kind"), pl.Series("subject", ids, dtype=pl.String))
