"""What is known of cities, as a union needs it: places, ties, memberships, doings by dimension, and who says so."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cached_property
from importlib.resources import files

import numpy as np
import polars as pl
from scipy import sparse

from proxeny.advise.networks.readings import fill_dimensions
from proxeny.advise.unions.problem import Flags, Floats, Longs
from proxeny.scheme.model import Scheme
from proxeny.tables import ACTIVITIES, AGREEMENTS, MEMBERSHIPS, ORGANISATIONS, PLACES, PROJECTS, TIES, conform
from proxeny.yaml_text import read_yaml

CITY_KINDS = ("", "city", "municipality", "district")
Tables = Mapping[str, pl.DataFrame]
EVIDENCE = {"record": pl.String, "source": pl.String}
NETWORKS = (
    "id",
    "name",
    "name_en",
    "name_tr",
    "name_fa",
    "acronym",
    "kind",
    "scale",
    "country",
    "dimensions",
    "topics",
)


@dataclass(frozen=True, eq=False)
class World:
    """Places by number, and everything else by these numbers.

    ties: id, agreements, at_a, at_b (its ends). held: id, at, network of each membership.
    doings: place, dimension, record: what a place does in a dimension. evidence: which source says a record.
    attributed: id -> the country that the register has, where the policy on disputed places lists it under another.
    titles: source -> what it is called. filled: networks whose dimensions come from elsewhere than the register.
    """

    places: pl.DataFrame
    networks: pl.DataFrame
    dimensions: tuple[str, ...]
    ties: pl.DataFrame
    held: pl.DataFrame
    doings: pl.DataFrame
    evidence: pl.DataFrame
    attributed: Mapping[str, str] = field(default_factory=dict)
    titles: Mapping[str, str] = field(default_factory=dict)
    filled: tuple[str, ...] = ()

    @property
    def size(self) -> int:
        """Number of places."""
        return self.places.height

    @cached_property
    def ends(self) -> tuple[Longs, Longs]:
        """The two ends of each tie."""
        return self.ties["at_a"].to_numpy(), self.ties["at_b"].to_numpy()

    @cached_property
    def lon(self) -> Floats:
        """Degrees east; not a number where not known."""
        return self.places["lon"].fill_null(np.nan).to_numpy().astype(np.float64)

    @cached_property
    def lat(self) -> Floats:
        """Degrees north; not a number where not known."""
        return self.places["lat"].fill_null(np.nan).to_numpy().astype(np.float64)

    @cached_property
    def people(self) -> Floats:
        """Inhabitants; 0 where not known."""
        return self.places["population"].fill_null(0).to_numpy().astype(np.float64)

    @cached_property
    def country(self) -> np.ndarray:
        """The country under which each place is listed; empty where none is."""
        return self.places["country"].fill_null("").to_numpy().astype(str)

    @cached_property
    def row(self) -> dict[str, int]:
        """Id -> number."""
        return {name: at for at, name in enumerate(self.places["id"])}

    @cached_property
    def tied(self) -> sparse.csr_array:
        """Places x places, 1 where two are tied."""
        a, b = self.ends
        ones = np.ones(2 * len(a))
        made = sparse.coo_array((ones, (np.r_[a, b], np.r_[b, a])), shape=(self.size, self.size)).tocsr()
        made.data[:] = 1.0
        return made

    @cached_property
    def belongs(self) -> sparse.csr_array:
        """Places x networks, 1 where a place is a member."""
        shape = (self.size, max(self.networks.height, 1))
        where = (self.held["at"].to_numpy(), self.held["network"].to_numpy())
        made = sparse.coo_array((np.ones(self.held.height), where), shape=shape).tocsr()
        made.data[:] = 1.0
        return made

    @cached_property
    def strength(self) -> Floats:
        """Places x dimensions: how many records show a place at work in a dimension."""
        made = np.zeros((self.size, len(self.dimensions)))
        number = {name: at for at, name in enumerate(self.dimensions)}
        for at, dimension, many in self.doings.group_by("at", "dimension").len().iter_rows():
            made[at, number[dimension]] = many
        return made

    @cached_property
    def records(self) -> Longs:
        """How many ties and memberships of each place are recorded."""
        a, b = self.ends
        return np.bincount(np.r_[a, b, self.held["at"].to_numpy()].astype(np.int64), minlength=self.size)

    @cached_property
    def voices(self) -> Longs:
        """How many sources speak of the ties and memberships of each place; 0 where the sources are not known."""
        told = pl.concat([
            self._told(self.ties.select("agreements", at="at_a")),
            self._told(self.ties.select("agreements", at="at_b")),
            self.held.select("at", record="id").join(self.evidence, on="record").select("at", "source"),
        ]).unique()  # fmt: skip
        return np.bincount(told["at"].to_numpy().astype(np.int64), minlength=self.size)

    def _told(self, ends: pl.DataFrame) -> pl.DataFrame:
        rows = ends.explode("agreements").rename({"agreements": "record"})
        return rows.join(self.evidence, on="record").select("at", "source").unique()

    def said_of(self, here: Longs) -> dict[str, int]:
        """Source -> how many ties and memberships of these places it says."""
        ties = self.ties.filter(pl.col("at_a").is_in(here) | pl.col("at_b").is_in(here))
        held = self.held.filter(pl.col("at").is_in(here))
        records = pl.concat([ties["agreements"].explode().cast(pl.String), held["id"]]).unique()
        said = self.evidence.filter(pl.col("record").is_in(records.implode()))
        return {str(source): int(many) for source, many in said.group_by("source").len().sort("source").iter_rows()}

    def without_source(self, source: str) -> World:
        """What would be known if one source had said nothing: what only it says is gone."""
        kept = self.evidence.filter(pl.col("source") != source)
        said = kept["record"].unique().implode()
        still = self.ties.with_row_index("tie").explode("agreements").filter(pl.col("agreements").is_in(said))
        ties = self.ties.with_row_index("tie").filter(pl.col("tie").is_in(still["tie"].unique().implode())).drop("tie")
        held = self.held.filter(pl.col("id").is_in(said))
        known = pl.concat([ties["agreements"].explode().cast(pl.String), held["id"], ties["id"]])
        doings = self.doings.filter(pl.col("record").is_in(known.implode()))
        return replace(self, ties=ties, held=held, doings=doings, evidence=kept)

    def without_records(self) -> World:
        """What would be known if no source had said anything: places alone."""
        return replace(
            self, ties=self.ties.clear(), held=self.held.clear(), doings=self.doings.clear(),
            evidence=self.evidence.clear(),
        )  # fmt: skip

    def without_networks(self, networks: frozenset[str] | None = None) -> World:
        """What would be known without memberships, of some networks or of all."""
        if networks is None:
            held = self.held.clear()
        else:
            numbers = [at for at, one in enumerate(self.networks["id"]) if one in networks]
            held = self.held.filter(~pl.col("network").is_in(numbers))
        kept = self.doings.filter(
            ~pl.col("record").str.starts_with("me:") | pl.col("record").is_in(held["id"].implode())
        )
        return replace(self, held=held, doings=kept)

    @cached_property
    def contradicted(self) -> Flags:
        """Places whose country is far from where their coordinates lie."""
        from proxeny.advise.unions.astray import find_astray

        return find_astray(self.lon, self.lat, self.country)

    def cities(self) -> Flags:
        """Which places can be members of a union: cities, municipalities and districts with a country."""
        return self._cities

    @cached_property
    def _cities(self) -> Flags:
        kind = self.places["kind"].fill_null("").is_in(CITY_KINDS).to_numpy()
        return np.asarray(kind & (self.country != ""))


def topic_dimensions(scheme: Scheme) -> dict[str, tuple[str, ...]]:
    """Topic -> the dimensions whose indicators are measured by it, as the scheme's measure rules say.

    A topic of which no rule speaks has the dimension that ``data/topics.yaml`` states, if the scheme has it.
    """
    found: dict[str, set[str]] = {}
    for indicator in scheme.indicators:
        for part in indicator.measure.parts if indicator.measure else ():
            for name in ("topics", "network.topics"):
                for topic in part.where.get(name, ()):
                    found.setdefault(str(topic), set()).add(indicator.dimension)
    text = files("proxeny.advise.unions").joinpath("data", "topics.yaml").read_text(encoding="utf-8")
    for dimension, topics in read_yaml(text).items():
        for topic in topics if dimension in {one.id for one in scheme.dimensions} else ():
            found.setdefault(topic, {dimension})
    return {topic: tuple(sorted(dimensions)) for topic, dimensions in found.items()}


def build_world(tables: Tables, scheme: Scheme, evidence: pl.DataFrame | None = None, on: date | None = None) -> World:
    """The world of a snapshot's or register's tables: ``places``, ``ties``, ``memberships``, ``organisations``, and
    where they are given ``agreements``, ``activities``, ``projects``.

    evidence: record, source (EVIDENCE). on: only what held on a date; undated ties and memberships count.
    """
    places = conform(tables["places"], PLACES).unique("id", keep="first").sort("id")
    networks = fill_dimensions(conform(tables["organisations"], ORGANISATIONS)).sort("id").select(NETWORKS)
    number = places.select("id", at=pl.int_range(pl.len()).cast(pl.Int64))
    ties = _holding(conform(tables["ties"], TIES), on).select("id", "a", "b", "agreements")
    ties = ties.join(number.rename({"id": "a", "at": "at_a"}), on="a").join(
        number.rename({"id": "b", "at": "at_b"}), on="b"
    )
    ties = ties.filter(pl.col("at_a") != pl.col("at_b")).sort("id")
    many = networks.select(pl.col("id").alias("network"), nw=pl.int_range(pl.len()).cast(pl.Int64))
    held = _holding(conform(tables["memberships"], MEMBERSHIPS), on)
    held = held.filter(pl.col("state").fill_null("").is_in(["", "active"]))
    held = held.join(number.rename({"id": "member"}), on="member").join(many, on="network")
    held = held.select("id", "at", network="nw").unique(["at", "network"], keep="first", maintain_order=True).sort("id")
    said = (
        pl.DataFrame(schema=EVIDENCE)
        if evidence is None
        else evidence.select(*EVIDENCE).unique().sort("record", "source")
    )
    doings = _read_doings(tables, scheme, number, (ties, held, networks))
    dimensions = tuple(one.id for one in scheme.dimensions)
    return World(places, networks, dimensions, ties, held, doings, said)


def _holding(table: pl.DataFrame, on: date | None) -> pl.DataFrame:
    day = (on or date.max).isoformat()
    ended = (pl.col("valid_to").fill_null("") != "") & (pl.col("valid_to") <= day)
    begun = pl.col("valid_from").fill_null("") <= day
    return table.filter(begun & ~ended) if on else table


def _read_doings(
    tables: Tables, scheme: Scheme, number: pl.DataFrame, world: tuple[pl.DataFrame, pl.DataFrame, pl.DataFrame]
) -> pl.DataFrame:
    """Who works in which dimension, by memberships, agreements, activities and projects."""
    _ties, held, networks = world
    topics = topic_dimensions(scheme)
    asked = pl.DataFrame(
        {
            "topic": [topic for topic, many in topics.items() for _ in many],
            "dimension": [d for m in topics.values() for d in m],
        },
        schema={"topic": pl.String, "dimension": pl.String},
    )
    named = networks.select(network=pl.int_range(pl.len()).cast(pl.Int64), dimension="dimensions").explode("dimension")
    hinted = networks.select(network=pl.int_range(pl.len()).cast(pl.Int64), topic="topics").explode("topic")
    of_network = pl.concat([named.drop_nulls(), hinted.join(asked, on="topic").select("network", "dimension")]).unique()
    found = [held.join(of_network, on="network").select("at", "dimension", record="id")]
    if "agreements" in tables:
        papers = (
            conform(tables["agreements"], AGREEMENTS).select(record="id", topic="topics", who="parties").explode("who")
        )
        found.append(_by_topic(papers, number, asked))
    for name, schema, who in (("activities", ACTIVITIES, "organiser"), ("projects", PROJECTS, "lead")):
        if name in tables:
            table = conform(tables[name], schema)
            everyone = pl.concat_list(pl.concat_list(who), pl.col("partners").fill_null([]))
            found.append(
                _by_topic(table.select(record="id", topic="topics", who=everyone).explode("who"), number, asked)
            )
    made = pl.concat(found).unique().filter(pl.col("dimension").is_in([one.id for one in scheme.dimensions]))
    return made.sort("at", "dimension", "record")


def _by_topic(rows: pl.DataFrame, number: pl.DataFrame, asked: pl.DataFrame) -> pl.DataFrame:
    placed = rows.join(number.rename({"id": "who"}), on="who").explode("topic")
    return placed.join(asked, on="topic").select("at", "dimension", "record")
