"""Pairs of records that may be one: what imports left doubtful, and records of the same name in one country."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from typing import Any

import polars as pl

from proxeny.register.models import Decision, Mention, Organisation, Place
from proxeny.register.queries.merges import read_decisions, read_merges
from proxeny.register.rows import column_list, select, table_of

_MOST = 2_000  # doubtful mentions looked at
_PLACES = {"id": pl.String, "country": pl.String, "kind": pl.String, "search": pl.String}
_ALIKE = ("city", "municipality", "", "other")
_COMMON = 6  # a name that more records bear is no sign


@dataclass(frozen=True, slots=True)
class Pair:
    """A record that may be the same as one of its candidates: why, and the name by which it came."""

    left: str
    name: str
    country: str
    kind: str
    reason: str
    candidates: tuple[dict[str, Any], ...] = field(default=())


def count_doubtful() -> int:
    """How many names of files wait for a decision."""
    merged = list(read_merges())
    return Mention.objects.filter(state="doubtful").exclude(record__in=merged).values("record").distinct().count()


def read_duplicates() -> list[Pair]:
    """Every pair that nobody has decided on, by name; the doubtful names of files first."""
    decided = {(left, right) for left, right, _ in read_decisions().iter_rows()}
    merges = read_merges()
    pairs = [*_doubtful(decided, merges), *_namesakes(decided)]
    seen: set[frozenset[str]] = set()
    kept = []
    for pair in pairs:
        own = [one for one in pair.candidates if frozenset((pair.left, str(one["id"]))) not in seen]
        seen |= {frozenset((pair.left, str(one["id"]))) for one in own}
        if own:
            kept.append(Pair(pair.left, pair.name, pair.country, pair.kind, pair.reason, tuple(own)))
    return kept


def _doubtful(decided: set[tuple[str, str]], merges: dict[str, str]) -> list[Pair]:
    """Mentions that imports could not resolve surely, with the candidates that are still open."""
    names = ("record", "name", "country", "kind", "reason", "candidates")
    rows = Mention.objects.filter(state="doubtful").order_by("name", "mention").values_list(*names)[:_MOST]
    found: dict[str, Pair] = {}
    for record, name, country, kind, reason, listed in rows:
        if record in merges or record in found:
            continue
        open_ones = [one for one in json.loads(listed or "[]") if one["id"] != record]
        open_ones = [
            one for one in open_ones if (record, one["id"]) not in decided and (one["id"], record) not in decided
        ]
        if open_ones:
            found[record] = Pair(record, name, country, kind, reason, tuple(open_ones))
    return list(found.values())


def _namesakes(decided: set[tuple[str, str]]) -> list[Pair]:
    """Records of which one has no place in the gazetteer and bears the name of another of its country."""
    names = column_list(Place, list(_PLACES))
    rows = select(f"SELECT {names} FROM {table_of(Place)} ORDER BY id", [], _PLACES)
    keys = rows.with_columns(pl.col("search").str.strip_chars("|").str.split("|").alias("key")).explode("key")
    keys = keys.filter((pl.col("key").str.len_chars() > 2) & pl.col("kind").is_in(list(_ALIKE)))
    loose = keys.filter(~pl.col("id").str.starts_with("gn:"))
    both = loose.join(keys, on=["key", "country"]).filter(pl.col("id") != pl.col("id_right"))
    many = both.group_by("id").agg(pl.col("id_right").unique().sort()).filter(pl.col("id_right").list.len() <= _COMMON)
    pairs = [
        (left, right)
        for left, others in many.sort("id").iter_rows()
        for right in others
        if (left, right) not in decided
        and (right, left) not in decided
        and not (not right.startswith("gn:") and left > right)
    ]
    shown = {row["id"]: row for row in Place.objects.filter(id__in={one for pair in pairs for one in pair}).values()}
    found: dict[str, list[dict[str, Any]]] = {}
    for left, right in pairs:
        other = shown[right]
        found.setdefault(left, []).append(
            {
                "id": right,
                "name": other["name"],
                "country": other["country"],
                "kind": other["kind"],
                "reasons": ["same-name"],
            }
        )
    return [
        Pair(left, shown[left]["name"], shown[left]["country"], "place", "same-name", tuple(others))
        for left, others in found.items()
    ] + _organisations(decided)


def _organisations(decided: set[tuple[str, str]]) -> list[Pair]:
    """Organisations that share a name or acronym."""
    schema = {"id": pl.String, "name": pl.String, "search": pl.String}
    rows = select(
        f"SELECT {column_list(Organisation, list(schema))} FROM {table_of(Organisation)} ORDER BY id", [], schema
    )
    keys = rows.with_columns(pl.col("search").str.strip_chars("|").str.split("|").alias("key")).explode("key")
    keys = keys.filter(pl.col("key").str.len_chars() > 2)
    both = (
        keys.join(keys, on="key")
        .filter(pl.col("id") < pl.col("id_right"))
        .unique(["id", "id_right"], maintain_order=True)
    )
    return [
        Pair(
            left,
            name,
            "",
            "network",
            "same-name",
            ({"id": right, "name": other, "kind": "network", "reasons": ["same-name"]},),
        )
        for left, name, right, other in both.select("id", "name", "id_right", "name_right")
        .sort("id", "id_right")
        .iter_rows()
        if (left, right) not in decided and (right, left) not in decided
    ]


def read_standing(start: int, size: int) -> tuple[list[Decision], int]:
    """One page of the decisions in force, latest first."""
    standing = Decision.objects.filter(revoked__isnull=True).order_by("-id")
    return list(standing[start : start + size]), standing.count()
