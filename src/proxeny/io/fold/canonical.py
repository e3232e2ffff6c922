"""Which record each claim belongs to, given the decisions that two records are the same."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

import polars as pl

from proxeny.io.claims import agreement_id, membership_id
from proxeny.io.vocabulary import KINDS

STANDING = frozenset({"", "twinning", "sister_city", "friendship", "partnership", "unspecified"})
REFERENCES = sorted(
    {f"{kind}.{name}" for kind, names in KINDS.items() for name, p in names.items() if p.type == "record"}
)


def agreement_family(kind: str) -> str:
    """Standing relations of a pair are one agreement whatever each list calls them; other papers stand alone."""
    return "" if kind in STANDING else kind


def build_merge_map(pairs: Iterable[tuple[str, str]]) -> dict[str, str]:
    """Decisions ``left is right`` -> every merged id's final id; chains are followed, cycles end."""
    parent: dict[str, str] = {}

    def root(one: str) -> str:
        while parent.get(one, one) != one:
            one = parent[one]
        return one

    for left, right in pairs:
        first, last = root(left), root(right)
        if first != last:
            parent[first] = last
    return {one: root(one) for one in parent if root(one) != one}


def merge_values(claims: pl.DataFrame, merges: Mapping[str, str]) -> pl.DataFrame:
    """Replace merged ids where a claim's value is a record id."""
    if not merges:
        return claims
    is_reference = pl.concat_str([pl.col("kind"), pl.lit("."), pl.col("property")]).is_in(REFERENCES)
    return claims.with_columns(
        pl.when(is_reference).then(pl.col("value").replace(dict(merges))).otherwise(pl.col("value")).alias("value")
    )


def assign_records(claims: pl.DataFrame, merges: Mapping[str, str]) -> pl.DataFrame:
    """Add ``record``: the subject itself, or what it has become through ``merges``.

    An agreement or membership of a merged city becomes that of the city it is merged into, so that a pair never has
    the same agreement twice.
    """
    subjects = claims.with_columns(pl.col("subject").replace(dict(merges)).alias("record"))
    if not merges:
        return subjects
    moved = _moved_subjects(claims, merges)
    return subjects.with_columns(pl.col("record").replace(moved)) if moved else subjects


def _moved_subjects(claims: pl.DataFrame, merges: Mapping[str, str]) -> dict[str, str]:
    """Agreements and memberships whose ends were merged -> their new id."""
    ends = claims.filter(pl.col("property").is_in(["party", "member", "network"]) & pl.col("value").is_in(list(merges)))
    touched = claims.filter(pl.col("subject").is_in(ends["subject"].unique().to_list()))
    moved: dict[str, str] = {}
    for (subject,), group in touched.group_by("subject"):
        values: dict[str, list[str]] = {}
        for name, value in group.select("property", "value").iter_rows():
            values.setdefault(name, []).append(merges.get(value, value))
        if "party" in values:
            kind = agreement_family(min(values.get("kind", [""])))
            moved[str(subject)] = agreement_id(sorted(set(values["party"])), kind, min(values.get("reference", [""])))
        elif "member" in values and "network" in values:
            moved[str(subject)] = membership_id(min(values["member"]), min(values["network"]))
    return moved
