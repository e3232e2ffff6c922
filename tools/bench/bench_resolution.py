"""Resolution of places against shared inputs: how often right, how often answered, how fast."""

from __future__ import annotations

import json
import time
from dataclasses import dataclass
from pathlib import Path

import polars as pl
from figures import shared, show

from proxeny.io.places.candidates import km
from proxeny.io.places.gazetteer import load_gazetteer, search_gazetteer
from proxeny.io.places.resolve import Known, resolve_places
from proxeny.io.places.table import PlaceColumns, resolve_columns

NODES = "data/ties/wikipedia_2026_nodes_resolved.csv"
WIKIPEDIA = "data/ties/wikipedia_2026_ties.csv"
WIKIDATA = "data/ties/wikidata_2016_ties_directed.csv"
WIKIDATA_NODES = "data/ties/wikidata_2022_nodes.csv"
SAME_PLACE_KM = 10.0
SEARCHES = ("ığdır", "Sanliurfa", "كرمان", "می\u200cبد", "Cologne", "Istambol", "New Yrok", "a", "san", "اصفهان")


@dataclass(frozen=True)
class Measured:
    """Shares of rows: right, answered (sure); of the answers right; of the doubtful with the right one among them."""

    right: float
    answered: float
    precision: float
    offered: float


def measure_nodes(folder: Path, coordinates: bool) -> Measured:
    """Resolve the rows that have a GeoNames id, by name and country, with coordinates or without."""
    truth = pl.read_csv(folder / NODES, infer_schema_length=None).filter(pl.col("geonameid").is_not_null())
    asked = truth.select("name", "country", "lat", "lon")
    places = PlaceColumns("name", "country", *(("lat", "lon") if coordinates else ()))
    found = resolve_columns(asked, places).with_columns(truth["geonameid"].alias("true_id"))
    judged = _compare(found)
    sure, right = judged["state"] == "sure", judged["right"]
    doubtful = judged.filter(~sure)
    offered = [
        f"gn:{true}" in {one["id"] for one in json.loads(text)}
        for true, text in doubtful.select("true_id", "candidates").iter_rows()
    ]
    rows = judged.height
    return Measured(
        (sure & right).sum() / rows,
        sure.sum() / rows,
        right.filter(sure).sum() / sure.sum(),
        sum(offered) / len(offered),
    )


def _compare(found: pl.DataFrame) -> pl.DataFrame:
    """Right: the same id, or a place within 10 km with the same folded name."""
    places = load_gazetteer().places.select("geonameid", "key", "lat", "lon")
    true = places.rename({"geonameid": "true_id", "key": "true_key", "lat": "true_lat", "lon": "true_lon"})
    both = found.drop("lat", "lon").join(places, on="geonameid", how="left", maintain_order="left")
    both = both.join(true, on="true_id", how="left", maintain_order="left")
    near = km("lat", "lon", "true_lat", "true_lon") <= SAME_PLACE_KM
    same = (pl.col("geonameid") == pl.col("true_id")) | (near & (pl.col("key") == pl.col("true_key")))
    return both.with_columns(same.fill_null(False).alias("right"))


def read_wikipedia(folder: Path) -> tuple[pl.DataFrame, pl.DataFrame]:
    """The places of the list of ties as mentions, and the pairs: mention_a, mention_b."""
    table = pl.read_csv(folder / WIKIPEDIA, infer_schema_length=None)
    ends = []
    for end in "ab":
        columns = [f"{end}_{name}" for name in ("name", "country", "lat", "lon")]
        mention = pl.concat_str([pl.col(name).cast(pl.String).fill_null("") for name in columns], separator="|")
        renamed = dict(zip(columns, ("name", "country_wording", "lat", "lon"), strict=True))
        ends.append(table.select(mention.alias("mention"), *columns).rename(renamed))
    links = pl.DataFrame({"mention_a": ends[0]["mention"], "mention_b": ends[1]["mention"]})
    return pl.concat(ends).unique("mention", maintain_order=True), links


def ties_of(resolved: pl.DataFrame, links: pl.DataFrame) -> pl.DataFrame:
    """The ties that resolved links make: a, b."""
    records = resolved.select("mention", "record")
    joined = links.join(records, left_on="mention_a", right_on="mention")
    joined = joined.join(records, left_on="mention_b", right_on="mention", suffix="_b")
    return joined.select(pl.col("record").alias("a"), pl.col("record_b").alias("b")).unique()


