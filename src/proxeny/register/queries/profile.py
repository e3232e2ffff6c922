"""The facts of one place, and its five-level profile."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import polars as pl

from proxeny.assess.facts import SUPPORT, Facts
from proxeny.assess.model import Profile
from proxeny.assess.profile import build_profile
from proxeny.register.models import Claim, Source
from proxeny.register.queries.claims import read_sources
from proxeny.register.queries.find import find_place
from proxeny.register.queries.revision import read_revision
from proxeny.register.queries.tables import read_agreements, read_involved, read_records
from proxeny.register.rows import among, array, select, table_of
from proxeny.scheme.loader import load_scheme
from proxeny.scheme.model import Scheme

_SAID = ("agreements", "memberships", "activities", "projects")  # what sources speak of themselves


def read_profile(place: str, on: date, scheme: Scheme | None = None, *, known: date | None = None) -> Profile:
    """Measure a place (id or name) on a date; ``known``: from what was known on that day. Raises `NotFound`."""
    facts = read_facts(find_place(place))
    return build_profile(
        keep_known(facts, known) if known else facts, scheme or load_scheme(), on, snapshot=read_revision()
    )


def keep_known(facts: Facts, known: date) -> Facts:
    """Only the records of which a source spoke by a day, with those who spoke of them then."""
    records = [one for table in _SAID for one in getattr(facts, table)["id"].to_list()]
    sql = f"SELECT DISTINCT record, source_id FROM {table_of(Claim)} WHERE {among('record')} AND first_seen <= %s"
    said = select(sql, [array(records), known.isoformat()], {"record": pl.String, "source": pl.String})
    kept = {table: getattr(facts, table).join(said, left_on="id", right_on="record", how="semi") for table in _SAID}
    papers = facts.ties.select("id", "agreements").explode("agreements")
    tied = papers.join(kept["agreements"], left_on="agreements", right_on="id", how="semi")
    ties = facts.ties.join(tied, on="id", how="semi")
    spoken = facts.support.join(said, on=["record", "source"], how="semi")
    return replace(facts, **kept, ties=ties, support=pl.concat([spoken, _tie_support(ties, spoken)]))


def read_facts(place: pl.DataFrame) -> Facts:
    """Everything the profile of a place (one row of PLACES) may be computed from."""
    own = [str(place["id"][0])]
    agreements = read_agreements(own)
    ties = pl.concat([read_records("ties", "a", own), read_records("ties", "b", own)]).sort("id")
    memberships = read_records("memberships", "member", own)
    activities = read_involved("activities", "activity", own)
    projects = read_involved("projects", "project", own)
    partners = {
        one
        for table in (agreements["parties"], activities["partners"], projects["partners"])
        for one in table.explode().drop_nulls().to_list()
    }
    networks = set(memberships["network"].to_list()) | {one for one in partners if one.startswith(("nw:", "og:"))}
    support = _read_support([*agreements["id"], *memberships["id"], *activities["id"], *projects["id"]], own)
    return Facts(
        place=place,
        agreements=agreements,
        ties=ties,
        memberships=memberships,
        activities=activities,
        projects=projects,
        networks=read_records("organisations", "id", sorted(networks)),
        places=read_records("places", "id", sorted(partners - set(own))),
        children=read_records("places", "parent", own),
        support=pl.concat([support, _tie_support(ties, support)]),
        sources=read_sources(support["source"].unique().to_list()),
    )


def _read_support(records: list[str], own: list[str]) -> pl.DataFrame:
    sql = (
        f"SELECT DISTINCT c.record, c.source_id, c.last_seen, s.retrieved, c.state "
        f"FROM {table_of(Claim)} c JOIN {table_of(Source)} s ON s.key = c.source_id WHERE {among('c.record')}"
    )
    return select(sql, [array([*records, *own])], SUPPORT).sort(list(SUPPORT))


def _tie_support(ties: pl.DataFrame, support: pl.DataFrame) -> pl.DataFrame:
    """A tie is supported by the sources of its agreements."""
    joined = ties.select("id", pl.col("agreements").alias("record")).explode("record").join(support, on="record")
    return (
        joined.select(pl.col("id").alias("record"), "source", "last_seen", "retrieved", "state")
        .unique()
        .sort(list(SUPPORT))
    )
