"""Partners for a city: the best candidates that its wish allows, each with the parts of its score."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from proxeny.advise.cities import Flags, Floats, Ints
from proxeny.advise.features import FEATURES, N_, Feature, Pair, Said
from proxeny.advise.model import Model, Scored, rank_candidates
from proxeny.advise.relations import Relations
from proxeny.advise.track import Track, TrackRecord

_SPREAD = 100  # candidates that diversity chooses among, at least
_THEME_WEIGHT = 1.0
_FINE = 0.05  # a part smaller than this is told together with others


@dataclass(frozen=True, slots=True)
class Wish:
    """What is asked for.

    countries: only these. not_countries: none of these. declined: ids never to be proposed. theme: a dimension of the
    scheme in which a candidate should be active. diversity: what each further city of one country loses, from 0
    (nothing) to 1 (the logarithm of how many there are already).
    """

    n: int = 20
    theme: str = ""
    countries: frozenset[str] = frozenset()
    not_countries: frozenset[str] = frozenset()
    declined: frozenset[str] = frozenset()
    diversity: float = 0.0


@dataclass(frozen=True, slots=True)
class Part:
    """What one feature adds to a score, what it says, and its value."""

    feature: str
    title: str
    contribution: float
    said: Said


@dataclass(frozen=True, slots=True)
class Partner:
    """A candidate: its row, rank and score, which is the sum of its parts; ``chance``: of being the next partner."""

    row: int
    rank: int
    score: float
    chance: float
    parts: tuple[Part, ...]


@dataclass(frozen=True, slots=True)
class Advice:
    """The partners proposed to a city, and how often such advice was right."""

    asked: int
    ties: int
    partners: tuple[Partner, ...]
    track: Track


@dataclass(frozen=True, eq=False)
class Adviser:
    """Relations with the model of partners and its track record."""

    relations: Relations
    model: Model
    record: TrackRecord


def advise_partners(adviser: Adviser, city: int, wish: Wish = Wish()) -> Advice:
    """The best partners for one city (its row), with reasons."""
    relations = adviser.relations
    allowed = may_be_proposed(relations, city, wish)
    most = max(wish.n, _SPREAD)
    scored = rank_candidates(adviser.model, relations, np.array([city]), allowed[None], most)[0]
    extra = _theme(relations, scored, wish)
    chosen = _spread(relations, scored.score + extra, scored, wish)
    chances = adviser.record.correct(scored.log_chance)
    partners = []
    for rank, (at, loss) in enumerate(chosen, start=1):
        parts = _parts(adviser, city, scored, at, extra[at], loss, wish)
        total = float(sum(part.contribution for part in parts))
        partners.append(Partner(int(scored.rows[at]), rank, total, float(chances[at]), parts))
    ties = int(relations.degree[city])
    return Advice(city, ties, tuple(partners), adviser.record.of(ties))


def advise_many(adviser: Adviser, cities: Ints, wish: Wish = Wish()) -> list[Scored]:
    """The best partners for many cities, without reasons."""
    relations = adviser.relations
    found: list[Scored] = []
    for first in range(0, len(cities), 64):
        some = cities[first : first + 64]
        allowed = np.stack([may_be_proposed(relations, int(city), wish) for city in some])
        found += rank_candidates(adviser.model, relations, some, allowed, wish.n)
    return found


def may_be_proposed(relations: Relations, city: int, wish: Wish) -> Flags:
    """Which rows may be proposed: not itself, its partners, its own parts and wholes, and what the wish leaves out."""
    cities = relations.cities
    allowed = cities.candidates.copy()
    allowed[city] = False
    allowed[relations.ties[[city]].indices] = False
    allowed[cities.kin(city)] = False
    if wish.countries or wish.not_countries:
        codes = np.array(cities.countries)
        wanted = np.isin(codes, list(wish.countries)) if wish.countries else np.ones(len(codes), np.bool_)
        wanted &= ~np.isin(codes, list(wish.not_countries))
        allowed &= wanted[cities.country]
    allowed[[cities.row[one] for one in wish.declined if one in cities.row]] = False
    return allowed


def _theme(relations: Relations, scored: Scored, wish: Wish) -> Floats:
    if not wish.theme:
        return np.zeros(len(scored.rows), np.float32)
    active = relations.active_in(wish.theme)[scored.rows]
    return (_THEME_WEIGHT * np.log1p(active)).astype(np.float32)


def _spread(relations: Relations, score: Floats, scored: Scored, wish: Wish) -> list[tuple[int, float]]:
    """Which of the scored to take, in order, and what each loses because its country was taken before."""
    country = relations.cities.country[scored.rows]
    taken = np.zeros(len(relations.cities.countries))
    left, chosen = np.ones(len(score), np.bool_), []
    for _ in range(min(wish.n, len(score))):
        loss = wish.diversity * np.log1p(taken[country])
        best = int(np.argmax(np.where(left, score - loss, -np.inf)))
        chosen.append((best, float(loss[best])))
        left[best] = False
        taken[country[best]] += 1
    return chosen


def _parts(
    adviser: Adviser, city: int, scored: Scored, at: int, theme: float, loss: float, wish: Wish
) -> tuple[Part, ...]:
    pair = Pair(adviser.relations, city, int(scored.rows[at]))
    sums = sum_by_feature(adviser.model, scored.parts[at])
    parts = [Part(name, FEATURES[name].title, value, FEATURES[name].say(pair)) for name, value in sums.items()]
    if wish.theme:
        active = int(adviser.relations.active_in(wish.theme)[scored.rows[at]])
        said = Said(active, N_("Networks of this theme in which it is a member: {active}."), {"active": active})
        parts.append(Part("theme", N_("The theme you asked for"), float(theme), said))
    if loss:
        said = Said(None, N_("Cities of its country were proposed before it."))
        parts.append(Part("diversity", N_("Diversity of countries"), -loss, said))
    return tuple(_group(parts))


def sum_by_feature(model: Model, parts: Floats) -> Mapping[str, float]:
    """Contributions of columns as contributions of features."""
    sums: dict[str, float] = {}
    for (name, _), value in zip(model.names, parts.tolist(), strict=True):
        sums[name] = sums.get(name, 0.0) + value
    return sums


def _group(parts: Sequence[Part]) -> Sequence[Part]:
    """The largest first; those that hardly say anything as one, so that the sum stays whole."""
    order = sorted(parts, key=lambda one: -abs(one.contribution))
    return shorten(order, sum(abs(one.contribution) >= _FINE for one in order))


def shorten(parts: Sequence[Part], most: int) -> Sequence[Part]:
    """The first ``most`` parts, and the others as one: the sum stays whole."""
    told, rest = list(parts[:most]), parts[most:]
    if len(rest) < 2:
        return parts
    total = float(sum(one.contribution for one in rest))
    count = sum(int(one.said.value or 1) if one.feature == "others" else 1 for one in rest)
    said = Said(count, N_("{count} further features say less."), {"count": count})
    return [*told, Part("others", N_("Everything else"), total, said)]


__all__ = ["Advice", "Adviser", "Feature", "Part", "Partner", "Wish", "advise_many", "advise_partners"]
