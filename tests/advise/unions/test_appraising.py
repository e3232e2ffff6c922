"""Appraisal of a set: cohesion beside chance, duplicates, one country, gaps."""

from __future__ import annotations

import pytest

from proxeny.advise.unions.appraising import appraise_set
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
