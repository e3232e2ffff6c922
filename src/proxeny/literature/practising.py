"""How often cities do what each indicator of the scheme counts: records of the whole register, not of one city."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from importlib.resources import files

import polars as pl

from proxeny.literature.projecting import Concept
from proxeny.scheme.measures import NOT_YET, Part
from proxeny.scheme.model import Scheme
from proxeny.yaml_text import read_yaml


@cache
def read_words() -> Mapping[str, tuple[str, ...]]:
    """The words by which research speaks of each indicator."""
    text = files("proxeny.literature").joinpath("data", "concepts.yaml").read_text(encoding="utf-8")
    return {code: tuple(words) for code, words in read_yaml(text).items()}


def build_concepts(scheme: Scheme, tables: Mapping[str, pl.DataFrame], language: str = "en") -> tuple[Concept, ...]:
    """The indicators of ``scheme`` with the words of research, and the records of practice in ``tables``.

    Practice is the number of records that fulfil the conditions of the indicator's measure; None where the register
    holds no table that the measure asks. Amounts and days are not summed: what is compared is how often.
    """
    words = read_words()
    return tuple(
        Concept(
            one.id,
            one.label.get(language),
            (*words.get(one.id, ()), one.label.get("en")),
            count_practice(one.measure.parts if one.measure else (), tables),
        )
        for one in scheme.indicators
    )


def count_practice(parts: tuple[Part, ...], tables: Mapping[str, pl.DataFrame]) -> float | None:
    """Records that fulfil any of the parts of a measure, each once; None where no table of theirs has a record."""
    known = [part for part in parts if part.table in tables and tables[part.table].height]
    if not known:
        return None
    found: set[tuple[str, str]] = set()
    for part in known:
        table = _join_networks(tables[part.table], tables) if part.table == "memberships" else tables[part.table]
        kept = table.filter(_holds(part, table))
        found |= {(part.table, record) for record in kept["id"]}
    return float(len(found))


def _join_networks(memberships: pl.DataFrame, tables: Mapping[str, pl.DataFrame]) -> pl.DataFrame:
    networks = tables.get("organisations", pl.DataFrame())
    if not networks.height:
        return memberships
    renamed = networks.rename({name: f"network.{name}" for name in networks.columns})
    return memberships.join(renamed, left_on="network", right_on="network.id", how="left")


def _holds(part: Part, table: pl.DataFrame) -> pl.Expr:
    kept = pl.lit(True)
    not_yet = NOT_YET.get(part.table, ())
    if not_yet and "state" in table.columns:
        kept = kept & ~pl.col("state").fill_null("").is_in(list(not_yet))
    for name, values in part.where.items():
        kept = kept & _has(table, name, values)
    for name, values in part.unless.items():
        kept = kept & ~_has(table, name, values)
    return kept


def _has(table: pl.DataFrame, name: str, values: tuple[str, ...]) -> pl.Expr:
    if name not in table.columns:
        return pl.lit(False)
    if table.schema[name] == pl.List(pl.String):
        return pl.col(name).list.eval(pl.element().is_in(list(values))).list.any().fill_null(False)
    return pl.col(name).is_in(list(values)).fill_null(False)
