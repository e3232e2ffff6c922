"""Names for communities: by the countries and networks that are theirs more than others', and their best-tied city."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import polars as pl

from proxeny.graph.communities import Partition
from proxeny.graph.memberships import NONE, Memberships
from proxeny.graph.model import Graph

_LEAST_SHARE = 0.15  # a country with fewer of a community's cities does not name it
_LEAST_LIFT, _LEAST_MEMBERS = 2.0, 5


@dataclass(frozen=True, slots=True)
class Community:
    """One community.

    number: 1 is the largest. countries: (code, share of its cities), largest first. networks: (id, share of its cities,
    how many times the share of all cities). hub: its city with the most ties within it. steadiness: see `Partition`.
    """

    number: int
    size: int
    ties_within: int
    ties_out: int
    countries: tuple[tuple[str, float], ...]
    networks: tuple[tuple[str, float, float], ...]
    hub: str
    hub_name: str
    steadiness: float

    @property
    def name(self) -> str:
        """Its name by codes of countries and its hub, as DE-FR (Köln); a page says the countries in its language."""
        return f"{'-'.join(code for code, _ in self.countries) or '?'} ({self.hub_name})"


def describe_communities(graph: Graph, found: Partition, held: Memberships = NONE, most: int = 50) -> list[Community]:
    """The largest ``most`` communities of more than one city, with what names them."""
    label, ends = found.label, graph.ends
    inside = label[ends[0]] == label[ends[1]]
    within = np.bincount(ends[0, inside], minlength=graph.size) + np.bincount(ends[1, inside], minlength=graph.size)
    ties_in = np.bincount(label[ends[0, inside]], minlength=found.count)
    crossing = ends[:, ~inside]
    ties_out = np.bincount(label[crossing[0]], minlength=found.count) + np.bincount(
        label[crossing[1]], minlength=found.count
    )
    cities = graph.nodes.select("id", "name", "country").with_columns(
        pl.Series("community", label), pl.Series("within", within), pl.int_range(pl.len()).alias("at")
    )
    wanted = [number for number in range(min(found.count, most)) if found.sizes[number] > 1]
    hubs = cities.sort("within", "at", descending=[True, False]).unique("community", keep="first", maintain_order=True)
    hub_of = {row["community"]: row for row in hubs.filter(pl.col("community").is_in(wanted)).iter_rows(named=True)}
    countries, networks = _countries(cities, found, wanted), _networks(cities, held, found, wanted)
    return [
        Community(
            number + 1, int(found.sizes[number]), int(ties_in[number]), int(ties_out[number]),
            countries.get(number, ()), networks.get(number, ()),
            hub_of[number]["id"], hub_of[number]["name"], float(found.steadiness[number]),
        )
        for number in wanted
    ]  # fmt: skip


def _countries(cities: pl.DataFrame, found: Partition, wanted: list[int]) -> dict[int, tuple[tuple[str, float], ...]]:
    counted = cities.filter(pl.col("community").is_in(wanted)).drop_nulls("country")
    counted = counted.group_by("community", "country").len().sort("len", "country", descending=[True, False])
    named: dict[int, tuple[tuple[str, float], ...]] = {}
    for community, country, count in counted.iter_rows():
        share = count / int(found.sizes[community])
        before = named.get(community, ())
        if not before or (share >= _LEAST_SHARE and len(before) < 3):
            named[community] = (*before, (country, share))
    return named


def _networks(
    cities: pl.DataFrame, held: Memberships, found: Partition, wanted: list[int]
) -> dict[int, tuple[tuple[str, float, float], ...]]:
    """Networks of which a community has at least twice the share of members that all cities have."""
    if not len(held.member):
        return {}
    member = held.members["id"].gather(held.member)
    network = held.networks["id"].gather(held.network)
    joined = pl.DataFrame({"id": member, "network": network}).join(cities, on="id")
    everywhere = {name: count / cities.height for name, count in joined.group_by("network").len().iter_rows()}
    counted = joined.filter(pl.col("community").is_in(wanted)).group_by("community", "network").len()
    named: dict[int, list[tuple[str, float, float]]] = {}
    for community, name, count in counted.sort("community", "network").iter_rows():
        share = count / int(found.sizes[community])
        lift = share / everywhere[name]
        if count >= _LEAST_MEMBERS and lift >= _LEAST_LIFT:
            named.setdefault(community, []).append((name, share, lift))
    return {community: tuple(sorted(rows, key=lambda row: -row[1])[:3]) for community, rows in named.items()}
