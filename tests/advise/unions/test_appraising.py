"""Appraisal of a set: cohesion beside chance, duplicates, one country, gaps."""

from __future__ import annotations

import numpy as np
import pytest

from proxeny.advise.unions.appraising import _exchangeable, appraise_set, expect_ties
from proxeny.errors import FaultyInput

from .worlds import ids, world

CLIQUE = ("varna", "constanta", "odesa", "batumi")


def appraise(*names, **more):
    made = world()
    return made, appraise_set(made, [made.row[name] for name in names], draws=99, **more)


def test_density_counts_pairs_across_borders():
    _, found = appraise(*CLIQUE)
    assert (len(found.within.ties), found.within.pairs) == (5, 6)
    assert found.density == pytest.approx(5 / 6)
    ties = found.beside[0]
    assert ties.value == 5
    assert ties.mean < 5


def test_random_sets_exchange_cities_of_one_country_and_size():
    _, found = appraise("varna", "odesa")
    assert found.exchangeable == 1  # Burgas is of Varna's class of size; Odesa has none like it
    assert found.beside[0].high == 1
    assert 0 < found.beside[0].mean < 1


def test_the_same_seed_gives_the_same_appraisal():
    one, two, other = (appraise(*CLIQUE, seed=seed)[1].beside for seed in (1, 1, 2))
    assert one == two != other


def test_a_city_given_twice_counts_once():
    made, found = appraise("varna", "odesa", "varna")
    assert [made.places["id"][at] for at, _ in found.repeated] == ["varna"]
    assert len(found.rows) == 2


def test_one_city_is_no_union():
    with pytest.raises(FaultyInput, match="two"):
        appraise("varna", "varna")


def test_one_country_has_no_pairs_across_borders():
    _, found = appraise("varna", "burgas")
    assert found.countries == (("BG", 2),)
    assert (found.density, found.within.pairs) == (0.0, 0)


def test_gaps_name_dimensions_and_countries():
    made, found = appraise("varna", "constanta", "samsun")
    assert "SEC" in found.gaps
    assert "ECO" not in found.gaps
    assert dict(found.missing) == {"UA": 2, "GE": 1}
    assert "odesa" not in ids(made, found.additions)  # of no country of the set
    assert "trabzon" in ids(made, found.additions)


def test_parent_and_child_in_a_set_are_said():
    made, found = appraise("trabzon", "ortahisar", "odesa")
    assert [ids(made, pair) for pair in found.together] == [{"trabzon", "ortahisar"}]


def test_a_random_set_has_as_many_cities_and_the_same_countries_and_sizes():
    made = world()
    rows = np.array([made.row[name] for name in ("varna", "burgas", "odesa", "trabzon")])
    pool = _exchangeable(made, rows)
    assert sum(many for many, _ in pool) == 4
    assert [(many, ids(made, one)) for many, one in pool if many > 1] == [(2, {"varna", "burgas"})]
    for many, one in pool:
        assert many <= len(one)
        assert len({(made.country[at]) for at in one}) == 1


def test_a_set_drawn_like_the_random_ones_is_no_more_than_chance():
    names = [f"{country}{at}" for country in ("BG", "RO", "UA") for at in range(8)]
    cities = {name: (name[:2], 43.0 + at / 100, 28.0, 50_000, "") for at, name in enumerate(names)}
    rng = np.random.default_rng(5)
    ties = sorted({tuple(sorted(rng.choice(names, 2, replace=False))) for _ in range(60)})
    made = world(cities=cities, ties=ties, held=[])
    ps = []
    for seed in range(60):
        drawn = [made.row[name] for code in ("BG", "RO", "UA") for name in
                 rng.choice([one for one in names if one[:2] == code], 5, replace=False)]  # fmt: skip
        ps.append(appraise_set(made, drawn, seed=seed, draws=39).beside[0].p)
    assert 0.4 < np.mean(ps) < 0.7  # ties in the figures count for the set's disfavour
    assert np.mean(np.array(ps) <= 0.1) <= 0.2


def test_what_cities_as_active_would_have_by_chance():
    cities = {f"{code}{at}": (code, 43.0, 28.0, 1, "") for code in ("BG", "RO") for at in range(3)}
    ties = [("BG0", "RO0"), ("BG0", "RO1"), ("BG1", "RO0"), ("BG2", "RO2")]
    made = world(cities=cities, ties=ties, held=[])
    rows = np.array([made.row["BG0"], made.row["RO0"]])
    assert expect_ties(made, rows) == pytest.approx(2 * 2 / 4)
    assert expect_ties(made, np.array([made.row["BG2"], made.row["RO2"]])) == pytest.approx(1 / 4)
    assert expect_ties(made, np.array([made.row["BG0"], made.row["BG1"]])) == 0.0
