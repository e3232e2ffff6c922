"""The candidates of one area with what is known of them, as arrays by candidate."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cached_property

import numpy as np
from scipy import sparse
from scipy.spatial import cKDTree

from proxeny.advise.unions.areas import Area
from proxeny.advise.unions.geometry import on_sphere
from proxeny.advise.unions.problem import Flags, Floats, Longs
from proxeny.advise.unions.world import World
from proxeny.graph.geography import EARTH_KM, languages

NEAR_KM = 75.0  # a tie this far away speaks for a pair with weight exp(-1/2)
AROUND_KM = 20.0  # a larger city this far away makes a suburb of a smaller one with weight exp(-1/2)
_OF_EACH = frozenset({
    "country", "shore_km", "people", "rank", "centrality", "ties_abroad", "ties_within", "countries_within",
    "networks_of", "strength",
})  # fmt: skip
_OF_PLACES = frozenset({"country", "shore_km", "people", "rank", "centrality", "abroad", "km", "speaks"})
_CUT = 3.0  # farther than this many times NEAR_KM or AROUND_KM nothing is said


@dataclass(frozen=True, eq=False)
class Scene:
    """here: numbers of the candidates in the world. inside: which places of the world lie in the area.

    theme: a dimension of the scheme, or empty. area: only what is measured from its shore or line needs it.
    """

    world: World
    here: Longs
    inside: Flags
    theme: str = ""
    area: Area | None = None

    @property
    def size(self) -> int:
        """Number of candidates."""
        return len(self.here)

    def only(self, which: Longs) -> Scene:
        """The same with some of the candidates (by candidate); what was measured of each before is kept."""
        made = replace(self, here=self.here[which])
        for name in _OF_EACH & self.__dict__.keys():
            made.__dict__[name] = self.__dict__[name][which]
        return made

    def seen_by(self, world: World) -> Scene:
        """The same candidates with what another world knows of their relations; its places must be the same."""
        made = replace(self, world=world)
        for name in _OF_PLACES & self.__dict__.keys():
            made.__dict__[name] = self.__dict__[name]
        return made

    @cached_property
    def country(self) -> np.ndarray:
        """The country of each candidate."""
        return self.world.country[self.here]

    @cached_property
    def shore_km(self) -> Floats:
        """Kilometres to the shore or line of the area; not a number where there is none."""
        if self.area is None:
            return np.full(self.size, np.nan)
        return self.area.km(self.world.lon[self.here], self.world.lat[self.here])

    @cached_property
    def people(self) -> Floats:
        """Inhabitants of each candidate; 0 where not known."""
        return self.world.people[self.here]

    @cached_property
    def rank(self) -> Longs:
        """Rank of each candidate by inhabitants among the cities of its country in the area; 0 where not known."""
        world = self.world
        found = np.zeros(self.size, np.int64)
        mine, theirs = self.country, np.flatnonzero(self.inside & world.cities())
        country, people = world.country[theirs], world.people[theirs]
        for code in set(mine.tolist()):
            own = np.sort(people[country == code])
            found[mine == code] = 1 + len(own) - np.searchsorted(own, self.people[mine == code], side="right")
        return np.where(self.people > 0, found, 0)

    @cached_property
    def centrality(self) -> Floats:
        """Inhabitants of each candidate beside the most of a place of its country around it, the nearer the more.

        Places count by the Gaussian kernel of their distance (standard deviation AROUND_KM); 0 where not known.
        """
        world, most = self.world, np.maximum(self.people, 1.0)
        known = np.isfinite(world.lon + world.lat)
        mine = np.flatnonzero(known[self.here])
        others = np.flatnonzero(known & world.cities() & (world.people > 0))
        if len(mine) and len(others):
            rows, columns, far = _neighbours(world, self.here[mine], others, _CUT * AROUND_KM)
            same = self.country[mine[rows]] == world.country[others[columns]]
            weighed = world.people[others[columns]] * np.exp(-0.5 * (far / AROUND_KM) ** 2)
            np.maximum.at(most, mine[rows[same]], weighed[same])
        return np.asarray(self.people / most)

    @cached_property
    def abroad(self) -> Flags:
        """Which pairs of candidates lie in two countries."""
        return np.asarray(self.country[:, None] != self.country[None, :])

    @cached_property
    def tied(self) -> Flags:
        """Which pairs of candidates are tied."""
        return np.asarray(self.world.tied[self.here][:, self.here].toarray() > 0)

    @cached_property
    def ties_abroad(self) -> Longs:
        """Ties of each candidate with other countries."""
        return self._count(np.ones(self.world.size, np.bool_))

    @cached_property
    def ties_within(self) -> Longs:
        """Ties of each candidate with places of the area in other countries."""
        return self._count(self.inside)

    @cached_property
    def most_abroad(self) -> dict[str, float]:
        """Country of a candidate -> ties abroad of its best tied place in the area."""
        world = self.world
        rows = world.tied.tocoo()
        other = world.country[rows.row] != world.country[rows.col]
        ties = np.bincount(rows.row[other], minlength=world.size)
        return {
            code: float(ties[(world.country == code) & self.inside].max(initial=0))
            for code in set(self.country.tolist())
        }

    @cached_property
    def countries_within(self) -> Longs:
        """Countries of the area, its own left out, with a place of which each candidate is tied."""
        row, column = self._foreign(self.inside)
        codes, number = np.unique(self.world.country, return_inverse=True)
        pairs = np.unique(row * len(codes) + number[column])
        return np.bincount(pairs // len(codes), minlength=self.size)

    def _count(self, where: Flags) -> Longs:
        return np.bincount(self._foreign(where)[0], minlength=self.size)

    def _foreign(self, where: Flags) -> tuple[Longs, Longs]:
        """Ties of candidates (by candidate) with places of other countries (by place), where these may count."""
        rows = self.world.tied[self.here].tocoo()
        other = (self.world.country[rows.col] != self.country[rows.row]) & where[rows.col]
        return rows.row[other].astype(np.int64), rows.col[other].astype(np.int64)

    @cached_property
    def member_of(self) -> sparse.csr_array:
        """Candidates x networks."""
        return self.world.belongs[self.here]

    @cached_property
    def networks_of(self) -> Longs:
        """Memberships of each candidate."""
        return np.asarray(self.member_of.sum(axis=1), np.int64).ravel()

    @cached_property
    def strength(self) -> Floats:
        """Candidates x dimensions: records that show it at work there."""
        return np.asarray(self.world.strength[self.here])

    @cached_property
    def km(self) -> Floats:
        """Kilometres between candidates; not a number where coordinates are not known."""
        points = on_sphere(self.world.lon[self.here], self.world.lat[self.here])
        chord = np.sqrt(((points[:, None, :] - points[None, :, :]) ** 2).sum(axis=2))
        return np.asarray(2 * EARTH_KM * np.arcsin(np.clip(chord / 2, 0.0, 1.0)))

    @cached_property
    def ties_around(self) -> Floats:
        """Ties between the surroundings of two candidates, each by nearness at both ends; their own tie left out.

        K A K', with K the Gaussian kernel of distance (standard deviation NEAR_KM) and A the ties: the spatial lag of
        the graph, as in models of flows (J. P. LeSage, R. K. Pace, 2008).
        """
        world = self.world
        known, mine = np.isfinite(world.lon + world.lat), np.isfinite(world.lon + world.lat)[self.here]
        made = np.zeros((self.size, self.size))
        if not mine.any():
            return made
        everywhere = np.flatnonzero(known)
        rows, columns, far = _neighbours(world, self.here[mine], everywhere, _CUT * NEAR_KM)
        near = np.exp(-0.5 * (far / NEAR_KM) ** 2)
        kernel = sparse.coo_array((near, (rows, everywhere[columns])), shape=(int(mine.sum()), world.size)).tocsr()
        around = (kernel @ world.tied @ kernel.T).toarray()
        made[np.ix_(mine, mine)] = around
        return np.maximum(made - self.tied, 0.0)

    @cached_property
    def speaks(self) -> Flags:
        """Pairs of candidates whose countries have an official language in common."""
        codes = sorted(set(self.country.tolist()))
        spoken = languages()
        table = np.array(
            [[bool(spoken.get(a, frozenset()) & spoken.get(b, frozenset())) for b in codes] for a in codes]
        )
        at = np.searchsorted(codes, self.country)
        return np.asarray(table.reshape(len(codes), len(codes))[at][:, at], np.bool_)


def _neighbours(world: World, here: Longs, others: Longs, reach_km: float) -> tuple[Longs, Longs, Floats]:
    """Pairs (row of here, row of others) within reach of each other, and their distance in km."""
    mine = cKDTree(on_sphere(world.lon[here], world.lat[here]))
    theirs = cKDTree(on_sphere(world.lon[others], world.lat[others]))
    found = mine.sparse_distance_matrix(theirs, reach_km / EARTH_KM, output_type="coo_matrix")
    return found.row.astype(np.int64), found.col.astype(np.int64), found.data * EARTH_KM
