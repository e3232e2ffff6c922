"""Resolve the mentions of a reading against the register, its decisions and the gazetteer."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import polars as pl

from proxeny.io.networks import NetworkEntry, resolve_networks
from proxeny.io.places.resolve import Known, resolve_places
from proxeny.register.models import Mention, Organisation, Place, Tie
from proxeny.register.queries.merges import read_decisions, read_merges
from proxeny.register.rows import among, array, column_list, select, table_of
from proxeny.tables import MENTIONS, RESOLUTIONS, conform

CHOSEN = "sure-decision"
_KNOWN = {
    "id": pl.String, "search": pl.String, "country": pl.String, "lat": pl.Float64, "lon": pl.Float64,
    "kind": pl.String, "population": pl.Int64, "geonameid": pl.Int64, "wikidata": pl.String,
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Resolved:
    """``all`` resolutions (RESOLUTIONS); the ``new`` ones among them; those seen before that are ``settled`` now."""

    all: pl.DataFrame
    new: pl.DataFrame
    settled: pl.DataFrame  # mention, was, record


def resolve_mentions(mentions: pl.DataFrame, links: pl.DataFrame, chosen: Mapping[str, str]) -> Resolved:
    """Resolve mentions (MENTIONS): what a person chose, those seen before as before, the others now."""
    seen = _decided(_read_seen(mentions["mention"].to_list()))
    fresh = mentions.join(seen, on="mention", how="anti")
    places = fresh.filter(pl.col("kind") == "place")
    others = fresh.filter(pl.col("kind") != "place")
    parts = [resolve_networks(others, _known_networks())] if others.height else []
    if places.height:
        parts.append(resolve_places(places, read_known_places(), links))
    new = pl.concat([conform(part, RESOLUTIONS) for part in parts]) if parts else seen.clear()
    settled = _choose(seen, chosen).filter(pl.col("reason") == CHOSEN).select("mention", "record")
    settled = settled.join(seen.select("mention", pl.col("record").alias("was"), "state"), on="mention")
    settled = settled.filter((pl.col("was") != pl.col("record")) | (pl.col("state") != "sure"))
    seen, new = _choose(seen, chosen), _choose(new, chosen)
    return Resolved(pl.concat([seen, new]), new, settled.select("mention", "was", "record"))


def _choose(resolutions: pl.DataFrame, chosen: Mapping[str, str]) -> pl.DataFrame:
    """What a person chose goes before what was worked out; an empty choice leaves a mention its own record, surely."""
    if not chosen or resolutions.is_empty():
        return resolutions
    picked = pl.col("mention").replace_strict(dict(chosen), default=None, return_dtype=pl.String)
    is_picked = picked.is_not_null()
    return resolutions.with_columns(
        pl.when(is_picked & (picked != "")).then(picked).otherwise(pl.col("record")).alias("record"),
        pl.when(is_picked).then(pl.lit("sure")).otherwise(pl.col("state")).alias("state"),
        pl.when(is_picked).then(pl.lit(CHOSEN)).otherwise(pl.col("reason")).alias("reason"),
    )


def _decided(seen: pl.DataFrame) -> pl.DataFrame:
    """A mention whose record a person has merged into another is no longer doubtful."""
    merged = pl.col("record").is_in(list(read_merges()))
    return seen.with_columns(
        pl.when(merged).then(pl.lit("sure")).otherwise(pl.col("state")).alias("state"),
        pl.when(merged).then(pl.lit(CHOSEN)).otherwise(pl.col("reason")).alias("reason"),
    )


def _read_seen(mentions: list[str]) -> pl.DataFrame:
    sql = f"SELECT {column_list(Mention, list(RESOLUTIONS))} FROM {table_of(Mention)} WHERE {among('mention')}"
    return select(sql, [array(mentions)], RESOLUTIONS)


def read_known_places() -> Known:
    """What the register holds, for resolution."""
    rows = select(f"SELECT {column_list(Place, list(_KNOWN))} FROM {table_of(Place)} ORDER BY id", [], _KNOWN)
    places = rows.with_columns(pl.col("search").str.strip_chars("|").str.split("|").alias("name_keys")).drop("search")
    ends = {"a": pl.String, "b": pl.String}
    ties = select(f"SELECT a, b FROM {table_of(Tie)} ORDER BY id", [], ends)
    return Known(places=places, ties=ties, decisions=_decisions())


def _decisions() -> pl.DataFrame:
    """What people decided, said of the mentions that stand for the records they judged."""
    judged = read_decisions()
    names = {"mention": pl.String, "left": pl.String}
    sql = f"SELECT mention, record FROM {table_of(Mention)} WHERE {among('record')}"
    spoken = select(sql, [array(judged["left"].to_list())], names)
    return judged.join(spoken, on="left").select("mention", pl.col("right").alias("record"), "judgement")


def _known_networks() -> list[NetworkEntry]:
    columns = {"id": pl.String, "name": pl.String, "wikidata": pl.String, "search": pl.String}
    rows = select(
        f"SELECT {column_list(Organisation, list(columns))} FROM {table_of(Organisation)} ORDER BY id", [], columns
    )
    return [
        NetworkEntry(one, name, tuple(search.strip("|").split("|")), wikidata)
        for one, name, wikidata, search in rows.iter_rows()
    ]


def mention_rows(mentions: pl.DataFrame, new: pl.DataFrame) -> pl.DataFrame:
    """Rows of the Mention model for new resolutions."""
    texts = [name for name, dtype in MENTIONS.items() if dtype == pl.String]
    return mentions.join(new, on="mention").with_columns(pl.col(texts).fill_null(""))