def read_wikidata(folder: Path) -> tuple[pl.DataFrame, pl.DataFrame]:
    """The places of the directed ties as mentions that have a Wikidata id and a name only, and the pairs."""
    table = pl.read_csv(folder / WIKIDATA)
    ends = [table.select(pl.col(f"{end}_qid").alias("mention"), pl.col(f"{end}_name").alias("name")) for end in "ab"]
    mentions = pl.concat(ends).sort("mention", "name").unique("mention", keep="first", maintain_order=True)
    links = table.select(pl.col("a_qid").alias("mention_a"), pl.col("b_qid").alias("mention_b"))
    return mentions.with_columns(pl.col("mention").alias("wikidata")), links


@dataclass(frozen=True)
class Collective:
    """Shares: mentions answered; right by the nodes of Wikidata (25 km) and of Wikipedia (same id or 10 km)."""

    answered: float
    by_wikidata: float
    by_wikipedia: float
    answered_of_checkable: float


def measure_collective(folder: Path, ties: pl.DataFrame) -> Collective:
    """Resolve mentions that have a Wikidata id and a name only, by the ties a register knows."""
    mentions, links = read_wikidata(folder)
    found = resolve_places(mentions, Known(ties=ties), links)
    listed = load_gazetteer().places.select(
        pl.concat_str(pl.lit("gn:"), pl.col("geonameid")).alias("record"), "lat", "lon"
    )
    sure = found.filter(pl.col("state") == "sure").join(listed, on="record")
    spot = [pl.col("lat").alias("true_lat"), pl.col("lon").alias("true_lon")]
    nodes = pl.read_csv(folder / WIKIDATA_NODES).unique("qid").select(pl.col("qid").alias("mention"), *spot)
    distance = km("lat", "lon", "true_lat", "true_lon")
    by_wikidata = sure.join(nodes, on="mention").select(distance <= 25.0).to_series().mean()
    rows = pl.read_csv(folder / NODES, infer_schema_length=None).drop_nulls(["geonameid", "wikidata_qid"])
    rows = rows.unique("wikidata_qid", keep="first", maintain_order=True)
    rows = rows.select(
        pl.col("wikidata_qid").alias("mention"), pl.concat_str(pl.lit("gn:"), pl.col("geonameid")).alias("true"), *spot
    )
    same = (pl.col("record") == pl.col("true")) | (distance <= SAME_PLACE_KM)
    by_wikipedia = sure.join(rows, on="mention").select(same).to_series().mean()
    checkable = found.join(rows, on="mention", how="semi")
    of_checkable = (checkable["state"] == "sure").mean()
    return Collective(
        sure.height / found.height, *(float(str(one)) for one in (by_wikidata, by_wikipedia, of_checkable))
    )


def measure_search() -> float:
    """The slowest of some warm searches, in milliseconds."""
    slowest = 0.0
    for text in SEARCHES:
        search_gazetteer(text)
        start = time.perf_counter()
        search_gazetteer(text)
        slowest = max(slowest, time.perf_counter() - start)
    return slowest * 1000


def main() -> None:
    """Print the figures."""
    start = time.perf_counter()
    load_gazetteer()
    show("gazetteer, cold load", time.perf_counter() - start, "s", 1)
    show("gazetteer, slowest warm search", measure_search(), "ms", 50)
    folder = shared()
    if folder is None:
        return
    placed, named = measure_nodes(folder, True), measure_nodes(folder, False)
    show("resolution by name, country, coordinates: rows sure and right", 100 * placed.right, "%", 97, least=True)
    show("  of the answers right", 100 * placed.precision, "%")
    show("  of the doubtful, the right one among the candidates", 100 * placed.offered, "%")
    show("resolution by name and country: of the answers right", 100 * named.precision, "%", 93, least=True)
    show("  rows answered", 100 * named.answered, "%", 85, least=True)
    show("  of the doubtful, the right one among the candidates", 100 * named.offered, "%", 50, least=True)
    mentions, links = read_wikipedia(folder)
    start = time.perf_counter()
    resolved = resolve_places(mentions)
    seconds = time.perf_counter() - start
    show("resolution of 20,000 mentions", seconds * 20_000 / mentions.height, "s", 20)
    together = measure_collective(folder, ties_of(resolved, links))
    show(
        "by Wikidata id, name and ties: right by Wikidata's coordinates",
        100 * together.by_wikidata,
        "%",
        97,
        least=True,
    )
    show("  right by the resolved nodes", 100 * together.by_wikipedia, "%", 97, least=True)
    show("  mentions answered", 100 * together.answered, "%")
    show("  of those whose place is known, answered", 100 * together.answered_of_checkable, "%")


if __name__ == "__main__":
    main()
