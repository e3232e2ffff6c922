"""Which place each mention of a source stands for: sure, doubtful with ranked candidates, or none."""

from __future__ import annotations

import json

import polars as pl

from proxeny.io.claims import place_id
from proxeny.io.places.candidates import compare, find_candidates
from proxeny.io.places.collective import count_ties
from proxeny.io.places.gazetteer import Gazetteer, load_gazetteer
from proxeny.io.places.given import decide, id_candidates, last_decisions, rule_by_geonames, rule_by_wikidata
from proxeny.io.places.mentions import prepare_mentions
from proxeny.io.places.scoring import score_candidates
from proxeny.io.places.targets import Known, Targets, build_targets
from proxeny.io.places.verdict import judge, rank
from proxeny.tables import RESOLUTIONS, empty

__all__ = ["Known", "resolve_places"]

_SHOWN = 6
_APART_DEGREES = 1.0
_NO_LINKS = pl.DataFrame(schema={"mention_a": pl.String, "mention_b": pl.String})
_IDENTIFYING = ("sure-decision", "sure-wikidata")


def resolve_places(
    mentions: pl.DataFrame,
    known: Known | None = None,
    links: pl.DataFrame = _NO_LINKS,
    gazetteer: Gazetteer | None = None,
) -> pl.DataFrame:
    """Resolve mentions of places (MENTIONS) to records (RESOLUTIONS), in the order of their keys.

    Decisions of people are obeyed first, then a Wikidata id that the register has, then a GeoNames id that nothing
    contradicts; otherwise candidates are scored (`score_candidates`) and judged (`judge`). What is not sure gets a
    record of its own. links: mention_a, mention_b: pairs the source ties, evidence where names alone decide nothing.
    The result does not depend on the order of the mentions. Raises `Unavailable` without a gazetteer.
    """
    if mentions.is_empty():
        return empty(RESOLUTIONS)
    held = known or Known()
    ready = prepare_mentions(mentions)
    targets = build_targets(gazetteer or load_gazetteer(), held)
    scored = score_candidates(_gather(ready, targets, held, links))
    judged = judge(scored)
    likely = judged.join(targets.places.select("t", pl.col("id").alias("ruled")), on="t")
    rulings = [
        decide(ready, held),
        rule_by_wikidata(ready, held),
        rule_by_geonames(ready, scored, judged, held),
        likely.select("m", "ruled", "sure", "reason"),
    ]
    ruled = pl.concat(rulings).unique("m", keep="first", maintain_order=True)
    table = ready.join(ruled, on="m", how="left", maintain_order="left").join(
        judged.select("m", "score"), on="m", how="left"
    )
    settled = _own_records(_part_wikidata(table, held))
    shown = settled.join(_candidates(scored), on="m", how="left")
    return shown.sort("m").select("mention", "state", "record", "reason", pl.col("candidates").fill_null("[]"))


def _gather(ready: pl.DataFrame, targets: Targets, known: Known, links: pl.DataFrame) -> pl.DataFrame:
    """All candidates to be scored: by name, by id given, without those people said are different."""
    named = find_candidates(ready, targets)
    by_id = compare(id_candidates(ready, targets).join(named, on=["m", "t"], how="anti"), ready, targets)
    found = pl.concat([named, by_id])
    different = last_decisions(ready, known).filter(pl.col("judgement") == "different")
    kept = found.join(different.select("m", pl.col("record").alias("id")), on=["m", "id"], how="anti")
    return count_ties(kept, ready, links, known.ties)


