"""The second layer: members and the networks they belong to, as a bipartite graph."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property

import numpy as np
import polars as pl
from scipy import sparse

from proxeny.graph.kernels import Floats, Ints, Longs
from proxeny.tables import MEMBERSHIPS, ORGANISATIONS, PLACES, conform


@dataclass(frozen=True, eq=False)
class Memberships:
    """Who belongs to what: number of member and network of each membership, once each, sorted; value: 1 or as given.

    members: id, name, country. networks: id, name, acronym, founded. repeated: memberships told more than once.
    """

    members: pl.DataFrame
    networks: pl.DataFrame
    member: Ints
    network: Ints
    value: Floats
    repeated: int = 0

    @cached_property
    def places(self) -> dict[str, int]:
        """Member id -> its number."""
        return {name: at for at, name in enumerate(self.members["id"])}

    @cached_property
    def of_members(self) -> Longs:
        """Networks of each member."""
        return np.bincount(self.member, minlength=self.members.height)

    @cached_property
    def of_networks(self) -> Longs:
        """Members of each network."""
        return np.bincount(self.network, minlength=self.networks.height)

    @cached_property
    def matrix(self) -> sparse.csr_array:
        """Members x networks, 1 where a member belongs."""
        shape = (self.members.height, self.networks.height)
        return sparse.csr_array((np.ones(len(self.member)), (self.member, self.network)), shape=shape)

    @cached_property
    def values(self) -> sparse.csr_array:
        """Members x networks, the service value where a member belongs."""
        shape = (self.members.height, self.networks.height)
        return sparse.csr_array((self.value, (self.member, self.network)), shape=shape)


_EMPTY = pl.DataFrame(schema={"id": pl.String, "name": pl.String, "country": pl.String})
NONE = Memberships(_EMPTY, _EMPTY, np.empty(0, np.int32), np.empty(0, np.int32), np.empty(0))


def build_memberships(
    tables: Mapping[str, pl.DataFrame],
    on: date | None = None,
    values: Mapping[str, float] | None = None,
) -> Memberships:
    """The memberships of places in a snapshot's tables ``memberships``, ``places``, ``organisations``.

    on: those that hold on a date (undated ones count). values: service value of each form of membership (Taylor's firms
    have 1 to 5); 1 for a form that is not named.
    """
    held = conform(tables["memberships"], MEMBERSHIPS)
    if on is not None:
        day = on.isoformat()
        begun = (pl.col("valid_from").fill_null("") == "") | (pl.col("valid_from") <= day)
        held = held.filter(begun & ((pl.col("valid_to").fill_null("") == "") | (pl.col("valid_to") > day)))
    places = conform(tables["places"], PLACES).select("id", "name", "name_en", "name_tr", "name_fa", "country")
    organisations = conform(tables["organisations"], ORGANISATIONS).select(
        "id", "name", "name_en", "name_tr", "name_fa", "acronym", "founded", "theme", "scale"
    )
    held = held.filter(pl.col("member").is_in(places["id"].to_list()))
    worth = pl.col("form").replace_strict(dict(values or {}), default=1.0, return_dtype=pl.Float64).fill_null(1.0)
    return link(held.with_columns(worth.alias("value")), places, organisations)


def link(held: pl.DataFrame, members: pl.DataFrame, networks: pl.DataFrame) -> Memberships:
    """Memberships of a table with ``member``, ``network`` and maybe ``value``; only those who belong are kept."""
    if "value" not in held.columns:
        held = held.with_columns(pl.lit(1.0).alias("value"))
    once = held.group_by("member", "network").agg(pl.col("value").max()).sort("member", "network")
    who = _known(once["member"], members)
    what = _known(once["network"], networks)
    numbered = once.join(who.select(pl.col("id").alias("member"), "at"), on="member")
    numbered = numbered.join(what.select(pl.col("id").alias("network"), "at"), on="network", suffix="_n")
    numbered = numbered.sort("at", "at_n")
    return Memberships(
        who.drop("at"),
        what.drop("at"),
        numbered["at"].to_numpy().astype(np.int32),
        numbered["at_n"].to_numpy().astype(np.int32),
        numbered["value"].to_numpy().astype(np.float64),
        held.height - once.height,
    )


def _known(ids: pl.Series, table: pl.DataFrame) -> pl.DataFrame:
    """The rows of ``table`` for these ids, sorted; an id that the table lacks has only its id."""
    wanted = pl.DataFrame({"id": ids.unique().sort()}, schema={"id": pl.String})
    found = wanted.join(table.unique("id"), on="id", how="left", maintain_order="left")
    return found.with_columns(pl.col("name").fill_null(pl.col("id"))).with_row_index("at")