def _part_wikidata(table: pl.DataFrame, known: Known) -> pl.DataFrame:
    """Two Wikidata ids do not become one place: the one the register has, or the better match, keeps it."""
    held = known.places.select(
        pl.col("id").cast(pl.String).alias("ruled"), pl.col("wikidata").cast(pl.String).alias("held_qid")
    )
    held = held.filter(pl.col("held_qid").fill_null("") != "").unique("ruled", keep="first", maintain_order=True)
    told = table.filter(pl.col("sure").fill_null(False) & (pl.col("wikidata") != ""))
    free = told.filter(~pl.col("reason").is_in(_IDENTIFYING)).join(held, on="ruled", how="left")
    order = pl.col("score").fill_null(0.0)
    best = (
        told.join(held, on="ruled", how="left")
        .with_columns((pl.col("wikidata") == pl.col("held_qid")).fill_null(False).alias("is_held"), order.alias("fit"))
        .with_columns(pl.col("reason").is_in(_IDENTIFYING).alias("is_known"))
        .sort("ruled", "is_held", "is_known", "fit", "wikidata", descending=[False, True, True, True, False])
        .unique("ruled", keep="first", maintain_order=True)
        .select("ruled", pl.coalesce("held_qid", "wikidata").alias("keeps"))
    )
    lost = free.join(best, on="ruled").filter(pl.col("wikidata") != pl.col("keeps"))["m"]
    loses = pl.col("m").is_in(lost.implode())
    return table.with_columns(
        pl.when(loses).then(False).otherwise("sure").alias("sure"),
        pl.when(loses).then(pl.lit("doubt-wikidata")).otherwise("reason").alias("reason"),
    )


def _own_records(table: pl.DataFrame) -> pl.DataFrame:
    """State and record: what is not sure stands for itself, by Wikidata id or by name, country and kind."""
    sure = pl.col("sure").fill_null(False)
    placed = table.with_columns(
        (pl.col("lat") / _APART_DEGREES).round().cast(pl.Int32).alias("cy"),
        (pl.col("lon") / _APART_DEGREES).round().cast(pl.Int32).alias("cx"),
    )
    own = [
        place_id(f"{key}|{country}|{kind}|{where}", wikidata=wikidata)
        for key, country, kind, wikidata, where in _identities(placed, sure).iter_rows()
    ]
    return table.with_columns(
        pl.when(sure).then("ruled").otherwise(pl.Series(own, dtype=pl.String)).alias("record"),
        pl.when(sure)
        .then(pl.lit("sure"))
        .when(pl.col("reason").is_null())
        .then(pl.lit("none"))
        .otherwise(pl.lit("doubtful"))
        .alias("state"),
        pl.col("reason").fill_null("none-found"),
    )


def _identities(placed: pl.DataFrame, sure: pl.Expr) -> pl.DataFrame:
    """What the hash of an unresolved mention is of; where it lies counts only if homonyms lie far apart."""
    alike = ["key", "country", "kind_read"]
    kind = pl.when(pl.col("kind_read").is_in(["city", "municipality"])).then(pl.lit("")).otherwise("kind_read")
    table = placed.with_columns(
        kind.alias("kind_read"), pl.when(~sure).then("cy").alias("cy"), pl.when(~sure).then("cx").alias("cx")
    )
    spread = (pl.col("cy").max() - pl.col("cy").min() > 1) | (pl.col("cx").max() - pl.col("cx").min() > 1)
    where = pl.concat_str([pl.col("cy").cast(pl.String), pl.col("cx").cast(pl.String)], separator=",")
    apart = pl.when(spread.over(alike)).then(where).fill_null("")
    return table.select(*alike, "wikidata", apart.alias("where"))


def _candidates(scored: pl.DataFrame) -> pl.DataFrame:
    """The best candidates of each mention as JSON: m, candidates."""
    columns = ["m", "id", "name", "country", "kind", "km", "score", "reasons"]
    best = rank(scored).group_by("m", maintain_order=True).head(_SHOWN).select(columns)
    lists: dict[int, list[dict[str, object]]] = {}
    for m, *values, km, score, reasons in best.iter_rows():
        one = dict(zip(columns[1:5], values, strict=True))
        one |= {"km": None if km is None else round(km, 1), "score": score, "reasons": reasons.split(" ")}
        lists.setdefault(m, []).append(one)
    texts = [json.dumps(found, ensure_ascii=False) for found in lists.values()]
    return pl.DataFrame({"m": list(lists), "candidates": texts}, schema={"m": pl.UInt32, "candidates": pl.String})
